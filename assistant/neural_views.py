"""Cuts a question and an article into words with what each looks like, once for all that follows.

It does not know how a question and an article meet (`neural_features`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.neural_asked import asked_focus, asked_kind, asked_units, word_kinds
from assistant.neural_words import Lexicon, Words, fold, hashed

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

WIDTH: Final = 40  # features of one token
QUESTION_LIMIT: Final = 48
TITLE_LIMIT: Final = 24
SENTENCE_LIMIT: Final = 90
_QUOTES: Final = frozenset("\"“”‘’'«»")
_UNIT_WORDS: Final = (
    "người đồng tỷ triệu nghìn ngàn tuổi năm tháng ngày giờ phút giây km m mét kg gam tấn lít ha "
    "usd đô euro lần ca vụ chiếc con cái điểm bàn độ gb mb inch mg ml cm mm đêm mũi liều xe hộ nhà "
    "trẻ "
    "học bệnh trường công ty căn quả tên giải vé phiếu mã số"
)
_UNITS: Final = frozenset(hashed(fold(u)) for u in _UNIT_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article made ready for questions: T words of the title and all sentences in a row.

    `sentence[t]` is -1 in the title; `start`, `end` count characters of the word's own sentence;
    `shape` is (T, WIDTH) with what does not depend on a question; `tokens_of[s]` is a slice.
    """

    marked: Ints
    folded: Ints
    sentence: Ints
    start: Ints
    end: Ints
    shape: Floats
    idf: Floats
    syllable: Ints
    syllable_word: Ints
    bigram: Ints
    tokens_of: list[slice]
    title: slice
    kinds: NDArray[np.bool_]


def looks(words: Words) -> Floats:
    """Return (n, WIDTH) with the features of a word's looks filled in."""
    out = np.zeros((len(words.surface), WIDTH), dtype=np.float32)
    for i, text in enumerate(words.surface):
        row = out[i]
        first = text[0]
        row[0] = first.isdigit()
        row[1] = first.isupper() and i > 0
        row[2] = len(text) > 1 and text.isupper()
        row[3] = first.isdigit() and len(text) == 4 and text.isdigit()
        row[4] = first.isdigit() and ("/" in text or ":" in text)
        row[5] = text == "%" or (i > 0 and out[i - 1, 0] and words.syllables[i][0] in _UNITS)
        row[6] = first in _QUOTES
        row[7] = i == 0
        row[8] = not first.isalnum()
        row[9] = first.isupper() and " " in text
    return out


def in_a_row(words: Words, base: int = 0) -> tuple[list[int], list[int]]:
    """Return the syllables in a row and the word each belongs to."""
    syllables, owner = [], []
    for i, group in enumerate(words.syllables):
        syllables += group
        owner += [base + i] * len(group)
    return syllables, owner


def view(lexicon: Lexicon, title: str, sentences: Sequence[str]) -> ArticleView:
    """Return the article made ready for questions."""
    parts = [lexicon.split(title, False), *(lexicon.split(s, False) for s in sentences)]
    slices, at = [], 0
    syllable: list[int] = []
    owner: list[int] = []
    for k, part in enumerate(parts):
        limit = SENTENCE_LIMIT if k else TITLE_LIMIT
        for column in (part.surface, part.start, part.end, part.marked, part.folded):
            del column[limit:]
        del part.syllables[limit:]
        more, whose = in_a_row(part, at)
        syllable += [*more, -1]
        owner += [*whose, max(at + len(part.surface) - 1, 0)]
        slices.append(slice(at, at + len(part.surface)))
        at = slices[-1].stop
    shapes = [looks(p) for p in parts]
    flat = np.array(syllable, dtype=np.int64)
    pair = np.where((flat[:-1] >= 0) & (flat[1:] >= 0), flat[:-1] * 1_000_003 + flat[1:], -1)
    return ArticleView(
        marked=np.array([x for p in parts for x in p.marked], dtype=np.int64),
        folded=np.array([x for p in parts for x in p.folded], dtype=np.int64),
        sentence=np.repeat(np.arange(-1, len(sentences)), [len(p.surface) for p in parts]),
        start=np.array([x for p in parts for x in p.start], dtype=np.int64),
        end=np.array([x for p in parts for x in p.end], dtype=np.int64),
        shape=np.concatenate(shapes),
        idf=np.array([lexicon.idf(fold(x)) for p in parts for x in p.surface], dtype=np.float32),
        syllable=flat,
        syllable_word=np.array(owner, dtype=np.int64),
        bigram=pair,
        tokens_of=slices[1:],
        title=slices[0],
        kinds=np.concatenate(
            [word_kinds(p, shape) for p, shape in zip(parts, shapes, strict=True)]
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question made ready: n words, the earlier turns (lines before the last) among them."""

    words: Words
    shape: Floats
    idf: Floats
    syllables: Ints
    bigrams: Ints
    weights: Floats
    kind: str
    unit: int
    focus: int
    units: Ints


def view_question(lexicon: Lexicon, question: str) -> QuestionView:
    """Return the question made ready; lines before the last one are earlier turns."""
    lines = [line for line in question.split("\n") if line.strip()] or [question]
    parts = [lexicon.split(line) for line in lines]
    words = Words(
        surface=[x for p in parts for x in p.surface][-QUESTION_LIMIT:],
        start=[],
        end=[],
        marked=[x for p in parts for x in p.marked][-QUESTION_LIMIT:],
        folded=[x for p in parts for x in p.folded][-QUESTION_LIMIT:],
        syllables=[x for p in parts for x in p.syllables][-QUESTION_LIMIT:],
    )
    shape = looks(words)
    shape[: max(0, len(words.surface) - len(parts[-1].surface)), 10] = 1.0
    idf = np.array([lexicon.idf(fold(x)) for x in words.surface], dtype=np.float32)
    flat, owner = in_a_row(words)
    syllables = np.array(flat, dtype=np.int64)
    kind, unit = asked_kind(lines[-1])
    unique, first = np.unique(syllables, return_index=True)
    return QuestionView(
        words=words,
        shape=shape,
        idf=idf,
        syllables=unique,
        bigrams=syllables[:-1] * 1_000_003 + syllables[1:],
        weights=idf[np.array(owner, dtype=np.int64)[first]]
        if len(flat)
        else np.zeros(0, np.float32),
        kind=kind,
        unit=unit,
        focus=asked_focus(lines[-1]),
        units=np.array(asked_units(lines[-1]), dtype=np.int64),
    )
