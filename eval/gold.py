"""Where the gold evidence of a question stands in an archive: spans, passages, articles."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.article import Article
from corpus.text import clean
from eval.question import Problem, Question
from index.passage import passages


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Gold evidence: the characters ``[start, end)`` of an article; -1 where it is not found."""

    article_id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a perfect retriever and a perfect citer would bring for one question.

    Attributes:
        spans: One for each piece of evidence, in order.
        passages: Ids of the passages that hold it.
        articles: Ids of the articles that hold it.
    """

    spans: tuple[Span, ...] = ()
    passages: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()


def locate(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, blanks and line ends aside; ``None`` where it does not."""
    quote = clean(quote).strip()
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    words = quote.split()
    match = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return match.span() if match else None


def gold(question: Question, articles: Mapping[str, Article]) -> Gold:
    """The gold evidence of a question in the articles of an archive.

    Evidence whose article or quote is not there keeps its place with offsets of -1: it counts
    against recall, it never disappears.
    """
    spans, held = [], set()
    for piece in question.evidence:
        article = articles.get(piece.article_id)
        found = locate(article.text, piece.quote) if article else None
        start, end = found or (-1, -1)
        spans.append(Span(article_id=piece.article_id, start=start, end=end, quote=piece.quote))
        if article and found:
            held |= passages_of(article, start, end)
    return Gold(
        spans=tuple(spans),
        passages=frozenset(held),
        articles=frozenset(s.article_id for s in spans),
    )


def passages_of(article: Article, start: int, end: int) -> set[str]:
    """Ids of the passages that hold most of a span; all that touch it where none does."""
    touched = {
        p.passage_id: min(p.end, end) - max(p.start, start)
        for p in passages(article)
        if p.start < end and start < p.end
    }
    most = {name for name, shared in touched.items() if 2 * shared > end - start}
    return most or set(touched)


def evidence_problems(
    questions: Iterable[tuple[int, Question]], articles: Mapping[str, Article]
) -> list[Problem]:
    """What is wrong with the evidence of a set, by line, against the articles of an archive."""
    problems = []
    for line, question in questions:
        for piece in question.evidence:
            article = articles.get(piece.article_id)
            if article is None:
                problems.append(Problem(line, f"kho không có bài {piece.article!r}"))
            elif clean(piece.quote) not in article.text:
                problems.append(
                    Problem(
                        line,
                        f"trích dẫn không có nguyên văn trong bài {piece.article!r}: "
                        f"“{piece.quote[:60]}”",
                    )
                )
    return problems
