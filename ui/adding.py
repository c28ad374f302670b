"""Adding articles on the page: files, an address, pasted text, and one report of all three."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import gradio as gr

from ui.intake import Report, add_address, add_pasted, add_paths
from ui.language import language_of
from ui.markup import web_address
from ui.notice import notice, trouble
from ui.page_settings import PageSettings
from ui.render_list import render_reports
from ui.users import Users

if TYPE_CHECKING:
    from index.archive import Archive

FILE_TYPES = [
    ".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".json", ".jsonl", ".csv", ".zip", ".gz",
    ".tar", ".xz",
]  # fmt: skip
_LOG = logging.getLogger(__name__)
_I18N = gr.I18n()
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
GREET = "() => { window.hoibao.greet(); }"
"""The newest articles and the examples under the greeting, where nothing was asked yet."""
_RENEW = "() => { document.querySelector('#hb-refresh').click(); }"


def only_editors(users: Users, request: gr.Request) -> None:
    """Nothing for an editor.

    Raises:
        Error: Gradio's, shown on the page.
    """
    if not users.may_edit(request.username):
        raise notice(language_of(request), "editors_only")


def build_adding(archive: "Archive", settings: PageSettings) -> None:
    """The three ways to add, one report under them."""
    with gr.Accordion(_I18N("add_heading"), open=False, elem_id="hb-add"):
        _add_heading("add_by_file")
        files = gr.UploadButton(
            _I18N("add_files_button"),
            file_count="multiple",
            file_types=FILE_TYPES,
            elem_id="hb-upload",
        )
        _add_heading("add_by_url")
        with gr.Row(elem_classes="hb-line"):
            url = gr.Textbox(label=_I18N("add_url"), placeholder=_I18N("add_url_hint"), scale=3)
            fetch = gr.Button(_I18N("add_url_button"), elem_id="hb-fetch")
        _add_heading("add_by_text")
        with gr.Row():
            title = gr.Textbox(label=_I18N("add_title"), scale=3)
            source = gr.Textbox(label=_I18N("add_source"))
            date = gr.Textbox(label=_I18N("add_date"), placeholder=_I18N("date_hint"))
        body = gr.Textbox(label=_I18N("add_body"), lines=6, max_lines=16)
        paste = gr.Button(_I18N("add_button"), variant="primary", elem_id="hb-paste")
    report = gr.HTML(elem_id="hb-add-report", apply_default_css=False)

    def uploaded(paths: list[str] | None, request: gr.Request) -> Iterator[str]:
        yield from _told(add_paths(archive, paths or []), settings.users, request)

    def fetched(address: str, request: gr.Request) -> Iterator[str]:
        if not web_address(address):
            raise notice(language_of(request), "add_needs_url")
        steps = add_address(
            archive, address.strip(), allow_private=settings.allow_private, limits=settings.web
        )
        yield from _told(steps, settings.users, request)

    def pasted(title: str, source: str, date: str, body: str, request: gr.Request) -> Iterator[str]:
        if not body.strip():
            raise notice(language_of(request), "add_needs_body")
        fields = {"title": title, "source": source, "date": date, "body": body}
        yield from _told(add_pasted(archive, fields), settings.users, request)

    for trigger, run, given in (
        (files.upload, uploaded, [files]),
        (fetch.click, fetched, [url]),
        (url.submit, fetched, [url]),
        (paste.click, pasted, [title, source, date, body]),
    ):
        done = trigger(run, given, report, concurrency_limit=1, concurrency_id="adding", **_QUIET)
        done.then(None, js=_RENEW).then(None, js=GREET)


def _add_heading(key: str) -> None:
    gr.Markdown(_I18N(key), elem_classes="hb-add-head")


def _told(steps: Iterator[list[Report]], users: Users, request: gr.Request) -> Iterator[str]:
    """The report after each step; what goes wrong is logged and said in a sentence."""
    language = language_of(request)
    only_editors(users, request)
    reports: list[Report] = []
    try:
        for reports in steps:
            yield render_reports(reports, language, running=True)
    except Exception:  # noqa: BLE001 - the page's edge: logged, and said in a sentence
        _LOG.exception("adding failed")
        raise trouble(language) from None
    yield render_reports(reports, language, running=False)
