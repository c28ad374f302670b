"""Figures that a claim works out of its source's: sums, differences, ages, counts."""

import itertools
import re
from collections.abc import Sequence
from fractions import Fraction

from assistant.checking_amounts import Amount
from assistant.checking_units import COUNTS
from assistant.checking_words import Pair, Said

_SUM = re.compile(r"(?<!\w)(?:tổng|tổng cộng|cộng|tất cả|cả thảy|gồm|cộng lại|tính cả|cả)(?!\w)")
_GAP = re.compile(
    r"(?<!\w)(?:hơn|kém|chênh|chênh lệch|cách|thêm|tăng|giảm|còn|còn lại|thiếu|dư|nhiều hơn|ít hơn|"
    r"lệch|sau|suốt|kéo dài)(?!\w)"
)
_AGE = re.compile(r"(?<!\w)(?:tuổi|sau|suốt|kéo dài|trong|được|cách)(?!\w)")
_YEAR = re.compile(r"(?<![\d.,])(?:(?:19|20)\d\d|(?<=năm )\d{3,4})(?![\d.,]\d|\d)")
MOST_SUMMED = 6
"""Amounts of a source among which a sum is looked for."""


def derived(amount: Amount, theirs: Sequence[Amount], pair: Pair) -> bool:
    """Whether a figure that the source does not write follows from those it writes.

    Only where the claim says that it is worked out ("tổng cộng", "hơn … điểm", "khi 22 tuổi").
    """
    claim = pair.claim.lower
    near = claim[max(0, amount.start - 60) : amount.end + 30]
    alike = [t for t in theirs if t.measure == amount.measure and not t.clock][:MOST_SUMMED]
    if amount.measure in ("points", "percent"):
        alike = [t for t in theirs if t.measure == "percent"][:MOST_SUMMED]
    if _SUM.search(claim) and _sum(amount, alike):
        return True
    if _together(amount, alike, pair):
        return True
    pairs = itertools.combinations(alike, 2)
    gaps = (abs(a.base - b.base) for a, b in pairs)
    if _GAP.search(_close(amount, claim)) and any(amount.base == gap for gap in gaps):
        return True
    beyond = amount.measure == "percent" and re.search(r"(?<!\w)vượt(?!\w)", near)
    if beyond and any(t.base == amount.base + 100 for t in alike):
        return True
    return amount.unit in ("tuổi", "năm") and bool(_AGE.search(near)) and _years(amount, pair)


def _close(amount: Amount, claim: str) -> str:
    """What stands about a figure, from the last comma before it."""
    head = re.split(r"[;:]|,(?!\d)", claim[max(0, amount.start - 60) : amount.start])[-1]
    tail = re.split(r"[;:]|,(?!\d)", claim[amount.start : amount.end + 30])[0]
    return head + tail


def _sum(amount: Amount, alike: Sequence[Amount]) -> bool:
    """Whether two or more amounts of the source make it."""
    sizes = range(2, len(alike) + 1)
    return any(
        sum(t.base for t in some) == amount.base
        for size in sizes
        for some in itertools.combinations(alike, size)
    )


def _together(amount: Amount, alike: Sequence[Amount], pair: Pair) -> bool:
    """Whether two amounts of the very same thing make it: "2 cửa khẩu A, 2 cửa khẩu B"."""
    noun = pair.claim.lower[amount.end :].split()[:2]
    counted = [t for t in alike if pair.source.lower[t.end :].split()[:2] == noun]
    return len(noun) == 2 and len(counted) == 2 and sum(t.base for t in counted) == amount.base


def _years(amount: Amount, pair: Pair) -> bool:
    """Whether two years of the source are so far apart."""
    years = sorted({int(y) for y in _YEAR.findall(pair.source.lower)})
    return any(b - a == amount.value for a, b in itertools.combinations(years, 2))


_ABOUT = re.compile(
    r"(?:khoảng|gần|hơn|xấp xỉ|chừng|cỡ|ước|trên|tầm|quãng|ngót|độ|ngoài|ngót nghét|"
    r"(?:chưa|không) (?:tới|đến|đầy)|(?:không )?dưới|ít nhất|tối thiểu)\s*$"
)
_BELOW = ("gần", "ngót", "ngót nghét")
_ABOVE = ("hơn", "trên", "ngoài", "không dưới", "ít nhất", "tối thiểu")
_UNDER = ("dưới", "chưa", "không")
_STEP = {1: Fraction(1, 5), 2: Fraction(1, 10)}
"""How far off "gần" and "hơn" are at most, by the digits of the round figure: "gần 200" of 182."""


def rounded(amount: Amount, exact: Amount, claim: Said) -> bool:
    """Whether the claim rounds the source's figure and says so ("khoảng", "gần", "hơn")."""
    counted = exact.measure == "" and amount.measure in COUNTS
    alike = counted or amount.measure in ("", exact.measure)
    if amount.clock or not alike or not exact.base:
        return False
    match = _ABOUT.search(claim.lower[: amount.start].rstrip())
    if match is None or _digits(amount) >= _digits(exact):
        return False
    off = (amount.base - exact.base) / exact.base
    word = match[0].strip()
    room = Fraction(9 if _digits(amount) == 1 else 5, 100)
    if re.fullmatch("10*", str(amount.plain)):
        room = Fraction(12, 100)
    step = max(room, _STEP.get(_digits(amount), room))
    if word in _BELOW:
        return 0 < off <= step
    if word in _ABOVE:
        return -step <= off < 0 or _cut_short(amount, exact)
    if word.startswith(_UNDER):
        return 0 < off <= Fraction(5, 2) * step
    return abs(off) <= room


def _cut_short(amount: Amount, exact: Amount) -> bool:
    """Whether an amount is the exact one with its last digits made nought: 200 of 229,8."""
    size = len(str(int(exact.base))) - _digits(amount)
    step = Fraction(10) ** size
    return amount.base < exact.base and amount.base == exact.base // step * step


def _digits(amount: Amount) -> int:
    """Significant digits."""
    whole = amount.plain
    for _ in range(6):
        whole *= 1 if whole.denominator == 1 else 10
    return len(str(int(whole)).rstrip("0")) or 1
