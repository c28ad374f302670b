"""Reads every date of a text, ranges, bare years and relative days too; judges nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assistant.checking_words import Said

_MONTH_WORDS = {"giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7,
                "tám": 8, "chín": 9, "mười một": 11, "mười hai": 12, "mười": 10,
                "chạp": 12}  # fmt: skip
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4,
             "bảy": 5, "7": 5}  # fmt: skip
_M = "|".join(_MONTH_WORDS)
_Y = r"(?:19|20)\d{2}"
_DAY_HEAD = (
    r"(?:ngày|mùng|mồng|hôm|sáng|chiều|tối|trưa|đêm|rạng sáng|từ|đến|tới|ngay|hom|sang|"
    r"chieu|toi|dem|tu|den|và)(?: nay| qua)?"
)
_TO = r"\s*(?:-|–|đến|tới|và|,|den|toi|đến ngày|đến hết ngày|hoặc)\s*(?:ngày\s+)?"
_OWN = r"(?<!tháng )(?<!thang )"
"""A month is not the first of two days: "28 tháng 4 và ngày 29 tháng 4"."""
_DD = rf"(\d{{1,2}}){_TO}(\d{{1,2}})"
_SHARE_HEAD = re.compile(
    r"(?<!\w)(?:dưới|hơn|gần|chiếm|bằng|khoảng|chừng|tầm|cỡ|xấp xỉ|quá|chỉ|còn|xuống|lên|"
    r"tỷ lệ|tỉ lệ) $"
)
"""Before a fraction: "dưới 1/5", "hơn 1/3 dân số"."""
_SHARE_TAIL = re.compile(
    r"\s+(?:số|dân|người|diện tích|cử tri|học sinh|hộ|thành viên|ghế|phiếu|tổng|lượng|thời gian|"
    r"doanh|trong số|các)(?!\w)"
)
"""Behind a fraction: "2/3 dân số"."""
_COUNTED = (
    "binh sĩ|binh lính|lính|quân nhân|chiến sĩ|học sinh|sinh viên|hộ|trường hợp|giáo viên|"
    "công nhân|bệnh nhân|nạn nhân|cán bộ|hành khách|du khách|khách|vé|suất|căn|chiếc|tấn|lít|mét|"
    "lượt|cổ phiếu"
)
"""Behind a bare figure these are counted: "2000 binh sĩ" are no year."""
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("dd m y", re.compile(rf"(?<![\d.,/-]){_OWN}{_DD}\s*/\s*(\d{{1,2}})(?:\s*/\s*({_Y}))?"
        r"(?![\d/])")),
    ("dd m y", re.compile(rf"(?<=ngày ){_DD}-(\d{{1,2}})(?:-({_Y}))?(?![\d/-])")),
    ("dmdm y", re.compile(rf"(?<![\d.,/-])(\d{{1,2}})/(\d{{1,2}})\s*(?:[-–]|đến|"
        rf"tới)\s*(?:ngày\s+)?(\d{{1,2}})/(\d{{1,2}})(?:/({_Y}))?(?![\d/])")),
    ("d m y", re.compile(rf"(?<![\d/])(\d{{1,2}})\s*[/.-]\s*(\d{{1,2}})\s*[/.-]\s*({_Y})(?!\d)")),
    ("m y", re.compile(rf"(?<![\d.,/-])(?<!quý )(\d{{1,2}})\s*/\s*({_Y})(?![\d/])")),
    ("m y", re.compile(rf"(?:tháng|thang)\s+(\d{{1,2}})\s*[-/]\s*({_Y})(?![\d/])")),
    ("d m", re.compile(r"(?<![\d.,/-])(\d{1,2})/(\d{1,2})(?![\d/]|[.,]\d)")),
    ("d m y", re.compile(rf"{_DAY_HEAD}\s+(\d{{1,2}})-(\d{{1,2}})(?:-({_Y}))?(?![\d-])")),
    ("d m", re.compile(r"(?<=\()(\d{1,2})-(\d{1,2})(?=\))")),
    ("d m", re.compile(r"(?:ngày|hôm|sáng|trưa|chiều|tối|đêm)\s+(\d{1,2})\.(\d{1,2})"
        r"(?![\d.,]*\d)")),
    ("d mw y", re.compile(rf"(?:mùng|mồng)\s+({_M})\s+tháng\s+(\d{{1,2}}|{_M})(?!\w)"
        rf"(?:\s*năm\s*({_Y}))?")),
    ("d m", re.compile(r"(?<=-)(\d{1,2})-(\d{1,2})(?![\d-])")),
    ("dd mw y", re.compile(rf"(?<![\d.,/-]){_OWN}(\d{{1,2}}){_TO}(\d{{1,2}})\s+(?:tháng|"
        rf"thang)\s+(\d{{1,2}}|{_M})(?!\w)(?:\s*(?:,|năm|nam|/)*\s*({_Y}))?")),
    ("d mw y", re.compile(rf"(?<![\d.,/-])(\d{{1,2}})\s+(?:tháng|thang)\s+(\d{{1,2}}|"
        rf"{_M})(?!\w)(?:\s*(?:,|năm|nam|/)*\s*({_Y}))?")),
    ("mm y", re.compile(rf"(?<!\d )(?<!mỗi )(?<!hàng )tháng\s+(\d{{1,2}})\s*"
        rf"(?:-|–|đến|tới)\s*(\d{{1,2}})(?:\s*(?:,|năm|/)*\s*({_Y}))?(?![\d/.,-]*\d|\s*(?:người|%|giờ|ngày|tuổi|triệu|tỷ))")),
    ("mw y", re.compile(rf"(?<!\d )(?<!mỗi )(?<!hàng )(?:tháng|thang)\s+(\d{{1,2}}|{_M})(?![\w/]|"
        rf"\s+tuổi)(?:\s*(?:,|năm|nam|/)*\s*({_Y})(?!\w))?")),
    ("d", re.compile(r"(?:ngày|mùng|mồng)\s+(\d{1,2})(?![\d.,/%]|\s*(?:-|–)\s*\d|\w)")),
    ("y", re.compile(r"(?<=năm )(\d{3,4})(?![\d.,/-]*\d|\w)(?! (?:người|đồng|km|m|tấn)(?!\w))")),
    ("y", re.compile(rf"quý\s+(?:[iv]+|[1-4])\s*/\s*({_Y})(?!\d)")),
    ("y", re.compile(rf"(?<![\d.,/])({_Y})(?![\d.,/]\d|\d|\s*(?:người|đồng|usd|tỷ(?! lệ)|triệu|%|"
        r"km|m|"
        rf"kg|ca|ha|m2|{_COUNTED})(?!\w))")),
)  # fmt: skip
_MEASURED = re.compile(
    r"\s*(?:nghìn|ngàn|triệu|tỷ|tỉ|%|phần trăm|đồng|usd|người|km|kg|m|cm|tuổi|ngày|giờ|phút|tháng|"
    r"năm|lần|điểm|độ|bàn|con|con/kg)(?!\w)"
)
"""What follows two figures that are a range: "từ 7-10 nghìn đồng"."""
_NOT_COUNTED = "".join(
    f"(?<!{word} )"
    for word in (
        "năm",
        r"\d",
        "những",
        "các",
        "một",
        "hai",
        "ba",
        "bốn",
        "sáu",
        "bảy",
        "tám",
        "chín",
        "vài",
        "mấy",
        "nhiều",
        "mười",
        "mươi",
        "chục",
        "trăm",
    )
)
_NOT_SINCE = "".join(
    f"(?<!{word} )"
    for word in (
        r"\d", "nhiều", "mấy", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
        "mười", "mươi", "mốt", "lăm", "chục", "trăm", "nghìn", "vài",
    )
)  # fmt: skip
_RELATIVE = re.compile(
    r"(?<!\w)(?:(hôm nay|sáng nay|chiều nay|tối nay|trưa nay|đêm nay)|(hôm qua|tối qua|đêm qua|"
    r"sáng qua|"
    r"chiều qua|trưa qua)|(hôm kia)|(ngày mai|sáng mai|hôm sau)|(tuần này)|(tuần trước|tuần qua|"
    r"tuần (?:trở lại đây|gần đây)|(?:7|bảy) ngày (?:qua|gần đây|trở lại đây))|"
    rf"({_NOT_COUNTED}(?:tuần tới|tuần sau))|(tháng này)|({_NOT_COUNTED}tháng trước)|"
    rf"({_NOT_COUNTED}(?:tháng tới|tháng sau))|"
    rf"({_NOT_SINCE}năm nay)|"
    rf"(năm ngoái)|({_NOT_COUNTED}(?:năm tới|năm sau))|"
    rf"({_NOT_COUNTED}năm trước))(?!\w)"
)
_RELATIVE_NAMES = ("0d", "-1d", "-2d", "+1d", "0w", "-1w", "+1w", "0m", "-1m", "+1m", "0y", "-1y",
                   "+1y", "-1y")  # fmt: skip
_WEEKDAY = re.compile(
    r"(?<!lần )(?<!lớp )(?<!vị trí )(?<!xếp )(?<!đứng )thứ (hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)|"
    r"(chủ nhật)"
)
_WEEKDAY_HEAD = re.compile(
    r"(?:sáng|chiều|tối|trưa|đêm|hôm|ngày|vào|từ|đến|và|,|\()\s*$|(?:qua|này|tuần)\s*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date as far as it is written; parts not written are 0.

    Attributes:
        relative: "-1d" for "hôm qua", "0y" for "năm nay"; empty for a date.
        weekday: 0 for Monday, ``None`` where none is named.
    """

    day: int = 0
    month: int = 0
    year: int = 0
    relative: str = ""
    weekday: int | None = None
    start: int
    end: int


def dates_in(said: Said) -> list[Date]:
    """The dates of a text in order; "1-2/11" gives both days."""
    found: list[Date] = []
    taken: list[tuple[int, int]] = []
    for form, pattern in _PATTERNS:
        for match in pattern.finditer(said.lower):
            if any(s < match.end() and match.start() < e for s, e in taken):
                continue
            if "-" in match[0] and _MEASURED.match(said.lower, match.end()):
                continue
            if form == "d m" and _is_share(match, said.lower):
                continue
            if read := list(_read(form, match)):
                found += read
                taken.append(match.span())
    found += _others(said)
    return sorted(found, key=lambda d: d.start)


def _is_share(match: re.Match[str], text: str) -> bool:
    """Whether "1/5" is a part of something rather than a day."""
    part, whole = int(match[1]), int(match[2])
    head, tail = _SHARE_HEAD.search(text[: match.start()]), _SHARE_TAIL.match(text, match.end())
    return part < whole <= 10 and bool(head or tail)


def _read(form: str, match: re.Match[str]) -> Iterator[Date]:
    """The dates of one match; nothing where it is none."""
    parts = [_number(g) for g in match.groups()]
    match form:
        case "dd m y" | "dd mw y":
            days, month, year = parts[:2], parts[2], parts[3]
            rows = [(d, month, year) for d in days]
        case "dmdm y":
            rows = [(parts[0], parts[1], parts[4]), (parts[2], parts[3], parts[4])]
        case "mm y":
            rows = [(0, m, parts[2]) for m in parts[:2]]
        case "d m y" | "d mw y":
            rows = [(parts[0], parts[1], parts[2])]
        case "m y" | "mw y":
            rows = [(0, parts[0], parts[1])]
        case "d m":
            rows = [(parts[0], parts[1], 0)]
        case "d":
            rows = [(parts[0], 0, 0)]
        case _:
            rows = [(0, 0, parts[0])]
    if all(d <= 31 and m <= 12 and (d or m or y) for d, m, y in rows):
        for d, m, y in rows:
            yield Date(day=d, month=m, year=y, start=match.start(), end=match.end())


def _number(group: str | None) -> int:
    if group is None:
        return 0
    return int(group) if group.isdigit() else _MONTH_WORDS[group]


def _others(said: Said) -> Iterator[Date]:
    """Relative days and weekdays."""
    for match in _RELATIVE.finditer(said.lower):
        name = next(n for n, g in zip(_RELATIVE_NAMES, match.groups(), strict=True) if g)
        yield Date(relative=name, start=match.start(), end=match.end())
    for match in _WEEKDAY.finditer(said.lower):
        before = said.lower[: match.start()]
        capital = said.text[match.start() + 4 : match.start() + 5].isupper() or match[2]
        if capital or _WEEKDAY_HEAD.search(before):
            weekday = 6 if match[2] else _WEEKDAYS[match[1]]
            yield Date(weekday=weekday, start=match.start(), end=match.end())


def resolved(relative: str, published: datetime) -> Date:
    """The date that a relative word means in an article of that day."""
    day = published.date()
    step, unit = int(relative[:-1]), relative[-1]
    if unit == "d":
        day += timedelta(days=step)
        return Date(day=day.day, month=day.month, year=day.year, start=0, end=0)
    if unit == "w":
        return Date(start=0, end=0)
    if unit == "m":
        at = day.year * 12 + day.month - 1 + step
        return Date(month=at % 12 + 1, year=at // 12, start=0, end=0)
    return Date(year=day.year + step, start=0, end=0)


def weekday_of(found: Date) -> int | None:
    """The weekday of a full date."""
    try:
        return date(found.year, found.month, found.day).weekday()
    except ValueError:
        return None
