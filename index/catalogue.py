"""The list of articles, searchable and sortable at any size; derived from the store's records."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from corpus.copies import bands, similarity
from index.listing import (
    Entry,
    Listing,
    dump,
    letters,
    load,
    marked_words_of,
    search_words_of,
    words_of,
)
from index.record import Record
from index.rows import day

SCHEMA = 3
"""Raise when the fields change: an older folder is then thrown away and rebuilt."""
SLACK = 10 * 10**9
"""Nanoseconds by which the clocks of two machines that write to one server may differ."""


class ChangingStore(Protocol):
    """What the list needs of the store."""

    def changed_since(self, stamp: int) -> Iterable[Record]:
        """Yields the records changed after a moment, removed ones too."""


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
        build.add_text_field("bands", tokenizer_name="whitespace", index_option="basic")
        build.add_bytes_field("entry", stored=True, indexed=False)
        return tantivy.Index(build.build(), path=str(self._folder))

    def _read_state(self) -> dict[str, int]:
        try:
            state = json.loads(self._state.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return state if isinstance(state, dict) else {}

    def catch_up(self, store: ChangingStore) -> int:
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
        entry = self._entry(record.article_id)
        if entry is None:
            return record.removed
        return not record.removed and entry.changed == record.changed

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
                words=f"{words_of(words)} {marked_words_of(words)}",
                source=record.source,
                title_key=words_of(record.title)[:200],
                day=day(record.published_at) if record.published_at else _NO_DAY,
                changed=record.changed,
                bands=" ".join(bands(record.signature)),
                entry=json.dumps(dump(record), ensure_ascii=False).encode(),
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
            search: Words that must stand in title, outlet or author. Those typed with marks must
                have them there, unless nothing is found so.
            sort: ``date``, ``added``, ``title`` or ``source``.
            descending: Newest or last first.

        Raises:
            ValueError: ``sort`` is none of the four.
        """
        import tantivy

        if sort not in _FIELDS:
            raise ValueError(f"sort {sort!r}: expected one of {', '.join(_FIELDS)}")
        searcher = self._index.searcher()
        query, total = self._asked(searcher, search)
        first = min(max(0, offset), total)  # The engine makes room for all that is asked for.
        size = min(max(0, limit), total - first)
        if not size:
            return Listing(entries=(), total=total)
        rest = total - first - size
        # It looks up each title up to the page's end: of the second half, from the other side.
        other = sort == "title" and rest < first
        order = tantivy.Order.Desc if descending is not other else tantivy.Order.Asc
        hits = searcher.search(
            query, size, offset=rest if other else first, count=False,
            order_by_field=_FIELDS[sort], order=order,
        ).hits  # fmt: skip
        entries = [self._read(searcher, at) for _, at in hits]
        return Listing(entries=tuple(reversed(entries) if other else entries), total=total)

    def _asked(self, searcher: Any, search: str) -> tuple[Any, int]:
        """The query for a search, and how many articles it finds."""
        typed, folded = search_words_of(search), words_of(search).split()
        query = self._query(typed)
        total = int(searcher.search(query, 1, count=True).count)
        if not total and typed != folded:
            query = self._query(folded)
            total = int(searcher.search(query, 1, count=True).count)
        return query, total

    def _query(self, terms: Sequence[str]) -> Any:
        import tantivy

        if not terms:
            return tantivy.Query.all_query()
        schema = self._index.schema
        return tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Must,
                    tantivy.Query.regex_query(schema, "words", f"{letters(term)}.*"),
                )
                for term in terms[:20]
            ]
        )

    def copies(self, article_id: str) -> list[Entry]:
        """Other articles that carry nearly the same text, most similar first."""
        import tantivy

        own = self._entry(article_id)
        if own is None or not own.signature:
            return []
        query = tantivy.Query.term_set_query(
            self._index.schema, "bands", list(bands(own.signature))
        )
        searcher = self._index.searcher()
        found = [self._read(searcher, at) for _, at in searcher.search(query, _CANDIDATES).hits]
        near = [(similarity(own.signature, e.signature), e) for e in found]
        alike = [(s, e) for s, e in near if s >= ALIKE and e.article_id != article_id]
        return [e for _, e in sorted(alike, key=lambda pair: -pair[0])]

    def _entry(self, article_id: str) -> Entry | None:
        import tantivy

        query = tantivy.Query.term_query(self._index.schema, "article_id", article_id)
        searcher = self._index.searcher()
        hits = searcher.search(query, 1).hits
        return self._read(searcher, hits[0][1]) if hits else None

    @staticmethod
    def _read(searcher: Any, address: Any) -> Entry:
        return load(json.loads(bytes(searcher.doc(address)["entry"][0])))

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

    def renew(self) -> None:
        """Begin with an empty folder, whatever a killed process left in the old one."""
        import shutil

        shutil.rmtree(self._folder, ignore_errors=True)
        self._index = self._open()

    def close(self) -> None:
        """Nothing is held between calls; here for symmetry with the store."""


_FIELDS = {"date": "day", "added": "changed", "title": "title_key", "source": "source"}
_NO_DAY = -(10**6)
_CANDIDATES = 200
ALIKE = 0.5
"""Share of common shingles from which two articles carry the same story (DECISIONS.md)."""
