"""Questions that ask the same of two things, taken apart: "… năm 2023 và năm 2024 là bao nhiêu?".

Each half is a question of its own; what is found for both is quoted side by side.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.evidence import Evidence, Reading
from assistant.question_kind import ask

_UP: Final = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_PROPER: Final = rf"[{_UP}\d][^\s,?]*"
_RUN: Final = rf"{_PROPER}(?:(?: [-–])? {_PROPER})*"
_HEADS: Final = rf"(?:[^\W\d_{_UP}][^\W\d_]* ){{0,4}}?"
_SECOND: Final = re.compile(rf" (?:và|va|với|so với) (?P<b>(?P<heads>{_HEADS}){_RUN})")
_FIRST: Final = re.compile(rf"(?<!\S){_RUN}$")
_THING: Final = re.compile(rf"(?:[^\W\d_]+ ){{0,4}}{_RUN}")
_ASIDE: Final = re.compile(
    r" ?(?<!\w)(?:lần lượt|mỗi (?:giải|năm|bên|nơi|tuyến|nước|đội|khóa|kỳ|cái)|cả hai)(?!\w)"
)
_TOGETHER: Final = re.compile(
    r"(?<!\w)(?:nhau|giữa|cùng|chung|gồm|hơn|kém|giua|hon|nối|ký|đối đầu|kết hôn|ly hôn)(?!\w)",
    re.IGNORECASE,
)
"""Words by which two things are told of together, or held against each other."""
_FROM: Final = re.compile(r"(?<!\w)(?:từ|tu)\s*(?:[^\W\d_]+ ){0,2}$", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"\d|(?<!\w)[IVX]+(?!\w)")
_KINDS: Final = frozenset({"number", "date", "place", "fact", "person"})


def halves(question: str) -> tuple[str, str] | None:
    """The two questions in one, or ``None``.

    Both things bear a number or year, or the second repeats the word before the first
    ("thủy điện Sơn La và thủy điện Hòa Bình"); "Nga và Mỹ" stay together.
    """
    question = " ".join(question.split())
    if "(" in question or _TOGETHER.search(question) or ask(question).kind not in _KINDS:
        return None
    for match in _SECOND.finditer(question):
        before, second = question[: match.start()], match["b"]
        start = _begins(before, match["heads"].split(), second)
        if start is None or _FROM.search(before[:start]):
            continue
        first, (head, tail) = before[start:], (before[:start], question[match.end() :])
        one, two = (_ASIDE.sub("", f"{head}{part}{tail}") for part in (first, second))
        return one, two[:1].upper() + two[1:]
    return None


def _begins(before: str, heads: Sequence[str], second: str) -> int | None:
    """Where the first thing begins; ``None`` where the two are no pair."""
    word = heads[0] if heads else second.split()[0]
    forms = {word, word.capitalize()}
    found = [
        m.start() for form in forms for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", before)
        if form == word or not m.start()
    ]  # fmt: skip
    if found and len(before) > max(found) + len(word) and _THING.fullmatch(before[max(found) :]):
        return max(found)
    match = _FIRST.search(before)
    paired = match and _NUMBERED.search(match[0]) and _NUMBERED.search(second)
    return match.start() if match and paired else None


def side_by_side(*readings: Reading) -> Reading:
    """The best sentence of each part, in the order asked, as sure as the least sure part."""
    first, evidence = readings[0], list[Evidence]()
    for reading in readings:
        best = replace(reading.evidence[0], probability=first.evidence[0].probability)
        if all((best.article_id, best.start) != (one.article_id, one.start) for one in evidence):
            evidence.append(best)
    return replace(
        first,
        evidence=tuple(evidence),
        p_answerable=min(reading.p_answerable for reading in readings),
        p_right=min(reading.p_right for reading in readings),
    )
