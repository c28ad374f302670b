"""Dates as Vietnamese pages print them."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import HANOI, parse_date


def hanoi(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=HANOI)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thứ tư, 23/3/2022, 10:15 (GMT+7)", hanoi(2022, 3, 23, 10, 15)),
        ("Chủ nhật, 21/1/2024, 10:27 (GMT+7)", hanoi(2024, 1, 21, 10, 27)),
        ("ngày 31 tháng 10 năm 2021", hanoi(2021, 10, 31)),
        ("Hà Nội, ngày 5 tháng 4 năm 2021", hanoi(2021, 4, 5)),
        ("31 Tháng Mười Hai, 2021", hanoi(2021, 12, 31)),
        ("31 tháng mười 2021", hanoi(2021, 10, 31)),
        ("mùng 1 tháng tư năm 2020", hanoi(2020, 4, 1)),
        ("31/10/2021", hanoi(2021, 10, 31)),
        ("31-10-2021", hanoi(2021, 10, 31)),
        ("31.10.2021", hanoi(2021, 10, 31)),
        ("20210430", hanoi(2021, 4, 30)),
        ("20210430101500", hanoi(2021, 4, 30, 10, 15)),
        ("08:30 02/05/2021", hanoi(2021, 5, 2, 8, 30)),
        ("02/05/2021 08:30 PM", hanoi(2021, 5, 2, 20, 30)),
        ("02/05/2021 08:30 CH", hanoi(2021, 5, 2, 20, 30)),
        ("10h15 ngày 23-3-2022", hanoi(2022, 3, 23, 10, 15)),
        ("Chủ nhật, 31 tháng 10, 2021 - 8 giờ 05 phút", hanoi(2021, 10, 31, 8, 5)),
        ("2022-03-23", hanoi(2022, 3, 23)),
        ("2022-03-23 10:15", hanoi(2022, 3, 23, 10, 15)),
        ("2022-03-23T10:15:30+07:00", hanoi(2022, 3, 23, 10, 15, 30)),
        ("2022-03-23T03:15:00Z", datetime(2022, 3, 23, 3, 15, tzinfo=UTC)),
        (
            "2022-03-23T10:15:00.123-05:00",
            datetime(2022, 3, 23, 10, 15, tzinfo=timezone(-timedelta(hours=5))),
        ),
        ("Wed, 23 Mar 2022 10:15:00 +0700", hanoi(2022, 3, 23, 10, 15)),
        ("Wed, 23 Mar 2022 03:15:00 GMT", datetime(2022, 3, 23, 3, 15, tzinfo=UTC)),
    ],
)
def test_a_full_date_is_read_in_every_usual_form(text: str, expected: datetime) -> None:
    assert parse_date(text) == expected
    assert parse_date(unicodedata.normalize("NFD", text)) == expected
    found = parse_date(text.upper())
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4",
        "2021",
        "23/3",
        "ngày 1-2/11",
        "tháng 10 năm 2021",
        "23/3/22",
        "31/2/2021",
        "20211345",
        "1648005300",
        "0912345678",
        "N/A",
        "hôm nay",
        "10:15",
        "1.234.2021",
        "31/13/2021",
        "v1.2.2021.3",
    ],
)
def test_what_is_no_full_date_gives_none(text: str) -> None:
    found = parse_date(text)
    assert found is None, f"{text!r} was taken for {found}"


def test_without_a_zone_it_is_the_time_of_vietnam() -> None:
    found = parse_date("23/3/2022 10:15")
    assert found is not None
    assert found.utcoffset() == timedelta(hours=7)


@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2049, 12, 31)),
    st.sampled_from(
        [
            "%d/%m/%Y %H:%M",
            "%H:%M %d/%m/%Y",
            "%Y-%m-%dT%H:%M",
            "ngày %d tháng %m năm %Y, %H:%M",
            "%H giờ %M phút, ngày %d-%m-%Y",
            "%d.%m.%Y - %Hh%M",
        ]
    ),
)
def test_any_moment_comes_back_from_its_printed_form(moment: datetime, form: str) -> None:
    expected = moment.replace(second=0, microsecond=0, tzinfo=HANOI)
    assert parse_date(moment.strftime(form)) == expected


@given(st.text(max_size=500))
def test_any_text_gives_an_aware_date_or_none(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.tzinfo is not None
