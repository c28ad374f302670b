"""Asking on the page, in a real Chromium: answer, citations, article, conversation."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser_fixtures import WAIT, Site, Visitor, ask
from tests.page_fixtures import DISAGREE, DOUBT, FAIL, REFUSE, SLOW

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
Make = Callable[..., Visitor]
QUESTION = "Nga từ chối điện đàm với Mỹ khi nào?"
WORK = """() => { const began = performance.now(); let sum = 0;
  for (let n = 0; n < 3e7; n += 1) sum += Math.sqrt(n % 97);
  return performance.now() - began + sum * 0; }"""
WORK_AT_REST = 60.0
"""Milliseconds of that where the two seconds are meant to hold, when nothing else runs."""


def test_an_answer_shows_its_sources_with_outlet_date_and_checkers_word(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    card = tab.locator("#hb-current .hb-card").first
    assert card.locator(".hb-outlet").inner_text()
    assert "/20" in card.locator("time").inner_text()
    assert "Khớp nguyên văn" in card.inner_text()
    card.get_by_text("2 báo, cùng một bản tin gốc", exact=True).click()
    copy = card.locator(".hb-copies li button")
    assert "Báo Khác" in copy.inner_text()
    assert card.locator(".hb-author").inner_text() == "Nhóm bài mẫu"
    facts = tab.locator("#hb-current .hb-facts").inner_text()
    assert "Tính đến" in facts
    assert "Đã tìm bằng nguyên câu hỏi" in facts


def test_pressing_a_citation_opens_the_article_at_the_quoted_sentence(
    visitor: Make, site: Site
) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    chip = tab.locator("#hb-current .hb-claim .hb-chip").first
    chip.click()
    tab.wait_for_selector("#hb-reader .hb-sentence")
    article = site.archive.article(chip.get_attribute("data-open"))
    start, end = int(chip.get_attribute("data-start")), int(chip.get_attribute("data-end"))
    marked = "".join(tab.locator("#hb-reader .hb-sentence").all_inner_texts())
    assert marked == article.text[start:end]
    whole = "".join(tab.locator("#hb-reader .hb-paper-text").inner_text().split())
    assert whole == "".join(article.text.split())
    assert tab.locator("#hb-reader .hb-sentence").first.is_visible()
    assert tab.locator(f"#{chip.get_attribute('data-source')}").get_attribute("class") == (
        "hb-card hb-active"
    )


def test_citations_work_by_keyboard_alone(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    chip = tab.locator("#hb-current .hb-claim .hb-chip").first
    chip.hover()
    tab.locator("#hb-pop").wait_for()
    tab.mouse.move(0, 0)
    tab.locator("#hb-pop").wait_for(state="hidden")
    chip.focus()
    assert tab.locator("#hb-pop").is_visible()
    quote = tab.locator("#hb-current .hb-card .hb-quote").first.inner_text()
    assert quote in tab.locator("#hb-pop").inner_text()
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#hb-reader .hb-sentence")
    assert tab.evaluate("document.activeElement.classList.contains('hb-sentence')")
    tab.keyboard.press("Escape")
    tab.wait_for_selector("#hb-reader", state="hidden")
    assert tab.evaluate("document.activeElement.classList.contains('hb-chip')")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "hb-chip"


def test_a_follow_up_carries_the_conversation(visitor: Make, site: Site) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    ask(tab, "còn ông ấy thì sao?")
    assert tab.locator("#hb-past .hb-turn").count() == 1
    assert site.assistant.asked[-1].history[-1].question == QUESTION
    assert QUESTION in tab.locator("#hb-current .hb-facts").inner_text()


def test_a_reload_keeps_the_conversation_and_its_citations(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    ask(tab, "câu thứ hai về Geneva")
    tab.reload()
    tab.locator("#hb-current .hb-question", has_text="câu thứ hai về Geneva").wait_for()
    assert tab.locator("#hb-past .hb-question").inner_text() == QUESTION
    tab.locator("#hb-past .hb-chip").first.click()
    quote = tab.locator("#hb-past .hb-card .hb-quote").first.inner_text()
    tab.wait_for_selector("#hb-reader .hb-sentence")
    marked = "".join(tab.locator("#hb-reader .hb-sentence").all_inner_texts())
    assert "".join(marked.split()) == "".join(quote.split())


def test_stop_keeps_what_had_come_and_closes_the_assistant(visitor: Make, site: Site) -> None:
    tab = visitor().visit()
    site.assistant.go_on.clear()
    site.assistant.closed.clear()
    ask(tab, f"{SLOW} Geneva", wait=False)
    tab.locator("#hb-current .hb-claim").first.wait_for()
    tab.click("#hb-stop")
    tab.locator("#hb-current .hb-stopped").wait_for()
    assert "Bạn đã dừng" in tab.locator("#hb-current").inner_text()
    assert tab.locator("#hb-current .hb-claim").count() == 1
    assert tab.locator("#hb-ask").is_visible()
    site.assistant.go_on.set()
    assert site.assistant.closed.wait(150)
    tab.click("#hb-current [data-do=retry]")
    tab.locator("#hb-current .hb-done").wait_for()
    assert tab.locator("#hb-past .hb-turn").count() == 0


def test_stop_keeps_the_conversation_before_it(visitor: Make, site: Site) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    site.assistant.go_on.clear()
    ask(tab, f"{SLOW} Geneva", wait=False)
    tab.click("#hb-stop")
    tab.locator("#hb-current .hb-stopped").wait_for()
    site.assistant.go_on.set()
    assert tab.locator("#hb-past .hb-question").all_inner_texts() == [QUESTION]


def test_a_question_asked_before_the_page_is_filled_is_not_covered_by_the_welcome(
    visitor: Make,
) -> None:
    reader = visitor()
    tab = reader.context.new_page()
    tab.set_default_timeout(WAIT)
    held: list[Any] = []
    free: list[bool] = []

    def hold(route: Any) -> None:
        if free:
            route.continue_()
        else:
            held.append(route)

    tab.route("**/gradio_api/run/**", hold)
    tab.goto(reader.site.url)
    tab.wait_for_selector("#hb-voice", state="attached")
    tab.fill("#hb-question textarea", QUESTION)
    tab.press("#hb-question textarea", "Enter")
    tab.locator("#hb-pending .hb-question").wait_for()
    while not held:
        tab.wait_for_timeout(20)
    free.append(True)
    for route in held:
        route.continue_()
    tab.locator("#hb-current .hb-done", has_text=QUESTION).wait_for()
    assert tab.locator(".hb-welcome").count() == 0


def test_an_error_is_a_plain_sentence_and_the_conversation_stays(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    ask(tab, f"{FAIL} rồi")
    shown = tab.locator("#hb-current").inner_text()
    assert "Có lỗi khi trả lời" in shown
    assert "bí mật" not in tab.content()
    assert tab.locator("#hb-past .hb-question").inner_text() == QUESTION
    assert tab.locator("#hb-current [data-do=retry]").is_visible()
    ask(tab, "hỏi tiếp Geneva")
    assert tab.locator("#hb-current .hb-claim").count() > 0


def test_edit_brings_the_last_question_back(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    tab.click("#hb-current [data-do=edit]")
    tab.wait_for_function(
        "q => document.querySelector('#hb-question textarea').value === q", arg=QUESTION
    )
    assert tab.locator(".hb-turn").count() == 0


def test_a_new_conversation_begins_empty_and_stays_so(visitor: Make, site: Site) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    tab.click("#hb-current [data-do=new]")
    tab.locator(".hb-welcome").wait_for()
    tab.reload()
    tab.locator(".hb-welcome").wait_for()
    ask(tab, "hỏi lại từ đầu về Geneva")
    assert tab.locator(".hb-question").count() == 1
    assert site.assistant.asked[-1].history == ()


def test_a_refusal_looks_different_and_shows_what_was_nearest(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, f"{REFUSE} Geneva")
    assert tab.locator("#hb-current .hb-refused .hb-refusal").is_visible()
    assert tab.locator("#hb-current .hb-chip").count() == 0
    near = tab.locator("#hb-current .hb-nearest")
    assert near.locator(".hb-quote").count() == 3  # passages of one article share a card
    near.locator(".hb-button").first.click()
    tab.wait_for_selector("#hb-reader .hb-sentence")


def test_a_doubtful_claim_says_what_differs(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, f"{DOUBT} Geneva")
    shown = tab.locator("#hb-current").inner_text()
    assert "Chưa khớp nguồn" in shown
    assert "Con số: câu trên viết “9,70%”, nguồn viết “7,09%”." in shown
    assert "[9]" in shown
    assert tab.locator("#hb-current .hb-short.hb-doubtful").count() == 1


def test_sources_that_disagree_stand_side_by_side(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, f"{DISAGREE} Geneva")
    boxes = [side.bounding_box() for side in tab.locator(".hb-side").all()]
    assert len(boxes) == 3
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]
    assert tab.locator("#hb-current .hb-claim").count() == 0  # each is said in its side
    assert tab.locator("#hb-current .hb-chip").count() == 3


def test_filters_reach_the_assistant_and_bad_dates_are_told(visitor: Make, site: Site) -> None:
    tab = visitor().visit()
    tab.click("#hb-filters button >> nth=0")
    tab.get_by_label("Từ ngày", exact=True).fill("3/2022")
    tab.get_by_label("Đến ngày", exact=True).fill("23/3/2022")
    tab.wait_for_selector('#hb-filters[data-chosen="từ 3/2022 đến 23/3/2022"]')  # said, folded too
    tab.get_by_label("Báo", exact=True).click()
    tab.get_by_role("option", name="Bộ bài mẫu Hỏi Báo", exact=True).click()
    ask(tab, QUESTION)
    asked = site.assistant.asked[-1]
    assert asked.sources == ("Bộ bài mẫu Hỏi Báo",)
    assert asked.since.isoformat() == "2022-03-01T00:00:00+07:00"
    assert asked.until.isoformat() == "2022-03-23T23:59:59.999999+07:00"
    tab.get_by_label("Từ ngày", exact=True).fill("hôm kia")
    tab.fill("#hb-question textarea", "không hỏi được")
    tab.press("#hb-question textarea", "Enter")
    tab.get_by_text("Không đọc được ngày “hôm kia”").first.wait_for()
    assert tab.locator("#hb-current .hb-question").inner_text() == QUESTION


def test_a_quick_pick_fills_the_dates(visitor: Make) -> None:
    tab = visitor().visit()
    tab.click("#hb-filters button >> nth=0")
    tab.get_by_text("Năm mới nhất", exact=True).click()
    since = tab.get_by_label("Từ ngày", exact=True)
    tab.wait_for_function("node => node.value !== ''", arg=since.element_handle())
    assert since.input_value().count("/") == 2


def test_copy_carries_the_citations(visitor: Make) -> None:
    reader = visitor()
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = reader.visit()
    ask(tab, QUESTION)
    tab.click("#hb-current [data-do=copy]")
    tab.get_by_text("Đã chép câu trả lời kèm nguồn.").wait_for()
    copied = tab.evaluate("navigator.clipboard.readText()")
    quote = tab.locator("#hb-current .hb-card .hb-quote").first.inner_text()
    assert "[1]" in copied
    assert f"“{quote}”" in copied


def test_a_card_copies_its_quote_as_a_newspaper_would_print_it(visitor: Make) -> None:
    reader = visitor()
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = reader.visit()
    ask(tab, QUESTION)
    card = tab.locator("#hb-current .hb-card").first
    card.get_by_role("button", name="Chép câu này kèm nguồn").click()
    tab.get_by_text("Đã chép câu trích kèm nguồn.").wait_for()
    copied = tab.evaluate("navigator.clipboard.readText()")
    quote, title = (card.locator(name).inner_text() for name in (".hb-quote", ".hb-card-title"))
    assert copied.startswith(f"“{quote}” (")
    assert f"“{title}”" in copied


def test_words_chosen_in_an_article_can_be_copied_and_sent_as_a_link(visitor: Make) -> None:
    reader = visitor()
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = reader.visit()
    tab.locator(".hb-latest button").first.click()
    part = tab.locator("#hb-reader .hb-paper-text p").nth(1)
    words = part.evaluate(
        """node => { const range = new Range(), text = node.firstChild;
        range.setStart(text, 5); range.setEnd(text, 40);
        getSelection().removeAllRanges(); getSelection().addRange(range);
        return range.toString().trim(); }"""
    )
    tab.get_by_role("button", name="Chép kèm nguồn").click()
    tab.get_by_text("Đã chép câu trích kèm nguồn.").wait_for()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{words}” (")
    tab.get_by_role("button", name="Liên kết đến đoạn này").click()
    tab.get_by_text("Đã chép liên kết.").wait_for()
    address = tab.evaluate("navigator.clipboard.readText()")
    other = visitor(390, 844).visit(address.removeprefix(reader.site.url))
    assert other.locator("#hb-reader .hb-sentence").inner_text().strip() == words


def test_better_examples_take_the_place_of_those_not_tried_yet(visitor: Make) -> None:
    tab = visitor().visit()
    tab.evaluate(
        """() => { const welcome = document.querySelector(".hb-welcome");
        welcome.querySelector(".hb-examples")?.remove();
        welcome.dataset.trying = ""; window.hoibao.renew(); }"""
    )
    tab.locator(".hb-welcome .hb-examples button").first.wait_for()


def test_a_question_that_a_reload_cut_off_is_not_lost(visitor: Make, site: Site) -> None:
    tab = visitor().visit()
    tab.evaluate("window.hoibao.pend('Cầu nào dài nhất?')")
    tab.reload()
    tab.wait_for_function(
        "document.querySelector('#hb-question textarea')?.value === 'Cầu nào dài nhất?'"
    )


@pytest.mark.parametrize(
    ("name", "ending"), [("Markdown", "md"), ("HTML", "html"), ("JSON", "json")]
)
def test_export_saves_a_file(visitor: Make, tmp_path: Path, name: str, ending: str) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    tab.click("#hb-current [data-do=export]")
    with tab.expect_download() as saving:
        tab.get_by_role("button", name=name, exact=True).click()
    path = tmp_path / "saved"
    saving.value.save_as(path)
    assert saving.value.suggested_filename == f"hoibao.{ending}"
    assert QUESTION in path.read_text(encoding="utf-8")


def test_a_thumb_down_with_a_reason_goes_into_the_file(visitor: Make, site: Site) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    tab.click("#hb-current [data-do=bad]")
    tab.get_by_label("Sai nguồn", exact=True).check()
    tab.get_by_label("Nói thêm (không bắt buộc)", exact=True).fill("nhầm báo <b>")
    tab.get_by_role("button", name="Gửi ý kiến", exact=True).click()
    tab.get_by_text("Cảm ơn bạn").wait_for()
    line = json.loads(site.feedback.read_text(encoding="utf-8").splitlines()[-1])
    assert (line["useful"], line["reason"], line["comment"]) == (False, "source", "nhầm báo <b>")
    assert line["question"] == QUESTION
    assert line["evidence"][0]["quote"]


def test_an_example_comes_from_the_articles_and_can_be_asked(visitor: Make, site: Site) -> None:
    reader = visitor()
    tab = reader.visit()
    for _ in range(40):
        if tab.locator(".hb-examples button").count():
            break
        tab.reload()
        tab.wait_for_selector(".hb-welcome")
    example = tab.locator(".hb-examples button").first
    text = example.inner_text().strip()
    example.click()
    tab.locator("#hb-current .hb-done").wait_for()
    assert tab.locator("#hb-current .hb-question").inner_text() in text


def test_two_readers_at_once_are_not_mixed(visitor: Make) -> None:
    tabs = [visitor().visit() for _ in range(2)]
    for number, tab in enumerate(tabs):
        tab.fill("#hb-question textarea", f"người đọc {number} hỏi Geneva")
    for tab in tabs:
        tab.press("#hb-question textarea", "Enter")
    for number, tab in enumerate(tabs):
        tab.locator("#hb-current .hb-done").wait_for()
        assert tab.locator(".hb-question").all_inner_texts() == [f"người đọc {number} hỏi Geneva"]


def test_five_tabs_of_one_reader_all_answer(visitor: Make, site: Site) -> None:
    reader = visitor()
    tabs = [reader.visit() for _ in range(5)]
    for number, tab in enumerate(tabs):
        tab.fill("#hb-question textarea", f"thẻ {number} Geneva")
        tab.press("#hb-question textarea", "Enter")
    for number, tab in enumerate(tabs):
        tab.locator("#hb-current .hb-done", has_text=f"thẻ {number}").wait_for()


def test_the_answer_is_announced(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    tab.wait_for_function(
        "document.querySelector('#hb-voice').textContent.startsWith('Đã có câu trả lời')"
    )


def test_the_page_is_ready_to_type_within_two_seconds(visitor: Make) -> None:
    reader = visitor()
    tab = reader.visit()
    slower = max(1.0, tab.evaluate(WORK) / WORK_AT_REST)
    tab.close()
    times: list[Any] = []
    while len(times) < 8 and min(times, default=1e9) >= 2000:
        tab = reader.visit()
        times.append(tab.evaluate("performance.getEntriesByName('hoibao-ready')[0].startTime"))
        tab.close()
    assert min(times) < 2000 * slower
