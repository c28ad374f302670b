"""The second stage: orders candidates by fitted trees or weights, or asks a cross-encoder.

Knows which of them there are; what they were fitted on stands in their card.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedding import load_model
from index.features import NAMES
from index.fusion import fuse
from index.rerank_flat import FlatRanker
from index.rerank_trees import TreeRanker

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.retrieval import Ranker
    from index.settings import IndexSettings

    Floats = NDArray[np.float32]

SHIPPED = "rerank-vi"
BESIDE = 15
"""What the fused score counts beside the trees; 2026-11-22 in DECISIONS.md."""


class FusionRanker:
    """The fused score alone."""

    def score(self, features: Floats) -> Floats:
        """Returns the weighted sum of the lexical and the dense score."""
        return fuse(features[:, NAMES.index("lexical")], features[:, NAMES.index("dense")])


class SecondStage:
    """The trees; other ways where every candidate is an article by itself.

    What the trees learned of articles tells nothing there. Without titles a few weights do better
    on fields that they were not fitted on; with titles, the fused score beside the trees
    (DECISIONS.md, 2026-11-22).
    """

    def __init__(self, trees: TreeRanker, flat: FlatRanker) -> None:
        """Take the trees, and the weights for passages without title or neighbours."""
        self._trees, self._flat, self._fused = trees, flat, FusionRanker()

    def score(self, features: Floats) -> Floats:
        """Returns one score a row of shape (n, len(NAMES)); higher is better."""
        if (features[:, NAMES.index("article_count")] > 1).any():
            return self._trees.score(features)
        if not features[:, NAMES.index("title")].any():
            return self._flat.score(features)
        beside = BESIDE * self._fused.score(features)
        return np.asarray(self._trees.score(features) + beside, dtype=np.float32)


class CrossEncoderReranker:
    """Any sentence-transformers cross-encoder, reading question and passage together."""

    def __init__(self, name: str, device: str, batch_size: int) -> None:
        """Load the model.

        Raises:
            ModelUnreachable: It is no folder and cannot be downloaded.
            ModelUnusable: It is there but cannot be loaded.
        """
        self._model: Any = load_model("CrossEncoder", name, device)
        self._batch = batch_size

    def score(self, question: str, texts: Sequence[str]) -> Floats:
        """Returns one score a text, shape (n,); higher is better."""
        pairs = [(question, text) for text in texts]
        found = self._model.predict(pairs, batch_size=self._batch, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32).reshape(len(texts), -1)[:, -1]


def open_ranker() -> Ranker:
    """Returns the shipped ranker."""
    folder = Path(str(files("index"))) / "models" / SHIPPED
    return SecondStage(TreeRanker.read(folder), FlatRanker.read(folder))


def open_cross_encoder(settings: IndexSettings) -> CrossEncoderReranker | None:
    """Returns the cross-encoder that the settings name, None where they name none."""
    if not settings.reranker:
        return None
    return CrossEncoderReranker(settings.reranker, settings.device, settings.batch_size)
