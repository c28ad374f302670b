"""The words that say no to a yes-or-no question: "không hưởng thù lao", "phủ nhận liên quan".

The reader marks them; what it marks without a word of denial is as often beside the point and is
not shown. They are quoted, never turned into a "no": that takes more (`assistant.yes_no`).
"""

import re

from assistant.checking_negators import negators
from assistant.checking_words import Said

_REFUSING = re.compile(r"(?<!\w)(?:phủ nhận|bác bỏ|bác tin|từ chối|khước từ)(?!\w)", re.IGNORECASE)
_STILL = frozenset({"vẫn", "còn", "hoàn", "toàn", "hề"})
_JOINING = frozenset({"nhưng", "song", "vì", "nên", "do", "và", "còn", "tuy", "dù", "để", "mà"})
_ENDS = re.compile(r"[,.;:()…?!]")
_FEWEST, _MOST = 2, 16
"""Words; "không" alone tells nothing, and what is long is no short answer."""


def says_no(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where marked words say no, with their whole clause; ``None`` where they do not.

    Args:
        text: The sentence.
        start: Offset of the marked words in it.
        end: Offset behind them.
    """
    said = Said(text)
    inside = [at for at, w in enumerate(said.words) if start <= w.start and w.end <= end]
    if not inside:
        return None
    first, denying = inside[0], {at for at in negators(said) if not _named_so(said, at)}
    first -= first - 1 in denying
    if first in denying:
        while first and said.keys[first - 1] in _STILL and not said.gap(first - 1).strip():
            first -= 1
    begin, end = min(start, said.words[first].start), max(end, _clause(said, first, inside[-1]))
    if not _FEWEST <= inside[-1] + 1 - first <= _MOST:
        return None
    if denying.isdisjoint(range(first, inside[-1] + 1)) and not _REFUSING.search(text[begin:end]):
        return None
    return begin, end


def _clause(said: Said, first: int, last: int) -> int:
    """Where the clause of marked words ends, unless that makes them long."""
    for at in range(last, min(len(said.words), first + _MOST)):
        if at + 1 == len(said.words) or said.keys[at + 1] in _JOINING or _ENDS.search(said.gap(at)):
            return said.words[at].end
    return said.words[last].end


def _named_so(said: Said, at: int) -> bool:
    """Whether a word denies nothing but names a thing: "máy bay không người lái"."""
    return said.keys[at + 1 : at + 3] == ["người", "lái"]
