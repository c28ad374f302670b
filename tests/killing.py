"""Processes that are killed with SIGKILL while they write, and what must hold afterwards.

Run by hand for the full measure: ``python -m tests.killing 100``. After SQLite's own crash tests
(https://www.sqlite.org/testing.html, section 3.3): kill, reopen, compare, again.
"""

import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from corpus.article import Article
from corpus.text import clean
from index.archive import Archive
from index.doctor import examine

ARTICLES = 24
VERSIONS = 4


def text_of(number: int, version: int) -> str:
    """The text of one version of one article; versions differ in length and in every sentence."""
    sentences = (
        f"Câu {i} của bài {number}, bản {version}, có {number * version + i} phiếu."
        for i in range(12 + 9 * version)
    )
    return clean(" ".join(sentences))


def article(number: int, version: int) -> Article:
    """One version of one article."""
    return Article(
        article_id=f"bai{number:02d}",
        title=f"Bài số {number}",
        text=text_of(number, version),
        source="Báo thử",
    )


def work(data: Path, seed: int, rebuild: bool) -> None:
    """Add, change, remove and bring back articles for ever, until killed."""
    chance = random.Random(seed)
    with Archive.open(data) as archive:
        for version in cycle(range(VERSIONS)):
            numbers = chance.sample(range(ARTICLES), ARTICLES)
            archive.add(article(n, version) for n in numbers[:16])
            for number in numbers[:3]:
                archive.remove(f"bai{number:02d}")
            for number in numbers[:2]:
                archive.undo_remove(f"bai{number:02d}")
            if rebuild:
                archive.rebuild()


def kill_once(
    data: Path, seed: int, processes: "multiprocessing.context.ForkServerContext"
) -> None:
    """Start a writer and kill it at a random moment."""
    worker = processes.Process(target=work, args=(data, seed, seed % 4 == 0))
    worker.start()
    worker.join(0.3 + random.Random(seed).random() * 2.5)
    if not worker.is_alive():
        raise AssertionError(f"the writer ended by itself with {worker.exitcode}")
    worker.kill()
    worker.join()


def broken(data: Path) -> list[str]:
    """What does not hold after the folder was opened again; empty when all is well."""
    wrong = []
    with Archive.open(data) as archive:
        wrong += [f"{c.name}: {c.detail}" for c in examine(archive, mend=False) if not c.ok]
        for number in range(ARTICLES):
            whole = archive.article(f"bai{number:02d}")
            if whole and whole.text not in {text_of(number, v) for v in range(VERSIONS)}:
                wrong.append(f"bai{number:02d} is neither an old nor a new version")
            for revision in archive.revisions(f"bai{number:02d}"):
                old = archive.article(f"bai{number:02d}", revision)
                if old is None or old.text not in {text_of(number, v) for v in range(VERSIONS)}:
                    wrong.append(f"bai{number:02d} revision {revision} is not whole")
        archive.add(article(n, 0) for n in range(ARTICLES))
        if archive.count()[0] != ARTICLES:
            wrong.append("adding again did not complete")
    return wrong


def campaign(data: Path, times: int) -> Iterator[list[str]]:
    """What was broken after each of so many kills, in one folder that lives through all."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["index.archive", "chromadb", "tantivy"])
    for seed in range(times):
        kill_once(data, seed, processes)
        yield broken(data)


if __name__ == "__main__":
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        results = list(campaign(Path(folder), int(sys.argv[1])))
    bad = [r for r in results if r]
    sys.stdout.write(
        f"{len(results)} kills, {len(bad)} left something broken, "
        f"{time.perf_counter() - began:.0f} s\n{bad}\n"
    )
    sys.exit(bool(bad))
