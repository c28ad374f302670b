"""Reads every amount of a text: value, unit, and the other readings a range or a word allows."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.checking_numerals import numerals, other_word, with_shares
from assistant.checking_units import factor, measure, rate_at, unit_after, unit_before
from assistant.checking_words import Said
from index.figures import read_number

_SCALE_WORDS = {"trăm": 100, "tram": 100, "nghìn": 1000, "ngàn": 1000, "nghin": 1000, "ngan": 1000,
                "vạn": 10**4, "triệu": 10**6, "trieu": 10**6, "tr": 10**6, "tỷ": 10**9, "tỉ": 10**9,
                "ty": 10**9, "ti": 10**9}  # fmt: skip
_SCALE = re.compile(
    r"\s*(trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|tram|nghin|ngan|trieu|ty|ti|tr)(?!\w)(?:\s+(rưỡi|"
    r"ruoi)(?!\w))?"
)
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\d)")
_CLOCK = re.compile(
    r"(?<![\w.,:/-])(\d{1,2})(?:\s*(?:h|:|g|giờ)\s*(\d{2})(?:\s*(?:phút|'))?|(?:h|"
    r"g)(?:\s*(?:30|rưỡi))?|\s*giờ\s*rưỡi|(?<=lúc \d)\s*rưỡi|(?<=lúc \d\d)\s*rưỡi|"
    r"\s*giờ(?=\s*(?:sáng|trưa|chiều|tối|đêm|khuya)))"
    r"(?!\w|:\d|[.,]\d|/)(?:\s*(sáng|trưa|chiều|tối|đêm|khuya)(?!\w))?"
)
_CODE = re.compile(r"[^\W\d_]-$")
_GENERATION = re.compile(r"[A-Z](?![A-Za-z%²³])")
_RANGE = re.compile(r"\s*(?:-|–|—|đến|tới|den|toi|hoặc|và|hay|,|lên|xuống)\s*")
_HALF = re.compile(r"\s*(?:rưỡi|ruoi)(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A figure with its unit.

    Attributes:
        value: With the scale word taken in.
        plain: Without it: 5 of "5 triệu".
        unit: As in ``checking_units``; empty for none.
        rate: What it is counted by: "kg" of "đồng/kg".
        end: Behind the unit.
        written: Whether it stands in digits.
        clock: Whether it is a time of day, in minutes.
        half: Whether that may be of either half of the day.
    """

    value: Fraction
    plain: Fraction
    unit: str
    rate: str
    start: int
    end: int
    written: bool = True
    clock: bool = False
    half: bool = False

    @property
    def base(self) -> Fraction:
        """The value in the base unit of what it measures."""
        return self.value * factor(self.unit)

    @property
    def measure(self) -> str:
        """What it measures; empty for a plain number."""
        return "clock" if self.clock else measure(self.unit)


def amounts(said: Said, taken: Sequence[tuple[int, int]] = ()) -> list[Amount]:
    """The amounts of a text in order, each in its likeliest reading.

    Args:
        said: The text.
        taken: Spans that are dates and hold no amounts.
    """
    found = _clocks(said, taken)
    shares = (s for s in _written_shares(said) if s.end > s.start)
    found += [s for s in shares if not any(x <= s.start < y for x, y in taken)]
    held = [*taken, *((a.start, a.end) for a in found)]
    for match in _NUMBER.finditer(said.lower):
        inside = any(s <= match.start() < e for s, e in held)
        code = _CODE.search(said.text[: match.start()]) or _GENERATION.match(said.text, match.end())
        quarter = said.lower[: match.start()].endswith(("quý ", "thế kỷ ", "thế kỉ "))
        if not inside and not code and not quarter:
            found.append(_amount(said, match))
    found += _in_words(said, taken)
    return sorted(found, key=lambda a: (a.start, a.end))


def readings(found: Sequence[Amount], said: Said) -> list[Amount]:
    """All readings of a source's amounts: "5-7 triệu" has 5 million too, "2 tỷ 300 triệu" 2.3."""
    more = list(found)
    for left, right in itertools.pairwise(found):
        gap = said.lower[left.end : right.start]
        if _RANGE.fullmatch(gap) and not left.unit:
            scale = right.value / right.plain if right.plain else Fraction(1)
            own = left.value / left.plain if left.plain else Fraction(1)
            more.append(replace(left, unit=right.unit, rate=right.rate))
            if own == 1 and scale != 1:
                more.append(replace(left, value=left.value * scale, unit=right.unit))
        if gap.strip():
            continue
        if left.value > right.value and left.unit in ("", right.unit):
            both = replace(right, start=left.start, value=left.value + right.value)
            more.append(replace(both, plain=both.value))
        elif left.measure == right.measure == "time" and left.base > right.base:
            whole = left.value + right.base / factor(left.unit)
            more.append(replace(left, end=right.end, value=whole, plain=whole))
    more += [replace(a, value=Fraction(50), plain=Fraction(50), unit="%") for a in found
             if a.value == Fraction(1, 2) and not a.unit]  # fmt: skip
    known = {a.start for a in found}
    more += [s for s in _written_shares(said) if s.end == s.start or s.start not in known]
    more += [replace(a, value=a.value / 60, plain=a.value / 60, unit="giờ", clock=False)
             for a in found if a.clock]  # fmt: skip
    return more


_SHARE = re.compile(r"(?<![\d/.,-])(?<!ngày )(?<!hôm )([1-9])/([2-9]|10)(?![\d/]|[.,]\d)")


def _written_shares(said: Said) -> list[Amount]:
    """Fractions in digits ("2/3 dân số") as percents."""
    found = []
    for match in _SHARE.finditer(said.lower):
        share = Fraction(100 * int(match[1]), int(match[2]))
        found.append(
            Amount(value=share, plain=share, unit="%", rate="", start=match.start(),
                   end=match.end())
        )  # fmt: skip
    for match in _ONE_OF.finditer(said.lower):
        whole, part = (
            _COUNTS.get(g) or int(g) for g in (match[1] or match[4], match[2] or match[3])
        )
        share = Fraction(100 * part, max(whole, part))
        found.append(
            Amount(value=share, plain=share, unit="%", rate="", start=match.start(),
                   end=match.start())
        )  # fmt: skip
    return found


_COUNTS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
           "chín": 9, "mười": 10}  # fmt: skip
_N = rf"(\d{{1,2}}|{'|'.join(_COUNTS)})"
_ONE_OF = re.compile(
    rf"(?<!\w)cứ {_N} (?:\w+ ){{1,3}}thì (?:có )?{_N}(?!\w)|"
    rf"(?<![\w.,]){_N} trong (?:số )?{_N}(?!\w)"
)
"""Shares told by counting: "cứ 3 người thì có 1", "1 trong 3"."""


def _amount(said: Said, match: re.Match[str]) -> Amount:
    """The amount of a number in digits, with its scale words and unit."""
    plain = Fraction(read_number(match[0]))
    value, end = plain, match.end()
    while scale := _SCALE.match(said.lower, end):
        value *= _SCALE_WORDS[scale[1]]
        if scale[2]:
            value += Fraction(_SCALE_WORDS[scale[1]], 2)
        end = scale.end()
    sides = _SIDES.match(said.lower, end)
    unit, behind = unit_after(said.lower, sides.end() if sides else end)
    end = end if sides else behind
    unit = unit or unit_before(said.lower, match.start())
    if not unit and (before := re.search(r"(tuổi|điểm) $", said.lower[: match.start()])):
        unit = before[1]
    if unit in _SPANS and _TIMES.search(said.lower[: match.start()]):
        unit, end = "", match.end()
    rate = rate_at(said.lower, match.start(), end, unit)
    if unit and (half := _HALF.match(said.lower, end)):
        value, plain, end = value + Fraction(1, 2), plain + Fraction(1, 2), half.end()
    return Amount(value=value, plain=plain, unit=unit, rate=rate, start=match.start(), end=end)


_SIDES = re.compile(r"(?:\s*[x×]\s*\d+(?:[.,]\d+)*)+")
"""The other sides of what is measured: "10x20 cm"."""
_TIMES = re.compile(r"(?<!\w)gấp (?:hơn |gần |khoảng |tới |đến )?$")
_SPANS = frozenset({"ngày", "tháng", "năm", "tuần", "người"})
"""Behind "gấp 3" no units: "gấp 3 ngày thường"."""


def _clocks(said: Said, taken: Sequence[tuple[int, int]]) -> list[Amount]:
    """Times of day ("17h", "5h30", "5 giờ 30") in minutes."""
    found = []
    for match in _CLOCK.finditer(said.lower):
        hour, minute = int(match[1]), int(match[2] or 0)
        if match[2] is None and re.search(r"(?:30|rưỡi)(?!\d)", match[0][len(match[1]) :]):
            minute = 30
        if (
            match[3] in ("chiều", "tối", "đêm", "trưa")
            and 0 < hour < 12
            and hour < 11 + (match[3] != "trưa")
        ):
            hour += 12
        inside = any(s <= match.start() < e for s, e in taken)
        if hour <= 24 and minute < 60 and not inside:
            minutes = Fraction(60 * hour + minute)
            found.append(
                Amount(value=minutes, plain=minutes, unit="", rate="", start=match.start(),
                       end=match.end(), clock=True, half=hour <= 12 and match[3] is None)
            )  # fmt: skip
    return found


_HOUR = re.compile(r"\s*(rưỡi)?(?:\s*(sáng|trưa|chiều|tối|đêm|khuya)(?!\w))?")


def _hour_in_words(said: Said, start: int, end: int, value: Fraction, unit: str) -> Amount | None:
    """The time of day that number words give: "chín giờ tối", "lúc chín rưỡi"."""
    at = said.lower.endswith("lúc ", 0, start)
    match = _HOUR.match(said.lower, end)
    halved = unit in ("", "hôm") and at and value % Fraction(3, 2) == 0 and value > 1
    if halved and said.lower[start:end].endswith("rưỡi"):
        value = value / Fraction(3, 2) + Fraction(1, 2)
    elif unit != "giờ" or match is None or not (match[2] or at):
        return None
    hour = value + (Fraction(1, 2) if match and match[1] else 0)
    part = match[2] if match else None
    hour += 12 if part in ("chiều", "tối", "đêm") and 0 < hour < 12 else 0
    return Amount(value=60 * hour, plain=60 * hour, unit="", rate="", start=start,
                  end=match.end() if match else end, written=False, clock=True,
                  half=hour <= 12 and part is None)  # fmt: skip


def _in_words(said: Said, taken: Sequence[tuple[int, int]]) -> list[Amount]:
    """Amounts written as words."""
    found = []
    for n in with_shares(numerals(said.spelled), said.spelled):
        if n.last - n.first == 1 and other_word(said.spelled, n.first):
            continue
        start, end = said.words[n.first].start, said.words[n.last - 1].end
        if any(s <= start < e for s, e in taken):
            continue
        unit, after = unit_after(said.lower, end)
        value = n.value
        if hour := _hour_in_words(said, start, after if unit == "giờ" else end, value, unit):
            found.append(hour)
            if not hour.half or unit != "giờ":
                continue
        if "phần" in said.spelled[n.first : n.last]:
            unit, after = "%", end
        if unit and (half := _HALF.match(said.lower, after)):
            value, after = value + Fraction(1, 2), half.end()
        found.append(
            Amount(value=value, plain=value, unit=unit, rate="", start=start, end=after,
                   written=False)
        )  # fmt: skip
    return found
