"""Where a question and an article meet: the matching features that the neural reader reads.

It does not know windows or weights, and nothing of articles beyond a title and sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.neural_asked import COLUMN
from assistant.neural_views import WIDTH, ArticleView, Floats, Ints, QuestionView, in_a_row


def _relative(values: Floats) -> Floats:
    return values / max(float(values.max(initial=0.0)), 1e-6)


_NEAR: Final = np.concatenate(
    [np.exp(-np.arange(12, 0, -1) / 4), [0], np.exp(-np.arange(1, 13) / 4)]
)


def _holds(article: ArticleView, wanted: Ints, size: int) -> NDArray[np.bool_]:
    """Return which of `size` words hold one of the syllables."""
    found = np.isin(article.syllable, wanted)
    return np.asarray(np.bincount(article.syllable_word, found, size) > 0)


def _closely(
    question: QuestionView, article: ArticleView, words: Floats, sentences: Floats
) -> None:
    """Fill in nearness to the question's words, the noun and the units asked for, and persons."""
    if not len(words):
        return
    total = max(float(question.weights.sum()), 1e-6)
    near = np.convolve(words[:, 14], _NEAR)[12:-12] / total
    words[:, 36] = np.minimum(near, 1.5)
    fresh = (words[:, 11] == 0) & (article.sentence >= 0)
    if question.focus >= 0:
        held = _holds(article, np.array([question.focus]), len(words))
        for gap in range(min(6, len(words))):
            after = np.zeros(len(words), dtype=np.bool_)
            after[gap:] = held[: len(held) - gap]
            after[gap:] &= article.sentence[gap:] == article.sentence[: len(held) - gap]
            words[after & (fresh | held), 37] = 1.0
    if question.kind == "person":
        words[fresh & article.kinds[:, 4], 38] = 1.0
    if len(question.units):
        unit = _holds(article, question.units, len(words))
        figure = article.kinds[:, 0] & fresh
        for gap in (1, 2, 3):
            words[:-gap][figure[:-gap] & unit[gap:], 39] = 1.0
    column = COLUMN.get(question.kind)
    fit = fresh if column is None else fresh & article.kinds[:, column]
    np.maximum.at(sentences[:, 36], article.sentence[fit], words[fit, 36])
    for k in (37, 38, 39):
        inside = article.sentence[words[:, k] > 0]
        sentences[inside[inside >= 0], k] = 1.0


def _agree(question: QuestionView, article: ArticleView, words: Floats, sentences: Floats) -> None:
    """Fill in which words, and which sentences, hold the kind of thing that is asked for."""
    column = COLUMN.get(question.kind)
    if column is None:
        return
    fresh = article.kinds[:, column] & (words[:, 11] == 0)
    words[fresh, 33] = 1.0
    inside = article.sentence[fresh]
    count = np.bincount(inside[inside >= 0], minlength=len(sentences))
    sentences[:, 33], sentences[:, 35] = count > 0, np.log1p(count)
    if question.unit >= 0:
        unit = np.bincount(
            article.syllable_word, article.syllable == question.unit, len(words)
        ).astype(np.bool_)
        for gap in (1, 2, 3):
            right = fresh[:-gap] & unit[gap:]
            words[:-gap][right, 34] = 1.0
        inside = article.sentence[words[:, 34] > 0]
        sentences[inside[inside >= 0], 34] = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A question against an article: features of its words, of its sentences, of the question."""

    words: Floats
    sentences: Floats
    question: Floats


def touched(pairs: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    """Return which of `size` syllables in a row stand in one of the pairs (size - 1 of them)."""
    out = np.zeros(size, dtype=bool)
    out[:-1] |= pairs
    out[1:] |= pairs
    return out


def by_word(question: QuestionView, values: NDArray[Any]) -> NDArray[np.float64]:
    """Return for each word of a question the mean of its syllables' values."""
    _, owner = in_a_row(question.words)
    sizes = [len(group) for group in question.words.syllables]
    return np.asarray(np.bincount(owner, values, len(sizes)) / np.maximum(sizes, 1))


def match(question: QuestionView, article: ArticleView) -> Matched:
    """Return the features of every word, sentence marker and question word."""
    n, total = len(article.tokens_of), len(article.marked)
    found = np.isin(article.syllable, question.syllables)
    per_word = np.maximum(np.bincount(article.syllable_word, article.syllable >= 0, total), 1)
    share = np.bincount(article.syllable_word, found, total) / per_word
    pairs = np.isin(article.bigram, question.bigrams) & (article.bigram >= 0)
    paired = touched(pairs, len(found))
    words = article.shape.copy()
    _, inverse, counts = np.unique(article.folded, return_inverse=True, return_counts=True)
    words[:, 11] = share
    words[:, 12] = np.isin(article.folded, np.array(question.words.folded, dtype=np.int64))
    words[:, 13] = np.bincount(article.syllable_word, paired, total) / per_word
    words[:, 14] = article.idf * share
    words[:, 15] = 1.0 / np.sqrt(counts[inverse])
    words[:, 16] = article.idf
    words[article.title, 17] = 1.0
    words[article.title.stop :, 18] = 1.0

    where = article.sentence[article.syllable_word]
    inside = (where >= 0) & found
    index = np.searchsorted(question.syllables, article.syllable[inside])
    held = np.zeros((n, len(question.syllables)), dtype=np.float32)
    held[where[inside], index] = 1.0
    spread = held.mean(axis=0) if n else np.zeros(len(question.syllables))
    rare = question.weights * (1.0 - np.log1p(spread * 9) / np.log(10))
    cover = held @ question.weights / max(float(question.weights.sum()), 1e-6)
    scarce = held @ rare / max(float(rare.sum()), 1e-6)
    tight = np.zeros(n, dtype=np.float32)
    places = where[:-1][pairs]
    np.add.at(tight, places[places >= 0], 1.0)
    in_title = np.isin(question.syllables, article.syllable[where < 0])
    sentences = np.zeros((n, WIDTH), dtype=np.float32)
    fresh = words[:, 11] == 0
    for column, mask in ((29, (words[:, 0] > 0) & fresh), (30, (words[:, 1] > 0) & fresh)):
        held_by = article.sentence[mask & (article.sentence >= 0)]
        sentences[:, column] = np.log1p(np.bincount(held_by, minlength=n))
    sentences[:, 20], sentences[:, 21] = cover, _relative(cover)
    sentences[:, 22], sentences[:, 23] = scarce, _relative(scarce)
    sentences[1:, 24], sentences[:-1, 25] = scarce[:-1], scarce[1:]
    sentences[:, 26] = np.arange(n) / max(n, 1)
    sentences[:1, 27] = 1.0
    sentences[:, 28] = np.log1p(n) / 4
    sentences[:, 31] = tight / max(len(question.bigrams), 1)
    sentences[:, 32] = np.argsort(np.argsort(-scarce)) / max(n, 1)

    _agree(question, article, words, sentences)
    _closely(question, article, words, sentences)
    asked = question.shape.copy()
    asked[:, 19] = 1.0
    asked[:, 16] = question.idf
    flat, _ = in_a_row(question.words)
    rows = np.searchsorted(question.syllables, np.array(flat, dtype=np.int64))
    for column, values in ((11, in_title), (12, spread), (13, spread > 0)):
        asked[:, column] = by_word(question, values[rows])
    return Matched(words=words, sentences=sentences, question=asked)
