"""The article, the unit that everything else quotes; knows nothing of files or passages."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One revision of one news article.

    Every offset in the program counts characters (Unicode code points) of ``text``.

    Attributes:
        article_id: Derived from the canonical URL or, without one, from source and title.
        revision: 1 for the first text seen under this id, then 2, 3, …
        text: Title, lead and body as read, NFC, never empty.
        published_at: With a time zone, or ``None`` where the source gives no date.
    """

    article_id: str
    revision: int = 1
    title: str
    text: str
    source: str = ""
    author: str = ""
    url: str = ""
    published_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse what breaks the invariants.

        Raises:
            ValueError: The text is empty or not clean, or the date has no time zone.
        """
        if not self.text.strip():
            raise ValueError(f"article {self.article_id!r} has no text")
        if clean(self.text) != self.text:
            raise ValueError(
                f"the text of {self.article_id!r} has not gone through corpus.text.clean"
            )
        if self.published_at is not None and self.published_at.tzinfo is None:
            raise ValueError(f"published_at of {self.article_id!r} has no time zone")

    @property
    def content_hash(self) -> str:
        """Sixteen hex digits over all that a reader sees; equal means nothing changed."""
        stamp = self.published_at.isoformat() if self.published_at else ""
        parts = (self.title, self.text, self.source, self.author, self.url, stamp)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    def with_revision(self, revision: int) -> "Article":
        """The same article under another revision number."""
        return replace(self, revision=revision)
