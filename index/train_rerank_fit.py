"""Fits the weights of a linear ranker: a softmax over the candidates of each question.

Knows tables of features; knows nothing of questions, passages or models.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Candidates of questions end to end.

    Attributes:
        features: shape (candidates, features).
        right: whether each candidate answers its question.
        sizes: how many candidates each question has.
        missed: questions that have no right candidate, and are not in the rows.
    """

    features: Floats
    right: NDArray[np.bool_]
    sizes: list[int]
    missed: int = 0

    def halves(self) -> tuple[Table, Table]:
        """Returns the table of the first half of the questions and that of the second."""
        first = len(self.sizes) // 2
        cut = sum(self.sizes[:first])
        return (
            Table(
                features=self.features[:cut],
                right=self.right[:cut],
                sizes=self.sizes[:first],
                missed=self.missed // 2,
            ),
            Table(
                features=self.features[cut:],
                right=self.right[cut:],
                sizes=self.sizes[first:],
                missed=self.missed - self.missed // 2,
            ),
        )


def hit_and_ndcg(table: Table, scores: Floats) -> tuple[float, float]:
    """Returns hit@1 and nDCG@10 of an order; nDCG against the right ones among the candidates."""
    hits, gains, at = 0, 0.0, 0
    discount = 1 / np.log2(np.arange(2, 12))
    for size in table.sizes:
        right = table.right[at : at + size]
        order = np.argsort(-scores[at : at + size], kind="stable")[:10]
        hits += bool(right[order[0]])
        ideal = discount[: min(10, int(right.sum()))].sum()
        gains += float((right[order] * discount[: len(order)]).sum() / ideal)
        at += size
    count = len(table.sizes) + table.missed
    return hits / count, gains / count


def fit(
    tables: Sequence[Table], kept: Sequence[int], ridge: float, *, signed: Sequence[int] = ()
) -> Floats:
    """Returns one weight a feature, shape (features,); each table counts alike.

    Args:
        tables: to fit on; a question of each weighs one over the table's questions.
        kept: the features that may weigh anything.
        ridge: on the weights of features scaled to unit deviation.
        signed: the features among `kept` whose weight may be negative.
    """
    from scipy.optimize import minimize

    features = np.concatenate([table.features[:, list(kept)] for table in tables])
    right = np.concatenate([table.right for table in tables])
    sizes = np.concatenate([np.asarray(table.sizes) for table in tables])
    share = np.concatenate(
        [np.full(len(t.sizes), 1 / (len(tables) * len(t.sizes))) for t in tables]
    )
    deviation = features.std(axis=0).astype(np.float64)
    deviation[deviation < 1e-4] = 1e9
    scaled = features.astype(np.float64) / deviation
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    owner = np.repeat(np.arange(len(sizes)), sizes)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = scaled @ weights
        scores -= np.maximum.reduceat(scores, starts)[owner]
        mass = np.exp(scores)
        every = np.add.reduceat(mass, starts)
        good = np.maximum(np.add.reduceat(mass * right, starts), 1e-12)
        slope = mass / every[owner] - mass * right / good[owner]
        value = float((share * (np.log(every) - np.log(good))).sum())
        gradient = scaled.T @ (slope * share[owner])
        return value + ridge * float(weights @ weights), gradient + 2 * ridge * weights

    bounds = [(None, None) if feature in set(signed) else (0.0, None) for feature in kept]
    found = minimize(loss, np.full(len(kept), 0.3), jac=True, method="L-BFGS-B", bounds=bounds)
    out = np.zeros(tables[0].features.shape[1], dtype=np.float32)
    out[list(kept)] = found.x / deviation
    return out
