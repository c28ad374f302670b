"""Fits and calibrates the probability that anything found answers; reads no data.

The model without the neural reader is fitted on every question that may be fitted, with scores of
a ranker that did not see the question's article. The one that combines both is fitted on held-out
questions only. Questions whose article was taken out are what a stranger asks of an archive that
has nothing of it; they differ in kind from unanswerable ones written beside an article.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.reader_features_answerable import (
    ANSWERABLE_COLUMNS,
    COMBINED_COLUMNS,
    answerable_row,
    combined_row,
)
from assistant.train_ranker_data import FOLDS, fold
from assistant.train_ranker_fit import curve, fit_answerable
from assistant.train_ranker_pieces import SET, WEIGHT
from assistant.train_ranker_table import Table

log = logging.getLogger("train_ranker")
Floats = NDArray[np.float32]
REMOVED = 0.3
"""Weight of a question whose article was taken out; 2026-11-23 in DECISIONS.md."""
UNANSWERABLE = 2.0
"""Weight of a written unanswerable question: there are seven times as many answerable ones. Of
pairs, of which one is answerable, it is 1."""
ROUNDS = 150
BOTH: dict[str, float] = {
    "rounds": 120, "extra_trees": True, "num_leaves": 10, "learning_rate": 0.08,
}  # fmt: skip
"""Options of the models with the neural reader: cuts drawn at random, since little is known."""


class AnswerableFit:
    """The model without the neural reader, and what is made of it on held-out questions."""

    def __init__(self, model: Any) -> None:
        """Hold the model."""
        self.model = model

    @classmethod
    def fitted(
        cls, made: Sequence[Table], names: list[str], scores: Sequence[Floats]
    ) -> "AnswerableFit":
        """Fitted on tables with the scores of a ranker that did not see them.

        Args:
            made: Of questions that may be fitted.
            names: Of the tables' columns.
            scores: Of each table's sentences.
        """
        answered, weights = _targets(made)
        rows = _rows(made, names, scores)
        return cls(fit_answerable(rows, answered, weights, ANSWERABLE_COLUMNS, rounds=ROUNDS))

    def calibrate(
        self,
        made: Sequence[Table],
        names: list[str],
        alone: Sequence[Floats],
        both: Sequence[Floats],
        out: Path,
        folds_in: Sequence[Path],
    ) -> dict[str, Any]:
        """Curves and warmths of both, from held-out questions; saves the second model.

        Args:
            made: Of held-out questions, with the neural reader's columns.
            names: Of the tables' columns.
            alone: The ranker's scores, the quality of answers added.
            both: The same of both readers, crosswise fitted.
            out: The model folder.
            folds_in: Where those that did not see a fold are saved.
        """
        from sklearn.metrics import roc_auc_score

        answered, weights = _targets(made)
        first = [t.rows[:, names.index("s_score")] for t in made]
        raw = self.model.predict(_rows(made, names, first), raw_score=True)
        rows = np.array(
            [
                combined_row(float(r), _columns(t, names), s, t.article.tolist())
                for r, t, s in zip(raw, made, both, strict=True)
            ]
        )
        folds = np.array([fold(t.asked) for t in made])
        second = np.zeros(len(made), np.float32)
        for h in range(FOLDS):
            part = folds != h
            model = fit_answerable(
                rows[part], answered[part], weights[part], COMBINED_COLUMNS, **BOTH
            )
            second[~part] = model.predict(rows[~part], raw_score=True)
            model.save_model(str(folds_in[h] / "answerable-neural.txt"))
        model = fit_answerable(rows, answered, weights, COMBINED_COLUMNS, **BOTH)
        model.save_model(str(out / "answerable-neural.txt"))
        asked = np.array([t.way != "removed" for t in made])
        table: dict[str, Any] = {"answerable": [], "warmth": []}
        for odds, scores in ((np.asarray(raw, np.float32), alone), (second, both)):
            points = curve(odds[asked], answered[asked])
            sure = np.interp(odds, points[0], points[1]).astype(np.float32)
            table["answerable"].append(points)
            table["warmth"].append(warmth(made, scores))
            log.info("held: AUROC %.3f", roc_auc_score(answered[asked], sure[asked]))
        return table | {"right": [[[-20, 20], [0, 1]]] * 2}  # until it is calibrated by reading

    def calibrate_lone(
        self, made: Sequence[Table], names: list[str], scores: Sequence[Floats], out: Path
    ) -> list[list[float]]:
        """Fit what says whether one passage answers, crosswise calibrated; saves the model.

        Args:
            made: Tables of single passages, with the neural reader's columns.
            names: Of the tables' columns.
            scores: Of both readers.
            out: The model folder.
        """
        answered = np.array([t.answered for t in made])
        first = [t.rows[:, names.index("s_score")] for t in made]
        raw = self.model.predict(_rows(made, names, first), raw_score=True)
        rows = np.array(
            [
                combined_row(float(r), _columns(t, names), s, t.article.tolist())
                for r, t, s in zip(raw, made, scores, strict=True)
            ]
        )
        folds = np.array([fold(t.asked) for t in made])
        searched = np.array([t.asked.part == SET for t in made])
        weights = np.where(searched, WEIGHT, 1.0).astype(np.float32)
        odds = np.zeros(len(made), np.float32)
        for h in range(FOLDS):
            part = folds != h
            model = fit_answerable(
                rows[part], answered[part], weights[part], COMBINED_COLUMNS, **BOTH
            )
            odds[~part] = model.predict(rows[~part], raw_score=True)
        model = fit_answerable(rows, answered, weights, COMBINED_COLUMNS, **BOTH)
        model.save_model(str(out / "answerable-lone.txt"))
        from sklearn.metrics import roc_auc_score

        for name, some in (("of the news", ~searched), ("searched for", searched)):
            if some.any():
                value = roc_auc_score(answered[some], odds[some])
                log.info("one passage %s, %d: AUROC %.3f", name, some.sum(), value)
        return curve(odds, answered)


def warmth(made: Sequence[Table], scores: Sequence[Floats]) -> float:
    """The factor on scores under which their softmax is likeliest to give what answers."""
    pairs = [(s, t.label) for s, t in zip(scores, made, strict=True) if t.label.any()]

    def loss(factor: float) -> float:
        total = 0.0
        for s, y in pairs:
            weight = np.exp((s - s.max()) * factor)
            total -= float(np.log(weight[y > 0].sum() / weight.sum() + 1e-9))
        return total

    return float(min(np.arange(0.3, 3.1, 0.1), key=loss).round(2))


def _columns(table: Table, names: Sequence[str]) -> dict[str, Floats]:
    return dict(zip(names, table.rows.T, strict=True))


def _rows(made: Sequence[Table], names: list[str], scores: Sequence[Floats]) -> Floats:
    """(tables, columns) float32."""
    return np.array(
        [
            answerable_row(_columns(t, names), s, t.article.tolist())
            for t, s in zip(made, scores, strict=True)
        ]
    )


def _targets(made: Sequence[Table]) -> tuple[NDArray[np.bool_], Floats]:
    """Whether each question is answered, and how much it weighs."""
    answered = np.array([t.answered for t in made])
    return answered, np.array([_weight(t) for t in made], dtype=np.float32)


def _weight(table: Table) -> float:
    """How much a question weighs."""
    if table.way == "removed":
        return REMOVED
    return 1.0 if table.answered or table.asked.paired else UNANSWERABLE
