"""Claims made by a program from any articles: the checker tried on what no rule was mended on.

Knows what is altered and restated elsewhere; which sentences, how many, and whose names is decided
here. The same articles and the same seed give the same claims.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, get_args

from assistant.answer import Kind
from corpus.sentences import sentences
from eval.claim_alterations import altered, names_of
from eval.claim_checks import ClaimLine
from eval.claim_restatements import restated

if TYPE_CHECKING:
    from corpus.article import Article

SHORTEST, LONGEST = 8, 45
"""Words of a sentence that a claim is made of."""
TRIED = 12
"""Sentences of an article that are tried for each kind of alteration."""
NAMES = 3
"""Names that an article lends to the others."""


def drawn(articles: Iterable[Article], count: int, seed: int) -> list[Article]:
    """Returns so many of the articles, drawn by chance; all of them where there are fewer."""
    held = list(articles)
    return random.Random(seed).sample(held, min(count, len(held)))


def made(articles: Sequence[Article], seed: int) -> list[ClaimLine]:
    """Returns claims on articles, with the sentence that each rests on.

    Of each article one claim altered of every kind that its sentences allow, one sentence as it
    is and one restated.
    """
    chance = random.Random(seed)
    names = [name for article in articles for name in names_of(article.text)[:NAMES]]
    return [line for article in articles for line in _of_one(article, names, chance)]


def _of_one(article: Article, names: Sequence[str], chance: random.Random) -> list[ClaimLine]:
    own = [article.text[start:end].strip() for start, end in sentences(article.text)]
    own = [text for text in own if SHORTEST <= len(text.split()) <= LONGEST]
    if not own:
        return []
    found: list[ClaimLine] = []

    def add(kind: str | None, claim: str, quote: str, how: str) -> None:
        found.append(
            ClaimLine(
                claim_id=f"{article.article_id}-{kind or how}",
                claim=claim,
                article=article.article_id,
                quote=quote,
                altered=kind,
                made=how,
            )
        )

    for kind in get_args(Kind):
        chance.shuffle(own)
        tried = ((text, altered(kind, text, names, chance)) for text in own[:TRIED])
        wrong = next(((text, claim) for text, claim in tried if claim), None)
        if wrong:
            add(kind, wrong[1], wrong[0], "program")
    add(None, own[0], own[0], "verbatim")
    told = ((text, restated(text, chance)) for text in own)
    other = next(((text, claim) for text, claim in told if claim and claim != text), None)
    if other:
        add(None, other[1], other[0], "restated")
    return found
