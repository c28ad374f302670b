"""Scores passages that are articles by themselves by a weighted sum of a few features.

Knows how the fitted weights are stored; how they were fitted, and on what, is not known here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding_errors import ModelUnusable
from index.rerank_trees import columns_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FILE = "flat.json"


class FlatRanker:
    """A base and one weight for each of some features; none counts against a passage."""

    def __init__(self, weights: Mapping[str, float], base: float) -> None:
        """Take the weights and what every passage starts with.

        Raises:
            ModelUnusable: A feature is not measured by this version.
        """
        self._columns = columns_of(list(weights), f"{FILE}: trọng số")
        self._weights = np.array(list(weights.values()), dtype=np.float32)
        self._base = np.float32(base)

    @classmethod
    def read(cls, folder: Path) -> FlatRanker:
        """Returns the ranker whose weights lie in a folder.

        Raises:
            ModelUnusable: The file is missing or does not fit this version.
        """
        try:
            found = json.loads((folder / FILE).read_text(encoding="utf-8"))
            return cls(dict(found["weights"]), float(found["base"]))
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise ModelUnusable(
                f"{folder / FILE}: không đọc được ({error}); hãy cài lại hoibao"
            ) from error

    def score(self, features: Floats) -> Floats:
        """Returns one score a row of shape (n, len(NAMES)); higher is better."""
        found = features[:, self._columns] @ self._weights + self._base
        return np.asarray(found, dtype=np.float32)


def write_flat(folder: Path, weights: Mapping[str, float], base: float) -> None:
    """Write weights as `FlatRanker` reads them."""
    kept = {name: round(float(weight), 4) for name, weight in weights.items()}
    text = json.dumps({"base": round(float(base), 4), "weights": kept}, indent=1) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8")
