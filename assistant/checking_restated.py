"""Denials of a claim that take nothing from its source: they restate it, or are of something else.

"Không nước nào mua nhiều hơn" beside "mua nhiều nhất", "không phải đất ở mà là đất rừng" beside
"đất rừng"; it knows a claim beside its source, and where a word denies something.
"""

import re
from collections.abc import Set
from typing import Final

from assistant.checking_words import Pair, Said

_MOST: Final = re.compile(
    r"(?<!\w)(?:nhất|đầu tiên|lần đầu|kỷ lục|duy nhất|dẫn đầu|đứng đầu|số một|quán quân)(?!\w)"
)
_COMPARED: Final = frozenset({"hơn", "bằng", "thế", "vậy", "sánh"})
_ANY: Final = frozenset({"nào", "ai", "đâu"})
_REACH: Final = 16
"""Words within which a denial is compared or set against something else."""
LEAST: Final = 0.4
"""Share of its words that a claim must have from its source for a denial of words that stand
nowhere there to count: below, on 3,096 claims by hand, such denials were right more often than
wrong (29 to 17)."""


def restated(pair: Pair, at: int) -> bool:
    """Whether a denial of the claim says what the source says in other words.

    Args:
        pair: The claim beside its source.
        at: Position of the word that denies.
    """
    return _superlative(pair, at) or _set_against(pair, at)


def unheard_of(pair: Pair) -> bool:
    """Whether claim and source are too unlike for a denial of words that the source lacks."""
    return pair.likeness() < LEAST


def _superlative(pair: Pair, at: int) -> bool:
    """Whether no other is more than what is the most, or never was what is told as the first."""
    behind = pair.claim.keys[at + 1 : at + 1 + _REACH]
    near = {*pair.claim.keys[max(0, at - 1) : at], *behind[:6]}
    compared = not _COMPARED.isdisjoint(behind)
    most = bool(_MOST.search(pair.source.lower)) and compared and not _ANY.isdisjoint(near)
    never = behind[:1] in (["từng"], ["bao"]) and "lần đầu" in pair.source.lower
    return most or never


def _set_against(pair: Pair, at: int) -> bool:
    """Whether what stands instead of the denied is in the source rather than that."""
    keys = pair.claim.keys
    behind = _clause(pair.claim, at + 1, at + 1 + _REACH)
    denied, instead = behind, list[int]()
    if "mà" in (words := [keys[i] for i in behind]):
        cut = words.index("mà")
        denied, instead = behind[:cut], behind[cut + 1 :]
    elif keys[at - 1 : at + 1] == ["chứ", "không"] or (
        keys[at + 1 : at + 2] == ["phải"] and _apart(pair, at)
    ):
        end = at - (keys[at - 1] == "chứ")
        instead = list(range(max(0, end - len(behind) - 4), end))
    ours, theirs = ({keys[i] for i in places} - _GRAMMAR for places in (denied, instead))
    return _held(pair, theirs - ours) > _held(pair, ours - theirs)


def _clause(said: Said, start: int, end: int) -> list[int]:
    """Positions from one on to the end of its clause."""
    found: list[int] = []
    for i in range(start, min(end, len(said.words))):
        if found and any(
            c in said.text[said.words[i - 1].end : said.words[i].start] for c in ".;:"
        ):
            break
        found.append(i)
    return found


def _apart(pair: Pair, at: int) -> bool:
    """Whether a comma stands before a word."""
    return (
        at > 0 and "," in pair.claim.text[pair.claim.words[at - 1].end : pair.claim.words[at].start]
    )


def _held(pair: Pair, words: Set[str]) -> float:
    """The share of some words that the source has; 0 of none."""
    return len(words & set(pair.source.keys)) / len(words) if words else 0.0


_GRAMMAR: Final = frozenset(
    "là có được bị phải của và thì mà các những một cho với ở tại trong về do vì để khi này đó vẫn "
    "cũng lại còn đã đang sẽ chỉ mới theo chứ".split()
)
