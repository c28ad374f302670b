"""What came nearest to a question that is not answered: a card for each article."""

from collections.abc import Iterable, Sequence

from assistant.answer import Citation
from ui.markup import escape, link
from ui.render_sources import (
    copies,
    copy_quote,
    head,
    named,
    note,
    open_button,
    quote_markup,
    render_card,
    superseded,
)
from ui.texts import say


def render_nearest(near: Sequence[Citation], turn: int, language: str) -> str:
    """The cards under a heading; empty where nothing was near."""
    if not near:
        return ""
    heading = escape(say(language, "nearest"))
    return (
        f'<div class="hb-near" role="group" aria-label="{heading}"><h3 class="hb-label">{heading}'
        f'</h3><div class="hb-near-cards">{near_cards(near, turn, language)}</div></div>'
    )


def near_cards(near: Sequence[Citation], turn: int | str, language: str) -> str:
    """A card for each article, in the order of its nearest passage; they bear no numbers."""
    return "".join(
        render_card(passages[0], turn, language, nearest=place)
        if len(passages) == 1
        else _card(passages, f"near-{turn}-{place}", language)
        for place, passages in enumerate(by_article(near), 1)
    )


def by_article(near: Iterable[Citation]) -> list[list[Citation]]:
    """Passages of the same revision of an article together, the nearest first."""
    articles: dict[tuple[str, int], list[Citation]] = {}
    for citation in near:
        articles.setdefault((citation.article_id, citation.revision), []).append(citation)
    return list(articles.values())


def _card(passages: list[Citation], key: str, language: str) -> str:
    """The card of an article of which several passages are near."""
    first = passages[0]
    parts = (
        head(first, language),
        named(first),
        superseded(first, language),
        *(_passage(citation, language) for citation in passages),
        copies(first, language),
    )
    card = f'<article class="hb-card hb-nearest" id="{key}" tabindex="-1">'
    original = link(first.url, say(language, "original"), "hb-link hb-out")
    foot = f'<footer class="hb-card-foot hb-alone">{original}</footer>' if original else ""
    return f"{card}{''.join(parts)}{foot}</article>"


def _passage(citation: Citation, language: str) -> str:
    """A passage with buttons of its own: it is opened and copied by itself."""
    return (
        f'<div class="hb-passage"><blockquote class="hb-quote">{quote_markup(citation)}'
        f"</blockquote>{note(citation, language)}"
        f'<div class="hb-card-foot">{open_button(citation, say(language, "open_here"))}'
        f"{copy_quote(citation, language)}</div></div>"
    )
