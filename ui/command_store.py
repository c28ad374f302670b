"""`hoibao doctor`, `backup`, `restore`, `compact`, `rebuild`: keeping a store in good health."""

import time
from pathlib import Path
from typing import Annotated

import typer

from ui.failures import USAGE, fail, reason_of
from ui.session import Session, show_json

AsJson = Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("doctor")(doctor)
    app.command("backup")(backup)
    app.command("restore")(restore)
    app.command("compact")(compact)
    app.command("rebuild")(rebuild)


def doctor(
    context: typer.Context,
    only_look: Annotated[bool, typer.Option("--only-look", help="Chỉ xem, không sửa.")] = False,
    as_json: AsJson = False,
) -> None:
    """Khám kho: từng bài có đủ đoạn không, chỉ mục có khớp kho không; sửa những gì sửa được."""
    from index.doctor import examine

    session: Session = context.obj
    began = time.perf_counter()
    checks = []
    for check in examine(session.archive, mend=not only_look):
        checks.append(check)
        if not as_json:
            mended = f" → {check.mended}" if check.mended else ""
            print(f"{'tốt ' if check.ok else 'HỎNG'}  {check.name}: {check.detail}{mended}")
    seconds = round(time.perf_counter() - began, 3)
    well = all(check.ok for check in checks)
    if as_json:
        rows = [
            {"name": c.name, "ok": c.ok, "detail": c.detail, "mended": c.mended} for c in checks
        ]
        show_json({"ok": well, "checks": rows, "seconds": seconds})
    else:
        print(f"{'Kho lành lặn' if well else 'Kho còn chỗ hỏng'} ({seconds:.1f} giây).")
    if not well:
        raise typer.Exit(1)


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Tệp sao lưu, ví dụ kho.hoibao.gz.")],
    as_json: AsJson = False,
) -> None:
    """Sao lưu mọi bài, mọi bản vào một tệp; làm được cả khi kho đang được dùng."""
    from index.backup import back_up

    session: Session = context.obj
    count = back_up(session.archive.store, file)
    if as_json:
        return show_json({"articles": count, "file": str(file)})
    print(f"Đã sao lưu {count} bài vào {file}.")
    return None


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Tệp do `hoibao backup` ghi.")],
    as_json: AsJson = False,
) -> None:
    """Đưa các bài trong bản sao lưu trở lại; bài đang có trong kho giữ nguyên."""
    from index.backup import BackupError
    from index.backup import restore as put_back

    session: Session = context.obj
    try:
        with file.open("rb") as packed:
            if packed.read(2) != b"\x1f\x8b":
                fail(f"{file}: không phải tệp do `hoibao backup` ghi", USAGE)
    except OSError as error:
        fail(f"{file}: {reason_of(error)}", USAGE)
    try:
        count = put_back(session.archive, file)
    except BackupError as error:
        fail(str(error))
    if as_json:
        return show_json({"articles": count})
    print(f"Đã đưa lại {count} bài.")
    return None


def compact(context: typer.Context, as_json: AsJson = False) -> None:
    """Xóa hẳn những bài đã gỡ, thu nhỏ kho cho tìm nhanh hơn; sau đó không `undo` được nữa."""
    from index.compact import compact as shrink

    session: Session = context.obj
    done = shrink(session.folder, session.index_settings)
    if as_json:
        return show_json(
            {"forgotten": done.forgotten, "bytes_before": done.before, "bytes_after": done.after}
        )
    print(
        f"Xóa hẳn {done.forgotten} bài; kho từ {done.before / 1e6:.1f} MB còn "
        f"{done.after / 1e6:.1f} MB."
    )
    return None


def rebuild(
    context: typer.Context,
    embedder: Annotated[
        bool, typer.Option("--embedder", help="Nhúng lại mọi bài bằng mô hình đang cấu hình.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Lập lại chỉ mục từ và danh sách bài từ kho Chroma; với --embedder thì cả các vector."""
    session: Session = context.obj
    began = time.perf_counter()
    if embedder:
        from index.reembed import reembed

        reembed(session.folder, session.index_settings)
    session.archive.rebuild()
    seconds = round(time.perf_counter() - began, 3)
    if as_json:
        return show_json({"passages": session.archive.lexical.count(), "seconds": seconds})
    print(f"Đã lập lại chỉ mục cho {session.archive.lexical.count()} đoạn ({seconds:.1f} giây).")
    return None
