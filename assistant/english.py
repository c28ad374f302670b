"""Tells an English question from a Vietnamese one typed without marks; knows no models."""

import re

NEEDED = (
    "Câu hỏi bằng tiếng Anh cần một mô hình đa ngữ: đặt [index] embedder trong hoibao.toml (ví dụ "
    "BGE-M3 hay multilingual-e5 có sẵn trên máy), chạy hoibao rebuild, rồi hỏi lại; hoặc hỏi bằng "
    "tiếng Việt. (This archive's default model reads Vietnamese only: ask in Vietnamese, or "
    "configure a multilingual embedding model.)"
)
NEEDED_CLAIM = (
    "Câu này bằng tiếng Anh, mà mô hình mặc định chỉ đọc tiếng Việt, nên chưa kiểm được: viết lại "
    "bằng tiếng Việt, hoặc đặt mô hình đa ngữ ở [index] embedder rồi chạy hoibao rebuild. (Not "
    "checked: the default model reads Vietnamese only. Write the claim in Vietnamese, or "
    "configure a multilingual embedding model.)"
)
_ENGLISH = frozenset(
    "what who whom whose when where which why how did does was were is are of with from by after "
    "before many much his her their has have had and for this that been will would could should "
    "said according about between into during against than it its as at be".split()
)
_VIETNAMESE = frozenset(
    "ai gi nao dau bao nhieu khi la cua co khong nguoi may nam ngay thang sao nhu tai vi duoc bi "
    "trong va cac nhung mot ong ba tinh nuoc viet chi noi".split()
)


_SHARED = frozenset("the in on to a an and or no do can me more than most".split())
"""Small English words that unmarked Vietnamese may have too."""
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
FOREIGN = 0.5
"""Share of words that are no Vietnamese syllables from which a text is English."""


def is_english(text: str) -> bool:
    """Whether a question or claim is written in English.

    Words that unmarked Vietnamese has too (to, the, in, an, do, no, can, me) count for neither,
    unless half of the words are no Vietnamese syllables.
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not words or any(not word.isascii() for word in words):
        return False
    english = sum(w in _ENGLISH for w in words)
    vietnamese = sum(w in _VIETNAMESE for w in words)
    if english >= 2 and english > vietnamese:
        return True
    foreign = sum(not _SYLLABLE.fullmatch(w) for w in words if len(w) > 1)
    small = english + sum(w in _SHARED for w in words)
    return len(words) > 3 and small > 0 and vietnamese < 2 and foreign >= FOREIGN * len(words)
