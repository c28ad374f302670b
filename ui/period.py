"""Dates as readers type them into the filters, made into the moments a search needs."""

import re
from calendar import monthrange
from datetime import datetime, timedelta

from corpus.dates import HANOI

_ORDERS = (
    re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<m>\d{1,2})[/.-](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})"),
)
_DAYS = {"week": 7, "month": 30, "year": 365}


class DateError(ValueError):
    """A date that cannot be read; the message is what was typed."""


def first_moment(text: str) -> datetime | None:
    """Where a period begins: midnight in Vietnam of the day, month or year; ``None`` if blank.

    Raises:
        DateError: It is no date.
    """
    parts = _parts(text)
    if parts is None:
        return None
    year, month, day = parts
    return _moment(text, year, month or 1, day or 1)


def last_moment(text: str) -> datetime | None:
    """Where a period ends: the last microsecond of the day, month or year; ``None`` if blank.

    Raises:
        DateError: It is no date.
    """
    parts = _parts(text)
    if parts is None:
        return None
    year, month, day = parts
    first = _moment(text, year, month or 12, 1)
    start = _moment(text, year, month or 12, day or monthrange(first.year, first.month)[1])
    return start + timedelta(days=1, microseconds=-1)


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day, 0 for what was not typed."""
    typed = (text or "").strip()
    if not typed:
        return None
    for order in _ORDERS:
        if match := order.fullmatch(typed):
            found = match.groupdict()
            return int(found["y"]), int(found.get("m") or 0), int(found.get("d") or 0)
    raise DateError(typed)


def _moment(text: str, year: int, month: int, day: int) -> datetime:
    try:
        return datetime(year, month, day, tzinfo=HANOI)
    except ValueError as error:
        raise DateError(text.strip()) from error


def latest(pick: str, newest: datetime | None) -> tuple[str, str]:
    """What a quick pick writes into the two boxes, counted back from the newest article."""
    if pick not in _DAYS or newest is None:
        return "", ""
    start = newest.astimezone(HANOI) - timedelta(days=_DAYS[pick] - 1)
    return f"{start.day}/{start.month}/{start.year}", ""
