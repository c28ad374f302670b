"""The states of the page that are pictured, each reached from the one before."""

import re
from collections.abc import Callable
from typing import Any

ANSWERED = "Nhà văn nào đoạt giải Nobel Văn học 2024?"
FOLLOWING = "Bà sinh năm nào?"
REFUSED = "Giá vàng hôm nay là bao nhiêu?"
CHECKED = (
    "Ông John Kirby ngày 23/3 nói phía Nga không chấp nhận các cuộc gọi. "
    "Kinh tế Việt Nam năm 2024 tăng trưởng 9,07%, vượt mục tiêu 6–6,5% mà Quốc hội giao. "
    "Cá voi xanh bay qua Hồ Gươm tối 5/5/2033."
)
TELLING = "GDP năm 2024 của Việt Nam theo giá hiện hành là bao nhiêu?"
DISAGREEING = "Thiệt hại do bão Yagi là bao nhiêu tỷ đồng?"
ADDED = "Chợ hoa Tết họp từ ngày 23 tháng Chạp.\n\nNăm nay có 150 gian hàng ở phố Hàng Lược."
Step = Callable[[Any], None]


def _welcome(tab: Any) -> None:
    tab.wait_for_selector(".hb-welcome")


def _asked(question: str, *, fresh: bool = True) -> Step:
    def step(tab: Any) -> None:
        tab.keyboard.press("Escape")
        if fresh and tab.locator("#hb-current [data-do=new]").count():
            tab.click("#hb-current [data-do=new]")
            tab.wait_for_selector(".hb-welcome")
        tab.fill("#hb-question textarea", question)
        tab.press("#hb-question textarea", "Enter")
        tab.locator("#hb-current .hb-done", has_text=question).wait_for()

    return step


def _peek(tab: Any) -> None:
    chips = tab.locator("#hb-current .hb-chip")
    if chips.count():
        chips.first.focus()


def _opened(tab: Any) -> None:
    tab.locator("#hb-current [data-open]").first.click()
    tab.wait_for_selector("#hb-reader .hb-paper-text")


def _tab(number: int, selector: str) -> Step:
    def step(tab: Any) -> None:
        tab.keyboard.press("Escape")
        tab.locator("button[role=tab]:visible").nth(number).click()
        tab.locator(selector).first.wait_for()

    return step


def _filters(tab: Any) -> None:
    tab.click("#hb-filters button >> nth=0")
    tab.get_by_role("radio").first.wait_for(state="attached")


def _checked(tab: Any) -> None:
    tab.fill("#hb-claim textarea", CHECKED)
    tab.click("#hb-check")
    tab.locator('.hb-checks[aria-busy="false"]').wait_for()


def _adding(tab: Any) -> None:
    tab.click("#hb-add button >> nth=0")
    tab.locator("#hb-paste").scroll_into_view_if_needed()


def _offered(tab: Any) -> None:
    _tab(0, "#hb-question")(tab)
    _asked(TELLING)(tab)
    tab.locator("#hb-current .hb-next").wait_for()


def _why(tab: Any) -> None:
    tab.click("#hb-current [data-do=bad]")
    tab.wait_for_selector("dialog[open]")


def _found(tab: Any) -> None:
    tab.keyboard.press("Escape")
    tab.wait_for_selector("dialog", state="detached")
    _asked(ANSWERED)(tab)
    _opened(tab)
    tab.keyboard.press("/")
    tab.get_by_role("searchbox").fill("han quoc")
    tab.locator("#hb-find-place", has_text="/").wait_for()


def _added(tab: Any) -> None:
    tab.keyboard.press("Escape")  # the finding, then the article
    _tab(2, ".hb-table")(tab)
    if not tab.locator("#hb-upload").is_visible():
        tab.click("#hb-add button >> nth=0")
    files = [
        {"name": "cho-hoa.txt", "mimeType": "text/plain", "buffer": ADDED.encode()},
        {"name": "rong.txt", "mimeType": "text/plain", "buffer": b""},
    ]
    with tab.expect_file_chooser() as choosing:
        tab.click("#hb-upload")
    choosing.value.set_files(files)
    tab.locator('#hb-add-report [aria-busy="false"]').wait_for()
    tab.locator("#hb-add-report").scroll_into_view_if_needed()


def _run(tab: Any) -> None:
    tab.keyboard.press("Escape")  # what is looked for in an article, then the article
    _tab(3, "#hb-eval-run")(tab)
    tab.locator("#hb-eval-run").locator("xpath=..").get_by_role("spinbutton").fill("8")
    tab.click("#hb-eval-run")
    tab.locator("#hb-eval-progress", has_text=re.compile(r"(\d+)/\1\b")).wait_for()
    tab.locator(".hb-eval .tile").first.wait_for()


def _tables(tab: Any) -> None:
    tab.locator(".hb-eval .wide").nth(3).scroll_into_view_if_needed()


def _compared(tab: Any) -> None:
    """The same questions over one article more."""
    tab.reload()
    tab.wait_for_selector("[data-greeted]", state="attached")
    _run(tab)
    tab.locator("#hb-eval-other input").click()
    tab.get_by_role("option").nth(1).click()  # the first is the run that is shown
    tab.locator(".hb-eval .hb-compared").wait_for()
    tab.get_by_role("listbox").wait_for(state="hidden")


def _english(tab: Any) -> None:
    tab.locator("[data-language=en]").first.click()
    tab.get_by_role("tab", name="Articles", exact=True).wait_for()
    tab.wait_for_selector("[data-greeted]", state="attached")


def _keys(tab: Any) -> None:
    tab.keyboard.press("Escape")
    tab.wait_for_selector("dialog", state="detached")
    tab.locator("#hb-current [data-do=bad]").focus()
    tab.keyboard.press("?")
    tab.wait_for_selector("dialog .hb-keys")


STEPS: tuple[tuple[str, Step], ...] = (
    ("01-welcome", _welcome),
    ("02-answer", _asked(ANSWERED)),
    ("03-peek", _peek),
    ("04-article", _opened),
    ("05-follow-up", _asked(FOLLOWING, fresh=False)),
    ("06-disagreement", _asked(DISAGREEING)),
    ("07-refusal", _asked(REFUSED)),
    ("08-filters", _filters),
    ("09-check", _tab(1, ".hb-legend")),
    ("10-checked", _checked),
    ("11-articles", _tab(2, ".hb-table")),
    ("12-adding", _adding),
    ("13-eval", _tab(3, ".hb-empty")),
    ("14-about", _tab(4, ".hb-about")),
    ("15-what-next", _offered),
    ("16-feedback", _why),
    ("17-keys", _keys),
    ("18-find", _found),
    ("19-eval-run", _run),
    ("20-eval-tables", _tables),
    ("21-added", _added),
    ("22-eval-compared", _compared),
    ("23-english", _english),
    ("24-english-refusal", _asked(REFUSED)),
)
