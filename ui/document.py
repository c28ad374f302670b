"""The HTML document that Gradio sends, dressed: our styles first, scripts that may run named."""

import re
from functools import cache

from ui.login import login_document
from ui.markup import escape
from ui.texts import say
from ui.theme import SCRIPTS, STYLES, TOKENS

_ADVERTISING = re.compile(r'\s*<meta\s+(?:property|name)="(?:og|twitter):[^>]*>')
_LOGIN = re.compile(r'(?<!\\)"auth_required":\s*true')
"""In the data of the document that Gradio sends to who has not logged in."""
_BODY = re.compile(r"<body[^>]*>")


def dress(document: str, language: str, nonce: str) -> str:
    """The document in the reader's language, looking like the page before any script has run.

    Gradio would put styles and scripts into the head only after its own application has
    started; here they stand in it from the first byte. Every script element gets the nonce that
    the response's Content-Security-Policy names, so that no other inline script runs.

    Args:
        document: Of Gradio's template; its data is JSON in which ``<`` is written as an escape.
        language: Of the reader.
        nonce: Letters, digits, ``-`` and ``_``.
    """
    if _LOGIN.search(document):
        document = login_document(_look(), language)
        return document.replace("<script", f'<script nonce="{nonce}"')
    document = _ADVERTISING.sub("", document).replace('lang="en"', f'lang="{language}"', 1)
    document = document.replace("<head>", f"<head>{_head()}", 1)
    document = _BODY.sub(lambda found: found.group() + _opening(language), document, count=1)
    return document.replace("<script", f'<script nonce="{nonce}"')


@cache
def _head() -> str:
    """Title, styles, colours and the page's scripts."""
    scripts = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    return f"{_look()}<script>{scripts}</script>"


@cache
def _look() -> str:
    """Title, styles, and colours for a phone's title bar.

    The styles are nested in one strong selector to outrank Gradio's own. Gradio's ``css``
    would put its container before each selector, but not before those inside media queries,
    and it misses the article reader, which stands outside that container.
    """
    tokens = TOKENS.read_text(encoding="utf-8")
    styles = "".join(path.read_text(encoding="utf-8") for path in STYLES)
    return (
        "<title>Hỏi Báo</title>"
        f"<style>{tokens}html:root:root {{{styles}}}</style>"
        '<meta name="theme-color" content="#fbfaf7" media="(prefers-color-scheme: light)">'
        '<meta name="theme-color" content="#161513" media="(prefers-color-scheme: dark)">'
    )


def _opening(language: str) -> str:
    """What is seen until Gradio has started, and what a browser without scripts is told."""
    return (
        f'<div id="hb-opening"><p>Hỏi Báo</p><small>{escape(say(language, "opening"))}</small>'
        f"</div><noscript><p>{escape(say(language, 'needs_script'))}</p></noscript>"
    )
