"""How the page behaves under the hand: keys, focus, history, what Gradio says in English."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser_fixtures import Site, Visitor, ask
from tests.page_fixtures import REFUSE, SLOW

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
Make = Callable[..., Visitor]
QUESTION = "Nga từ chối điện đàm với Mỹ khi nào?"
ENGLISH = re.compile(
    r"\b(Error|Warning|Info|Success|Loading|Processing|Drop|Click|Upload|Uploading|Clear|Remove|"
    r"Close|Dismiss|Submit|Undo|Dropdown|Textbox|Number|Settings|Queue|Connection|Untitled|More|"
    r"Select|Label|Empty|Search|Options|Toggle|Copy|Download|Share|Run|Stop|Progress|Choose|"
    r"Use via API|Built with|Screen Studio)\b",
    re.IGNORECASE,
)
SHOWN = """() => {
  const found = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (node && !node.closest("script, style, noscript, code")
        && node.closest('[data-testid="status-tracker"]')?.checkVisibility() !== false)
      found.add(walk.currentNode.textContent);
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    document.querySelectorAll(`[${name}]`).forEach((node) => found.add(node.getAttribute(name)));
  return [...found];
}"""


def english(tab: Any) -> list[str]:
    """Texts and labels on the page that have a word of Gradio's."""
    tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return [text for text in tab.evaluate(SHOWN) if ENGLISH.search(text)]


def test_nothing_of_gradio_stays_english_on_the_vietnamese_page(
    visitor: Make, tmp_path: Any
) -> None:
    tab = visitor().visit()
    found = {"hỏi": english(tab)}
    tab.click("#hb-filters button >> nth=0")
    tab.get_by_label("Từ ngày", exact=True).fill("hôm kia")
    tab.fill("#hb-question textarea", "không hỏi được")
    tab.press("#hb-question textarea", "Enter")
    tab.locator(".toast-title", has_text="Lưu ý").wait_for()
    tab.get_by_label("Báo", exact=True).click()
    tab.get_by_role("option").first.click()
    found["lọc"] = english(tab)
    tab.get_by_role("tab", name="Kiểm chứng", exact=True).click()
    tab.locator("#hb-claim textarea").wait_for()
    found["kiểm"] = english(tab)
    tab.get_by_role("tab", name="Kho bài", exact=True).click()
    tab.click("#hb-add button >> nth=0")
    with tab.expect_file_chooser() as choosing:
        tab.click("#hb-upload")
    given = tmp_path / "chợ hoa.txt"
    given.write_text("Chợ hoa Tết họp từ ngày 23 tháng Chạp, có 150 gian hàng.", "utf-8")
    choosing.value.set_files([given])
    found["tải"] = english(tab)
    tab.locator(".hb-report").wait_for()
    found["kho"] = english(tab)
    for name, part in (("Đánh giá", "#hb-eval-run"), ("Hệ thống", ".hb-about")):
        tab.get_by_role("tab", name=name, exact=True).click()
        tab.locator(part).first.wait_for()
        found[name] = english(tab)
    assert {place: texts for place, texts in found.items() if texts} == {}


def test_progress_that_is_hidden_is_hidden_from_screen_readers_too(visitor: Make) -> None:
    tab = visitor().visit()
    tracker = tab.locator('[data-testid="status-tracker"].hide').first
    tracker.evaluate("(node) => { node.textContent = 'queue: 1/1 |'; }")
    assert english(tab) == []
    tracker.evaluate("(node) => { node.classList.remove('hide'); node.style.display = 'block'; }")
    assert english(tab) == ["queue: 1/1 |"]


def test_enter_that_ends_a_composed_syllable_does_not_send(visitor: Make, site: Site) -> None:
    tab = visitor().visit()
    asked = len(site.assistant.asked)
    tab.fill("#hb-question textarea", "Tiếng Việt")
    tab.evaluate(
        """() => {
          const area = document.querySelector("#hb-question textarea");
          const press = (more) => area.dispatchEvent(new KeyboardEvent("keydown",
            { key: "Enter", code: "Enter", bubbles: true, cancelable: true, ...more }));
          area.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
          press({ isComposing: true }); press({ keyCode: 229 });
          area.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
        }"""
    )
    tab.press("#hb-question textarea", "Shift+Enter")
    assert tab.input_value("#hb-question textarea") == "Tiếng Việt\n"
    tab.locator("#hb-question textarea").press_sequentially("Geneva")
    tab.press("#hb-question textarea", "Enter")
    tab.locator("#hb-current .hb-done").wait_for()
    sent = [one.question for one in site.assistant.asked[asked:]]  # the page tries examples too
    assert [text for text in sent if text.startswith("Tiếng")] == ["Tiếng Việt\nGeneva"]


def test_arrows_lead_from_source_to_source_and_back_closes_the_article(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    quotes = tab.locator("#hb-current .hb-sources .hb-quote").all_inner_texts()
    tab.locator("#hb-current .hb-claim .hb-chip").first.click()
    for place, key in ((1, ""), (2, "ArrowRight"), (3, "ArrowRight"), (2, "ArrowLeft")):
        if key:
            tab.keyboard.press(key)
        tab.locator("#hb-reader-place", has_text=f"Nguồn {place}/{len(quotes)}").wait_for()
        quote = quotes[place - 1]
        tab.wait_for_function(
            """quote => [...document.querySelectorAll("#hb-reader .hb-sentence")]
              .map((node) => node.textContent).join("") === quote""",
            arg=quote,
        )
    assert tab.locator("#hb-current .hb-card.hb-active .hb-number").inner_text() == "2"
    address = tab.url
    assert "#bai/" in address
    tab.go_back()
    tab.wait_for_selector("#hb-reader", state="hidden")
    assert "#" not in tab.url
    assert tab.locator("#hb-current .hb-question").inner_text() == QUESTION
    other = visitor().visit("/#" + address.split("#")[1])
    other.wait_for_selector("#hb-reader .hb-sentence")
    assert "".join(other.locator("#hb-reader .hb-sentence").all_inner_texts()) == quotes[1]
    other.keyboard.press("Escape")
    other.wait_for_selector("#hb-reader", state="hidden")
    assert "#" not in other.url


def test_the_peek_shows_the_quote_between_its_neighbours(visitor: Make, site: Site) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    chip = tab.locator("#hb-current .hb-claim .hb-chip").first
    chip.focus()
    tab.locator("#hb-pop .hb-dim").first.wait_for()
    article = site.archive.article(chip.get_attribute("data-open"))
    shown = " ".join(tab.locator("#hb-pop .hb-peek-quote").inner_text().split())
    start, end = int(chip.get_attribute("data-start")), int(chip.get_attribute("data-end"))
    assert " ".join(article.text[start:end].split()) in shown
    assert len(shown) > end - start
    peek, cards = (tab.locator(s).bounding_box() for s in ("#hb-pop", "#hb-current .hb-sources"))
    assert peek["x"] + peek["width"] <= cards["x"]


def test_the_cursor_is_back_in_the_box_after_a_pressed_example(visitor: Make) -> None:
    tab = visitor().visit()
    tab.locator(".hb-examples button").first.click()
    tab.locator("#hb-current .hb-done").wait_for()
    tab.wait_for_function("document.activeElement.closest('#hb-question') !== null")
    assert tab.evaluate("scrollY") == 0


def test_the_newest_articles_can_be_read_from_the_welcome(visitor: Make) -> None:
    tab = visitor().visit()
    first = tab.locator(".hb-latest button").first
    title = first.inner_text()
    first.click()
    tab.wait_for_selector("#hb-reader .hb-paper-text")
    assert tab.locator("#hb-reader .hb-paper-title").inner_text() == title


def test_the_article_stands_beside_the_answer_not_over_it(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    tab.locator("#hb-current .hb-claim .hb-chip").first.click()
    tab.wait_for_selector("#hb-reader .hb-sentence")
    edge = tab.locator("#hb-reader").bounding_box()["x"]
    for part in ("#hb-current .hb-answer", "#hb-current .hb-card >> nth=0", "#hb-ask"):
        box = tab.locator(part).bounding_box()
        assert box["x"] + box["width"] <= edge, part


def test_inline_scripts_run_only_with_the_nonce_of_the_response(visitor: Make) -> None:
    tab = visitor().visit()
    tab.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.hacked = 1";
          document.body.append(script);
          const holder = document.createElement("div");
          holder.innerHTML = '<img src="data:image/png,x" onerror="window.hacked = 2">';
          document.body.append(holder);
          return new Promise((done) => setTimeout(done, 100));
        }"""
    )
    assert tab.evaluate("window.hacked") is None


def test_a_question_can_be_typed_while_an_answer_comes(visitor: Make, site: Site) -> None:
    tab = visitor().visit()
    site.assistant.go_on.clear()
    ask(tab, f"{SLOW} Geneva", wait=False)
    tab.locator("#hb-current .hb-claim").first.wait_for()
    tab.locator("#hb-question textarea").press_sequentially("câu sau")
    site.assistant.go_on.set()
    tab.locator("#hb-current .hb-done").wait_for()
    assert tab.input_value("#hb-question textarea") == "câu sau"


def test_a_slash_leads_to_the_box_and_a_question_mark_names_the_keys(visitor: Make) -> None:
    tab = visitor().visit()
    tab.locator("body").click(position={"x": 700, "y": 5})
    tab.keyboard.press("/")
    tab.wait_for_function("document.activeElement.closest('#hb-question') !== null")
    tab.keyboard.press("/")
    tab.keyboard.press("?")
    assert tab.input_value("#hb-question textarea") == "/?"  # who types is left alone
    tab.get_by_role("tab", name="Kho bài", exact=True).focus()
    tab.keyboard.press("?")
    tab.locator("dialog .hb-keys").wait_for()
    tab.keyboard.press("Escape")
    tab.locator("dialog").wait_for(state="detached")
    assert tab.evaluate("document.activeElement.textContent.trim()") == "Kho bài"


def test_a_number_that_is_looked_at_marks_its_card(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    chip = tab.locator("#hb-current .hb-claim .hb-chip").nth(1)
    chip.focus()
    assert tab.locator("#hb-current .hb-card[data-pointed] .hb-number").all_inner_texts() == ["2"]
    tab.focus("#hb-question textarea")
    assert tab.locator("[data-pointed]").count() == 0


def test_an_open_article_is_what_is_printed_in_ink_on_white_paper(visitor: Make) -> None:
    tab = visitor(color_scheme="dark").visit()
    tab.locator(".hb-latest button").first.click()
    tab.locator("#hb-reader .hb-paper-text").wait_for()
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.locator("#hb-question").is_hidden()
    paper = tab.locator("#hb-reader .hb-paper-text p").first
    assert paper.is_visible()
    assert paper.evaluate("node => getComputedStyle(node).color") == "rgb(28, 27, 25)"
    tab.emulate_media(media="screen", color_scheme="dark")
    tab.keyboard.press("Escape")
    assert tab.locator("#hb-question").is_visible()


def test_a_headline_opens_its_article_at_the_quote(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, QUESTION)
    card = tab.locator("#hb-current .hb-card").first
    quote = card.locator(".hb-quote").inner_text()
    card.locator(".hb-card-title").click()
    tab.wait_for_selector("#hb-reader .hb-sentence")
    assert "".join(tab.locator("#hb-reader .hb-sentence").all_inner_texts()) == quote


def test_a_question_stays_at_the_top_of_a_phone_while_its_answer_comes(visitor: Make) -> None:
    tab = visitor(width=390, height=844, has_touch=True).visit()
    for question in (QUESTION, f"{REFUSE} Geneva", "Geneva ở đâu?"):
        ask(tab, question)
    top = "document.querySelector('#hb-current .hb-question').getBoundingClientRect().top"
    tab.wait_for_function(f"{top} >= 0 && {top} < 80")
    assert tab.locator("#hb-past .hb-turn").count() == 2


def test_the_pressed_number_stays_in_sight_beside_the_article(visitor: Make) -> None:
    tab = visitor(height=500).visit()
    ask(tab, QUESTION)
    chip = tab.locator("#hb-current .hb-claim .hb-chip").last
    chip.click()
    tab.wait_for_selector("#hb-reader .hb-sentence")
    box = chip.bounding_box()
    assert 0 <= box["y"] <= 500 - box["height"]
