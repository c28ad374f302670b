"""The second stage: weighs the features of candidates, by fitted weights or a fitted tree model.

Knows how fitted models are stored; what they were fitted on stands in their card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.features import NAMES
from index.fusion import fuse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.retrieval import Ranker
    from index.settings import IndexSettings

    Floats = NDArray[np.float32]


class FusionRanker:
    """The fused score alone."""

    def score(self, features: Floats) -> Floats:
        """Returns the weighted sum of the lexical and the dense score."""
        return fuse(features[:, NAMES.index("lexical")], features[:, NAMES.index("dense")])


def open_ranker(settings: IndexSettings) -> Ranker:
    """Returns the ranker that the settings name."""
    return FusionRanker()
