from datetime import datetime
from unicodedata import normalize

import pytest

from assistant.times import TimeCondition, time_condition
from corpus.dates import HANOI

NOW = datetime(2021, 4, 30, 15, 0, tzinfo=HANOI)


def condition(question: str, **given: datetime) -> TimeCondition:
    return time_condition(question, now=NOW, **given)


def day(month: int, number: int, year: int = 2021) -> datetime:
    return datetime(year, month, number, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Tin hôm qua có gì?", day(4, 29), day(4, 29)),
        ("tin hom qua co gi", day(4, 29), day(4, 29)),
        ("Các bài báo tuần trước nói gì về Covid?", day(4, 19), day(4, 25)),
        ("Tin tức tháng trước về giá vàng", day(3, 1), day(3, 31)),
        ("Báo đăng hôm nay viết gì?", day(4, 30), day(4, 30)),
    ],
)
def test_words_about_publishing_bound_the_search(
    question: str, first: datetime, last: datetime
) -> None:
    found = condition(question)
    assert found.since == first
    assert found.until is not None
    assert found.until.date() == last.date()
    assert found.explained.startswith("Chỉ tìm bài đăng")
    assert found.from_question


@pytest.mark.parametrize(
    "question",
    [
        "Ngày 23/3 ai nói Nga từ chối điện đàm?",
        "Tháng 4/2021 Ấn Độ có thêm bao nhiêu ca?",
        "Tính đến ngày 20/4 có bao nhiêu người tiêm?",
        "Ai đoạt Quả bóng vàng 2021?",
    ],
)
def test_a_written_date_of_an_event_never_bounds_the_search(question: str) -> None:
    found = condition(question)
    assert (found.since, found.until) == (None, None)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Hôm qua Hà Nội có bao nhiêu ca mắc?", day(4, 29)),
        ("hom qua ha noi co bao nhieu ca mac", day(4, 29)),
        ("Năm ngoái GDP tăng bao nhiêu?", day(1, 1, 2020)),
    ],
)
def test_what_was_printed_before_yesterday_tells_nothing_of_yesterday(
    question: str, first: datetime
) -> None:
    found = condition(question)
    assert (found.since, found.until) == (first, None)
    assert found.from_question
    assert condition(question, since=day(1, 1)).since == day(1, 1)


def test_what_the_caller_sets_is_kept() -> None:
    found = condition("Tin hôm qua có gì?", since=day(1, 1), until=day(2, 1))
    assert (found.since, found.until) == (day(1, 1), day(2, 1))
    assert condition("GDP tăng bao nhiêu?", since=day(1, 1)).since == day(1, 1)


def test_a_relative_day_is_explained_to_the_reader() -> None:
    assert "29/4/2021" in condition("Hôm qua Hà Nội có bao nhiêu ca?").explained
    assert "1/1/2020 đến 31/12/2020" in condition("Năm ngoái GDP tăng bao nhiêu?").explained


def test_as_of_names_the_moment_asked_about() -> None:
    found = condition("Tính đến ngày 20/4 có bao nhiêu người tiêm?")
    assert found.as_of is not None
    assert found.as_of.date() == day(4, 20).date()


@pytest.mark.parametrize(
    "question",
    ["Số ca mắc mới nhất là bao nhiêu?", "Hiện nay ai là thủ tướng?", "hien nay ai la thu tuong"],
)
def test_figures_that_change_are_asked_newest_first(question: str) -> None:
    assert condition(question).newest_first
    assert condition(normalize("NFD", question)).newest_first


def test_an_ordinary_question_has_no_condition() -> None:
    assert condition("Ai đoạt Quả bóng vàng?") == TimeCondition()


def test_february_the_29th_ends_a_year_that_has_none_without_a_fault() -> None:
    leap = datetime(2024, 2, 29, tzinfo=HANOI)
    found = time_condition("Tin tức năm ngoái", now=leap)
    assert found.since == day(1, 1, 2023)
    assert time_condition("Ngày 31/2 có gì?", now=leap) == TimeCondition()


@pytest.mark.parametrize(
    ("question", "dated"),
    [
        ("Năm ngoái GDP tăng bao nhiêu?", "Năm 2020 GDP tăng bao nhiêu?"),
        ("GDP nam ngoai tang bao nhieu", "GDP năm 2020 tang bao nhieu"),
        ("SEA Games năm nay ai nhất?", "SEA Games năm 2021 ai nhất?"),
        ("Hôm qua Hà Nội có bao nhiêu ca?", ""),
        ("Năm 2020 GDP tăng bao nhiêu?", ""),
    ],
)
def test_the_year_meant_can_be_written_out(question: str, dated: str) -> None:
    assert condition(question).dated == dated
