"""The second stage: orders candidates by fitted trees, or asks a cross-encoder.

Knows which of them there are; what the trees were fitted on stands in their card.
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
    """The trees; where every candidate is an article by itself, with the fused score beside them.

    There what the trees learned of articles tells nothing, and on fields that they were not
    fitted on the two together are better than either (DECISIONS.md, 2026-11-22).
    """

    def __init__(self, trees: TreeRanker) -> None:
        """Take the trees."""
        self._trees, self._fused = trees, FusionRanker()

    def score(self, features: Floats) -> Floats:
        """Returns one score a row of shape (n, len(NAMES)); higher is better."""
        scores = self._trees.score(features)
        if (features[:, NAMES.index("article_count")] > 1).any():
            return scores
        return np.asarray(scores + BESIDE * self._fused.score(features), dtype=np.float32)


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
    return SecondStage(TreeRanker.read(Path(str(files("index"))) / "models" / SHIPPED))


def open_cross_encoder(settings: IndexSettings) -> CrossEncoderReranker | None:
    """Returns the cross-encoder that the settings name, None where they name none."""
    if not settings.reranker:
        return None
    return CrossEncoderReranker(settings.reranker, settings.device, settings.batch_size)
