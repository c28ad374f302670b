"""`hoibao eval run`: asks a whole set, and shows how it went."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.command_eval_show import progress_bar, show_tables, write_reports
from ui.failures import USAGE, fail
from ui.session import Session, show_json

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from eval.plan import Plan
    from eval.run_file import Run
    from eval.shares import Opener


def register(group: typer.Typer) -> None:
    """Add the command to the group."""
    group.command("run")(run)


def run(
    context: typer.Context,
    question_set: Annotated[Path, typer.Argument(help="Bộ câu hỏi (JSON Lines).")],
    samples: Annotated[
        bool, typer.Option("--samples", help="Hỏi trên một kho tạm gồm các bài mẫu.")
    ] = False,
    show_report: Annotated[
        bool, typer.Option("--report", help="In báo cáo; ghi bản Markdown và HTML cạnh tệp.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False,
    out: Annotated[Path | None, typer.Option(help="Tệp ghi từng câu.")] = None,
    columns: Annotated[
        str, typer.Option(help="Các kiểu gõ, cách nhau dấu phẩy; all: tất cả.")
    ] = "as typed,no marks,nfd",
    baselines: Annotated[
        str, typer.Option(help="Mốc so sánh: BM25, dense, fusion, LlamaIndex; all hoặc none.")
    ] = "all",
    limit: Annotated[int, typer.Option(help="Chỉ hỏi chừng này câu đầu (0: tất cả).")] = 0,
    fresh: Annotated[bool, typer.Option("--fresh", help="Chạy lại từ đầu.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Số tiến trình cùng hỏi.")] = 1,
) -> None:
    """Hỏi cả bộ và chấm từng câu. Bị ngắt giữa chừng thì chạy lại lệnh là đi tiếp."""
    from eval.plan import Plan
    from eval.question import SetError, read_set
    from eval.run_file import RunError

    session: Session = context.obj
    typings, beside = chosen(columns, baselines)
    session.serves = session.serves or (jobs > 1 and not samples)
    try:
        questions = read_set(question_set)[: limit or None]
        with session_for(session, samples) as used:
            plan = Plan(
                set_name=question_set.name, questions=questions, columns=typings, baselines=beside
            )
            path = out or _default(session, used, plan)
            others = partial(opened, session.data, session.store, session.config, samples)
            found = run_plan(used.assistant, plan, path, fresh, jobs=jobs, opener=others)
    except (SetError, RunError) as error:
        fail(str(error), USAGE)
    if as_json:
        from eval.summary import summary

        show_json(summary(found) | {"run": str(found.path)})
    if show_report:
        write_reports(found, found.path)
        show_tables(found, to_stderr=as_json)
    elif not as_json:
        print(found.path)


def chosen(columns: str, baselines: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns and baselines that the options name; leaves where one is unknown."""
    from eval.llama_index_pipeline import pipeline_installed
    from eval.plan import ALL_COLUMNS, LLAMA_INDEX
    from eval.rankers import BASELINES

    every = (*BASELINES, LLAMA_INDEX)
    typings = ALL_COLUMNS if columns == "all" else _names(columns)
    beside = () if baselines == "none" else _names(baselines)
    if baselines == "all":
        beside = every if pipeline_installed() else tuple(BASELINES)
        if beside != every:
            print(
                f"Không so với {LLAMA_INDEX}: cần pip install llama-index-vector-stores-chroma",
                file=sys.stderr,
            )
    for name, known in [*((c, ALL_COLUMNS) for c in typings), *((b, every) for b in beside)]:
        if name not in known:
            fail(f"không có {name!r}; các tên được dùng: {', '.join(known)}", USAGE)
    return typings, beside


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


@contextmanager
def session_for(session: Session, samples: bool) -> Iterator[Session]:
    """The session to ask in: the user's own, or one over a temporary archive of the samples."""
    if not samples:
        yield session
        return
    from corpus.article import Article
    from corpus.reading import read_articles
    from corpus.samples import sample_paths

    with tempfile.TemporaryDirectory(prefix="hoibao-eval-") as folder:
        used = Session(data=Path(folder), config=session.config)
        used.archive.add(a for a in read_articles(sample_paths()) if isinstance(a, Article))
        try:
            yield used
        finally:
            used.archive.close()


@contextmanager
def opened(
    data: Path | None, store: str | None, config: Path | None, samples: bool
) -> "Iterator[Assistant]":
    """An assistant for another process of a run; the archive's folder is shared with the first."""
    session = Session(data=data, store=store, config=config, serves=not samples)
    with session_for(session, samples) as used:
        try:
            yield used.assistant
        finally:
            used.archive.close()


def run_plan(
    assistant: "Assistant",
    plan: "Plan",
    path: Path,
    fresh: bool = False,
    *,
    jobs: int = 1,
    opener: "Opener | None" = None,
) -> "Run":
    """The finished run, with a progress bar on stderr; by several processes where told how."""
    from eval.runs import Runner
    from eval.shares import run_shared

    runner = Runner(assistant, plan)
    with progress_bar("Hỏi") as advance:
        if jobs > 1 and opener:
            return run_shared(runner, path, opener, jobs, fresh=fresh, progress=advance)
        return runner.run(path, fresh=fresh, progress=advance)


def _default(session: Session, used: Session, plan: "Plan") -> Path:
    """A file of its own for each set, archive, program and setting, in the data folder."""
    from eval.provenance import make_header

    header = make_header(
        plan.set_name,
        plan.questions,
        used.archive,
        used.assistant,
        columns=plan.columns,
        baselines=plan.baselines,
    )
    path = session.folder / "runs" / f"{Path(plan.set_name).stem}-{header.mark}.jsonl"
    print(f"Ghi từng câu vào {path}", file=sys.stderr)
    return path
