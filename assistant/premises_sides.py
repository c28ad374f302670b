"""Whether a sentence tells of the other side of what a question asks: exports, not imports.

Words that exclude one another in the news; it knows words, not what is true.
"""

import re
from functools import lru_cache
from typing import Final

from assistant.question_kind import ask
from corpus.text import clean

_MEDALS: Final = ("huy chương vàng", "huy chương bạc", "huy chương đồng")
"""Told without the noun too: "3 huy chương vàng, 2 bạc"; why one is first may lie in another."""
_SETS: Final = (
    ("chung kết", "bán kết", "tứ kết", "vòng bảng", "vòng loại"),
    ("lượt đi", "lượt về"),
    ("hiệp một", "hiệp hai"),
    ("bóng đá nam", "bóng đá nữ"),
    ("đơn nam", "đơn nữ", "đôi nam", "đôi nữ"),
    ("khai mạc", "bế mạc"),
    ("xuất khẩu", "nhập khẩu"),
    ("mua vào", "bán ra"),
    ("mua ròng", "bán ròng"),
    ("tối đa", "tối thiểu"),
    ("cao nhất", "thấp nhất"),
    ("thành thị", "nông thôn"),
)


def other_side(question: str, sentence: str) -> bool:
    """Whether a sentence has only another word of the set of which the question has one.

    Args:
        question: In its marks; without them nothing is told apart.
        sentence: One of an article.
    """
    asked, told = clean(question).lower(), clean(sentence).lower()
    medals = ask(question).kind == "number"
    for words in (*_SETS, _MEDALS) if medals else _SETS:
        ours = [word for word in words if _has(asked, word)]
        theirs = {word for word in words if _has(told, word)}
        if len(ours) == 1 and theirs and ours[0] not in theirs:
            return not (words is _MEDALS and _has(told, ours[0].split()[-1]))
    return False


@lru_cache(maxsize=256)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){word}(?!\w)")


def _has(text: str, word: str) -> bool:
    return _pattern(word).search(text) is not None
