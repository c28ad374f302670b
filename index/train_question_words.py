"""Learns how much each word of a question tells about the passage that answers it.

Knows questions with their passages, and how common words are in an archive; knows no ranking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from math import log, log1p
from statistics import median

from index.analysis import Terms, analyse, bigrams
from index.question_words import FIELDS

LEAST, SHRINK, BELOW = 40, 20, 0.6
"""Passages that a word must be asked of; how slowly it may leave 1; parts above are dropped."""


def learn(
    asked: Iterable[tuple[str, str]], archive: Sequence[Terms]
) -> dict[str, dict[str, float]]:
    """Returns field -> term -> the part of its rarity that it deserves.

    That is the weight of Robertson and Spärck Jones (1976), which knows how often the passages
    wanted hold the term, as a share of the rarity, which does not; 1 for the middle one of all
    terms. Words with figures are left out, and words that are asked of few passages.

    Args:
        asked: questions, and for each its title and passage.
        archive: passages by which rarity is told.
    """
    pairs = [(analyse(question), analyse(passage)) for question, passage in set(asked)]
    return {field: _learn(field, pairs, archive) for field in FIELDS}


def _terms(field: str, found: Terms) -> set[str]:
    if field == "folded_pairs":
        return set(bigrams(found.folded))
    return set(found.marked if field == "marked" else found.folded)


def _learn(
    field: str, pairs: Sequence[tuple[Terms, Terms]], archive: Sequence[Terms]
) -> dict[str, float]:
    common = Counter(chain.from_iterable(_terms(field, found) for found in archive))
    asked, held, seen = Counter[str](), Counter[str](), set[tuple[str, str]]()
    for question, passage in pairs:
        if field == "marked" and question.marked == question.folded:
            continue
        there, where = _terms(field, passage), " ".join(passage.folded[:12])
        for term in _terms(field, question):
            if (term, where) not in seen and not any(sign.isdigit() for sign in term):
                seen.add((term, where))
                asked[term] += 1
                held[term] += term in there
    shares = {
        term: _share(count, held[term], common[term], len(archive))
        for term, count in asked.items()
        if count >= LEAST
    }
    middle = median(shares.values()) if shares else 1.0
    parts = {
        term: 1 + (min(1.0, max(0.0, share / middle)) - 1) * asked[term] / (asked[term] + SHRINK)
        for term, share in shares.items()
    }
    return {term: round(value, 3) for term, value in sorted(parts.items()) if value < BELOW}


def _share(asked: int, held: int, common: int, total: int) -> float:
    """The weight of a term by what the wanted passages hold, over its weight without."""
    wanted, everywhere = (held + 0.5) / (asked + 1), (common + 0.5) / (total + 1)
    known = log(wanted * (1 - everywhere) / (everywhere * (1 - wanted)))
    return known / max(log1p((total - common + 0.5) / (common + 0.5)), 0.3)
