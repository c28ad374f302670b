"""The same by program: named endpoints of the page's API, which are MCP tools as well."""

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import gradio as gr

from assistant.answer import Ask
from assistant.answer_json import answer_object
from assistant.claim_check import check_against_archive, check_object
from assistant.rereading import search as search_archive
from corpus.text import clean
from ui.archive_view import ArchiveView
from ui.conversation import LONGEST_QUESTION, Answering
from ui.intake import add_pasted
from ui.markup import web_address
from ui.period import DateError, first_moment, last_moment
from ui.tab_ask import reader_of
from ui.turnstile import Line, LineFull, Waiting
from ui.users import Users

if TYPE_CHECKING:
    from index.archive import Archive

MOST_HITS = 50
_MOST_REVISIONS = 2**31  # Chroma's numbers end somewhere above.


def offer_program(
    assistant: Answering, archive: "Archive", view: ArchiveView, users: Users, line: Line[Any]
) -> None:
    """Register /ask, /search, /check, /article, /add and /stats in the current Blocks."""
    gr.api(_ask(assistant, line), concurrency_limit=None)
    gr.api(_search(archive), concurrency_limit=None)
    gr.api(_check(assistant), concurrency_limit=None)
    gr.api(_article(archive), concurrency_limit=None)
    gr.api(_add(archive, view, users), concurrency_limit=1, concurrency_id="adding")
    gr.api(_stats(view), concurrency_limit=None)


def _ask(assistant: Answering, line: Line[Any]) -> Callable[..., Any]:
    async def ask(  # noqa: D417 - the request comes from Gradio, not from the caller
        request: gr.Request, question: str, since: str = "", until: str = "", source: str = ""
    ) -> AsyncIterator[dict]:  # type: ignore[type-arg]
        """Answer a question from the news archive, with citations checked word for word.

        A refusal has no claims and lists what was nearest. Each claim names the numbers of
        its citations and what the checker found: verbatim, supported or unsupported.

        Args:
            question: In Vietnamese, with or without marks.
            since: Only articles from this day on, such as 23/3/2022 or 2022.
            until: Only articles up to this day.
            source: Only articles of this outlet.
        """
        first, last = _period(since, until)
        asked = Ask(
            question=question[:LONGEST_QUESTION],
            since=first,
            until=last,
            sources=(source,) if source else (),
        )
        try:
            steps = line.through(reader_of(request), lambda: assistant.stream(asked))
            async with aclosing(steps) as held:
                async for step in held:
                    if not isinstance(step, Waiting):
                        yield answer_object(step)
        except LineFull:
            raise gr.Error("quá nhiều câu hỏi đang chờ", print_exception=False) from None

    return ask


def _search(archive: "Archive") -> Callable[..., Any]:
    def search(query: str, top_k: int = 10, since: str = "", until: str = "") -> list[dict]:  # type: ignore[type-arg]
        """Find passages in the news archive, best first.

        Args:
            query: Words or a question.
            top_k: How many passages at most.
            since: Only articles from this day on, such as 23/3/2022 or 2022.
            until: Only articles up to this day.
        """
        first, last = _period(since, until)
        hits = search_archive(
            archive,
            clean(query[:LONGEST_QUESTION]),
            top_k=max(1, min(int(top_k), MOST_HITS)),
            since=first,
            until=last,
        )
        return [_hit(hit) for hit in hits]

    return search


def _check(assistant: Answering) -> Callable[..., Any]:
    def check(claim: str) -> dict:  # type: ignore[type-arg]
        """Check a sentence against the news archive: each figure, date, name and quoted word.

        The outcome is supported, differs (a source speaks of the same thing and says
        otherwise) or not_found. Each part has its own verdict: matches, differs (with what the
        source says) or absent. Citations are what it was held against, word for word.

        Args:
            claim: One sentence in Vietnamese.
        """
        claim = clean(claim[:LONGEST_QUESTION])
        if not claim:
            raise gr.Error("chưa có câu nào để kiểm", print_exception=False)
        return check_object(check_against_archive(cast(Any, assistant), claim))

    return check


def _period(since: str, until: str) -> tuple[datetime | None, datetime | None]:
    """The moments that two dates name.

    Raises:
        Error: Gradio's; one of them is no date.
    """
    try:
        return first_moment(since), last_moment(until)
    except DateError as error:
        said = f"không đọc được ngày {str(error)[:40]!r}; hãy viết như 23/3/2022 hoặc 2022"
        raise gr.Error(said, print_exception=False) from None


def _hit(hit: Any) -> dict[str, Any]:
    passage = hit.passage
    return {
        "article_id": passage.article_id,
        "revision": passage.revision,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "title": passage.title,
        "source": passage.source,
        "url": passage.url,
        "published_at": passage.published_at.isoformat() if passage.published_at else None,
        "score": float(hit.score),
    }


def _article(archive: "Archive") -> Callable[..., Any]:
    def article(article_id: str, revision: int = 0) -> dict:  # type: ignore[type-arg]
        """Read one article of the archive whole.

        Args:
            article_id: As given by ask and search.
            revision: Which revision; 0 for the current one.
        """
        article_id, wanted = clean(article_id), int(revision)
        found = archive.article(article_id, wanted or None) if wanted <= _MOST_REVISIONS else None
        if found is None:
            raise gr.Error(f"không có bài {article_id[:80]!r} trong kho", print_exception=False)
        return {
            "article_id": found.article_id,
            "revision": found.revision,
            "revisions": archive.revisions(article_id),
            "title": found.title,
            "text": found.text,
            "source": found.source,
            "author": found.author,
            "url": found.url,
            "published_at": found.published_at.isoformat() if found.published_at else None,
        }

    return article


def _add(archive: "Archive", view: ArchiveView, users: Users) -> Callable[..., Any]:
    def add(  # noqa: D417 - the request comes from Gradio, not from the caller
        request: gr.Request,
        body: str,
        title: str = "",
        source: str = "",
        url: str = "",
        date: str = "",
    ) -> dict:  # type: ignore[type-arg]
        """Add one article to the archive; the same article again changes nothing.

        Args:
            body: The text of the article.
            title: Its title; taken from the text where empty.
            source: The outlet.
            url: Where it was published, http or https.
            date: The day it was published, such as 23/3/2022.
        """
        if not users.may_edit(request.username):
            raise gr.Error("chỉ biên tập viên được thêm bài", print_exception=False)
        fields = {"title": title, "body": body, "source": source, "date": date}
        address = web_address(url)
        *_, reports = add_pasted(archive, {**fields, "url": address} if address else fields)
        view.forget()
        done = reports[0]
        return {
            "added": done.added,
            "updated": done.updated,
            "unchanged": done.unchanged,
            "skipped": [{"path": what, "reason": why} for what, why in done.skipped],
        }

    return add


def _stats(view: ArchiveView) -> Callable[..., Any]:
    def stats() -> dict:  # type: ignore[type-arg]
        """Say how many articles, passages and outlets the archive has, and its newest day."""
        articles, passages = view.counts()
        newest = view.newest()
        return {
            "articles": articles,
            "passages": passages,
            "sources": view.outlets(),
            "newest": newest.isoformat() if newest else None,
        }

    return stats
