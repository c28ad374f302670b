"""Restoring, compacting and building anew when they are interrupted or others are at work."""

import gzip
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
import tantivy

from index.archive import Archive
from index.backup import BackupError, back_up, restore
from index.compact import compact
from index.doctor import examine
from index.passage import passages
from index.reembed import reembed
from index.settings import IndexSettings
from index.store_errors import StoreUnavailable
from tests.killing import article, text_of
from tests.static_model import static_folder
from tests.test_owner import hoibao


@pytest.fixture
def other(tmp_path: Path) -> IndexSettings:
    return IndexSettings(embedder=str(static_folder(tmp_path / "model", 16)))


def test_a_building_anew_that_was_interrupted_is_gone_on_with_before_anything_else(
    tmp_path: Path, other: IndexSettings
) -> None:
    data = tmp_path / "kho"
    with Archive.open(data) as archive:
        archive.add(article(n, 0) for n in range(3))
        archive.add([article(1, 1)])
        back_up(archive.store, data / "reembed-000.gz")
    for settings in (IndexSettings(), other):
        with pytest.raises(StoreUnavailable, match="hoibao rebuild --embedder"):
            Archive.open(data, settings)
    assert reembed(data, other) == 3
    assert not list(data.glob("reembed*"))
    with Archive.open(data, other) as archive:
        assert archive.article("bai01").text == text_of(1, 1)
        assert archive.article("bai01", 1).text == text_of(1, 0)


def test_an_interrupted_building_anew_may_end_with_the_model_it_began_with(
    tmp_path: Path, other: IndexSettings
) -> None:
    data = tmp_path / "kho"
    with Archive.open(data) as archive:
        for version in (0, 1):
            archive.add(article(n, version) for n in range(3))
        back_up(archive.store, tmp_path / "all.gz")
    (data / "chroma").rename(tmp_path / "before")
    with Archive.open(data, other) as archive:
        archive.add([article(1, 0)])
    (tmp_path / "all.gz").rename(data / "reembed-000.gz")
    (data / "reembed.emptied").touch()
    assert reembed(data, IndexSettings()) == 3
    with Archive.open(data) as archive:
        assert archive.article("bai01").text == text_of(1, 1)
        assert archive.revisions("bai01") == [1, 2]


def test_what_another_machine_wrote_meanwhile_survives_a_building_anew(
    tmp_path: Path, other: IndexSettings
) -> None:
    data = tmp_path / "kho"
    with Archive.open(data) as archive:
        archive.add([article(0, 0)])
        back_up(archive.store, data / "reembed-000.gz")
        archive.add([article(5, 0)])
    assert reembed(data, other) == 2


def test_building_anew_and_compacting_change_nothing_while_others_work(tmp_path: Path) -> None:
    data = tmp_path / "kho"
    with Archive.open(data, serve=True) as serving:
        serving.add(article(n, 0) for n in range(3))
        serving.remove("bai01")
        for command in (("rebuild", "--embedder"), ("compact",)):
            process = hoibao(data, *command)
            _, err = process.communicate(timeout=240)
            assert process.returncode == 3
            assert "đang dùng kho" in err
        assert serving.undo_remove("bai01")
        assert serving.count()[0] == 3


def test_compacting_forgets_what_was_removed_and_keeps_the_rest(tmp_path: Path) -> None:
    data = tmp_path / "kho"
    with Archive.open(data) as archive:
        archive.add(article(n, 0) for n in range(8))
        for number in range(4):
            archive.remove(f"bai{number:02d}")
    done = compact(data, IndexSettings())
    assert done.forgotten == 4
    assert done.after <= done.before
    with Archive.open(data) as archive:
        assert archive.count()[0] == 4
        assert not archive.undo_remove("bai01")
        assert all(check.ok for check in examine(archive, mend=False))


def test_compacting_leaves_the_words_in_one_segment(tmp_path: Path) -> None:
    data = tmp_path / "kho"
    with Archive.open(data) as archive:
        for number in range(3):
            archive.add([article(number, 0)])
        found = [hit.passage for hit in archive.retrieve(text_of(1, 0))]
    folder = str(data / "derived" / "lexical")
    assert tantivy.Index.open(folder).searcher().num_segments > 1
    compact(data, IndexSettings())
    assert tantivy.Index.open(folder).searcher().num_segments == 1
    with Archive.open(data) as archive:
        assert [hit.passage for hit in archive.retrieve(text_of(1, 0))] == found


def test_a_restore_that_was_killed_between_two_revisions_completes(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "one") as archive:
        for version in range(3):
            archive.add([article(0, version), article(1, version)])
        archive.remove("bai01")
        back_up(archive.store, tmp_path / "backup.gz")
    with Archive.open(tmp_path / "two") as archive:
        archive.add([article(0, 0), article(1, 0)])
        (tmp_path / "two" / "derived" / "restoring").write_text("bai00")
        assert "đưa lại từ bản sao lưu" in {c.name for c in examine(archive) if not c.ok}
        assert restore(archive, tmp_path / "backup.gz") == 1
        assert archive.article("bai00").text == text_of(0, 2)
        assert archive.revisions("bai00") == [1, 2, 3]
        assert archive.article("bai01").text == text_of(1, 0)
        assert all(check.ok for check in examine(archive, mend=False))


def test_a_backup_holds_no_revision_that_is_only_half_written(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "one") as archive:
        archive.add([article(0, 0)])
        half = passages(article(0, 1).with_revision(2))[:1]
        vectors = archive.embedder.embed_passages([half[0].text])
        archive.store._upsert(archive.store._passages, half, vectors)
        back_up(archive.store, tmp_path / "backup.gz")
    with Archive.open(tmp_path / "two") as archive:
        restore(archive, tmp_path / "backup.gz")
        assert archive.revisions("bai00") == [1]
        assert archive.article("bai00").text == text_of(0, 0)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [*lines[:1], "{}"],
        lambda lines: [*lines[:1], "[]"],
        lambda lines: [*lines[:1], "null"],
        lambda lines: [lines[0], lines[1].replace('"hashes"', '"hash"')],
        lambda lines: [lines[0], lines[1][:-40]],
        lambda lines: ['{"hoibao": 1}', lines[1]],
        lambda lines: ["5", lines[1]],
        lambda lines: [lines[0], lines[1].replace('"revision": 1', '"revision": "x"')],
    ],
)
def test_a_spoiled_backup_is_one_sentence(spoil, tmp_path: Path) -> None:
    file = tmp_path / "backup.gz"
    with Archive.open(tmp_path / "one") as archive:
        archive.add([article(0, 0)])
        back_up(archive.store, file)
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        kept = lines.read().splitlines()
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.write("\n".join(spoil(kept)))
    with Archive.open(tmp_path / "two") as archive, pytest.raises(BackupError, match=r"backup\.gz"):
        restore(archive, file)


def test_the_doctor_sees_a_change_that_a_clock_set_back_hid(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive.add(article(n, 0) for n in range(3))
        record = archive.record("bai01")
        archive.store._update(replace(record, changed=record.changed - 10**15))
        archive.catch_up()
        looked = {c.name: c.ok for c in examine(archive, mend=False)}
        assert not looked["chỉ mục theo kịp kho"]
        assert all(check.ok for check in examine(archive))


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_a_new_data_folder_is_its_owners_alone(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "kho") as archive:
        assert (tmp_path / "kho").stat().st_mode & 0o777 == 0o700
        assert "chmod" not in list(examine(archive))[-1].detail
    (tmp_path / "kho").chmod(0o755)
    with Archive.open(tmp_path / "kho") as archive:
        assert "chmod 700" in list(examine(archive))[-1].detail


def test_the_address_of_the_loopback_server_is_for_its_owner_only(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "kho", serve=True):
        file = tmp_path / "kho" / "owner.json"
        assert file.stat().st_mode & 0o077 == 0
        assert json.loads(file.read_text())["url"].startswith("http://127.0.0.1:")
