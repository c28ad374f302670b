"""Dates as Vietnamese pages print them, read into aware times; never guesses a missing part."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

_MONTH_WORDS = (
    "giêng|một",
    "hai",
    "ba",
    "tư|bốn",
    "năm",
    "sáu",
    "bảy|bẩy",
    "tám",
    "chín",
    "mười",
    "mười một",
    "mười hai|chạp",
)
_MONTHS = {word: n for n, words in enumerate(_MONTH_WORDS, 1) for word in words.split("|")}
_MONTH_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(
        r"(?<![\d.,/-])(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\d/-])"
    ),
    re.compile(
        r"(?<![\d.,/-])(?P<d>\d{1,2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?![./-]?\d)"
    ),
    re.compile(
        r"(?<![\d.,/-])(?P<d>\d{1,2})[ ]+tháng[ ]+(?P<m>\d{1,2}|" + _MONTH_NAMES + r")"
        r"(?:[ ]*,[ ]*|[ ]+năm[ ]+|[ ]*,?[ ]*năm[ ]+|[ ]+)(?P<y>(?:19|20)\d\d)(?!\d)"
    ),
    re.compile(
        r"(?<![\w.,/-])(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:T?(?P<c>\d{6}))?(?![\w])"
    ),
)
_TIME = re.compile(
    r"(?<![\d:.,/-])(?P<h>\d{1,2})(?:[:h]|[ ]?giờ[ ]?|g)(?P<n>\d{2})(?::(?P<s>\d\d)(?:[.,]\d{1,9})?"
    r"|[ ]?phút)?(?!\d)[ ]*(?P<half>(?:am|pm|sa|ch)(?!\w))?"
)
_ZONE = re.compile(
    r"(?:gmt|utc)[ ]*(?P<g>[+-])(?P<gh>\d{1,2})(?::?(?P<gm>\d\d))?(?!\d)"
    r"|(?<=[\d ])(?P<o>[+-])(?P<oh>\d\d):?(?P<om>\d\d)(?!\d)"
    r"|(?P<z>(?<=\d)z(?!\w)|\b(?:gmt|utc)\b)"
)


def parse_date(text: str) -> datetime | None:
    """The first full date in a short text, aware, or ``None``; Vietnam's time without a zone.

    A day without a time is its midnight. Year, month and day must all be printed: a bare
    number, a two-digit year or a day that does not exist gives ``None``.
    """
    text = " ".join(unicodedata.normalize("NFC", text[:400]).casefold().split())
    for year, month, day, span, clock in _days(text):
        before, after = text[: span[0]], text[span[1] :]
        hour, minute, second = clock or _time(before, after)
        try:
            return datetime(year, month, day, hour, minute, second, tzinfo=_zone(after or before))
        except ValueError:
            continue
    return _mail_date(text)


def _days(
    text: str,
) -> Iterator[tuple[int, int, int, tuple[int, int], tuple[int, int, int] | None]]:
    """Year, month, day, place and the clock where it is written into the same digits."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            month = match["m"]
            number = int(month) if month.isdigit() else _MONTHS[month]
            digits = match.groupdict().get("c")
            clock = (int(digits[:2]), int(digits[2:4]), int(digits[4:])) if digits else None
            yield int(match["y"]), number, int(match["d"]), match.span(), clock


def _time(before: str, after: str) -> tuple[int, int, int]:
    """Hour, minute and second printed next to a date; midnight where there is none."""
    after = after.removeprefix("t")
    match = _TIME.search(after[:24]) or _TIME.search(before[-40:])
    if not match:
        return 0, 0, 0
    hour, half = int(match["h"]), match["half"]
    if half in ("pm", "ch") and hour < 12:
        hour += 12
    if half in ("am", "sa") and hour == 12:
        hour = 0
    if hour > 23 or int(match["n"]) > 59:
        return 0, 0, 0
    return hour, int(match["n"]), min(int(match["s"] or 0), 59)


def _zone(text: str) -> timezone | ZoneInfo:
    """The zone printed after a time, else Vietnam's.

    Raises:
        ValueError: A zone that does not exist.
    """
    match = _ZONE.search(text[:60])
    if not match:
        return HANOI
    if match["z"]:
        return UTC
    sign = -1 if (match["g"] or match["o"]) == "-" else 1
    hours, minutes = int(match["gh"] or match["oh"]), int(match["gm"] or match["om"] or 0)
    offset = sign * timedelta(hours=hours, minutes=minutes)
    return HANOI if offset == timedelta(hours=7) else timezone(offset)


def _mail_date(text: str) -> datetime | None:
    """A date as mail and RSS write it ("Wed, 23 Mar 2022 10:15:00 +0700")."""
    if not re.search(r"\d{1,2}[ -][a-z]{3,9}[ -](?:19|20)\d\d", text):
        return None
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=HANOI)
