"""The list of articles, searchable and sortable at any size; derived from the store's records."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from index.analysis import fold, normalise
from index.record import Record
from index.rows import day
from index.store_reading import StoreReader

SCHEMA = 1
"""Raise when the fields change: an older folder is then thrown away and rebuilt."""
SLACK = 10 * 10**9
"""Nanoseconds by which the clocks of two machines that write to one server may differ."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of the list, and how many articles the whole list has."""

    entries: tuple[Entry, ...]
    total: int


class Catalogue:
    """A tantivy index over the records of articles."""

    def __init__(self, folder: Path) -> None:
        """Open the folder; one that cannot be used is emptied and will be filled again."""
        self._folder = folder
        self._state = folder / "state.json"
        self._index = self._open()

    def _open(self) -> Any:
        import shutil

        import tantivy

        state = self._read_state()
        if state.get("schema") != SCHEMA and self._folder.exists():
            shutil.rmtree(self._folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        build = tantivy.SchemaBuilder()
        build.add_text_field("article_id", stored=True, tokenizer_name="raw")
        build.add_text_field("words", stored=False, tokenizer_name="whitespace")
        build.add_text_field("source", stored=True, tokenizer_name="raw", fast=True)
        build.add_text_field("title_key", stored=False, tokenizer_name="raw", fast=True)
        build.add_integer_field("day", stored=False, indexed=True, fast=True)
        build.add_integer_field("changed", stored=False, indexed=True, fast=True)
        build.add_bytes_field("entry", stored=True, indexed=False)
        return tantivy.Index(build.build(), path=str(self._folder))

    def _read_state(self) -> dict[str, int]:
        try:
            state = json.loads(self._state.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return state if isinstance(state, dict) else {}

    def catch_up(self, store: StoreReader) -> int:
        """Take in the records that changed since the last time; how many there were."""
        cursor = int(self._read_state().get("changed", 0))
        seen, last = 0, cursor
        writer = None
        for record in store.changed_since(max(0, cursor - SLACK) if cursor else 0):
            if record.changed <= cursor and self._holds(record):
                continue
            writer = writer or self._index.writer(heap_size=30_000_000, num_threads=1)
            self._replace(writer, record)
            seen, last = seen + 1, max(last, record.changed)
        if writer is not None:
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()
            self._state.write_text(json.dumps({"schema": SCHEMA, "changed": last}))
        elif not self._state.exists():
            self._state.write_text(json.dumps({"schema": SCHEMA, "changed": last}))
        return seen

    def _holds(self, record: Record) -> bool:
        import tantivy

        query = tantivy.Query.term_query(self._index.schema, "article_id", record.article_id)
        found = self._index.searcher().search(query, 1).hits
        if not found:
            return record.removed
        entry = json.loads(bytes(self._index.searcher().doc(found[0][1])["entry"][0]))
        return not record.removed and bool(entry["changed"] == record.changed)

    @staticmethod
    def _replace(writer: Any, record: Record) -> None:
        import tantivy

        writer.delete_documents_by_term("article_id", record.article_id)
        if record.removed:
            return
        words = f"{record.title} {record.source} {record.author} {record.article_id}"
        writer.add_document(
            tantivy.Document(
                article_id=record.article_id,
                words=_words(words),
                source=record.source,
                title_key=_words(record.title)[:200],
                day=day(record.published_at) if record.published_at else _NO_DAY,
                changed=record.changed,
                entry=json.dumps(_dump(record), ensure_ascii=False).encode(),
            )
        )

    def page(
        self,
        *,
        offset: int = 0,
        limit: int = 20,
        search: str = "",
        sort: str = "date",
        descending: bool = True,
    ) -> Listing:
        """One page of the list.

        Args:
            offset: Articles left out before the page.
            limit: Articles on the page at most.
            search: Words that must stand in title, outlet or author; with or without marks.
            sort: ``date``, ``added``, ``title`` or ``source``.
            descending: Newest or last first.

        Raises:
            ValueError: ``sort`` is none of the four.
        """
        import tantivy

        if sort not in _FIELDS:
            raise ValueError(f"sort {sort!r}: expected one of {', '.join(_FIELDS)}")
        order = tantivy.Order.Desc if descending else tantivy.Order.Asc
        searcher = self._index.searcher()
        found = searcher.search(
            self._query(search),
            limit=max(1, limit),
            offset=offset,
            count=True,
            order_by_field=_FIELDS[sort],
            order=order,
        )
        entries = [_load(json.loads(bytes(searcher.doc(at)["entry"][0]))) for _, at in found.hits]
        return Listing(entries=tuple(entries[:limit]), total=int(found.count or 0))

    def _query(self, search: str) -> Any:
        import tantivy

        terms = _words(search).split()
        if not terms:
            return tantivy.Query.all_query()
        schema = self._index.schema
        return tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Must,
                    tantivy.Query.regex_query(schema, "words", f"{_escape(term)}.*"),
                )
                for term in terms[:20]
            ]
        )

    def sources(self) -> list[tuple[str, int]]:
        """Outlets with their number of articles, most first."""
        import tantivy

        found = self._index.searcher().aggregate(
            tantivy.Query.all_query(), {"sources": {"terms": {"field": "source", "size": 1000}}}
        )
        found = found if isinstance(found, dict) else json.loads(found)
        return [
            (str(b["key"]), int(b["doc_count"])) for b in found["sources"]["buckets"] if b["key"]
        ]

    def clear(self) -> None:
        """Forget everything; the next catch-up fills it again."""
        writer = self._index.writer(heap_size=30_000_000, num_threads=1)
        writer.delete_all_documents()
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._state.unlink(missing_ok=True)

    def close(self) -> None:
        """Nothing is held between calls; here for symmetry with the store."""


_FIELDS = {"date": "day", "added": "changed", "title": "title_key", "source": "source"}
_NO_DAY = -(10**6)


def _words(text: str) -> str:
    """Folded lower-case words, so that a search without marks finds them."""
    kept = (c if c.isalnum() else " " for c in fold(normalise(text)))
    return " ".join("".join(kept).split())


def _escape(term: str) -> str:
    """A term for tantivy's regular expressions; only letters and digits are left in one."""
    return "".join(c for c in term if c.isalnum())


def _dump(record: Record) -> dict[str, str | int | None]:
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
    }


def _load(entry: dict[str, Any]) -> Entry:
    stamp = entry.pop("published_at")
    return Entry(published_at=datetime.fromisoformat(stamp) if stamp else None, **entry)
