"""The lexical index: which passages hold the words of a question, by BM25.

Tantivy lives here. The index is derived from the store: it knows which state of it it was built
from, catches up by itself, and may be deleted at any moment.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.analysis import Terms
from index.lexical_query import (
    WEIGHTS,
    Candidate,
    Ready,
    boolean,
    candidates,
    document,
    ids_query,
    limit_queries,
    words_query,
)
from index.limits import NONE, Limits

if TYPE_CHECKING:
    from index.passage import Passage
    from index.recent import RecordedStore
    from index.record import Record

SCHEMA = 3
"""Raise when fields or analysis change: an older folder is thrown away and filled again."""
SLACK = 10 * 10**9
"""Nanoseconds by which the clocks of two machines that write to one server may differ."""
BATCH = 200
HEAP, WHOLE = 60_000_000, 1_000_000_000
"""Bytes that wait to be written as one segment, of news and of a whole store; fewer are faster."""
_STATE = "\x00state"
Known = Mapping[str, Ready] | None


class Lexical:
    """A tantivy index in a folder of its own."""

    def __init__(self, folder: Path, model: str = "") -> None:
        """Open the folder; one that is of no use is emptied and will be filled again.

        Args:
            folder: its own.
            model: what made the store's vectors; those of another are of no use.
        """
        self._folder, self._made = folder, {"schema": SCHEMA, "model": model}
        self._checked = False
        self._under_way: Future[None] | None = None
        try:
            self._index = self._open()
            state = self._state()
            if state and any(state.get(key) != value for key, value in self._made.items()):
                raise ValueError("older schema or another model")
        except ValueError:
            shutil.rmtree(folder, ignore_errors=True)
            self._index = self._open()

    def _open(self) -> Any:
        import tantivy

        self._folder.mkdir(parents=True, exist_ok=True)
        build = tantivy.SchemaBuilder()
        for name in ("passage_id", "article_id", "source"):
            build.add_text_field(
                name, stored=name != "source", tokenizer_name="raw", index_option="basic"
            )
        for name in WEIGHTS:
            build.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
        build.add_integer_field("day", indexed=True, fast=True)
        build.add_integer_field("changed", stored=True)
        for name in ("sketch", "vector"):
            build.add_bytes_field(name, stored=True)
        return tantivy.Index(build.build(), path=str(self._folder))

    # --- writing ---------------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        found = self._article(_STATE)
        return dict(json.loads(bytes(found["sketch"][0]))) if found else {}

    def newest(self) -> int:
        """Returns the latest change taken in, as the store counts them, or 0."""
        self.settle()
        return int(self._state().get("changed", 0))

    def _article(self, article_id: str) -> Any:
        import tantivy

        query = tantivy.Query.term_query(self._index.schema, "article_id", article_id, "basic")
        searcher = self._index.searcher()
        hits = searcher.search(query, 1, count=False).hits
        return searcher.doc(hits[0][1]) if hits else None

    def catch_up(
        self, store: RecordedStore, *, verify: bool = True, known: Known = None, wait: bool = True
    ) -> int:
        """Take in what changed in the store since the last time; how many articles that were.

        Args:
            store: what the index is derived from.
            verify: whether the counts must agree; not so while another process may be writing.
            known: what there is to hold of passages by id, where that is known.
            wait: whether they can be found when this returns; else the next call says what failed.
        """
        seen = self._take_in(store, self.newest(), known)
        if wait:
            self.settle()
        if verify and not self._checked and self.count() != store.count_passages():
            self.clear()
            seen = self._take_in(store, 0)
            self.settle()
        self._checked = True
        return seen

    def _take_in(self, store: RecordedStore, cursor: int, known: Known = None) -> int:
        records = iter(store.changed_since(max(0, cursor - SLACK) if cursor else 0))
        news = (r for r in records if r.changed > cursor or not self._holds(r))
        writer, seen, last = None, 0, cursor
        while batch := list(islice(news, BATCH)):
            writer = writer or self._index.writer(HEAP if cursor else WHOLE, num_threads=1)
            ids = [name for record in batch for name in record.passage_ids]
            shown = store.passages(ids)
            vectors = store.vectors(list(shown))
            for record in batch:
                writer.delete_documents_by_term("article_id", record.article_id)
            stamps = {r.article_id: r.changed for r in batch if not r.removed}
            for passage in shown.values():
                if passage.article_id in stamps:
                    ready, at = (known or {}).get(passage.passage_id), stamps[passage.article_id]
                    vector = vectors.get(passage.passage_id)
                    writer.add_document(document(passage, at, ready, vector))
            seen, last = seen + len(batch), max(last, *(r.changed for r in batch))
        if writer is not None:
            self._commit(writer, last)
        return seen

    def _holds(self, record: Record) -> bool:
        found = self._article(record.article_id)
        if found is None:
            return record.removed or not record.passages
        return not record.removed and bool(found["changed"][0] == record.changed)

    def _commit(self, writer: Any, changed: int) -> None:
        """Begin to make what was written visible, in one step with the state that it leads to."""
        import tantivy

        writer.delete_documents_by_term("article_id", _STATE)
        content = json.dumps({**self._made, "changed": changed}).encode()
        writer.add_document(tantivy.Document(article_id=_STATE, sketch=content))
        thread = ThreadPoolExecutor(max_workers=1)
        self._under_way = thread.submit(self._finish, writer)
        thread.shutdown(wait=False)

    def settle(self) -> None:
        """Wait until all that was taken in can be found; ValueError where it cannot."""
        under_way, self._under_way = self._under_way, None
        if under_way is not None:
            under_way.result()

    def _finish(self, writer: Any) -> None:
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def clear(self) -> None:
        """Forget everything; the next `catch_up` fills the index again."""
        writer = self._index.writer(heap_size=HEAP, num_threads=1)
        writer.delete_all_documents()
        self._finish(writer)

    def add(self, passages: Iterable[Passage]) -> None:
        """Add passages without a store, for measuring; nothing is replaced."""
        writer = self._index.writer(heap_size=HEAP, num_threads=1)
        for passage in passages:
            writer.add_document(document(passage, 0))
        self._commit(writer, 0)
        self.settle()

    # --- reading ---------------------------------------------------------------------------

    def count(self) -> int:
        """Returns how many passages the index holds."""
        self.settle()
        held = int(self._index.searcher().num_docs)
        return held - 1 if self._article(_STATE) else held

    def frequency(self, field: str, term: str) -> int:
        """Returns how many passages hold a term in a field."""
        return int(self._index.searcher().doc_freq(field, term))

    def frequencies(self) -> Callable[[str, str], int]:
        """Returns what tells `frequency` as of now, and looks no term up twice."""
        searcher = self._index.searcher()
        return cache(lambda field, term: int(searcher.doc_freq(field, term)))

    def search(self, asked: Terms, limit: int, limits: Limits = NONE) -> list[Candidate]:
        """Returns the passages that hold the terms, best first.

        Args:
            asked: the terms of the question.
            limit: how many at most.
            limits: what is kept to.
        """
        query = words_query(self._index.schema, asked)
        return [] if query is None else self._within(query, limit, limits)

    def by_ids(self, passage_ids: Sequence[str], limits: Limits = NONE) -> list[Candidate]:
        """Returns the passages of these ids within the limits, in no order, with score 0."""
        if not passage_ids:
            return []
        return self._within(ids_query(self._index.schema, passage_ids), len(passage_ids), limits)

    def within(self, most: int, limits: Limits) -> list[Candidate] | None:
        """Returns all passages within the limits; None where they are over `most`."""
        kept = limit_queries(self._index.schema, limits)
        if not kept:
            return None
        query, searcher = boolean(kept, []), self._index.searcher()
        if int(searcher.search(query, 1, count=True).count) > most:
            return None
        return candidates(searcher, query, most)

    def _within(self, query: Any, limit: int, limits: Limits) -> list[Candidate]:
        kept = limit_queries(self._index.schema, limits)
        query = boolean([query], kept) if kept else query
        return candidates(self._index.searcher(), query, limit)

    def renew(self) -> None:
        """Begin with an empty folder, whatever a killed process left in the old one."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._index, self._checked = self._open(), False

    def close(self) -> None:
        """Wait for what is being written; what could not be is taken in the next time."""
        with suppress(ValueError):
            self.settle()
