"""Passages and vectors held in memory and searched exactly, where no archive is wanted.

Stands where the store stands, for measuring and fitting; knows nothing of folders or Chroma.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from index.intake import embedded_text
from index.passage import Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.embedding import Embedder

    Floats = NDArray[np.float32]


class MemoryStore:
    """Passages and their vectors in memory."""

    def __init__(self, passages: Sequence[Passage], embedder: Embedder) -> None:
        """Embed the passages, each with its title as the archive does."""
        self._passages = {passage.passage_id: passage for passage in passages}
        self._ids = list(self._passages)
        self._vectors = embedder.embed_passages([embedded_text(p) for p in passages])
        self._at = {passage_id: at for at, passage_id in enumerate(self._ids)}

    def query(
        self, vector: Floats, n: int, *, where: Any = None, text: bool = True
    ) -> list[tuple[str, float]]:
        """Returns the ids of the `n` nearest passages with their cosines, best first."""
        near = self._vectors @ vector
        count = min(n, len(near))
        best = np.argpartition(-near, count - 1)[:count] if count else np.zeros(0, dtype=np.int64)
        best = best[np.argsort(-near[best], kind="stable")]
        return [(self._ids[at], float(near[at])) for at in best.tolist()]

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, Floats]:
        """Returns the vectors of passages by id."""
        return {i: self._vectors[self._at[i]] for i in passage_ids}

    def passages(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        """Returns passages by id."""
        return {i: self._passages[i] for i in passage_ids}
