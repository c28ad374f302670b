"""A graph of vectors that a kill left torn is mended, or told and made anew; nothing is lost."""

import pickle
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
from index.graph import HEADER, MAP, Layout, graphs, whole
from index.graph_map import KEPT, LabelMap, keep_maps
from index.graph_mending import roll_back
from index.owner import OPEN
from index.store_errors import StoreUnavailable
from index.store_probe import answers, mended

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


def map_cut_off(data: Path) -> None:
    """As a kill leaves it that comes while the map is written over."""
    keep_maps(data / "chroma")
    half_written(data)
    file = passages_graph(data) / MAP
    file.write_bytes(file.read_bytes()[:5000])


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


def half_written(data: Path) -> None:
    """As a kill leaves it most often: header and rows of one write, the rest of the one before."""
    graph = passages_graph(data)
    header = Layout.read((graph / "header.bin").read_bytes())
    assert header is not None
    vectors, later = header.vectors, 50
    level = (graph / "data_level0.bin").read_bytes()[: vectors * WIDTH]
    rows = np.frombuffer(level + level[: later * WIDTH], dtype=np.uint8).reshape(-1, WIDTH).copy()
    news = np.arange(vectors, vectors + later)
    rows[vectors:, -8:] = (news + 1).astype("<u8")[:, np.newaxis].view(np.uint8)
    rows[:later, 4:8] = news.astype("<u4")[:, np.newaxis].view(np.uint8)
    rows[60:64, 2] |= 1
    (graph / "data_level0.bin").write_bytes(rows.tobytes())
    torn = header._replace(
        capacity=2 * header.capacity, vectors=vectors + later, top=9, entry=vectors
    )
    (graph / "header.bin").write_bytes(HEADER.pack(*torn))


MENDED = [half_written, map_cut_off, one_link_too_far, too_many_links, above, above_cut_off]
TOLD = [nonsense, cut_off, no_header]


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


def hoibao(data: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own, which Chroma may end."""
    program = Path(sys.executable).with_name("hoibao")
    return subprocess.run(
        [program, "--data", data, *words], capture_output=True, text=True, check=False
    )


def contents(graph: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in graph.iterdir()}


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


@pytest.mark.parametrize("tear", MENDED + TOLD)
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


@pytest.mark.parametrize("tear", MENDED)
def test_a_torn_write_is_taken_back_when_the_store_opens(
    filled: Path, tear: Callable[[Path], None]
) -> None:
    tear(filled)
    (filled / OPEN).touch()
    done = hoibao(filled, "doctor")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(whole(graph) for graph in graphs(filled / "chroma"))
    all_there(filled)


def test_vectors_are_asked_for_one_by_one_after_mending(filled: Path) -> None:
    """A graph that lacks what Chroma's log holds no more is whole, but a store with it is not."""
    once_more = filled / "once more"
    shutil.copytree(passages_graph(filled), once_more)
    (once_more / KEPT).unlink()
    with Archive.open(filled) as archive:
        archive.add(article(n) for n in range(MANY, 3 * MANY))
    graph = passages_graph(filled)
    for file in once_more.iterdir():
        shutil.copy(file, graph / file.name)
    half_written(filled)
    assert not mended(filled / "chroma")
    assert whole(graph)
    with Archive.open(filled) as archive:  # As after a power cut: there is no mark of a kill.
        told = {check.name: check for check in examine(archive)}
        assert not told["vec-tơ"].ok
        assert "hoibao rebuild --embedder" in told["vec-tơ"].detail
        assert archive.count() == (3 * MANY, 3 * MANY)
    assert hoibao(filled, "rebuild", "--embedder").returncode == 0
    with Archive.open(filled) as archive:
        assert all(check.ok for check in examine(archive))


@pytest.mark.parametrize("tear", TOLD)
def test_what_cannot_be_taken_back_is_left_as_it_is(
    filled: Path, tear: Callable[[Path], None]
) -> None:
    tear(filled)
    before = contents(passages_graph(filled))
    assert not roll_back(passages_graph(filled))
    assert contents(passages_graph(filled)) == before


def test_taking_back_twice_changes_nothing_more(filled: Path) -> None:
    whole_before = contents(passages_graph(filled))
    half_written(filled)
    assert roll_back(passages_graph(filled))
    once = contents(passages_graph(filled))
    assert roll_back(passages_graph(filled))
    assert contents(passages_graph(filled)) == once
    assert once[MAP] == whole_before[MAP]
    assert once["link_lists.bin"].startswith(whole_before["link_lists.bin"])


class Evil:
    """Unpickling it makes a folder."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> "tuple[Callable[..., None], tuple[Path]]":
        return Path.mkdir, (self.place,)


@pytest.mark.parametrize("said", [[], {}, {"label_to_id": {}, "total_elements_added": "x"}, None])
def test_a_map_that_is_none_is_not_believed(filled: Path, tmp_path: Path, said: object) -> None:
    half_written(filled)
    graph = passages_graph(filled)
    made = tmp_path / "made"
    (graph / KEPT).unlink(missing_ok=True)
    (graph / MAP).write_bytes(pickle.dumps(said or Evil(made)))
    before = contents(graph)
    assert not roll_back(graph)
    assert contents(graph) == before
    assert not made.exists()


def test_the_copy_of_the_map_is_of_the_last_finished_write(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive.add(article(n) for n in range(MANY))
        keep_maps(tmp_path / "chroma")
        graph = passages_graph(tmp_path)
        first = (graph / MAP).read_bytes()
        assert (graph / KEPT).read_bytes() == first
        archive.add(article(n) for n in range(MANY, 3 * MANY))
        assert (graph / MAP).read_bytes() != first
        archive.remove("a1")
        assert (graph / KEPT).read_bytes() == (graph / MAP).read_bytes()


def test_a_map_that_is_being_written_is_not_copied(filled: Path) -> None:
    keep_maps(filled / "chroma")
    graph = passages_graph(filled)
    whole_map = (graph / MAP).read_bytes()
    (graph / MAP).write_bytes(whole_map[:-1])
    keep_maps(filled / "chroma")
    assert (graph / KEPT).read_bytes() == whole_map
    (graph / MAP).write_bytes(b"")
    keep_maps(filled / "chroma")
    assert (graph / KEPT).read_bytes() == whole_map
    assert not list(graph.glob("*.part"))


def test_a_graph_without_vectors_is_as_good_as_any(filled: Path) -> None:
    """What came and went between two writes has had a label, and never a row."""
    with Archive.open(filled) as archive:
        ids = [f"i{n}" for n in range(250)]
        for _ in range(4):
            archive.store._intents.upsert(ids=ids, embeddings=np.ones((250, 256), np.float32))
            archive.store._intents.delete(ids=ids)
    empty = [g for g in graphs(filled / "chroma") if not LabelMap.of(g).alive.size]
    assert [LabelMap.of(g).added > 0 for g in empty] == [True]
    half_written(filled)
    (filled / OPEN).touch()
    assert hoibao(filled, "doctor").returncode == 0
    all_there(filled)


def test_labels_that_are_not_the_maps_are_not_cut(filled: Path) -> None:
    def swap(rows: Rows) -> None:
        rows[3, -8:] = rows[4, -8:]

    rewrite(passages_graph(filled) / "data_level0.bin", swap)
    assert not roll_back(passages_graph(filled))


@pytest.mark.parametrize("tear", [nonsense, cut_off])
def test_a_torn_graph_is_told_and_made_anew_and_nothing_is_lost(
    filled: Path, tear: Callable[[Path], None]
) -> None:
    tear(filled)
    (filled / OPEN).touch()
    with pytest.raises(StoreUnavailable, match="hoibao rebuild --embedder"):
        Archive.open(filled)
    done = hoibao(filled, "rebuild", "--embedder")
    assert (done.returncode, done.stderr) == (0, "")
    all_there(filled)


def test_a_graph_torn_while_the_store_was_filled_anew_is_not_gone_on_with(filled: Path) -> None:
    (filled / "all.gz").rename(filled / "reembed-000.gz")
    (filled / "reembed.emptied").touch()
    nonsense(filled)
    (filled / OPEN).touch()
    assert hoibao(filled, "rebuild", "--embedder").returncode == 0
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
