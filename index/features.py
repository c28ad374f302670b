"""Measures how well candidate passages fit a question: one row of numbers a passage.

Knows terms, sketches and document frequencies; how the numbers are weighed is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.asked import Asked, pair_hashes
from index.sketch import CAPITAL, DIGIT, SENTENCE, Sketches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.sketch import Hashes

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_TABLE = 1 << 14
K1, B, AVERAGE = 1.2, 0.75, 120.0
NAMES = (
    "lexical", "lexical_gap", "dense", "dense_gap", "marked", "folded", "folded_pairs",
    "meanings", "coverage", "rare_missing", "digits", "capitals", "run",
    "sentence", "sentence_two", "sentence_pairs", "title", "title_only", "article", "article_sum",
    "first", "length", "answer_digit", "answer_capital", "plain", "asked",
)  # fmt: skip


def places(
    wanted: NDArray[np.unsignedinteger[Any]], words: NDArray[np.unsignedinteger[Any]]
) -> Ints:
    """Returns for each word its place in `wanted`, -1 where it is not wanted.

    A table over the lowest bits drops most words; the rest are compared.
    """
    found = np.full(len(words), -1)
    low = words & words.dtype.type(_TABLE - 1)
    table = np.zeros(_TABLE, dtype=bool)
    table[wanted & wanted.dtype.type(_TABLE - 1)] = True
    likely = np.flatnonzero(table[low])
    if len(likely):
        match = words[likely][:, np.newaxis] == wanted[np.newaxis, :]
        found[likely] = np.where(match.any(axis=1), match.argmax(axis=1), -1)
    return found


def counts(owner: Ints, place: Ints, owners: int, terms: int) -> Floats:
    """Returns how often each owner holds each term, shape (owners, terms)."""
    kept = place >= 0
    flat = np.bincount(owner[kept] * terms + place[kept], minlength=owners * terms)
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
    firsts: Sequence[bool],
) -> Floats:
    """Returns the features of candidates, shape (candidates, len(NAMES)).

    Args:
        asked: the question.
        sketches: of the candidates.
        lexical: score of each by the lexical index, 0 where it did not find it.
        dense: cosine of each.
        articles: the article of each.
        firsts: whether each opens its article.
    """
    n = len(lexical)
    words = _word_features(asked, sketches, n)
    base = lexical / max(float(lexical.max(initial=0.0)), 1e-6) + dense
    _, group = np.unique(np.asarray(articles), return_inverse=True)
    best = np.zeros(group.max(initial=0) + 1, dtype=np.float32)
    np.maximum.at(best, group, base)
    total = np.bincount(group, weights=base)
    columns = words | {
        "lexical": lexical / max(float(lexical.max(initial=0.0)), 1e-6),
        "lexical_gap": lexical / max(float(asked.folded_rarity.sum()), 1e-6),
        "dense": dense,
        "dense_gap": dense - dense.max(initial=-1.0),
        "article": best[group],
        "article_sum": np.log1p(np.maximum(total[group], 0)),
        "first": np.asarray(firsts, dtype=np.float32),
        "length": np.log1p(sketches.lengths),
        "plain": np.full(n, float(asked.plain)),
        "asked": np.full(n, np.log1p(len(asked.folded))),
    }
    return np.stack([np.asarray(columns[name], dtype=np.float32) for name in NAMES], axis=1)


def _word_features(asked: Asked, held: Sketches, n: int) -> dict[str, Floats]:
    """The features that come from the words of question and passages."""
    place = places(asked.folded, held.folded)
    found = counts(held.owner, place, n, len(asked.folded))
    marked = counts(held.owner, places(asked.marked, held.marked), n, len(asked.marked))
    pairs, same = _pair_places(asked.folded_pairs, held.folded, held.owner)
    hit = found > 0
    weights = asked.folded_rarity / max(float(asked.folded_rarity.sum()), 1e-6)
    pair_weights = asked.folded_pairs_rarity / max(float(asked.folded_pairs_rarity.sum()), 1e-6)
    titles = counts(held.title_owner, places(asked.folded, held.titles), n, len(asked.folded)) > 0
    pair_counts = counts(held.owner[1:], pairs, n, len(asked.folded_pairs))
    full = max(float(asked.folded_rarity.sum()), 1e-6)
    full_pairs = max(float(asked.folded_pairs_rarity.sum()), 1e-6)
    return {
        "folded": bm25(found, asked.folded_rarity, held.lengths) / full,
        "marked": bm25(marked, asked.marked_rarity, held.lengths) / full,
        "folded_pairs": bm25(pair_counts, asked.folded_pairs_rarity, held.lengths) / full_pairs,
        "meanings": _share(
            counts(
                held.meaning_owner, places(asked.meanings, held.meanings), n, len(asked.meanings)
            )
            > 0
        ),
        "coverage": hit @ weights,
        "rare_missing": (~hit * weights).max(axis=1, initial=0.0),
        "digits": _share(hit[:, asked.digits]),
        "capitals": _share(hit[:, asked.capitals]),
        "run": _longest_runs(pairs, same, held.owner, n) / max(1, len(asked.folded)),
        "title": titles @ weights,
        "title_only": (titles & ~hit) @ weights,
        **_sentence_features(asked, held, place, pairs, weights, pair_weights, n),
    }


def _share(hit: NDArray[np.bool_]) -> Floats:
    """The part of the columns that is hit in each row; 0 where there are no columns."""
    return np.asarray(hit.sum(axis=1) / max(1, hit.shape[1]), dtype=np.float32)


def _pair_places(
    wanted: NDArray[np.uint64], words: Hashes, owner: Ints
) -> tuple[Ints, NDArray[np.bool_]]:
    """Places of the pairs of neighbours in `wanted`, and whether a pair lies in one passage."""
    same = owner[1:] == owner[:-1]
    return np.where(same, places(wanted, pair_hashes(words)), -1), same


def _longest_runs(pairs: Ints, same: NDArray[np.bool_], owner: Ints, n: int) -> Floats:
    """The longest run of words that follow each other as in the question, in pairs."""
    hit = (pairs >= 0) & same
    total = np.cumsum(hit)
    reset = np.maximum.accumulate(np.where(hit, 0, total))
    runs = np.zeros(n, dtype=np.float32)
    np.maximum.at(runs, owner[1:], (total - reset).astype(np.float32))
    return runs


def _sentence_features(
    asked: Asked, held: Sketches, place: Ints, pairs: Ints, weights: Floats,
    pair_weights: Floats, n: int,
) -> dict[str, Floats]:  # fmt: skip
    """What the best sentence of each passage holds of the question, alone and in pairs."""
    opens = (held.flags & SENTENCE) > 0
    opens[1:] |= held.owner[1:] != held.owner[:-1]
    number = np.cumsum(opens) - 1
    total = int(number[-1]) + 1 if len(number) else 0
    owner = held.owner[opens][:total] if total else held.owner[:0]
    hit = counts(number, place, total, len(asked.folded)) > 0
    pair_hit = counts(number[1:], pairs, total, len(asked.folded_pairs)) > 0
    alone = hit @ weights + 0.5 * (pair_hit @ pair_weights)
    # a sentence together with the one before it in the same passage
    both = hit.copy()
    both[1:] |= hit[:-1] & (owner[1:] == owner[:-1])[:, np.newaxis]
    fresh = place < 0
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
