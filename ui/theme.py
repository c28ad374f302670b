"""The page's theme and translations; system fonts only, nothing from another host."""

import copy
from pathlib import Path
from typing import Any

from ui.texts import known_language
from ui.texts_en import EN
from ui.texts_gradio import GRADIO_VI
from ui.texts_vi import VI

_HERE = Path(__file__).parent
TOKENS = _HERE / "tokens.css"
STYLES = tuple(_HERE / f"{name}.css" for name in ("page", "controls", "check", "eval"))
SCRIPTS = tuple(
    _HERE / f"{name}.js"
    for name in ("base", "reader", "find", "quote", "acts", "filters", "keys", "away", "page")
)
_FONTS = ("-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial")


def make_theme() -> Any:
    """A Gradio theme in the colours of the style sheets."""
    import gradio as gr

    fonts = [*_FONTS, "system-ui", "sans-serif"]
    mono = ["ui-monospace", "Consolas", "Liberation Mono", "monospace"]
    theme = gr.themes.Base(font=fonts, font_mono=mono, text_size=gr.themes.sizes.text_lg)
    colours = {
        "body_background_fill": "--hb-paper",
        "background_fill_primary": "--hb-card",
        "background_fill_secondary": "--hb-sunk",
        "body_text_color": "--hb-ink",
        "body_text_color_subdued": "--hb-soft",
        "block_label_text_color": "--hb-soft",
        "block_title_text_color": "--hb-soft",
        "border_color_primary": "--hb-line",
        "input_background_fill": "--hb-card",
        "input_border_color": "--hb-strong-line",
        "input_placeholder_color": "--hb-soft",
        "color_accent_soft": "--hb-accent-soft",
        "link_text_color": "--hb-accent",
    }
    both = {}
    for name, token in colours.items():
        both[name] = both[f"{name}_dark"] = f"var({token})"
    return theme.set(**both, color_accent="var(--hb-accent)")


def make_i18n(language_now: Any) -> Any:
    """Gradio's translations in the reader's language.

    Gradio's front end has no Vietnamese locale and falls back to ``en`` for a browser in any
    language it lacks; so the strings of the language chosen here are sent under ``en``.

    Args:
        language_now: Says which language the request that is being served wants.
    """
    import gradio as gr

    class PerReader(dict[str, dict[str, str]]):
        """Strings that are chosen anew by each copy: Gradio copies its config per request."""

        def __deepcopy__(self, _: Any) -> dict[str, dict[str, str]]:
            english = known_language(language_now()) == "en"
            return {"en": EN if english else {**VI, **GRADIO_VI}}

    class ReaderI18n(gr.I18n):  # type: ignore[misc]
        @property
        def translations_dict(self) -> dict[str, dict[str, str]]:
            return PerReader(copy.deepcopy(PerReader()))

    return ReaderI18n(vi=VI, en=EN)
