"""Makes archives of long pieces of news, each an article by itself, of a set of whole articles.

Knows fit sets; knows nothing of files, features or trees. Such are archives that somebody filled
with pieces cut elsewhere, and most test sets.
"""

from __future__ import annotations

import random

from index.passage import Passage
from index.train_rerank_others import alone, asked_of
from index.train_rerank_sets import FitQuestion, FitSet, once

LENGTHS = (1, 2, 3, 4, 5, 7)
"""Passages of a piece, one archive each: some 110 to 770 syllables."""
_ARTICLES, _PIECES, _QUESTIONS, _MADE = 400, 5, 260, 130


def in_pieces(found: FitSet, length: int, rng: random.Random) -> FitSet:
    """Returns some articles of a set in pieces without titles, and what is asked about them."""
    asked = sorted({name for question in found.questions for name in question.article_ids})
    chosen = set(rng.sample(asked, min(_ARTICLES, len(asked))))
    whole: dict[str, list[Passage]] = {}
    for passage in found.passages:
        if passage.article_id in chosen:
            whole.setdefault(passage.article_id, []).append(passage)
    pieces = {name: _joined(name, parts, length) for name, parts in whole.items()}
    questions = []
    for question in found.questions:
        held = [piece for name in question.article_ids for piece in pieces.get(name, ())]
        right = frozenset(piece.article_id for piece in held if question.stands_in(piece.text))
        if right:
            questions.append(FitQuestion(text=question.text, article_ids=right, key=question.key))
    rng.shuffle(questions)
    return FitSet(
        passages=once([piece for held in pieces.values() for piece in held]),
        questions=questions[:_QUESTIONS],
    )


def made_of_pieces(found: FitSet, rng: random.Random) -> FitSet:
    """Returns the same archive with questions made of its sentences."""
    made = asked_of(found.passages, 0.0, rng)
    return FitSet(passages=made.passages, questions=made.questions[:_MADE])


def _joined(name: str, parts: list[Passage], length: int) -> list[Passage]:
    parts = sorted(parts, key=lambda passage: passage.ordinal)[: _PIECES * length]
    texts = [
        "".join(part.text for part in parts[at : at + length]).strip()
        for at in range(0, len(parts), length)
    ]
    return [alone(text, name=f"{name}.{at}") for at, text in enumerate(texts) if text]
