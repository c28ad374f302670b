"""The page with the real assistant: one question to its citation, and a run of the eval."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from tests.browser_fixtures import Site, Visitor, ask, served
from tests.conftest import free_port
from ui.page_settings import PageSettings
from ui.serve import make_app

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def whole(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The page over the sample articles with the assistant that ships."""
    folder = tmp_path_factory.mktemp("whole")
    app = make_app(Assistant(site.archive), site.archive, PageSettings(data=str(folder)))
    with served(app, free_port()) as url:
        yield Site(url, site.archive, site.assistant, folder / "feedback.jsonl", 0)


@pytest.fixture
def tab(whole: Site, chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(locale="vi-VN", reduced_motion="reduce")
    yield Visitor(whole, context).visit()
    context.close()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Ngày 23/3 ai nói Nga từ chối điện đàm?", "John Kirby"),
        ("Tuyến metro số 1 Bến Thành – Suối Tiên dài bao nhiêu km?", "19,7 km"),
        ("tuyen metro so 1 ben thanh suoi tien dai bao nhieu km", "19,7 km"),
    ],
)
def test_a_question_leads_to_the_sentence_in_its_article(
    tab: Any, question: str, answer: str
) -> None:
    ask(tab, question)
    assert answer in tab.locator("#hb-current .hb-answer").inner_text()
    tab.locator("#hb-current .hb-claim .hb-chip").first.click()
    tab.wait_for_selector("#hb-reader .hb-sentence")
    assert answer in "".join(tab.locator("#hb-reader .hb-sentence").all_inner_texts())


def test_an_answer_offers_what_else_its_article_tells(tab: Any) -> None:
    ask(tab, "GDP năm 2024 của Việt Nam theo giá hiện hành là bao nhiêu?")
    first = tab.locator("#hb-current .hb-card-title").first.inner_text()
    offered = tab.locator("#hb-current .hb-next button").first
    offered.wait_for()
    question = offered.inner_text().strip()
    offered.click()
    tab.locator("#hb-current .hb-done .hb-question", has_text=question).wait_for()
    assert tab.locator("#hb-current .hb-card-title").first.inner_text() == first


def test_a_set_is_run_shown_and_compared(tab: Any) -> None:
    tab.get_by_role("tab", name="Đánh giá", exact=True).click()
    tab.get_by_label("Số câu (0: tất cả)", exact=True).fill("3")
    tab.click("#hb-eval-run")
    tab.locator(".hb-eval .tile").first.wait_for()
    tab.locator("#hb-eval-stop").wait_for(state="hidden")
    report = tab.locator(".hb-eval")
    assert report.locator("svg").count() >= 3
    assert report.locator("details[data-outcome]").count() == 3
    report.locator("details[data-outcome] summary").first.click()
    for part in ("cần", "đã đáp", "đã tìm được"):
        assert report.locator("details dt", has_text=part).first.is_visible()
    assert report.locator("h2").inner_text() == "Đánh giá: Bộ mẫu 1"  # not the name of a file
    assert "dev.jsonl" not in report.inner_text()  # it is told where what was measured is unfolded
    tab.set_viewport_size({"width": 390, "height": 844})
    wide = "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth).length"
    assert report.locator(".wide").evaluate_all(wide) == 0
    cell = report.locator('.hb-stacked td[data-column="không dấu"]').first
    assert "không dấu" in cell.evaluate("node => getComputedStyle(node, '::before').content")
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.locator("#hb-eval-other input").click()
    tab.get_by_role("option").first.click()
    tab.get_by_text("Hai ô đang chọn cùng một lần chạy").wait_for()
    tab.get_by_text("Câu đã đổi: 0").wait_for()
    assert "Trả lời đúng" in tab.locator(".hb-eval table").inner_text()
    tab.set_viewport_size({"width": 390, "height": 844})
    compared = tab.locator(".hb-compared")
    assert compared.locator("thead").is_hidden()
    assert compared.evaluate("node => node.scrollWidth <= node.parentElement.clientWidth")
    assert compared.locator("td", has_text="Trả lời đúng").first.is_visible()


def test_no_event_handler_is_longer_than_ten_lines() -> None:
    import ast

    long: list[str] = []
    for path in sorted((Path(__file__).parent.parent / "ui").glob("tab_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for outer in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
            for node in ast.walk(outer):
                if node is not outer and isinstance(node, ast.FunctionDef):
                    lines = (node.end_lineno or 0) - node.body[0].lineno + 1
                    long += [f"{path}: {node.name} {lines}"] * (lines > 10)
    assert long == []


def test_readers_need_not_wait_for_one_another(whole: Site, chromium: Any) -> None:
    make: Callable[[], Any] = lambda: Visitor(whole, chromium.new_context()).visit()  # noqa: E731
    tabs = [make() for _ in range(3)]
    for number, tab in enumerate(tabs):
        tab.fill("#hb-question textarea", f"Hội nghị Geneva diễn ra khi nào? {number}")
    for tab in tabs:
        tab.press("#hb-question textarea", "Enter")
    for number, tab in enumerate(tabs):
        tab.locator("#hb-current .hb-done", has_text=f"khi nào? {number}").wait_for()
        tab.context.close()
