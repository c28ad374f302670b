"""Measures how well candidate passages fit a question: one row of numbers a passage.

Knows terms, sketches and document frequencies; how the numbers are weighed is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from index.asked import Asked, pair_hashes
from index.features_among import AMONG, among
from index.sketch import CAPITAL, DIGIT, SENTENCE, Sketches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.sketch import Hashes

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_TABLE = 1 << 14
K1, B, AVERAGE = 1.2, 0.75, 120.0
NEAR = 12
"""Words to either side of a figure that are counted as said of it."""
WORDS = (
    "marked", "folded", "folded_pairs", "coverage", "marked_coverage", "pairs_coverage",
    "rare_missing", "third_rare", "run", "sentence", "sentence_two", "sentence_pairs", "two_pairs",
    "title", "title_part", "covered", "answer_digit", "answer_capital", "digit_near",
)  # fmt: skip
ALONE = ("lexical", "dense", "first", "position", "length", "asked", "rarity", "wants_digit")
NAMES = WORDS + ALONE + AMONG
"""What is measured: the words of a passage, the passage alone, and its place among the others."""


class Places(NamedTuple):
    """Where words that are wanted stand: word `at[i]` is wanted as number `which[i]`."""

    at: Ints
    which: Ints


def places(
    wanted: NDArray[np.unsignedinteger[Any]], words: NDArray[np.unsignedinteger[Any]]
) -> Places:
    """Returns where each word of `wanted`, no two of them the same, stands among the words.

    A table over the lowest bits drops most words; the rest are compared.
    """
    low = words & words.dtype.type(_TABLE - 1)
    table = np.zeros(_TABLE, dtype=bool)
    table[wanted & wanted.dtype.type(_TABLE - 1)] = True
    likely = np.flatnonzero(table[low])
    row, which = np.nonzero(words[likely][:, np.newaxis] == wanted[np.newaxis, :])
    return Places(likely[row], which)


def counts(owner: Ints, found: Places, owners: int, terms: int) -> Floats:
    """Returns how often each owner holds each term, shape (owners, terms)."""
    flat = np.bincount(owner[found.at] * terms + found.which, minlength=owners * terms)
    return flat.reshape(owners, terms).astype(np.float32)


def bm25(found: Floats, rarity: Floats, lengths: Ints) -> Floats:
    """Returns the BM25 score of each row of counts (Robertson and Zaragoza, 2009)."""
    norm = K1 * (1 - B + B * lengths[:, np.newaxis] / AVERAGE)
    return np.asarray((found * (K1 + 1) / (found + norm)) @ rarity, dtype=np.float32)


def measure(
    asked: Asked,
    sketches: Sketches,
    lexical: Floats,
    dense: Floats,
    articles: Sequence[str],
    ordinals: Sequence[int],
) -> Floats:
    """Returns the features of candidates, shape (candidates, len(NAMES)).

    Args:
        asked: the question.
        sketches: of the candidates.
        lexical: score of each by the lexical index, 0 where it did not find it.
        dense: cosine of each.
        articles: the article of each.
        ordinals: the place of each in its article, from 0.
    """
    n = len(lexical)
    if not n:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    words, held = _word_features(asked, sketches, n)
    place = np.asarray(ordinals, dtype=np.float32)
    total = float(asked.folded_rarity.sum())
    columns = words | {
        "lexical": lexical / max(float(lexical.max()), 1e-6),
        "dense": dense,
        "first": place == 0,
        "position": np.log1p(place),
        "length": np.log1p(sketches.lengths),
        "asked": np.full(n, np.log1p(len(asked.folded))),
        "rarity": np.full(n, total),
        "wants_digit": np.full(n, float(asked.wants_digit)),
    }
    weights = asked.folded_rarity / max(total, 1e-6)
    columns |= among(columns, held, weights, articles, float(lexical.max()) / max(total, 1e-6))
    return np.stack([np.asarray(columns[name], dtype=np.float32) for name in NAMES], axis=1)


def _word_features(
    asked: Asked, held: Sketches, n: int
) -> tuple[dict[str, Floats], NDArray[np.bool_]]:
    """The features of words, and whether passage or title holds each word asked (n, words)."""
    place = places(asked.folded, held.folded)
    found = counts(held.owner, place, n, len(asked.folded))
    marked = counts(held.owner, places(asked.marked, held.marked), n, len(asked.marked))
    pairs = _pair_places(asked.folded_pairs, held.folded, held.owner)
    pair_counts = counts(held.owner, pairs, n, len(asked.folded_pairs))
    in_title = places(asked.folded, held.titles)
    titles = counts(held.title_owner, in_title, n, len(asked.folded)) > 0
    hit = found > 0
    full = max(float(asked.folded_rarity.sum()), 1e-6)
    full_marked = max(float(asked.marked_rarity.sum()), 1e-6)
    full_pairs = max(float(asked.folded_pairs_rarity.sum()), 1e-6)
    weights, pair_weights = asked.folded_rarity / full, asked.folded_pairs_rarity / full_pairs
    title_words = np.bincount(held.title_owner, minlength=n)
    known = np.bincount(held.title_owner[in_title.at], minlength=n)
    sentence = _sentence_features(asked, held, place, pairs, weights, pair_weights, n)
    return {
        "folded": bm25(found, asked.folded_rarity, held.lengths) / full,
        "marked": bm25(marked, asked.marked_rarity, held.lengths) / full,
        "folded_pairs": bm25(pair_counts, asked.folded_pairs_rarity, held.lengths) / full_pairs,
        "coverage": hit @ weights,
        "marked_coverage": (marked > 0) @ (asked.marked_rarity / full_marked),
        "pairs_coverage": (pair_counts > 0) @ pair_weights,
        "rare_missing": (~hit * weights).max(axis=1, initial=0.0),
        "third_rare": _third(hit, titles, weights),
        "run": _longest_runs(pairs, held.owner, n) / max(1, len(asked.folded)),
        "title": titles @ weights,
        "title_part": known / np.maximum(title_words, 1),
        "covered": (hit | titles) @ weights,
        "digit_near": _digit_near(asked, held, place, weights, n),
        "two_pairs": sentence["sentence_two"] + 0.5 * sentence["sentence_pairs"],
        **sentence,
    }, hit | titles


def _third(hit: NDArray[np.bool_], titles: NDArray[np.bool_], weights: Floats) -> Floats:
    """Whether the third rarest word asked is in the passage (1) or only in its title (a half)."""
    if len(weights) < 3:
        return np.zeros(len(hit), dtype=np.float32)
    at = np.argsort(-weights, kind="stable")[2]
    return np.where(hit[:, at], 1.0, 0.5 * titles[:, at]).astype(np.float32)


def _digit_near(asked: Asked, held: Sketches, place: Places, weights: Floats, n: int) -> Floats:
    """How much of the question stands near a figure that was not asked; 0 if none is wanted."""
    near = np.zeros(n, dtype=np.float32)
    figures = np.flatnonzero((held.flags & DIGIT > 0) & _fresh(held, place))
    if not asked.wants_digit or not len(figures):
        return near
    worth = np.zeros(len(held.folded), dtype=np.float32)
    worth[place.at] = weights[place.which]
    running = np.concatenate([[0.0], np.cumsum(worth)])
    ends = np.cumsum(held.lengths)
    stop = np.minimum(figures + NEAR + 1, ends[held.owner[figures]])
    start = np.maximum(figures - NEAR, (ends - held.lengths)[held.owner[figures]])
    np.maximum.at(near, held.owner[figures], (running[stop] - running[start]).astype(np.float32))
    return near


def _fresh(held: Sketches, place: Places) -> NDArray[np.bool_]:
    """Which words were not asked."""
    fresh = np.ones(len(held.folded), dtype=bool)
    fresh[place.at] = False
    return fresh


def _pair_places(wanted: NDArray[np.uint64], words: Hashes, owner: Ints) -> Places:
    """Where pairs of neighbours in one passage that are wanted begin."""
    at, which = places(wanted, pair_hashes(words))
    same = owner[at] == owner[at + 1]
    return Places(at[same], which[same])


def _longest_runs(pairs: Places, owner: Ints, n: int) -> Floats:
    """The longest run of words that follow each other as in the question, in pairs."""
    runs = np.zeros(n, dtype=np.float32)
    if len(pairs.at):
        begins = np.flatnonzero(np.diff(pairs.at, prepend=-2) > 1)
        lengths = np.diff(begins, append=len(pairs.at)).astype(np.float32)
        np.maximum.at(runs, owner[pairs.at[begins]], lengths)
    return runs


def _sentence_features(
    asked: Asked, held: Sketches, place: Places, pairs: Places, weights: Floats,
    pair_weights: Floats, n: int,
) -> dict[str, Floats]:  # fmt: skip
    """What the best sentence of each passage holds of the question, alone and in pairs."""
    opens = (held.flags & SENTENCE) > 0
    opens[1:] |= held.owner[1:] != held.owner[:-1]
    number = np.cumsum(opens) - 1
    total = int(number[-1]) + 1 if len(number) else 0
    owner = held.owner[opens][:total] if total else held.owner[:0]
    hit = counts(number, place, total, len(asked.folded)) > 0
    pair_hit = counts(number, Places(pairs.at + 1, pairs.which), total, len(asked.folded_pairs)) > 0
    alone = hit @ weights + 0.5 * (pair_hit @ pair_weights)
    # a sentence together with the one before it in the same passage
    both = hit.copy()
    both[1:] |= hit[:-1] & (owner[1:] == owner[:-1])[:, np.newaxis]
    fresh = _fresh(held, place)
    digit = np.bincount(number[fresh & ((held.flags & DIGIT) > 0)], minlength=total) > 0
    name = (held.flags & CAPITAL > 0) & ~opens & fresh
    capital = np.bincount(number[name], minlength=total) > 0
    return {
        "sentence": _best(alone, owner, n),
        "sentence_two": _best(both @ weights, owner, n),
        "sentence_pairs": _best(pair_hit @ pair_weights, owner, n),
        "answer_digit": _best(alone * digit, owner, n) * asked.wants_digit,
        "answer_capital": _best(alone * capital, owner, n) * asked.wants_capital,
    }


def _best(values: Floats, owner: Ints, n: int) -> Floats:
    out = np.zeros(n, dtype=np.float32)
    np.maximum.at(out, owner, values.astype(np.float32))
    return out
