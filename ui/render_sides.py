"""Sources that disagree, side by side: neither stands above the other."""

from assistant.answer import Answer, Citation, Claim
from ui.markup import date_text, escape, icon
from ui.render_sources import chip, quote_markup
from ui.texts import say


def render_sides(answer: Answer, cited: dict[int, Citation], turn: int, language: str) -> str:
    """Sources that give different figures, side by side; empty where they agree."""
    if len(answer.disagreement) < 2:
        return ""
    columns = "".join(
        _side([cited[number] for number in group if number in cited], turn, language)
        for group in answer.disagreement
    )
    heading = escape(say(language, "disagree"))
    return (
        f'<section class="hb-disagree" aria-label="{heading}">'
        f'<h3>{icon("warn")}{heading}</h3><div class="hb-sides">{columns}</div></section>'
    )


def _side(said: list[Citation], turn: int, language: str) -> str:
    """What one side says: its figure large, then who says it, when and in which words."""
    figure = next((c.quote[c.span[0] - c.start : c.span[1] - c.start] for c in said if c.span), "")
    large = f'<p class="hb-side-figure">{escape(figure)}</p>' if figure else ""
    quotes = "".join(
        f'<p class="hb-side-head">{escape(c.source)} <span>{date_text(c.published_at)}</span></p>'
        f'<blockquote class="hb-quote">{quote_markup(c)}{chip(c, turn, language)}</blockquote>'
        for c in said
    )
    return f'<div class="hb-side">{large}{quotes}</div>'


def stands_beside(claim: Claim, cited: dict[int, Citation], answer: Answer) -> bool:
    """Whether a claim only says again, word for word, what one of the sides shows."""
    if len(answer.disagreement) < 2 or claim.support.level != "verbatim":
        return False
    shown = {number for group in answer.disagreement for number in group} & cited.keys()
    said = [cited[number].quote.strip() for number in claim.citations if number in shown]
    return claim.text.strip() in said
