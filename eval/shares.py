"""Divides a run among processes: each asks its share of the questions of one run's file."""

import multiprocessing
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.plan import Plan, Share
from eval.run_file import Run, RunError, absorb, part_of_run, read_run, write_header
from eval.runs import Progress, Runner

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from assistant.assistant import Assistant

Opener = Callable[[], AbstractContextManager["Assistant"]]
"""Opens an assistant of its own in a process of its own; has to be picklable."""


def run_shared(
    runner: Runner,
    path: Path,
    opener: Opener,
    jobs: int,
    *,
    fresh: bool = False,
    progress: Progress | None = None,
) -> Run:
    """The finished run in a file, asked by this process and by others at once.

    Each of the others writes a part beside the run's file. The parts are taken over at the end,
    or when a run that was killed is gone on with.

    Args:
        runner: This process's own.
        path: The run's file.
        opener: For the others.
        jobs: How many processes in all.
        fresh: Begin anew, whatever the file holds.
        progress: Called with rows done by all of them and rows in all.

    Raises:
        RunError: The file holds another run, or a process ended before its share was done.
    """
    runner.begin(path, fresh)
    spawn = multiprocessing.get_context("spawn")
    asked = spawn.Value("i", 0)
    others = [
        spawn.Process(
            target=_ask,
            args=(opener, replace(runner.plan, llm=None), path, Share(number, jobs), asked),
            daemon=True,
        )
        for number in range(1, jobs)
    ]
    for process in others:
        process.start()
    try:
        runner.ask(path, path, Share(0, jobs), _together(progress, asked))
        for process in others:
            process.join()
    finally:
        for process in others:
            process.terminate()
    _all_done(others)
    return absorb(path, runner.plan.order())


def _ask(opener: Opener, plan: Plan, path: Path, share: Share, asked: Any) -> None:
    """The work of another process."""
    into = part_of_run(path, share.number)
    with opener() as assistant:
        write_header(into, read_run(path).header)
        Runner(assistant, plan).ask(path, into, share, lambda _done, _total: _count(asked))


def _count(asked: Any) -> None:
    with asked.get_lock():
        asked.value += 1


def _together(progress: Progress | None, asked: Any) -> Progress | None:
    """Tells of the questions of all processes."""
    if progress is None:
        return None
    return lambda done, total: progress(done + asked.value, total)


def _all_done(others: "list[SpawnProcess]") -> None:
    for process in others:
        if process.exitcode:
            raise RunError(
                f"một tiến trình hỏi cùng đã dừng (mã {process.exitcode}); "
                "chạy lại lệnh này là đi tiếp, những câu đã hỏi không bị hỏi lại"
            )
