"""Deciding what an added article is: new, changed or known; knows nothing of Chroma."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.article import Article
from corpus.copies import clean_signature
from index.embedding import Embedder
from index.passage import Passage, passages
from index.record import Record
from index.store import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding did, in articles."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: "Added") -> "Added":
        """The sum, field by field."""
        return Added(
            added=self.added + other.added,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
        )


def embedded_text(passage: Passage) -> str:
    """What is embedded for a passage: its title helps, without being quotable."""
    return f"{passage.title}\n{passage.text}" if passage.title else passage.text


def lead(article: Article) -> str:
    """The first characters of the text after the title, for lists."""
    text = article.text.removeprefix(article.title).lstrip()
    return (text or article.text)[:300]


def seen(article: Article, record: Record | None) -> bool:
    """Whether exactly this text was taken in before, as any revision."""
    return record is not None and article.content_hash in record.hashes


def fresh_record(article: Article, old: Record | None, count: int) -> Record:
    """The record of an article about to be written."""
    return Record(
        article_id=article.article_id,
        revision=old.revision + 1 if old else 1,
        title=article.title,
        source=article.source,
        author=article.author,
        url=article.url,
        published_at=article.published_at,
        passages=count,
        content_hash=article.content_hash,
        hashes=(*(old.hashes if old else ()), article.content_hash),
        lead=lead(article),
        signature=clean_signature(article.text),
    )


def prepared(
    articles: Sequence[tuple[Article, Record | None]], embedder: Embedder
) -> list[Written]:
    """Articles cut, embedded and given the revision after that of their record."""
    pieces = [passages(a, r.revision + 1 if r else 1) for a, r in articles]
    flat = [embedded_text(p) for article in pieces for p in article]
    vectors = embedder.embed_passages(flat)
    written, at = [], 0
    for (article, old), cut in zip(articles, pieces, strict=True):
        written.append(
            Written(
                record=fresh_record(article, old, len(cut)),
                passages=cut,
                vectors=vectors[at : at + len(cut)],
            )
        )
        at += len(cut)
    return written


def without_repeats(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """The batch in parts within which no id occurs twice, so that revisions keep their order."""
    part: list[Article] = []
    for article in articles:
        if any(a.article_id == article.article_id for a in part):
            yield part
            part = []
        part.append(article)
    yield part
