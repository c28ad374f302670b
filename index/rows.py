"""Passages and records as Chroma metadata and back; knows nothing of collections."""

import json
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
    """The metadata of an article's record: what is asked for by value, and all else as one JSON.

    Chroma indexes each value by itself, and the letters of a document by threes: packed, a record
    costs half as much to write (DECISIONS.md, 2026-11-22).
    """
    stamp = record.published_at.isoformat() if record.published_at else ""
    only = record.hashes == (record.content_hash,)
    packed = (
        *(record.revision, record.passages, record.title, record.source, record.author),
        *(record.url, stamp, record.content_hash, "" if only else " ".join(record.hashes)),
        *(record.signature, record.lead),
    )
    return {
        "changed": record.changed,
        "removed": record.removed,
        "record": json.dumps(packed, ensure_ascii=False, separators=(",", ":")),
    }


def to_record(article_id: str, row: Mapping[str, Any]) -> Record:
    """The record of an article from its metadata, which ``of_record`` made."""
    revision, passages, title, source, author, url, stamp, content, hashes, signed, lead = (
        json.loads(row["record"])
    )
    return Record(
        article_id=article_id,
        revision=revision,
        title=title,
        source=source,
        author=author,
        url=url,
        published_at=datetime.fromisoformat(stamp) if stamp else None,
        passages=passages,
        content_hash=content,
        hashes=tuple(hashes.split()) or (content,),
        lead=lead,
        signature=signed,
        changed=int(row["changed"]),
        removed=bool(row["removed"]),
    )


def of_record_before(record: Record) -> Row:
    """The metadata of a record in a store of format 1, whose lead is its document."""
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


def to_record_before(lead: str, row: Mapping[str, Any]) -> Record:
    """The record of a document and its metadata in a store of format 1."""
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
