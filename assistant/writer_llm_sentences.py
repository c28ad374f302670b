"""A language model's text cut into sentences with their citation numbers, while it grows."""

import re

from assistant.writer import Draft
from corpus.sentences import sentences
from corpus.text import clean

_MARK = re.compile(r"\s*\[\s*(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*\]")
_OPEN_MARK = re.compile(r"\s*\[[\d\s,;–-]*$")
_THINKING = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)]|#{1,6})\s+")
_EMPHASIS = re.compile(r"\*\*|__|`")
_LATE_MARK = re.compile(r"([.!?…][\"”»)]*)((?:\s*\[[\d\s,;–-]+\])+)")
_END = re.compile(r"[.!?…][\"”»)]*\s*$")
MOST_RANGE = 10


def without_thinking(text: str) -> str:
    """The text without what a model writes between think tags."""
    return _THINKING.sub("", text)


def drafts(text: str, *, finished: bool) -> list[Draft]:
    """The sentences so far; the last one is unfinished while more may come.

    Numbers may stand before or behind the full stop; "[1][3]", "[1, 3]" and "[1-3]" are read.

    Args:
        text: What the model has written.
        finished: Whether nothing more comes.
    """
    plain = _LATE_MARK.sub(lambda m: f"{m[2]}{m[1]}", clean(_EMPHASIS.sub("", text)))
    found = []
    spans = sentences(plain)
    for at, (start, end) in enumerate(spans):
        piece = _BULLET.sub("", plain[start:end])
        last = at == len(spans) - 1
        ended = finished or not last or (_END.search(piece) and text[-1:].isspace())
        draft = _draft(piece, complete=bool(ended))
        if draft.text:
            found.append(draft)
        elif draft.numbers and found:
            found[-1] = _joined(found[-1], draft)
    return found


def _draft(piece: str, *, complete: bool) -> Draft:
    """A sentence without its marks, and the numbers in them, each once."""
    numbers: list[int] = []
    for match in _MARK.finditer(piece):
        numbers += _numbers(match[1])
    text = _OPEN_MARK.sub("", _MARK.sub("", piece)).strip()
    text = re.sub(r"\s+([.,;:!?…])", r"\1", text)
    if not re.search(r"\w", text):
        text = ""
    return Draft(text=text, numbers=tuple(dict.fromkeys(numbers)), complete=complete)


def _numbers(inside: str) -> list[int]:
    """The numbers of one mark; "1-3" is 1, 2, 3."""
    found: list[int] = []
    for part in re.split(r"\s*[,;]\s*", inside):
        ends = [int(n) for n in re.split(r"\s*[–-]\s*", part) if n]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] <= MOST_RANGE:
            found += range(ends[0], ends[1] + 1)
        else:
            found += ends
    return found


def _joined(left: Draft, right: Draft) -> Draft:
    numbers = tuple(dict.fromkeys((*left.numbers, *right.numbers)))
    return Draft(text=left.text, numbers=numbers, complete=left.complete and right.complete)
