"""Fits the reader's boosted models; one command.

    python -m assistant.train_ranker --data DATA --work DIR [--words]

It builds an archive in the work folder, searches it for every question as the product does, fits
the models on the ``fit`` part, calibrates on ``held`` and reports on ``dev``. With the neural
reader installed it also fits the models that combine both. Nothing of it is loaded at run time.
"""

import argparse
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.question_kind_model import KindModel
from assistant.reader_neural import open_neural
from assistant.reader_ranking import MODEL
from assistant.train_ranker_data import Asked, raw_questions, read_articles, read_questions
from assistant.train_ranker_fit import (
    COMBINED,
    answerable_rows,
    curve,
    fit_answerable,
    fit_hinted_spans,
    fit_kinds,
    fit_sentences,
    fit_spans,
    threshold,
)
from assistant.train_ranker_table import Table, TableMaker
from assistant.train_ranker_words import make_words, write_json
from index.archive import Archive

log = logging.getLogger("train_ranker")
Floats = NDArray[np.float32]
ROUNDS = 300


def main() -> None:
    """Read the arguments and fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--words", action="store_true", help="make words and vectors anew")
    parser.add_argument("--most", type=int, default=0, help="questions of each part, for a trial")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    args.out.mkdir(parents=True, exist_ok=True)
    if args.words or not (args.out / "words.tsv").is_file():
        make_words(args.data, args.out)
    rows = raw_questions(args.data)
    articles = read_articles(args.data, {(r["set"] or "", r["article_id"] or "") for r in rows})
    asked = read_questions(rows, articles)
    parts = {p: [a for a in asked if a.part == p] for p in ("fit", "held", "dev")}
    if args.most:
        parts = {p: some[: args.most] for p, some in parts.items()}
    log.info("%s questions, %d articles", {p: len(s) for p, s in parts.items()}, len(articles))
    with Archive.open(args.work / "archive") as archive:
        archive.add(articles.values())
        Fitting(args.out, archive, articles, parts, args.rounds).run()


class Fitting:
    """The steps of one fitting, in order; each writes its file to the model folder."""

    def __init__(
        self,
        out: Path,
        archive: Archive,
        articles: dict[tuple[str, str], Any],
        parts: dict[str, list[Asked]],
        rounds: int,
    ) -> None:
        """Hold what the steps share.

        Args:
            out: The model folder.
            archive: Holds the articles.
            articles: By set and id.
            parts: Questions by part of the split.
            rounds: Trees of the sentence model.
        """
        self.out, self.parts, self.rounds = out, parts, rounds
        if not (out / "calibration.json").is_file():
            write_json(out / "calibration.json", {})
        self.maker = TableMaker(out, archive, {a.article_id: a for a in articles.values()})

    def run(self) -> None:
        """Fit everything and report."""
        kinds = self._kinds()
        tables = list(self.maker.make(self.parts["fit"], kinds))
        names = list(tables[0].columns)
        self._save("sentences", fit_sentences(tables, names, self.rounds, 24))
        spans = fit_spans(tables, 220)
        self._save("spans", spans)
        neural = open_neural()
        held = list(self.maker.make(self.parts["held"], kinds, neural=neural))
        held += self.maker.make(self.parts["held"], kinds, neural=neural, removed=True)
        table: dict[str, Any] = {
            "answerable": [],
            "warmth": [],
            "span": [],
            "threshold": {"5": [], "10": []},
        }
        first = [self.maker.ranker.order(t.columns) for t in held]
        self._calibrate("answerable", held, first, table)
        self._span_sure(held, spans, None, table)
        if neural is None:
            for name in ("answerable", "warmth", "span"):
                table[name] *= 2
            table["threshold"] = {k: v * 2 for k, v in table["threshold"].items()}
        else:
            asked = [t for t in held if not t.removed]
            self._save("sentences-neural", fit_sentences(asked, COMBINED, 100, 10))
            hinted = fit_hinted_spans(asked, spans, 80)
            self._save("spans-neural", hinted)
            second = [self.maker.ranker.combine(t.columns) for t in held]
            self._calibrate("answerable-neural", held, second, table)
            self._span_sure(held, spans, hinted, table)
        write_json(self.out / "calibration.json", table)
        dev = list(self.maker.make(self.parts["dev"], kinds, neural=neural))
        self._report(dev, neural is not None)

    def _save(self, name: str, model: Any) -> None:
        model.save_model(str(self.out / f"{name}.txt"))

    def _kinds(self) -> dict[str, KindModel]:
        """The kind model to use for each question: fitted on the other half, or on all."""
        fit = self.parts["fit"] + self.parts["held"]
        halves = [[a for a in fit if _half(a) == h] for h in (0, 1)]
        models = [_model(fit_kinds(half)) for half in halves]
        whole = fit_kinds(fit)
        write_json(self.out / "kinds.json", whole)
        found = {a.question_id: models[1 - _half(a)] for a in fit}
        return found | {a.question_id: _model(whole) for a in self.parts["dev"]}

    def _calibrate(
        self, name: str, held: Sequence[Table], scores: Sequence[Floats], table: dict[str, Any]
    ) -> None:
        """Fit answerability on one half for the other, calibrate on both, then fit on all."""
        rows = answerable_rows(held, scores)
        answered = np.array([bool(t.asked.gold) and not t.removed for t in held])
        half = np.array([_half(t.asked) for t in held])
        raw = np.zeros(len(held), np.float32)
        for h in (0, 1):
            model = fit_answerable(rows[half != h], answered[half != h], 120)
            raw[half == h] = model.predict(rows[half == h], raw_score=True)
        self._save(name, fit_answerable(rows, answered, 120))
        points = curve(raw, answered)
        sure = np.interp(raw, points[0], points[1])
        asked = np.array([not t.removed for t in held])
        table["answerable"].append(points)
        table["warmth"].append(_warmth(held, scores))
        for rate in ("5", "10"):
            value = threshold(sure[asked], answered[asked], int(rate) / 100)
            table["threshold"][rate].append(value)

    def _span_sure(
        self, held: Sequence[Table], spans: Any, hinted: Any, table: dict[str, Any]
    ) -> None:
        """A logistic line from the best span's score and lead to its being right."""
        from sklearn.linear_model import LogisticRegression

        from assistant.reader_ranking import combined_spans

        points, right = [], []
        for x, y in (p for t in held for p in t.spans if len(p[1])):
            scores = np.asarray(spans.predict(x), np.float32)
            if hinted is not None:
                scores = np.asarray(hinted.predict(combined_spans(x, scores)), np.float32)
            order = np.argsort(-scores)
            lead = scores[order[0]] - scores[order[1]] if len(order) > 1 else 3.0
            points.append([scores[order[0]], min(float(lead), 3.0)])
            right.append(y[order[0]] >= 0.5)
        line = LogisticRegression().fit(np.array(points), np.array(right))
        values = [line.intercept_[0], *line.coef_[0]]
        table["span"].append([round(float(v), 4) for v in values])

    def _report(self, dev: Sequence[Table], combined: bool) -> None:
        """Log what the models reach on dev."""
        for unmarked in (False, True):
            some = [t for t in dev if t.unmarked == unmarked and t.asked.gold]
            hits = []
            for t in some:
                order = self.maker.ranker.order(t.columns)
                scores = self.maker.ranker.combine(t.columns) if combined else order
                best = np.argsort(-scores)
                hits.append((t.label[best[0]] > 0, t.label[best[:3]].any(), t.right[best[0]]))
            mean = np.mean(np.array(hits, dtype=float), axis=0).round(3).tolist()
            log.info(
                "dev unmarked=%s first, in three, article: %s of %d", unmarked, mean, len(some)
            )


def _half(asked: Asked) -> int:
    """0 or 1, the same for all questions on an article."""
    return sum((asked.article_id or asked.question_id).encode()) % 2


def _model(table: dict[str, Any]) -> KindModel:
    """A kind model as it will be read back."""
    copy = json.loads(json.dumps(table))
    return KindModel({k: tuple(v) for k, v in copy["weights"].items()}, tuple(copy["bias"]))


def _warmth(held: Sequence[Table], scores: Sequence[Floats]) -> float:
    """The factor on scores under which their softmax is likeliest to give what answers."""
    pairs = [(s, t.label) for s, t in zip(scores, held, strict=True) if t.label.any()]

    def loss(warmth: float) -> float:
        total = 0.0
        for s, y in pairs:
            weight = np.exp((s - s.max()) * warmth)
            total -= float(np.log(weight[y > 0].sum() / weight.sum() + 1e-9))
        return total

    return float(min(np.arange(0.3, 3.1, 0.1), key=loss).round(2))


if __name__ == "__main__":
    main()
