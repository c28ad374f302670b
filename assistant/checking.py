"""The support checker: does a cited sentence say what the claim says; knows no writer."""

from collections.abc import Sequence

from assistant.answer import Difference, Support
from corpus.article import Article
from index.analysis import normalise
from index.figures import dates, numbers, plain

_NEGATIONS = ("không", "chưa", "chẳng", "chả", "phủ nhận", "bác bỏ", "từ chối")


def check_claim(text: str, cited: Sequence[tuple[str, Article | None]]) -> Support:
    """What the cited sentences bear out of a claim.

    Args:
        text: The claim, one sentence.
        cited: Each quote with the article it comes from, where that is known.
    """
    if not cited:
        return Support("unsupported")
    claim = " ".join(text.split())
    quotes = [" ".join(q.split()) for q, _ in cited]
    if any(claim.rstrip(".") in q for q in quotes):
        return Support("verbatim")
    joined = " ".join(quotes)
    found = [*_figures(claim, joined), *_dates(claim, joined), *_negation(claim, joined)]
    return Support("unsupported" if found else "supported", tuple(found))


def _figures(claim: str, quote: str) -> list[Difference]:
    there = {plain(f.value) for f in numbers(quote)}
    return [
        Difference(claim=f.text, source="", kind="figure")
        for f in numbers(claim)
        if plain(f.value) not in there
    ]


def _dates(claim: str, quote: str) -> list[Difference]:
    there = {(d.day, d.month) for d in dates(quote)}
    return [
        Difference(claim=claim[d.start : d.end], source="", kind="date")
        for d in dates(claim)
        if (d.day, d.month) not in there
    ]


def _negation(claim: str, quote: str) -> list[Difference]:
    here = [n for n in _NEGATIONS if n in normalise(claim)]
    there = [n for n in _NEGATIONS if n in normalise(quote)]
    if bool(here) == bool(there):
        return []
    return [Difference(claim=" ".join(here), source=" ".join(there), kind="negation")]
