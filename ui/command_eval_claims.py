"""`hoibao eval claims`: how well the support checker tells true claims from altered ones."""

from pathlib import Path
from typing import Annotated

import typer

from ui.session import show_json

AsJson = Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")]


def register(group: typer.Typer) -> None:
    """Add the command to the group."""
    group.command("claims")(claims)


def claims(
    path: Annotated[
        Path | None, typer.Argument(help="Tệp JSON Lines (mặc định: bộ đi kèm).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Đo bộ kiểm tra: bắt được bao nhiêu câu bị sửa sai, kêu oan bao nhiêu câu đúng."""
    from eval.claim_checks import CLAIMS, measure_claims, read_claims, sample_articles

    measured = measure_claims(read_claims(path or CLAIMS), sample_articles())
    if as_json:
        return show_json(measured)
    for name, value in measured.items():
        print(f"{name}: {value}")
    return None
