"""Finds a sentence that says all that a question names, so that no doubt is left to weigh.

The calibrated probability is careful with short, plain questions; where every word of the question
stands in one of the best sentences, or in it and what it stands under, and a short answer of the
kind asked for is marked in it, that sentence is shown.

It knows words only; the reader found the sentences.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from assistant.checking_amounts import amounts
from assistant.checking_days import dates_in
from assistant.checking_words import Said
from assistant.evidence import Evidence
from assistant.question_kind import ask
from index.analysis import fold, numbers

LEAST: Final = 0.6
"""Below this probability of the reader the words alone do not decide."""
LOOKED_AT: Final = 3
"""Sentences, the best first, among which one may say it plainly."""
SHARE: Final = 0.5
"""Of the words that a question names, those that must stand in the sentence itself."""
MARKED: Final = 0.5
"""A short answer less likely than this is no plain one."""
_FEWEST = 3
_WORD = re.compile(r"\w+(?:[.,/]\w+)*")
_ASKING: Final = frozenset(
    "ai bao các cái cho chiếc có con của cũng cứ da đã đang đến được đúng gì gi hay hỏi hơn khi "
    "khoảng không là làm lên lúc mấy một mức nam năm nào này ngày người nhiêu như những nó ở phần "
    "ra sẽ số so thế trăm triệu trong từ tỷ tỉ và vậy về vị vì với xuống đâu đồng thứ nghìn ngàn "
    "hiện mới nhất bị tháng hôm nay bằng lần".split()
)
"""Words of asking, of grammar and of measure: they name nothing."""
_BARE: Final = frozenset(fold(word) for word in _ASKING)
_Reading = Callable[[str], list[str]]
_HAS_MARKS = re.compile(r"[^\W\d_a-zA-Z]")


def plainly_told(question: str, evidence: Sequence[Evidence]) -> int | None:
    """The place of the first of the best sentences that tells it plainly, if any does.

    Args:
        question: As searched for, typing slips undone; a follow-up carries its subject in brackets
            and is left to the reader.
        evidence: The sentences, best first.
    """
    read = _read if _HAS_MARKS.search(question) else _read_bare
    asking = _ASKING if read is _read else _BARE
    named = [word for word in read(question) if word not in asking]
    if "(" in question or len(named) < _FEWEST:
        return None
    likely = [p for p in evidence[:LOOKED_AT] if p.span is not None and p.probability > 0]
    told = [p for p in likely if set(read(p.text)).issuperset(named)]
    if not told and (kind := ask(question).kind) in ("number", "date"):
        told = [p for p in likely if _fits(p, kind) and _under(p, named, read)]
    return list(evidence).index(told[0]) if told else None


def _under(piece: Evidence, named: Sequence[str], read: _Reading) -> bool:
    """Whether what is not in the sentence is in its title, and the title gives no other figure."""
    own, title = set(read(piece.text)), set(read(piece.title))
    if not (own | title).issuperset(named) or piece.span_probability < MARKED:
        return False
    given = {n.value for n in numbers(piece.title)} - {n.value for n in numbers(" ".join(named))}
    marked = {n.value for n in numbers(piece.short_answer)}
    if title.issuperset(named):
        return bool(given & marked)
    return sum(word in own for word in named) >= SHARE * len(named)


def _fits(piece: Evidence, kind: str) -> bool:
    """Whether the marked words hold a figure or a date, as was asked for."""
    said = Said(piece.short_answer)
    return bool(dates_in(said) if kind == "date" else amounts(said, []))


def _read(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _read_bare(text: str) -> list[str]:
    return _WORD.findall(fold(text.lower()))
