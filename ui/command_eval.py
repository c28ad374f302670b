"""`hoibao eval`: reports, comparisons, the gate and retrieval; the other commands are beside it."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from ui import command_eval_claims, command_eval_run, command_eval_sets, command_eval_speed
from ui.command_eval_show import (
    progress_bar,
    show_compare,
    show_retrieval,
    show_tables,
    write_reports,
)
from ui.failures import CANNOT, USAGE, fail
from ui.session import Session, show_json

RunFile = Annotated[Path, typer.Argument(help="Tệp của một lần chạy (hoibao eval run ghi ra).")]
AsJson = Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")]
SetFile = Annotated[Path, typer.Argument(help="Bộ câu hỏi (JSON Lines).")]


def register(app: typer.Typer) -> None:
    """Add the group of commands to the application."""
    group = typer.Typer(
        help="Đo chất lượng: câu trả lời, trích dẫn, tìm kiếm, từ chối, tốc độ.",
        no_args_is_help=True,
    )
    command_eval_run.register(group)
    command_eval_sets.register(group)
    for name, command in (
        ("report", report),
        ("compare", compare),
        ("gate", gate),
        ("retrieval", retrieval),
    ):
        group.command(name)(command)
    command_eval_speed.register(group)
    command_eval_claims.register(group)
    app.add_typer(group, name="eval")


def report(
    run: RunFile,
    out: Annotated[
        Path | None, typer.Option(help="Ghi .md và .html vào đây (mặc định: cạnh tệp).")
    ] = None,
    figures_only: Annotated[
        bool,
        typer.Option("--figures-only", help="Chỉ ghi bản .md với các con số, không câu hỏi nào."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """In báo cáo của một lần chạy; ghi thêm bản Markdown và một tệp HTML trọn vẹn."""
    from eval.summary import published

    found = open_run(run)
    if as_json:
        return show_json(published(found))
    write_reports(found, out or run, figures_only=figures_only)
    return show_tables(found, figures_only=figures_only)


def open_run(path: Path) -> Any:
    """The run in a file; leaves with a sentence where it is none."""
    from eval.run_file import RunError, read_run

    try:
        return read_run(path)
    except RunError as error:
        fail(str(error), USAGE)


def compare(
    before: RunFile,
    after: RunFile,
    column: Annotated[str, typer.Option(help="Cột được so.")] = "as typed",
    as_json: AsJson = False,
) -> None:
    """So hai lần chạy trên cùng một bộ: khoảng tin cậy, phép thử, và những câu đã đổi."""
    from eval.compare import changed_questions
    from eval.compare import compare as changes_of
    from eval.run_file import RunError

    one, two = open_run(before), open_run(after)
    try:
        changes = changes_of(one, two, column)
        changed = changed_questions(one, two, column)
    except RunError as error:
        fail(str(error), USAGE)
    if not as_json:
        return show_compare(changes, changed)
    from dataclasses import asdict

    return show_json(
        {
            "changes": [asdict(c) | {"worse": c.worse} for c in changes],
            "questions": [asdict(c) for c in changed],
        }
    )


def gate(
    run: RunFile,
    baseline: Annotated[Path, typer.Option(help="Tệp mốc so sánh.")],
    write: Annotated[bool, typer.Option("--write", help="Ghi lần chạy này làm mốc.")] = False,
    as_json: AsJson = False,
) -> None:
    """Báo lỗi (mã thoát 1) khi lần chạy kém mốc so sánh quá mức ngẫu nhiên."""
    from eval.gate import gate as losses_of
    from eval.gate import make_baseline, read_baseline
    from eval.run_file import RunError

    found = open_run(run)
    if write:
        baseline.parent.mkdir(parents=True, exist_ok=True)
        kept = json.dumps(make_baseline(found), ensure_ascii=False, sort_keys=True)
        baseline.write_text(kept + "\n", encoding="utf-8")
        print(f"Đã ghi mốc so sánh: {baseline}", file=sys.stderr)
        return
    try:
        losses = losses_of(found, read_baseline(baseline))
    except RunError as error:
        fail(str(error), USAGE)
    if as_json:
        from dataclasses import asdict

        show_json({"passed": not losses, "losses": [asdict(loss) for loss in losses]})
    for loss in losses:
        print(f"hoibao: {loss.sentence}", file=sys.stderr)
    if losses:
        raise typer.Exit(CANNOT)
    print("Không có con số nào kém đi quá mức ngẫu nhiên.", file=sys.stderr)


def retrieval(
    context: typer.Context,
    question_set: SetFile,
    samples: Annotated[
        bool, typer.Option("--samples", help="Với bộ .jsonl: tìm trên một kho tạm các bài mẫu.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Đo riêng việc tìm: bộ .jsonl trên kho; bộ SQuAD, BEIR, CSV trên chính các đoạn của nó."""
    from eval.question import SetError, read_set

    session: Session = context.obj
    try:
        if question_set.suffix == ".jsonl":
            from eval.retrieval_run import measure_retrieval

            questions = read_set(question_set)
            with command_eval_run.session_for(session, samples) as used, progress_bar("Tìm") as bar:
                found = measure_retrieval(questions, used.archive, progress=bar)
        else:
            from eval.retrieval_benchmark import benchmark

            with progress_bar("Tìm") as bar:
                found = benchmark(question_set, session.index_settings, progress=bar)
    except SetError as error:
        fail(str(error), USAGE)
    if as_json:
        return show_json(found)
    return show_retrieval(str(question_set), found)
