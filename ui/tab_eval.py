"""The tab of the eval: run a set, read a run, compare two."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from ui.eval_runs import EvalRoom
from ui.language import language_of
from ui.markup import escape
from ui.notice import trouble
from ui.render_eval import render_comparison, render_progress
from ui.render_report import render_run
from ui.texts import say

_LOG = logging.getLogger(__name__)
_I18N = gr.I18n()
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build_eval_tab(assistant: Any, folder: Path, tab: Any) -> None:
    """Put the tab's components down and connect them."""
    room = EvalRoom(assistant, folder)
    gr.Markdown(_I18N("eval_intro"), elem_classes="hb-intro")
    names = room.set_choices()
    with gr.Row(elem_classes="hb-line"):
        chosen = gr.Dropdown(
            names, value=names[0][1] if names else None, label=_I18N("eval_set"), scale=3,
            elem_id="hb-eval-set",
        )  # fmt: skip
        limit = gr.Number(0, label=_I18N("eval_limit"), precision=0, minimum=0, scale=1)
        run = gr.Button(_I18N("eval_run"), variant="primary", elem_id="hb-eval-run")
        stop = gr.Button(_I18N("stop"), elem_id="hb-eval-stop")
    progress = gr.HTML(elem_id="hb-eval-progress", apply_default_css=False)
    runs = room.run_choices()
    picked: dict[str, Any] = {"value": None, "visible": bool(runs)}
    with gr.Row(elem_classes="hb-line"):
        first = gr.Dropdown(runs, label=_I18N("eval_show"), elem_id="hb-eval-first", **picked)
        other = gr.Dropdown(runs, label=_I18N("eval_with"), elem_id="hb-eval-other", **picked)
    shown = gr.HTML(elem_id="hb-eval-shown", apply_default_css=False)
    _connect(room, (chosen, limit, run, stop), progress, (first, other), shown, tab)


def _connect(
    room: EvalRoom,
    ask: tuple[Any, ...],
    progress: Any,
    picks: tuple[Any, Any],
    shown: Any,
    tab: Any,
) -> None:
    chosen, limit, run, stop = ask

    def start(set_name: str, limit: float, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        language = language_of(request)
        with told(language):
            for done, total, name in room.start(set_name, int(limit or 0)):
                yield render_progress(done, total, language), *finished(name, language)

    def show(first: str | None, other: str | None, request: gr.Request) -> str:
        with told(language_of(request)):
            return _page_of(room, first, other, language_of(request))

    def finished(name: str, language: str) -> tuple[Any, Any]:
        if not name:
            return gr.skip(), gr.skip()
        names: dict[str, Any] = {"choices": room.run_choices(language), "visible": True}
        return gr.update(**names, value=name), gr.update(**names)

    def listed(first: str | None, request: gr.Request) -> tuple[Any, ...]:
        language = language_of(request)
        runs = room.run_choices(language)
        choices = gr.update(choices=runs, visible=bool(runs))
        sets = gr.update(choices=room.set_choices(language))
        empty = _nothing(language, picking=bool(runs))
        return sets, choices, choices, gr.skip() if first else empty

    running = run.click(start, [chosen, limit], [progress, *picks], concurrency_limit=1, **_QUIET)
    stop.click(lambda: "", None, progress, cancels=[running], queue=False, **_QUIET)
    gr.on([picks[0].change, picks[1].change], show, list(picks), shown, queue=False, **_QUIET)
    tab.select(listed, picks[0], [chosen, *picks, shown], queue=False, **_QUIET)


def _page_of(room: EvalRoom, first: str | None, other: str | None, language: str) -> str:
    if not first:
        return _nothing(language, picking=True)
    if not other:
        return render_run(room.read(first), room.set_name(first, language), language)
    from eval.compare import changed_questions, compare

    before, after = room.read(other), room.read(first)
    same = (
        f'<p class="hb-notice">{escape(say(language, "eval_same"))}</p>' if first == other else ""
    )
    changed = changed_questions(before, after)
    return same + render_comparison(compare(before, after), changed, language)


def _nothing(language: str, *, picking: bool) -> str:
    """What stands there before a run is chosen; ``picking``: there are runs to choose from."""
    words = say(language, "eval_pick" if picking else "eval_empty")
    return f'<p class="hb-notice hb-empty">{escape(words)}</p>'


class told:
    """Says what goes wrong inside it: the eval's own messages as they are, others plainly."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        """Turn an error into a sentence for the reader.

        Raises:
            Error: Gradio's, shown on the page.
        """
        from eval.question import SetError
        from eval.run_file import RunError

        if isinstance(error, SetError | RunError):
            raise trouble(self._language, str(error)) from error
        if isinstance(error, Exception) and not isinstance(error, gr.Error):
            _LOG.error("the eval failed", exc_info=error)
            raise trouble(self._language) from error
