"""What the page's script may ask the server for; every function takes one list of strings."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from ui.archive_view import ArchiveView
from ui.export import export_answer
from ui.feedback import Feedback, Note
from ui.follow_ups import FollowUps
from ui.greeting import welcome
from ui.kept import Kept
from ui.markup import escape
from ui.render_article import render_around, render_article
from ui.texts import known_language, say
from ui.texts_en import EN
from ui.texts_gradio import WORDS_VI
from ui.texts_vi import VI
from ui.turn import unpack

if TYPE_CHECKING:
    from index.archive import Archive

_SAID_BY_SCRIPT = (
    "cancel", "chosen_period", "chosen_since", "chosen_until", "close", "copied", "copy_failed",
    "copy_link", "do_export", "export_more", "failed", "feedback_more", "feedback_send",
    "feedback_why", "find_here", "find_none", "find_place", "key_0", "key_1", "key_2", "key_3",
    "key_4", "key_5", "key_6", "keys", "known_heading", "link_copied", "loading", "login",
    "next_heading", "next_source", "outlets_hint", "part_copy", "part_link", "previous_source",
    "quote_copied", "reader", "reason_missing",
    "reason_should_answer", "reason_should_refuse", "reason_source", "reason_wrong", "remove",
    "remove_ask", "searching", "session_ended", "session_ended_title", "source_place", "thanks",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bridge:
    """The functions behind the page's script."""

    archive: "Archive"
    feedback: Feedback
    kept: Kept
    follow_ups: FollowUps
    view: ArchiveView

    def functions(self) -> list[Callable[..., Any]]:
        """The functions as Gradio wants them: plain ones, on which it can leave a mark."""
        methods = (
            self.open_article, self.quote_around, self.keep_feedback, self.keep_answer,
            self.export_answer, self.next_questions, self.greeting,
        )  # fmt: skip
        return [_plain(method) for method in methods]

    def open_article(self, data: list[str]) -> str:
        """The article, marked at the quote: id, revision, start, end, span, language."""
        article_id, revision, start, end, span, wanted = (str(part) for part in data)
        language = known_language(wanted)
        article = self.archive.article(article_id, int(revision) if revision else None)
        if article is None:
            return f"<p>{escape(say(language, 'not_found'))}</p>"
        return render_article(
            article,
            language,
            marked=(int(start), int(end)) if start and end else None,
            span=_pair(span),
            revisions=tuple(self.archive.revisions(article_id)),
            copies=copies_of(self.archive, article_id),
        )

    def quote_around(self, data: list[str]) -> str:
        """The quote between the sentences before and after it: id, revision, start, end, span."""
        article_id, revision, start, end, span = (str(part) for part in data)
        article = self.archive.article(article_id, int(revision) if revision else None)
        if article is None or not start or not end:
            return ""
        return render_around(article, (int(start), int(end)), _pair(span))

    def keep_answer(self, data: list[str]) -> str:
        """Keep an answer under a permanent link: packed answer, seal; gives its id."""
        stored, seal = (str(part) for part in data)
        return self.kept.keep(unpack(stored), seal)

    def next_questions(self, data: list[str]) -> list[str] | None:
        """What could be asked next: packed answer, seal; none for answers made elsewhere.

        ``None`` while readers wait for answers.
        """
        stored, seal = (str(part) for part in data)
        answer = unpack(stored)
        if not self.kept.sealed(answer, seal):
            return []
        if answer.refused and not answer.nearest:
            return list(self.view.examples())
        return self.follow_ups.of(answer)

    def greeting(self, data: list[str]) -> str:
        """What stands on the page before the first question, as it is now: language."""
        return welcome(self.view, known_language(str(data[0])))

    def keep_feedback(self, data: list[Any]) -> bool:
        """Write down what a reader thinks: packed answer, useful, reason, comment."""
        stored, useful, reason, comment = data
        answer = unpack(str(stored))
        note = Note(useful=bool(useful), reason=str(reason)[:40], comment=str(comment)[:2000])
        return self.feedback.keep(answer, note)

    def export_answer(self, data: list[str]) -> dict[str, str]:
        """A file to save: packed answer, format, language."""
        stored, form, wanted = data
        return export_answer(unpack(stored), form, known_language(wanted))


def _plain(method: Callable[[list[Any]], Any]) -> Callable[[list[Any]], Any]:
    @wraps(method)
    def call(data: list[Any]) -> Any:
        return method(data)

    return call


def copies_of(archive: "Archive", article_id: str) -> tuple[tuple[str, str, str], ...]:
    """Other articles with the same story: source, title, article_id."""
    return tuple((one.source, one.title, one.article_id) for one in archive.copies(article_id))


def _pair(span: str) -> tuple[int, int] | None:
    left, dash, right = span.partition("-")
    return (int(left), int(right)) if dash else None


def connect_script() -> str:
    """The line that hands the bridge and its sentences to the page's script."""
    texts = {
        language: {
            **{key: source[key] for key in _SAID_BY_SCRIPT},
            "gradio": WORDS_VI if language == "vi" else {},
        }
        for language, source in (("vi", VI), ("en", EN))
    }
    return f"window.hoibao.connect(element, server, {json.dumps(texts, ensure_ascii=False)});"
