"""Dates typed into the filters."""

from datetime import datetime

import pytest

from corpus.dates import HANOI
from ui.period import DateError, first_moment, last_moment, latest


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("23/3/2022", "2022-03-23T00:00:00", "2022-03-23T23:59:59.999999"),
        ("23-03-2022", "2022-03-23T00:00:00", "2022-03-23T23:59:59.999999"),
        ("2022-03-23", "2022-03-23T00:00:00", "2022-03-23T23:59:59.999999"),
        ("2/2024", "2024-02-01T00:00:00", "2024-02-29T23:59:59.999999"),
        ("12/2021", "2021-12-01T00:00:00", "2021-12-31T23:59:59.999999"),
        (" 2022 ", "2022-01-01T00:00:00", "2022-12-31T23:59:59.999999"),
    ],
)
def test_a_day_month_or_year_has_a_beginning_and_an_end(typed: str, first: str, last: str) -> None:
    assert first_moment(typed) == datetime.fromisoformat(first).replace(tzinfo=HANOI)
    assert last_moment(typed) == datetime.fromisoformat(last).replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    "typed", ["hôm qua", "31/2/2022", "13/2022", "0/0/0000", "1/1/22", "x" * 99]
)
def test_what_is_no_date_is_named_in_the_error(typed: str) -> None:
    for read in (first_moment, last_moment):
        with pytest.raises(DateError, match=typed[:5]):
            read(typed)


@pytest.mark.parametrize("typed", ["", "  ", None])
def test_nothing_typed_filters_nothing(typed: str) -> None:
    assert first_moment(typed) is None
    assert last_moment(typed) is None


def test_quick_picks_count_back_from_the_newest_article() -> None:
    newest = datetime(2022, 3, 24, 23, 0, tzinfo=HANOI)
    assert latest("week", newest) == ("18/3/2022", "")
    assert latest("month", newest) == ("23/2/2022", "")
    assert latest("all", newest) == ("", "")
    assert latest("week", None) == ("", "")
