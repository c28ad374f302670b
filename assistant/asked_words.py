"""The words by which a question names what it is about; knows no articles."""

import re
from collections.abc import Callable
from typing import Final

from index.analysis import fold

_WORD = re.compile(r"\w+(?:[.,/]\w+)*")
_ASKING: Final = frozenset(
    "ai bao các cái cho chiếc có con của cũng cứ da đã đang đến được đúng gì gi hay hỏi hơn khi "
    "khoảng không là làm lên lúc mấy một mức nam năm nào này ngày người nhiêu như những nó ở phần "
    "ra sẽ số so thế trăm triệu trong từ tỷ tỉ và vậy về vị vì với xuống đâu đồng thứ nghìn ngàn "
    "hiện mới nhất bị tháng hôm nay bằng lần".split()
)
"""Words of asking, of grammar and of measure: they name nothing."""
_GRAMMAR: Final = frozenset("để mà theo thì vào".split())
"""More of grammar, known by their marks: without them they are other words ("thi", "mã")."""
_BARE: Final = frozenset(fold(word) for word in _ASKING)
_WEIGHT: Final = r"kg|ký|kí|cân|ki ?lô ?gam"
_LENGTH: Final = r"km|ki ?lô ?mét|cây số"
_MEASURES: Final = {
    asked: re.compile(
        rf"\d[\d.,]*(?: (?:nghìn|ngàn|triệu|tỷ|tỉ))* ?(?:{written})(?!\w)", re.IGNORECASE
    )
    for asked, written in (
        ("tien", r"đồng|đ|vnd|usd|đô la|euro|won|yên|bảng|rúp|rupee|(?:nhân dân )?tệ|baht|krona"),
        ("met", r"m|mét"),
        ("km", _LENGTH),
        ("cay so", _LENGTH),
        ("kg", _WEIGHT),
        ("ky", _WEIGHT),
        ("can", _WEIGHT),
        ("tieng", r"giờ|tiếng|h"),
    )
}
"""Words of measure that are asked with, without marks, and how texts write them after a figure."""
_MEASURE = re.compile(rf"(?<!\w)(?:bao nhieu|may) ({'|'.join(_MEASURES)})(?!\w)")
Reading = Callable[[str], list[str]]
"""Reads the words of a text, with their marks where the question has some."""
_HAS_MARKS = re.compile(r"[^\W\d_a-zA-Z]")


_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TWO: Final = re.compile(
    r"(?:[A-ZĐ0-9]\S*) (?:và|với|hay|hoặc|so với|lẫn) (?:[^\W\d_]+ ){0,4}[A-ZĐ0-9]|"
    r"(?<!\w)(?:lần lượt|so sánh)(?!\w)"
)


def asks_for_two(question: str) -> bool:
    """Whether a question asks the same of two things: "năm 2023 và 2024", "khóa XIV và XV"."""
    own = question.split(" (")[0]
    return len(set(_YEAR.findall(own))) > 1 or bool(_TWO.search(own))


class AskedWords:
    """What a question names, word by word."""

    def __init__(self, question: str) -> None:
        """Read a question; marks count where it has some.

        Args:
            question: As searched for.
        """
        marked = bool(_HAS_MARKS.search(question))
        self.read: Reading = _read if marked else _read_bare
        asking = _ASKING | _GRAMMAR if marked else _BARE
        self.named = [word for word in self.read(question) if word not in asking]
        measure = _MEASURE.search(fold(question.lower()))
        self._measure = measure[1] if measure else ""

    def tells(self, text: str) -> bool:
        """Whether a text has every named word; for the measure asked for, a figure with it."""
        there = set(self.read(text))
        left = [word for word in self.named if word not in there]
        if not left:
            return True
        measured = all(fold(word) in self._measure.split() for word in left)
        return measured and _MEASURES[self._measure].search(text) is not None

    def share(self, text: str) -> float:
        """Share (0..1) of the named words that stand in a text; 1 where nothing is named."""
        there = set(self.read(text))
        distinct = set(self.named)
        return sum(word in there for word in distinct) / len(distinct) if distinct else 1.0


def _read(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _read_bare(text: str) -> list[str]:
    return _WORD.findall(fold(text.lower()))
