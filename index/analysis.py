"""Turns Vietnamese text into comparable terms, the same way for indexing and for asking.

Knows spelling, not ranking: nothing here knows about passages, vectors or scores. Offsets count
characters of the NFC form; an article's text is NFC, so there they are the article's own.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from index.figures import Day, Figure, dates, numbers
from index.variants import spell, variant_terms

__all__ = [
    "Day",
    "Figure",
    "Terms",
    "Token",
    "analyse",
    "bigrams",
    "dates",
    "fold",
    "folded_terms",
    "normalise",
    "numbers",
    "syllables",
    "terms",
    "tokens",
]

_TONED = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
_FIRST = {"o": "òóỏõọ", "u": "ùúủũụ"}
_OLD_TO_NEW = {
    first + toned: _FIRST[first][tone] + second
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone, toned in enumerate(_TONED[second])
} | dict(zip(("qùy", "qúy", "qủy", "qũy", "qụy"), ("quỳ", "quý", "quỷ", "quỹ", "quỵ"), strict=True))
_OPEN_SYLLABLE = re.compile(rf"(?<!q)(?:{'|'.join(_OLD_TO_NEW)})(?![^\W\d_])")
_MARKS = re.compile("[\u0300-\u036f]+")
_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*%|\d{1,2}[/-]\d{1,2}[/-]\d{4}(?!\d)|\d{1,2}/\d{1,4}(?!\d)|\d+(?:[.,]\d+)+(?!\w)"
    r"|[^\W_]+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word as written: `text` is normalised; `start` and `end` count characters of the NFC."""

    text: str
    start: int
    end: int


def normalise(text: str) -> str:
    """Returns the text in NFC, lower case, with the tone on the first vowel (hoà -> hòa).

    The result has as many characters as the NFC form of `text`, so offsets carry over.
    """
    text = unicodedata.normalize("NFC", text)
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _OPEN_SYLLABLE.sub(lambda match: _OLD_TO_NEW[match[0]], lowered)


def fold(text: str) -> str:
    """Returns the text without tone and vowel marks; đ becomes d. Case is kept.

    A text in NFC keeps its length, so offsets carry over.
    """
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare.replace("đ", "d").replace("Đ", "D"))


def tokens(text: str) -> list[Token]:
    """Returns the words and numbers of a text in order; "7,09%" and "2/9/2024" stay whole."""
    return [
        Token(text=match[0], start=match.start(), end=match.end())
        for match in _TOKEN.finditer(normalise(text))
    ]


def syllables(text: str) -> list[str]:
    """Returns the normalised syllables of a text, numbers whole, in order."""
    return _TOKEN.findall(normalise(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a text is indexed by: words in order, marked and folded, and the shared meanings."""

    marked: list[str]
    folded: list[str]
    meanings: list[str]


def analyse(text: str) -> Terms:
    """Returns the terms of a text, computed once for both fields.

    `marked` and `folded` hold one term a syllable or number, spelled one way (lý = lí, 8.700 =
    8700), at equal places. `meanings` stand for no place in the text: dates ("ngày 2 tháng 9" =
    "=2/9"), scaled figures ("1,5 triệu" = "1500000"), other names of a thing (Moscow = "=moskva").
    """
    plain = normalise(text)
    found = _TOKEN.findall(plain)
    bare = fold(" ".join(found)).split(" ") if found else []
    marked = [_one_spelling(token) for token in found]
    folded = [_one_spelling(token) for token in bare]
    return Terms(marked=marked, folded=folded, meanings=_meanings(plain, marked, folded))


def terms(text: str) -> list[str]:
    """Returns the marked terms of a text in order, then its meanings; see `analyse`."""
    found = analyse(text)
    return found.marked + found.meanings


def folded_terms(text: str) -> list[str]:
    """Returns `terms` without marks: the same for a text typed with marks and without."""
    found = analyse(text)
    return found.folded + found.meanings


def bigrams(terms: list[str]) -> list[str]:
    """Returns each pair of neighbours in a list of terms, joined by an underscore."""
    return [f"{left}_{right}" for left, right in itertools.pairwise(terms)]


@lru_cache(maxsize=100_000)
def _one_spelling(token: str) -> str:
    if token[0].isdigit():
        return Figure.canonical(token)
    return spell(token)


def _meanings(plain: str, marked: list[str], folded: list[str]) -> list[str]:
    found = variant_terms(marked, folded)
    if any(token[0].isdigit() for token in marked):
        for figure in numbers(plain):
            found += figure.other_terms()
    for day in dates(plain) if _DIGIT.search(plain) else ():
        found += day.other_terms()
    return found
