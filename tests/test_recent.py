"""What was just written is searched without being read back, and nothing is missed by that."""

from pathlib import Path

from corpus.article import Article
from index.archive import Archive
from index.intake import prepared
from index.recent import Recent


def article(number: int, text: str = "") -> Article:
    body = text or f"Xã thứ {number} khánh thành cầu Bạch Đằng số {number} vào ngày 2 tháng 9."
    return Article(article_id=f"a{number}", title=f"Bài {number}", text=body, source="Báo thử")


def found(archive: Archive, question: str) -> str:
    return archive.retrieve(question)[0].passage.text


def test_articles_added_updated_and_brought_back_in_one_go_are_all_searched(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive.add([article(1), article(2)])
        assert archive.remove("a1")
        fresh = [article(n) for n in range(3, 9)]
        newer = article(3, "Bão số chín đổ bộ vào Quảng Ngãi.")
        told = archive.add([*fresh, article(1), newer])
        assert (told.added, told.updated) == (7, 1)
        assert archive.lexical.count() == archive.store.count_passages() == 8
        assert archive.list_articles().total == 8
        assert found(archive, "bão đổ bộ Quảng Ngãi").startswith("Bão số chín")
        assert "số 1 vào" in found(archive, "cầu Bạch Đằng số 1 xã thứ 1")
    with Archive.open(tmp_path) as archive:
        assert archive.lexical.count() == archive.list_articles().total == 8


def test_what_went_into_the_store_by_another_way_is_found_after_the_next_adding(
    tmp_path: Path,
) -> None:
    with Archive.open(tmp_path) as archive:
        archive.add([article(1)])
        archive.store.put(prepared([(article(2), None)], archive.embedder))
        archive.add([article(3)])
        assert archive.lexical.count() == archive.list_articles().total == 3


def test_passages_of_an_article_that_someone_else_changed_are_forgotten(
    tmp_path: Path,
) -> None:
    with Archive.open(tmp_path) as archive:
        recent = Recent(archive.store, complete=False)
        recent.put(prepared([(article(1), None)], archive.embedder))
        assert len(recent) == 1
        held = archive.store.records(["a1"])["a1"]
        archive.store.put(prepared([(article(1, "Lời khác hẳn."), held)], archive.embedder))
        assert [r.article_id for r in recent.changed_since(0)] == ["a1"]
        assert recent.passages(["a1.1.0"]) == {}
        assert recent.passages(["a1.2.0"])["a1.2.0"].text == "Lời khác hẳn."
        assert list(Recent(archive.store, complete=True).changed_since(0)) == []
