from dataclasses import replace

import pytest

from assistant.evidence import Evidence
from assistant.plainly import plainly_told
from assistant.writer_extractive import ExtractiveWriter
from corpus.article import Article

SAID = "Thiệt hại do bão số 3 (Yagi) và mưa lũ đã vượt 81.000 tỷ đồng."
FIRST = "Thiệt hại kinh tế ban đầu được ước tính khoảng 40.000 tỷ đồng."
GDP = "GDP năm 2024 của Việt Nam tăng bao nhiêu phần trăm?"
TITLE = "GDP năm 2024 của Việt Nam tăng 7,09%"


def evidence(text: str, marked: str = "81.000 tỷ đồng", title: str = "") -> Evidence:
    start = text.find(marked)
    span = (start, start + len(marked)) if start >= 0 else (None, None)
    return Evidence(
        text=text, article_id=text[:12], revision=1, start=0, end=len(text), probability=0.7,
        score=1.0, span_start=span[0], span_end=span[1], span_probability=0.9, title=title,
    )  # fmt: skip


def test_a_sentence_with_every_word_of_the_question_tells_it_plainly() -> None:
    assert plainly_told("Thiệt hại do bão Yagi là bao nhiêu tỷ đồng?", [evidence(SAID)]) == 0
    assert plainly_told("thiet hai do bao yagi la bao nhieu", [evidence(SAID)]) == 0


def test_it_may_be_the_second_or_third_and_both_figures_stand_side_by_side() -> None:
    question = "Thiệt hại do bão Yagi là bao nhiêu tỷ đồng?"
    first = replace(evidence(FIRST, "40.000 tỷ đồng", title="Bão số 3"), probability=0.28)
    second = replace(evidence(SAID), probability=0.24)
    assert plainly_told(question, [first, second]) == 1
    assert ExtractiveWriter().choose(question, [second, first]) == [1, 2]
    assert plainly_told(question, [first, first, first, second]) is None


def test_another_name_or_year_is_not_told() -> None:
    assert plainly_told("Thiệt hại do bão Sơn Tinh là bao nhiêu tỷ đồng?", [evidence(SAID)]) is None
    assert plainly_told("Thiệt hại do bão Yagi năm 2019 là bao nhiêu?", [evidence(SAID)]) is None


def test_a_verb_that_only_looks_like_a_month_is_not_told() -> None:
    said = "Ở bán kết AFF Cup 2018, Việt Nam vượt qua Philippines với tỷ số 2–1."
    question = "Philippines thắng Việt Nam mấy bàn ở bán kết AFF Cup 2018?"
    assert plainly_told(question, [evidence(said, "2–1")]) is None


def test_another_figure_than_the_titles_own_is_not_told() -> None:
    other = evidence("Xuất khẩu tăng 14,3%.", "14,3%", title=TITLE)
    growth = evidence("Kinh tế Việt Nam năm 2024 tăng trưởng 7,09%.", "7,09%", title=TITLE)
    assert plainly_told(GDP, [other]) is None
    assert plainly_told(GDP, [other, growth]) == 1


@pytest.mark.parametrize(
    ("question", "marked", "sure", "told"),
    [
        ("Chung kết World Cup 2022 diễn ra ở đâu?", "sân Lusail, Qatar", 0.9, 0),
        ("Chung kết World Cup 2022 diễn ra ngày nào?", "tối 18/12/2022", 0.9, 0),
        ("Chung kết World Cup 2022 diễn ra ở đâu?", "sân Lusail, Qatar", 0.4, None),
        ("Chung kết World Cup 2018 diễn ra ở đâu?", "sân Lusail, Qatar", 0.9, None),
        ("Bán kết World Cup 2022 diễn ra ở đâu?", "sân Lusail, Qatar", 0.9, None),
    ],
)
def test_a_title_may_name_the_event_whose_place_and_day_the_best_sentence_tells(
    question: str, marked: str, sure: float, told: int | None
) -> None:
    said = evidence("Hai đội hòa 3–3 trong trận chung kết trên sân Lusail, Qatar, tối 18/12/2022.",
                    marked, title="Argentina vô địch World Cup 2022")  # fmt: skip
    other = evidence("Giải được tổ chức để tránh nắng nóng.", "nắng nóng")
    assert plainly_told(question, [replace(said, span_probability=sure), other]) == told
    assert plainly_told(question, [other, replace(said, span_probability=sure)]) is None


def test_a_title_may_hold_the_rest_of_the_question() -> None:
    said = evidence("Mỗi năm nhà máy cung cấp khoảng 4,67 tỷ kWh.", "khoảng 4,67 tỷ kWh",
                    title="Nhà máy thủy điện Lai Châu")  # fmt: skip
    assert plainly_told("Nhà máy Lai Châu cung cấp bao nhiêu kWh mỗi năm?", [said]) == 0
    assert plainly_told("Nhà máy Lai Châu cung cấp bao nhiêu nước mỗi năm?", [said]) is None
    assert plainly_told("Ai làm giám đốc nhà máy Lai Châu cung cấp mỗi năm?", [said]) is None


def test_without_a_marked_answer_nothing_is_told() -> None:
    assert plainly_told("Thiệt hại do bão Yagi là bao nhiêu?", [evidence(SAID, "không có")]) is None


def test_two_words_are_too_few_to_tell() -> None:
    assert plainly_told("Thiệt hại là bao nhiêu?", [evidence(SAID)]) is None


def test_a_sentence_further_down_that_has_the_question_word_for_word_tells_it() -> None:
    others = [
        replace(evidence(f"Giải Nobel {year} về tay ông Lam.", "ông Lam"), probability=0.2)
        for year in (2020, 2021, 2022, 2023)
    ]
    said = evidence("Nhà văn Han Kang đoạt giải Nobel Văn học 2024", marked="không")
    question = "Ai đoạt giải Nobel Văn học năm 2024?"
    assert plainly_told(question, [*others, said]) == 4
    assert plainly_told("ai doat giai nobel van hoc nam 2024", [*others, said]) == 4
    assert plainly_told("Vì sao Han Kang đoạt giải Nobel Văn học 2024?", [*others, said]) is None
    apart = evidence("Văn phòng giải Nobel 2024 nói học trò đoạt ba cúp", marked="không")
    assert plainly_told(question, [*others, apart]) is None


def test_a_sentence_that_settles_a_yes_or_no_tells_it_plainly() -> None:
    text = "Đầu năm 2021, hai nước đã gia hạn Hiệp ước New START thêm năm năm."
    said = evidence(text, marked="không có")
    title = "Mỹ và Nga bàn về an ninh mạng"
    article = Article(article_id=said.article_id, title=title, text=f"{title}\n\n{text}")
    held = {said.article_id: article}
    asked = "Mỹ và Nga có gia hạn Hiệp ước New START không?"
    assert plainly_told(asked, [said], held) == 0
    assert plainly_told("Mỹ và Nga có bàn về Hiệp ước New START không?", [said]) is None


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        (
            "Quảng Trị xin bao nhiêu tiền để thay bia mộ?",
            "Quảng Trị xin 8,8 tỷ đồng thay bia mộ",
            0,
        ),
        ("quang tri xin bao nhieu tien thay bia mo", "Quảng Trị xin 8,8 tỷ đồng thay bia mộ", 0),
        ("Tượng Phật cao bao nhiêu mét?", "Cao 72 m, tượng Phật lớn nhất vùng.", 0),
        ("Tượng Phật cao bao nhiêu mét?", "Tượng Phật cao 12 tầng.", None),
        ("Quảng Trị xin bao nhiêu tiền thay bia mộ?", "Quảng Trị xin thay 7.000 bia mộ.", None),
    ],
)
def test_the_measure_asked_with_may_be_written_otherwise(
    question: str, text: str, told: int | None
) -> None:
    marked = next(m for m in ("8,8 tỷ đồng", "72 m", "12 tầng", "7.000 bia") if m in text)
    assert plainly_told(question, [evidence(text, marked)]) == told
