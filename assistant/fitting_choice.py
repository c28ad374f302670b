"""Which of two things a sentence says, where a question names both: "mua ròng hay **bán ròng**"."""

import re
from typing import Final

from assistant.checking_words import Said, runs
from assistant.question_kind_words import ASKING
from index.analysis import fold

_STOPS: Final = frozenset(
    "năm tháng ngày trong ở tại của vào khi lúc làm dài cao lớn nhiều ít hơn nhất thì là được bị "
    "có gặp thấy xảy mắc dùng nói vậy thế nhỉ đã sẽ đang từ cho với không chưa trước sau".split()
)
_ASKING: Final = re.compile(rf"(?<!\w)(?:{ASKING}|chi|không|chưa)(?!\w)")
_MOST: Final = 3
"""Words of one of the two."""


def choices(question: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The two things that a question puts to choose from, folded; ``None`` where it asks else.

    "Hay" is "often" and "good" too: what stands around it must be alike in length, nothing else may
    be asked, and the question must have its marks.
    """
    said = Said(question)
    bare = fold(said.lower) == said.lower
    if bare or said.keys.count("hay") != 1 or _ASKING.search(said.lower):
        return None
    at = said.keys.index("hay")
    behind = said.keys[at + 1 :]
    size = next(
        (i for i, key in enumerate(behind) if key in _STOPS or key[0].isdigit()), len(behind)
    )
    if not 0 < size <= _MOST or at < size:
        return None
    one, two = said.keys[at - size : at], behind[:size]
    if set(one) & _STOPS or one == two:
        return None
    return tuple(map(fold, one)), tuple(map(fold, two))


def chosen(question: str, text: str) -> tuple[int, int] | None:
    """Where a sentence says one of the two and not the other; ``None`` where it does not."""
    both = choices(question)
    if both is None:
        return None
    said = Said(text)
    if said.text != text:
        return None
    places = [_place(said, wanted) for wanted in both]
    if (places[0] is None) == (places[1] is None):
        return None
    return places[0] or places[1]


def _place(said: Said, wanted: tuple[str, ...]) -> tuple[int, int] | None:
    for at in runs([fold(key) for key in said.keys], wanted):
        if {"không", "chưa", "chẳng"}.isdisjoint(said.keys[max(0, at - 2) : at]):
            return said.words[at].start, said.words[at + len(wanted) - 1].end
    return None
