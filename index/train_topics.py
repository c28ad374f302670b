"""Groups training articles by topic, so that a batch holds passages that are hard to tell apart.

Knows article vectors; knows nothing of pairs or the loss.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from index.train_articles import TokenisedArticles

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

TOPICS, ROUNDS, AT_ONCE = 400, 6, 8


def topics(
    articles: TokenisedArticles, vectors: NDArray[np.float32], seed: int
) -> list[NDArray[np.int64]]:
    """Returns the articles of each topic: k-means over the vectors of title and lead."""
    first = articles.articles[:-1]
    starts = articles.units[first]
    ends = np.minimum(articles.units[first + 2], starts + 60)
    held = np.stack(
        [
            vectors[articles.tokens[start:end]].sum(axis=0)
            for start, end in zip(starts, ends, strict=True)
        ]
    )
    held /= np.linalg.norm(held, axis=1, keepdims=True) + 1e-9
    rng = np.random.default_rng(seed)
    some = held[rng.choice(len(held), min(20_000, len(held)), replace=False)]
    centres = some[:TOPICS]
    for _ in range(ROUNDS):
        nearest = (some @ centres.T).argmax(axis=1)
        means = [some[nearest == topic] for topic in range(len(centres))]
        centres = np.stack(
            [m.mean(axis=0) if len(m) else c for m, c in zip(means, centres, strict=True)]
        )
        centres /= np.linalg.norm(centres, axis=1, keepdims=True) + 1e-9
    chunks = range(0, len(held), 20_000)
    topic = np.concatenate([(held[at : at + 20_000] @ centres.T).argmax(axis=1) for at in chunks])
    groups = [np.flatnonzero(topic == number) for number in range(len(centres))]
    return [group for group in groups if len(group) > 20]


def pick_by_topic(
    groups: list[NDArray[np.int64]], rng: Generator
) -> Callable[[int], NDArray[np.int64]]:
    """Returns a function that picks articles, half of them from a few topics."""
    count = int(max(group.max() for group in groups)) + 1

    def pick(wanted: int) -> NDArray[np.int64]:
        share = wanted // (2 * AT_ONCE)
        near = [groups[int(i)] for i in rng.integers(0, len(groups), AT_ONCE)]
        drawn = [rng.choice(group, min(len(group), share), replace=False) for group in near]
        rest = rng.integers(0, count, wanted - sum(len(part) for part in drawn))
        return np.unique(np.concatenate([*drawn, rest]))

    return pick
