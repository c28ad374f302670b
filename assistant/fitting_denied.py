"""Whether the marked words of a sentence stand where it denies them; judges no whole sentences."""

import re
from typing import Final

from assistant.checking_negators import negators
from assistant.checking_words import Said
from assistant.evidence import Evidence

_HARD: Final = re.compile(r"[,;:.()]|(?<!\w)(?:mà|nhưng|song|ngoài|ngoại trừ|trừ)(?!\w)")
_SOFT: Final = re.compile(r"(?<!\w)(?:vì|do|bởi|để|khi|nhờ|nên|nhằm|sau|trước|nếu|dù|là)(?!\w)")
_RELATION: Final = re.compile(
    r"\s*(?:hề |hẳn |còn |thể )?(?:phải|liên quan|nhằm|vì|do|bởi|để|thuộc|là|dính dáng|xuất phát|"
    r"bắt nguồn)(?!\w)"
)
"""Right after "không": what is denied is the answer itself, whatever comes between."""
_DENYING: Final = re.compile(
    r"(?<!\w)(?:phủ nhận|bác bỏ|bác tin|đính chính)\s+(?:việc|tin|thông tin|cáo buộc|chuyện|rằng|"
    r"tin đồn|đồn đoán|lý do|khả năng)(?!\w)"
)
_NOT_FOR: Final = re.compile(r"(?<!\w)(?:không|chưa|chẳng) phải(?: là)?(?: do| vì| bởi| tại)?$")
"""Ends right before what is denied, also within "nếu …"."""
_LITTLE: Final = frozenset(
    "có được bị là đã sẽ đang còn cần cho của và với ở tại trong về việc người ông bà anh chị cô "
    "một các những này đó ra vào lên đến".split()
)


UNSURE: Final = 0.5
"""Words that deny something else were the answer 3 of 22 times below this, 8 of 19 above."""
_NO: Final = frozenset({"không", "chưa", "chẳng", "khong", "chua"})


def denied(question: str, sentence: str, start: int) -> bool:
    """Whether a sentence denies what begins at ``start``, where the question denies nothing.

    Args:
        question: As searched for.
        sentence: NFC.
        start: Offset of the marked words in the sentence.
    """
    asked = Said(question)
    if negators(asked):
        return False
    head = " ".join(sentence[:start].split())
    if _NOT_FOR.search(head.lower()):
        return True
    if (match := _last(_DENYING, head)) and not _HARD.search(head[match.end() :]):
        return True
    said = Said(sentence)
    known = {k for k in asked.keys if k not in _LITTLE}
    return any(_over(said, at, len(head), known) for at in negators(said))


def only_repeats(question: str, marked: str) -> bool:
    """Whether marked words say nothing that the question does not: "bị chìm" for why it sank."""
    words = {k for k in Said(marked).keys if k not in _LITTLE}
    return words <= set(Said(question).keys)


def denying(question: str, piece: Evidence) -> Evidence:
    """An unsure sentence whose marked words deny nothing that is asked: without them.

    "Không nghĩ tới hậu quả" is no answer to "TikTok có nguy hiểm không?".
    """
    words = {k for k in Said(piece.short_answer).keys if k not in _LITTLE and k not in _NO}
    beside = words.isdisjoint(Said(question).keys)
    unsure = bool(piece.short_answer) and piece.probability < UNSURE
    return piece.unmarked() if unsure and beside else piece


def _over(said: Said, at: int, end: int, known: set[str]) -> bool:
    """Whether the negator at a word reaches the marked words."""
    word = said.words[at]
    between = said.lower[word.end : end]
    if word.end > end or _HARD.search(between):
        return False
    if _RELATION.match(between):
        return True
    if _SOFT.search(between):
        return False
    own = (w for w in said.words[at + 1 :] if w.end <= end and w.key not in _LITTLE)
    return any(w.key in known for w in list(own)[:2])


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text.lower()))
    return found[-1] if found else None
