"""Questions about two things: what is taken apart, what stays together, what is shown."""

import pytest

from assistant.comparing import halves, side_by_side
from assistant.disagreement import disagreements
from assistant.evidence import Evidence, Reading
from assistant.question_kind import ask
from assistant.writer_extractive import ExtractiveWriter
from tests.test_disagreement import ONE, TWO

QUESTION = "Công suất thủy điện Sơn La và thủy điện Hòa Bình là bao nhiêu?"


@pytest.mark.parametrize(
    ("question", "one", "two"),
    [
        (QUESTION, "Công suất thủy điện Sơn La là bao nhiêu?",
         "Công suất thủy điện Hòa Bình là bao nhiêu?"),
        ("GDP năm 2023 và 2024 lần lượt là bao nhiêu?", "GDP năm 2023 là bao nhiêu?",
         "GDP năm 2024 là bao nhiêu?"),
        ("World Cup 2014 và World Cup 2022 mỗi giải có bao nhiêu bàn?",
         "World Cup 2014 có bao nhiêu bàn?", "World Cup 2022 có bao nhiêu bàn?"),
        ("Có mấy đại biểu ở khóa XIV và khóa XV?", "Có mấy đại biểu ở khóa XIV?",
         "Có mấy đại biểu ở khóa XV?"),
        ("nhap khau nam 2023 va nam 2024 la bao nhieu", "nhap khau nam 2023 la bao nhieu",
         "Nhap khau nam 2024 la bao nhieu"),
    ],
)  # fmt: skip
def test_a_question_about_two_things_is_two_questions(question: str, one: str, two: str) -> None:
    assert halves(question) == (one, two)


@pytest.mark.parametrize(
    "question",
    [
        "Đường dây nóng giữa Nga và Mỹ lập năm nào?",
        "Ông Biden và ông Putin gặp nhau ở đâu?",
        "Thái Lan và Việt Nam đá trận nào?",
        "Cầu Nhật Tân với cầu Vĩnh Tuy cầu nào dài hơn?",
        "Giai đoạn từ 2010 và 2015 tăng bao nhiêu?",
        "Bộ Giáo dục và Đào tạo tuyển bao nhiêu người?",
        "Vì sao năm 2023 và năm 2024 tăng chậm?",
        "Nó tăng bao nhiêu? (năm 2023 và năm 2024)",
    ],
)
def test_what_is_asked_of_two_together_stays_together(question: str) -> None:
    assert halves(question) is None


def reading(text: str, sure: float) -> Reading:
    evidence = Evidence(
        text=text, article_id=text, revision=1, start=0, end=len(text), probability=sure, score=1.0
    )
    return Reading(evidence=(evidence,), p_answerable=sure, p_right=sure, asked=ask(QUESTION))


def test_both_answers_stand_side_by_side_as_sure_as_the_less_sure() -> None:
    one, two = reading("Nhà máy Sơn La có công suất 2.400 MW.", 0.9), reading("1.920 MW.", 0.8)
    both = side_by_side(one, two)
    assert [e.text for e in both.evidence] == [one.evidence[0].text, two.evidence[0].text]
    assert (both.p_answerable, both.p_right) == (0.8, 0.8)
    assert side_by_side(one, one).evidence == one.evidence


def test_both_are_quoted_in_the_order_asked() -> None:
    one = reading("Thủy điện Sơn La có công suất lắp đặt 2.400 MW.", 0.9)
    two = reading("Thủy điện Hòa Bình có công suất lắp đặt 1.920 MW.", 0.8)
    evidence = side_by_side(one, two).evidence
    assert ExtractiveWriter().choose(QUESTION, evidence) == [1, 2]


def test_figures_of_two_things_do_not_disagree() -> None:
    assert disagreements("Vụ cháy làm bao nhiêu người chết?", [ONE, TWO])
    assert disagreements("Năm 2023 và 2024 bao nhiêu người chết?", [ONE, TWO]) == ()
