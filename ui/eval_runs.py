"""Runs of the eval as the page starts, lists and compares them; measures nothing itself."""

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.dates import HANOI
from ui.markup import date_text
from ui.texts import say

COLUMNS = ("as typed", "no marks")
BASELINES = ("BM25",)
SHIPPED = ("dev", "test")


class StopRun(RuntimeError):
    """Raised inside a run when its reader no longer wants it."""


def _lines(path: Path) -> int:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return sum(1 for line in file if line.strip())


def _holds_questions(path: Path) -> bool:
    """Whether the first line is a question: sets of claims lie in the same folder."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return '"question_id"' in file.readline()


def _known(name: str, language: str) -> str:
    """What a set that ships is called; a reader's own has the name of its file."""
    return say(language, f"set_{name}") if name in SHIPPED else name


@dataclass(frozen=True, slots=True)
class EvalRoom:
    """Where sets and runs are.

    Attributes:
        folder: The page's data folder: ``runs`` and ``sets`` lie in it.
    """

    assistant: Any
    folder: Path

    @property
    def runs(self) -> Path:
        """Where runs are written."""
        return self.folder / "runs"

    def sets(self) -> dict[str, Path]:
        """Question sets by name: the shipped ones and the reader's own."""
        shipped = Path(__file__).parent.parent / "eval" / "sets"
        found = [*sorted(shipped.glob("*.jsonl")), *sorted((self.folder / "sets").glob("*.jsonl"))]
        return {path.stem: path for path in found if _holds_questions(path)}

    def run_names(self) -> list[str]:
        """Names of the runs there are, newest first."""
        paths = sorted(self.runs.glob("*.jsonl"), key=lambda p: p.stat().st_mtime, reverse=True)
        return [path.stem for path in paths]

    def run_choices(self, language: str = "vi") -> list[tuple[str, str]]:
        """What a reader picks a run by (its set, when it ended) and its name.

        Its marks are told only where two runs would be called the same.
        """
        names = self.run_names()
        called = [f"{self.set_name(name, language)} · {self._ended(name)}" for name in names]
        return [
            (
                " · ".join([words, *name.rsplit("-", 2)[1:]]) if called.count(words) > 1 else words,
                name,
            )
            for words, name in zip(called, names, strict=True)
        ]

    def set_name(self, run: str, language: str) -> str:
        """What the set of a run is called."""
        return _known(run.rsplit("-", 2)[0], language)

    def _ended(self, run: str) -> str:
        ended = datetime.fromtimestamp((self.runs / f"{run}.jsonl").stat().st_mtime, HANOI)
        return f"{ended:%H:%M}, {date_text(ended)}"

    def set_choices(self, language: str = "vi") -> list[tuple[str, str]]:
        """Each set in words, with how many questions it has, and its name."""
        return [
            (say(language, "set_questions", name=_known(name, language), count=_lines(path)), name)
            for name, path in self.sets().items()
        ]

    def read(self, name: str) -> Any:
        """The run of that name.

        Raises:
            RunError: There is none, or it cannot be read.
        """
        from eval.run_file import RunError, read_run

        if name not in self.run_names():
            raise RunError(f"không có lần chạy {name!r}")
        return read_run(self.runs / f"{name}.jsonl")

    def start(self, set_name: str, limit: int) -> Iterator[tuple[int, int, str]]:
        """Rows done, rows in all, and at the end the run's name; closing it stops the run.

        Raises:
            SetError, RunError, KeyError: The set or the run's file cannot be used.
        """
        from eval.plan import Plan
        from eval.provenance import make_header
        from eval.question import read_set

        path = self.sets()[set_name]
        questions = read_set(path)[: int(limit) or None]
        plan = Plan(set_name=path.name, questions=questions, columns=COLUMNS, baselines=BASELINES)
        header = make_header(
            plan.set_name, questions, self.assistant.archive, self.assistant, columns=COLUMNS,
            baselines=BASELINES,
        )  # fmt: skip
        target = self.runs / f"{path.stem}-{header.mark}.jsonl"
        yield from self._steps(plan, target)

    def _steps(self, plan: Any, target: Path) -> Iterator[tuple[int, int, str]]:
        steps: queue.Queue[tuple[int, int, str] | BaseException] = queue.Queue()
        stop = threading.Event()
        work = threading.Thread(target=self._work, args=(plan, target, steps, stop), daemon=True)
        work.start()
        try:
            while True:
                step = steps.get()
                if isinstance(step, BaseException):
                    raise step
                yield step
                if step[2]:
                    return
        finally:
            stop.set()

    def _work(
        self,
        plan: Any,
        target: Path,
        steps: "queue.Queue[tuple[int, int, str] | BaseException]",
        stop: threading.Event,
    ) -> None:
        from eval.runs import Runner

        def progress(done: int, total: int) -> None:
            if stop.is_set():
                raise StopRun
            steps.put((done, total, ""))

        try:
            found = Runner(self.assistant, plan).run(target, progress=progress)
            steps.put((len(found.rows), len(found.rows), target.stem))
        except StopRun:
            return
        except Exception as error:  # noqa: BLE001 - handed to the reader's thread, raised there
            steps.put(error)
