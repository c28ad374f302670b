"""Reads figures and dates in Vietnamese text as values that can be compared.

Knows how Vietnamese writes numbers ("8.700", "1,5 triệu", "7,09%") and days ("ngày 2 tháng 9");
knows nothing of terms, passages or claims.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

SCALES = {
    "trăm": Decimal(100),
    "nghìn": Decimal(1000),
    "ngàn": Decimal(1000),
    "vạn": Decimal(10_000),
    "triệu": Decimal(10**6),
    "tỷ": Decimal(10**9),
    "tỉ": Decimal(10**9),
}
UNITS = {
    "%": "%", "phần trăm": "%", "đồng": "đồng", "vnd": "đồng", "vnđ": "đồng", "đ": "đồng",
    "usd": "usd", "đô la": "usd", "đô la mỹ": "usd", "đô": "usd", "$": "usd", "euro": "euro",
    "eur": "euro", "km": "km", "kilômét": "km", "cây số": "km", "km2": "km2", "km²": "km2",
    "m": "m", "mét": "m", "m2": "m2", "m²": "m2", "mét vuông": "m2", "m3": "m3", "m³": "m3",
    "cm": "cm", "mm": "mm", "ha": "ha", "hecta": "ha", "héc ta": "ha", "kg": "kg", "ký": "kg",
    "kilogam": "kg", "g": "g", "gam": "g", "tấn": "tấn", "tạ": "tạ", "lít": "lít", "độ c": "°c",
    "°c": "°c", "độ": "độ", "tuổi": "tuổi", "người": "người", "giờ": "giờ", "phút": "phút",
    "giây": "giây", "ngày": "ngày", "tuần": "tuần", "tháng": "tháng", "năm": "năm",
    "lần": "lần", "điểm": "điểm", "bàn": "bàn", "trận": "trận", "vụ": "vụ", "ca": "ca",
}  # fmt: skip
_FOLDED_SCALES = {"tram": 100, "nghin": 1000, "ngan": 1000, "van": 10**4, "trieu": 10**6, "ty": 10**9, "ti": 10**9}  # fmt: skip  # noqa: E501
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_JOINS = ("_", ".", ",")
_DAY_WORDS = ("tháng", "ngày", "mùng", "mồng", "thang", "ngay", "mung")
_SCALE = re.compile(r"\s*(trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|tram|nghin|ngan|trieu|ty|ti)(?!\w)")
_COUNTS = re.compile(
    r"\s*(?:%|phần trăm|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|tram|nghin|ngan|trieu|ty|ti)"
)
"""What may follow a number that has terms beyond the written one: a scale or a percentage."""
_UNIT = re.compile(
    r"\s*(" + "|".join(re.escape(u) for u in sorted(UNITS, key=len, reverse=True)) + r")(?!\w)"
)
_DAY = re.compile(
    r"(?<![\d/.,-])(?:(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d{2})"
    r"|(\d{1,2})/(\d{1,2})|(\d{1,2})/((?:19|20)\d{2}))(?![\d/]|[.,-]\d)"
    r"|(?:(?:ngày|mùng|mồng|ngay|mung)\s+(\d{1,2})\s+)?(?:tháng|thang)\s+(\d{1,2})"
    r"(?:\s*(?:/|,?\s*năm|nam)\s*((?:19|20)\d{2}))?(?!\w)"
    r"|(?:ngày|mùng|mồng|ngay)\s+(\d{1,2})-(\d{1,2})(?:-((?:19|20)\d{2}))?(?![\d-])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in a text: its value with the scale word taken in, unit or "", and place."""

    value: Decimal
    unit: str
    text: str
    start: int
    end: int

    @staticmethod
    def canonical(token: str) -> str:
        """Returns one spelling of a number token: "8.700" -> "8700", "02/09" -> "2/9"."""
        if "/" in token or token.count("-") == 2:
            parts = [part.lstrip("0") or "0" for part in re.split(r"[/-]", token)]
            return "/".join(parts)
        if not re.fullmatch(r"\d+(?:[.,]\d+)*%?", token):
            return token
        return plain(read_number(token.rstrip("%")))

    def other_terms(self) -> list[str]:
        """Returns the terms beyond the written number: the scaled value, the percentage."""
        written = Figure.canonical(_NUMBER.match(self.text)[0])  # type: ignore[index]
        found = [plain(self.value)] if plain(self.value) != written else []
        return [*found, plain(self.value) + "%"] if self.unit == "%" else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date in a text; parts not written are 0."""

    day: int
    month: int
    year: int
    start: int
    end: int

    def other_terms(self) -> list[str]:
        """Returns the terms of the date: "2/9/2024", "2/9", "9/2024", as far as known."""
        found = []
        if self.day:
            found.append(f"={self.day}/{self.month}")
        if self.month and self.year:
            found.append(f"={self.month}/{self.year}")
        return found


def plain(value: Decimal) -> str:
    """Returns a value without grouping, exponent or needless zeros: "1500000", "7.09"."""
    return format(value.normalize(), "f")


def read_number(token: str) -> Decimal:
    """Returns the value of a written number, by Vietnamese habit: dots group, a comma parts.

    "1.234.567" and "8.700" are grouped; "1.5", "7,09" and "1,234" are not; "10,000" and
    "1,234,567" are (English grouping, which newspapers use too).
    """
    pieces = re.split(r"[.,]", token)
    marks = re.findall(r"[.,]", token)
    if not marks:
        return Decimal(token)
    grouped = all(len(piece) == 3 for piece in pieces[1:]) and len(pieces[0]) <= 3
    by_thousands = marks[0] == "." or len(marks) > 1 or pieces[-1] == "000"
    if len(set(marks)) == 1 and grouped and pieces[0] != "0" and by_thousands:
        return Decimal("".join(pieces))
    if len(set(marks)) == 1 and len(marks) > 1:
        return Decimal("".join(pieces))
    return Decimal("".join(pieces[:-1]) + "." + pieces[-1])


def _lower(text: str) -> str:
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def numbers(text: str) -> list[Figure]:
    """Returns the figures of a text in order; "1,5 triệu" is one figure of value 1500000.

    Text is read in NFC; `start` and `end` take in the scale word, not the unit. Figures that are
    part of a date are left to `dates`.
    """
    plain_text = unicodedata.normalize("NFC", text)
    lowered = _lower(plain_text)
    written = list(_NUMBER.finditer(lowered))
    figures = _figures(lowered, written, _days(lowered, written))
    return [replace(f, text=plain_text[f.start : f.end]) for f in figures]


def dates(text: str) -> list[Day]:
    """Returns the dates of a text in order: "2/9", "2-9-2024", "tháng 9 năm 2024", "tháng 9"."""
    lowered = _lower(unicodedata.normalize("NFC", text))
    return _days(lowered, _NUMBER.finditer(lowered))


def counted_and_dates(text: str) -> tuple[list[Figure], list[Day]]:
    """Returns the figures of a text that have terms of their own, and its dates.

    A number without a scale word or "%" has none beyond what is written.

    Args:
        text: in NFC and lower case.
    """
    written = list(_NUMBER.finditer(text))
    days = _days(text, written)
    return list(_figures(text, [m for m in written if _COUNTS.match(text, m.end())], days)), days


def _figures(
    lowered: str, written: Iterable[re.Match[str]], days: Sequence[Day]
) -> Iterator[Figure]:
    """The figures of written numbers that are neither within a word nor part of a date."""
    for match in written:
        start, end = match.span()
        before = lowered[start - 1 : start]
        if before.isalnum() or before in _JOINS or any(d.start <= start < d.end for d in days):
            continue
        value = read_number(match[0])
        while scale := _SCALE.match(lowered, end):
            value *= SCALES.get(scale[1]) or Decimal(_FOLDED_SCALES[scale[1]])
            end = scale.end()
        found = _UNIT.match(lowered, end)
        unit = UNITS[found[1]] if found else ""
        yield Figure(value=value, unit=unit, text=lowered[start:end], start=start, end=end)


def _days(lowered: str, written: Iterable[re.Match[str]]) -> list[Day]:
    """The dates of a text; each begins with a written number or with a word before one."""
    found, free = [], 0
    for number in written:
        match = _day_at(lowered, free, number.start())
        if match is None:
            continue
        free = match.end()
        parts = [int(group or 0) for group in match.groups()]
        day = parts[0] or parts[3] or parts[7] or parts[10]
        month = parts[1] or parts[4] or parts[5] or parts[8] or parts[11]
        year = parts[2] or parts[6] or parts[9] or parts[12]
        if 1 <= month <= 12 and day <= 31:
            found.append(Day(day=day, month=month, year=year, start=match.start(), end=match.end()))
    return found


def _day_at(text: str, free: int, digit: int) -> re.Match[str] | None:
    """The date whose first digits are at `digit`, with the word before them; none before `free`."""
    if digit < free:
        return None
    end = digit
    while end > free and text[end - 1].isspace():
        end -= 1
    if end < digit and text.endswith(_DAY_WORDS, free, end):
        word = next(w for w in _DAY_WORDS if text.endswith(w, free, end))
        if match := _DAY.match(text, end - len(word)):
            return match
    return _DAY.match(text, digit)
