"""Articles that a second process prepares are the same, and nothing is lost when it is."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.article import Article
from index.adding import ALONE, BATCH, HELPED, Adding
from index.archive import Archive
from index.doctor import examine
from index.intake import Added
from index.preparing import Helper
from index.recent import Recent
from index.settings import IndexSettings

MANY = ALONE + 3 * BATCH
PROC = Path("/proc/self/status")


def article(number: int, text: str = "") -> Article:
    sentence = f"Xã thứ {number} khánh thành cầu số {number} vào ngày 2/9."
    body = text or " ".join([sentence] * (number % 5 + 1))
    return Article(article_id=f"a{number}", title=f"Bài {number}", text=body, source="Báo thử")


def taken(archive: Archive, articles: Iterator[Article], *, helped: bool) -> tuple[Added, bool]:
    """What adding came to, and whether there was a second process at the end."""
    recent, total, seen = Recent(archive.store, complete=True), Added(), False
    with Adding(
        archive.store,
        recent,
        archive.embedder,
        archive._owner,
        archive.settings,
        helped=helped,
    ) as adding:
        for done in adding.through(articles):
            total += done
            seen |= adding._helper is not None and adding._helper.ready()
    archive.catch_up(recent)
    return total, seen


def until_helped(adding: Adding) -> Iterator[Article]:
    """Articles without end until the second process takes work, then some batches more."""
    number, left = 0, 2 * HELPED + BATCH
    while left:
        if adding._helper is not None and adding._helper.ready():
            left -= 1
        elif adding._helper is not None:
            time.sleep(0.01)
        yield article(number)
        number += 1


def everything(archive: Archive) -> tuple[dict[str, Any], Any]:
    """All there is of each passage, and the vectors in the order of their ids."""
    found: Any = archive.store._passages.get(include=["documents", "metadatas", "embeddings"])
    candidates = archive.lexical.by_ids(found["ids"])
    sketches = {c.passage_id: c.sketch for c in candidates}
    rows = zip(found["documents"], found["metadatas"], strict=True)
    passages = {
        i: (text, row, sketches[i]) for i, (text, row) in zip(found["ids"], rows, strict=True)
    }
    return passages, np.array(found["embeddings"])[np.argsort(found["ids"])]


def test_a_second_process_makes_the_same_of_every_article(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "one") as one, Archive.open(tmp_path / "two") as two:
        recent = Recent(one.store, complete=True)
        with Adding(
            one.store, recent, one.embedder, one._owner, one.settings, helped=True
        ) as adding:
            made = sum(done.added for done in adding.through(until_helped(adding)))
            assert adding._helper is not None
        one.catch_up(recent)
        assert taken(two, (article(n) for n in range(made)), helped=False) == (
            Added(added=made),
            False,
        )
        (passages, vectors), (same, close) = everything(one), everything(two)
        assert passages == same
        np.testing.assert_allclose(vectors, close, atol=1e-6)
        known = [store.records(["a1", f"a{made - 1}"]) for store in (one.store, two.store)]
        first, second = ([r.signature for r in records.values()] for records in known)
        assert first == second
        question = f"xã thứ {made - 3} khánh thành cầu gì"
        assert one.retrieve(question)[0].passage == two.retrieve(question)[0].passage
        assert all(check.ok for check in examine(one, mend=False))


def test_an_article_that_comes_again_while_it_is_prepared_gets_the_next_revision(
    tmp_path: Path,
) -> None:
    with Archive.open(tmp_path) as archive:
        recent = Recent(archive.store, complete=True)
        with Adding(
            archive.store, recent, archive.embedder, archive._owner, archive.settings, helped=True
        ) as adding:

            def stream() -> Iterator[Article]:
                yield from until_helped(adding)
                for version in range(3):
                    yield from (article(n, f"Bản {version} của bài {n}.") for n in range(BATCH))

            for _ in adding.through(stream()):
                pass
        archive.catch_up(recent)
        assert archive.revisions("a5") == [1, 2, 3, 4]
        assert archive.article("a5").text == "Bản 2 của bài 5."  # type: ignore[union-attr]
        assert all(check.ok for check in examine(archive, mend=False))


def test_adding_goes_on_when_the_second_process_is_killed(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        recent, count = Recent(archive.store, complete=True), 0
        with Adding(
            archive.store, recent, archive.embedder, archive._owner, archive.settings, helped=True
        ) as adding:

            def stream() -> Iterator[Article]:
                nonlocal count
                for one in until_helped(adding):
                    count += 1
                    yield one
                assert adding._helper is not None
                adding._helper._process.kill()
                yield from (article(n) for n in range(count, count + 3 * BATCH))
                count += 3 * BATCH

            total = sum(done.added for done in adding.through(stream()))
            assert adding._helper is None
        archive.catch_up(recent)
        assert total == count == archive.count()[0]
        assert all(check.ok for check in examine(archive, mend=False))


def test_what_was_read_before_the_source_failed_is_kept(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        recent, read = Recent(archive.store, complete=True), 0
        with Adding(
            archive.store, recent, archive.embedder, archive._owner, archive.settings, helped=True
        ) as adding:

            def stream() -> Iterator[Article]:
                nonlocal read
                for one in until_helped(adding):
                    read += 1
                    yield one
                raise OSError("the disk is gone")

            with pytest.raises(OSError, match="the disk is gone"):
                for _ in adding.through(stream()):
                    pass
        archive.catch_up()
        assert read - HELPED < archive.count()[0] <= read


def test_progress_counts_every_article_once(tmp_path: Path) -> None:
    told: list[int] = []
    with Archive.open(tmp_path) as archive:
        archive.add((article(n % 500) for n in range(MANY)), told.append)
        assert sum(told) == MANY
        assert archive.count()[0] == min(500, MANY)


@pytest.mark.skipif(not PROC.exists(), reason="needs /proc")
def test_the_second_process_ends_when_the_first_is_killed(tmp_path: Path) -> None:
    program = (
        "import time\n"
        "from index.preparing import Helper\n"
        "from index.settings import IndexSettings\n"
        "helper = Helper(IndexSettings())\nwhile not helper.ready(): time.sleep(0.01)\n"
        "print(helper._process.pid, flush=True)\ntime.sleep(600)\n"
    )
    first = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    second = int(first.stdout.readline())
    assert Path(f"/proc/{second}").exists()
    first.kill()
    first.communicate()
    deadline = time.monotonic() + 60
    while _runs(second) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(second)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_files_where_the_reader_happens_to_stand_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("numpy.py", "index.py", "pickle.py", "logging.py"):
        (tmp_path / name).write_text("open('was-run', 'w').close()\nraise SystemExit(3)\n")
    monkeypatch.chdir(tmp_path)
    helper = Helper(IndexSettings())
    try:
        deadline = time.monotonic() + 60
        while not helper.ready() and time.monotonic() < deadline:
            time.sleep(0.01)
        helper.send([("Cầu", "Cầu Bạch Đằng khánh thành.")])
        assert helper.receive().bounds == [[0, 26]]
    finally:
        helper.close()
    assert not (tmp_path / "was-run").exists()
