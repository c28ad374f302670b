"""What the page writes, without a browser: escaping, marks, offsets, refusals, plain text."""

import html
import os
import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Claim, Difference, Support
from assistant.courtesy import GREETED
from assistant.disagreement import disagreements
from assistant.english import NEEDED
from corpus.article import Article
from corpus.dates import HANOI
from tests.hostile import HOSTILE
from tests.page_fixtures import hostile_answer
from ui.eval_runs import EvalRoom
from ui.export import export_answer
from ui.markup import escape, link, number_text, web_address
from ui.plain_text import plain_text
from ui.quotation import quotation
from ui.render_answer import render_turn
from ui.render_article import render_article
from ui.render_report import stacking
from ui.render_sources import level_of, quote_markup, render_sources
from ui.texts import LANGUAGES, say
from ui.texts_en import EN
from ui.texts_vi import VI
from ui.turn import answer_from_stored, answer_to_stored, new_turn, pack, read_turns, unpack

TEXT = "Cầu mới dài 320 mét.\n\nCầu khánh thành ngày 2/9/2021, ông Nam nói.\nXe đi từ hôm sau."
QUOTE = "Cầu khánh thành ngày 2/9/2021, ông Nam nói."
START = TEXT.index(QUOTE)
CITED = Citation(
    number=1, article_id="a1", revision=2, start=START, end=START + len(QUOTE), quote=QUOTE,
    title="Cầu mới", source="Báo Sông", url="https://bao.example/cau", author="Lan",
    published_at=datetime(2021, 9, 3, tzinfo=HANOI),
    span=(START + QUOTE.index("2/9/2021"), START + QUOTE.index("2/9/2021") + 8),
)  # fmt: skip
ANSWER = Answer(
    question="Cầu khánh thành ngày nào?", searched_for="cầu khánh thành ngày nào", confidence=0.9,
    claims=(Claim(text=QUOTE, citations=(1,), support=Support("verbatim")),), citations=(CITED,),
    refused=False, short_answer="2/9/2021", as_of=CITED.published_at, timings={"read": 0.1},
)  # fmt: skip
ARTICLE = Article(article_id="a1", revision=2, title="Cầu mới", text=TEXT, source="Báo Sông")
VERBATIM = Support("verbatim")
TAG = re.compile(r"<[^>]*>")


def shown(markup: str) -> str:
    """What a reader sees of some HTML."""
    return html.unescape(TAG.sub("", markup))


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    assert VI.keys() == EN.keys()
    for key, text in VI.items():
        assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", EN[key])), key


@given(st.text())
def test_escaped_text_has_no_markup_and_no_template(text: str) -> None:
    safe = escape(text)
    assert not set(safe) & set("<>\"'{}$`")
    assert "\u202e" not in safe


@pytest.mark.parametrize(
    "url", ["https://bao.example/a?b=1&c=2", "http://bao.example", "HTTPS://BAO.example/x"]
)
def test_addresses_of_the_web_become_links(url: str) -> None:
    assert web_address(url) == url
    assert 'rel="noopener noreferrer nofollow"' in link(url, "bài")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//x.y/z",
        "https://", "http:///x", "https://a b", "java\tscript:1", "", "ftp://x.y", "bao.example",
        "https://[::1", "http://u@x.y/", "http://x.y:999999/", "http://u:p@x.y/", "\x01https://x.y\x00",
    ],
)  # fmt: skip
def test_other_addresses_never_become_links(url: str) -> None:
    assert link(url, "bài") == ""


def test_the_short_answer_is_marked_inside_the_quote() -> None:
    assert "<mark>2/9/2021</mark>" in quote_markup(CITED)
    assert shown(quote_markup(CITED)) == QUOTE


@pytest.mark.parametrize("span", [None, (0, 3), (START, START), (START + 5, START + 900)])
def test_a_span_outside_the_quote_marks_nothing(span: tuple[int, int] | None) -> None:
    assert quote_markup(replace(CITED, span=span)) == escape(QUOTE)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_the_article_is_shown_whole_with_exactly_the_stretch_marked(one: int, two: int) -> None:
    start, end = sorted((one, two))
    markup = render_article(ARTICLE, "vi", marked=(start, end))
    body = markup.partition('<div class="hb-paper-text">')[2].partition("</div>")[0]
    assert shown(body) == TEXT.replace("\n", "")
    marked = re.findall(r'<mark class="hb-sentence" tabindex="-1">(.*?)</mark>', body)
    assert shown("".join(marked)) == TEXT[start:end].replace("\n", "")


def test_a_title_that_opens_the_text_is_shown_once() -> None:
    article = Article(article_id="a", title="Cầu mới", text="Cầu mới\n\nCầu dài 320 mét.")
    assert shown(render_article(article, "vi")).count("Cầu mới") == 1


def test_an_old_revision_says_so_and_leads_to_the_new_one() -> None:
    markup = render_article(ARTICLE, "vi", revisions=(1, 2, 3))
    assert "đã được thay bằng bản 3" in shown(markup)
    assert 'data-revision="3"' in markup


def test_a_turn_shows_short_answer_claim_chip_card_and_facts() -> None:
    markup = render_turn(new_turn(ANSWER.question, ANSWER, "done"), 0, "vi", last=True)
    text = shown(markup)
    for part in ("2/9/2021", QUOTE, "Báo Sông", "Lan", "Khớp nguyên văn", "Tính đến 3/9/2021"):
        assert part in text
    assert 'data-source="source-0-1"' in markup
    assert 'id="source-0-1"' in markup
    assert "Đã tìm: cầu khánh thành ngày nào" in text


def test_a_refusal_has_no_chips_and_lists_what_was_nearest() -> None:
    refusal = replace(ANSWER, claims=(), citations=(), refused=True, nearest=(CITED,))
    markup = render_turn(new_turn(refusal.question, refusal, "done"), 0, "vi")
    assert "hb-refused" in markup
    assert "hb-chip" not in markup
    assert "Gần nhất là" in shown(markup)
    assert QUOTE in shown(markup)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_greeting_is_greeted_and_not_called_unanswered(language: str) -> None:
    greeted = replace(
        ANSWER, question="xin chào", searched_for="xin chào", claims=(), citations=(), refused=True,
        notices=(GREETED,), as_of=None,
    )  # fmt: skip
    markup = render_turn(new_turn("xin chào", greeted, "done"), 0, language)
    text = shown(markup)
    assert say(language, "refused") not in text
    assert say(language, "searched_as_asked") not in text
    assert ("Hello!" if language == "en" else "Xin chào!") in text
    assert say(language, "refused") not in plain_text(greeted, language)
    assert f'data-said="{"Hello" if language == "en" else "Xin chào"}!"' in markup


def test_an_english_question_is_told_in_both_languages_that_nothing_was_searched() -> None:
    told = replace(
        ANSWER, question="Who won?", searched_for="Who won?", claims=(), citations=(), refused=True,
        notices=(NEEDED,), as_of=None,
    )  # fmt: skip
    text = shown(render_turn(new_turn("Who won?", told, "done"), 0, "vi"))
    for language in LANGUAGES:
        assert say(language, "refused_english_why") in text
    assert say("vi", "refused") not in text
    assert say("vi", "searched_as_asked") not in text


def test_words_taken_from_the_conversation_are_told_without_brackets() -> None:
    followed = replace(
        ANSWER, question="Bà sinh năm nào?", searched_for="Bà sinh năm nào? (Han Kang)"
    )
    text = shown(render_turn(new_turn("Bà sinh năm nào?", followed, "done"), 1, "vi"))
    assert "Tìm kèm ý của câu trước: Han Kang" in text
    assert "(Han Kang)" not in text


def test_near_passages_of_one_article_stand_on_one_card_each_opened_by_itself() -> None:
    near = (CITED, replace(CITED, article_id="b2", title="Cầu cũ"), replace(CITED, start=0, end=20))
    refusal = replace(ANSWER, claims=(), citations=(), refused=True, nearest=near)
    markup = render_turn(new_turn("?", refusal, "done"), 0, "vi")
    cards = markup.split('<article class="hb-card hb-nearest"')[1:]
    assert [card.count("<blockquote") for card in cards] == [2, 1]
    assert [re.findall(r'data-open="(\w+)"', card) for card in cards] == [["a1", "a1"], ["b2"]]
    assert 'data-start="0"' in cards[0]
    assert shown(cards[0]).count("Cầu mới") == 1  # the title is said once


def test_a_doubtful_claim_says_what_the_source_says() -> None:
    support = Support("unsupported", (Difference(claim="3/9", source="2/9", kind="date"),))
    doubtful = replace(ANSWER, claims=(Claim(text="Ngày 3/9.", citations=(1,), support=support),))
    text = shown(render_turn(new_turn("?", doubtful, "done"), 0, "vi"))
    assert "Ngày tháng: câu trên viết “3/9”, nguồn viết “2/9”." in text
    assert level_of(doubtful, 1) == "unsupported"


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "nguồn không nói như vậy"), ("en", "source does not say so")]
)
def test_a_claim_that_nothing_bears_out_says_so(language: str, said: str) -> None:
    for numbers, told in (((1,), True), ((), False)):
        claim = Claim(text="Cầu bị bỏ hoang.", citations=numbers, support=Support("unsupported"))
        markup = render_turn(new_turn("?", replace(ANSWER, claims=(claim,)), "done"), 0, language)
        assert (said in shown(markup)) is told


def said_by(number: int, quote: str, figure: str) -> Citation:
    at = quote.index(figure)
    return replace(
        CITED, number=number, article_id=f"a{number}", source=f"Báo {number}", quote=quote,
        start=0, end=len(quote), span=(at, at + len(figure)),
    )  # fmt: skip


def test_figures_that_differ_stand_side_by_side_and_equal_ones_together() -> None:
    cited = (
        said_by(1, "Cầu mới qua sông dài 320 mét.", "320 mét"),
        said_by(2, "Cầu mới qua sông dài 350 mét.", "350 mét"),
        said_by(3, "Cầu mới bắc qua sông dài 320 mét.", "320 mét"),
    )
    found = disagreements("Cầu mới dài bao nhiêu mét?", cited)
    claims = tuple(Claim(text=c.quote, citations=(c.number,), support=VERBATIM) for c in cited)
    answer = replace(
        ANSWER, claims=claims, citations=cited, short_answer="320 mét", disagreement=found
    )
    markup = render_turn(new_turn("Cầu dài?", answer, "done"), 0, "vi")
    sides = [shown(part) for part in markup.split('<div class="hb-side">')[1:]]
    assert [side.split("Báo")[0] for side in sides] == ["320 mét", "350 mét"]
    assert "Báo 1" in sides[0]
    assert "Báo 3" in sides[0]
    assert 'class="hb-short"' not in markup  # neither figure stands above the other
    assert "hb-is-verbatim" not in markup  # each sentence is shown once, in its side


def test_a_citation_number_without_a_citation_gets_no_chip() -> None:
    claim = Claim(text=QUOTE, citations=(1, 7), support=Support("verbatim"))
    markup = render_turn(new_turn("?", replace(ANSWER, claims=(claim,)), "done"), 0, "vi")
    assert markup.count('class="hb-chip"') == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_answers_are_rendered_without_a_single_foreign_tag(language: str) -> None:
    answer = hostile_answer(tuple(HOSTILE))
    markup = render_turn(new_turn(HOSTILE[0], answer, "done"), 0, language, last=True)
    tags = set(re.findall(r"<([a-zA-Z!/][^\s>]*)", markup))
    ours = "article h2 h3 h4 div p span strong button b mark ul li ol section header footer time"
    ours += " blockquote details summary svg path a"
    assert {tag.lstrip("/") for tag in tags} <= set(ours.split())
    assert not re.search(r"<[^>]*\son\w+\s*=", re.sub(r'"[^"]*"', '""', markup))


def test_a_stored_answer_comes_back_equal() -> None:
    assert answer_from_stored(answer_to_stored(ANSWER)) == ANSWER
    hostile = hostile_answer(tuple(HOSTILE))
    assert answer_from_stored(answer_to_stored(hostile)) == hostile


def test_a_packed_answer_comes_back_equal_and_a_spoiled_one_is_refused() -> None:
    hostile = hostile_answer(tuple(HOSTILE))
    assert unpack(pack(answer_to_stored(hostile))) == hostile
    for spoiled in ("", "x", "eJwDAAAAAAE=", pack({"claims": 1}), "<b>"):
        with pytest.raises(ValueError):
            unpack(spoiled)


@pytest.mark.parametrize(
    "spoiled",
    [None, "x", 7, {}, [None], [{}], [{"question": "?", "state": "done", "answer": {"claims": 1}}],
     [{"question": "?", "state": "done", "answer": {**answer_to_stored(ANSWER), "as_of": "x"}}]],
)  # fmt: skip
def test_a_conversation_the_browser_spoiled_is_left_out(spoiled: object) -> None:
    assert read_turns(spoiled) == []


def test_only_the_last_turns_are_kept() -> None:
    turns = [new_turn(str(n), ANSWER, "done") for n in range(50)]
    assert [turn["question"] for turn in read_turns(turns)] == [str(n) for n in range(30, 50)]


def test_plain_text_keeps_numbers_quotes_and_addresses() -> None:
    text = plain_text(ANSWER, "vi")
    assert f"{QUOTE} [1]" in text
    assert f"[1] Báo Sông, Cầu mới, 3/9/2021: “{QUOTE}” https://bao.example/cau" in text


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_exports_carry_the_quote_and_no_live_markup(form: str) -> None:
    file = export_answer(ANSWER, form, "vi")
    assert "https://bao.example/cau" in file["text"]
    assert "2/9/2021" in file["text"]
    evil = export_answer(hostile_answer(tuple(HOSTILE)), form, "vi")["text"]
    if form == "html":
        assert "<script" not in evil
        assert "<img" not in evil
    if form == "markdown":
        assert not re.search(r"(?<!\\)\]\(javascript:", evil)


def test_a_quote_is_copied_as_a_newspaper_would_print_it() -> None:
    where = "(Lan, “Cầu mới”, Báo Sông, 3/9/2021, https://bao.example/cau)"
    assert quotation(CITED) == f"“{QUOTE}” {where}"
    assert escape(f"“{QUOTE}” {where}") in render_sources(ANSWER, 0, "vi")
    bare = replace(CITED, quote="Ông nói: “Xong\n rồi”.", author="", url="javascript:1", source="")
    assert quotation(bare) == "“Ông nói: ‘Xong rồi’.” (“Cầu mới”, 3/9/2021)"
    assert quotation(replace(bare, title=" ", published_at=None)) == "“Ông nói: ‘Xong rồi’.”"


def test_every_paragraph_of_an_article_says_where_it_begins() -> None:
    markup = render_article(ARTICLE, "vi", marked=(3, 9))
    found = re.findall(r'<(?:p|h2)[^>]* data-at="(\d+)">(.*?)</(?:p|h2)>', markup)
    assert found
    for at, inner in found:
        text = shown(inner)
        assert TEXT[int(at) : int(at) + len(text)] == text


def test_sides_that_lie_apart_in_time_say_so() -> None:
    day = datetime(2021, 9, 3, tzinfo=HANOI)

    def said(later: int) -> str:
        other = replace(CITED, number=2, span=(CITED.start, CITED.start + 3))
        two = (CITED, replace(other, published_at=day + timedelta(days=later)))
        claims = tuple(replace(ANSWER.claims[0], citations=(c.number,)) for c in two)
        answer = replace(ANSWER, citations=two, claims=claims, disagreement=((1, 2),))
        return shown(render_turn(new_turn("q", answer, "done"), 0, "vi"))

    assert "Các bài cách nhau 30 ngày" in said(30)
    assert "Mới nhất: 3/10/2021" in said(30)
    assert "cách nhau" not in said(0)


def test_numbers_are_grouped_as_the_language_does() -> None:
    assert number_text(1234567) == "1.234.567"
    assert number_text(1234567, "en") == "1,234,567"


def test_a_key_without_a_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("vi", "không có")


def test_a_wide_table_can_be_stacked_and_a_narrow_one_stays() -> None:
    head = "<table><thead><tr>{}</tr></thead><tbody><tr>{}</tr></tbody></table>"
    names = ("", "câu", "đúng", "oan")
    heads = "".join(f"<th>{name}</th>" for name in names)
    wide = stacking(head.format(heads, "<td>ai</td><td>3</td><td>–</td><td>0 %</td>"))
    assert wide.startswith('<table class="hb-stacked">')
    assert re.findall(r'data-column="(.*?)"', wide) == list(names)
    assert wide.count("hb-nothing") == 1
    narrow = head.format("<th></th><th>câu</th>", "<td>ai</td><td>3</td>")
    assert stacking(narrow) == narrow
    long = head.format("<th></th><th>như gõ</th>", "<td>F1</td><td>66,3 % [48,6–84,1]</td>")
    assert stacking(long) != long


def test_runs_are_told_apart_by_their_marks_only_where_they_would_be_called_the_same(
    tmp_path: Path,
) -> None:
    room = EvalRoom(None, tmp_path)
    room.runs.mkdir()
    for place, name in enumerate(("dev-aa-11", "dev-bb-22", "dev-cc-33")):
        (room.runs / f"{name}.jsonl").touch()
        os.utime(room.runs / f"{name}.jsonl", (0, 1577836800 + 60 * (place // 2)))
    called = {name: words for words, name in room.run_choices("vi")}
    assert called["dev-cc-33"] == "Bộ mẫu 1 · 07:01, 1/1/2020"
    assert called["dev-aa-11"] == "Bộ mẫu 1 · 07:00, 1/1/2020 · aa · 11"
    assert called["dev-bb-22"] == "Bộ mẫu 1 · 07:00, 1/1/2020 · bb · 22"
