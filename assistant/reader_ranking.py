"""The trained models of the reader, loaded from one folder: order, spans, calibration.

It knows columns of numbers, not questions or articles.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.reader_features_answerable import answerable_row
from assistant.reader_features_words import Lexicon

MODEL = Path(__file__).with_name("models") / "ranker-vi"
Floats = NDArray[np.float32]


class RankerMissingError(RuntimeError):
    """A file of the shipped ranker is not where it should be."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A probability read off a monotone table of (score, probability) points."""

    scores: tuple[float, ...]
    probabilities: tuple[float, ...]

    def __call__(self, value: float) -> float:
        """The probability (0..1) at a score, interpolated; the ends go on flat."""
        return float(np.interp(value, self.scores, self.probabilities))


class Ranker:
    """The shipped gradient-boosted models with their calibration; loaded when first used."""

    def __init__(self, folder: Path = MODEL) -> None:
        """Remember the folder.

        Raises:
            RankerMissingError: The folder has no calibration file.
        """
        self._folder = folder
        path = folder / "calibration.json"
        if not path.is_file():
            raise RankerMissingError(
                f"Bộ đọc đi kèm thiếu tệp {path.name} trong {folder}. "
                "Hãy cài lại chương trình: pip install --force-reinstall hoibao"
            )
        self._table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The reader's words."""
        return Lexicon.load(self._folder)

    def _booster(self, name: str) -> Any:
        import lightgbm

        path = self._folder / f"{name}.txt"
        if not path.is_file():
            raise RankerMissingError(
                f"Bộ đọc đi kèm thiếu tệp {path.name} trong {self._folder}. "
                "Hãy cài lại chương trình: pip install --force-reinstall hoibao"
            )
        return lightgbm.Booster(model_file=str(path))

    @cached_property
    def _sentences(self) -> dict[bool, tuple[Any, list[str]]]:
        """By whether the neural columns are at hand: model and its columns."""
        found = {}
        for neural, name in ((False, "sentences"), (True, "sentences-neural")):
            if not neural or (self._folder / f"{name}.txt").is_file():
                model = self._booster(name)
                found[neural] = (model, model.feature_name())
        return found

    @cached_property
    def _spans(self) -> Any:
        return self._booster("spans")

    @cached_property
    def _answerable(self) -> dict[bool, Any]:
        """By whether the neural columns are at hand."""
        names = ((False, "answerable"), (True, "answerable-neural"))
        return {n: self._booster(f) for n, f in names if (self._folder / f"{f}.txt").is_file()}

    def wants_neural(self) -> bool:
        """Whether a model for the neural columns is there."""
        return True in self._sentences

    def order(self, columns: Mapping[str, Floats]) -> Floats:
        """(n,) scores of sentences, higher is better, comparable within one question."""
        model, names = self._sentences[self._neural(columns)]
        table = np.stack([columns[name] for name in names], axis=1)
        return np.asarray(model.predict(table, num_threads=1), dtype=np.float32)

    def spans(self, table: Floats) -> Floats:
        """(n,) scores of the spans of one sentence, higher is better."""
        return np.asarray(self._spans.predict(table, num_threads=1), dtype=np.float32)

    def span_probability(self, scores: Floats) -> float:
        """That the best of the spans is the answer, given that the sentence answers."""
        ranked = np.sort(scores)[::-1]
        gap = float(ranked[0] - ranked[1]) if len(ranked) > 1 else 3.0
        a, b, c = self._table["span"]
        return _logistic(a + b * float(ranked[0]) + c * min(gap, 3.0))

    def answerable(
        self, columns: Mapping[str, Floats], scores: Floats, articles: Sequence[int]
    ) -> float:
        """Calibrated probability (0..1) that any of the sentences answers."""
        neural = self._neural(columns)
        row = answerable_row(columns, scores, articles)
        raw = float(self._answerable[neural].predict(row[None], num_threads=1, raw_score=True)[0])
        return self._curve("answerable", neural)(raw)

    def shares(self, columns: Mapping[str, Floats], scores: Floats) -> Floats:
        """(n,) probability of each sentence to be the one that answers, if one does."""
        warmth = float(self._table["warmth"][int(self._neural(columns))])
        weight = np.exp((scores - scores.max()) * warmth)
        return np.asarray(weight / weight.sum(), dtype=np.float32)

    def threshold(self, neural: bool, rate: str = "5") -> float:
        """Below it an answer is refused; chosen for a rate of false answers in percent."""
        return float(self._table["threshold"][rate][int(neural)])

    def _neural(self, columns: Mapping[str, Floats]) -> bool:
        return "n_logit" in columns and self.wants_neural()

    def _curve(self, name: str, neural: bool) -> Curve:
        scores, probabilities = self._table[name][int(neural)]
        return Curve(tuple(scores), tuple(probabilities))


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))
