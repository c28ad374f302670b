"""The steps of one fitting of the reader's boosted models: what is fitted on what."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.neural_reader import NeuralReader
from assistant.question_kind_model import KindModel
from assistant.reader import SPANNED
from assistant.reader_ranking import Ranker
from assistant.train_ranker_answerable import AnswerableFit
from assistant.train_ranker_data import FOLDS, Asked, fold, half, own, share
from assistant.train_ranker_fit import (
    COMBINED,
    FEW,
    FIRST,
    fit_answers,
    fit_hinted_spans,
    fit_kinds,
    fit_sentences,
    fit_spans,
    span_line,
    with_quality,
)
from assistant.train_ranker_hits import Found, described, digest
from assistant.train_ranker_jobs import held_out, single, to_fit
from assistant.train_ranker_right import Library, calibrate_right, fold_folders
from assistant.train_ranker_scores import combined, kept, nearest, report, settle, settled
from assistant.train_ranker_store import Job, Tables, tables
from assistant.train_ranker_table import Table, TableMaker
from assistant.train_ranker_words import write_json
from corpus.article import Article

log = logging.getLogger("train_ranker")
HERE = Path(__file__).parent
Floats = NDArray[np.float32]
Scores = dict[tuple[str, str], Floats]
KINDS_OF_OWN = 0.5
"""Share of our own questions that the kinds are fitted on."""
ANSWERS = 0.35
"""Share of the questions to fit on which the quality of answers is fitted."""


@dataclass(kw_only=True)
class Fitting:
    """The steps in order; each writes its file to the model folder."""

    out: Path
    work: Path
    parts: dict[str, list[Asked]]
    found: Found
    articles: dict[str, Article]
    rounds: int
    workers: int
    neural: Path | None
    table: dict[str, Any] = field(default_factory=dict)
    spans: Any = None
    answers: Any = None
    answerable: Any = None

    # --- tables ----------------------------------------------------------------------------

    @cached_property
    def kinds(self) -> dict[str, KindModel]:
        """The kind model to use for each question: fitted on the other half, or on all."""
        fit = [a for a in self.parts["fit"] + self.parts["held"] if not a.paired]
        name = digest([HERE / "question_kind.py", HERE / "question_kind_words.py"], described(fit))
        kept = self.work / f"kinds-{name}.json"
        if not kept.is_file():
            some = [a for a in fit if not own(a) or share(a, "kinds") < KINDS_OF_OWN]
            halves = [[a for a in some if half(a) == h] for h in (0, 1)]
            write_json(kept, [fit_kinds(h) for h in halves] + [fit_kinds(some)])
        tables_ = json.loads(kept.read_text(encoding="utf-8"))
        write_json(self.out / "kinds.json", tables_[2])
        models = [KindModel({k: tuple(v) for k, v in t["weights"].items()}, tuple(t["bias"]))
                  for t in tables_]  # fmt: skip
        others = {a.question_id: models[2] for part in self.parts.values() for a in part}
        return others | {a.question_id: models[1 - half(a)] for a in fit}

    def folder(self, name: str, jobs: Sequence[Job], neural: Path | None) -> Path:
        """Where tables of questions are kept: named after features, hits and models."""
        if not (self.out / "calibration.json").is_file():
            write_json(self.out / "calibration.json", {})
        files = [*HERE.glob("reader*.py"), *HERE.glob("spans*.py"), *HERE.glob("question_kind*.py")]
        files += [HERE / "synonyms.tsv", self.out / "words.tsv"]
        if neural is not None:
            files += [self.out / "first.txt", self.out / "sentences.txt"]
            files += [*neural.iterdir(), *HERE.glob("neural*.py")]
        hits = json.dumps([self.found[one.question_id, way == "bare"] for one, way in jobs])
        ways = " ".join(way for _, way in jobs)
        key = digest(files, described([a for a, _ in jobs]) + ways + hits)
        return self.work / f"tables-{name}-{key}"

    def read(self, folder: Path, jobs: Sequence[Job], neural: Path | None) -> Tables:
        """Tables, kept until features, hits or models change; no ``removed`` one told elsewhere."""

        def make(some: Sequence[Job]) -> Tables:
            network = NeuralReader(neural, threads=1) if neural else None
            maker = TableMaker(self.out, self.articles, self.found, network)
            made = [maker.make(one, way, self.kinds[one.question_id]) for one, way in some]
            return maker.names, [t for t in made if t is not None]

        _ = self.kinds
        names, made = tables(folder, jobs, make, self.workers)
        return names, [t for t in made if t.way != "removed" or not t.unsure.any()]

    # --- models ----------------------------------------------------------------------------

    def fit_ranker(self) -> None:
        """Fit what needs no neural reader: first look, order, spans, answerability."""
        fit = sorted(self.parts["fit"], key=lambda a: (a.article_id, a.question_id))
        jobs = to_fit(fit)
        folder = self.folder("fit", jobs, None)
        if self._kept(folder.name):
            return
        names, made = self.read(folder, jobs, None)
        log.info("%d tables, %d columns", len(made), len(names))
        first = fit_sentences(made, names, FIRST, rounds=60, leaves=16, min_data_in_leaf=200)
        self._save("first", first)
        near = [nearest(t, first.predict(t.rows[:, [names.index(n) for n in FIRST]])) for t in made]
        log.info("first look keeps %.3f of what answers", kept(made, near))
        self._save("sentences", fit_sentences(near, names, names, rounds=self.rounds, leaves=24))
        self.spans = fit_spans(made, 220)
        self._save("spans", self.spans)
        log.info("order and spans fitted")
        crossed: Scores = {}
        for h in (0, 1):
            model = fit_sentences(
                [t for t in near if half(t.asked) != h], names, names, rounds=self.rounds // 2,
                leaves=24,
            )  # fmt: skip
            crossed |= {
                (t.asked.question_id, t.way): np.asarray(model.predict(t.rows), np.float32)
                for t in near if half(t.asked) == h
            }  # fmt: skip
        self._fit_answers(near, names, crossed)
        self._stamp(folder.name).write_text(self._fitted(), encoding="utf-8")

    def _kept(self, key: str) -> bool:
        """Whether the model folder holds what these tables gave; if so it is read."""
        stamp = self._stamp(key)
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != self._fitted():
            return False
        self.keep_ranker()
        return True

    def keep_ranker(self) -> None:
        """Read what needs no neural reader from the model folder."""
        import lightgbm

        self.spans, self.answers, answerable = (
            lightgbm.Booster(model_file=str(self.out / f"{name}.txt"))
            for name in ("spans", "answers", "answerable")
        )
        self.answerable = AnswerableFit(answerable)

    def _stamp(self, key: str) -> Path:
        return self.work / f"fitted-{key}-{self.rounds}"

    def _fitted(self) -> str:
        """A name for the models without the neural reader and the code that fits them."""
        names = ("first", "sentences", "spans", "answers", "answerable")
        return digest([*(self.out / f"{n}.txt" for n in names), HERE / "train_ranker_fit.py"])

    def _fit_answers(self, near: list[Table], names: list[str], crossed: Scores) -> None:
        """Fit the quality of answers and, with it, answerability, on some of the questions."""
        by_key = {(t.asked.question_id, t.way): t for t in near}
        some = [t for t in near if not t.answered or share(t.asked) < ANSWERS]
        key = digest([self.out / "sentences.txt"], described([t.asked for t in some]))

        def make(jobs: Sequence[Job]) -> Tables:
            maker, found = TableMaker(self.out, self.articles, self.found), []
            for one, way in jobs:
                table = by_key[one.question_id, way]
                best = np.argsort(-crossed[one.question_id, way])[:SPANNED].tolist()
                rows = sorted({*best, *np.flatnonzero(table.label).tolist()})
                spans = maker.marked(table, rows, self.kinds[one.question_id])
                found.append(replace(table, spans=spans))
            return names, found

        folder = self.work / f"tables-answers-{key}"
        _, marked = tables(folder, [(t.asked, t.way) for t in some], make, self.workers)
        self.answers = fit_answers(marked, 120)
        self._save("answers", self.answers)
        halves = [fit_answers([t for t in marked if half(t.asked) != h], 120) for h in (0, 1)]
        marked = [with_quality(t, halves[half(t.asked)]) for t in marked]
        scores = [crossed[t.asked.question_id, t.way] for t in marked]
        self.answerable = AnswerableFit.fitted(marked, [*names, "x_quality"], scores)
        self._save("answerable", self.answerable.model)
        log.info("answers fitted on %d tables", len(marked))

    def fit_both(self) -> None:
        """Fit what combines both readers, on ``held`` only, and calibrate."""
        held = sorted(self.parts["held"], key=lambda a: (a.article_id, a.question_id))
        jobs = held_out(held)
        names, made = self.read(self.folder("held", jobs, self.neural), jobs, self.neural)
        wanted = [c for c in COMBINED if c in names]
        some = [t for t in made if t.way != "removed" and not t.asked.paired]
        self._save("sentences-neural", fit_sentences(some, names, wanted, **FEW))
        crossed: dict[int, Floats] = {}
        folders = fold_folders(self.work)
        for h in range(FOLDS):
            model = fit_sentences([t for t in some if fold(t.asked) != h], names, wanted, **FEW)
            model.save_model(str(folders[h] / "sentences-neural.txt"))
            crossed |= {
                id(t): model.predict(t.rows[:, [names.index(n) for n in wanted]])
                for t in made if fold(t.asked) == h
            }  # fmt: skip
        both = [np.asarray(crossed[id(t)], np.float32) for t in made]
        alone = [t.rows[:, names.index("s_score")] for t in made]
        report("held, ranker", made, alone)
        report("held, both", made, both)
        hinted = fit_hinted_spans(some, self.spans, 100)
        self._save("spans-neural", hinted)
        self.table["span"] = [span_line(some, self.spans, hinted=h) for h in (None, hinted)]
        marked = [with_quality(t, self.answers) for t in made]
        self.table["settle"] = [settled(marked, alone), settled(marked, both)]
        alone, both = (
            [settle(t, s, weight) for t, s in zip(marked, scores, strict=True)]
            for scores, weight in zip((alone, both), self.table["settle"], strict=True)
        )
        report("held, ranker, settled", made, alone)
        report("held, both, settled", made, both)
        self.table |= self.answerable.calibrate(
            marked, [*names, "x_quality"], alone, both, self.out, folders
        )
        self.table["lone"] = self._fit_lone(held)
        write_json(self.out / "calibration.json", self.table)
        archive = Library(found=self.found, articles=self.articles, neural=self.neural)
        self.table |= calibrate_right(held, archive, self.out, folders, self.workers)
        write_json(self.out / "calibration.json", self.table)

    def _fit_lone(self, held: Sequence[Asked]) -> list[list[float]]:
        """Fit what says whether a single passage answers; its curve."""
        jobs = single(held, self.parts["pieces"])
        names, made = self.read(self.folder("lone", jobs, self.neural), jobs, self.neural)
        made = [with_quality(t, self.answers) for t in made]
        names = [*names, "x_quality"]
        scores = combined(made, names, Ranker(self.out), self.table["settle"][1])
        return list(self.answerable.calibrate_lone(made, names, scores, self.out))

    def _save(self, name: str, model: Any) -> None:
        model.save_model(str(self.out / f"{name}.txt"))
