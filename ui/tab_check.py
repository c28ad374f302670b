"""The tab for checking sentences: a box, and what the archive says to each sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.checking import check_text
from ui.language import language_of

_I18N = gr.I18n()


@dataclass(frozen=True, slots=True)
class CheckTab:
    """The component that the page fills when it loads."""

    shown: Any


def build_check_tab(assistant: Any) -> CheckTab:
    """Put the tab's components down and connect them."""
    gr.Markdown(_I18N("check_intro"), elem_classes="hb-intro")
    with gr.Row(elem_id="hb-claim-box"):
        claim = gr.Textbox(
            label=_I18N("check_label"), placeholder=_I18N("check_hint"), lines=3, max_lines=14,
            show_label=False, container=False, elem_id="hb-claim",
        )  # fmt: skip
        check = gr.Button(_I18N("check"), variant="primary", elem_id="hb-check")
        stop = gr.Button(_I18N("stop"), elem_id="hb-check-stop")
    shown = gr.HTML(elem_id="hb-checked", apply_default_css=False)

    def run(text: str, request: gr.Request) -> Iterator[str]:
        yield from check_text(assistant, text, language_of(request))

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    checking = check.click(
        run, claim, shown, concurrency_limit=None, trigger_mode="always_last",
        js="async (text) => { await window.hoibao.greeted(); return [text]; }", **quiet,
    )  # fmt: skip
    stop.click(None, None, None, cancels=[checking], js=_STOP, queue=False, **quiet)
    return CheckTab(shown)


_STOP = "() => { document.querySelector('.hb-checks')?.setAttribute('aria-busy', 'false'); }"
"""The sentences that were done stay; the line that says one is being checked goes."""
