"""The tab of articles: search, sort, read, add and remove."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from ui.archive_view import ArchiveView
from ui.greeting import masthead
from ui.intake import Report, add_address, add_pasted, add_paths
from ui.language import language_of
from ui.markup import escape, number_text, web_address
from ui.notice import notice, trouble
from ui.page_settings import PageSettings
from ui.render_list import render_list, render_removed, render_reports
from ui.texts import say
from ui.users import Users

if TYPE_CHECKING:
    from index.archive import Archive

PAGE_SIZE = 20
SORTS = {
    "newest": ("date", True),
    "oldest": ("date", False),
    "title": ("title", False),
    "source": ("source", False),
}
FILE_TYPES = [
    ".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".json", ".jsonl", ".csv", ".zip", ".gz",
    ".tar", ".xz",
]  # fmt: skip
_LOG = logging.getLogger(__name__)
_I18N = gr.I18n()
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListParts:
    """The components that show the list."""

    search: Any
    sort: Any
    page: Any
    table: Any
    pager: Any


def list_page(
    archive: "Archive", search: str, sort: str, page: float, language: str, note: str = ""
) -> tuple[str, str, int]:
    """The table, the pager's words, and the page it really is."""
    field, descending = SORTS.get(sort, SORTS["newest"])
    number = max(1, int(page or 1))
    listing = archive.list_articles(
        offset=(number - 1) * PAGE_SIZE, limit=PAGE_SIZE, search=search, sort=field,
        descending=descending,
    )  # fmt: skip
    pages = max(1, -(-listing.total // PAGE_SIZE))
    if number > pages:
        return list_page(archive, search, sort, pages, language, note)
    shown = number_text(number, language), number_text(pages, language)
    words = escape(say(language, "list_page", page=shown[0], pages=shown[1]))
    return render_list(listing, language, note), f'<p class="hb-pager">{words}</p>', number


def build_articles_tab(
    archive: "Archive", view: ArchiveView, settings: PageSettings, tab: Any, told: list[Any]
) -> None:
    """Put the tab's components down and connect them; the list is read when it is opened.

    ``told`` are the page's head and its choice of outlets: they change with the articles.
    """
    with gr.Row():
        search = gr.Textbox(
            label=_I18N("list_search"),
            placeholder=_I18N("list_search_hint"),
            scale=3,
            elem_id="hb-search",
        )
        choices = [(_I18N(f"sort_{name}"), name) for name in SORTS]
        sort = gr.Dropdown(choices, value="newest", label=_I18N("list_sort"), filterable=False)
    _build_adding(archive, settings)
    table = gr.HTML(
        elem_id="hb-list",
        apply_default_css=False,
        js_on_load="window.hoibao.tellList = trigger; // 'delete' 'undo'",
    )
    with gr.Row(elem_id="hb-pages"):
        back = gr.Button(_I18N("previous"), size="md")
        pager = gr.HTML(apply_default_css=False)
        forth = gr.Button(_I18N("next"), size="md")
    page = gr.Number(1, label=_I18N("list_page_number"), visible="hidden", precision=0)
    refresh = gr.Button("↻", elem_id="hb-refresh", elem_classes="hb-unseen")
    parts = ListParts(search=search, sort=sort, page=page, table=table, pager=pager)
    _connect_list(archive, view, parts, (back, forth, refresh), tab, told)
    _connect_removing(archive, view, parts, settings.users, told)


def _connect_list(
    archive: "Archive",
    view: ArchiveView,
    parts: ListParts,
    buttons: tuple[Any, Any, Any],
    tab: Any,
    told: list[Any],
) -> None:
    back, forth, refresh = buttons
    inputs = [parts.search, parts.sort, parts.page]
    outputs = [parts.table, parts.pager, parts.page]

    def moved(step: int, *, first: bool = False) -> Callable[..., tuple[str, str, int]]:
        def show(search: str, sort: str, page: float, request: gr.Request) -> tuple[str, str, int]:
            start = 1 if first else (page or 1) + step
            return list_page(archive, search, sort, start, language_of(request))

        return show

    def again(search: str, sort: str, page: float, request: gr.Request) -> tuple[Any, ...]:
        return _changed(view, search, sort, page, language_of(request))

    gr.on([parts.search.change, parts.sort.change], moved(0, first=True), inputs, outputs,
          queue=False, trigger_mode="always_last", **_QUIET)  # fmt: skip
    back.click(moved(-1), inputs, outputs, queue=False, **_QUIET)
    forth.click(moved(1), inputs, outputs, queue=False, **_QUIET)
    gr.on([refresh.click, tab.select], again, inputs, [*outputs, *told], queue=False, **_QUIET)


def _changed(
    view: ArchiveView, search: str, sort: str, page: float, language: str, note: str = ""
) -> tuple[Any, ...]:
    """The list, the page's head and the outlets, looked at again."""
    view.forget()
    listed = list_page(view.archive, search, sort, page, language, note)
    return *listed, masthead(view, language, greeted=True), gr.update(choices=view.outlets())


def _connect_removing(
    archive: "Archive", view: ArchiveView, parts: ListParts, users: Users, told: list[Any]
) -> None:
    inputs = [parts.search, parts.sort, parts.page]
    outputs = [parts.table, parts.pager, parts.page, *told]

    def remove(
        search: str, sort: str, page: float, event: gr.EventData, request: gr.Request
    ) -> tuple[Any, ...]:
        _only_editors(users, request)
        gone, title = str(event.article_id), str(event.title)
        note = render_removed(gone, title, language_of(request)) if archive.remove(gone) else ""
        return _changed(view, search, sort, page, language_of(request), note)

    def undo(
        search: str, sort: str, page: float, event: gr.EventData, request: gr.Request
    ) -> tuple[Any, ...]:
        _only_editors(users, request)
        archive.undo_remove(str(event.article_id))
        return _changed(view, search, sort, page, language_of(request))

    removed = parts.table.delete(remove, inputs, outputs, queue=False, **_QUIET)
    brought = parts.table.undo(undo, inputs, outputs, queue=False, **_QUIET)
    for done in (removed, brought):
        done.then(None, js=_GREET)


_GREET = "() => { window.hoibao.greet(); }"
"""The newest articles and the examples under the greeting, where nothing was asked yet."""


def _only_editors(users: Users, request: gr.Request) -> None:
    """Nothing for an editor.

    Raises:
        Error: Gradio's, shown on the page.
    """
    if not users.may_edit(request.username):
        raise notice(language_of(request), "editors_only")


def _build_adding(archive: "Archive", settings: PageSettings) -> None:
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
        done.then(None, js=_RENEW).then(None, js=_GREET)


_RENEW = "() => { document.querySelector('#hb-refresh').click(); }"


def _add_heading(key: str) -> None:
    gr.Markdown(_I18N(key), elem_classes="hb-add-head")


def _told(steps: Iterator[list[Report]], users: Users, request: gr.Request) -> Iterator[str]:
    """The report after each step; what goes wrong is logged and said in a sentence."""
    language = language_of(request)
    _only_editors(users, request)
    reports: list[Report] = []
    try:
        for reports in steps:
            yield render_reports(reports, language, running=True)
    except Exception:  # noqa: BLE001 - the page's edge: logged, and said in a sentence
        _LOG.exception("adding failed")
        raise trouble(language) from None
    yield render_reports(reports, language, running=False)
