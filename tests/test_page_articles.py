"""The tab of articles in a real Chromium: search, pages, adding in three ways, removing."""

import functools
import http.server
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from tests.browser_fixtures import Site, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
Make = Callable[..., Visitor]
WATCH = """() => {
  window.seen = [];
  new MutationObserver(() => {
    const total = document.querySelector("#hb-add-report .hb-total");
    if (total) window.seen.push(total.textContent);
  }).observe(document.querySelector("#hb-add-report"), { childList: true, subtree: true });
}"""
"""Notes what the report says while it grows."""


def articles_tab(visitor: Make) -> Any:
    tab = visitor().visit()
    tab.get_by_role("tab", name="Kho bài", exact=True).click()
    tab.locator(".hb-table").wait_for()
    return tab


def test_the_list_pages_through_all_articles(visitor: Make, site: Site) -> None:
    tab = articles_tab(visitor)
    total = site.archive.list_articles(limit=1).total
    assert tab.locator(".hb-table caption").inner_text() == f"{total} bài"
    assert tab.locator(".hb-table tbody tr").count() == 20
    first = tab.locator(".hb-row-title").first.inner_text()
    tab.get_by_role("button", name="Trang sau", exact=True).click()
    tab.get_by_text("Trang 2/").wait_for()
    assert tab.locator(".hb-row-title").first.inner_text() != first
    tab.get_by_role("button", name="Trang trước", exact=True).click()
    tab.get_by_text("Trang 1/").wait_for()
    assert tab.locator(".hb-row-title").first.inner_text() == first
    tab.get_by_label("Sắp xếp", exact=True).click()
    tab.get_by_role("option", name="Cũ nhất", exact=True).click()
    oldest = site.archive.list_articles(limit=1, descending=False).entries[0].title
    tab.locator(".hb-table tbody tr").first.get_by_text(oldest, exact=True).wait_for()


def test_searching_without_marks_finds_and_reading_opens_the_article(visitor: Make) -> None:
    tab = articles_tab(visitor)
    tab.get_by_label("Tìm trong kho", exact=True).fill("dien dam")
    tab.wait_for_function("document.querySelectorAll('.hb-table tbody tr').length < 20")
    row = tab.locator(".hb-row-title").first
    title = row.inner_text()
    assert "điện đàm" in title.lower()
    row.click()
    tab.wait_for_selector("#hb-reader .hb-paper-text")
    assert tab.locator("#hb-reader .hb-paper-title").inner_text() == title
    tab.keyboard.press("/")
    box = tab.get_by_role("searchbox", name="Tìm trong bài", exact=True)
    box.fill("DIEN DAM")
    tab.locator("#hb-find-place", has_text="1/").wait_for()
    marked = tab.evaluate("[...CSS.highlights.get('hb-find')].map((range) => range.toString())")
    assert {text.lower() for text in marked} == {"điện đàm"}
    tab.keyboard.press("Enter")
    tab.locator("#hb-find-place", has_text=f"2/{len(marked)}").wait_for()
    box.fill("điện đảm")  # marks that are typed are meant
    tab.locator("#hb-find-place", has_text="không thấy").wait_for()
    tab.keyboard.press("Escape")
    assert tab.locator("#hb-find").count() == 0
    assert tab.locator("#hb-reader").is_visible()


def test_pasted_text_is_added_once_and_can_be_removed_and_brought_back(
    visitor: Make, site: Site
) -> None:
    tab = articles_tab(visitor)
    before = site.archive.count()[0]
    tab.click("#hb-add button >> nth=0")
    tab.get_by_label("Tên bài", exact=True).fill("Cầu mới qua sông Vàm")
    tab.get_by_label("Nội dung", exact=True).fill(
        "Cầu mới qua sông Vàm dài 320 mét. Cầu mở cho xe đi ngày 2/9."
    )
    tab.click("#hb-paste")
    tab.get_by_text("Thêm 1, sửa 0, không đổi 0, bỏ qua 0.").first.wait_for()
    assert site.archive.count()[0] == before + 1
    tab.locator(".hb-stock", has_text=f"{before + 1} bài").wait_for()  # the head counts at once
    tab.click("#hb-paste")
    tab.get_by_text("Thêm 0, sửa 0, không đổi 1, bỏ qua 0.").first.wait_for()
    assert site.archive.count()[0] == before + 1
    tab.get_by_label("Tìm trong kho", exact=True).fill("cầu mới qua sông Vàm")
    tab.locator("[data-remove]").first.wait_for()
    tab.wait_for_function("document.querySelectorAll('[data-remove]').length === 1")
    tab.locator("[data-remove]").click()
    tab.locator("dialog").get_by_role("button", name="Gỡ", exact=True).click()
    tab.get_by_role("button", name="Hoàn tác", exact=True).wait_for()
    tab.get_by_text("Không có bài nào khớp").wait_for()
    assert site.archive.count()[0] == before
    tab.locator(".hb-stock", has_text=f"{before} bài").wait_for()
    tab.get_by_role("button", name="Hoàn tác", exact=True).click()
    tab.locator("[data-remove]").first.wait_for()
    assert site.archive.count()[0] == before + 1


def test_uploaded_files_are_reported_one_by_one(visitor: Make, tmp_path: Path) -> None:
    good, empty = tmp_path / "tin <b>hay.txt", tmp_path / "rỗng.txt"
    folder = tmp_path / "nhiều bài.zip"
    with zipfile.ZipFile(folder, "w") as packed:
        for n in range(150):
            packed.writestr(f"thư mục/bài {n}.txt", f"Làng Bãi {n}\n\nLàng Bãi có {n + 2} giếng.")
    good.write_text("Chợ hoa Tết họp từ ngày 23 tháng Chạp.\nNăm nay có 150 gian hàng.", "utf-8")
    empty.write_bytes(b"")
    tab = articles_tab(visitor)
    tab.click("#hb-add button >> nth=0")
    with tab.expect_file_chooser() as choosing:
        tab.click("#hb-upload")
    tab.evaluate(WATCH)
    choosing.value.set_files([good, empty, folder])
    tab.get_by_text("Thêm 151, sửa 0, không đổi 0, bỏ qua 1.", exact=True).first.wait_for()
    assert "Đang thêm… Thêm 65, sửa 0, không đổi 0, bỏ qua 1." in tab.evaluate("window.seen")
    assert tab.locator(".hb-report .hb-old").inner_text().strip() == "rỗng.txt bỏ qua: tệp rỗng"
    assert tab.locator(".hb-report li").first.inner_text().strip().endswith("hay.txt thêm 1 bài")
    assert "nhiều bài.zip thêm 150 bài" in tab.locator(".hb-report").inner_text()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def newspaper(tmp_path: Path) -> Iterator[str]:
    """The address of a small web server with one article."""
    told = (f"<p>Câu chuyện thứ {n} về con đê sông Hồng được kể lại kỹ.</p>" for n in range(9))
    page = (
        "<html><head><title>Con đê sông Hồng</title></head><body><article>"
        f"<h1>Con đê sông Hồng</h1>{''.join(told)}</article></body></html>"
    )
    (tmp_path / "bai.html").write_text(page, encoding="utf-8")
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_an_address_is_fetched_and_added(visitor: Make, site: Site, newspaper: str) -> None:
    pytest.importorskip("corpus.fetching")
    tab = articles_tab(visitor)
    tab.click("#hb-add button >> nth=0")
    tab.get_by_label("Địa chỉ", exact=True).fill("javascript:alert(1)")
    tab.click("#hb-fetch")
    tab.get_by_text("Địa chỉ phải bắt đầu bằng").first.wait_for()
    tab.get_by_label("Địa chỉ", exact=True).fill(f"{newspaper}/bai.html")
    tab.click("#hb-fetch")
    tab.get_by_text("Thêm 1, sửa 0, không đổi 0, bỏ qua 0.").first.wait_for()
    assert site.archive.list_articles(search="con đê sông hồng").total == 1


def test_an_answer_that_comes_late_does_not_stand_under_other_words(
    visitor: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening the tab lists all; that answer comes after the one to the words typed since."""
    tab = visitor().visit()
    opened, found, asked = threading.Event(), threading.Event(), []
    list_articles = Archive.list_articles

    def listed(archive: Archive, **given: Any) -> Any:
        if "search" in given:
            asked.append(given["search"])
        if asked == [""]:
            opened.set()
            assert found.wait(100)
        return list_articles(archive, **given)

    monkeypatch.setattr(Archive, "list_articles", listed)
    tab.get_by_role("tab", name="Kho bài", exact=True).click()
    assert opened.wait(100)
    tab.get_by_label("Tìm trong kho", exact=True).fill("điện đàm")
    tab.locator(".hb-table").wait_for()
    few = tab.locator("[data-remove]").count()
    assert 0 < few < 20
    with tab.expect_response(lambda _: len(asked) == 3):
        found.set()
    tab.wait_for_function("n => document.querySelectorAll('[data-remove]').length === n", arg=few)
    assert asked == ["", "điện đàm", "điện đàm"]
