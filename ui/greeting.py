"""What stands on the page when it opens: a kept answer, the conversation so far, or a welcome."""

from typing import TYPE_CHECKING, Any

from assistant.answer import Answer
from assistant.answer_json import answer_object
from assistant.verifying import verify
from ui.archive_view import ArchiveView
from ui.conversation import Conversation
from ui.kept import Kept
from ui.markup import date_text, escape, icon, number_text
from ui.render_answer import render_turn
from ui.render_welcome import render_masthead, render_welcome
from ui.texts import say
from ui.turn import new_turn

if TYPE_CHECKING:
    from index.archive import Archive


def masthead(view: ArchiveView, language: str, *, greeted: bool = False) -> str:
    """The page's head with how much there is to ask; ``greeted`` once it is this reader's."""
    articles = number_text(view.counts()[0], language)
    outlets = number_text(len(view.outlets()), language)
    newest = date_text(view.newest())
    return render_masthead(articles, outlets, newest, language, greeted=greeted)


def welcome(view: ArchiveView, language: str) -> str:
    """What stands on the page before the first question."""
    return render_welcome(view.examples(), view.latest(), language, trying=view.trying)


def opening(
    conversation: Conversation,
    view: ArchiveView,
    kept: Kept,
    turns: Any,
    wanted: str,
    language: str,
) -> tuple[str, str]:
    """Past and current part of the page.

    Args:
        conversation: Shows the turns that the browser kept.
        view: Of the archive.
        kept: Answers under permanent links.
        turns: What the browser kept.
        wanted: Id of a kept answer, from the page's address; empty without one.
        language: Of the reader.
    """
    if wanted:
        return "", kept_answer(view.archive, kept, wanted, language)
    shown = conversation.restore(turns, language)
    return shown.past or "", shown.current or welcome(view, language)


def kept_answer(archive: "Archive", kept: Kept, wanted: str, language: str) -> str:
    """A kept answer as it was given, under a line that says whether its quotes still stand."""
    found = kept.read(wanted)
    if found is None:
        return f'<p class="hb-notice">{escape(say(language, "kept_none"))}</p>'
    answer, moment = found
    line = say(language, "kept_at", date=date_text(moment.astimezone()))
    state = _standing(archive, answer, language)
    turn = new_turn(answer.question, answer, "kept")
    return (
        f'<p class="hb-notice hb-kept-line">{icon("link")} {escape(line)} {escape(state)}</p>'
        f"{render_turn(turn, 0, language)}"
    )


def _standing(archive: "Archive", answer: Answer, language: str) -> str:
    """Whether the archive still has every quote, word for word."""
    if not answer.citations:
        return ""
    changed = [v.number for v in verify(archive, answer_object(answer)) if v.state != "unchanged"]
    if not changed:
        return say(language, "kept_whole")
    return say(language, "kept_changed", numbers=", ".join(f"[{n}]" for n in changed))
