"""Tells whether a sentence says all that a question names, so that no doubt is left to weigh.

The calibrated probability is careful with short, plain questions; where every word of the question
stands in the best sentence and a short answer is marked in it, the sentence is shown. (Its title
does not count: it may say everything while the sentence gives another figure.)

It knows words only; the reader found the sentence.
"""

import re
from typing import Final

from assistant.evidence import Evidence
from index.analysis import fold

LEAST: Final = 0.6
"""Below this probability of the reader the words alone do not decide."""
_FEWEST = 3
_WORD = re.compile(r"\w+(?:[.,/]\w+)*")
_ASKING: Final = frozenset(
    "ai bao bi cac cai cho chiec co con cua da dang dau den dong duoc dung gi hay hoi hon khi "
    "khoang khong la lam len luc may mot muc nam nao ngay nguoi nhieu nhu nhung o phan ra se so "
    "the tram trieu trong tu ty va vi voi xuong".split()
)
"""Words of asking, of grammar and of measure, without marks: they name nothing."""


def plainly_told(question: str, evidence: Evidence) -> bool:
    """Whether each word of the question that names something stands in the sentence.

    Args:
        question: As searched for, typing slips undone; a follow-up carries its subject in brackets
            and is left to the reader.
        evidence: The best sentence.
    """
    if "(" in question or evidence.span is None or evidence.probability <= 0:
        return False
    named = [word for word in _words(question) if word not in _ASKING]
    return len(named) >= _FEWEST and set(_words(evidence.text)).issuperset(named)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text.lower()))
