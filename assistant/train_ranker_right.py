"""Calibrates the probability that the best sentence answers, on what the product itself reads.

Held-out questions are read with models that did not see their article: what counts is the sentence
that would be quoted, with the others that say the same. Refusal goes by this probability, so the
thresholds are of it.
"""

import logging
import multiprocessing
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import agreeing
from assistant.measure_reader import ARTICLES, HITS
from assistant.neural_reader import NeuralReader
from assistant.reader import Reader
from assistant.reader_ranking import Ranker, standing
from assistant.train_ranker_data import FOLDS, Asked, fold, share
from assistant.train_ranker_fit import curve, threshold
from assistant.train_ranker_hits import Found, hits
from assistant.train_ranker_table import f1
from corpus.article import Article

log = logging.getLogger("train_ranker")
READ = 0.35
"""Share of the held-out questions that are read again."""
SAME = 0.5
"""F1 of a short answer from which it is the one asked for."""
RATES = ("5", "10", "20", "30")
ANSWERED = 0.82
"""Share of the answerable questions that the default threshold answers; see DECISIONS.md."""
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What questions are read from.

    Attributes:
        found: What was found for each question.
        articles: By id.
        neural: The neural reader's folder.
    """

    found: Found
    articles: Mapping[str, Article]
    neural: Path | None


def fold_folders(work: Path) -> list[Path]:
    """Empty folders for the models that did not see a fold."""
    folders = [work / f"fold-{h}" for h in range(FOLDS)]
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    return folders


def _fill(folder: Path, out: Path) -> None:
    """Put the model folder's other files beside the models that did not see a fold."""
    for path in out.iterdir():
        if path.is_file() and not (folder / path.name).exists():
            shutil.copy(path, folder)


def calibrate_right(
    held: Sequence[Asked], archive: Library, out: Path, folders: Sequence[Path], workers: int
) -> dict[str, Any]:
    """The curves and the thresholds, without and with the neural reader.

    Args:
        held: Questions that no network has seen.
        archive: What they are read from.
        out: The model folder; its models without the neural reader have not seen them either.
        folders: With the models of both readers that did not see a fold.
        workers: Processes.
    """
    for folder in folders:
        _fill(folder, out)
    some = [a for a in held if share(a, "right") < READ]
    table: dict[str, Any] = {"right": [], "threshold": {}}
    for neural in (False, True):
        jobs = [(a, folders[fold(a)] if neural else out, neural) for a in some]
        jobs.sort(key=lambda job: str(job[1]))
        with multiprocessing.get_context("spawn").Pool(workers, _open, (archive,)) as pool:
            read = pool.map(_read, jobs, chunksize=20)
        stands = np.array([s for s, _, _ in read], np.float32)
        right, answered = (np.array([r[i] for r in read], np.bool_) for i in (1, 2))
        table["right"].append(points := curve(stands, right))
        sure = np.interp(stands, points[0], points[1]).astype(np.float32)
        _add_thresholds(table["threshold"], sure, answered, right)
    return table


_reading: list[Library] = []
"""What a process reads from. Processes are begun anew: a copy of one with threads may hang."""
_readers: dict[tuple[Path, bool], Reader] = {}


def _open(archive: Library) -> None:
    _reading[:] = [archive]


def _read(job: tuple[Asked, Path, bool]) -> tuple[float, bool, bool]:
    """How the best sentence for a question stands, whether it answers, and whether any could."""
    asked, folder, neural = job
    archive = _reading[0]
    if (folder, neural) not in _readers:
        _readers.clear()
        network = NeuralReader(archive.neural, threads=1) if neural and archive.neural else None
        _readers[folder, neural] = Reader(Ranker(folder), neural=network)
    some = hits(archive.found[asked.question_id, False][:HITS], archive.articles)
    names = list(dict.fromkeys(h.passage.article_id for h in some))[:ARTICLES]
    whole = {name: archive.articles[name] for name in names}
    reading = _readers[folder, neural].read(asked.searched, some, whole)
    if not reading.evidence or not reading.p_answerable:
        return standing(0, 0), False, bool(asked.gold)
    best = reading.evidence[0]
    said = f1(best.short_answer or best.text, asked.answers) >= SAME
    quoted = best.text.lower() in {quote.lower() for quote in asked.quotes}
    stands = standing(reading.p_answerable, agreeing(reading.evidence) / reading.p_answerable)
    return stands, bool(asked.gold) and (quoted or said), bool(asked.gold)


def _add_thresholds(
    table: dict[str, list[float]],
    sure: Floats,
    answered: NDArray[np.bool_],
    right: NDArray[np.bool_],
) -> None:
    """Add what each rate of false answers and the default come to."""
    for rate in RATES:
        table.setdefault(rate, []).append(threshold(sure, answered, int(rate) / 100))
    value = round(float(np.quantile(sure[answered], 1 - ANSWERED)), 4)
    table.setdefault("default", []).append(value)
    for name, (*_, last) in table.items():
        kept = sure >= last
        log.info(
            "held, %d: threshold %s %.3f: %.3f answered, %.3f right, %.3f of %d others", len(sure),
            name, last, kept[answered].mean(), right[kept].sum() / answered.sum(),
            kept[~answered].mean(), (~answered).sum(),
        )  # fmt: skip
