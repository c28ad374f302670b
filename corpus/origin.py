"""Author and date as an article's own text or address state them; guesses neither."""

import re
from datetime import datetime

from corpus.dates import HANOI, parse_date

_FROM = r"(?:[Tt]heo|[Nn]guồn|[Tt]ổng hợp(?: từ)?|[Dd]ịch từ)"
_BYLINE = re.compile(
    rf"(?P<who>[^()]{{2,80}}?)?[ ]*\((?P<whence>{_FROM}:?[ ][^()]{{2,80}})\)[ ]?\d{{0,3}}"
)
_WHENCE = re.compile(r"(?P<whence>Theo [^.!?;:]{2,60})")
_PLAIN = re.compile(r"(?:Tác giả|Bài và ảnh|Bài, ảnh|Bài|Người viết):?[ ]*(?P<who>.{2,60})")
_BETWEEN = re.compile(r"[ ]?[-–,&/][ ]?|[ ]và[ ]")
_DATE_LINE = re.compile(
    r"(?:(?:cập nhật|đăng|ngày đăng|xuất bản|ngày xuất bản|đăng lúc|thời gian)\b.{0,12}?)?"
    r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn)\b.{0,4}?)?"
    r"(?:ngày )?(?:lúc )?\d[\d\s:/.,()+|–-]*"
    r"(?:(?:tháng|năm|giờ|phút|ngày|gmt|utc|am|pm|h)\b[\d\s:/.,()+|–-]*)*",
    re.IGNORECASE,
)
# Many outlets end an address in the moment it was written: …-20220705101346037.htm
_URL_STAMP = re.compile(
    r"(?<!\d)(20[0-4]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])([01]\d|2[0-3])([0-5]\d)([0-5]\d)\d{3}(?!\d)"
)
_URL_DAY = re.compile(r"/(20[0-4]\d)[/-](0?[1-9]|1[0-2])[/-]([0-2]?\d|3[01])(?:/|$)")


def byline(text: str) -> str:
    """Who signed the last line of a text, as "Tên (Theo Nguồn)", or ``""``."""
    line = text.rstrip().rpartition("\n")[2].strip()
    if len(line) > 200:
        return ""
    if (match := _BYLINE.fullmatch(line)) and is_people(match["who"] or ""):
        who, whence = match["who"] or "", match["whence"]
        return f"{who} ({whence})" if who else whence[0].upper() + whence[1:]
    if (match := _PLAIN.fullmatch(line)) and is_people(match["who"]):
        return match["who"]
    if (match := _WHENCE.fullmatch(line)) and match["whence"][5].isupper():
        return match["whence"]
    alone = "\n" in text.strip() and " " in line and len(line) <= 60 and line[-1] not in ".:!?"
    return line if alone and is_people(line) else ""


def is_people(names: str) -> bool:
    """Whether names of at most five words each, all capitalised, are all that is written."""
    if not names:
        return True
    each = [name.split() for name in _BETWEEN.split(names.strip())]
    return all(
        1 <= len(words) <= 5
        and all(w[0].isupper() and not re.search(r"[\d()\"“”?!]", w) for w in words)
        for words in each
    )


def printed_date(text: str) -> datetime | None:
    """The date on a line of its own near the top or the end of a text, as pages print it."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in (*lines[:5], *lines[5:][-1:]):
        if is_date_line(line):
            return parse_date(line)
    return None


def is_date_line(line: str) -> bool:
    """Whether a line prints a full date and nothing else."""
    return len(line) <= 70 and bool(_DATE_LINE.fullmatch(line)) and parse_date(line) is not None


def url_date(url: str) -> datetime | None:
    """The moment or day that an outlet wrote into its address, in Vietnam's time."""
    match = _URL_STAMP.search(url) or _URL_DAY.search(url)
    if not match:
        return None
    try:
        year, month, day, *rest = (int(part) for part in match.groups())
        hour, minute, second = rest or (0, 0, 0)
        return datetime(year, month, day, hour, minute, second, tzinfo=HANOI)
    except ValueError:
        return None
