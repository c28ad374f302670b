"""The line before the assistant: so many answers at once, readers in turn; knows no answers."""

import asyncio
import contextvars
import time
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

PER_READER = 5
"""Questions of one reader that may wait at a time."""
IDLE = 60.0
"""Seconds after which a place is taken from an answer that nobody fetches any more."""
_GLANCE = 1.0
_END = object()
Item = TypeVar("Item")


class LineFull(Exception):
    """This reader has as many questions waiting as one may."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """It is not this reader's turn yet; how many questions will be answered before."""

    ahead: int


@dataclass(slots=True, eq=False)
class _Ticket:
    reader: str
    called: asyncio.Event = field(default_factory=asyncio.Event)
    touched: float = field(default_factory=time.monotonic)
    working: bool = False


class Line(Generic[Item]):
    """Lets so many through at once; the others wait, one question of each reader in turn.

    All of it runs in one event loop; only the answers are made in threads of its own, so that
    waiting costs no thread.
    """

    def __init__(self, places: int, per_reader: int = PER_READER) -> None:
        self._places, self._per_reader = max(1, places), per_reader
        self._inside: set[_Ticket] = set()
        self._waiting: OrderedDict[str, deque[_Ticket]] = OrderedDict()
        self._threads = ThreadPoolExecutor(self._places * 2, thread_name_prefix="answer")

    @property
    def busy(self) -> bool:
        """Whether a question is being answered or waits."""
        return bool(self._inside or self._waiting)

    async def through(
        self, reader: str, make: Callable[[], Iterator[Item]]
    ) -> AsyncGenerator[Waiting | Item, None]:
        """How many are ahead, whenever that changes, and then what ``make()`` yields.

        Args:
            reader: Who asks; readers take turns.
            make: Called when it is this reader's turn; its iterator is closed in any case.

        Raises:
            LineFull: This reader has too many questions waiting.
        """
        ticket = self._join(reader)
        try:
            told = -1
            while ticket not in self._inside:
                self._admit()
                if (ahead := self._ahead(ticket)) != told and ticket not in self._inside:
                    told = ahead
                    yield Waiting(ahead)
                ticket.touched = time.monotonic()
                with suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(ticket.called.wait(), _GLANCE)
            async with aclosing(self._aside(ticket, make())) as steps:
                async for item in steps:
                    yield item
        finally:
            self._leave(ticket)

    async def _aside(self, ticket: _Ticket, steps: Iterator[Item]) -> AsyncGenerator[Item, None]:
        """The steps of an iterator that is run in a thread, one step at a time."""
        step: Future[Any] | None = None
        try:
            while True:
                ticket.working = True
                context = contextvars.copy_context()
                step = self._threads.submit(context.run, partial(next, steps, _END))
                item = await asyncio.wrap_future(step)
                ticket.working, ticket.touched = False, time.monotonic()
                if item is _END:
                    return
                yield item
        finally:
            if step is not None:
                step.add_done_callback(lambda _: self._threads.submit(_close, steps))

    def _join(self, reader: str) -> _Ticket:
        ticket = _Ticket(reader)
        line = self._waiting.setdefault(reader, deque())
        if len(line) >= self._per_reader:
            raise LineFull
        line.append(ticket)
        self._admit()
        return ticket

    def _admit(self) -> None:
        """Let in whose turn it is, one question of each reader before the next of the first."""
        now = time.monotonic()
        self._inside = {t for t in self._inside if t.working or now - t.touched < IDLE}
        while self._waiting and len(self._inside) < self._places:
            reader, line = self._waiting.popitem(last=False)
            ticket = line.popleft()
            if line:
                self._waiting[reader] = line
            ticket.touched = now
            self._inside.add(ticket)
            ticket.called.set()

    def _leave(self, ticket: _Ticket) -> None:
        self._inside.discard(ticket)
        line = self._waiting.get(ticket.reader)
        if line is not None and ticket in line:
            line.remove(ticket)
            if not line:
                del self._waiting[ticket.reader]
        self._admit()

    def _ahead(self, ticket: _Ticket) -> int:
        """How many will be called before, if nobody else comes."""
        own = self._waiting.get(ticket.reader, deque())
        if ticket not in own:
            return 0
        place = ahead = own.index(ticket)
        earlier = 1
        for reader, line in self._waiting.items():
            if reader == ticket.reader:
                earlier = 0
            else:
                ahead += min(len(line), place + earlier)
        return ahead


def _close(steps: Iterator[object]) -> None:
    """End a generator that will not be asked for more."""
    close = getattr(steps, "close", None)
    if close is not None:
        close()
