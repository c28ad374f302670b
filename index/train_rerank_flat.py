"""Fits the weights for passages that are articles by themselves, without titles.

Knows tables of features by name; knows nothing of questions, passages or models.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.features import NAMES
from index.fusion import LEXICAL_WEIGHT
from index.train_rerank_fit import RIGHT, Table, joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FLAT = (
    "lexical", "dense", "coverage", "pairs_coverage", "marked_coverage", "sentence",
    "sentence_two", "sentence_pairs", "digit_near", "answer_capital",
)  # fmt: skip
PRIOR, SHRINK, FRONT = 5.0, 1e-3, 3
"""What the fused score counts beside what was fitted; what weights are held small by; the first
candidates of a question by which weights and trees are compared (DECISIONS.md, 2026-11-22)."""


def fit_flat(
    tables: Mapping[str, Table], trees: Callable[[NDArray[np.float32]], NDArray[np.float32]]
) -> tuple[dict[str, float], float]:
    """Returns a weight for each of `FLAT`, none below 0, and a base, on the scale of the trees.

    Tables whose names differ by a number only are of one kind; a question counts one by the root
    of how many questions its kind has, so that no field has all the say.

    Args:
        tables: of archives in which every passage is an article by itself, by name.
        trees: what the trees give for rows of features.
    """
    kinds: dict[str, list[Table]] = {}
    for name, table in tables.items():
        kinds.setdefault(name.rstrip(" 0123456789"), []).append(table)
    whole = [joined(of_kind) for of_kind in kinds.values()]
    weights = _likeliest([table.worth_fitting() for table in whole])
    weights += PRIOR * np.isin(FLAT, ("lexical", "dense")) * _fused_share()
    own, theirs = _compared(whole, weights, trees)
    scale, base = np.polyfit(own, theirs, 1)
    return dict(zip(FLAT, (weights * scale).tolist(), strict=True)), float(base)


def _fused_share() -> Floats:
    return np.array([LEXICAL_WEIGHT if name == "lexical" else 1 - LEXICAL_WEIGHT for name in FLAT])


def columns(features: NDArray[np.float32]) -> Floats:
    """Returns the features that are weighed, shape (n, len(FLAT))."""
    return features[:, [NAMES.index(name) for name in FLAT]].astype(np.float64)


def _likeliest(tables: Sequence[Table]) -> Floats:
    """The weights by which the right candidates are likeliest (a softmax over each question)."""
    from scipy.optimize import minimize

    rows = np.concatenate([columns(table.features) for table in tables])
    sizes = np.concatenate([np.array(table.sizes) for table in tables])
    counts = [len(table.sizes) for table in tables]
    worth = np.repeat([1 / np.sqrt(max(1, count)) for count in counts], counts)
    worth /= worth.sum()
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    right = np.concatenate([table.grades == RIGHT for table in tables]).astype(np.float64)
    right /= np.add.reduceat(right, starts)[owner]

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = rows @ weights
        top = np.maximum.reduceat(scores, starts)
        raised = np.exp(scores - top[owner])
        total = np.add.reduceat(raised, starts)
        value = worth @ (np.log(total) + top) - (worth[owner] * right) @ scores
        slope = rows.T @ (worth[owner] * (raised / total[owner] - right))
        return float(value + SHRINK * weights @ weights), slope + 2 * SHRINK * weights

    bounds = [(0, None)] * len(FLAT)
    found = minimize(loss, np.full(len(FLAT), 0.5), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x, dtype=np.float64)


def _compared(
    tables: Sequence[Table],
    weights: Floats,
    trees: Callable[[NDArray[np.float32]], NDArray[np.float32]],
) -> tuple[Floats, Floats]:
    """Scores of each question's first candidates by the weights and by the trees."""
    own, theirs = [], []
    for table in tables:
        scores, at = columns(table.features) @ weights, 0
        first = []
        for size in table.sizes:
            first.append(at + np.argsort(-scores[at : at + size], kind="stable")[:FRONT])
            at += size
        kept = np.concatenate(first)
        own.append(scores[kept])
        theirs.append(np.asarray(trees(table.features[kept]), dtype=np.float64))
    return np.concatenate(own), np.concatenate(theirs)
