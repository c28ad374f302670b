"""Packs an article's sentences into the windows that the neural reader reads at once.

It does not know how the features were found or what the model makes of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from assistant.neural_features import Matched
from assistant.neural_views import WIDTH, ArticleView, Floats, Ints, QuestionView

LEAN_LIMIT: Final = 45  # a sentence up to this long is shown again before the next window


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One input of the model: n tokens.

    `markers[k]` is the place of the token that stands for sentence `sentences[k]`; `word[t]` is the
    article's word shown at place t, or -1. Sentences shown only as context have no marker here.
    """

    marked: Ints
    folded: Ints
    features: Floats
    markers: Ints
    sentences: Ints
    word: Ints


def pack(article: ArticleView, room: int, first: int = 0) -> list[tuple[int, int, int]]:
    """Return `(shown from, scored from, scored to)` for windows of at most `room` tokens.

    A window after the first shows the sentence before it once more when that is short.
    """
    out, n = [], len(article.tokens_of)
    size = [1 + s.stop - s.start for s in article.tokens_of]
    at = first
    while at < n:
        shown = at - 1 if at and size[at - 1] <= LEAN_LIMIT else at
        used, stop = sum(size[shown : at + 1]), at + 1
        while stop < n and used + size[stop] <= room:
            used += size[stop]
            stop += 1
        out.append((shown, at, stop))
        at = stop
    return out


def window(
    question: QuestionView, article: ArticleView, matched: Matched, span: tuple[int, int, int]
) -> Window:
    """Return the model's input for one packed span of sentences."""
    shown, scored, stop = span
    words: list[Ints] = []
    rows: list[Floats] = []
    marks: list[int] = []
    kinds: list[int] = []
    for s in range(shown, stop):
        tokens = article.tokens_of[s]
        marks.append(int(np.sum([len(w) for w in words], dtype=np.int64)))
        rows.append(matched.sentences[s : s + 1])
        rows.append(matched.words[tokens])
        words.append(np.concatenate([[-1], np.arange(tokens.start, tokens.stop)]))
        kinds.append(s)
    body = np.concatenate(words)
    head = np.arange(article.title.start, article.title.stop)
    n = len(question.words.marked)
    marker = np.zeros((1, WIDTH), dtype=np.float32)
    word = np.concatenate([np.full(n + 2, -1), head, body, [-1]]).astype(np.int64)
    offset = n + 2 + len(head)
    places = np.array(marks, dtype=np.int64) + offset
    result = []
    for asked, table in (
        (question.words.marked, article.marked),
        (question.words.folded, article.folded),
    ):
        ids = table[np.maximum(word, 0)]
        ids[0], ids[n + 1], ids[-1] = 2, 3, 5
        ids[1 : n + 1] = asked
        ids[places] = 4
        result.append(ids)
    features = np.concatenate(
        [marker, matched.question, marker, matched.words[article.title], *rows, marker]
    )
    keep = np.array(kinds) >= scored
    return Window(
        marked=result[0],
        folded=result[1],
        features=features,
        markers=places[keep],
        sentences=np.array(kinds, dtype=np.int64)[keep],
        word=word,
    )
