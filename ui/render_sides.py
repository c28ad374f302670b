"""Sources that disagree, side by side: neither stands above the other."""

from assistant.answer import Answer, Citation, Claim
from ui.markup import date_text, escape, icon
from ui.render_sources import chip, quote_markup
from ui.texts import say

_SAME_NEWS = 2
"""Days within which what papers say differently is not said to have changed."""
Side = list[Citation]
Cited = dict[int, Citation]


def render_sides(answer: Answer, cited: Cited, turn: int, language: str) -> str:
    """A box for each thing about which sources differ; empty where they agree."""
    heading = escape(say(language, "disagree"))
    return "".join(
        f'<section class="hb-disagree" aria-label="{heading}">'
        f'<h3>{icon("warn")}{heading}</h3><div class="hb-sides">'
        f"{''.join(_side(side, turn, language) for side in sides)}</div>"
        f"{_apart(sides, language)}</section>"
        for sides in disputed(answer, cited)
    )


def disputed(answer: Answer, cited: Cited) -> list[list[Side]]:
    """Of each group of sources that differ, who says the same, in the order of the numbers.

    A group of which only one side has come yet is left out.
    """
    found = []
    for group in answer.disagreement:
        sides: dict[str, Side] = {}
        for number in group:
            if number in cited:
                figure = " ".join(_figure(cited[number]).casefold().split())
                sides.setdefault(figure or f"[{number}]", []).append(cited[number])
        found += [list(sides.values())] if len(sides) > 1 else []
    return found


def _apart(sides: list[Side], language: str) -> str:
    """Says how far in time the sides are from each other, where that may be why they differ."""
    newest = [max((c.published_at for c in side if c.published_at), default=None) for side in sides]
    known = sorted((moment for moment in newest if moment), key=lambda moment: moment.date())
    if len(known) < len(sides):
        return ""
    apart = (known[-1].date() - known[0].date()).days
    if apart < _SAME_NEWS:
        return ""
    line = say(language, "sides_apart", count=apart, date=date_text(known[-1]))
    return f'<p class="hb-note">{escape(line)}</p>'


def _figure(citation: Citation) -> str:
    """What a source gives as the answer, in its own characters; empty where that is not sure."""
    span = citation.span
    return citation.quote[span[0] - citation.start : span[1] - citation.start] if span else ""


def _side(said: Side, turn: int, language: str) -> str:
    """What one side says: its figure large, then who says it, when and in which words."""
    figure = _figure(said[0])
    large = f'<p class="hb-side-figure">{escape(figure)}</p>' if figure else ""
    quotes = "".join(
        f'<p class="hb-side-head">{escape(c.source)}{chip(c, turn, language)}'
        f"<span>{date_text(c.published_at)}</span></p>"
        f'<blockquote class="hb-quote">{quote_markup(c)}</blockquote>'
        for c in said
    )
    return f'<div class="hb-side">{large}{quotes}</div>'


def stands_beside(claim: Claim, answer: Answer, cited: Cited) -> bool:
    """Whether a claim only says again, word for word, what one of the sides shows."""
    if claim.support.level != "verbatim":
        return False
    shown = [c for sides in disputed(answer, cited) for side in sides for c in side]
    said = [c.quote.strip() for c in shown if c.number in claim.citations]
    return claim.text.strip() in said
