"""Questions about a time: the year that is meant, and a time of which the archive holds nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from assistant.answer import Ask
from assistant.assistant import Assistant
from corpus.article import Article
from corpus.dates import HANOI
from corpus.reading import read_articles
from corpus.samples import sample_paths
from index.archive import Archive

OUTSIDE = "Kho không có bài đăng trong khoảng thời gian đó; đã tìm mọi bài."


def samples() -> list[Article]:
    read = read_articles([Path(path) for path in sample_paths()])
    return [article for article in read if isinstance(article, Article)]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with Archive.open(tmp_path_factory.mktemp("kho")) as archive:
        archive.add(samples())
        yield Assistant(archive)


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, tzinfo=HANOI)


def test_the_year_that_is_meant_is_read_where_its_words_find_nothing(assistant: Assistant) -> None:
    asked = Ask(
        question="Năm ngoái kinh tế Việt Nam tăng bao nhiêu phần trăm?", now=day(2025, 3, 1)
    )
    answer = assistant.ask(asked)
    assert not answer.refused
    assert answer.short_answer == "7,09%"
    assert answer.searched_for.startswith("Năm 2024")
    assert answer.question == asked.question


def test_nothing_printed_after_the_day_of_asking_is_read(assistant: Assistant) -> None:
    question = "Nhật Bản được mấy huy chương vàng ở Olympic năm nay?"
    answer = assistant.ask(Ask(question=question, now=day(2021, 9, 1)))
    assert answer.short_answer.startswith("27")
    assert {c.published_at.year for c in answer.citations if c.published_at} == {2021}


@pytest.mark.parametrize(
    "question", ["Hôm nay GDP tăng bao nhiêu phần trăm?", "Dân số Việt Nam năm nay là bao nhiêu?"]
)
def test_what_is_of_another_time_is_nearest_and_no_answer(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(Ask(question=question, now=day(2031, 5, 5)))
    assert answer.refused
    assert OUTSIDE in answer.notices
    assert answer.nearest


def test_articles_without_a_day_may_be_of_any_time(tmp_path: Path) -> None:
    question = "Hôm nay khánh thành cầu nào nối Tiền Giang và Vĩnh Long?"
    with Archive.open(tmp_path) as archive:
        archive.add(replace(article, published_at=None) for article in samples())
        answer = Assistant(archive).ask(Ask(question=question, now=day(2031, 5, 5)))
    assert OUTSIDE in answer.notices
    assert not answer.refused


def test_the_year_that_is_meant_is_read_without_marks_too(assistant: Assistant) -> None:
    question = "Nam ngoai kinh te Viet Nam tang bao nhieu phan tram?"
    answer = assistant.ask(Ask(question=question, now=day(2025, 3, 1)))
    assert answer.short_answer == "7,09%"
    assert answer.searched_for.startswith("Năm 2024 kinh tế Việt Nam")
