"""Fits the trees of the second stage with LightGBM's lambdarank, and measures orders.

Knows tables of features by name; knows nothing of questions, passages or models.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index.features import NAMES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

DEPTH, ROUNDS = 4, 150
FRONT, FEW = 15, 10
"""Candidates of each side that are fitted on, and one in so many of the rest."""
NEITHER, SAME_ARTICLE, RIGHT = 0, 1, 2
"""Grades: no answer; none, but of the article that answers; the answer."""
SETTINGS: dict[str, Any] = {
    "objective": "lambdarank",
    "label_gain": [0, 0.3, 3],
    "lambdarank_truncation_level": 20,
    "learning_rate": 0.1,
    "max_depth": DEPTH,
    "num_leaves": 15,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.5,
    "lambda_l2": 10,
    "max_bin": 127,
    "seed": 1,
    "deterministic": True,
    "num_threads": 1,
    "verbose": -1,
}
FALLING = ("rare_missing", "lexical_rank", "dense_rank", "article_rank")
FREE = (
    "first", "position", "length", "asked", "rarity", "wants_digit", "title_part", "lexical_top",
    "dense_top", "coverage_top", "article_count", "article_rest", "article_covered",
)  # fmt: skip
"""More of these may speak for a passage or against it; more of `FALLING` never for it, and more
of any other feature never against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Candidates of questions end to end.

    Attributes:
        features: shape (candidates, len(NAMES)).
        grades: of each candidate: `NEITHER`, `SAME_ARTICLE`, `RIGHT`.
        articles: a number for the article of each candidate.
        sizes: how many candidates each question has.
        known: for each question how many passages answer it, found or not.
        keys: for each question what it is about; the same key never falls into both parts.
    """

    features: Floats
    grades: NDArray[np.int8]
    articles: Ints
    sizes: list[int]
    known: list[int]
    keys: list[str]

    def part(self, wanted: Sequence[bool]) -> Table:
        """Returns the table of some of the questions."""
        rows = np.repeat(np.asarray(wanted, dtype=bool), self.sizes)
        kept = [at for at, want in enumerate(wanted) if want]
        return Table(
            features=self.features[rows],
            grades=self.grades[rows],
            articles=self.articles[rows],
            sizes=[self.sizes[at] for at in kept],
            known=[self.known[at] for at in kept],
            keys=[self.keys[at] for at in kept],
        )

    def worth_fitting(self) -> Table:
        """Returns the questions that have a right candidate, with what may be taken for it.

        Those are the first ones by either side, the article that answers, and a few others.
        """
        starts = np.cumsum([0, *self.sizes[:-1]])
        answered = np.maximum.reduceat(self.grades, starts) == RIGHT
        ranks = self.features[:, [NAMES.index("lexical_rank"), NAMES.index("dense_rank")]]
        kept = (ranks.min(axis=1) < np.log1p(FRONT)) | (self.grades > NEITHER)
        kept[::FEW] = True
        kept &= np.repeat(answered, self.sizes)
        sizes = np.add.reduceat(kept.astype(np.int64), starts)
        return Table(
            features=self.features[kept],
            grades=self.grades[kept],
            articles=self.articles[kept],
            sizes=sizes[answered].tolist(),
            known=[known for known, some in zip(self.known, answered, strict=True) if some],
            keys=[key for key, some in zip(self.keys, answered, strict=True) if some],
        )


def joined(tables: Sequence[Table]) -> Table:
    """Returns one table of all, in order."""
    return Table(
        features=np.concatenate([table.features for table in tables]),
        grades=np.concatenate([table.grades for table in tables]),
        articles=np.concatenate([table.articles for table in tables]),
        sizes=[size for table in tables for size in table.sizes],
        known=[known for table in tables for known in table.known],
        keys=[key for table in tables for key in table.keys],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How well an order finds passages, and their article first and among the first six."""

    ndcg: float
    hit: float
    article_first: float
    article_six: float


def figures(table: Table, scores: Floats) -> Figures:
    """Returns the means over all questions, those without a right candidate among them."""
    found, at = [], 0
    discount = 1 / np.log2(np.arange(2, 12))
    for size, known in zip(table.sizes, table.known, strict=True):
        order = at + np.argsort(-scores[at : at + size], kind="stable")[:12]
        right, same = table.grades[order] == RIGHT, table.grades[order] >= SAME_ARTICLE
        _, opens = np.unique(table.articles[order], return_index=True)
        gain = (right[:10] * discount[: len(right[:10])]).sum()
        ideal = discount[: max(1, min(10, known))].sum()
        found.append((gain / ideal, right[0], same[0], same[np.sort(opens)[:6]].any()))
        at += size
    ndcg, hit, first, six = np.mean(np.asarray(found, dtype=float), axis=0).tolist()
    return Figures(ndcg=ndcg, hit=hit, article_first=first, article_six=six)


def fit(tables: Mapping[str, Table], weights: Mapping[str, float]) -> Any:
    """Returns LightGBM's booster, fitted on the questions with a right candidate.

    Args:
        tables: to fit on, by name.
        weights: what a question of each counts; 1 where it is not named.
    """
    import lightgbm

    kept = {name: table.worth_fitting() for name, table in tables.items()}
    constraints = [0 if n in FREE else -1 if n in FALLING else 1 for n in NAMES]
    data = lightgbm.Dataset(
        np.concatenate([table.features for table in kept.values()]),
        np.concatenate([table.grades for table in kept.values()]),
        group=np.concatenate([table.sizes for table in kept.values()]),
        weight=np.concatenate(
            [np.full(len(table.grades), weights.get(name, 1.0)) for name, table in kept.items()]
        ),
        feature_name=list(NAMES),
    )
    return lightgbm.train(SETTINGS | {"monotone_constraints": constraints}, data, ROUNDS)


def trees(booster: Any) -> tuple[Ints, Floats, Floats]:
    """Returns column, threshold and leaf of each tree, filled up to the full depth."""
    dumped = [info["tree_structure"] for info in booster.dump_model()["tree_info"]]
    column = np.zeros((len(dumped), 2**DEPTH - 1), dtype=np.int64)
    threshold = np.full(column.shape, np.inf, dtype=np.float32)
    leaf = np.zeros((len(dumped), 2**DEPTH), dtype=np.float32)
    for tree, root in enumerate(dumped):
        _fill(root, 0, column[tree], threshold[tree], leaf[tree])
    return column, threshold, leaf


def _fill(node: dict[str, Any], at: int, column: Ints, threshold: Floats, leaf: Floats) -> None:
    """Writes a node and what hangs from it; a leaf above the lowest level is led to by all."""
    if at >= len(column):
        leaf[at - len(column)] = node["leaf_value"]
    elif "leaf_value" in node:
        _fill(node, 2 * at + 1, column, threshold, leaf)
    else:
        column[at] = node["split_feature"]
        threshold[at] = _below(node["threshold"])
        _fill(node["left_child"], 2 * at + 1, column, threshold, leaf)
        _fill(node["right_child"], 2 * at + 2, column, threshold, leaf)


def _below(threshold: float) -> np.float32:
    """The highest number of single precision that is not above a threshold."""
    found = np.float32(threshold)
    return np.nextafter(found, np.float32(-np.inf)) if float(found) > threshold else found
