"""The trained models of the reader, loaded from one folder: order, spans, calibration.

It knows columns of numbers, not questions or articles.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.question_kind_model import KindModel
from assistant.reader_features_answerable import answerable_row, combined_row
from assistant.reader_features_span import SPAN_COLUMNS
from assistant.reader_features_words import Lexicon

MODEL = Path(__file__).with_name("models") / "ranker-vi"
MODELS = ("sentences", "spans", "answerable")
HINT_COLUMNS = (
    "n_overlap", "n_inside", "n_cover", "n_logit", "k_kind", "s_kind", "s_size", "s_suits", "s_own",
)  # fmt: skip
SHARED = 2.0
"""Weight of a sentence's share beside the odds that any answers; 2026-11-23 in DECISIONS.md."""
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

    @cached_property
    def kinds(self) -> KindModel:
        """What tells the kind of answer asked for."""
        return KindModel.load(self._folder / "kinds.json")

    def _booster(self, name: str) -> Any:
        import lightgbm

        path = self._folder / f"{name}.txt"
        if not path.is_file():
            raise RankerMissingError(
                f"Bộ đọc đi kèm thiếu tệp {path.name} trong {self._folder}. "
                "Hãy cài lại chương trình: pip install --force-reinstall hoibao"
            )
        return lightgbm.Booster(model_file=str(path))

    @lru_cache  # noqa: B019 a ranker lives as long as the program
    def _model(self, name: str) -> tuple[Any, list[str]]:
        """A booster and the columns it wants."""
        model = self._booster(name)
        return model, model.feature_name()

    def wants_neural(self) -> bool:
        """Whether the models that combine with the neural reader's columns are there."""
        return all((self._folder / f"{name}-neural.txt").is_file() for name in MODELS)

    def first(self, columns: Mapping[str, Floats]) -> Floats:
        """(n,) rough scores that decide which sentences are looked at closely."""
        return self._predict("first", columns)

    def order(self, columns: Mapping[str, Floats]) -> Floats:
        """(n,) scores of sentences by the ranker alone, higher is better, within one question."""
        return self._predict("sentences", columns)

    def combine(self, columns: Mapping[str, Floats]) -> Floats:
        """(n,) scores of sentences from the ranker's scores and the neural reader's columns."""
        return self._predict("sentences-neural", columns)

    def _predict(self, name: str, columns: Mapping[str, Floats]) -> Floats:
        model, names = self._model(name)
        table = np.stack([columns[column] for column in names], axis=1)
        return np.asarray(model.predict(table, num_threads=1), dtype=np.float32)

    def spans(self, table: Floats, *, hinted: bool) -> Floats:
        """(n,) scores of the spans of one sentence, higher is better."""
        model, _ = self._model("spans")
        scores = np.asarray(model.predict(table, num_threads=1), dtype=np.float32)
        if not hinted or not self.wants_neural():
            return scores
        model, _ = self._model("spans-neural")
        both = combined_spans(table, scores)
        return np.asarray(model.predict(both, num_threads=1), dtype=np.float32)

    def quality(self, table: Floats) -> float:
        """Log odds that any of the spans of one sentence is an answer."""
        model, _ = self._model("answers")
        return float(model.predict(table, num_threads=1, raw_score=True).max())

    def settle(self, scores: Floats, quality: Floats, columns: Mapping[str, Floats]) -> Floats:
        """Scores of sentences with the quality of the answers in those in front added."""
        weight = float(self._table.get("settle", (0.0, 0.0))[int(_neural(columns))])
        return np.asarray(scores + weight * (quality - quality.min()), dtype=np.float32)

    def span_probability(self, scores: Floats, *, hinted: bool) -> float:
        """That the best of the spans is the answer, given that the sentence answers."""
        ranked = np.sort(scores)[::-1]
        gap = float(ranked[0] - ranked[1]) if len(ranked) > 1 else 3.0
        a, b, c = self._table["span"][int(hinted and self.wants_neural())]
        return _logistic(a + b * float(ranked[0]) + c * min(gap, 3.0))

    def answerable(
        self,
        columns: Mapping[str, Floats],
        scores: Floats,
        articles: Sequence[int],
        *,
        lone: bool = False,
    ) -> float:
        """Calibrated probability (0..1) that any of the sentences answers.

        Args:
            columns: Features of the sentences looked at closely.
            scores: Of the same sentences.
            articles: Number of each sentence's article.
            lone: They are of a single passage, without its article.
        """
        first = columns.get("s_score", scores)
        raw = self._log_odds("answerable", answerable_row(columns, first, articles))
        neural = _neural(columns)
        if neural:
            row = combined_row(raw, columns, scores, articles)
            if lone and "lone" in self._table:
                return Curve(*map(tuple, self._table["lone"]))(
                    self._log_odds("answerable-lone", row)
                )
            raw = self._log_odds("answerable-neural", row)
        return self._curve("answerable", neural)(raw)

    def _log_odds(self, name: str, row: Floats) -> float:
        model, _ = self._model(name)
        return float(model.predict(row[None], num_threads=1, raw_score=True)[0])

    def shares(self, columns: Mapping[str, Floats], scores: Floats) -> Floats:
        """(n,) probability of each sentence to be the one that answers, if one does."""
        warmth = float(self._table["warmth"][int(_neural(columns))])
        weight = np.exp((scores - scores.max()) * warmth)
        return np.asarray(weight / weight.sum(), dtype=np.float32)

    def right(self, sure: float, share: float, *, neural: bool) -> float:
        """Calibrated probability (0..1) that the best sentence answers.

        Args:
            sure: That any does.
            share: That it is the best one or one that says the same, if any does.
            neural: Whether the neural reader takes part.
        """
        return self._curve("right", neural)(standing(sure, share))

    def threshold(self, neural: bool, rate: str = "default") -> float:
        """Below it of ``right`` an answer is refused.

        Args:
            neural: Whether the neural reader takes part.
            rate: Of false answers on held-out questions in percent ("5", "10", "20", "30"), or
                "default": 82 % of the held-out answerable ones are answered (DECISIONS.md,
                2026-11-23).
        """
        return float(self._table["threshold"][rate][int(neural)])

    def _curve(self, name: str, neural: bool) -> Curve:
        scores, probabilities = self._table[name][int(neural)]
        return Curve(tuple(scores), tuple(probabilities))


def standing(sure: float, share: float) -> float:
    """What says whether the best sentence answers, from -infinity to infinity.

    The log odds that any does, and twice the logarithm of its share among them: a sentence that
    many others rival is wrong far more often than its share alone says.
    """
    sure, share = min(max(sure, 1e-4), 1 - 1e-4), max(share, 1e-4)
    return math.log(sure / (1 - sure)) + SHARED * math.log(share)


def combined_spans(table: Floats, scores: Floats) -> Floats:
    """(n, 12) float32: the span model's scores beside how the spans lie to the hint.

    Args:
        table: As ``span_table`` makes it, with a hint.
        scores: Of the span model for its rows.
    """
    hints = table[:, [SPAN_COLUMNS.index(name) for name in HINT_COLUMNS]]
    rank = np.argsort(np.argsort(-scores)).astype(np.float32)
    own = np.stack([scores, scores - scores.max(), rank], axis=1)
    return np.concatenate([own, hints], axis=1).astype(np.float32)


def _neural(columns: Mapping[str, Floats]) -> bool:
    """Whether the neural reader's columns are there."""
    return "n_logit" in columns


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))
