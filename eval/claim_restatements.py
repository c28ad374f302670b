"""True claims: sentences restated by a program so that they still say the same.

Knows forms, not the checker: figures and dates in other forms, clauses moved or left out, words
put for others of the same meaning.
"""

import random
import re
from collections.abc import Callable

_WORDS = (
    ("cho biết", "cho hay"), ("thiệt mạng", "tử vong"), ("tiến hành", "thực hiện"),
    ("bắt đầu", "khởi sự"), ("khoảng", "chừng"), ("nước này", "quốc gia này"), ("hiện nay",
        "hiện giờ"),
    ("đoạt", "giành"), ("tổ chức", "mở"), ("công bố", "thông báo"), ("kéo dài", "diễn ra trong"),
    ("đạt", "ở mức"), ("nhằm", "để"), ("nhưng", "song"), ("vì", "do"), ("gồm", "bao gồm"),
    ("diễn ra", "được tổ chức"), ("xây dựng", "dựng"), ("phần lớn", "đa số"), ("sau đó", "về sau"),
    ("huấn luyện viên", "HLV"), ("huy chương vàng", "HCV"), ("mỗi năm", "hằng năm"),
    ("dài", "có chiều dài"), ("rộng", "có bề rộng"), ("ghi bàn", "lập công"), ("thuộc về",
        "về tay"),
)  # fmt: skip
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+)(?![\d.,]*\d)")
_MILLIONS = re.compile(r"(?<![\d.,])(\d{1,3}),(\d) triệu")
_PERCENT = re.compile(r"(?<=\d)%")
_SLASHED = re.compile(
    r"(?<![\d/.-])(?:ngày |(?=\d+/\d+/\d)|(?=(?:1[3-9]|2\d|3[01])/))"
    r"(\d{1,2})/(1[0-2]|0?[1-9])(?:/((?:19|20)\d\d))?(?![\d/])"
)
"""Days, and nothing that may be a share: "2/3 con đường"."""
_SPELLED = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2})(?: năm ((?:19|20)\d\d))?")
_LEADING = re.compile(
    r"^((?:Ngày|Năm|Tháng|Sáng|Chiều|Tối|Hôm|Trong|Tại|Ở|Từ) [^,“”\"]{4,40}), ([^“”\"]+?)\.$"
)
_BRACKETS = re.compile(r" \([^()]{2,60}\)")
_TAIL = re.compile(r"^([^“”\"]{40,}), ([^,“”\"]{10,80})\.$")
_SAYS = re.compile(
    r"^((?:Ông|Bà) [\wÀ-ỹ ]{2,30}?) (?:cho biết|nhận định|cho rằng|nói) (?:rằng )?([^“”\"]+)\.$"
)

_QUOTED = re.compile(r"[“\"]([^“”\"]*)[”\"]")

Restatement = Callable[[str], str]


def restated(text: str, chance: random.Random) -> str | None:
    """The sentence said in another way, by two of the ways that fit; ``None`` where none does."""
    ways = [way for way in _WAYS if way(text) != text and _quotes(way(text)) == _quotes(text)]
    if not ways:
        return None
    for way in chance.sample(ways, min(2, len(ways))):
        text = way(text)
    return text


def _quotes(text: str) -> list[str]:
    """What is quoted word for word and must stay so."""
    return _QUOTED.findall(text)


def _other_words(text: str) -> str:
    for old, new in _WORDS:
        if re.search(rf"(?<!\w){old}(?!\w)", text):
            text = re.sub(rf"(?<!\w){old}(?!\w)", new, text, count=1)
            break
    return text


def _ungrouped(text: str) -> str:
    return _GROUPED.sub(lambda m: m[1].replace(".", ""), text)


def _written_out(text: str) -> str:
    return _MILLIONS.sub(lambda m: f"{m[1]}.{m[2]}00.000", text)


def _in_words(text: str) -> str:
    return _PERCENT.sub(" phần trăm", text)


def _spelled(text: str) -> str:
    def day(match: re.Match[str]) -> str:
        year = f" năm {match[3]}" if match[3] else ""
        return f"ngày {int(match[1])} tháng {int(match[2])}{year}"

    return _SLASHED.sub(day, text)


def _slashed(text: str) -> str:
    def day(match: re.Match[str]) -> str:
        return f"ngày {match[1]}/{match[2]}" + (f"/{match[3]}" if match[3] else "")

    return _SPELLED.sub(day, text)


def _time_last(text: str) -> str:
    match = _LEADING.match(text)
    if not match:
        return text
    first, rest = match[1], match[2]
    return f"{rest[0].upper()}{rest[1:]} {first[0].lower()}{first[1:]}."


def _without_brackets(text: str) -> str:
    return _BRACKETS.sub("", text)


def _without_tail(text: str) -> str:
    match = _TAIL.match(text)
    if not match or re.match(r"(?:nhưng|trừ|không|chưa|song|mà|và|còn)\b", match[2]):
        return text
    return f"{match[1]}."


def _according_to(text: str) -> str:
    match = _SAYS.match(text)
    return f"Theo {match[1][0].lower()}{match[1][1:]}, {match[2]}." if match else text


def _reported(text: str) -> str:
    if re.match(r"[\"“]|(?:Theo|Tuy|Nhưng|Vì|Do|Nhờ|Để|Khi|Nếu|Ông|Bà|Anh|Cô|Đây)\b", text):
        return text
    return f"Bài báo viết rằng {text}"


_WAYS: tuple[Restatement, ...] = (
    _other_words, _ungrouped, _written_out, _in_words, _spelled, _slashed, _time_last,
    _without_brackets, _without_tail, _according_to, _reported,
)  # fmt: skip
