"""`hoibao eval speed`: how fast and how large, beside bare Chroma and LlamaIndex."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from ui.command_eval_show import show_table, wide_console
from ui.failures import USAGE, fail
from ui.session import show_json


def register(group: typer.Typer) -> None:
    """Add the command to the group."""
    group.command("speed")(speed)


def speed(
    sizes: Annotated[
        str, typer.Option(help="Số đoạn, cách nhau dấu phẩy (1000000 nếu muốn).")
    ] = "1000,10000,100000",
    articles: Annotated[
        Path | None, typer.Option(help="Tệp hoặc thư mục bài báo; thiếu thì sinh ra cho đủ.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Ghi số liệu vào tệp .json này, và .md, .html cạnh nó.")
    ] = None,
    startup: Annotated[bool, typer.Option(help="Đo cả thời gian khởi động.")] = True,
    llama_index: Annotated[bool, typer.Option(help="Đo cả LlamaIndex.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False,
) -> None:
    """Đo tốc độ nạp, hỏi, khởi động và kích thước; mỗi phép đo một tiến trình riêng."""
    from eval.speed import SpeedError, SpeedPlan, measure
    from eval.speed_report import speed_html, speed_markdown, speed_tables

    numbers = [part.strip() for part in sizes.split(",")]
    if not all(n.isdigit() and int(n) for n in numbers):
        fail(f"--sizes {sizes}: cần các số nguyên cách nhau dấu phẩy", USAGE)
    plan = SpeedPlan(
        sizes=tuple(map(int, numbers)), source=articles, startup=startup, llama_index=llama_index
    )
    try:
        found = measure(plan, lambda what: print(f"đo {what}…", file=sys.stderr, flush=True))
    except SpeedError as error:
        fail(str(error))
    if out is not None:
        content = json.dumps(found, ensure_ascii=False, indent=1)
        out.write_text(content + "\n", encoding="utf-8")
        out.with_suffix(".md").write_text(speed_markdown(found), encoding="utf-8")
        out.with_suffix(".html").write_text(speed_html(found), encoding="utf-8")
    if as_json:
        return show_json(found)
    console = wide_console()
    for table in speed_tables(found):
        show_table(console, table.title, table.note, table.head, table.rows)
    return None
