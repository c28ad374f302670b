"""Checking sentences on the page: what is said of each part, in HTML and in a real Chromium."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant.answer import Citation, Difference, Support
from assistant.claim_check import ClaimCheck
from assistant.claim_parts import claim_parts
from tests.browser_fixtures import Site, Visitor
from tests.hostile import HOSTILE
from ui.checking import MOST_SENTENCES, check_text, pieces_of
from ui.render_check import check_text_of, render_checks
from ui.render_check_welcome import render_check_welcome

pytestmark = pytest.mark.timeout(900)
Make = Callable[..., Visitor]
TRUE = "Kinh tế Việt Nam năm 2024 tăng trưởng 7,09%, vượt mục tiêu 6–6,5% mà Quốc hội giao."
ALTERED = TRUE.replace("7,09", "9,07")
UNKNOWN = "Cá voi xanh bay qua Hồ Gươm tối 5/5/2033."


def cited(text: str) -> Citation:
    return Citation(
        number=1, article_id="a", revision=1, start=0, end=len(text), quote=text, title=text,
        source=text, url=text, published_at=None,
    )  # fmt: skip


def differing(claim: str, wrong: str, right: str) -> ClaimCheck:
    found = (Difference(claim=wrong, source=right, kind="figure"),)
    return ClaimCheck(
        claim=claim, outcome="differs", support=Support("unsupported", found),
        parts=claim_parts(claim, found, found=True), citations=(cited(TRUE),), against=(1,),
    )  # fmt: skip


def test_a_pasted_text_is_cut_into_its_sentences() -> None:
    assert pieces_of(f"{TRUE}  {UNKNOWN}\n\n123.\n") == [TRUE, UNKNOWN]
    assert pieces_of(" \n ") == []


def test_what_the_source_says_stands_beside_what_the_sentence_says() -> None:
    shown = render_checks([differing(ALTERED, "9,07%", "7,09%")], "vi")
    assert '<span class="hb-part hb-differs">9,07%</span> <ins>7,09%</ins>' in shown
    assert "Nguồn ghi khác" in shown
    assert "Nguồn này ghi khác" in shown
    copied = check_text_of(differing(ALTERED, "9,07%", "7,09%"), "vi")
    assert "“9,07%”: nguồn ghi khác: “7,09%”" in copied


def test_decomposed_letters_and_double_blanks_are_marked_all_the_same() -> None:
    import unicodedata

    odd = unicodedata.normalize("NFD", ALTERED).replace(" năm", "  năm")
    shown = render_checks([differing(odd, "9,07%", "7,09%")], "vi")
    assert '<span class="hb-part hb-differs">9,07%</span>' in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_sentences_and_sources_stay_text(text: str) -> None:
    check = ClaimCheck(
        claim=text, outcome="differs",
        support=Support("unsupported", (Difference(claim=text, source=text, kind="name"),)),
        parts=claim_parts(text, (Difference(claim=text, source=text, kind="name"),), found=True),
        citations=(cited(text),), against=(1,),
    )  # fmt: skip
    shown = render_checks([check], "vi", doing=text, of=2) + render_check_welcome((text,), "vi")
    for tag in ("<script", "<img", "<iframe", "<object", '<a href="javascript', "<form", "<style"):
        assert tag not in shown.lower()
    assert "${" not in shown


def test_a_sentence_that_the_model_cannot_read_is_told_not_judged(site: Site) -> None:
    english = "The storm killed 344 people and left many others missing in the north."
    *_, last = check_text(site.assistant, f"{TRUE} {english}", "vi")
    assert "Chưa kiểm được" in last
    assert "1 chưa kiểm được" in last
    assert "chỉ đọc tiếng Việt" in last
    assert "Không có trong kho" not in last


def test_sources_that_say_the_same_need_no_column() -> None:
    assert "hb-brief" not in render_checks([differing(ALTERED, "9,07%", "7,09%")], "vi")
    same = ClaimCheck(
        claim=TRUE, outcome="supported", support=Support("verbatim"),
        parts=claim_parts(TRUE, (), found=True), citations=(cited(TRUE),),
    )  # fmt: skip
    assert "hb-brief" in render_checks([same], "vi")


def test_an_error_keeps_what_was_checked_and_tells_nothing_of_the_inside(site: Site) -> None:
    class Broken:
        settings = site.assistant.settings

        @property
        def archive(self) -> Any:
            raise RuntimeError("bí mật")

    *_, last = check_text(Broken(), TRUE, "vi")
    assert "Có lỗi khi kiểm chứng" in last
    assert "bí mật" not in last
    assert 'aria-busy="false"' in last


def test_more_than_twenty_sentences_are_told(site: Site) -> None:
    many = " ".join(f"Số {n} là số của năm {n}." for n in range(MOST_SENTENCES + 5))
    *_, last = check_text(site.assistant, many, "vi")
    assert last.count('class="hb-turn hb-checked"') == MOST_SENTENCES
    assert "Chỉ 20 câu đầu" in last


@pytest.mark.browser
def test_a_paragraph_is_checked_and_its_sources_open_at_the_sentence(visitor: Make) -> None:
    tab = visitor().visit()
    tab.get_by_role("tab", name="Kiểm chứng", exact=True).click()
    tab.fill("#hb-claim textarea", f"{TRUE} {ALTERED} {UNKNOWN}")
    tab.press("#hb-claim textarea", "Control+Enter")
    tab.locator('.hb-checks[aria-busy="false"]').wait_for()
    verdicts = tab.locator("h2.hb-verdict").all_inner_texts()
    assert verdicts == ["Khớp với nguồn", "Nguồn ghi khác", "Không có trong kho"]
    assert "1 khớp nguồn" in tab.locator(".hb-check-sum").inner_text()
    wrong = tab.locator(".hb-parts tr", has_text="9,07%")
    assert "nguồn ghi khác" in wrong.inner_text()
    assert "7,09%" in wrong.inner_text()
    tab.locator(".hb-checked .hb-chip").nth(1).focus()
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#hb-reader .hb-sentence")
    assert "7,09%" in "".join(tab.locator("#hb-reader .hb-sentence").all_inner_texts())
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.className").startswith("hb-chip")


@pytest.mark.browser
def test_an_example_can_be_checked_and_an_empty_box_says_what_it_needs(visitor: Make) -> None:
    tab = visitor(width=390, height=844).visit()
    tab.get_by_role("tab", name="Kiểm chứng", exact=True).click()
    tab.locator("[data-claim]").nth(1).click()
    tab.locator("h2.hb-verdict", has_text="Nguồn ghi khác").wait_for()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.fill("#hb-claim textarea", "  ")
    tab.click("#hb-check")
    tab.get_by_text("Hãy dán ít nhất một câu.").wait_for()
