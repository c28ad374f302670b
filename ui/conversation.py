"""A reader's conversation: asks the assistant, keeps the turns, survives stops and errors."""

import logging
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.answer import Answer, Ask
from ui.kept import Kept
from ui.period import first_moment, last_moment
from ui.render_answer import render_turn, render_turns
from ui.turn import (
    Stored,
    answer_from_stored,
    answer_to_stored,
    history,
    new_turn,
    read_turns,
)

_LOG = logging.getLogger(__name__)
_SESSIONS_KEPT = 2000
LONGEST_QUESTION = 4000


class Answering(Protocol):
    """What the page needs of an assistant."""

    def stream(self, ask: Ask) -> Iterator[Answer]:
        """Growing snapshots of the answer; the last one is complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What changes on the page; ``None`` leaves a part as it is."""

    past: str | None
    current: str
    turns: list[Stored] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the reader typed into the filters, unread."""

    since: str = ""
    until: str = ""
    sources: tuple[str, ...] = ()


class Conversation:
    """Turns questions into what the page shows; one for all readers, nothing of theirs mixed.

    Only the last snapshot of each session is remembered here, so that a stopped answer keeps
    what had come; everything else travels with the browser.
    """

    def __init__(self, assistant: Answering, kept: Kept) -> None:
        self._assistant = assistant
        self._kept = kept
        self._latest: OrderedDict[str, Stored] = OrderedDict()

    def ask(
        self, question: str, kept: Any, filters: Filters, session: str, language: str
    ) -> Iterator[Shown]:
        """The page after each piece of the answer; the page's script shows the question itself.

        Raises:
            DateError: A filter date cannot be read; nothing was asked.
        """
        turns = read_turns(kept)
        number = len(turns)
        turn = new_turn(question[:LONGEST_QUESTION], None, "busy")
        asked = Ask(
            question=turn["question"],
            history=history(turns),
            since=first_moment(filters.since),
            until=last_moment(filters.until),
            sources=filters.sources,
        )
        self._remember(session, turn)
        past: str | None = render_turns(turns, language)
        for place, grown in enumerate(self._snapshots(asked, turn, session)):
            turn = grown
            kept = [*turns, turn] if place == 1 else None  # not with the first: text comes first
            if turn["state"] != "failed":  # said below, with what can be done about it
                yield Shown(past=past, current=render_turn(turn, number, language), turns=kept)
                past = None
        turn = self._ended(turn)
        self._remember(session, turn)
        yield Shown(
            past=past,
            current=render_turn(turn, number, language, last=True),
            turns=[*turns, turn],
        )

    def wait(self, question: str, kept: Any, ahead: int, session: str, language: str) -> Shown:
        """The page while others are answered first."""
        turn = new_turn(question[:LONGEST_QUESTION], None, "busy")
        self._remember(session, turn)
        turns = read_turns(kept)
        return Shown(
            past=render_turns(turns, language),
            current=render_turn(turn, len(turns), language, ahead=ahead),
            turns=None,
        )

    def _ended(self, turn: Stored) -> Stored:
        """The turn when nothing more comes; what the assistant ended itself is sealed."""
        if turn["state"] == "failed" or not turn["answer"]:
            return {**turn, "state": "failed"}
        seal = self._kept.seal(answer_from_stored(turn["answer"]))
        return {**turn, "state": "done", "seal": seal}

    def _snapshots(self, asked: Ask, turn: Stored, session: str) -> Iterator[Stored]:
        """The turn as it grows; ends with a failed one where the assistant raised."""
        try:
            for answer in self._assistant.stream(asked):
                turn = {**turn, "answer": answer_to_stored(answer)}
                self._remember(session, turn)
                yield turn
        except Exception:  # noqa: BLE001 - the page's edge: logged, and said in a sentence
            _LOG.exception("answering failed")
            yield {**turn, "state": "failed"}

    def has_asked(self, session: str) -> bool:
        """Whether this view of the page has asked anything yet."""
        return session in self._latest

    def _remember(self, session: str, turn: Stored) -> None:
        self._latest[session] = turn
        self._latest.move_to_end(session)
        while len(self._latest) > _SESSIONS_KEPT:
            self._latest.popitem(last=False)

    def stop(self, kept: Any, session: str, language: str) -> Shown:
        """The page after the reader stopped an answer: what had come stays."""
        turns = read_turns(kept)
        latest = self._latest.get(session)
        if turns and turns[-1]["state"] == "busy":
            turns.pop()
        if latest and latest["state"] == "busy":
            turns.append({**latest, "state": "stopped"})
        return self.restore(turns, language)

    def restore(self, kept: Any, language: str) -> Shown:
        """The page as it was before a reload; an answer cut off by it counts as stopped."""
        turns = read_turns(kept)
        turns = [{**t, "state": "stopped"} if t["state"] == "busy" else t for t in turns]
        number = len(turns) - 1
        current = render_turn(turns[-1], number, language, last=True) if turns else ""
        return Shown(past=render_turns(turns[:-1], language), current=current, turns=turns)


def without_last(kept: Any) -> tuple[list[Stored], str]:
    """The turns but the last, and the last question."""
    turns = read_turns(kept)
    return (turns[:-1], turns[-1]["question"]) if turns else ([], "")
