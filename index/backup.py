"""All that a store holds in one file, and back; knows nothing of how Chroma keeps it."""

import base64
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from corpus.article import Article
from corpus.text import clean
from index.archive import Archive
from index.intake import embedded_text, fresh_record
from index.passage import Passage
from index.record import Record
from index.store import Written
from index.store_reading import StoreReader, join

FORMAT = 1
BATCH = 128
"""Plain articles put back at a time."""
_TRIES = 20
"""Times an article is read that changes meanwhile."""


class BackupError(Exception):
    """A backup cannot be read; the message says why."""


def back_up(store: StoreReader, path: Path, *, vectors: bool = True) -> int:
    """Write every article with all revisions; how many articles there were.

    The archive may be in use: an article that changes while it is read is read again. The file
    appears under its name only when it is complete.

    Args:
        store: What is read.
        path: Where to.
        vectors: Whether vectors are written too; not so where Chroma cannot read them any more.
    """
    part = path.with_name(path.name + ".part")
    count = 0
    with gzip.open(part, "wt", encoding="utf-8", compresslevel=5) as sink:
        sink.write(json.dumps({"hoibao": FORMAT, "embedder": store.embedder}) + "\n")
        for record in store.changed_since(0):
            line = _line(store, record, vectors=vectors)
            sink.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    part.replace(path)
    return count


def _line(store: StoreReader, record: Record, *, vectors: bool) -> dict[str, Any]:
    """One article as it is at one moment; a half-written revision is not part of it."""
    for _ in range(_TRIES):
        line = _read(store, record, vectors=vectors)
        now = store.records([record.article_id]).get(record.article_id)
        if now is None or now.changed == record.changed:
            break
        record = now
    return line


def _read(store: StoreReader, record: Record, *, vectors: bool) -> dict[str, Any]:
    known = store.vectors(record.passage_ids) if vectors else {}
    stamp = record.published_at.isoformat() if record.published_at else None
    return {
        "record": asdict(record) | {"published_at": stamp},
        "revisions": [
            [_dump(p) for p in store.passages_of(record.article_id, revision)]
            for revision in store.revisions(record.article_id)
            if revision <= record.revision
        ],
        "vectors": {
            name: base64.b64encode(vector.astype("<f4").tobytes()).decode()
            for name, vector in known.items()
        },
    }


def _dump(passage: Passage) -> dict[str, Any]:
    stamp = passage.published_at.isoformat() if passage.published_at else None
    return asdict(passage) | {"published_at": stamp}


def restore(archive: Archive, path: Path, *, embed_again: bool = False) -> int:
    """Put back what is in a backup and not in the archive; how many articles that were.

    Articles that are there already, in any revision, stay as they are; one that a killed
    ``restore`` left half put back is gone on with.

    Args:
        archive: Where to.
        path: What ``back_up`` wrote.
        embed_again: Whether vectors are made anew, even where the model has the same name.

    Raises:
        BackupError: The file is no backup, or of another format.
    """
    mark = archive._owner.derived / "restoring"
    half = mark.read_text() if mark.exists() else ""
    count = 0
    lines = _lines(path)
    try:
        same = next(lines)["embedder"] == archive.embedder.name and not embed_again
        for part in _parts(lines):
            with archive._owner.writing():
                known = archive.store.records([record.article_id for record, _ in part])
                news = [o for o in part if o[0].article_id not in known or o[0].article_id == half]
                if all(_plain(line) for _, line in news):
                    _put_all(archive, news, known, same_model=same)
                else:
                    (record, line), *_ = news
                    mark.write_text(record.article_id)
                    _put_back(archive, record, line, known.get(record.article_id), same_model=same)
                count += len(news)
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        raise BackupError(f"{path}: bản sao lưu hỏng ({type(error).__name__}: {error})") from error
    mark.unlink(missing_ok=True)
    archive.catch_up()
    return count


def _parts(lines: Iterator[dict[str, Any]]) -> Iterator[list[tuple[Record, dict[str, Any]]]]:
    """Articles that are put back at once: many plain ones, or a single one that is not plain."""
    held: list[tuple[Record, dict[str, Any]]] = []
    for line in lines:
        if _plain(line):
            held.append((_record(line["record"]), line))
        else:
            yield [(_record(line["record"]), line)]
        if len(held) == BATCH:
            yield held
            held = []
    if held:
        yield held


def _plain(line: dict[str, Any]) -> bool:
    """Whether an article has a single revision and is not removed, so that one write is all."""
    return len(line["revisions"]) == 1 and not line["record"]["removed"]


def _put_all(
    archive: Archive,
    news: Sequence[tuple[Record, dict[str, Any]]],
    known: Mapping[str, Record],
    *,
    same_model: bool,
) -> None:
    """Put back plain articles in one write, each whole or not at all."""
    batch = [
        _written(archive, record, pieces, line["vectors"] if same_model else {})
        for record, line in news
        if record.article_id not in known
        and (pieces := [_passage(p) for p in line["revisions"][0]])
    ]
    archive.store.put(batch)


def _put_back(
    archive: Archive,
    record: Record,
    line: dict[str, Any],
    known: Record | None,
    *,
    same_model: bool,
) -> None:
    """Put back the revisions of one article that are not there, oldest first."""
    for packed in line["revisions"]:
        pieces = [_passage(p) for p in packed]
        if pieces and (known is None or pieces[0].revision > known.revision):
            vectors = line["vectors"] if same_model else {}
            archive.store.put([_written(archive, record, pieces, vectors)])
    if record.removed:
        archive.store.remove(record.article_id)


def _written(
    archive: Archive, record: Record, pieces: list[Passage], packed: dict[str, str]
) -> Written:
    """One revision ready to be stored, with the vectors of the backup where they fit."""
    article: Article = join(pieces)
    if all(p.passage_id in packed for p in pieces):
        coded = (base64.b64decode(packed[p.passage_id]) for p in pieces)
        rows = np.stack([np.frombuffer(v, dtype="<f4") for v in coded])
    else:
        rows = archive.embedder.embed_passages([embedded_text(p) for p in pieces])
    known = record.hashes[: max(1, article.revision)] or (article.content_hash,)
    fresh = replace(
        fresh_record(article, None, len(pieces)), revision=article.revision, hashes=known
    )
    return Written(record=fresh, passages=pieces, vectors=rows.astype(np.float32))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            head = json.loads(next(lines, "{}"))
            if head.get("hoibao") != FORMAT:
                raise BackupError(f"{path}: không phải bản sao lưu định dạng {FORMAT} của hoibao")
            yield head
            yield from (json.loads(line) for line in lines)
    except (OSError, EOFError, UnicodeDecodeError, ValueError) as error:
        raise BackupError(f"{path}: không đọc được bản sao lưu ({error})") from error


def _record(fields: dict[str, Any]) -> Record:
    stamp = fields["published_at"]
    when = datetime.fromisoformat(stamp) if stamp else None
    return Record(**(fields | {"published_at": when, "hashes": tuple(fields["hashes"])}))


def _passage(fields: dict[str, Any]) -> Passage:
    stamp = fields["published_at"]
    when = datetime.fromisoformat(stamp) if stamp else None
    return Passage(**(fields | {"published_at": when, "title": clean(fields["title"])}))
