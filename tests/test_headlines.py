"""Answers that stand in a headline, and questions that ask several things at once."""

from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest

from assistant.answer import Ask
from assistant.assistant import Assistant
from assistant.headlines import told_by_title
from assistant.several import parts
from corpus.article import Article
from index.analysis import fold
from index.archive import Archive

CUP = "Argentina vô địch World Cup 2022 sau loạt luân lưu"
OLDER = "Pháp thắng Croatia 4–2, vô địch World Cup 2018"
GROWTH = "Kinh tế Việt Nam năm 2023 tăng 5,05%"
INDEX = "VN-Index tăng hơn 12% trong năm 2023"


def article(title: str, text: str = "Bài này kể nhiều điều khác.") -> Article:
    return Article(article_id=title, title=title, text=f"{title}\n\n{text}")


def marked(question: str, *titles: str, figures: bool = True) -> str | None:
    found = told_by_title(question, [article(title) for title in titles], figures=figures)
    return found.short_answer if found else None


@pytest.mark.parametrize(
    ("question", "title", "said"),
    [
        ("Ai vô địch World Cup 2022?", CUP, "Argentina"),
        ("Đội nào vô địch World Cup 2022?", CUP, "Argentina"),
        ("World Cup 2022 ai vô địch?", CUP, "Argentina"),
        ("Nước nào vô địch World Cup 2018?", OLDER, "Pháp"),
        ("Kinh tế Việt Nam năm 2023 tăng bao nhiêu?", GROWTH, "5,05%"),
        ("VN-Index tăng bao nhiêu phần trăm trong năm 2023?", INDEX, "hơn 12%"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD", "bare", "capitals"])
def test_a_headline_answers_in_the_place_of_the_question_words(
    question: str, title: str, said: str, form: str
) -> None:
    forms = {"bare": fold(question.lower()), "capitals": question.upper()}
    typed = forms.get(form) or normalize(form, question)  # type: ignore[arg-type]
    assert marked(typed, "Giá gạo tăng", title) == said


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Ai vô địch World Cup 2018?", CUP),
        ("Ai vô địch World Cup?", "Lộ diện đội vô địch World Cup"),
        ("Ai dự đoán Argentina vô địch World Cup 2022?", CUP),
        ("Kinh tế Việt Nam năm 2024 tăng bao nhiêu?", GROWTH),
        ("Kinh tế Việt Nam năm 2023 tăng bao nhiêu?", "Kinh tế Việt Nam năm 2023 tăng chậm lại"),
        ("Vì sao Argentina vô địch World Cup 2022?", CUP),
        ("Ai vô địch?", CUP),
        ("Ai vô địch World Cup 2022?", "Argentina vô địch World Cup 2022?"),
        ("Ai vô địch World Cup 2022?", "Argentina có thể vô địch World Cup 2022"),
    ],
)
def test_a_headline_that_tells_something_else_answers_nothing(question: str, title: str) -> None:
    assert marked(question, title) is None


def test_a_figure_behind_a_colon_is_not_what_the_headline_counts() -> None:
    title = "Giá vàng hôm nay 5/7: Một phút huy hoàng rồi chợt tắt"
    assert marked("Giá vàng hôm nay bao nhiêu?", title) is None


def test_a_title_that_is_not_in_the_text_cannot_be_quoted() -> None:
    apart = Article(article_id="a", title=CUP, text="Đêm qua ở Qatar.")
    assert told_by_title("Ai vô địch World Cup 2022?", [apart]) is None


def test_figures_of_headlines_may_be_left_aside() -> None:
    assert marked("Kinh tế Việt Nam năm 2023 tăng bao nhiêu?", GROWTH, figures=False) is None
    assert marked("Ai vô địch World Cup 2022?", CUP, figures=False) == "Argentina"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Cầu Mỹ Thuận 2 dài bao nhiêu mét và khánh thành ngày nào?",
         ("Cầu Mỹ Thuận 2 dài bao nhiêu mét?", "Cầu Mỹ Thuận 2 khánh thành ngày nào?")),
        ("World Cup 2022 ai vô địch, ở đâu, ngày nào?",
         ("World Cup 2022 ai vô địch?", "World Cup 2022 vô địch ở đâu?",
          "World Cup 2022 vô địch ngày nào?")),
        ("Vé metro Nhổn bao nhiêu tiền và vé metro số 1 bao nhiêu tiền?",
         ("Vé metro Nhổn bao nhiêu tiền?", "Vé metro số 1 bao nhiêu tiền?")),
        ("Sơn Đoòng do ai tìm thấy và năm nào?",
         ("Sơn Đoòng do ai tìm thấy?", "Sơn Đoòng tìm thấy năm nào?")),
        ("Bão Yagi đổ bộ lúc mấy giờ, ngày nào?", ()),
        ("Có mấy người lớn, mấy đứa trẻ?", ()),
        ("Ai ký hiệp định giữa Nga và Mỹ?", ()),
        ("cau my thuan 2 dai bao nhieu met va khanh thanh ngay nao", ()),
        ("Nó dài bao nhiêu và rộng bao nhiêu? (cầu Mỹ Thuận)", ()),
    ],
)  # fmt: skip
def test_questions_in_one_are_taken_apart(question: str, asked: tuple[str, ...]) -> None:
    assert parts(question) == asked


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    bridge = article(
        "Cầu Mỹ Thuận 2 khánh thành",
        "Sáng 24/12/2023, cầu Mỹ Thuận 2 bắc qua sông Tiền được khánh thành. "
        "Cầu Mỹ Thuận 2 dài 1.906 m, rộng 28 m.",
    )
    with Archive.open(tmp_path) as archive:
        archive.add([bridge, article(CUP, "Hai đội hòa 3–3 sau 120 phút ở Qatar.")])
        yield Assistant(archive)


def test_each_thing_asked_has_its_quote_and_what_is_not_told_is_named(assistant: Assistant) -> None:
    question = "Cầu Mỹ Thuận 2 dài bao nhiêu mét và khánh thành ngày nào?"
    answer = assistant.ask(Ask(question=question))
    quotes = [citation.quote for citation in answer.citations]
    assert [any(said in q for q in quotes) for said in ("1.906 m", "24/12/2023")] == [True, True]
    assert {claim.support.level for claim in answer.claims} == {"verbatim"}
    assert answer.short_answer == ""
    question = "Cầu Mỹ Thuận 2 dài bao nhiêu mét và ai thiết kế hệ thống đèn?"
    answer = assistant.ask(Ask(question=question))
    assert "1.906 m" in answer.citations[0].quote
    named = "Chưa tìm được lời đáp cho “Cầu Mỹ Thuận 2 ai thiết kế hệ thống đèn?”."
    assert named in answer.notices


def test_a_headline_is_cited_at_its_place(assistant: Assistant) -> None:
    answer = assistant.ask(Ask(question="Ai vô địch World Cup 2022?"))
    first = answer.citations[0]
    assert (answer.short_answer, first.quote, first.start) == ("Argentina", CUP, 0)
    assert answer.claims[0].support.level == "verbatim"
