"""A graph of vectors that a kill left torn is told, and made anew with nothing lost."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.article import Article
from index.archive import Archive
from index.doctor import examine
from index.owner import OPEN
from index.reembed import reembed
from index.settings import IndexSettings
from index.store_errors import StoreUnavailable
from index.store_probe import answers, graph_written

MANY = 1100
LINKS = 132


def article(number: int) -> Article:
    text = f"Xã thứ {number} khánh thành cây cầu số {number} vào ngày {number % 28 + 1}/9."
    return Article(article_id=f"a{number}", title=f"Bài {number}", text=text, source="Báo thử")


def tear(chroma: Path, *, elements: int) -> None:
    """Fill the links of every passage's vector with nonsense, as a torn write may."""
    graph = max(chroma.glob("*/data_level0.bin"), key=lambda path: path.stat().st_size)
    torn = np.frombuffer(graph.read_bytes(), dtype=np.uint8).copy()
    width = 256 * 4 + LINKS + 8
    assert len(torn) >= elements * width
    for at in range(elements):
        torn[at * width : at * width + LINKS] = 255
    graph.write_bytes(torn.tobytes())


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("kho")
    with Archive.open(data) as archive:
        archive.add(article(n) for n in range(MANY))
    return data


def test_a_torn_graph_is_told_and_made_anew_and_nothing_is_lost(filled: Path) -> None:
    chroma = filled / "chroma"
    assert graph_written(chroma)
    assert answers(chroma)
    tear(chroma, elements=1000)
    assert not answers(chroma)
    (filled / OPEN).touch()
    with pytest.raises(StoreUnavailable, match="hoibao rebuild --embedder"):
        Archive.open(filled)
    assert reembed(filled, IndexSettings()) == MANY
    with Archive.open(filled) as archive:
        assert archive.count() == (MANY, MANY)
        assert archive.retrieve("cây cầu số 613")[0].passage.article_id == "a613"
        assert all(check.ok for check in examine(archive, mend=False))
    assert answers(chroma)


def test_a_killed_owner_leaves_a_mark_and_a_whole_small_store_opens_all_the_same(
    tmp_path: Path,
) -> None:
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom index.archive import Archive\n"
        "from tests.test_store_probe import article\n"
        "archive = Archive.open(Path(sys.argv[1]))\narchive.add([article(1)])\n"
        "print('added', flush=True)\ntime.sleep(600)\n"
    )
    root = Path(__file__).parent.parent
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "added\n"
    child.kill()
    child.communicate()
    assert (tmp_path / OPEN).exists()
    assert not graph_written(tmp_path / "chroma")
    with Archive.open(tmp_path) as archive:
        assert archive.count() == (1, 1)
    assert not (tmp_path / OPEN).exists()
