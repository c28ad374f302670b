"""Scores the pairs of a training batch by their words, so that vectors learn what words miss.

Knows token rows and BM25; knows nothing of vectors or the loss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.train_pairs import Batch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

K1, B = 1.2, 0.75


def overlap(batch: Batch, folded: NDArray[np.int32], rarity: NDArray[np.float64]) -> Floats:
    """Returns BM25 of each query with each passage as a share of the query's rarity, 0 to 2.2.

    Args:
        batch: of n pairs.
        folded: shape (rows, 4); what each row becomes without marks, padded with -1.
        rarity: of each row.
    """
    queries = _counts(batch.queries, batch.query_starts, folded)
    passages = _counts(batch.passages, batch.passage_starts, folded)
    queries.data = rarity[queries.indices].astype(np.float32)
    total = np.asarray(queries.sum(axis=1)).ravel()
    length = np.asarray(passages.sum(axis=1)).ravel()
    norm = K1 * (1 - B + B * length / max(float(length.mean()), 1e-9))
    held = np.repeat(norm, np.diff(passages.indptr))
    passages.data = (passages.data * (K1 + 1) / (passages.data + held)).astype(np.float32)
    found = np.asarray((queries @ passages.T).toarray(), dtype=np.float32)
    return np.asarray(found / np.maximum(total, 1e-6)[:, np.newaxis], dtype=np.float32)


def _counts(tokens: Ints, starts: Ints, folded: NDArray[np.int32]) -> Any:
    """How often each text holds each unmarked row, sparse, shape (texts, rows)."""
    from scipy.sparse import csr_matrix

    lengths = np.diff(np.append(starts, len(tokens)))
    owner = np.repeat(np.arange(len(starts)), lengths)
    bare = folded[tokens]
    kept = bare >= 0
    each = np.repeat(owner, kept.sum(axis=1))
    ones = np.ones(len(each), dtype=np.float32)
    out = csr_matrix((ones, (each, bare[kept])), shape=(len(starts), len(folded)))
    out.sum_duplicates()
    return out
