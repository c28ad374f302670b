"""Joins the scores of the lexical and the dense side into one; knows nothing of passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LEXICAL_WEIGHT = 0.55
"""Fitted on training questions only (DECISIONS.md, 2026-11-21)."""


def fuse(lexical: Floats, dense: Floats, weight: float = LEXICAL_WEIGHT) -> Floats:
    """Returns `weight` parts of the lexical score and the rest of the dense one.

    The lexical scores are divided by the best of them, the cosines cut off at 0, so that a side
    that found nothing adds nothing and changes no order.

    Args:
        lexical: score of each candidate by the lexical index, 0 where it did not find it.
        dense: cosine of each candidate.
        weight: of the lexical side, 0 to 1.
    """
    top = float(lexical.max(initial=0.0))
    scaled = lexical / top if top > 0 else lexical
    return np.asarray(weight * scaled + (1 - weight) * np.maximum(dense, 0), dtype=np.float32)
