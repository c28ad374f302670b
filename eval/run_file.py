"""The file of a run: a header line, then a row for each question and column, as they come.

A run that was killed is read up to its last whole line. Knows nothing of assistants.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from glob import escape
from pathlib import Path
from typing import Any

from eval.scoring import Scores

FORMAT = 1


class RunError(Exception):
    """A run cannot be read or gone on with; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a run was made from; two runs of equal ``set_fingerprint`` can be compared.

    Attributes:
        set_name: The set's file name.
        commit: Of the program; ``+`` at its end where the tree had changes.
        program: Fingerprint of the source files, which tells two changed trees apart.
        settings: Tables ``index`` and ``assistant``.
        models: Name to fingerprint of the files.
        corpus: Numbers of articles and passages, and their fingerprint.
        columns: How the questions were typed.
        baselines: Other rankers that ran beside.
    """

    set_name: str
    set_fingerprint: str
    questions: int
    columns: tuple[str, ...]
    baselines: tuple[str, ...]
    commit: str
    settings: Mapping[str, Any]
    models: Mapping[str, str]
    corpus: Mapping[str, Any]
    started: str
    program: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def identity(self) -> tuple[Any, ...]:
        """What must be equal for a run to be gone on with."""
        return (
            self.set_fingerprint,
            self.columns,
            self.baselines,
            self.program,
            dict(self.settings),
            dict(self.models),
            self.corpus["fingerprint"],
        )

    @property
    def mark(self) -> str:
        """Commit and eight hex digits of the identity: a file name for the run."""
        digest = hashlib.sha256(repr(self.identity).encode()).hexdigest()[:8]
        return f"{self.commit.rstrip('+')[:8]}-{digest}".lstrip("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question in one column.

    Attributes:
        column: How it was typed, or the name of a baseline.
        answer: The answer object (``assistant.answer_json``); ``None`` for a baseline or a failure.
        retrieved: The passages found, best first.
        seconds: Wall time of the question.
        turn: 1 for a question asked alone, 2 after one earlier turn, and so on.
        error: What went wrong; the scores are then the default ones.
    """

    question_id: str
    column: str
    text: str
    answerable: bool
    tags: tuple[str, ...]
    answer: Mapping[str, Any] | None
    retrieved: tuple[Mapping[str, Any], ...]
    scores: Scores
    seconds: float
    accepted: tuple[str, ...] = ()
    evidence: tuple[Mapping[str, Any], ...] = ()
    turn: int = 1
    error: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it stands on disk."""

    path: Path
    header: Header
    rows: tuple[Row, ...]

    def column(self, name: str) -> dict[str, Row]:
        """The rows of one column by question id, in the order of the run."""
        return {r.question_id: r for r in self.rows if r.column == name}


def write_header(path: Path, header: Header) -> None:
    """Begin a run's file anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_line(asdict(header)), encoding="utf-8")


def append(path: Path, rows: Iterable[Row]) -> None:
    """Add rows, each a line that is on disk when this returns."""
    with path.open("a", encoding="utf-8") as file:
        file.writelines(_line(asdict(row)) for row in rows)


def _line(thing: Mapping[str, Any]) -> str:
    return json.dumps(thing, ensure_ascii=False) + "\n"


def read_run(path: Path) -> Run:
    """The run in a file; a line cut off by a kill at its end is left out.

    Raises:
        RunError: It cannot be read or is no run.
    """
    try:
        lines = path.read_bytes().decode("utf-8", errors="replace").split("\n")
    except FileNotFoundError as error:
        raise RunError(f"{path}: không có tệp này; hãy chạy hoibao eval run trước") from error
    except OSError as error:
        raise RunError(f"{path}: không đọc được ({error.strerror or error})") from error
    try:
        header = _header(json.loads(lines[0]))
        rows = [_row(json.loads(line)) for line in lines[1:-1] if line.strip()]
    except (ValueError, KeyError, TypeError) as error:
        raise RunError(
            f"{path}: không phải tệp của một lần chạy ({error}); "
            "tệp này do lệnh hoibao eval run ghi ra"
        ) from error
    return Run(path, header, tuple(rows))


def part_of_run(path: Path, number: int) -> Path:
    """The file beside a run's that another process writes its rows into."""
    return path.with_name(f"{path.stem}.part{number}{path.suffix}")


def _parts(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{escape(path.stem)}.part*{escape(path.suffix)}"))


def drop_parts(path: Path) -> None:
    """Remove what other processes wrote beside a run's file."""
    for part in _parts(path):
        part.unlink()


def absorb(path: Path, order: Sequence[tuple[str, str]]) -> Run:
    """The run in a file with the rows of its parts, in order; the parts are gone then.

    Parts of another run are dropped unread.

    Raises:
        RunError: The file cannot be read or is no run.
    """
    run = read_run(path)
    rows = {(r.column, r.question_id): r for r in run.rows}
    for part in _parts(path):
        mend(part)
        if part.stat().st_size and (other := read_run(part)).header.identity == run.header.identity:
            rows |= {(r.column, r.question_id): r for r in other.rows}
    sorted_rows = tuple(rows[key] for key in order if key in rows)
    if sorted_rows != run.rows:
        whole = path.with_name(f"{path.name}.new")
        write_header(whole, run.header)
        append(whole, sorted_rows)
        whole.replace(path)
    drop_parts(path)
    return Run(path, run.header, sorted_rows)


def mend(path: Path) -> None:
    """Cut off what a kill left half-written behind the last whole line."""
    content = path.read_bytes()
    if not content.endswith(b"\n"):
        path.write_bytes(content[: content.rfind(b"\n") + 1])


def _header(line: Mapping[str, Any]) -> Header:
    if line.get("format") != FORMAT:
        raise ValueError(f"format {line.get('format')!r}, cần {FORMAT}")
    known = dict(line)
    for key in ("columns", "baselines"):
        known[key] = tuple(known[key])
    return Header(**known)


def _row(line: Mapping[str, Any]) -> Row:
    known = dict(line)
    for key in ("tags", "retrieved", "accepted", "evidence"):
        known[key] = tuple(known[key])
    return Row(**known)
