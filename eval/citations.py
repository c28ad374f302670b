"""Whether the citations of an answer are real, right and enough; judged without any model.

Precision and recall follow ALCE (Gao et al., arXiv 2305.14627) with gold spans in place of an
entailment model; unlike there, citation numbers that do not exist are counted. Copying the top
passage scores well on all of this: these figures stand beside the accuracy of the answers.
"""

from collections.abc import Callable, Iterator, Sequence

from assistant.answer import Answer, Citation
from corpus.article import Article
from eval.gold import Span
from index.analysis import syllables
from index.figures import dates, numbers, plain

ReadArticle = Callable[[str, int | None], Article | None]
"""The article of an id and revision as the store holds it."""


def verbatim_rate(answer: Answer, article: ReadArticle) -> float:
    """The share of citations whose quote is the article's own characters at its offsets.

    The marked short answer must lie inside the quote. 0 where nothing is cited.
    """
    found = [_verbatim(c, article(c.article_id, c.revision)) for c in answer.citations]
    return sum(found) / len(found) if found else 0.0


def _verbatim(citation: Citation, article: Article | None) -> bool:
    if article is None or not citation.quote:
        return False
    inside = citation.span is None or (
        citation.start <= citation.span[0] < citation.span[1] <= citation.end
    )
    return inside and article.text[citation.start : citation.end] == citation.quote


def phantom_rate(answer: Answer) -> float:
    """The share of citation numbers that name no citation; 0 where there are no numbers."""
    real = {c.number for c in answer.citations}
    used = [n for claim in answer.claims for n in claim.citations]
    made_up = len(answer.phantoms) + sum(n not in real for n in used)
    total = len(answer.phantoms) + len(used)
    return made_up / total if total else 0.0


def matches(citation: Citation, span: Span) -> bool:
    """Whether a citation shows a piece of gold evidence.

    It overlaps at least half of the shorter one, or is another article that says it in the same
    words (a near-copy of the wire story).
    """
    if citation.article_id == span.article_id and span.start >= 0:
        shared = min(citation.end, span.end) - max(citation.start, span.start)
        return 2 * shared >= min(citation.end - citation.start, span.end - span.start) > 0
    said, wanted = (f" {' '.join(syllables(t))} " for t in (citation.quote, span.quote))
    return bool(wanted.strip()) and (
        wanted in said or (said in wanted and 2 * len(said) > len(wanted))
    )


def in_article(citation: Citation, articles: frozenset[str]) -> bool:
    """Whether a citation is of one of these articles or of a copy of one."""
    return citation.article_id in articles or any(c[2] in articles for c in citation.copies)


def gold_scores(citations: Sequence[Citation], spans: Sequence[Span]) -> dict[str, float]:
    """Precision, recall and F1 of citations over gold evidence; all 0 where nothing is cited."""
    right = sum(any(matches(c, s) for s in spans) for c in citations)
    found = sum(any(matches(c, s) for c in citations) for s in spans)
    precision = right / len(citations) if citations else 0.0
    recall = found / len(spans) if spans else 0.0
    both = precision + recall
    return {
        "citation_precision": precision,
        "citation_recall": recall,
        "citation_f1": 2 * precision * recall / both if both else 0.0,
    }


def figures_supported(answer: Answer) -> float | None:
    """The share of figures and dates said that stand in the cited quotes; ``None`` without any.

    Each claim is held against the quotes under it, the short answer against all of them.
    """
    quotes = {c.number: c.quote for c in answer.citations}
    said = [(c.text, [quotes.get(n, "") for n in c.citations]) for c in answer.claims]
    said.append((answer.short_answer, list(quotes.values())))
    found: list[bool] = []
    for text, under in said:
        there = set(_values("\n".join(under)))
        found += [value in there for value in _values(text)]
    return sum(found) / len(found) if found else None


def _values(text: str) -> Iterator[str]:
    yield from (plain(f.value) for f in numbers(text))
    yield from (f"{d.day}/{d.month}" for d in dates(text))


def sources_per_claim(answer: Answer) -> float:
    """The mean number of different articles cited under a claim; 0 without claims."""
    article = {c.number: c.article_id for c in answer.citations}
    counts = [len({article[n] for n in c.citations if n in article}) for c in answer.claims]
    return sum(counts) / len(counts) if counts else 0.0
