"""`hoibao page`: serve the question-answering page."""

from dataclasses import replace
from typing import Annotated

import typer

from ui.command_add import describe, read, take_in
from ui.failures import USAGE, fail
from ui.session import Session


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("page")(page)


def page(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Địa chỉ nghe; ngoài 127.0.0.1 cần có đăng nhập.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(help="Cổng.")] = 7860,
    root_path: Annotated[
        str, typer.Option(help="Tiền tố đường dẫn sau một máy chủ trung gian, ví dụ /hoibao.")
    ] = "",
    samples: Annotated[
        bool, typer.Option("--samples", help="Nạp bộ bài mẫu nếu kho còn trống.")
    ] = False,
) -> None:
    """Mở trang hỏi đáp trong trình duyệt; các lệnh khác vẫn dùng được kho trong lúc đó."""
    from corpus.settings import fill
    from ui.page_settings import PageSettings
    from ui.serve import check_reach, serve, share_heaps
    from ui.users import UserError

    share_heaps()  # before anything starts a thread
    session: Session = context.obj
    session.serves = True
    settings = fill(PageSettings, session.tables.get("ui", {}), "ui")
    where = session.index_settings.store_url or str(session.folder)
    if samples and not session.archive.count()[0]:
        add_samples(session)
    settings = replace(
        settings,
        store=settings.store or where,
        data=settings.data or str(session.folder),
        web=session.web_limits,
    )
    try:
        check_reach(host, settings)
    except UserError as error:
        fail(str(error), USAGE)
    print(f"Trang hỏi đáp: http://{host}:{port}{root_path} (Ctrl-C để đóng)", flush=True)
    serve(
        session.archive,
        session.assistant,
        host=host,
        port=port,
        root_path=root_path,
        settings=settings,
    )


def add_samples(session: Session) -> None:
    """Take in the sample articles and say so."""
    import time

    from corpus.samples import sample_paths

    began = time.perf_counter()
    print("Lần đầu chạy: đang nạp bộ bài mẫu…", flush=True)
    report = take_in(session, read(map(str, sample_paths())))
    describe(report | {"seconds": time.perf_counter() - began})
