"""Passages and records as Chroma metadata and back; knows nothing of collections."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from index.passage import Passage
from index.record import Record

Row = dict[str, str | int | float | bool]


def day(moment: datetime | None) -> int | None:
    """Whole days since 1970-01-01 of the date that the article itself carries."""
    return (
        None if moment is None else (moment.date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days
    )


def of_passage(passage: Passage) -> Row:
    """The metadata under a passage's document."""
    row: Row = {
        "article_id": passage.article_id,
        "revision": passage.revision,
        "ordinal": passage.ordinal,
        "start": passage.start,
        "end": passage.end,
        "title": passage.title,
    }
    return row | _described(passage)


def to_passage(document: str, row: Mapping[str, Any]) -> Passage:
    """The passage of a document and its metadata."""
    return Passage(
        article_id=str(row["article_id"]),
        revision=int(row["revision"]),
        ordinal=int(row["ordinal"]),
        start=int(row["start"]),
        end=int(row["end"]),
        text=document,
        title=str(row["title"]),
        source=str(row.get("source", "")),
        author=str(row.get("author", "")),
        url=str(row.get("url", "")),
        published_at=_moment(row),
    )


def of_record(record: Record) -> Row:
    """The metadata of an article's record."""
    row: Row = {
        "article_id": record.article_id,
        "revision": record.revision,
        "title": record.title,
        "passages": record.passages,
        "content_hash": record.content_hash,
        "hashes": " ".join(record.hashes),
        "changed": record.changed,
        "removed": record.removed,
    }
    if record.signature:
        row["signature"] = record.signature
    return row | _described(record)


def to_record(lead: str, row: Mapping[str, Any]) -> Record:
    """The record of a document and its metadata."""
    return Record(
        article_id=str(row["article_id"]),
        revision=int(row["revision"]),
        title=str(row["title"]),
        source=str(row.get("source", "")),
        author=str(row.get("author", "")),
        url=str(row.get("url", "")),
        published_at=_moment(row),
        passages=int(row["passages"]),
        content_hash=str(row["content_hash"]),
        hashes=tuple(str(row["hashes"]).split()),
        lead=lead,
        signature=str(row.get("signature", "")),
        changed=int(row["changed"]),
        removed=bool(row["removed"]),
    )


def _described(thing: Passage | Record) -> Row:
    """Source, author, URL and date, those that are there."""
    row: Row = {
        key: value
        for key, value in (("source", thing.source), ("author", thing.author), ("url", thing.url))
        if value
    }
    if thing.published_at is not None:
        row["published_at"] = thing.published_at.isoformat()
        row["day"] = day(thing.published_at) or 0
    return row


def _moment(row: Mapping[str, Any]) -> datetime | None:
    """The date of a row, ``None`` where it has none."""
    stamp = row.get("published_at")
    return datetime.fromisoformat(str(stamp)) if stamp else None
