"""`hoibao add`: articles from files, folders, archives, URLs and feeds into the store."""

import re
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.article import Article
from corpus.web import WebLimits
from ui.command_watch import watch
from ui.failures import USAGE, fail, one_line
from ui.session import Session, show_json

if TYPE_CHECKING:
    from corpus.reading import Skipped

EVERY = 15.0
"""Minutes between two rounds over a feed that is watched."""
_WEB = ("http://", "https://")
_ADDRESS = re.compile(r"[a-z]{2,9}://|(?:[\w-]+\.)+(?:vn|com|net|org|info|edu|gov)(?:/|$)", re.I)
_LIMITS = WebLimits()


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("add")(add)


def add(
    context: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(help="Tệp, thư mục, tệp nén hoặc URL.", show_default=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False,
    feed: Annotated[
        bool, typer.Option("--feed", help="Các URL là nguồn RSS/Atom hoặc sitemap.")
    ] = False,
    keep_watching: Annotated[
        bool,
        typer.Option(
            "--watch",
            help="Cùng --feed: theo dõi mãi, cứ 15 phút xem lại một lần; --watch 5: cứ 5 phút. "
            "Ctrl-C để dừng.",
        ),
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Cho phép URL trong mạng nội bộ.")
    ] = False,
) -> None:
    """Nạp bài báo. Nạp lại cùng một bài không tạo bản trùng; bài đã sửa thành bản mới.

    Tệp không đọc được thì bỏ qua, mỗi tệp một dòng lý do; phần còn lại vẫn được nạp.
    """
    session: Session = context.obj
    if keep_watching:
        urls, minutes = watched(paths, feed=feed)
        return watch(
            session, urls, every=minutes * 60, allow_private=allow_private, as_json=as_json
        )
    began = time.perf_counter()
    stream = read(paths, feed=feed, allow_private=allow_private, limits=session.web_limits)
    report = take_in(session, stream)
    report["seconds"] = round(time.perf_counter() - began, 3)
    if as_json:
        show_json(report)
    else:
        describe(report)
    if report["skipped"] and not (report["added"] + report["updated"] + report["unchanged"]):
        raise typer.Exit(1)
    return None


def watched(paths: Iterable[str], *, feed: bool) -> tuple[list[str], float]:
    """The addresses of feeds among the arguments, and the minutes between two rounds."""
    urls = [path for path in paths if path.startswith(_WEB)]
    rest = [path for path in paths if not path.startswith(_WEB)]
    if not feed or not urls or len(rest) > 1:
        fail("--watch cần --feed và địa chỉ nguồn tin: hoibao add --feed URL --watch 15", USAGE)
    try:
        minutes = float(rest[0].replace(",", ".")) if rest else EVERY
    except ValueError:
        fail(f"{rest[0]!r}: --watch chỉ theo dõi địa chỉ http:// và https://", USAGE)
    if not 1 <= minutes <= 10_080:
        fail(f"--watch {rest[0]}: cần số phút từ 1 đến 10080 (một tuần)", USAGE)
    return urls, minutes


def read(
    paths: Iterable[str],
    *,
    feed: bool = False,
    allow_private: bool = False,
    limits: WebLimits = _LIMITS,
) -> "Iterator[Article | Skipped]":
    """Articles, and what was skipped, of paths and URLs in order."""
    from corpus.reading import Skipped, read_articles

    for path in paths:
        if path.casefold().startswith(_WEB):
            from corpus.fetching import fetch_articles

            yield from fetch_articles(path, feed=feed, allow_private=allow_private, limits=limits)
        elif _ADDRESS.match(path) and not Path(path).exists():
            yield Skipped(path, "nếu đây là địa chỉ trên mạng, hãy viết cả http:// hoặc https://")
        else:
            yield from read_articles([Path(path)])


def take_in(session: Session, stream: "Iterable[Article | Skipped]") -> dict[str, Any]:
    """Add a stream of articles with a progress line; the report as DESIGN.md has it."""
    from rich.console import Console
    from rich.progress import Progress

    skipped: list[dict[str, str | int]] = []

    def articles() -> Iterator[Article]:
        for thing in stream:
            if isinstance(thing, Article):
                yield thing
            else:
                many = {"count": thing.count} if thing.count > 1 else {}
                skipped.append({"path": str(thing.path), "reason": thing.reason, **many})

    archive = session.archive
    console = Console(file=sys.stderr)
    with Progress(*_columns(), console=console, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("Nạp bài", total=None)
        added = archive.add(articles(), lambda n: progress.advance(task, n))
    count, passages = archive.count()
    return {
        "added": added.added,
        "updated": added.updated,
        "unchanged": added.unchanged,
        "skipped": skipped,
        "articles": count,
        "passages": passages,
    }


def _columns() -> tuple[Any, ...]:
    from rich.progress import MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn

    return (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        MofNCompleteColumn(),
        TextColumn("bài"),
        TimeElapsedColumn(),
    )


def describe(report: dict[str, Any]) -> None:
    """The report for a person."""
    for skip in report["skipped"]:
        print(f"bỏ qua {one_line(skip['path'])}: {skip['reason']}", file=sys.stderr)
    print(
        f"Thêm {report['added']} bài, cập nhật {report['updated']}, không đổi "
        f"{report['unchanged']}, bỏ qua {sum(skip.get('count', 1) for skip in report['skipped'])}. "
        f"Kho có {report['articles']} bài, {report['passages']} đoạn "
        f"({report['seconds']:.1f} giây)."
    )
