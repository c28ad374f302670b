"""What stands on the page before the first question."""

from ui.markup import escape
from ui.texts import say


def render_welcome(examples: tuple[str, ...], language: str) -> str:
    """A greeting and questions to try; says so where the archive is empty."""
    items = "".join(
        f'<li><button type="button" data-ask="{escape(text)}">{escape(text)}</button></li>'
        for text in examples
    )
    listed = (
        f'<h3 class="hb-label">{escape(say(language, "examples"))}</h3>'
        f'<ul class="hb-examples">{items}</ul>'
        if items
        else f'<p class="hb-notice">{escape(say(language, "empty_archive"))}</p>'
    )
    return (
        f'<section class="hb-welcome"><h2>{escape(say(language, "welcome"))}</h2>'
        f"<p>{escape(say(language, 'welcome_more'))}</p>{listed}</section>"
    )


def render_masthead(articles: str, outlets: str, newest: str, language: str) -> str:
    """The name, the promise, and how much there is to ask."""
    stock = escape(say(language, "masthead_count", articles=articles, outlets=outlets))
    until = f" · {escape(say(language, 'masthead_until', date=newest))}" if newest else ""
    return (
        f'<header class="hb-masthead"><h1>{escape(say(language, "title"))}</h1>'
        f'<p class="hb-tagline">{escape(say(language, "tagline"))}</p>'
        f'<p class="hb-stock">{stock}{until}</p></header>'
    )
