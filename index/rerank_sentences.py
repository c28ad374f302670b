"""Finds the sentences that answer a question within passages that were found for it.

Knows the features of passages, which serve for sentences too, and what stands around a sentence;
what an answer is, and how it is written, is not known here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.sentences import sentences
from index.embedding_errors import ModelUnusable
from index.features import NAMES, measure
from index.sketch import sketch, unpack

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.asked import Asked
    from index.embedding import Embedder
    from index.hit import Hit
    from index.passage import Passage

    Floats = NDArray[np.float32]

AROUND = ("passage", "passage_dense", "before", "after", "window", "opens")
SENTENCE_NAMES = (*NAMES, *AROUND)
PASSAGES = 10
"""Passages whose sentences are weighed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSentence:
    """A sentence of a passage; ``text == passage.text[start:end]``."""

    passage: Passage
    start: int
    end: int
    score: float

    @property
    def text(self) -> str:
        """Returns the words of the sentence."""
        return self.passage.text[self.start : self.end]


class SentenceRanker:
    """A weighted sum of the features of each sentence."""

    def __init__(self, weights: dict[str, float]) -> None:
        """Take one weight a feature; those not named weigh nothing."""
        self._weights = np.array([weights.get(n, 0.0) for n in SENTENCE_NAMES], dtype=np.float32)

    @classmethod
    def read(cls, folder: Path) -> SentenceRanker:
        """Returns the ranker whose weights lie in a folder.

        Raises:
            ModelUnusable: The file is missing or cannot be read.
        """
        try:
            return cls(json.loads((folder / "sentences.json").read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise ModelUnusable(f"{folder}: không đọc được trọng số câu ({error})") from error

    @classmethod
    def shipped(cls) -> SentenceRanker:
        """Returns the shipped ranker."""
        return cls.read(Path(str(files("index"))) / "models" / "rerank-vi")

    def order(
        self, places: Sequence[tuple[Passage, int, int]], features: Floats
    ) -> list[FoundSentence]:
        """Returns sentences, best first, from their places and features."""
        scores = features @ self._weights
        return [
            FoundSentence(
                passage=places[at][0],
                start=places[at][1],
                end=places[at][2],
                score=float(scores[at]),
            )
            for at in np.argsort(-scores, kind="stable").tolist()
        ]


def sentence_features(
    asked: Asked, vector: Floats, hits: Sequence[Hit], embedder: Embedder
) -> tuple[list[tuple[Passage, int, int]], Floats]:
    """Returns the place of each sentence (passage, start, end) and its features.

    The features have shape (sentences, len(SENTENCE_NAMES)).

    Args:
        asked: the question.
        vector: of the question, shape (dim,).
        hits: as retrieval gave them.
        embedder: of the vector.
    """
    spans = [
        (at, start, end)
        for at, hit in enumerate(hits)
        for start, end in sentences(hit.passage.text)
    ]
    if not spans:
        return [], np.zeros((0, len(SENTENCE_NAMES)), dtype=np.float32)
    texts = [hits[at].passage.text[start:end] for at, start, end in spans]
    owner = np.array([at for at, _, _ in spans])
    near = np.asarray(embedder.embed_passages(texts) @ vector, dtype=np.float32)
    alone = _measured(asked, texts, [hits[at].passage.title for at, _, _ in spans], near, owner)
    same = np.append([False], owner[1:] == owner[:-1])
    joined = [f"{texts[n - 1]} {text}" if same[n] else text for n, text in enumerate(texts)]
    window = _measured(asked, joined, [""] * len(texts), near, owner)
    coverage = alone[:, NAMES.index("coverage")]
    before = np.where(same, np.roll(coverage, 1), 0)
    after = np.where(np.append(same[1:], [False]), np.roll(coverage, -1), 0)
    scores = np.array([hit.score for hit in hits], dtype=np.float32)
    dense = np.array([hit.dense for hit in hits], dtype=np.float32)
    around = {
        "passage": scores[owner] - scores.max(),
        "passage_dense": dense[owner],
        "before": before,
        "after": after,
        "window": window[:, NAMES.index("coverage")],
        "opens": ~same,
    }
    extra = np.stack([np.asarray(around[name], dtype=np.float32) for name in AROUND], axis=1)
    found = [(hits[at].passage, start, end) for at, start, end in spans]
    return found, np.concatenate([alone, extra], axis=1)


def _measured(
    asked: Asked,
    texts: Sequence[str],
    titles: Sequence[str],
    near: Floats,
    owner: NDArray[np.int64],
) -> Floats:
    held = unpack([sketch(text, title) for text, title in zip(texts, titles, strict=True)])
    none = np.zeros(len(texts), dtype=np.float32)
    return measure(asked, held, none, near, [str(at) for at in owner], [False] * len(texts))
