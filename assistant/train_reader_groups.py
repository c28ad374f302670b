"""Groups as the reader meets them: sentences of the right article against those of its rivals.

Articles stand whole or, as the product shows them, as a few sentences with what is around them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import numpy as np

from assistant.neural_features import match
from assistant.neural_views import ArticleView, Ints, QuestionView, view, view_question
from assistant.neural_windows import Window, pack, window
from assistant.neural_words import Lexicon
from assistant.train_reader_batches import ROOM, Group, words_of
from assistant.train_reader_data import Asked
from assistant.train_reader_rivals import Shelf, Text, identity, telling

APART: int = 10_000
"""Sentence s of the k-th rival has the number k * APART + s in its group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a group is put together.

    Args:
        room: Tokens of a window.
        pieces: Whether articles are cut to their likeliest sentences.
        rivals: How many rivals take part.
        withheld: Whether the right article stays away, so that nothing answers.
        keep: Windows of the right article.
    """

    room: int = ROOM
    pieces: bool = False
    rivals: int = 0
    withheld: bool = False
    keep: int = 1


def draw(r: random.Random) -> Plan:
    """Return a plan by chance."""
    return Plan(
        room=ROOM if r.random() < 0.5 else r.randint(128, 200),
        pieces=r.random() < 0.6,
        rivals=r.choice((0, 1, 2, 2, 3, 4)),
        withheld=r.random() < 0.2,
        keep=2 if r.random() < 0.4 else 1,
    )


def part(article: ArticleView, rows: list[int]) -> ArticleView:
    """Return the article with some of its sentences only."""
    tokens = [article.title, *(article.tokens_of[s] for s in rows)]
    take = np.concatenate([np.arange(t.start, t.stop) for t in tokens])
    sizes = [t.stop - t.start for t in tokens]
    ends = np.cumsum(sizes).tolist()
    slices = [slice(b - n, b) for n, b in zip(sizes, ends, strict=True)]
    renumbered = np.full(len(article.marked) + 1, -1, dtype=np.int64)
    renumbered[take] = np.arange(len(take))
    where = article.sentence[article.syllable_word] if len(article.marked) else np.zeros(0)
    runs = [np.nonzero(where == s)[0] for s in (-1, *rows)]
    picked = np.concatenate(runs).astype(np.int64)
    flat = article.syllable[picked]
    return ArticleView(
        marked=article.marked[take],
        folded=article.folded[take],
        sentence=np.repeat(np.arange(-1, len(rows)), sizes),
        start=article.start[take],
        end=article.end[take],
        shape=article.shape[take],
        idf=article.idf[take],
        syllable=flat,
        syllable_word=renumbered[article.syllable_word[picked]],
        bigram=np.where(
            (flat[:-1] >= 0) & (flat[1:] >= 0), flat[:-1] * 1_000_003 + flat[1:], -1
        ),
        tokens_of=slices[1:],
        title=slices[0],
        kinds=article.kinds[take],
    )  # fmt: skip


class Viewer:
    """Makes groups; keeps the views of articles already cut into words.

    Args:
        lexicon: The words.
        shelf: The archive that the questions' rivals are numbers of.
    """

    def __init__(self, lexicon: Lexicon, shelf: Shelf | None = None) -> None:
        """Start empty."""
        self.lexicon = lexicon
        self.shelf = shelf
        self.kept: dict[tuple[str, int, str], ArticleView] = {}

    def __call__(self, asked: Asked | Text) -> ArticleView:
        """Return the view of an article."""
        key = identity(asked.title, asked.sentences)
        if key not in self.kept:
            self.kept[key] = view(self.lexicon, asked.title, asked.sentences)
        return self.kept[key]

    def whole(self, asked: Asked, text: str) -> Group:
        """Return the group of a question and its own article, all of it."""
        article = self(asked)
        question = view_question(self.lexicon, text)
        rows = list(range(len(asked.sentences)))
        return Group(
            windows=_windows(question, article, rows, ROOM, len(rows)),
            gold=asked.gold, apart=asked.apart, spans=_spans(asked, article),
        )  # fmt: skip

    def group(self, asked: Asked, text: str, plan: Plan, r: random.Random) -> Group:
        """Return the group of a question asked in the words `text`."""
        question = view_question(self.lexicon, text)
        article = self(asked)
        withheld = plan.withheld and len(asked.rivals) > 1
        windows: list[Window] = []
        apart: set[int] = set(asked.apart)
        if not withheld:
            rows = _rows(question, article, asked.gold, plan, r)
            windows = _windows(question, article, rows, plan.room, plan.keep, asked.gold)
        names = _likely(asked.rivals, max(plan.rivals, 2 if withheld else 0), r)
        for k, number in enumerate(names, start=1):
            assert self.shelf
            text_of = self.shelf.texts[number]
            same = telling(text_of.sentences, asked)
            if withheld and same:
                continue
            rival = self(text_of)
            rows = _rows(question, rival, frozenset(), plan, r)
            found = _windows(question, rival, rows, plan.room, 1)
            windows += [replace(w, sentences=w.sentences + k * APART) for w in found]
            apart |= {k * APART + s for s in same}
        if not windows:
            return self.whole(asked, text)
        return Group(
            windows=windows, gold=frozenset() if withheld else asked.gold,
            apart=frozenset(apart), spans=_spans(asked, article),
        )  # fmt: skip


def _likely(rivals: tuple[int, ...], most: int, r: random.Random) -> list[int]:
    """Return some rivals, the most similar ones the most often."""
    order = sorted(range(len(rivals)), key=lambda i: r.random() ** (1.0 + 0.5 * i), reverse=True)
    return [rivals[i] for i in order[:most]]


def _spans(asked: Asked, article: ArticleView) -> dict[int, list[tuple[int, int]]]:
    """Return the words of the answers, sentence by sentence."""
    return {s: words_of(article, s, where) for s, where in asked.spans.items()}


def _rows(
    question: QuestionView, article: ArticleView, gold: frozenset[int], plan: Plan, r: random.Random
) -> list[int]:
    """Return the sentences to show: all, or the likeliest and the right ones with two around."""
    n = len(article.tokens_of)
    if not plan.pieces or n < 6:
        return list(range(n))
    strength = match(question, article).sentences[:, 22].copy()
    strength += np.array([r.random() for _ in range(n)]) * 0.15
    chosen = np.argsort(-strength)[: r.randint(1, 2)].tolist() + sorted(gold)
    near = {s for c in chosen for s in range(max(0, c - 2), min(n, c + 3))}
    return sorted(near)


def _windows(
    question: QuestionView,
    article: ArticleView,
    rows: list[int],
    size: int,
    keep: int,
    gold: frozenset[int] = frozenset(),
) -> list[Window]:
    """Return windows over some sentences: those with right ones and the likeliest, `keep` at most.

    Words and sentences have the numbers they have in the whole article.
    """
    shown = article if len(rows) == len(article.tokens_of) else part(article, rows)
    matched = match(question, shown)
    packed = pack(shown, size - 3 - len(question.words.marked) - shown.title.stop)
    if len(packed) > keep:
        right = [p for p in packed if any(rows[s] in gold for s in range(p[1], p[2]))]
        rest = [p for p in packed if p not in right]
        rest.sort(key=lambda p: -float(matched.sentences[p[1] : p[2], 22].max()))
        packed = (right + rest)[: max(keep, 1)]
    numbers: Ints = np.array(rows, dtype=np.int64)
    shown_as = [article.title, *(article.tokens_of[s] for s in rows)]
    words = np.concatenate([np.arange(t.start, t.stop) for t in shown_as])
    out = []
    for p in packed:
        w = window(question, shown, matched, p)
        place = np.where(w.word >= 0, words[np.maximum(w.word, 0)], -1)
        out.append(replace(w, sentences=numbers[w.sentences], word=place))
    return out
