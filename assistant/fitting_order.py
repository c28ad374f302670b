"""Which of the best sentences goes first where the very best does not fit; it knows words."""

from collections.abc import Sequence
from typing import Final

from assistant.asked_words import AskedWords
from assistant.evidence import Evidence
from assistant.fitting_kinds import other_edition
from assistant.question_kind import Asked
from assistant.reader_features_text import tokens

NAMED: Final = 3
"""Words that a question must name for a sentence with all of them to pass one that does not fit."""


def loses(question: str, asked: Asked, first: Evidence, other: Evidence) -> bool:
    """Whether the first sentence alone tells what happened: "**qua đời** năm nào"."""
    if asked.kind not in ("date", "number") or not asked.cue:
        return False
    folded = tokens(question).folded
    happened = folded[max(0, min(asked.cue) - 2) : min(asked.cue)]
    told, instead = (set(tokens(p.text).folded) for p in (first, other))
    return bool(happened) and told.issuperset(happened) and instead.isdisjoint(happened)


def further(question: str, evidence: Sequence[Evidence]) -> int:
    """The place of a sentence further down that has every word the question names; else 0."""
    words = AskedWords(question)
    if len(words.named) < NAMED:
        return 0
    for at, piece in enumerate(evidence[1:], 1):
        if words.share(piece.text) == 1 and not other_edition(question, piece.text):
            return at
    return 0
