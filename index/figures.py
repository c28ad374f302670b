"""Reads figures and dates in Vietnamese text as values that can be compared.

Knows how Vietnamese writes numbers ("8.700", "1,5 triệu", "7,09%") and days ("ngày 2 tháng 9");
knows nothing of terms, passages or claims.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
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
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\d)")
_SCALE = re.compile(r"\s*(trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|tram|nghin|ngan|trieu|ty|ti)(?!\w)")
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
    found = []
    spans = [(day.start, day.end) for day in dates(plain_text)]
    for match in _NUMBER.finditer(lowered):
        if any(start <= match.start() < end for start, end in spans):
            continue
        value, end = read_number(match[0]), match.end()
        while scale := _SCALE.match(lowered, end):
            word = scale[1]
            value *= SCALES.get(word) or Decimal(_FOLDED_SCALES[word])
            end = scale.end()
        unit = _UNIT.match(lowered, end)
        found.append(
            Figure(
                value=value,
                unit=UNITS[unit[1]] if unit else "",
                text=plain_text[match.start() : end],
                start=match.start(),
                end=end,
            )
        )
    return found


def dates(text: str) -> list[Day]:
    """Returns the dates of a text in order: "2/9", "2-9-2024", "tháng 9 năm 2024", "tháng 9"."""
    plain_text = _lower(unicodedata.normalize("NFC", text))
    found = []
    for match in _DAY.finditer(plain_text):
        parts = [int(group or 0) for group in match.groups()]
        day = parts[0] or parts[3] or parts[7] or parts[10]
        month = parts[1] or parts[4] or parts[5] or parts[8] or parts[11]
        year = parts[2] or parts[6] or parts[9] or parts[12]
        if 1 <= month <= 12 and day <= 31:
            found.append(Day(day=day, month=month, year=year, start=match.start(), end=match.end()))
    return found
