"""Numbers written as Vietnamese words ("hai mươi lăm", "một triệu rưỡi") read as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

_DIGITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5,
           "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}  # fmt: skip
_SCALES = {"trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9,
           "tỉ": 10**9}  # fmt: skip
_ALONE = {"nửa": Fraction(1, 2), "chục": Fraction(10), "tá": Fraction(12), "đôi": Fraction(2),
          "cặp": Fraction(2), "rưỡi": Fraction(3, 2)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numeral:
    """A run of number words ``[first, last)`` and its value."""

    first: int
    last: int
    value: Fraction


def numerals(keys: Sequence[str]) -> list[Numeral]:
    """The longest runs of number words in order, each with its value.

    Words that may be something else ("năm", "ba", "không") are read as numbers too; whoever
    judges a claim by them looks at the words around.
    """
    found, at = [], 0
    while at < len(keys):
        end = at
        while end < len(keys) and _numeric(keys[end]) and not _years(keys, at, end):
            end += 1
        if end > at and (value := _value(keys[at:end])) is not None:
            found.append(Numeral(at, end, value))
        elif end > at:
            found += [
                Numeral(i, i + 1, Fraction(_DIGITS[keys[i]]))
                for i in range(at, end)
                if keys[i] in _DIGITS
            ]
        if end == at and keys[at] in _ALONE:
            found.append(Numeral(at, at + 1, _ALONE[keys[at]]))
        at = max(end, at + 1)
    return found


def counts(key: str) -> bool:
    """Whether a word is a number, in digits or not, and mostly nothing else ("tư", "không")."""
    number = _numeric(key) or key == "nửa"
    return key[:1].isdigit() or (number and key not in ("không", "tư", "linh", "lẻ"))


def _numeric(key: str) -> bool:
    return key in _DIGITS or key in _SCALES or key in ("mười", "mươi", "linh", "lẻ", "rưỡi", "chục")


def _years(keys: Sequence[str], first: int, at: int) -> bool:
    """Whether "năm" after number words counts years: "ba mươi năm" is not thirty-five."""
    if keys[at] != "năm" or at == first or keys[at - 1] in ("linh", "lẻ"):
        return False
    return at + 1 >= len(keys) or keys[at + 1] not in ("mươi", "trăm", "nghìn", "triệu", "tỷ", "tỉ")


def _value(run: Sequence[str]) -> Fraction | None:
    """The value of a run, or ``None`` where it is no number."""
    if run[0] in ("linh", "lẻ", "rưỡi", "mươi") or (run[0] in _SCALES):
        return None
    total, group, digit, last = Fraction(0), Fraction(0), None, 1
    for word in run:
        if word in _DIGITS:
            if digit is not None:
                return None
            digit = Fraction(_DIGITS[word])
        elif word == "mười":
            group, digit, last = group + 10, None, 1
        elif word == "mươi":
            group, digit, last = group + 10 * (digit or 1), None, 1
        elif word in ("linh", "lẻ"):
            continue
        elif word == "rưỡi":
            group, digit = group + (digit or 0), None
            total += Fraction(last, 2) if not group else group * Fraction(1, 2)
        elif word == "chục":
            group, digit, last = group + 10 * (digit or 1), None, 10
        elif word == "trăm":
            group, digit, last = group + 100 * (digit if digit is not None else 1), None, 100
        else:
            scale = _SCALES[word]
            part = group + (digit or 0)
            if not part and total:
                total, last = total * scale, scale
                continue
            total, group, digit, last = total + (part or 1) * scale, Fraction(0), None, scale
    return total + group + (digit or 0)


def with_shares(found: Sequence[Numeral], keys: Sequence[str]) -> list[Numeral]:
    """The numbers, those on either side of "phần" as one: "bốn phần mười" is 40 percent."""
    whole: list[Numeral] = []
    for n in found:
        last = whole[-1] if whole else None
        if (
            last is not None
            and list(keys[last.last : n.first]) == ["phần"]
            and 0 < last.value < n.value <= 100
            and not set(keys[n.last : n.last + 1]) & _YEAR_AFTER
        ):
            whole[-1] = Numeral(last.first, n.last, 100 * last.value / n.value)
        else:
            whole.append(n)
    return whole


def other_word(keys: Sequence[str], at: int) -> bool:
    """Whether a lone "năm" or "tư" is no number: "5 năm", "năm 2021", "đầu tư"."""
    before = keys[at - 1] if at else ""
    after = keys[at + 1] if at + 1 < len(keys) else ""
    if keys[at] == "tư":
        return before != "thứ"
    if keys[at] == "không":
        return not after.startswith(("độ", "đồng", "giờ", "phần"))
    if keys[at] != "năm":
        return False
    counted = before[:1].isdigit() or before in _YEAR_BEFORE or before in _DIGIT_WORDS
    return counted or after[:1].isdigit() or after in _YEAR_AFTER


_DIGIT_WORDS = frozenset(
    "một hai ba bốn năm sáu bảy tám chín mười lăm mươi trăm nghìn ngàn triệu chục".split()
)
_YEAR_BEFORE = frozenset(
    {"hàng", "hằng", "mỗi", "nhiều", "cuối", "đầu", "trong", "cả", "giữa", "từ", "vài", "mấy",
        "các", "những",
     "tháng", "của", "lâu", "quanh", "từng", "thường", "rưỡi"}
)  # fmt: skip
_YEAR_AFTER = frozenset(
    {"nay", "ngoái", "trước", "sau", "qua", "tới", "học", "mới", "ấy", "đó", "này", "nào", "rưỡi",
     "kế", "tiếp", "thứ", "kinh", "tù", "liền", "liên"}
)  # fmt: skip
