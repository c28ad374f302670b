"""What was just written, remembered until what is derived has taken it in; knows no folder.

Stands before the store for the lexical index and the list of articles, so that they need not read
back what this process wrote a moment ago. Nothing here has to last: what is not remembered is
read from the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from index.lexical_query import Ready
    from index.passage import Passage
    from index.record import Record
    from index.store import Store, Written
    from index.store_reading import Vectors


class RecordedStore(Protocol):
    """What the lexical index needs of the store."""

    def changed_since(self, stamp: int) -> Iterable[Record]:
        """Yields the records changed after a moment, removed ones too."""

    def passages(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        """Returns current passages by id."""

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, Vectors]:
        """Returns their vectors by id."""

    def count_passages(self) -> int:
        """Returns how many passages there are to search."""


class Recent:
    """A store, and what went into it since what is derived was last in step with it.

    Attributes:
        ready: What the lexical index will hold of passages by id, where that is known already.
    """

    def __init__(self, store: Store, *, complete: bool) -> None:
        """Stand before a store.

        Args:
            store: Where everything is.
            complete: Whether what is derived is in step now and nobody else can write, so that
                what is remembered is all that changes.
        """
        self._store = store
        self._complete = complete
        self._records: dict[str, Record] = {}
        self._passages: dict[str, Passage] = {}
        self._vectors: dict[str, Vectors] = {}
        self.ready: dict[str, Ready] = {}

    def put(self, written: Sequence[Written]) -> None:
        """Store articles and remember them, as committed."""
        for record in self._store.put(written):
            self._records[record.article_id] = record
        for one in written:
            ids = [p.passage_id for p in one.passages]
            self._passages.update(zip(ids, one.passages, strict=True))
            self._vectors.update(zip(ids, one.vectors, strict=True))
            self.ready.update(zip(ids, one.ready, strict=False))

    def undo_remove(self, article_id: str) -> None:
        """Bring a removed article back; its passages are not known here."""
        self._complete = False
        self._store.undo_remove(article_id)

    def forget(self, *, complete: bool = True) -> None:
        """Let go of all that is remembered.

        Args:
            complete: Whether what is derived has taken it in.
        """
        self._complete &= complete
        self._records.clear()
        self._passages.clear()
        self._vectors.clear()
        self.ready.clear()

    def __len__(self) -> int:
        """How many passages are remembered."""
        return len(self._passages)

    def changed_since(self, stamp: int) -> Iterator[Record]:
        """Yields the records changed after a moment, removed ones too.

        Passages of an article that someone else changed meanwhile are forgotten.
        """
        if self._complete:
            yield from [r for r in self._records.values() if r.changed > stamp]
            return
        for record in self._store.changed_since(stamp):
            ours = self._records.get(record.article_id)
            if ours is not None and ours.changed != record.changed:
                for passage_id in ours.passage_ids:
                    self._passages.pop(passage_id, None)
                    self._vectors.pop(passage_id, None)
                    self.ready.pop(passage_id, None)
            yield record

    def passages(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        """Returns current passages by id, those not remembered from the store."""
        held = {i: self._passages[i] for i in passage_ids if i in self._passages}
        rest = [i for i in passage_ids if i not in held]
        return held | self._store.passages(rest) if rest else held

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, Vectors]:
        """Returns their vectors by id, those not remembered from the store."""
        held = {i: self._vectors[i] for i in passage_ids if i in self._vectors}
        rest = [i for i in passage_ids if i not in held]
        return held | self._store.vectors(rest) if rest else held

    def count_passages(self) -> int:
        """Returns how many passages there are to search."""
        return self._store.count_passages()
