"""Processes that are killed with SIGKILL while they write, and what must hold afterwards.

Run by hand for the full measure: ``python -m tests.killing 100``. After SQLite's own crash tests
(https://www.sqlite.org/testing.html, section 3.3): kill, reopen, compare, again.
"""

import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from corpus.article import Article
from corpus.text import clean
from index.archive import Archive
from index.backup import back_up, restore
from index.compact import compact
from index.doctor import examine
from index.reembed import reembed
from index.settings import IndexSettings
from index.store_errors import EmbedderMismatch, StoreUnavailable
from tests.static_model import static_folder

ARTICLES = 24
VERSIONS = 4
SHIPPED = IndexSettings()


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


def write(folder: Path, chance: random.Random) -> None:
    """Add, change, remove and bring back articles for ever."""
    with Archive.open(folder / "kho") as archive:
        for version in cycle(range(VERSIONS)):
            change(archive, version, chance)


def change(archive: Archive, version: int, chance: random.Random) -> None:
    """One round of writing."""
    numbers = chance.sample(range(ARTICLES), ARTICLES)
    archive.add(article(n, version) for n in numbers[:16])
    for number in numbers[:3]:
        archive.remove(f"bai{number:02d}")
    for number in numbers[:2]:
        archive.undo_remove(f"bai{number:02d}")


def rebuild(folder: Path, chance: random.Random) -> None:
    """Write and rebuild what is derived for ever."""
    with Archive.open(folder / "kho") as archive:
        for version in cycle(range(VERSIONS)):
            change(archive, version, chance)
            archive.rebuild()


def shrink(folder: Path, chance: random.Random) -> None:
    """Remove articles, compact the folder and put them back for ever."""
    while True:
        with Archive.open(folder / "kho") as archive:
            for number in chance.sample(range(ARTICLES), 8):
                archive.remove(f"bai{number:02d}")
        compact(folder / "kho", SHIPPED)
        with Archive.open(folder / "kho") as archive:
            restore(archive, folder / "backup.gz")


def embed(folder: Path, chance: random.Random) -> None:
    """Build the store again with one model and the other for ever."""
    other = IndexSettings(embedder=str(folder / "model"))
    while True:
        reembed(folder / "kho", other)
        reembed(folder / "kho", SHIPPED)


KINDS: tuple[Callable[[Path, random.Random], None], ...] = (write, rebuild, shrink, embed)


def work(folder: Path, seed: int) -> None:
    """One kind of writing, until killed."""
    KINDS[seed % len(KINDS)](folder, random.Random(seed))


def kill_once(
    folder: Path, seed: int, processes: "multiprocessing.context.ForkServerContext"
) -> None:
    """Start a writer and kill it at a random moment."""
    worker = processes.Process(target=work, args=(folder, seed))
    worker.start()
    moment = 0.3 + random.Random(seed).random() * 2.5
    deadline = time.monotonic() + 20 * moment
    while worker.is_alive() and used(worker.pid) < moment and time.monotonic() < deadline:
        time.sleep(0.01)
    if not worker.is_alive():
        raise AssertionError(f"the writer ended by itself with {worker.exitcode}")
    worker.kill()
    worker.join()


def used(process: int | None) -> float:
    """CPU seconds of a process, so that a busy machine does not move the moment of death."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def opened(folder: Path) -> Archive:
    """The archive with the shipped model again, its building anew gone on with if need be."""
    try:
        return Archive.open(folder / "kho")
    except (StoreUnavailable, EmbedderMismatch):
        reembed(folder / "kho", SHIPPED)
        return Archive.open(folder / "kho")


def broken(folder: Path, before: dict[str, str]) -> list[str]:
    """What does not hold after the folder was opened again; empty when all is well.

    Args:
        folder: Of the campaign.
        before: Texts by id that must be as they were, where the writer changes no article.
    """
    wrong = []
    with opened(folder) as archive:
        if (folder / "kho" / "derived" / "restoring").exists():
            restore(archive, folder / "backup.gz")
        wrong += [f"{c.name}: {c.detail}" for c in examine(archive, mend=False) if not c.ok]
        known = {text_of(number, v) for number in range(ARTICLES) for v in range(VERSIONS)}
        wrong += [f"{i} is not what it was" for i, t in before.items() if text(archive, i) != t]
        for number in range(ARTICLES):
            whole = archive.article(f"bai{number:02d}")
            if whole and whole.text not in known:
                wrong.append(f"bai{number:02d} is neither an old nor a new version")
            for revision in archive.revisions(f"bai{number:02d}"):
                old = archive.article(f"bai{number:02d}", revision)
                if old is None or old.text not in known:
                    wrong.append(f"bai{number:02d} revision {revision} is not whole")
        archive.add(article(n, 0) for n in range(ARTICLES))
        for number in range(ARTICLES):
            archive.undo_remove(f"bai{number:02d}")
        if archive.count()[0] != ARTICLES:
            wrong.append("adding again did not complete")
    return wrong


def text(archive: Archive, article_id: str) -> str:
    """The current text of an article, empty where there is none."""
    whole = archive.article(article_id)
    return whole.text if whole else ""


def texts(folder: Path) -> dict[str, str]:
    """The current texts by id."""
    with Archive.open(folder / "kho") as archive:
        return {f"bai{n:02d}": text(archive, f"bai{n:02d}") for n in range(ARTICLES)}


def campaign(folder: Path, times: int) -> Iterator[list[str]]:
    """What was broken after each of so many kills, in one folder that lives through all."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["index.archive", "index.compact", "chromadb", "tantivy"])
    static_folder(folder / "model", 16)
    with Archive.open(folder / "first") as archive:
        for version in (0, 1):
            archive.add(article(n, version) for n in range(ARTICLES))
        back_up(archive.store, folder / "backup.gz")
    for seed in range(times):
        same = texts(folder) if KINDS[seed % len(KINDS)] is embed else {}
        kill_once(folder, seed, processes)
        yield broken(folder, same)


def main(times: int) -> bool:
    """Kill so many writers and tell what broke; whether something did."""
    began = time.perf_counter()
    told: Counter[str] = Counter()
    bad = []
    with tempfile.TemporaryDirectory() as folder:
        for number, wrong in enumerate(campaign(Path(folder), times)):
            kind = KINDS[number % len(KINDS)].__name__
            if wrong or number % 10 == 9:
                sys.stderr.write(f"{number + 1} {kind} {wrong}\n")
            told[kind] += 1
            if wrong:
                bad.append((number, kind, wrong))
    sys.stdout.write(
        f"{times} kills {dict(told)}, {len(bad)} left something broken, "
        f"{time.perf_counter() - began:.0f} s\n" + "".join(f"{b}\n" for b in bad)
    )
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
