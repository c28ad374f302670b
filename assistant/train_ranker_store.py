"""Keeps tables in files between runs, and makes those that are missing on several processes.

It knows what a table is made of; nothing of how one is made or used.
"""

import logging
import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.train_ranker_data import Asked
from assistant.train_ranker_table import Spans, Table

log = logging.getLogger(__name__)
CHUNK = 250
Job = tuple[Asked, str]
Tables = tuple[list[str], list[Table]]
Make = Callable[[Sequence[Job]], Tables]


def tables(folder: Path, jobs: Sequence[Job], make: Make, workers: int) -> Tables:
    """The tables of questions, read from files or made and kept.

    Args:
        folder: One file a chunk of jobs; its name must change with all that tables depend on.
        jobs: Questions and ways, in an order that does not change.
        make: Makes the tables of some jobs.
        workers: Processes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chunks = [jobs[i : i + CHUNK] for i in range(0, len(jobs), CHUNK)]
    missing = [(n, c) for n, c in enumerate(chunks) if not (folder / f"{n}.npz").is_file()]
    log.info("%s: %d of %d chunks to make", folder.name, len(missing), len(chunks))
    _tasks[:] = [(folder / f"{n}.npz", chunk, make) for n, chunk in missing]
    if workers > 1 and len(missing) > 1:
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            for path in pool.imap_unordered(_make, range(len(missing)), chunksize=1):
                log.info("%s made", path)
    else:
        for number in range(len(missing)):
            log.info("%s made", _make(number))
    asked = {one.question_id: one for one, _ in jobs}
    names: list[str] = []
    found: list[Table] = []
    for n in range(len(chunks)):
        names, some = load(folder / f"{n}.npz", asked)
        found += some
    return names, found


_tasks: list[tuple[Path, Sequence[Job], Make]] = []
"""What is to be made; the processes inherit it, for functions cannot be sent to them."""


def _make(number: int) -> str:
    path, chunk, make = _tasks[number]
    names, found = make(chunk)
    save(path, names, found)
    return f"{path.parent.name}/{path.name}"


def save(path: Path, names: Sequence[str], found: Sequence[Table]) -> None:
    """Write tables to one file."""
    spans = [(i, k, x, y) for i, t in enumerate(found) for k, x, y in t.spans]
    arrays = {
        "names": np.array(names),
        "ids": np.array([t.asked.question_id for t in found]),
        "ways": np.array([t.way for t in found]),
        "sizes": np.array([len(t.label) for t in found]),
        "rows": _joined([t.rows for t in found]),
        "label": _joined([t.label for t in found]),
        "unsure": _joined([t.unsure for t in found]),
        "article": _joined([t.article for t in found]),
        "right": _joined([t.right for t in found]),
        "place": _joined([t.place for t in found]),
        "span_of": np.array([i for i, _, _, _ in spans]),
        "span_at": np.array([k for _, k, _, _ in spans]),
        "span_sizes": np.array([len(y) for _, _, _, y in spans]),
        "span_rows": _joined([x for _, _, x, _ in spans]),
        "span_value": _joined([y for _, _, _, y in spans]),
    }
    partial = path.with_suffix(".part.npz")
    np.savez(partial, **arrays)  # type: ignore[arg-type]
    partial.rename(path)


def load(path: Path, asked: Mapping[str, Asked]) -> Tables:
    """The tables of a file, with the names of their columns."""
    with np.load(path) as file:
        a = {name: file[name] for name in file.files}
    cuts, span_cuts = np.cumsum(a["sizes"])[:-1], np.cumsum(a["span_sizes"])[:-1]
    parts = {
        name: np.split(a[name], cuts)
        for name in ("rows", "label", "unsure", "article", "right", "place")
    }
    spans: dict[int, Spans] = {}
    if len(a["span_of"]):
        xs, ys = np.split(a["span_rows"], span_cuts), np.split(a["span_value"], span_cuts)
        for i, k, x, y in zip(a["span_of"].tolist(), a["span_at"].tolist(), xs, ys, strict=True):
            spans.setdefault(i, []).append((k, x, y))
    found = [
        Table(
            asked=asked[name],
            way=str(way),
            rows=parts["rows"][i],
            label=parts["label"][i],
            unsure=parts["unsure"][i],
            article=parts["article"][i],
            right=parts["right"][i],
            place=parts["place"][i],
            spans=spans.get(i, []),
        )
        for i, (name, way) in enumerate(zip(a["ids"].tolist(), a["ways"].tolist(), strict=True))
    ]
    return a["names"].tolist(), found


def _joined(arrays: Sequence[NDArray[np.generic]]) -> NDArray[np.generic]:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.float32)
