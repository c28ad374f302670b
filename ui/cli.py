"""The command `hoibao`: reads the options common to all commands and hands over to them."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from ui import (
    command_add,
    command_ask,
    command_check,
    command_eval,
    command_list,
    command_page,
    command_store,
    command_user,
)
from ui.logs import set_up
from ui.session import Session

HELP = """Hỏi Báo: hỏi đáp trên kho báo tiếng Việt, trả lời kèm trích dẫn kiểm được từng chữ.

Bắt đầu:

    hoibao add thư-mục-bài-báo        nạp bài (txt, md, html, pdf, docx, json, jsonl, csv, zip, URL)

    hoibao ask "Ai nói Nga từ chối điện đàm?"

    hoibao page                       mở trang hỏi đáp trong trình duyệt

Mã thoát: 0 xong; 1 không làm được việc được giao; 2 dùng sai lệnh; 3 kho dữ liệu có vấn đề.
"""

app = typer.Typer(
    help=HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
for module in (
    command_add,
    command_ask,
    command_check,
    command_eval,
    command_list,
    command_page,
    command_store,
    command_user,
):
    module.register(app)


@app.callback()
def common(
    context: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option(
            help="Thư mục chứa kho dữ liệu (mặc định: HOIBAO_DATA, hoặc thư mục dữ liệu của "
            "người dùng).",
            envvar="HOIBAO_DATA",
        ),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(help="URL của máy chủ Chroma thay cho thư mục.", envvar="HOIBAO_STORE"),
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="Tệp cấu hình (mặc định: hoibao.toml nếu có).")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Ghi nhật ký chi tiết.")] = False,
) -> None:
    """Remember the common options for the command that follows."""
    set_up(verbose=verbose)
    context.obj = Session(data=data, store=store, config=config)


def main() -> Any:
    """Run the command line; never shows a traceback for a user's own mistake."""
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    from ui.failures import guarded

    return guarded(app)


if __name__ == "__main__":
    main()
