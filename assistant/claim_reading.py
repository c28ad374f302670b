"""Asks the neural reader whether cited sentences bear out a claim.

A claim is put to it as an earlier turn of a conversation, with `WHETHER` after it; the network that
learned from claims weighs the cited sentence against "none". It knows no rules and no verdicts.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Protocol

from corpus.article import Article
from corpus.sentences import sentences

WHETHER: Final = "đúng không"
BEFORE: Final = 3
"""Sentences read before the cited one."""
AFTER: Final = 1
"""Sentences read after the cited one."""


class Weighs(Protocol):
    """Whatever weighs one sentence of an article against none."""

    def weigh(self, question: str, title: str, sentences: Sequence[str], at: int) -> float | None:
        """The logit of sentence ``at`` less that of "none"; ``None``: no network for it."""
        ...


def as_asked(claim: str) -> str:
    """A claim as the reader is asked about it."""
    return f"{' '.join(claim.split())}\n{WHETHER}"


def weigh_claim(
    reader: Weighs, claim: str, cited: Sequence[tuple[str, Article | None]]
) -> float | None:
    """How far the best of the cited quotes, or all together, bears out a claim, in logits.

    Args:
        reader: Weighs one quote.
        claim: One sentence.
        cited: Each quote with the article it comes from, where that is known.

    Returns:
        ``None`` where the reader has no network that learned from claims, or nothing is cited.
    """
    shown = [(a.title if a else "", around(quote, a)) for quote, a in cited if quote.strip()]
    if len(shown) > 1:
        shown.append(("", ([" ".join(parts[at] for _, (parts, at) in shown)], 0)))
    asked = as_asked(claim)
    found = [reader.weigh(asked, title, parts, at) for title, (parts, at) in shown]
    return max((x for x in found if x is not None), default=None)


def around(quote: str, article: Article | None) -> tuple[list[str], int]:
    """A quote as one sentence between those around it in its article, and its place there."""
    text = article.text if article else ""
    start = text.find(quote.strip())
    if start < 0:
        return [quote], 0
    end = start + len(quote.strip())
    places = _sentences(text)
    before = [text[a:z] for a, z in places if z <= start][-BEFORE:]
    after = [text[a:z] for a, z in places if a >= end][:AFTER]
    return [*before, quote.strip(), *after], len(before)


@lru_cache(maxsize=32)
def _sentences(text: str) -> list[tuple[int, int]]:
    return list(sentences(text))
