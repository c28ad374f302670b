"""`hoibao check` and `hoibao verify`: a claim against the archive or a source, a saved answer."""

from pathlib import Path
from typing import Annotated

import typer

from ui.failures import USAGE, fail


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("check")(check)


def check(
    context: typer.Context,
    claim: Annotated[str | None, typer.Argument(help="Câu cần kiểm.")] = None,
    batch: Annotated[Path | None, typer.Option(help="Tệp JSON Lines.")] = None,
    out: Annotated[Path | None, typer.Option(help="Nơi ghi kết quả của --batch.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False,
) -> None:
    """Kiểm một câu với kho báo, hoặc nhiều câu với nguồn cho sẵn."""
    fail("chưa kiểm được câu nào", USAGE)
