"""A run divided among processes: each question asked once, the rows in the order of one process."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from eval.plan import LLAMA_INDEX, Plan, Share
from eval.run_file import RunError, absorb, append, part_of_run, read_run, write_header
from eval.runs import Runner
from eval.shares import run_shared
from tests.eval_world import assistant, open_world, questions

PLAN = Plan(
    set_name="villages.jsonl",
    questions=questions(),
    columns=("as typed", "nfd"),
    baselines=("BM25",),
)


@contextmanager
def opened(folder: Path, broken: bool = False) -> Iterator[Assistant]:
    """The assistant of another process, over a world of its own."""
    if broken:
        raise OSError("no such archive")
    archive = open_world(folder)
    try:
        yield assistant(archive)
    finally:
        archive.close()


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_every_question_is_the_share_of_one_process(processes: int) -> None:
    shares = [Share(number, processes) for number in range(processes)]
    for column in ("as typed", "telex", "BM25", LLAMA_INDEX):
        holders = [[s.number for s in shares if s.holds(n, column)] for n in range(10)]
        assert all(len(one) == 1 for one in holders)
    assert Share(0, processes).holds(7, LLAMA_INDEX)


def test_two_processes_ask_what_one_asks(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    with opened(tmp_path / "first") as here:
        alone = Runner(here, PLAN).run(tmp_path / "alone.jsonl")
        path = tmp_path / "both.jsonl"
        both = run_shared(
            Runner(here, PLAN),
            path,
            partial(opened, tmp_path / "other"),
            2,
            progress=lambda done, total: seen.append((done, total)),
        )
    assert [(r.column, r.question_id) for r in both.rows] == PLAN.order()
    assert [r.scores for r in both.rows] == [r.scores for r in alone.rows]
    assert both.rows == read_run(path).rows
    assert not part_of_run(path, 1).exists()
    assert len(seen) == len(PLAN.order()) // 3
    assert {total for _, total in seen} == {len(PLAN.order())}


def test_rows_of_a_killed_process_are_taken_over_in_order(tmp_path: Path) -> None:
    with opened(tmp_path / "world") as here:
        whole = Runner(here, PLAN).run(tmp_path / "whole.jsonl")
        path = tmp_path / "torn.jsonl"
        write_header(path, whole.header)
        append(path, whole.rows[1:20:2])
        part = part_of_run(path, 1)
        write_header(part, whole.header)
        append(part, whole.rows[0:20:2])
        with part.open("a", encoding="utf-8") as file:
            file.write('{"question_id": "half a ro')
        stranger = part_of_run(path, 2)
        stranger.write_text(stranger_lines(whole.path), encoding="utf-8")
        assert absorb(path, PLAN.order()).rows == whole.rows[:20]
        assert not part.exists()
        assert not stranger.exists()
        gone_on = Runner(here, PLAN).run(path)
    assert [(r.column, r.question_id) for r in gone_on.rows] == PLAN.order()
    assert gone_on.rows[:20] == whole.rows[:20]


def stranger_lines(path: Path) -> str:
    """A part of a run that another program made."""
    return path.read_text(encoding="utf-8").replace('"program": "', '"program": "other', 1)


def test_a_process_that_cannot_open_the_archive_is_told_of(tmp_path: Path) -> None:
    with opened(tmp_path / "first") as here, pytest.raises(RunError, match="tiến trình"):
        run_shared(
            Runner(here, PLAN),
            tmp_path / "r.jsonl",
            partial(opened, tmp_path / "other", broken=True),
            2,
        )
