"""A question as numbers, ready to be compared with many passages at once.

Knows terms, their rarity, and what kind of answer a question asks for; knows nothing of passages.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.analysis import Terms, tokens
from index.question_words import part
from index.sketch import hashes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from index.sketch import Hashes

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as numbers, ready to be compared with many passages.

    Arrays of one length belong together: a term's hash, its rarity and how often it is asked.
    """

    marked: Hashes
    marked_rarity: Floats
    folded: Hashes
    folded_rarity: Floats
    folded_pairs: NDArray[np.uint64]
    folded_pairs_rarity: Floats
    meanings: Hashes
    digits: NDArray[np.bool_]
    capitals: NDArray[np.bool_]
    plain: bool
    wants_digit: bool
    wants_capital: bool


_WANTS_DIGIT = re.compile(
    r"\b(?:bao nhieu|may|khi nao|nam nao|ngay nao|thang nao|bao lau|luc nao|thoi gian nao|bao gio|"
    r"hoi nao|ty le|dien tich|toi da|toi thieu)\b"
)
_WANTS_CAPITAL = re.compile(
    r"\b(?:ai|nguoi nao|o dau|noi nao|nuoc nao|ten gi|doi nao|clb nao|cong ty nao|tinh nao|"
    r"thanh pho nao|quoc gia nao|dau|hang nao)\b"
)


def named(question: str) -> list[bool]:
    """Returns for each word of a question whether it is written like a name.

    The first word, and every word of a question in capitals, tells nothing.
    """
    first = [question[token.start : token.start + 1].isupper() for token in tokens(question)]
    if sum(first) > 0.7 * len(first):
        return [False] * len(first)
    return [False, *first[1:]]


def pair_hashes(words: Hashes) -> NDArray[np.uint64]:
    """Returns the number of each pair of neighbours, shape (n - 1,)."""
    wide = words.astype(np.uint64)
    return wide[:-1] * np.uint64(0x9E3779B1) + wide[1:]


def ask(
    terms: Terms, capitals: Sequence[bool], frequency: Callable[[str, str], int], total: int
) -> Asked:
    """Returns a question as numbers.

    Args:
        terms: of the question.
        capitals: for each word of the question, whether it is written as a name.
        frequency: how many passages hold a term of a field.
        total: how many passages there are.
    """

    def rarity(field: str, wanted: Sequence[str]) -> Floats:
        counts = np.array([frequency(field, term) for term in wanted], dtype=np.float32)
        parts = np.array([part(field, term) for term in wanted], dtype=np.float32)
        return (parts * np.log1p((total - counts + 0.5) / (counts + 0.5))).astype(np.float32)

    marked, folded = list(dict.fromkeys(terms.marked)), list(dict.fromkeys(terms.folded))
    pairs = _pairs(terms.folded)
    named = {word for word, capital in zip(terms.folded, capitals, strict=False) if capital}
    text = " ".join(terms.folded)
    return Asked(
        marked=hashes(marked),
        marked_rarity=rarity("marked", marked),
        folded=hashes(folded),
        folded_rarity=rarity("folded", folded),
        folded_pairs=np.array([_pair_hash(*pair) for pair in pairs], dtype=np.uint64),
        folded_pairs_rarity=rarity("folded_pairs", ["_".join(pair) for pair in pairs]),
        meanings=hashes(list(dict.fromkeys(terms.meanings))),
        digits=np.array([word[0].isdigit() for word in folded], dtype=bool),
        capitals=np.array([word in named for word in folded], dtype=bool),
        plain=terms.marked == terms.folded,
        wants_digit=_WANTS_DIGIT.search(text) is not None,
        wants_capital=_WANTS_CAPITAL.search(text) is not None,
    )


def _pairs(words: list[str]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(itertools.pairwise(words)))


def _pair_hash(left: str, right: str) -> np.uint64:
    return np.uint64(pair_hashes(hashes([left, right]))[0])
