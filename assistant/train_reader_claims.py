"""Teaches the neural reader to tell claims that a sentence bears out from those it does not.

A claim is read like a question, as an earlier turn before `WHETHER`; the sentence that it cites
stands against "none". Claims by hand come first; made ones are sentences taken apart, with
something of them exchanged or not.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from assistant.claim_reading import AFTER, BEFORE, as_asked
from assistant.neural_claims import claim_window
from assistant.neural_views import view, view_question
from assistant.neural_words import Lexicon
from assistant.train_reader_batches import ROOM, Group
from assistant.train_reader_claim_data import Claimed, own_claims
from assistant.train_reader_claimer import Claimer
from assistant.train_reader_data import training_articles, unseen
from assistant.train_reader_made import SYNONYMS, Maker

BY_HAND: Final = 0.6
ARTICLES: Final = 3000  # to make claims from
ELSEWHERE: Final = 0.15  # share of the right claims that cite a sentence beside their own


def claim_group(lexicon: Lexicon, claimed: Claimed, text: str, size: int = ROOM) -> Group:
    """Return the group of a claim worded `text`: its cited sentence against none."""
    first = max(0, claimed.cited - BEFORE)
    shown = claimed.sentences[first : claimed.cited + AFTER + 1]
    at = claimed.cited - first
    asked = view_question(lexicon, as_asked(text))
    article = view(lexicon, claimed.title, shown)
    return Group(
        windows=[claim_window(asked, article, at, size)],
        gold=frozenset([at] if claimed.right else ()),
        apart=frozenset(range(len(shown))) - {at},
        spans={},
    )


def made_claims(lexicon: Lexicon, maker: Maker, data: Path, articles: int) -> Iterator[Group]:
    """Yield groups of made claims, as many right as wrong, without end."""
    claimer = Claimer(maker)
    r = maker.random
    texts = training_articles(data, articles)
    while True:
        title, _, sentences = r.choice(texts)
        long = [i for i, s in enumerate(sentences[:40]) if 8 <= s.count(" ") <= 60]
        for at in r.sample(long, min(4, len(long))):
            text = claimer.words(sentences[at])
            if text.count(" ") < 4:
                continue
            right = r.random() < 0.45
            if not right:
                others = [s for i, s in enumerate(sentences) if i != at]
                if r.random() < 0.1 and others:
                    wrong: str | None = claimer.words(r.choice(others))
                else:
                    wrong = claimer.wrong(text, sentences[at], others)
                if wrong is None:
                    continue
                text = wrong
            one = Claimed(
                key="", text=text, title=title, sentences=tuple(sentences), cited=at, right=right
            )
            yield claim_group(lexicon, one, claimer.dress(text))


def written_claims(lexicon: Lexicon, maker: Maker, claims: Sequence[Claimed]) -> Iterator[Group]:
    """Yield groups of hand-written claims without end.

    A claim whose wording alone tells whether it is right comes more seldom (`plain_chances`), and
    one that is right cites at times a sentence beside its own.
    """
    r = maker.random
    claimer = Claimer(maker)
    weights = plain_chances(claims)
    while True:
        for one in r.choices(claims, weights, k=1000):
            shown = one
            others = [i for i in range(len(one.sentences)) if abs(i - one.cited) in range(1, 6)]
            if one.right and others and r.random() < ELSEWHERE:
                shown = replace(one, cited=r.choice(others), right=False)
            text = one.text
            if r.random() < 0.5:
                text = " ".join(maker.swap(maker.cut(text), 0.15))
            yield claim_group(lexicon, shown, claimer.dress(text.rstrip(" .")))


def plain_chances(claims: Sequence[Claimed]) -> list[float]:
    """Return each claim's weight: one over how likely its words alone make its verdict.

    Whoever writes false claims chooses other words than for true ones ("toàn bộ", "không hề").
    Words and pairs of words, each fifth judged by the other four.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline

    judge = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, token_pattern=r"\w+"),
        LogisticRegression(max_iter=300),
    )
    right = [c.right for c in claims]
    chances = cross_val_predict(
        judge, [c.text for c in claims], right, groups=[c.key for c in claims],
        cv=GroupKFold(5), method="predict_proba",
    )  # fmt: skip
    return [1.0 / max(float(p[int(y)]), 0.2) for p, y in zip(chances, right, strict=True)]


def claim_groups(lexicon: Lexicon, data: Path, seed: int) -> Iterator[Group]:
    """Yield groups of claims without end: `BY_HAND` of them written, the others made."""

    def cut(text: str) -> list[str]:
        return lexicon.split(text, False).surface

    claims = [c for c in own_claims(data) if not unseen(c.key)]
    written = written_claims(lexicon, Maker(SYNONYMS, cut, seed + 9), claims)
    made = made_claims(lexicon, Maker(SYNONYMS, cut, seed + 5), data, ARTICLES)
    r = random.Random(seed)
    while True:
        yield next(written) if r.random() < BY_HAND else next(made)
