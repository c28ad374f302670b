"""The tab of articles: search, sort, read and remove; adding stands in the middle of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from ui.adding import GREET, build_adding, only_editors
from ui.archive_view import ArchiveView
from ui.greeting import masthead
from ui.language import language_of
from ui.markup import escape, number_text
from ui.page_settings import PageSettings
from ui.render_list import render_list, render_removed
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
_I18N = gr.I18n()
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListParts:
    """The components that show the list.

    ``asked`` says what the list that is shown was asked for (:func:`_asked`).
    """

    search: Any
    sort: Any
    page: Any
    table: Any
    pager: Any
    asked: Any

    @property
    def inputs(self) -> list[Any]:
        """What a list is asked with."""
        return [self.search, self.sort, self.page]

    @property
    def outputs(self) -> list[Any]:
        """What :func:`list_page` gives."""
        return [self.table, self.pager, self.page, self.asked]

    def look_again(self, done: Any) -> Any:
        """Ask once more where an answer came so late that it is not what the box now says."""
        return done.then(None, [self.search, self.sort, self.asked], js=_LOOK_AGAIN)


def list_page(
    archive: "Archive", search: str, sort: str, page: float, language: str, note: str = ""
) -> tuple[str, str, int, str]:
    """The table, the pager's words, the page it really is, and what was asked for."""
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
    table = render_list(listing, language, note)
    return table, f'<p class="hb-pager">{words}</p>', number, f"{sort} {search}"


_LOOK_AGAIN = """(search, sort, asked) => {
  if (asked !== `${sort} ${search}`) document.querySelector("#hb-refresh").click();
}"""
"""Each answer names what it was asked; answers may come in another order than the questions."""


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
    build_adding(archive, settings)
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
    asked = gr.Textbox(label=_I18N("list_asked"), visible="hidden")
    refresh = gr.Button("↻", elem_id="hb-refresh", elem_classes="hb-unseen")
    parts = ListParts(search=search, sort=sort, page=page, table=table, pager=pager, asked=asked)
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
    inputs, outputs = parts.inputs, parts.outputs

    def moved(step: int, *, first: bool = False) -> Callable[..., tuple[Any, ...]]:
        def show(search: str, sort: str, page: float, request: gr.Request) -> tuple[Any, ...]:
            start = 1 if first else (page or 1) + step
            return list_page(archive, search, sort, start, language_of(request))

        return show

    def again(search: str, sort: str, page: float, request: gr.Request) -> tuple[Any, ...]:
        return _changed(view, search, sort, page, language_of(request))

    for done in (
        gr.on([parts.search.change, parts.sort.change], moved(0, first=True), inputs, outputs,
              queue=False, trigger_mode="always_last", **_QUIET),
        back.click(moved(-1), inputs, outputs, queue=False, **_QUIET),
        forth.click(moved(1), inputs, outputs, queue=False, **_QUIET),
        gr.on([refresh.click, tab.select], again, inputs, [*outputs, *told], queue=False,
              trigger_mode="always_last", **_QUIET),
    ):  # fmt: skip
        parts.look_again(done)


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
    inputs, outputs = parts.inputs, [*parts.outputs, *told]

    def remove(
        search: str, sort: str, page: float, event: gr.EventData, request: gr.Request
    ) -> tuple[Any, ...]:
        only_editors(users, request)
        gone, title = str(event.article_id), str(event.title)
        note = render_removed(gone, title, language_of(request)) if archive.remove(gone) else ""
        return _changed(view, search, sort, page, language_of(request), note)

    def undo(
        search: str, sort: str, page: float, event: gr.EventData, request: gr.Request
    ) -> tuple[Any, ...]:
        only_editors(users, request)
        archive.undo_remove(str(event.article_id))
        return _changed(view, search, sort, page, language_of(request))

    removed = parts.table.delete(remove, inputs, outputs, queue=False, **_QUIET)
    brought = parts.table.undo(undo, inputs, outputs, queue=False, **_QUIET)
    for done in (removed, brought):
        parts.look_again(done.then(None, js=GREET))
