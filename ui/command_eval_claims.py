"""`hoibao eval claims`: how well the support checker tells true claims from altered ones."""

from pathlib import Path
from typing import Annotated

import typer

from ui.failures import USAGE, fail, reason_of
from ui.session import show_json

AsJson = Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")]


def register(group: typer.Typer) -> None:
    """Add the command to the group."""
    group.command("claims")(claims)


def claims(
    path: Annotated[
        Path | None, typer.Argument(help="Tệp JSON Lines (mặc định: bộ đi kèm).")
    ] = None,
    articles: Annotated[
        Path | None,
        typer.Option(help="Thay vì bộ có sẵn: tự sửa và viết lại câu của các bài trong tệp này."),
    ] = None,
    count: Annotated[int, typer.Option(min=1, help="Số bài được rút ra để tạo câu.")] = 500,
    seed: Annotated[int, typer.Option(help="Cùng số này thì ra cùng những câu.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Đo bộ kiểm tra: bắt được bao nhiêu câu bị sửa sai, kêu oan bao nhiêu câu đúng."""
    from corpus.article import Article
    from corpus.reading import read_articles
    from eval.claim_checks import CLAIMS, measure_claims, read_claims, sample_articles
    from eval.claims_made import drawn, made

    if path and articles:
        fail("hãy cho tệp câu hoặc --articles, không cho cả hai", USAGE)
    if articles:
        if not articles.exists():
            fail(f"không có {articles}", USAGE)
        found = drawn((a for a in read_articles([articles]) if isinstance(a, Article)), count, seed)
        if not found:
            fail(f"{articles}: không có bài nào đọc được", USAGE)
        measured = measure_claims(made(found, seed), {a.article_id: a for a in found})
    else:
        try:
            measured = measure_claims(read_claims(path or CLAIMS), sample_articles())
        except OSError as error:
            fail(f"{path}: {reason_of(error)}", USAGE)
        except ValueError as error:
            fail(str(error), USAGE)
    if as_json:
        return show_json(measured)
    for name, value in measured.items():
        print(f"{name}: {value}")
    return None
