"""Measures how a candidate passage stands among the others found, and its article among theirs.

Knows columns of numbers by name; knows nothing of words, sketches or how the numbers are weighed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

AMONG = (
    "lexical_rank", "dense_rank", "lexical_top", "dense_top", "coverage_top", "dense_gap",
    "coverage_gap", "covered_gap", "sentence_gap", "two_gap", "pairs_gap", "folded_gap",
    "title_gap", "article", "article_gap", "article_rank", "article_count", "article_sum",
    "article_share", "article_covered", "article_rest", "article_dense", "article_dense_gap",
    "article_lexical_gap",
)  # fmt: skip
_GAPS = {
    "dense_gap": "dense",
    "coverage_gap": "coverage",
    "covered_gap": "covered",
    "sentence_gap": "sentence",
    "two_gap": "sentence_two",
    "pairs_gap": "pairs_coverage",
    "folded_gap": "folded",
    "title_gap": "title",
}
"""How far a column falls short of the best candidate's."""
LEXICAL_SHARE = 0.7
"""Of the two first scores, where articles are compared (DECISIONS.md, 2026-11-21)."""


def among(
    columns: Mapping[str, Floats],
    held: NDArray[np.bool_],
    weights: Floats,
    articles: Sequence[str],
    lexical_top: float,
) -> dict[str, Floats]:
    """Returns the features of `AMONG` by name, each of shape (candidates,).

    Args:
        columns: at least those that `_GAPS` names, and "lexical".
        held: whether each candidate or its title holds each word asked, (candidates, words).
        weights: what each word is worth, in all 1.
        articles: the article of each candidate.
        lexical_top: the best lexical score as a share of what is asked.
    """
    n, lexical, dense = len(held), columns["lexical"], columns["dense"]
    _, group = np.unique(np.asarray(articles), return_inverse=True)
    base = LEXICAL_SHARE * lexical + (1 - LEXICAL_SHARE) * dense
    best, count = _best(base, group), np.bincount(group)
    total = np.bincount(group, weights=base)
    belongs = (np.arange(len(count))[:, np.newaxis] == group).astype(np.float32)
    together = ((belongs @ held.astype(np.float32)) > 0) @ weights
    best_dense = _best(dense, group)
    found = {
        "lexical_rank": np.log1p(_ranks(lexical)),
        "dense_rank": np.log1p(_ranks(dense)),
        "lexical_top": np.full(n, lexical_top),
        "dense_top": np.full(n, dense.max()),
        "coverage_top": np.full(n, columns["coverage"].max()),
        "article": _best(lexical + dense, group)[group],
        "article_gap": _lead(best)[group],
        "article_rank": np.log1p(_ranks(best))[group],
        "article_count": count[group],
        "article_sum": np.log1p(np.maximum(np.bincount(group, weights=lexical + dense), 0))[group],
        "article_share": (total / max(float(total.max()), 1e-6))[group],
        "article_covered": together[group],
        "article_rest": together[group] - columns["covered"],
        "article_dense": best_dense[group],
        "article_dense_gap": _lead(best_dense)[group],
        "article_lexical_gap": _lead(_best(lexical, group))[group],
    }
    gaps = {name: columns[column] - columns[column].max() for name, column in _GAPS.items()}
    return {name: np.asarray(column, dtype=np.float32) for name, column in (found | gaps).items()}


def _best(values: Floats, group: Ints) -> Floats:
    """The highest value of each group."""
    out = np.full(int(group.max()) + 1, -np.inf, dtype=np.float32)
    np.maximum.at(out, group, np.asarray(values, dtype=np.float32))
    return out


def _ranks(values: Floats) -> Ints:
    """The place of each value from 0, the highest first, equal ones in order."""
    ranks = np.empty(len(values), dtype=np.int64)
    ranks[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return ranks


def _lead(values: Floats) -> Floats:
    """How far each value is ahead of the best of the others; one alone is 1 ahead."""
    if len(values) < 2:
        return np.ones_like(values)
    second, first = np.partition(values, -2)[-2:]
    return np.asarray(values - np.where(values == first, second, first), dtype=np.float32)
