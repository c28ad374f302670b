"""A graph of vectors that a kill left torn is told, and made anew with nothing lost."""

import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.article import Article
from index.archive import Archive
from index.backup import back_up
from index.doctor import examine
from index.graph import graphs, whole
from index.owner import OPEN
from index.store_errors import StoreUnavailable
from index.store_probe import answers

Rows = NDArray[np.uint8]
MANY = 1100
LINKS = 132
WIDTH = LINKS + 256 * 4 + 8
ROOT = Path(__file__).parent.parent


def article(number: int) -> Article:
    text = f"Xã thứ {number} khánh thành cây cầu số {number} vào ngày {number % 28 + 1}/9."
    return Article(article_id=f"a{number}", title=f"Bài {number}", text=text, source="Báo thử")


def passages_graph(data: Path) -> Path:
    """The larger of the two graphs: of passages, not of articles."""
    return max(graphs(data / "chroma"), key=lambda g: (g / "data_level0.bin").stat().st_size)


def rewrite(file: Path, change: "Callable[[Rows], object]") -> None:
    """Change the rows of the level of a graph on which all vectors stand."""
    data = np.frombuffer(file.read_bytes(), dtype=np.uint8).copy()
    change(data[: len(data) // WIDTH * WIDTH].reshape(-1, WIDTH))
    file.write_bytes(data.tobytes())


def nonsense(data: Path) -> None:
    """Links of a thousand vectors as a torn write may leave them."""

    def tear(rows: Rows) -> None:
        rows[:1000, :LINKS] = 255

    rewrite(passages_graph(data) / "data_level0.bin", tear)


def one_link_too_far(data: Path) -> None:
    """One link to a vector that would have been the next; a few hundred queries miss it."""
    graph = passages_graph(data)
    vectors = struct.unpack_from("<Q", (graph / "header.bin").read_bytes(), 20)[0]

    def tear(rows: Rows) -> None:
        rows[500, 4:8] = np.frombuffer(struct.pack("<I", vectors), dtype=np.uint8)

    rewrite(graph / "data_level0.bin", tear)


def too_many_links(data: Path) -> None:
    def tear(rows: Rows) -> None:
        rows[7, :2] = (33, 0)

    rewrite(passages_graph(data) / "data_level0.bin", tear)


def above(data: Path) -> None:
    """A link of the sparse levels leads nowhere."""
    file = passages_graph(data) / "link_lists.bin"
    lists = bytearray(file.read_bytes())
    at = 0
    while not (size := struct.unpack_from("<I", lists, at)[0]):
        at += 4
    assert size % 68 == 0
    lists[at + 4 : at + 12] = struct.pack("<II", 1, 2**31)
    file.write_bytes(lists)


def above_cut_off(data: Path) -> None:
    file = passages_graph(data) / "link_lists.bin"
    file.write_bytes(file.read_bytes()[:-40])


def cut_off(data: Path) -> None:
    level = passages_graph(data) / "data_level0.bin"
    level.write_bytes(level.read_bytes()[: 700 * WIDTH])


def no_header(data: Path) -> None:
    (passages_graph(data) / "header.bin").write_bytes(b"\x01\x00")


TEARS = [nonsense, one_link_too_far, too_many_links, above, above_cut_off, cut_off, no_header]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("kho")
    with Archive.open(data) as archive:
        archive.add(article(n) for n in range(MANY))
        back_up(archive.store, data / "all.gz", vectors=False)
    return data


@pytest.fixture
def filled(once: Path, tmp_path: Path) -> Path:
    """A store of more articles than Chroma keeps in its log alone."""
    return Path(shutil.copytree(once, tmp_path / "kho"))


def rebuild(data: Path) -> "subprocess.CompletedProcess[str]":
    """``hoibao rebuild --embedder``; a process of its own, which Chroma may end."""
    hoibao = Path(sys.executable).with_name("hoibao")
    return subprocess.run(
        [hoibao, "--data", data, "rebuild", "--embedder"],
        capture_output=True,
        text=True,
        check=False,
    )


def all_there(data: Path) -> None:
    assert not list(data.glob("reembed*"))
    with Archive.open(data) as archive:
        assert archive.count() == (MANY, MANY)
        assert archive.retrieve("cây cầu số 613")[0].passage.article_id == "a613"
        ids = [hit.passage.passage_id for hit in archive.retrieve("cây cầu số 613")]
        assert set(archive.store.vectors(ids)) == set(ids)
        assert all(check.ok for check in examine(archive, mend=False))
    assert answers(data / "chroma")


def test_a_graph_as_chroma_wrote_it_is_whole_and_answers(filled: Path) -> None:
    written = graphs(filled / "chroma")
    assert len(written) == 2
    assert all(whole(graph) for graph in written)
    assert answers(filled / "chroma")


@pytest.mark.parametrize("tear", TEARS)
def test_a_tear_is_seen_wherever_it_is(filled: Path, tear: Callable[[Path], None]) -> None:
    tear(filled)
    assert not whole(passages_graph(filled))
    assert not answers(filled / "chroma")


def test_a_layout_of_another_version_is_left_to_the_queries(filled: Path) -> None:
    header = passages_graph(filled) / "header.bin"
    header.write_bytes(struct.pack("<i", 2) + header.read_bytes()[4:])
    nonsense(filled)
    assert whole(passages_graph(filled))
    assert not answers(filled / "chroma")


@pytest.mark.parametrize("tear", [nonsense, cut_off])
def test_a_torn_graph_is_told_and_made_anew_and_nothing_is_lost(
    filled: Path, tear: Callable[[Path], None]
) -> None:
    tear(filled)
    (filled / OPEN).touch()
    with pytest.raises(StoreUnavailable, match="hoibao rebuild --embedder"):
        Archive.open(filled)
    done = rebuild(filled)
    assert (done.returncode, done.stderr) == (0, "")
    all_there(filled)


def test_a_graph_torn_while_the_store_was_filled_anew_is_not_gone_on_with(filled: Path) -> None:
    (filled / "all.gz").rename(filled / "reembed-000.gz")
    (filled / "reembed.emptied").touch()
    nonsense(filled)
    (filled / OPEN).touch()
    assert rebuild(filled).returncode == 0
    all_there(filled)


def test_a_killed_owner_leaves_a_mark_and_a_whole_small_store_opens_all_the_same(
    tmp_path: Path,
) -> None:
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom index.archive import Archive\n"
        "from tests.test_store_probe import article\n"
        "archive = Archive.open(Path(sys.argv[1]))\narchive.add([article(1)])\n"
        "print('added', flush=True)\ntime.sleep(600)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "added\n"
    child.kill()
    child.communicate()
    assert (tmp_path / OPEN).exists()
    assert not graphs(tmp_path / "chroma")
    with Archive.open(tmp_path) as archive:
        assert archive.count() == (1, 1)
    assert not (tmp_path / OPEN).exists()
