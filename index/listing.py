"""The lines of the list of articles; knows nothing of the engine that keeps them."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.analysis import fold, normalise
from index.record import Record

_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the list."""

    article_id: str
    revision: int
    title: str
    source: str
    author: str
    url: str
    published_at: datetime | None
    lead: str
    changed: int
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of the list, and how many articles the whole list has."""

    entries: tuple[Entry, ...]
    total: int


def words_of(text: str) -> str:
    """Folded lower-case words, so that a search without marks finds them."""
    return fold(" ".join(search_words_of(text)))


def marked_words_of(text: str) -> str:
    """Those lower-case words that have marks, as they are: a search with marks means these."""
    return " ".join(word for word in search_words_of(text) if fold(word) != word)


def search_words_of(text: str) -> list[str]:
    """What must stand in an article: words as they are typed, with marks where they have any."""
    return _BETWEEN.sub(" ", normalise(text)).split()


def letters(term: str) -> str:
    """A term for tantivy's regular expressions; only letters and digits are left in one."""
    return "".join(c for c in term if c.isalnum())


def dump(record: Record) -> dict[str, str | int | None]:
    """The line of an article as JSON values."""
    return {
        "article_id": record.article_id,
        "revision": record.revision,
        "title": record.title,
        "source": record.source,
        "author": record.author,
        "url": record.url,
        "published_at": record.published_at.isoformat() if record.published_at else None,
        "lead": record.lead,
        "changed": record.changed,
        "signature": record.signature,
    }


def load(entry: dict[str, Any]) -> Entry:
    """The line that ``dump`` made."""
    stamp = entry.pop("published_at")
    return Entry(published_at=datetime.fromisoformat(stamp) if stamp else None, **entry)
