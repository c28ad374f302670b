"""How near a claim is to what it cites, in words and in meaning; it judges no differences.

Words alone take free retelling for another subject: of claims by hand that keep few words of their
source they stop one in eight. The shipped vectors of words tell the two apart; see DECISIONS.md.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from assistant.checking_words import Pair
from index.embedding import Embedder, open_embedder
from index.settings import IndexSettings

LEAST: Final = 0.4
"""Share of words and cosine, added, below which a claim is about something else. On 3,096 + 360
claims by hand: 99 of 100 quotes of other articles are below, one or two of 100 right ones (4.6 of
those told far from their words)."""


def on_the_same(sides: Pair, quotes: Sequence[str]) -> bool:
    """Whether claim and source speak of the same thing.

    Args:
        sides: The claim beside all it cites.
        quotes: What it cites, one by one.
    """
    shared = sides.likeness()
    return shared >= LEAST or shared + nearness(sides.claim.text, quotes) >= LEAST


def nearness(claim: str, quotes: Sequence[str]) -> float:
    """The cosine (-1..1) of the claim and the nearest of some quotes, by the shipped vectors."""
    rows = _embedder().embed([claim, *quotes])
    return float((rows[1:] @ rows[0]).max())


@cache
def _embedder() -> Embedder:
    """The model that comes with the project, whichever one the index is set to."""
    return open_embedder(IndexSettings(embedder="static-vi"))
