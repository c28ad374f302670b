from dataclasses import replace
from datetime import UTC, datetime

from assistant.answer import Citation
from assistant.disagreement import disagreements

QUESTION = "Vụ cháy làm bao nhiêu người chết?"


def cited(number: int, quote: str, marked: str, article_id: str = "") -> Citation:
    start = quote.index(marked)
    return Citation(
        number=number, article_id=article_id or f"a{number}", revision=1, start=100,
        end=100 + len(quote), quote=quote, title="Cháy chung cư", source=f"Báo {number}", url="",
        published_at=None, span=(100 + start, 100 + start + len(marked)),
    )  # fmt: skip


ONE = cited(1, "Vụ cháy chung cư làm 13 người chết.", "13 người")
TWO = cited(2, "Vụ cháy chung cư làm 15 người thiệt mạng.", "15 người")
SAME = cited(3, "Mười ba người chết trong vụ cháy chung cư.", "Mười ba người")
OTHER = cited(4, "Giá thuê chung cư tăng 15% mỗi năm.", "15%")


def test_different_figures_for_the_same_thing_stand_side_by_side() -> None:
    assert disagreements(QUESTION, [ONE, TWO]) == ((1, 2),)


def test_the_same_figure_in_other_words_is_no_disagreement() -> None:
    assert disagreements(QUESTION, [ONE, SAME]) == ()


def test_figures_of_different_things_are_no_disagreement() -> None:
    assert disagreements(QUESTION, [ONE, OTHER]) == ()


def test_two_figures_of_one_article_are_no_disagreement() -> None:
    assert disagreements(QUESTION, [ONE, replace(TWO, article_id="a1")]) == ()


def test_a_rounded_figure_is_the_same_figure() -> None:
    exact = cited(1, "Dân số cả nước là 96.208.984 người.", "96.208.984 người")
    rough = cited(2, "Dân số cả nước khoảng 96,2 triệu người.", "96,2 triệu người")
    assert disagreements("Dân số cả nước là bao nhiêu?", [exact, rough]) == ()


def test_different_dates_stand_side_by_side() -> None:
    left = cited(1, "Cầu được khánh thành ngày 2/9/2021.", "ngày 2/9/2021")
    right = cited(2, "Cầu được khánh thành ngày 5 tháng 9.", "ngày 5 tháng 9")
    vague = cited(3, "Cầu được khánh thành tháng 9/2021.", "tháng 9/2021")
    assert disagreements("Cầu khánh thành khi nào?", [left, right]) == ((1, 2),)
    assert disagreements("Cầu khánh thành khi nào?", [left, vague]) == ()


def test_questions_that_ask_for_no_figure_have_no_disagreement() -> None:
    assert disagreements("Ai gây ra vụ cháy chung cư?", [ONE, TWO]) == ()


def test_near_copies_of_one_story_do_not_disagree_with_it() -> None:
    copied = replace(ONE, copies=(("Báo 2", "Cháy chung cư", "a2"),))
    assert disagreements(QUESTION, [copied, TWO]) == ()


def test_figures_of_different_days_are_no_disagreement() -> None:
    told = [
        replace(one, title="Covid-19 ở Ấn Độ", published_at=datetime(2021, 4, day, tzinfo=UTC))
        for one, day in (
            (cited(1, "24 giờ qua, Ấn Độ có thêm 3.293 người chết.", "3.293 người"), 28),
            (cited(2, "Trong 24 giờ qua, Ấn Độ có 3.645 người chết.", "3.645 người"), 29),
            (cited(3, "Ấn Độ có thêm 3.645 người chết hôm nay.", "3.645 người"), 28),
        )
    ]
    question = "Ấn Độ có bao nhiêu người chết vì Covid-19?"
    assert disagreements(question, told[:2]) == ()
    assert disagreements(question, [told[0], told[2]]) == ((1, 3),)
