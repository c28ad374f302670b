import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive
from index.owner import Owner
from index.settings import IndexSettings
from index.store_errors import StoreUnavailable
from tests.conftest import ChromaServer, free_port
from tests.killing import article

HOIBAO = Path(sys.executable).with_name("hoibao")


def files(folder: Path, numbers: range) -> Path:
    """A folder with one file for each article."""
    folder.mkdir()
    for number in numbers:
        one = article(number, 0)
        (folder / f"{number}.md").write_text(f"---\ntitle: {one.title}\n---\n{one.text}\n")
    return folder


def hoibao(data: Path, *command: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [HOIBAO, "--data", data, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_eight_processes_that_add_at_once_all_succeed(tmp_path: Path) -> None:
    folders = [files(tmp_path / f"f{n}", range(n * 3, n * 3 + 3)) for n in range(8)]
    patient = tmp_path / "hoibao.toml"
    patient.write_text("[index]\nlock_timeout = 240.0\n")  # a busy machine takes a minute for all
    given = ("--config", str(patient), "add")
    running = [hoibao(tmp_path / "data", *given, str(f), "--json") for f in folders]
    done = [(p.communicate(timeout=240), p.returncode) for p in running]
    assert [code for _, code in done] == [0] * 8, [err for (_, err), _ in done]
    assert sum(json.loads(out)["added"] for (out, _), _ in done) == 24
    with Archive.open(tmp_path / "data") as archive:
        assert archive.count()[0] == 24


def test_commands_share_the_archive_of_a_process_that_serves_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Archive.open(data, serve=True) as serving:
        serving.add([article(0, 0)])
        folders = [files(tmp_path / f"f{n}", range(n * 2 + 1, n * 2 + 3)) for n in range(2)]
        running = [hoibao(data, "add", str(f), "--json") for f in folders]
        for process in running:
            out, err = process.communicate(timeout=120)
            assert process.returncode == 0, err
            assert json.loads(out)["added"] == 2
        serving._caught_up = 0.0
        assert serving.list_articles().total == 5
        assert serving.retrieve("Bài số 4")
    with Archive.open(data) as alone:
        assert alone.count()[0] == 5


def test_what_a_page_reads_for_months_does_not_fill_the_disk_with_log(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    with Archive.open(tmp_path, serve=True) as archive:
        archive.add([article(0, 0)])
        begun = log.stat().st_size
        for _ in range(20):
            assert archive.count()[0] == 1
        assert log.stat().st_size - begun < 1000


def test_a_server_that_is_away_is_named_in_one_sentence(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(StoreUnavailable, match=url):
        Owner.open(tmp_path, IndexSettings(store_url=url))
    process = hoibao(tmp_path, "--store", url, "stats")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "Traceback" not in err


def test_an_archive_goes_on_when_its_server_comes_back(tmp_path: Path) -> None:
    server = ChromaServer(tmp_path / "server", free_port())
    server.start()
    with Archive.open(tmp_path / "data", IndexSettings(store_url=server.url)) as archive:
        archive.add([article(0, 0)])
        server.stop()
        server.start()
        archive.add([article(1, 0)])
        assert archive.count()[0] == 2
    server.stop()


def test_two_archives_on_one_server_see_what_the_other_adds(
    tmp_path: Path, chroma_server: ChromaServer
) -> None:
    from tests.conftest import new_database

    settings = IndexSettings(
        store_url=chroma_server.url, database=new_database(chroma_server, "shared")
    )
    with (
        Archive.open(tmp_path / "one", settings) as one,
        Archive.open(tmp_path / "two", settings) as two,
    ):
        one.add([article(3, 0)])
        two._caught_up = 0.0
        assert next(h.passage.article_id for h in two.retrieve("Bài số 3")) == "bai03"
