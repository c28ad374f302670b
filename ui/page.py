"""The page: four tabs over one assistant and one archive."""

from typing import TYPE_CHECKING, Any

import gradio as gr

from ui.archive_view import ArchiveView
from ui.bridge import Bridge, connect_script
from ui.conversation import Answering, Conversation
from ui.feedback import Feedback
from ui.language import language_of
from ui.markup import date_text, number_text
from ui.page_settings import PageSettings
from ui.program import offer_program
from ui.render_welcome import render_masthead, render_welcome
from ui.tab_about import build_about_tab, render_about
from ui.tab_articles import ListParts, build_articles_tab, list_page
from ui.tab_ask import AskTab, build_ask_tab
from ui.tab_eval import build_eval_tab

if TYPE_CHECKING:
    from index.archive import Archive

_I18N = gr.I18n()


def build_page(
    assistant: Answering, archive: "Archive", settings: PageSettings | None = None
) -> gr.Blocks:
    """The page, ready to be served."""
    settings = settings or PageSettings()
    view = ArchiveView(archive, assistant)
    bridge = Bridge(archive, Feedback(settings.folder / "feedback.jsonl"))
    conversation = Conversation(assistant)
    with gr.Blocks(
        title="Hỏi Báo", analytics_enabled=False, fill_width=True, delete_cache=(600, 3600)
    ) as page:
        masthead = gr.HTML(_masthead(view, "vi"), elem_id="hb-masthead", apply_default_css=False)
        _build_bridge(bridge)
        with gr.Tabs(elem_id="hb-tabs"):
            with gr.Tab(_I18N("tab_ask"), id="ask"):
                ask = build_ask_tab(conversation, view)
            with gr.Tab(_I18N("tab_articles"), id="articles"):
                listed = build_articles_tab(archive, view, settings)
            with gr.Tab(_I18N("tab_eval"), id="eval") as eval_tab:
                build_eval_tab(assistant, settings.folder, eval_tab)
            with gr.Tab(_I18N("tab_about"), id="about"):
                about = build_about_tab()
        _greet(page, masthead, ask, listed, about, conversation, view, settings)
        offer_program(assistant, archive, view, settings.users)
    page.queue(default_concurrency_limit=16, max_size=500)
    return page


def _build_bridge(bridge: Bridge) -> None:
    gr.HTML(
        elem_id="hb-bridge",
        js_on_load=connect_script(),
        server_functions=bridge.functions(),
    )


def _masthead(view: ArchiveView, language: str) -> str:
    articles = number_text(view.counts()[0], language)
    outlets = number_text(len(view.outlets()), language)
    return render_masthead(articles, outlets, date_text(view.newest()), language)


def _greet(
    page: gr.Blocks,
    masthead: Any,
    ask: AskTab,
    listed: ListParts,
    about: Any,
    conversation: Conversation,
    view: ArchiveView,
    settings: PageSettings,
) -> None:
    """Fill the page when it loads: in the reader's language, with the conversation so far."""

    def greet(kept: Any, request: gr.Request) -> tuple[Any, ...]:
        language = language_of(request)
        shown = conversation.restore(kept, language)
        talk = (shown.past, shown.current or render_welcome(view.examples(), language))
        if conversation.has_asked(str(request.session_hash or "")):
            talk = (gr.skip(), gr.skip())
        rows = list_page(view.archive, "", "newest", 1, language)
        system = render_about(view, view.archive.embedder.name, settings.store, language)
        choices = gr.update(choices=view.outlets())
        return _masthead(view, language), *talk, *rows, system, choices

    page.load(
        greet,
        ask.turns,
        [masthead, ask.past, ask.current, listed.table, listed.pager, listed.page, about,
         ask.outlets],
        queue=False,
        show_progress="hidden",
        api_visibility="private",
    )  # fmt: skip
