"""Citations made from evidence: the quote is cut out of the article as the store holds it."""

from collections.abc import Mapping, Sequence

from assistant.answer import Citation
from assistant.evidence import Evidence
from corpus.article import Article


class CitationError(Exception):
    """Evidence does not lie inside the article it names; nothing of it may be shown."""


def cite(
    evidence: Evidence, article: Article, number: int, *, note: str = "", span: bool = True
) -> Citation:
    """The citation of a piece of evidence.

    Args:
        evidence: Where the sentence stands.
        article: That revision, read from the store.
        number: What stands in brackets in the answer.
        note: Said outside the quote.
        span: Whether the short answer is to be marked.

    Raises:
        CitationError: The offsets do not fit the article, or it is another revision.
    """
    start, end = evidence.start, evidence.end
    if (article.article_id, article.revision) != (evidence.article_id, evidence.revision):
        raise CitationError(f"{evidence.article_id}: evidence of another article or revision")
    if not 0 <= start < end <= len(article.text):
        raise CitationError(f"{article.article_id}: [{start}, {end}) is outside the article")
    return Citation(
        number=number,
        article_id=article.article_id,
        revision=article.revision,
        start=start,
        end=end,
        quote=article.text[start:end],
        title=article.title,
        source=article.source,
        author=article.author,
        url=article.url,
        published_at=article.published_at,
        span=_span(evidence) if span else None,
        note=note,
        content_hash=article.content_hash,
    )


def cite_all(
    evidence: Sequence[Evidence], articles: Mapping[str, Article], *, span: bool = True
) -> list[Citation]:
    """Citations numbered from 1 in the order of the evidence; what cannot be cited is left out."""
    found = (e for e in evidence if e.article_id in articles)
    return [cite(e, articles[e.article_id], n, span=span) for n, e in enumerate(found, 1)]


def _span(evidence: Evidence) -> tuple[int, int] | None:
    """The short answer's offsets where it lies inside the sentence."""
    start, end = evidence.span_start, evidence.span_end
    if start is None or end is None or not evidence.start <= start < end <= evidence.end:
        return None
    return (start, end)
