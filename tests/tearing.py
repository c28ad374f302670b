"""Writers that are killed while Chroma writes a graph of vectors, and what must hold afterwards.

Run by hand: ``python -m tests.tearing 50``. A writer is killed within milliseconds of the change of
a file of a graph, so that most kills tear one: links that lead nowhere, or no map of labels. The
hundred kills of ``tests.killing`` come at any moment, in stores too small to have a graph.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from corpus.article import Article
from index.archive import Archive
from index.doctor import examine
from index.graph import MAP, graphs, whole
from index.graph_map import LabelMap

ROOT = Path(__file__).parent.parent
ARTICLES = 2500
CHANGED = 1200
"""Articles revised at a time: Chroma writes a graph after a thousand vectors."""
PATIENCE = 60
"""Seconds in which a graph is written on any machine."""
FILES = ("header.bin", "data_level0.bin", "link_lists.bin", MAP)


def article(number: int, version: int) -> Article:
    """One version of one article, of about three passages."""
    text = " ".join(
        f"Câu {k} của bài {number}, bản {version}: xã {number * 7 + k} khánh thành cầu số "
        f"{number + k * version} dài {number % 97 + k} mét vào tháng {k % 12 + 1}."
        for k in range(14)
    )
    return Article(article_id=f"a{number}", title=f"Bài {number}", text=text, source="Báo thử")


def write(data: Path, seed: int) -> None:
    """Revise articles for ever; a line when the archive is open."""
    chance = random.Random(seed)
    with Archive.open(data) as archive:
        sys.stdout.write("open\n")
        sys.stdout.flush()
        while True:
            version = chance.randrange(10**6)
            archive.add(article(n, version) for n in chance.sample(range(ARTICLES), CHANGED))


def kill_once(data: Path, seed: int) -> str:
    """Kill a writer just after a file of a graph has changed; which one."""
    chance = random.Random(seed)
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.tearing", "write", str(data), str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    if writer.stdout is None or writer.stdout.readline() != "open\n":
        raise AssertionError(f"the writer ended by itself with {writer.wait()}")
    watched = chance.choice(graphs(data / "chroma")) / chance.choice(FILES)
    before, deadline = changed(watched), time.monotonic() + PATIENCE
    while changed(watched) == before and time.monotonic() < deadline:
        time.sleep(0)
    time.sleep(chance.choice((0, 0, 0.0003, 0.001, 0.002)))
    if writer.poll() is not None:
        raise AssertionError(f"the writer ended by itself with {writer.returncode}")
    writer.kill()
    writer.communicate()
    return watched.name


def changed(file: Path) -> int:
    """When a file was changed last, 0 while there is none."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def tear(data: Path) -> str:
    """What a kill left of the graphs."""
    for graph in graphs(data / "chroma"):
        try:
            LabelMap.read(graph / MAP)
        except ValueError:
            return "no map"
        if not whole(graph):
            return "links"
    return "whole"


def broken(data: Path) -> list[str]:
    """What does not hold after the folder was opened again; empty when all is well."""
    wrong = []
    with Archive.open(data) as archive:
        wrong += [f"{c.name}: {c.detail}" for c in examine(archive) if not c.ok]
        ids = list(archive.store.passage_ids())
        for at in range(0, len(ids), 1000):
            part = ids[at : at + 1000]
            if set(archive.store.vectors(part)) != set(part):
                wrong.append(f"vectors are missing from {at} on")
        if archive.count()[0] != ARTICLES:
            wrong.append(f"{archive.count()[0]} articles")
    wrong += [f"{g.name} is torn" for g in graphs(data / "chroma") if not whole(g)]
    return wrong


def main(times: int) -> bool:
    """Kill so many writers and tell what broke; whether something did."""
    told: Counter[str] = Counter()
    bad, slowest = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "kho"
        with Archive.open(data) as archive:
            archive.add(article(n, 0) for n in range(ARTICLES))
        for seed in range(times):
            file = kill_once(data, seed)
            found, began = tear(data), time.perf_counter()
            with Archive.open(data):
                slowest = max(slowest, time.perf_counter() - began)
            wrong = broken(data)
            told[found] += 1
            sys.stderr.write(f"{seed + 1} {file} {found} {wrong}\n")
            if wrong:
                bad.append((seed, file, found, wrong))
    sys.stdout.write(
        f"{times} kills {dict(told)}, {len(bad)} left something broken, opened again in "
        f"{slowest:.0f} s at most\n" + "".join(f"{b}\n" for b in bad)
    )
    return bool(bad)


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]), int(sys.argv[3]))
    sys.exit(main(int(sys.argv[1])))
