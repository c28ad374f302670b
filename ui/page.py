"""The page: five tabs over one assistant and one archive."""

from typing import TYPE_CHECKING, Any

import gradio as gr

from ui.archive_view import ArchiveView
from ui.bridge import Bridge, connect_script
from ui.conversation import Answering, Conversation
from ui.feedback import Feedback
from ui.follow_ups import FollowUps
from ui.greeting import masthead, opening
from ui.kept import Kept
from ui.language import language_of
from ui.page_settings import PageSettings
from ui.program import offer_program
from ui.render_check_welcome import render_check_welcome
from ui.tab_about import build_about_tab
from ui.tab_articles import build_articles_tab
from ui.tab_ask import AskTab, build_ask_tab
from ui.tab_check import build_check_tab
from ui.tab_eval import build_eval_tab
from ui.turnstile import Line

if TYPE_CHECKING:
    from index.archive import Archive

_I18N = gr.I18n()


def build_page(
    assistant: Answering, archive: "Archive", settings: PageSettings | None = None
) -> gr.Blocks:
    """The page, ready to be served."""
    settings = settings or PageSettings()
    line: Line[Any] = Line(settings.places)
    view = ArchiveView(archive, assistant, lambda: line.busy)
    kept = Kept(settings.folder / "answers", settings.answers_kept)
    follow_ups = FollowUps(archive, assistant, lambda: line.busy, settings.suggestions)
    bridge = Bridge(archive, Feedback(settings.folder / "feedback.jsonl"), kept, follow_ups, view)
    conversation = Conversation(assistant, kept)
    with gr.Blocks(
        title="Hỏi Báo", analytics_enabled=False, fill_width=True, delete_cache=(600, 3600)
    ) as page:
        head = gr.HTML(masthead(view, "vi"), elem_id="hb-masthead", apply_default_css=False)
        _build_bridge(bridge)
        with gr.Tabs(elem_id="hb-tabs", overflow_behavior="wrap"):
            with gr.Tab(_I18N("tab_ask"), id="ask"):
                ask = build_ask_tab(conversation, view, line)
            with gr.Tab(_I18N("tab_check"), id="check"):
                checked = build_check_tab(assistant)
            with gr.Tab(_I18N("tab_articles"), id="articles") as articles_tab:
                build_articles_tab(archive, view, settings, articles_tab, [head, ask.outlets])
            with gr.Tab(_I18N("tab_eval"), id="eval") as eval_tab:
                build_eval_tab(assistant, settings.folder, eval_tab)
            with gr.Tab(_I18N("tab_about"), id="about") as about_tab:
                build_about_tab(view, settings.store, about_tab)
        _greet(page, head, ask, checked.shown, conversation, view, kept)
        offer_program(assistant, archive, view, settings.users, line)
    page.queue(default_concurrency_limit=16, max_size=500)
    return page


def _build_bridge(bridge: Bridge) -> None:
    gr.HTML(
        elem_id="hb-bridge",
        js_on_load=connect_script(),
        server_functions=bridge.functions(),
    )


def _greet(
    page: gr.Blocks,
    head: Any,
    ask: AskTab,
    checked: Any,
    conversation: Conversation,
    view: ArchiveView,
    kept: Kept,
) -> None:
    """Fill the page when it loads: in the reader's language, with the conversation so far."""

    def greet(turns: Any, request: gr.Request) -> tuple[Any, ...]:
        language = language_of(request)
        wanted = str(request.query_params.get("a", ""))
        talk: tuple[Any, Any] = (gr.skip(), gr.skip())
        if not conversation.has_asked(str(request.session_hash or "")):
            talk = opening(conversation, view, kept, turns, wanted, language)
        tries = render_check_welcome(view.claims(), language)
        return (
            masthead(view, language, greeted=True),
            *talk,
            tries,
            gr.update(choices=view.outlets()),
        )

    page.load(
        greet,
        ask.turns,
        [head, ask.past, ask.current, checked, ask.outlets],
        queue=False,
        show_progress="hidden",
        api_visibility="private",
    )
