"""Permanent links: only what the page answered is kept; its quotes are held against the store."""

import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Ask
from tests.browser_fixtures import Site, Visitor, ask
from ui.greeting import kept_answer
from ui.kept import Kept
from ui.turn import answer_from_stored, answer_to_stored

pytestmark = pytest.mark.timeout(900)
Make = Callable[..., Visitor]
QUESTION = "Nga từ chối điện đàm với Mỹ khi nào?"


@pytest.fixture
def answer(site: Site) -> Answer:
    return site.assistant.ask(Ask(question=QUESTION))


def test_an_answer_is_kept_and_read_back(tmp_path: Path, answer: Answer) -> None:
    kept = Kept(tmp_path / "answers")
    name = kept.keep(answer, kept.seal(answer))
    assert kept.keep(answer, kept.seal(answer)) == name
    found = kept.read(name)
    assert found is not None
    assert found[0] == answer
    assert stat.S_IMODE((tmp_path / "answers" / "seal.key").stat().st_mode) == 0o600


def test_the_seal_outlives_a_browser_that_writes_figures_otherwise(
    tmp_path: Path, answer: Answer
) -> None:
    kept = Kept(tmp_path)
    seal = kept.seal(answer)
    stored = json.loads(json.dumps(answer_to_stored(answer)))
    stored |= {"confidence": 1, "p_answerable": 1, "timings": {"read": 1e-05}}
    kept.keep(answer_from_stored(stored), seal)


def test_an_answer_of_somebody_elses_making_is_not_kept(tmp_path: Path, answer: Answer) -> None:
    kept = Kept(tmp_path / "mine")
    forged = replace(answer, short_answer="Trái Đất phẳng")
    for seal in (kept.seal(answer), "", Kept(tmp_path / "other").seal(forged)):
        with pytest.raises(ValueError, match="not given by this page"):
            kept.keep(forged, seal)
    assert list((tmp_path / "mine").glob("*.json")) == []


def test_only_the_newest_answers_are_kept(tmp_path: Path, answer: Answer) -> None:
    kept, names = Kept(tmp_path, most=2), []
    for number in range(4):
        said = replace(answer, question=f"Câu {number}?")
        names.append(kept.keep(said, kept.seal(said)))
        os.utime(tmp_path / f"{names[-1]}.json", (number, number))
    assert [kept.read(name) is not None for name in names] == [False, False, True, True]
    assert (tmp_path / "seal.key").exists()


@pytest.mark.parametrize("name", ["", "../seal.key", "x" * 20, "0" * 20, "seal.key", "../" * 7])
def test_an_id_that_is_none_leads_nowhere(tmp_path: Path, name: str) -> None:
    assert Kept(tmp_path).read(name) is None


def test_a_kept_answer_says_whether_its_quotes_still_stand(
    tmp_path: Path, site: Site, answer: Answer
) -> None:
    kept = Kept(tmp_path)
    name = kept.keep(answer, kept.seal(answer))
    assert "vẫn còn nguyên văn" in kept_answer(site.archive, kept, name, "vi")
    first = replace(answer.citations[0], quote="Không ai từng viết câu này.")
    altered = replace(answer, citations=(first, *answer.citations[1:]))
    name = kept.keep(altered, kept.seal(altered))
    assert "[1]" in kept_answer(site.archive, kept, name, "vi")
    assert "nay không còn như lúc ấy" in kept_answer(site.archive, kept, name, "vi")


@pytest.mark.browser
def test_a_link_to_an_answer_shows_it_to_another_reader(visitor: Make) -> None:
    reader = visitor()
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = reader.visit()
    ask(tab, QUESTION)
    tab.reload()
    tab.wait_for_selector("#hb-voice", state="attached")
    tab.click("#hb-current [data-do=share]")
    tab.get_by_text("Đã chép liên kết.").wait_for()
    address = tab.evaluate("navigator.clipboard.readText()")
    other: Any = visitor().visit("/" + address.split("/", 3)[3])
    other.locator(".hb-kept-line").wait_for()
    assert "vẫn còn nguyên văn" in other.locator(".hb-kept-line").inner_text()
    assert other.locator("#hb-current .hb-question").inner_text() == QUESTION
    other.locator("#hb-current .hb-chip").first.click()
    other.wait_for_selector("#hb-reader .hb-sentence")
    other.keyboard.press("Escape")
    ask(other, "câu của tôi về Geneva")
    assert other.locator(".hb-question").all_inner_texts() == ["câu của tôi về Geneva"]
