"""Makes questions to try of an article's own sentences: a figure becomes "bao nhiêu".

Vietnamese leaves the word of asking where the answer stands, so the sentence stays as it is.
Whether the archive answers them is not known here.
"""

import re
from collections.abc import Iterator
from itertools import islice

from corpus.sentences import sentences

SHORTEST, LONGEST = 24, 96
_LOOKED_AT = 4
"""Sentences of an article: its first ones tell what it is about."""
_NO_FIGURE = r"(?:năm|tháng|ngày|quý|số|thứ|khóa|điều|lúc|đường|lộ|hạng|top|vòng|tuổi|giải|cup)\s+"
_FIGURE = re.compile(
    rf"(?P<before>\b{_NO_FIGURE})?(?:(?:hơn|gần|khoảng|trên|tới)\s+)?"
    r"(?<![\w/.,:–-])\d+(?:[.,]\d+)*(?P<unit>\s?%|(?=\s+[a-zà-ỹđ]))(?![/–-])",
    re.IGNORECASE,
)
_LEANING = frozenset(
    "anh bà bên bộ cô chị cả chỉ còn cũng do dù em họ khi kể lần một nay này ngoài ngay nhưng nó "
    "nước ông phía qua riêng sau sự theo tháng thế trong trước trên tuy tại tính từ và vì với vụ "
    "việc đã đây đó đến đợt".split()
)
"""First words that lean on what was said before, or leave no subject."""
_AWKWARD = re.compile(r"[:;\"“”()…\[\]|]|\b(?:này|đó|ấy|trên đây|nói trên)\b")


def questions_of(title: str, text: str) -> Iterator[str]:
    """Questions whose answer is a figure of the title or of the first sentences."""
    body = text.removeprefix(title)
    said = [title, *(body[a:z] for a, z in islice(sentences(body), _LOOKED_AT))]
    for sentence in said:
        question = _asked(" ".join(sentence.split()).rstrip(".!?… "))
        if question:
            yield question


def _asked(sentence: str) -> str:
    """The sentence with its only figure asked for; empty where that makes no good question."""
    figures = [m for m in _FIGURE.finditer(sentence) if not m["before"] and not _named(m)]
    if len(figures) != 1 or _AWKWARD.search(sentence):
        return ""
    if sentence.split(" ", 1)[0].lower().strip(",") in _LEANING or not sentence[:1].isupper():
        return ""
    found = figures[0]
    asked = "bao nhiêu phần trăm" if found["unit"].strip() == "%" else "bao nhiêu"
    asked = asked.capitalize() if found.start() == 0 else asked
    question = f"{sentence[: found.start()]}{asked}{sentence[found.end() :]}?"
    return question if SHORTEST <= len(question) <= LONGEST else ""


def _named(figure: re.Match[str]) -> bool:
    """Whether a figure belongs to a name or is a year: "Tokyo 2020", "cầu Mỹ Thuận 2"."""
    words = figure.string[: figure.start()].split()
    after_name = bool(words) and words[-1][:1].isupper() and len(words) > 1
    return after_name or re.fullmatch(r"(?:19|20)\d\d", figure.group().strip()) is not None
