import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.article import Article
from index.archive import Archive
from index.backup import BackupError, back_up, restore
from index.doctor import examine
from index.intake import Added
from index.reembed import reembed
from index.settings import IndexSettings
from index.store_errors import EmbedderMismatch
from tests.killing import article
from tests.static_model import static_folder


def signature(archive: Archive) -> dict[str, list[str]]:
    """Every revision of every article, as it can be read."""
    records = archive.store.changed_since(0)
    return {
        r.article_id: [
            archive.article(r.article_id, n).text for n in archive.revisions(r.article_id)
        ]
        for r in records
    }


def test_adding_the_same_articles_again_changes_nothing(archive: Archive) -> None:
    articles = [article(n, 0) for n in range(5)]
    assert archive.add(articles) == Added(added=5)
    before, count = signature(archive), archive.count()
    stamps = sorted(r.changed for r in archive.store.changed_since(0))
    assert archive.add(articles) == Added(unchanged=5)
    assert signature(archive) == before
    assert archive.count() == count
    assert sorted(r.changed for r in archive.store.changed_since(0)) == stamps


def test_a_corrected_article_becomes_a_new_revision_and_the_old_file_stays_known(
    archive: Archive,
) -> None:
    old, new = article(1, 0), article(1, 1)
    archive.add([old])
    assert archive.add([new]) == Added(updated=1)
    assert archive.article("bai01").text == new.text
    assert archive.article("bai01", 1).text == old.text
    assert archive.add([old, new]) == Added(unchanged=2)
    assert archive.article("bai01").revision == 2


def test_two_revisions_in_one_batch_keep_their_order(archive: Archive) -> None:
    assert archive.add([article(1, 0), article(1, 1)]) == Added(added=1, updated=1)
    assert archive.article("bai01").text == article(1, 1).text


def test_a_removed_article_is_found_nowhere_and_comes_back(archive: Archive) -> None:
    archive.add([article(n, 0) for n in range(3)])
    assert archive.remove("bai01")
    assert "bai01" not in {h.passage.article_id for h in archive.retrieve("Câu 3 của bài 1")}
    assert archive.list_articles().total == 2
    assert archive.undo_remove("bai01")
    assert "bai01" in {h.passage.article_id for h in archive.retrieve("Câu 3 của bài 1")}
    assert archive.list_articles().total == 3


def test_filters_keep_to_dates_and_outlets(archive: Archive) -> None:
    def dated(n: int, day: int, source: str) -> Article:
        return replace(
            article(n, 0), published_at=datetime(2021, 4, day, 9, tzinfo=UTC), source=source
        )

    archive.add([dated(0, 1, "A"), dated(1, 10, "B"), dated(2, 20, "A"), article(3, 0)])
    found = archive.retrieve("bản 0 có phiếu", since=datetime(2021, 4, 5, tzinfo=UTC))
    assert {h.passage.article_id for h in found} == {"bai01", "bai02"}
    found = archive.retrieve("bản 0 có phiếu", sources=["A"])
    assert {h.passage.article_id for h in found} == {"bai00", "bai02"}
    found = archive.retrieve(
        "bản 0 có phiếu", until=datetime(2021, 4, 10, 23, tzinfo=UTC), sources=["A"]
    )
    assert {h.passage.article_id for h in found} == {"bai00"}


def test_the_list_is_searched_without_marks_sorted_and_paged(archive: Archive) -> None:
    archive.add([article(n, 0) for n in range(12)])
    page = archive.list_articles(search="bai so", sort="title", descending=False, limit=5, offset=5)
    assert page.total == 12
    assert len(page.entries) == 5
    titles = [e.title for e in page.entries]
    assert titles == sorted(titles)
    assert archive.sources() == [("Báo thử", 12)]


def test_the_list_takes_marks_that_are_typed_at_their_word(archive: Archive) -> None:
    titles = ("Chợ hoa Tết", "Cho vay nhà xã hội, hòa giải", "Hoà Bình mở chợ")
    archive.add(Article(article_id=f"c{n}", title=t, text=t) for n, t in enumerate(titles))

    def found(search: str) -> set[str]:
        return {entry.title for entry in archive.list_articles(search=search).entries}

    assert found("cho hoa") == set(titles)
    assert found("Chợ hoa") == {titles[0], titles[2]}
    assert found("chợ hòa") == {titles[2]}  # both ways of placing the tone
    assert found(unicodedata.normalize("NFD", "CHỢ HOA")) == {titles[0], titles[2]}
    assert found("chở hoa") == set(titles)  # nothing has these marks: as without


def test_a_backup_brings_everything_back_elsewhere(archive: Archive, tmp_path: Path) -> None:
    archive.add([article(n, 0) for n in range(6)])
    archive.add([article(2, 1)])
    archive.remove("bai03")
    file = tmp_path / "kho.gz"
    assert back_up(archive.store, file) == 6
    with Archive.open(tmp_path / "other") as other:
        assert restore(other, file) == 6
        assert restore(other, file) == 0
        assert signature(other) == signature(archive)
        assert other.article("bai03") is None
        assert other.undo_remove("bai03")
        assert all(check.ok for check in examine(other, mend=False))


def test_a_file_that_is_no_backup_is_refused_in_a_sentence(
    archive: Archive, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.gz"
    wrong.write_bytes(b"\x00\x01 not a backup")
    with pytest.raises(BackupError, match="không đọc được"):
        restore(archive, wrong)


def test_the_doctor_mends_a_lexical_index_that_was_lost(archive: Archive) -> None:
    archive.add([article(n, 0) for n in range(4)])
    archive.lexical.clear()
    looked = list(examine(archive, mend=False))
    assert "chỉ mục từ và danh sách" in {check.name for check in looked if not check.ok}
    mended = list(examine(archive))
    assert all(check.ok for check in mended)
    assert archive.retrieve("Câu 2 của bài 1")


def test_another_model_is_refused_until_the_store_is_built_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Archive.open(data) as before:
        before.add([article(n, 0) for n in range(3)])
        before.add([article(1, 1)])
        whole = signature(before)
    other = IndexSettings(embedder=str(static_folder(tmp_path / "model", 16)))
    with pytest.raises(EmbedderMismatch, match="hoibao rebuild --embedder"):
        Archive.open(data, other)
    assert reembed(data, other) == 3
    with Archive.open(data, other) as after:
        assert after.embedder.dim == 16
        assert signature(after) == whole
        assert all(check.ok for check in examine(after, mend=False))
        assert after.retrieve("Câu 2 của bài 1")
