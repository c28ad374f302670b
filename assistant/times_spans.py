"""The stretch of time that words of a question name, counted from a given day."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.checking_days import Date, dates_in
from assistant.checking_words import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A named stretch of time.

    Attributes:
        first: Its first moment.
        last: Its last second.
        text: As the question says it.
        start: Where it stands in the question.
        relative: Whether it is counted from today ("hôm qua"), not a date.
    """

    first: datetime
    last: datetime
    text: str
    start: int
    end: int
    relative: bool


_DAYS = {"hôm nay": 0, "hôm qua": -1, "hôm kia": -2, "hom nay": 0, "hom qua": -1, "hom kia": -2}
_RELATIVE = re.compile(
    r"(?<!\w)(?:(?P<day>hôm nay|hôm qua|hôm kia|hom nay|hom qua|hom kia)"
    r"|(?:(?P<n>\d{1,3}) )(?P<unit>ngày|tuần|tháng|năm|ngay|tuan|thang|nam) "
    r"(?:qua|gần đây|vừa qua|trở lại đây|gan day|vua qua)"
    r"|(?P<week>tuần|tuan) (?P<w>này|nay|trước|truoc|qua|vừa rồi|vua roi|vừa qua)"
    r"|(?P<month>tháng|thang) (?P<m>này|nay|trước|truoc|qua|vừa rồi|vừa qua)"
    r"|(?P<year>năm|nam) (?P<y>nay|ngoái|ngoai|trước|truoc|kia|vừa qua))(?!\w)"
)
_THIS = frozenset({"này", "nay"})


def span_named(plain: str, today: datetime) -> Span | None:
    """The stretch of time a question names, a relative one first; ``None`` where it names none.

    Args:
        plain: The question, normalised, single blanks.
        today: What relative words are counted from.
    """
    if match := _RELATIVE.search(plain):
        first, last = _relative(match, _midnight(today))
        return Span(
            first=first,
            last=last,
            text=match[0],
            start=match.start(),
            end=match.end(),
            relative=True,
        )
    named = [d for d in dates_in(Said(plain)) if d.weekday is None and not d.relative]
    for date in sorted(named, key=lambda d: (not d.year, not d.day)):
        if (bounds := _bounds(date, today)) is not None:
            return Span(
                first=bounds[0], last=bounds[1], text=plain[date.start : date.end],
                start=date.start, end=date.end, relative=False,
            )  # fmt: skip
    return None


def _midnight(when: datetime) -> datetime:
    return when.replace(hour=0, minute=0, second=0, microsecond=0)


def _end(first: datetime, days: int) -> datetime:
    return first + timedelta(days=days, seconds=-1)


def _relative(match: re.Match[str], today: datetime) -> tuple[datetime, datetime]:
    """First and last moment of a relative stretch."""
    if match["day"]:
        first = today + timedelta(days=_DAYS[match["day"]])
        return first, _end(first, 1)
    if match["n"]:
        days = {"n": 1, "t": 7}
        length = int(match["n"]) * (
            30 if match["unit"].startswith("th") else 365 if match["unit"] in ("năm", "nam")
            else days[match["unit"][0]]
        )  # fmt: skip
        return today - timedelta(days=length), _end(today, 1)
    if match["week"]:
        monday = today - timedelta(days=today.weekday())
        first = monday if match["w"] in _THIS else monday - timedelta(days=7)
        return first, _end(first, 7)
    if match["month"]:
        back = 0 if match["m"] in _THIS else 1
        return _month(today.year * 12 + today.month - 1 - back, today)
    back = 0 if match["y"] == "nay" else 2 if match["y"] == "kia" else 1
    return _year(today.year - back, today)


def _month(count: int, like: datetime) -> tuple[datetime, datetime]:
    """A month by its count since year 0."""
    first = _midnight(like).replace(year=count // 12, month=count % 12 + 1, day=1)
    after = first.replace(year=(count + 1) // 12, month=(count + 1) % 12 + 1)
    return first, after - timedelta(seconds=1)


def _year(year: int, like: datetime) -> tuple[datetime, datetime]:
    first = _midnight(like).replace(year=year, month=1, day=1)
    return first, first.replace(year=year + 1) - timedelta(seconds=1)


def _bounds(date: Date, today: datetime) -> tuple[datetime, datetime] | None:
    """First and last moment of a written date; a missing year is the last one it can be."""
    year = date.year or today.year
    if not date.year and (date.month, date.day) > (today.month, today.day):
        year -= 1
    if date.day and date.month:
        try:
            first = _midnight(today).replace(year=year, month=date.month, day=date.day)
        except ValueError:
            return None
        return first, _end(first, 1)
    if date.month:
        return _month(year * 12 + date.month - 1, today)
    return _year(year, today) if date.year else None
