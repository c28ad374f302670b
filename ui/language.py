"""The reader's language, as the cookie of the page says."""

import gradio as gr

from ui.texts import known_language

COOKIE = "hoibao_language"


def language_of(request: gr.Request | None) -> str:
    """The language in the reader's cookie; Vietnamese without one."""
    cookies = getattr(request, "cookies", None) or {}
    return known_language(cookies.get(COOKIE))
