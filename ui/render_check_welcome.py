"""What stands below the box before the first check: sentences to try, how to read the marks."""

from collections.abc import Sequence

from ui.markup import escape
from ui.texts import say


def render_check_welcome(claims: Sequence[str], language: str) -> str:
    """The whole of it; without sentences only how to read the marks.

    Args:
        claims: A sentence of an article and the same with a figure changed; may be empty.
        language: Of the page.
    """
    items = "".join(
        f'<li><button type="button" data-claim="{escape(text)}">{escape(text)}'
        f"<small>{escape(say(language, key))}</small></button></li>"
        for text, key in zip(claims, ("check_true", "check_altered"), strict=False)
    )
    heading = escape(say(language, "check_try"))
    listed = (
        f'<div><h3 class="hb-label">{heading}</h3><ul class="hb-examples">{items}</ul></div>'
        if items
        else ""
    )
    return f'<section class="hb-check-welcome">{listed}{_legend(language)}</section>'


def _legend(language: str) -> str:
    """How to read the marks."""
    heading = escape(say(language, "check_legend"))
    marks = (
        ("matches", '<span class="hb-part hb-matches">7,09%</span>'),
        ("differs", '<span class="hb-part hb-differs">9,07%</span> <ins>7,09%</ins>'),
        ("absent", '<span class="hb-part hb-absent">12,5%</span>'),
    )
    items = "".join(
        f'<div class="hb-checked"><dt>{mark}</dt><dd>{escape(say(language, f"legend_{name}"))}'
        "</dd></div>"
        for name, mark in marks
    )
    return (
        f'<aside class="hb-legend" aria-label="{heading}"><h3 class="hb-label">{heading}</h3>'
        f"<dl>{items}</dl></aside>"
    )
