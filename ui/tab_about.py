"""The tab about the system: what is in the archive, how it runs, language and theme."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

import gradio as gr

from ui.archive_view import ArchiveView
from ui.markup import date_text, escape, number_text
from ui.texts import say

_LIBRARIES = ("hoibao", "gradio", "chromadb", "llama-index-core", "torch")


def build_about_tab() -> Any:
    """The one component; its content comes with the page's load."""
    return gr.HTML(elem_id="hb-about", apply_default_css=False)


def render_about(view: ArchiveView, model: str, store: str, language: str) -> str:
    """Figures, versions and the switches."""
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
    return (
        f'<h2 class="hb-section">{escape(say(language, "about_heading"))}</h2>'
        f'<dl class="hb-about">{items}</dl>{_switches(language)}'
        f'<h2 class="hb-section">{escape(say(language, "about_program"))}</h2>'
        f"<p>{escape(say(language, 'about_program_more'))}</p>"
        "<p><code>/gradio_api/mcp</code> <code>/ask</code> <code>/search</code> "
        "<code>/article</code> <code>/add</code> <code>/stats</code></p>"
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
        f"{themes}</fieldset>"
    )
