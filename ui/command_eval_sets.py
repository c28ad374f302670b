"""`hoibao eval check`, `adopt` and `import`: question sets, from others and from use."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from ui.command_eval_run import session_for
from ui.failures import CANNOT, USAGE, fail
from ui.session import Session, show_json

SetFile = Annotated[Path, typer.Argument(help="Bộ câu hỏi (JSON Lines).")]


def register(group: typer.Typer) -> None:
    """Add the commands to the group."""
    for name, command in (("check", check), ("adopt", adopt), ("import", import_set)):
        group.command(name)(command)


def check(
    context: typer.Context,
    question_set: SetFile,
    samples: Annotated[
        bool, typer.Option("--samples", help="Kiểm trích dẫn với các bài mẫu.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False,
) -> None:
    """Kiểm một bộ câu hỏi, nói sai gì ở dòng nào; có --data thì kiểm cả trích dẫn với kho."""
    from eval.question import SetError
    from eval.set_check import check_set

    session: Session = context.obj
    with_archive = samples or session.data is not None or session.store is not None
    try:
        with session_for(session, samples) as used:
            questions, problems = check_set(question_set, used.archive if with_archive else None)
    except SetError as error:
        fail(str(error), USAGE)
    if as_json:
        wrong = [{"line": p.line, "problem": p.message} for p in problems]
        show_json({"questions": questions, "problems": wrong})
    else:
        for p in problems:
            print(f"{question_set}, dòng {p.line}: {p.message}")
        held = "" if with_archive else " (chưa kiểm trích dẫn với kho: thêm --data hoặc --samples)"
        print(f"{questions} câu hỏi, {len(problems)} lỗi{held}.", file=sys.stderr)
    if problems:
        raise typer.Exit(CANNOT)


def adopt(
    context: typer.Context,
    feedback: Annotated[
        Path | None, typer.Argument(help="Tệp ghi nhận của trang (mặc định: trong kho dữ liệu).")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Ghi thêm vào bộ này.")] = None,
) -> None:
    """Biến câu bị chê và câu bị từ chối trên trang thành bản nháp câu hỏi để người viết nốt."""
    from eval.adopt import adopt as drafts_of
    from eval.adopt import texts
    from eval.question import SetError

    session: Session = context.obj
    source = feedback or session.folder / "feedback.jsonl"
    try:
        drafts = list(drafts_of(source, texts(out) if out else ()))
    except SetError as error:
        fail(str(error), USAGE)
    lines = "".join(json.dumps(draft, ensure_ascii=False) + "\n" for draft in drafts)
    if out is None:
        sys.stdout.write(lines)
    else:
        with out.open("a", encoding="utf-8") as file:
            file.write(lines)
    print(f"{len(drafts)} bản nháp; hãy thay chữ VIẾT rồi chạy hoibao eval check.", file=sys.stderr)


def import_set(
    kind: Annotated[str, typer.Argument(help="squad, beir, csv hoặc news.")],
    source: Annotated[Path, typer.Argument(help="Tệp hoặc thư mục của bộ câu hỏi.")],
    out: Annotated[Path, typer.Option(help="Bộ câu hỏi được ghi ra; bài báo ghi cạnh nó.")],
    articles: Annotated[
        list[str] | None,
        typer.Option(
            help="Cho news: TÊN=TỆP, hoặc TÊN=TỆP@N để lấy N bài khác ngoài bài được hỏi."
        ),
    ] = None,
    part: Annotated[str, typer.Option(help="Cho news: dev, fit hoặc all.")] = "dev",
) -> None:
    """Đưa bộ câu hỏi kiểu SQuAD/ViQuAD, BEIR, CSV hay câu hỏi báo về dạng của Hỏi Báo."""
    from eval.import_news import ArticleFile, import_news
    from eval.importers import import_beir, import_csv, import_squad
    from eval.question import SetError

    simple = {"squad": import_squad, "beir": import_beir, "csv": import_csv}
    if kind not in {*simple, "news"}:
        fail(f"không biết loại {kind!r}; các loại: squad, beir, csv, news", USAGE)
    if part not in {"dev", "fit", "all"}:
        fail(f"không biết phần {part!r}; hãy dùng dev, fit hoặc all", USAGE)
    try:
        if kind == "news":
            files = [ArticleFile.parse(text) for text in articles or ()]
            found = import_news(source, files, part)  # type: ignore[arg-type]
        else:
            found = simple[kind](source)
    except SetError as error:
        fail(str(error), USAGE)
    beside = found.write(out)
    for reason in found.skipped:
        print(f"bỏ qua {reason}", file=sys.stderr)
    print(
        f"{len(found.questions)} câu hỏi: {out}; {len(found.articles)} bài: {beside} "
        f"(nạp bằng: hoibao add {beside}); bỏ qua {len(found.skipped)} câu."
    )
