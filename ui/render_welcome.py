"""What stands on the page before the first question."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.markup import escape, icon, time_tag
from ui.texts import say

if TYPE_CHECKING:
    from index.listing import Entry


def render_welcome(
    examples: tuple[str, ...], latest: "Sequence[Entry]", language: str, *, trying: bool = False
) -> str:
    """A greeting, questions to try and the newest articles; says so where there are none.

    ``trying``: better questions are being looked for, and the page's script shall ask again.
    """
    items = "".join(
        f'<li><button type="button" data-ask="{escape(text)}">{escape(text)}</button></li>'
        for text in examples
    )
    listed = (
        f'<h3 class="hb-label">{escape(say(language, "examples"))}</h3>'
        f'<ul class="hb-examples">{items}</ul>'
        if items
        else ""
    )
    if not (items or latest):
        listed = f'<p class="hb-notice">{escape(say(language, "empty_archive"))}</p>'
    mark = " data-trying" if trying else ""
    return (
        f'<section class="hb-welcome"{mark}><div><h2>{escape(say(language, "welcome"))}</h2>'
        f"<p>{escape(say(language, 'welcome_more'))}</p>{listed}</div>"
        f"{_latest(latest, language)}</section>"
    )


def _latest(entries: "Sequence[Entry]", language: str) -> str:
    """The newest articles, each opened by its title."""
    if not entries:
        return ""
    items = "".join(
        f'<li><button type="button" data-open="{escape(entry.article_id)}">'
        f"{escape(entry.title)}</button><p>{_from(entry)}</p></li>"
        for entry in entries
    )
    heading = escape(say(language, "latest"))
    return (
        f'<aside class="hb-latest" aria-label="{heading}"><h3 class="hb-label">{heading}</h3>'
        f"<ol>{items}</ol></aside>"
    )


def _from(entry: "Entry") -> str:
    """Outlet and day, as far as they are known."""
    return " · ".join(part for part in (escape(entry.source), time_tag(entry.published_at)) if part)


def render_masthead(
    articles: str, outlets: str, newest: str, language: str, *, greeted: bool = False
) -> str:
    """The name, the promise, how much there is to ask, language and theme.

    Args:
        articles: How many, written out.
        outlets: How many, written out.
        newest: Day of the newest article; empty without one.
        language: Of the reader.
        greeted: Whether the page is filled for this reader; its script waits for that.
    """
    mark = " data-greeted" if greeted else ""
    stock = escape(say(language, "masthead_count", articles=articles, outlets=outlets))
    until = f" · {escape(say(language, 'masthead_until', date=newest))}" if newest else ""
    code, other = ("en", "English") if language == "vi" else ("vi", "Tiếng Việt")
    theme = escape(say(language, "switch_theme"))
    return (
        f'<header class="hb-masthead"{mark}><h1>{escape(say(language, "title"))}</h1>'
        f'<p class="hb-tagline">{escape(say(language, "tagline"))}</p>'
        f'<p class="hb-stock">{stock}{until}</p><p class="hb-quick">'
        f'<button type="button" class="hb-act" data-language="{code}" lang="{code}">{other}'
        f'</button><button type="button" class="hb-act" data-switch-theme title="{theme}" '
        f'aria-label="{theme}">{icon("theme")}</button></p></header>'
    )
