"""Turns Vietnamese text into comparable terms, the same way for indexing and for asking.

Knows spelling, not ranking: nothing here knows about passages, vectors or scores. Offsets count
characters of the NFC form; an article's text is NFC, so there they are the article's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from index.figures import Day, Figure, counted_and_dates, dates, numbers
from index.spelling import WORD, fold, normalise
from index.variants import variant_terms
from index.words import Words, read_words

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
    "read",
    "syllables",
    "terms",
    "tokens",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word as written: `text` is normalised; `start` and `end` count characters of the NFC."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Returns the words and numbers of a text in order; "7,09%" and "2/9/2024" stay whole."""
    return [
        Token(text=match[0], start=match.start(), end=match.end())
        for match in WORD.finditer(normalise(text))
    ]


def syllables(text: str) -> list[str]:
    """Returns the normalised syllables of a text, numbers whole, in order."""
    return WORD.findall(normalise(text))


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
    return read(text)[1]


def read(text: str) -> tuple[Words, Terms]:
    """Returns the words of a text and its terms, as `analyse` does."""
    words = read_words(text)
    counted, days = counted_and_dates(words.lowered)
    meanings = variant_terms(words.marked, words.folded, words.names)
    meanings += chain.from_iterable(figure.other_terms() for figure in counted)
    meanings += chain.from_iterable(day.other_terms() for day in days)
    return words, Terms(marked=words.marked, folded=words.folded, meanings=meanings)


def terms(text: str) -> list[str]:
    """Returns the marked terms of a text in order, then its meanings; see `analyse`."""
    found = analyse(text)
    return found.marked + found.meanings


def folded_terms(text: str) -> list[str]:
    """Returns `terms` without marks: the same for a text typed with marks and without."""
    found = analyse(text)
    return found.folded + found.meanings


def bigrams(terms: Sequence[str]) -> list[str]:
    """Returns each pair of neighbours in a list of terms, joined by an underscore."""
    return list(map("_".join, pairwise(terms)))
