"""For every reader: axe on every tab, light and dark; the phone; language; theme."""

from collections.abc import Callable

import pytest

from tests.browser_fixtures import Visitor, ask, serious_in_both
from tests.page_fixtures import DISAGREE, DOUBT, REFUSE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
Make = Callable[..., Visitor]
WHERE = """() => { const node = document.activeElement;
  const names = [".hb-claim", ".hb-actions", ".hb-card", "#hb-question"];
  const found = names.find((name) => node.closest(name));
  return found ? found.slice(1) : node.tagName + "." + node.className; }"""
TABS = ("Hỏi đáp", "Kiểm chứng", "Kho bài", "Đánh giá", "Hệ thống")


def test_axe_finds_nothing_serious_in_any_state_light_or_dark(visitor: Make) -> None:
    tab = visitor().visit()
    found = {"welcome": serious_in_both(tab)}
    for name in (REFUSE, DOUBT, DISAGREE):
        ask(tab, f"{name} Geneva")
    tab.click("#hb-filters button >> nth=0")
    found["turns"] = serious_in_both(tab)
    tab.locator("#hb-current .hb-chip").first.click()
    tab.wait_for_selector("#hb-reader .hb-sentence")
    tab.keyboard.press("/")
    tab.locator("#hb-find").wait_for()
    found["article"] = serious_in_both(tab)
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    tab.click("#hb-current [data-do=bad]")
    found["dialog"] = serious_in_both(tab)
    tab.keyboard.press("Escape")
    for name in TABS[1:]:
        tab.get_by_role("tab", name=name, exact=True).click()
        if name == "Kiểm chứng":
            tab.fill("#hb-claim textarea", "Nga tấn công Ukraine năm 1999. Cá voi bay năm 2033.")
            tab.click("#hb-check")
            tab.locator('.hb-checks[aria-busy="false"]').wait_for()
        if name == "Kho bài":
            tab.click("#hb-add button >> nth=0")
            tab.locator("#hb-paste").wait_for()
        found[name] = serious_in_both(tab)
    assert {state: seen for state, seen in found.items() if seen} == {}


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640), (720, 450)])
def test_nothing_sticks_out_on_a_phone_or_when_enlarged(
    visitor: Make, width: int, height: int
) -> None:
    tab = visitor(width=width, height=height, has_touch=True).visit()
    ask(tab, f"{DISAGREE} Geneva")
    ask(tab, f"{REFUSE} Geneva")
    tab.click("#hb-filters button >> nth=0")
    for name in reversed(TABS):
        tab.get_by_role("tab", name=name, exact=True).click()
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, name
    assert tab.locator("#hb-question textarea").is_visible()


def test_every_tab_stays_in_sight_where_letters_are_wide(visitor: Make) -> None:
    tab = visitor(width=320, height=640, has_touch=True).visit()
    tab.add_style_tag(content="* { letter-spacing: 0.12em !important; }")  # WCAG 2.2, 1.4.12
    tab.set_viewport_size({"width": 330, "height": 640})
    for name in TABS:
        tab.get_by_role("tab", name=name, exact=True).click()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 330


def test_the_phone_shows_the_sources_below_and_the_article_on_the_whole_screen(
    visitor: Make,
) -> None:
    tab = visitor(width=390, height=844, has_touch=True).visit()
    ask(tab, "Geneva ở đâu?")
    words = tab.locator("#hb-current .hb-actions .hb-act span")
    cut = (
        "nodes => nodes.filter(n => !n.offsetHeight || n.scrollWidth > n.parentElement.clientWidth)"
    )
    assert words.count() == 8
    assert (
        words.evaluate_all(f"nodes => ({cut})(nodes).length") == 0
    )  # each button says what it does
    claims = tab.locator("#hb-current .hb-claims").bounding_box()
    sources = tab.locator("#hb-current .hb-sources").bounding_box()
    assert sources["y"] > claims["y"] + claims["height"]
    tab.locator("#hb-current .hb-claim .hb-chip").first.click()
    tab.wait_for_selector("#hb-reader .hb-sentence")
    assert tab.locator("#hb-reader").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}


def test_a_phone_folds_the_filters_for_the_answer_and_unfolds_them_for_a_bad_date(
    visitor: Make,
) -> None:
    tab = visitor(width=390, height=844, has_touch=True).visit()
    tab.click("#hb-filters button >> nth=0")
    tab.get_by_label("Từ ngày", exact=True).fill("2021")
    ask(tab, "Geneva ở đâu?")
    tab.get_by_label("Từ ngày", exact=True).wait_for(state="hidden")
    assert tab.get_attribute("#hb-filters", "data-chosen") == "từ 2021"
    tab.click("#hb-filters button >> nth=0")
    tab.get_by_label("Từ ngày", exact=True).fill("hôm kia")
    tab.fill("#hb-question textarea", "không hỏi được")
    tab.press("#hb-question textarea", "Enter")
    tab.locator(".toast-body").first.wait_for()
    tab.get_by_label("Từ ngày", exact=True).wait_for()


def test_the_tab_key_goes_through_the_answer_in_reading_order(visitor: Make) -> None:
    tab = visitor().visit()
    ask(tab, "Geneva ở đâu?")
    tab.locator("#hb-current .hb-claim .hb-chip").first.focus()
    seen = []
    while "hb-question" not in seen:
        tab.keyboard.press("Tab")
        seen.append(tab.evaluate(WHERE))
        assert len(seen) < 60, seen
    order = [place for n, place in enumerate(seen) if n == 0 or seen[n - 1] != place]
    assert order == ["hb-claim", "hb-actions", "hb-card", "hb-question"]


def test_the_page_speaks_english_when_asked_to(visitor: Make) -> None:
    tab = visitor().visit()
    assert tab.evaluate("document.documentElement.lang") == "vi"
    tab.get_by_role("tab", name="Hệ thống", exact=True).click()
    tab.locator("#hb-about").get_by_role("button", name="English", exact=True).click()
    tab.get_by_role("tab", name="Articles", exact=True).wait_for()
    tab.get_by_role("heading", name="What would you like to know?").wait_for()
    tab.wait_for_function("document.documentElement.lang === 'en'")
    ask(tab, f"{REFUSE} Geneva")
    assert "No answer was found in the archive" in tab.locator("#hb-current").inner_text()


def test_a_browser_in_another_language_still_gets_vietnamese_first(visitor: Make) -> None:
    tab = visitor(locale="fr-FR").visit()
    tab.get_by_role("tab", name="Kho bài", exact=True).wait_for()
    tab.wait_for_function("document.documentElement.lang === 'vi'")


def test_the_theme_can_be_chosen_and_stays(visitor: Make) -> None:
    tab = visitor(color_scheme="light").visit()
    tab.emulate_media(color_scheme="dark")  # the machine turns dark while the page is open
    tab.wait_for_function("document.body.classList.contains('dark')")
    tab.emulate_media(color_scheme="light")
    tab.wait_for_function("!document.body.classList.contains('dark')")
    tab.get_by_role("tab", name="Hệ thống", exact=True).click()
    tab.get_by_role("button", name="Tối", exact=True).click()
    tab.wait_for_function("document.body.classList.contains('dark')")
    tab.reload()
    tab.wait_for_selector("#hb-voice", state="attached")
    tab.wait_for_function("document.body.classList.contains('dark')")


def test_about_names_figures_and_versions(visitor: Make) -> None:
    tab = visitor().visit()
    tab.get_by_role("tab", name="Hệ thống", exact=True).click()
    tab.locator(".hb-about").first.wait_for()
    shown = tab.locator("#hb-about").inner_text()
    for word in ("Bài", "Đoạn", "gradio 6", "chromadb 1", "Tốt", "thử"):
        assert word in shown
