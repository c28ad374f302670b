"""Deciding what an added article is: new, changed or known; knows nothing of Chroma."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.article import Article
from corpus.copies import clean_signature
from index.embedding import Embedder
from index.lexical_query import Ready, ready
from index.passage import Passage, bounds, passages
from index.record import Record
from index.store import Written
from index.store_reading import Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding did, in articles."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    @property
    def count(self) -> int:
        """How many articles there were."""
        return self.added + self.updated + self.unchanged

    def __add__(self, other: "Added") -> "Added":
        """The sum, field by field."""
        return Added(
            added=self.added + other.added,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
        )


def embedded_text(passage: Passage) -> str:
    """What is embedded for a passage: its title helps, without being quotable."""
    return _embedded(passage.title, passage.text)


def _embedded(title: str, text: str) -> str:
    return f"{title}\n{text}" if title else text


def lead(article: Article) -> str:
    """The first characters of the text after the title, for lists."""
    text = article.text.removeprefix(article.title).lstrip()
    return (text or article.text)[:300]


def seen(article: Article, record: Record | None) -> bool:
    """Whether exactly this text was taken in before, as any revision."""
    return record is not None and article.content_hash in record.hashes


def fresh_record(
    article: Article, old: Record | None, count: int, signature: str | None = None
) -> Record:
    """The record of an article about to be written; signed here where no signature is given."""
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
        signature=clean_signature(article.text) if signature is None else signature,
    )


Texts = Sequence[tuple[str, str]]
"""Titles and texts of articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """All that can be made of texts without knowing the store.

    Attributes:
        bounds: Of each text's passages.
        signatures: Of each text.
        vectors: Of all passages, shape ``(n, dim)``, unit rows.
        ready: What the lexical index holds of all passages; empty where it was not asked for.
    """

    bounds: Sequence[Sequence[int]]
    signatures: Sequence[str]
    vectors: Vectors
    ready: Sequence[Ready] = ()


def make(texts: Texts, embedder: Embedder, *, analyse: bool = False) -> Made:
    """Texts cut, signed, embedded and, if wished, analysed for the lexical index."""
    cuts = [bounds(text) for _, text in texts]
    pieces = [
        (title, text[start:end])
        for (title, text), cut in zip(texts, cuts, strict=True)
        for start, end in pairwise(cut)
    ]
    return Made(
        bounds=cuts,
        signatures=[clean_signature(text) for _, text in texts],
        vectors=embedder.embed_passages([_embedded(*piece) for piece in pieces]),
        ready=[ready(text, title) for title, text in pieces] if analyse else (),
    )


def assembled(articles: Sequence[tuple[Article, Record | None]], made: Made) -> list[Written]:
    """Articles, as they were made, given the revision after that of their record."""
    written, at = [], 0
    for n, (article, old) in enumerate(articles):
        cut = passages(article, old.revision + 1 if old else 1, made.bounds[n])
        whole = slice(at, at + len(cut))
        written.append(
            Written(
                record=fresh_record(article, old, len(cut), made.signatures[n]),
                passages=cut,
                vectors=made.vectors[whole],
                ready=made.ready[whole],
            )
        )
        at += len(cut)
    return written


def prepared(
    articles: Sequence[tuple[Article, Record | None]], embedder: Embedder
) -> list[Written]:
    """Articles cut, embedded and given the revision after that of their record."""
    return assembled(articles, make([(a.title, a.text) for a, _ in articles], embedder))


def without_repeats(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """The batch in parts within which no id occurs twice, so that revisions keep their order."""
    part: list[Article] = []
    for article in articles:
        if any(a.article_id == article.article_id for a in part):
            yield part
            part = []
        part.append(article)
    yield part
