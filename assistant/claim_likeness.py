"""How like a claim a text is, by words, names, figures and days they share; judges nothing."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from assistant.checking_amounts import Amount, amounts
from assistant.checking_days import Date, dates_in
from assistant.checking_name_runs import Name, names
from assistant.checking_words import Pair, Said
from index.analysis import folded_terms

LEAST: Final = 0.5
"""Share of a claim's weight that is always asked for."""
ALIKE: Final = 0.8
"""Share of a claim's words from which a text speaks of the same, whatever its names and days."""
_BOUNDS: Final = re.compile(
    r"(?<!\w)(?:(?:không|chưa) (?:dưới|quá|vượt quá|đến|tới|đầy|hơn|kém|ít hơn|thấp hơn)|hơn|trên|"
    r"dưới|gần|khoảng|chừng|xấp xỉ|ít nhất|tối thiểu|tối đa|nhiều nhất|ngót|cỡ|tầm)\s*$"
)


def shares(claim: str, texts: Sequence[str]) -> list[float]:
    """For each text the share (0..1) of the claim's terms it has, rare terms weighing more.

    A figure that a text has not, and the words that bound it ("không dưới"), are not asked for:
    whether it is the same figure is for the checker to say. Years and days are.
    """
    wanted, loose = set(folded_terms(claim)), _loose(claim)
    have = [wanted & set(folded_terms(t)) for t in texts]
    counts = Counter(term for terms in have for term in terms)
    weight = {t: math.log(1 + (len(texts) + 1) / (1 + counts[t])) for t in wanted}
    whole = sum(weight.values()) or 1.0
    found = []
    for terms in have:
        spared = sum(weight[t] for t in loose - terms)
        asked = max(whole - spared, LEAST * whole)
        found.append(min(1.0, sum(weight[t] for t in terms) / asked))
    return found


def _loose(claim: str) -> set[str]:
    """The terms of a claim's figures, dates left out, and of what bounds them."""
    said = Said(claim)
    found: set[str] = set()
    for amount in _figures(said, dates_in(said)):
        if amount.written and not amount.clock:
            digits = said.text[amount.start : amount.end]
            found |= {t for t in folded_terms(digits) if any(c.isdigit() for c in t)}
        if bound := _BOUNDS.search(said.lower[: amount.start]):
            found |= set(folded_terms(bound[0]))
    return found & set(folded_terms(claim))


def same_matter(claim: str, text: str, day: str = "") -> bool:
    """Whether a text that says otherwise may speak of the same thing at all.

    Not where it has no name, figure or day of the claim, as with another river's length; nor where
    day or year and every figure are others, as with another year's growth.

    Args:
        claim: One sentence.
        text: What is told, with its headline.
        day: When it was told, for a text that names no day or year.
    """
    mine, named, ours, figures = _read(claim)
    other = Said(text)
    if Pair(mine, other).likeness() >= ALIKE:
        return True
    theirs = dates_in(other) or dates_in(Said(day))
    held = {a.base for a in _figures(other, theirs)}
    counted = any(a.base in held for a in figures)
    dated = any(_compatible(d, t) for d in ours for t in theirs)
    there = set(other.keys)
    known = any(set(n.keys) <= there for n in named) or bool(mine.meanings & other.meanings)
    if named and not (known or counted or dated):
        return False
    return not (ours and figures) or dated or counted


@lru_cache(maxsize=8)
def _read(claim: str) -> tuple[Said, list[Name], list[Date], list[Amount]]:
    """A claim, which is held against several sentences, with its names, dates and figures."""
    said = Said(claim)
    days = dates_in(said)
    figures = [a for a in _figures(said, days) if a.written and not a.clock]
    return said, names(said), days, figures


def _figures(said: Said, days: Sequence[Date]) -> list[Amount]:
    return amounts(said, [(d.start, d.end) for d in days])


def _compatible(one: Date, other: Date) -> bool:
    """Whether two dates share a part and differ in none that both write."""
    parts = [(one.day, other.day), (one.month, other.month), (one.year, other.year)]
    both = [(a, b) for a, b in parts if a and b]
    return (
        one.relative == other.relative
        if one.relative
        else bool(both) and all(a == b for a, b in both)
    )
