"""Source cards: what a reader needs to judge a citation at a glance."""

from assistant.answer import Answer, Citation, Level
from ui.markup import date_text, escape, icon, link, time_tag
from ui.quotation import quotation
from ui.remarks import note_line
from ui.texts import say

_WEAKEST: tuple[Level, ...] = ("unsupported", "supported", "verbatim")
_SIGNS = {"verbatim": "check", "supported": "equal", "unsupported": "warn"}


def render_sources(answer: Answer, turn: int, language: str) -> str:
    """The cards of one answer, in the order of their numbers; empty without citations."""
    if not answer.citations:
        return ""
    cards = "".join(
        render_card(
            citation, turn, language,
            level=level_of(answer, citation.number),
            again=place > 0 and _same_article(citation, answer.citations[place - 1]),
        )
        for place, citation in enumerate(answer.citations)
    )  # fmt: skip
    heading = escape(say(language, "sources_heading", count=len(answer.citations)))
    return (
        f'<div class="hb-sources" role="group" aria-label="{heading}">'
        f'<h3 class="hb-label">{heading}</h3>{cards}</div>'
    )


def _same_article(one: Citation, other: Citation) -> bool:
    return (one.article_id, one.revision) == (other.article_id, other.revision)


def level_of(answer: Answer, number: int) -> Level | None:
    """The weakest word of the checker about the claims under this number."""
    levels = {claim.support.level for claim in answer.claims if number in claim.citations}
    return next((level for level in _WEAKEST if level in levels), None)


def render_card(
    citation: Citation,
    turn: int | str,
    language: str,
    *,
    level: Level | None = None,
    nearest: int = 0,
    word: str = "",
    again: bool = False,
) -> str:
    """One card.

    Args:
        citation: What it shows.
        turn: Number or name of what it belongs to.
        language: Of the page.
        level: The checker's word.
        nearest: Not 0 under a refusal: its place there; it has no number then.
        word: Said in place of the level's own words.
        again: The card above is of the same article: outlet and title need not be repeated.
    """
    key = f"near-{turn}-{nearest}" if nearest else f"source-{turn}-{citation.number}"
    number = "" if nearest else f'<span class="hb-number">{citation.number}</span>'
    same = f'<p class="hb-note">{escape(say(language, "same_article"))}</p>'
    parts = (
        head(citation, language, number, copy_quote(citation, language)),
        same if again else named(citation),
        f'<blockquote class="hb-quote">{quote_markup(citation)}</blockquote>',
        note(citation, language),
        superseded(citation, language),
        "" if again else copies(citation, language),
        f'<footer class="hb-card-foot">{check_word(level, language, word) if level else ""}'
        f"{open_button(citation, say(language, 'open_article'))}"
        f"{link(citation.url, say(language, 'original'), 'hb-link hb-out')}</footer>",
    )
    kind = "hb-card hb-nearest" if nearest else "hb-card"
    return f'<article class="{kind}" id="{key}" tabindex="-1">{"".join(parts)}</article>'


def head(citation: Citation, language: str, number: str = "", act: str = "") -> str:
    """The line of a card with its number, outlet, day and a button."""
    outlet = escape(citation.source or say(language, "outlet_unknown"))
    return (
        f'<header class="hb-card-head">{number}<span class="hb-outlet">{outlet}</span>'
        f"{time_tag(citation.published_at)}{act}</header>"
    )


def named(citation: Citation) -> str:
    """Title and author of the article."""
    author = f'<p class="hb-author">{escape(citation.author)}</p>' if citation.author else ""
    return f'<h4 class="hb-card-title">{escape(citation.title)}</h4>{author}'


def copy_quote(citation: Citation, language: str) -> str:
    """A button that copies the quote as a newspaper would print it."""
    label = escape(say(language, "copy_quote"))
    return (
        f'<button type="button" class="hb-act" data-quotation="{escape(quotation(citation))}" '
        f'title="{label}" aria-label="{label}">{icon("copy")}</button>'
    )


def note(citation: Citation, language: str) -> str:
    """Whom a pronoun of the quote means, and which day its words name."""
    line = note_line(citation.note, citation.published_at, language) if citation.note else ""
    return f'<p class="hb-note">{escape(line)}</p>' if line else ""


def quote_markup(citation: Citation) -> str:
    """The quote with the short answer marked in it."""
    span = citation.span
    if not span or not citation.start <= span[0] < span[1] <= citation.end:
        return escape(citation.quote)
    head, tail = span[0] - citation.start, span[1] - citation.start
    quote = citation.quote
    return f"{escape(quote[:head])}<mark>{escape(quote[head:tail])}</mark>{escape(quote[tail:])}"


def check_word(level: Level, language: str, word: str = "") -> str:
    """The checker's word with its sign; ``word`` in place of the level's own."""
    return (
        f'<p class="hb-check hb-{level}">{icon(_SIGNS[level])}'
        f"<span>{escape(word or say(language, f'level_{level}'))}</span></p>"
    )


def superseded(citation: Citation, language: str) -> str:
    """Says of an old revision that there is a newer one."""
    if not citation.superseded:
        return ""
    return f'<p class="hb-note hb-old">{escape(say(language, "superseded"))}</p>'


def copies(citation: Citation, language: str) -> str:
    """Other papers with the same story, folded."""
    if not citation.copies:
        return ""
    items = "".join(
        f'<li><button type="button" class="hb-plain" data-open="{escape(article_id)}">'
        f"<b>{escape(source)}</b> {escape(title)}</button></li>"
        for source, title, article_id in citation.copies
    )
    line = escape(say(language, "copies", count=len(citation.copies) + 1))
    return f'<details class="hb-copies"><summary>{line}</summary><ul>{items}</ul></details>'


def chip(citation: Citation, turn: int | str, language: str) -> str:
    """A numbered button: focus shows the quote, pressing opens the article at it."""
    where = ", ".join(part for part in (citation.source, date_text(citation.published_at)) if part)
    label = say(language, "chip", number=citation.number, where=where, quote=citation.quote)
    return (
        f'<button type="button" class="hb-chip" data-source="source-{turn}-{citation.number}" '
        f'{place(citation)} aria-label="{escape(label)}">{citation.number}'
        f'<span class="hb-peek" hidden><b>{escape(where)}</b>'
        f'<span class="hb-peek-title">{escape(citation.title)}</span>'
        f'<span class="hb-peek-quote">{quote_markup(citation)}</span></span>'
        "</button>"
    )


def open_button(citation: Citation, label: str) -> str:
    """A button that opens the article at the quote."""
    return (
        f'<button type="button" class="hb-button" {place(citation)}>'
        f"{icon('open')}{escape(label)}</button>"
    )


def place(citation: Citation) -> str:
    """The attributes that say which characters of which revision to show."""
    span = f"{citation.span[0]}-{citation.span[1]}" if citation.span else ""
    return (
        f'data-open="{escape(citation.article_id)}" data-revision="{citation.revision}" '
        f'data-start="{citation.start}" data-end="{citation.end}" data-span="{span}"'
    )
