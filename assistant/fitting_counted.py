"""Where a sentence counts the very thing that is asked, or names who did the very thing."""

import re
from typing import Final

from assistant.checking_name_runs import names
from assistant.checking_words import Said
from assistant.question_kind import Asked

_NUMERAL: Final = (
    r"(?:\d[\d.,]*\d|\d|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?: (?:trăm|nghìn|ngàn|triệu|tỷ))?"
)


_PAIR: Final = 2
"""Words of a noun without the one that tells its kind: "huy chương", not "huy chương bạc"."""
_METALS: Final = frozenset({"vàng", "bạc", "đồng"})


def counted(
    question: str, asked: Asked, sentence: str, *, once: bool = False
) -> tuple[int, int] | None:
    """Where a sentence counts the very thing a question counts: "mấy trụ tháp" - "năm trụ tháp".

    Args:
        question: As searched for.
        asked: What it asks for.
        sentence: Where it may be counted.
        once: Nothing is found where it is counted twice: "98 huy chương vàng, … 288 huy chương".

    Returns:
        Offsets in the sentence; ``None`` also where the noun is a common measure.
    """
    if asked.kind != "number" or asked.measure or not asked.counted or not asked.cue:
        return None
    words = re.findall(r"\w+", question.lower())
    for length in (_PAIR + 1, _PAIR):
        noun = words[max(asked.cue) + 1 :][:length]
        if len(noun) < length or any(word[:1].isdigit() for word in noun):
            continue
        pattern = rf"(?<![\w.,]){_NUMERAL} {' '.join(noun)}(?!\w)"
        found = list(re.finditer(pattern, sentence.lower()))
        if found and len(sentence.lower()) == len(sentence):
            if length == _PAIR and (own := _left_out(words[max(asked.cue) + 3 :], sentence)):
                return own
            return found[0].span() if len(found) == 1 or not once else None
    return None


def _left_out(behind: list[str], sentence: str) -> tuple[int, int] | None:
    """Where a sentence leaves the noun out: "205 huy chương vàng, **125 bạc**"."""
    if not behind or behind[0] not in _METALS:
        return None
    match = re.search(rf"(?<![\w.,]){_NUMERAL} {behind[0]}(?!\w)", sentence.lower())
    return match.span() if match else None


def doer(question: str, sentence: str) -> tuple[int, int] | None:
    """Where a sentence names who did what a question asks: "**Huỳnh Như** ghi bàn"."""
    did, said = done(question), Said(sentence)
    if not did or said.text != sentence:
        return None
    at = said.lower.find(f" {did}")
    return next(((n.start, n.end) for n in names(said) if n.end == at), None)


def done(question: str) -> str:
    """The two words after "ai" of a question that asks who did something; empty without them."""
    match = re.search(r"(?<!\w)ai (?!là |làm )(?:đã |sẽ |đang |từng )?(\w+ \w+)", question.lower())
    return match[1] if match else ""
