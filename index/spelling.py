"""Spells Vietnamese text one way: composed, lower case, tones and i/y in one place, unmarked.

Knows letters and how a text is cut into words; knows nothing of figures, terms or passages.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.figures import Figure
from index.variants import spell

_TONED = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
_FIRST = {"o": "òóỏõọ", "u": "ùúủũụ"}
_OLD_TO_NEW = {
    first + toned: _FIRST[first][tone] + second
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone, toned in enumerate(_TONED[second])
} | dict(zip(("qùy", "qúy", "qủy", "qũy", "qụy"), ("quỳ", "quý", "quỷ", "quỹ", "quỵ"), strict=True))
_OPEN_SYLLABLE = re.compile(rf"(?<!q)(?:{'|'.join(_OLD_TO_NEW)})(?![^\W\d_])")
_MARKS = re.compile("[\u0300-\u036f]+")
WORD = re.compile(
    r"[^\W\d_][^\W_]*|\d+(?:[.,]\d+)*%|\d{1,2}[/-]\d{1,2}[/-]\d{4}(?!\d)|\d{1,2}/\d{1,4}(?!\d)"
    r"|\d+(?:[.,]\d+)+(?!\w)|[^\W_]+"
)
"""A word or a number of a normalised text; "7,09%" and "2/9/2024" stay whole."""


def lower(text: str) -> str:
    """Returns a text in NFC in lower case, with as many characters."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered


def new_tones(text: str) -> str:
    """Returns a text in NFC and lower case with the tone on the first vowel (hoà -> hòa)."""
    return _OPEN_SYLLABLE.sub(lambda match: _OLD_TO_NEW[match[0]], text)


def normalise(text: str) -> str:
    """Returns the text in NFC, lower case, with the tone on the first vowel (hoà -> hòa).

    The result has as many characters as the NFC form of `text`, so offsets carry over.
    """
    return new_tones(lower(unicodedata.normalize("NFC", text)))


def fold(text: str) -> str:
    """Returns the text without tone and vowel marks; đ becomes d. Case is kept.

    A text in NFC keeps its length, so offsets carry over.
    """
    if text.isascii():
        return text
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare.replace("đ", "d").replace("Đ", "D"))


@lru_cache(maxsize=100_000)
def one_spelling(word: str) -> str:
    """Returns the one spelling of a normalised word: lý -> lí, 8.700 -> 8700."""
    if word[0].isdigit():
        return Figure.canonical(word)
    return spell(word)
