"""The Chroma store: passages, the records of articles, and what was superseded.

The record of an article is the commit: passages of a revision are written before it and the
old ones are moved away after it, so a process killed anywhere leaves either the old or the new
state. An intent, written first and deleted last, tells the next owner what was under way.
Chroma lives in this file, ``index.store_reading`` and ``index.connection``.
"""

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from index import rows
from index.passage import Passage
from index.record import Record
from index.store_ids import held, of_revision
from index.store_reading import RECORD_DIM, StoreReader, Vectors

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

    from index.lexical_query import Ready

_FORGOTTEN = 500
"""Articles deleted for good at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One article ready to be stored.

    Attributes:
        passages: Of the revision that ``record`` names.
        vectors: Shape ``(len(passages), dim)``, unit rows.
        ready: What the lexical index will hold of each passage, or nothing where that is not
            known yet.
    """

    record: Record
    passages: Sequence[Passage]
    vectors: Vectors
    ready: "Sequence[Ready]" = ()


class Store(StoreReader):
    """Articles in Chroma, written so that each is whole or not there.

    Attributes:
        newest: The latest change that is known of; every change from now on is later.
        before_writing: Called before each call that writes to Chroma.
    """

    newest = 0
    before_writing: Callable[[], None] = staticmethod(lambda: None)

    def _now(self, count: int = 1) -> int:
        """The moment of the first of some changes: later than all known, whatever the clock says.

        What is derived asks for what changed after a moment; a clock that was set back would
        hide a change from it.
        """
        moment = max(time.time_ns(), self.newest + 1)
        self.newest = moment + count - 1
        return moment

    def put(self, batch: Sequence[Written]) -> list[Record]:
        """Store articles, each whole or not at all; the records as committed.

        Passages first, then the records, then the move of what they supersede.
        """
        if not batch:
            return []
        old = self.records([w.record.article_id for w in batch])
        stamp = self._now(len(batch))
        records = [replace(w.record, changed=stamp + i) for i, w in enumerate(batch)]
        intent = self._intend([r.article_id for r in records])
        passages = [p for w in batch for p in w.passages]
        self._upsert(self._passages, passages, np.concatenate([w.vectors for w in batch]))
        self._commit(records)
        self._retire(self._shown([r for r in old.values() if not r.removed]))
        self._intents.delete(ids=[intent])
        return records

    def remove(self, article_id: str) -> Record | None:
        """Take an article out of all search; ``None`` where there is no such article."""
        record = self.records([article_id]).get(article_id)
        if record is None or record.removed:
            return None
        gone = replace(record, removed=True, changed=self._now())
        intent = self._intend([article_id])
        self._update(gone)
        self._retire(self._shown([record]))
        self._intents.delete(ids=[intent])
        return gone

    def undo_remove(self, article_id: str) -> Record | None:
        """Bring a removed article back; ``None`` where there is nothing to bring back."""
        record = self.records([article_id]).get(article_id)
        if record is None or not record.removed:
            return None
        back = replace(record, removed=False, changed=self._now())
        intent = self._intend([article_id])
        ids = of_revision(self._superseded, article_id, record.revision)
        self._move(ids, self._superseded, self._passages, delete=False)
        self._update(back)
        self._delete(self._superseded, ids)
        self._intents.delete(ids=[intent])
        return back

    def pending(self) -> list[str]:
        """Ids of writes that were begun and neither finished nor undone."""
        return list(self._intents.get(include=[])["ids"])

    def settle(self, article_ids: Sequence[str]) -> None:
        """Make the passages of articles agree with their records."""
        records = self.records(article_ids)
        shown = held(self._passages, article_ids)
        for article_id, record in records.items():
            self._settle(record, shown.get(article_id, {}))
        self._erase([i for i in article_ids if i not in records])

    def forget_removed(self) -> int:
        """Delete for good what was removed; how many articles that were.

        The records go first: killed after that, there is nothing that could be brought back by
        half, and the intent tells the next owner what to delete.
        """
        gone = self._articles.get(where={"removed": True}, include=[])["ids"]
        for at in range(0, len(gone), _FORGOTTEN):
            part = gone[at : at + _FORGOTTEN]
            intent = self._intend(part)
            self._articles.delete(ids=part)
            self._erase(part)
            self._intents.delete(ids=[intent])
        return len(gone)

    def _erase(self, article_ids: Sequence[str]) -> None:
        """Delete every passage of articles."""
        for where in (self._passages, self._superseded) if article_ids else ():
            some = held(where, article_ids).values()
            self._delete(where, [i for one in some for ids in one.values() for i in ids])

    def mend(self) -> list[str]:
        """Finish or undo what a killed process left half done; ids of the articles mended."""
        found = self._intents.get(include=["documents"])
        mended: list[str] = []
        for document in found["documents"] or []:
            self.settle(document.split())
            mended.extend(document.split())
        if found["ids"]:
            self._intents.delete(ids=found["ids"])
        return mended

    def _settle(self, record: Record, shown: Mapping[int, Sequence[str]]) -> None:
        """Make the passages of one article agree with its record.

        Args:
            record: As committed.
            shown: Ids of the passages there are to search, by revision.
        """
        here = shown.get(record.revision, ())
        if not record.removed and len(here) < record.passages:
            kept = of_revision(self._superseded, record.article_id, record.revision)
            self._move(kept, self._superseded, self._passages, delete=True)
        last = record.revision if record.removed else record.revision - 1
        self._retire([i for n, ids in shown.items() if n <= last for i in ids])
        late = [i for n, ids in shown.items() if n > record.revision for i in ids]
        self._delete(self._passages, late)

    def _intend(self, article_ids: Sequence[str]) -> str:
        """Write down which articles are about to change; the name of the note."""
        intent = uuid.uuid4().hex
        self.before_writing()
        self._intents.upsert(
            ids=[intent],
            documents=[" ".join(article_ids)],
            embeddings=np.ones((1, int(self._built["dim"])), dtype=np.float32),
        )
        return intent

    def _upsert(self, where: "Collection", passages: Sequence[Passage], vectors: Vectors) -> None:
        for at in range(0, len(passages), self._most):
            part = passages[at : at + self._most]
            self.before_writing()
            where.upsert(
                ids=[p.passage_id for p in part],
                documents=[p.text for p in part],
                embeddings=vectors[at : at + self._most],
                metadatas=[rows.of_passage(p) for p in part],
            )

    def _commit(self, records: Sequence[Record]) -> None:
        before = self._format == 1
        self.before_writing()
        self._articles.upsert(
            ids=[r.article_id for r in records],
            documents=[r.lead for r in records] if before else None,
            embeddings=self._places([r.article_id for r in records]),
            metadatas=[self._row(r) for r in records],
        )

    def _places(self, article_ids: Sequence[str]) -> Vectors:
        """Vectors for records, all over a circle: Chroma wants some, nobody looks for them."""
        width = int(self._built["dim"]) if self._format == 1 else RECORD_DIM
        angles = np.array([crc32(i.encode()) for i in article_ids]) * (2 * np.pi / 2**32)
        places = np.zeros((len(angles), width), dtype=np.float32)
        places[:, 0], places[:, 1] = np.cos(angles), np.sin(angles)
        return places

    def _row(self, record: Record) -> rows.Row:
        return rows.of_record_before(record) if self._format == 1 else rows.of_record(record)

    def _update(self, record: Record) -> None:
        self._articles.update(ids=[record.article_id], metadatas=[self._row(record)])

    def _shown(self, records: Sequence[Record]) -> list[str]:
        """Ids of the passages of records' revisions that there are to search."""
        return [i for r in records for i in of_revision(self._passages, r.article_id, r.revision)]

    def _retire(self, ids: Sequence[str]) -> None:
        self._move(ids, self._passages, self._superseded, delete=True)

    def _move(
        self, ids: Sequence[str], source: "Collection", target: "Collection", *, delete: bool
    ) -> None:
        """Copy passages, then delete them where they were."""
        for at in range(0, len(ids), self._most):
            found = source.get(
                ids=list(ids[at : at + self._most]),
                include=["documents", "metadatas", "embeddings"],
            )
            self.before_writing()
            target.upsert(
                ids=found["ids"],
                documents=found["documents"],
                embeddings=found["embeddings"],
                metadatas=found["metadatas"],
            )
            if delete:
                self._delete(source, found["ids"])

    def _delete(self, where: "Collection", ids: Sequence[str]) -> None:
        for at in range(0, len(ids), self._most):
            self.before_writing()
            where.delete(ids=list(ids[at : at + self._most]))
