"""The line before the assistant: places, turns, positions, and readers who go away."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import aclosing
from typing import Any

import pytest

from tests.running import in_its_own_loop
from ui.turnstile import Line, LineFull, Waiting


def steps(log: list[str], name: str, gate: threading.Event | None = None) -> Iterator[str]:
    """An answer in two pieces that notes when it begins and how it ends."""
    log.append(f"{name} begins")
    try:
        yield f"{name} 1"
        if gate is not None:
            gate.wait(20)
        yield f"{name} 2"
        log.append(f"{name} is whole")
    finally:
        log.append(f"{name} ends")


async def ask(line: Line[str], reader: str, make: Callable[[], Iterator[str]]) -> list[Any]:
    return [step async for step in line.through(reader, make)]


def test_who_finds_a_free_place_never_waits() -> None:
    async def play() -> list[Any]:
        return await ask(Line(2), "a", lambda: steps([], "a"))

    assert in_its_own_loop(play) == ["a 1", "a 2"]


def test_others_are_told_how_many_are_ahead_and_then_answered() -> None:
    gate, log = threading.Event(), []

    async def play() -> list[list[Any]]:
        line: Line[str] = Line(1)
        first = asyncio.create_task(ask(line, "a", lambda: steps(log, "a", gate)))
        await asyncio.sleep(0.1)
        rest = [
            asyncio.create_task(ask(line, name, lambda name=name: steps(log, name)))
            for name in "bcd"
        ]
        await asyncio.sleep(0.2)
        gate.set()
        return [await task for task in (first, *rest)]

    answered = in_its_own_loop(play)
    assert answered[0] == ["a 1", "a 2"]
    for ahead, name in enumerate("bcd"):
        assert answered[ahead + 1][0] == Waiting(ahead)
        assert answered[ahead + 1][-2:] == [f"{name} 1", f"{name} 2"]
    assert [line for line in log if "begins" in line] == [f"{name} begins" for name in "abcd"]


def test_a_reader_with_many_questions_does_not_hold_up_the_others() -> None:
    gate, log = threading.Event(), []

    async def play() -> None:
        line: Line[str] = Line(1)
        tasks = [asyncio.create_task(ask(line, "busy", lambda: steps(log, "x", gate)))]
        await asyncio.sleep(0.1)
        for number in range(4):
            name = f"busy{number}"
            tasks.append(asyncio.create_task(ask(line, "busy", lambda n=name: steps(log, n))))
        await asyncio.sleep(0.1)
        tasks.append(asyncio.create_task(ask(line, "late", lambda: steps(log, "late"))))
        await asyncio.sleep(0.1)
        gate.set()
        await asyncio.gather(*tasks)

    in_its_own_loop(play)
    order = [line.split()[0] for line in log if "begins" in line]
    assert order.index("late") <= 2
    assert len(order) == 6


def test_one_reader_may_not_fill_the_line() -> None:
    gate = threading.Event()

    async def play() -> None:
        line: Line[str] = Line(1, per_reader=2)
        tasks = [
            asyncio.create_task(ask(line, "a", lambda: steps([], "a", gate))) for _ in range(3)
        ]
        await asyncio.sleep(0.2)
        with pytest.raises(LineFull):
            await ask(line, "a", lambda: steps([], "a"))
        other = asyncio.create_task(ask(line, "b", lambda: steps([], "b")))
        await asyncio.sleep(0.1)
        gate.set()
        await asyncio.gather(*tasks, other)

    in_its_own_loop(play)


def close_early(stage: str) -> Callable[[], Coroutine[Any, Any, list[str]]]:
    """A reader goes away while waiting, or after the first piece; another comes after."""

    async def play() -> list[str]:
        log: list[str] = []
        gate = threading.Event()
        line: Line[str] = Line(1)
        if stage == "waiting":
            first = asyncio.create_task(ask(line, "a", lambda: steps(log, "a", gate)))
            await asyncio.sleep(0.1)
        async with aclosing(line.through("gone", lambda: steps(log, "gone"))) as leaving:
            async for _ in leaving:
                break
        if stage == "waiting":
            gate.set()
            await first
        assert await ask(line, "b", lambda: steps(log, "b")) == ["b 1", "b 2"]
        await asyncio.sleep(0.2)
        return log

    return play


def test_a_reader_who_leaves_the_line_is_never_answered() -> None:
    log = in_its_own_loop(close_early("waiting"))
    assert not [line for line in log if line.startswith("gone")]


def test_a_reader_who_leaves_during_an_answer_frees_the_place_and_ends_it() -> None:
    log = in_its_own_loop(close_early("answer"))
    assert "gone ends" in log
    assert "gone is whole" not in log


def test_an_answer_that_fails_frees_its_place() -> None:
    def fails() -> Iterator[str]:
        yield "x"
        raise ValueError("no")

    async def play() -> list[Any]:
        line: Line[str] = Line(1)
        with pytest.raises(ValueError, match="no"):
            await ask(line, "a", fails)
        return await ask(line, "b", lambda: steps([], "b"))

    assert in_its_own_loop(play) == ["b 1", "b 2"]


def test_waiting_holds_no_thread() -> None:
    gate = threading.Event()

    async def play() -> int:
        line: Line[str] = Line(2)
        before = set(threading.enumerate())  # pages of other tests have such threads too
        tasks = [
            asyncio.create_task(ask(line, f"r{n}", lambda: steps([], "a", gate)))
            for n in range(100)
        ]
        await asyncio.sleep(0.5)
        begun = set(threading.enumerate()) - before
        alive = sum(t.name.startswith("answer") for t in begun)
        gate.set()
        began = time.monotonic()
        await asyncio.gather(*tasks)
        assert time.monotonic() - began < 60
        return alive

    assert in_its_own_loop(play) <= 4
