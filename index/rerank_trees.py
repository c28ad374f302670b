"""Scores rows of features by a sum of small decision trees, all of them at once in NumPy.

Knows how fitted trees are stored; how they were fitted, and on what, is not known here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding_errors import ModelUnusable
from index.features import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

FILE = "trees.safetensors"


def columns_of(names: Sequence[str], what: str) -> Ints:
    """Returns where features stand among ``NAMES``, shape (n,).

    Args:
        names: the features that a model asks for.
        what: the model, as it is named to the user.

    Raises:
        ModelUnusable: A feature is not measured by this version.
    """
    odd = sorted(set(names) - set(NAMES))
    if odd:
        raise ModelUnusable(
            f"{what} cần đặc trưng mà bản này không đo: {', '.join(odd)}; hãy cài lại hoibao"
        )
    return np.array([NAMES.index(name) for name in names], dtype=np.int32)


class TreeRanker:
    """Trees of one depth: node i of a tree leads to 2i + 1 or, above its threshold, to 2i + 2."""

    def __init__(self, names: Sequence[str], column: Ints, threshold: Floats, leaf: Floats) -> None:
        """Take trees; a node that decides nothing has the threshold infinity.

        Args:
            names: the features that the trees know.
            column: which of them each node asks for, shape (trees, 2 ** depth - 1).
            threshold: up to which a node leads to the left, of the same shape.
            leaf: what each end of a tree adds, shape (trees, 2 ** depth).

        Raises:
            ModelUnusable: A feature is not measured by this version.
        """
        place = columns_of(names, f"{FILE}: cây quyết định")
        self._depth = int(np.log2(leaf.shape[1]))
        self._column, self._threshold = place[column.ravel()], threshold.ravel()
        self._leaf = leaf.ravel()
        trees = np.arange(len(leaf), dtype=np.int32)
        self._first_node, self._first_leaf = trees * column.shape[1], trees * leaf.shape[1]

    @classmethod
    def read(cls, folder: Path) -> TreeRanker:
        """Returns the ranker whose trees lie in a folder.

        Raises:
            ModelUnusable: The file is missing or does not fit this version.
        """
        from safetensors import SafetensorError, safe_open

        try:
            with safe_open(folder / FILE, framework="numpy") as file:
                names = (file.metadata() or {})["features"].split()
                found = {name: file.get_tensor(name) for name in ("column", "threshold", "leaf")}
        except (OSError, KeyError, SafetensorError) as error:
            raise ModelUnusable(
                f"{folder / FILE}: không đọc được ({error}); hãy cài lại hoibao"
            ) from error
        return cls(names, found["column"].astype(np.int64), found["threshold"], found["leaf"])

    def score(self, features: Floats) -> Floats:
        """Returns the sum of the trees for each row of shape (n, len(NAMES))."""
        values = np.ascontiguousarray(features).ravel()
        row = (np.arange(len(features), dtype=np.int32) * len(NAMES))[:, np.newaxis]
        node = np.zeros((len(features), len(self._first_node)), dtype=np.int32)
        for _ in range(self._depth):
            at = node + self._first_node
            value = np.take(values, row + np.take(self._column, at))
            node = 2 * node + 1 + (value > np.take(self._threshold, at))
        at = node - (2**self._depth - 1) + self._first_leaf
        return np.asarray(np.take(self._leaf, at).sum(axis=1), dtype=np.float32)


def write_trees(
    folder: Path, names: Sequence[str], column: Ints, threshold: Floats, leaf: Floats
) -> None:
    """Write trees as `TreeRanker` reads them."""
    from safetensors.numpy import save_file

    arrays = {"column": column.astype(np.uint8), "threshold": threshold, "leaf": leaf}
    save_file(arrays, folder / FILE, metadata={"features": " ".join(names)})
