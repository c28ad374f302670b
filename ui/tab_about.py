"""The tab about the system: what is in the archive, how it runs, language and theme."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

import gradio as gr

from ui.archive_view import ArchiveView
from ui.language import language_of
from ui.markup import date_text, escape, number_text
from ui.texts import say

_LIBRARIES = ("hoibao", "gradio", "chromadb", "llama-index-core", "torch")
_CALLS = ("ask", "check", "search", "article", "add", "stats")


def build_about_tab(view: ArchiveView, store: str, tab: Any) -> None:
    """The one component, filled whenever the tab is opened."""
    shown = gr.HTML(elem_id="hb-about", apply_default_css=False)

    def show(request: gr.Request) -> str:
        model, name = view.archive.embedder.name, str(request.username or "")
        return render_about(view, model, store, language_of(request), name)

    tab.select(show, None, shown, queue=False, show_progress="hidden", api_visibility="private")


def render_about(view: ArchiveView, model: str, store: str, language: str, name: str = "") -> str:
    """Figures, versions, the switches, and how a program asks.

    Args:
        view: Of the archive.
        model: Name of the embedding model.
        store: Where the archive is, in words.
        language: Of the page.
        name: Of the user who reads it; empty on a page without users.
    """
    rows = {
        **_figures(view, language),
        "about_model": model,
        "about_store": store,
        "about_versions": ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES),
    }
    items = "".join(
        f"<div><dt>{escape(say(language, key))}</dt><dd>{escape(value)}</dd></div>"
        for key, value in rows.items()
    )
    calls = "".join(
        f"<div><dt><code>/{name}</code></dt><dd>{escape(say(language, f'call_{name}'))}</dd></div>"
        for name in _CALLS
    )
    return (
        f'<div class="hb-about-columns"><section><h2 class="hb-section">'
        f'{escape(say(language, "about_heading"))}</h2><dl class="hb-about">{items}</dl></section>'
        f'<section><h2 class="hb-section">{escape(say(language, "about_choices"))}</h2>'
        f"{_switches(language)}{_account(name, language)}"
        f'<h2 class="hb-section">{escape(say(language, "about_program"))}</h2>'
        f'<p class="hb-say">{escape(say(language, "about_program_more"))} '
        f'<code>/gradio_api/mcp</code></p><dl class="hb-about hb-calls">{calls}</dl>'
        "</section></div>"
    )


def _figures(view: ArchiveView, language: str) -> dict[str, str]:
    try:
        articles, passages = view.archive.count()
    except Exception as error:  # noqa: BLE001 - the page says what is wrong
        return {"about_health": say(language, "health_bad", reason=str(error)[:300])}
    return {
        "about_articles": number_text(articles, language),
        "about_passages": number_text(passages, language),
        "about_outlets": number_text(len(view.outlets()), language),
        "about_newest": date_text(view.newest()) or "–",
        "about_health": say(language, "health_good"),
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"


def _account(name: str, language: str) -> str:
    """Who is logged in, and the way out."""
    if not name:
        return ""
    told, out = (escape(say(language, key, name=name)) for key in ("account", "logout"))
    return f'<p class="hb-say">{told} <a class="hb-link" href="logout">{out}</a></p>'


def _switches(language: str) -> str:
    tongues = "".join(
        f'<button type="button" class="hb-pill" data-language="{code}" lang="{code}" '
        f'aria-pressed="{str(code == language).lower()}">{name}</button>'
        for code, name in (("vi", "Tiếng Việt"), ("en", "English"))
    )
    themes = "".join(
        f'<button type="button" class="hb-pill" data-theme="{name}" aria-pressed="false">'
        f"{escape(say(language, f'theme_{name}'))}</button>"
        for name in ("light", "dark", "system")
    )
    return (
        f'<fieldset class="hb-choice"><legend>{escape(say(language, "language"))}</legend>{tongues}'
        f'</fieldset><fieldset class="hb-choice"><legend>{escape(say(language, "theme"))}</legend>'
        f'{themes}</fieldset><p><button type="button" class="hb-pill" data-keys>'
        f"{escape(say(language, 'keys'))} (?)</button></p>"
    )
