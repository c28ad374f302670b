"""The tab for asking: the conversation, the question box, the filters."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any

import gradio as gr

from ui.archive_view import ArchiveView
from ui.conversation import Conversation, Filters, Shown, without_last
from ui.greeting import welcome
from ui.language import language_of
from ui.logs import request_now
from ui.notice import notice
from ui.period import DateError, latest
from ui.turnstile import Line, LineFull, Waiting

PICKS = ("all", "week", "month", "year")
_I18N = gr.I18n()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTab:
    """The components that others need."""

    past: Any
    current: Any
    turns: Any
    box: Any
    outlets: Any


def build_ask_tab(conversation: Conversation, view: ArchiveView, line: Line[Shown]) -> AskTab:
    """Put the tab's components down and connect them."""
    past = gr.HTML(elem_id="hb-past", apply_default_css=False)
    current = gr.HTML(welcome(view, "vi"), elem_id="hb-current", apply_default_css=False)
    turns = gr.BrowserState([], storage_key="hoibao-conversation", secret="hoibao")
    with gr.Column(elem_id="hb-composer"):
        with gr.Row(elem_id="hb-box"):
            box = gr.Textbox(
                label=_I18N("question_label"), placeholder=_I18N("question_hint"), lines=1,
                max_lines=8, show_label=False, container=False, elem_id="hb-question",
                autofocus=True,
            )  # fmt: skip
            ask = gr.Button(_I18N("ask"), variant="primary", elem_id="hb-ask")
            stop = gr.Button(_I18N("stop"), variant="secondary", elem_id="hb-stop")
        since, until, outlets = _filters(view)
    retry = gr.Button("↻", elem_id="hb-retry", elem_classes="hb-unseen")
    edit = gr.Button("✎", elem_id="hb-edit", elem_classes="hb-unseen")
    new = gr.Button("+", elem_id="hb-new", elem_classes="hb-unseen")
    tab = AskTab(past=past, current=current, turns=turns, box=box, outlets=outlets)
    _connect(tab, conversation, line, (ask, stop, retry, edit), [since, until, outlets])

    def begin(request: gr.Request) -> tuple[str, str, list[Any]]:
        view.forget()
        return "", welcome(view, language_of(request)), []

    new.click(
        begin, None,
        [past, current, turns], queue=False, show_progress="hidden", api_visibility="private",
    )  # fmt: skip
    return tab


def _filters(view: ArchiveView) -> tuple[Any, Any, Any]:
    hint = _I18N("date_hint")
    picks = [(_I18N(f"pick_{name}"), name) for name in PICKS]
    folded = gr.Accordion(_I18N("filters"), open=False, elem_id="hb-filters")
    with folded, gr.Row(elem_id="hb-filter-row"):
        pick = gr.Radio(picks, value="all", label=_I18N("quick_picks"))
        since = gr.Textbox(label=_I18N("since"), placeholder=hint, min_width=110)
        until = gr.Textbox(label=_I18N("until"), placeholder=hint, min_width=110)
        outlets = gr.Dropdown(
            view.outlets(), label=_I18N("outlets"), multiselect=True, elem_id="hb-outlets"
        )
    pick.input(
        lambda name: latest(name, view.newest()), pick, [since, until], queue=False,
        show_progress="hidden", api_visibility="private",
    )  # fmt: skip
    return since, until, outlets


def _connect(
    tab: AskTab,
    conversation: Conversation,
    line: Line[Shown],
    buttons: tuple[Any, ...],
    filters: list[Any],
) -> None:
    ask, stop, retry, edit = buttons
    quiet = {"show_progress": "hidden", "api_visibility": "private"}

    async def answer(
        question: str, kept: Any, since: str, until: str, outlets: list[str], request: gr.Request
    ) -> AsyncGenerator[tuple[Any, ...], None]:
        if not question.strip():
            yield (gr.skip(),) * 3
            return
        given = Filters(since=since, until=until, sources=tuple(outlets or ()))
        who = (_session(request), language_of(request))
        request_now.set(who[0][:8])
        steps = line.through(
            reader_of(request), lambda: conversation.ask(question.strip(), kept, given, *who)
        )
        waits = partial(conversation.wait, question.strip(), kept)
        async with aclosing(_outputs(steps, waits, *who)) as outputs:
            async for shown in outputs:
                yield shown

    async def again(
        kept: Any, since: str, until: str, outlets: list[str], request: gr.Request
    ) -> AsyncGenerator[tuple[Any, ...], None]:
        before, question = without_last(kept)
        asked = answer(question, before, since, until, outlets, request)
        async with aclosing(asked) as outputs:
            async for shown in outputs:
                yield shown

    def halt(kept: Any, request: gr.Request) -> tuple[Any, ...]:
        return page_of(conversation.stop(kept, _session(request), language_of(request)))

    def change(kept: Any, request: gr.Request) -> tuple[Any, ...]:
        before, question = without_last(kept)
        past, current, turns = page_of(conversation.restore(before, language_of(request)))
        return question, past, current, turns

    shown = [tab.past, tab.current, tab.turns]
    asking = gr.on(
        [tab.box.submit, ask.click], answer, [tab.box, tab.turns, *filters], shown,
        concurrency_limit=None, trigger_mode="always_last", js=_PENDING, **quiet,
    )  # fmt: skip
    retrying = retry.click(
        again, [tab.turns, *filters], shown, concurrency_limit=None, trigger_mode="once", **quiet
    )
    stop.click(
        halt, tab.turns, shown, cancels=[asking, retrying], queue=False,
        js="(turns) => { window.hoibao.settle(true); return [turns]; }", **quiet,
    )  # fmt: skip
    edit.click(change, tab.turns, [tab.box, *shown], queue=False, **quiet)


_PENDING = (
    "async (...given) => { window.hoibao.pend(given[0]); await window.hoibao.greeted(); "
    "return given.slice(0, 5); }"
)
"""Shows the question and empties the box at once; passes the five inputs on, not the outputs.
A greeting that comes late would stand over the answer, so it is waited for."""


def _session(request: gr.Request) -> str:
    return str(request.session_hash or "")


def reader_of(request: gr.Request) -> str:
    """Who takes turns in the line: a user, or a view of the page, or a program's machine."""
    client = getattr(request.client, "host", "") if request.client else ""
    return str(request.username or request.session_hash or client)


async def _outputs(
    steps: AsyncGenerator[Waiting | Shown, None],
    waits: Callable[..., Shown],
    session: str,
    language: str,
) -> AsyncGenerator[tuple[Any, ...], None]:
    """Each step as the three outputs; a bad date is told and nothing changes."""
    try:
        async with aclosing(steps) as held:
            async for step in held:
                if isinstance(step, Waiting):
                    yield page_of(waits(step.ahead, session, language))
                else:
                    yield page_of(step)
    except DateError as error:
        raise notice(language, "bad_date", text=str(error)) from None
    except LineFull:
        raise notice(language, "line_full") from None


def page_of(step: Shown) -> tuple[Any, ...]:
    """Past, current and turns, with what stays the same skipped."""
    past = gr.skip() if step.past is None else step.past
    return past, step.current, gr.skip() if step.turns is None else step.turns
