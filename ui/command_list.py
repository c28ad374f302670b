"""`hoibao list`, `show`, `remove`, `undo` and `stats`: looking at and tidying the archive."""

from typing import Annotated, Any

import typer

from ui.failures import USAGE, fail
from ui.session import Session, show_json

AsJson = Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("list")(list_articles)
    app.command("show")(show)
    app.command("remove")(remove)
    app.command("undo")(undo)
    app.command("stats")(stats)


def list_articles(
    context: typer.Context,
    search: Annotated[str, typer.Argument(help="Chữ trong tiêu đề, tên báo, tác giả.")] = "",
    limit: Annotated[int, typer.Option(help="Số bài mỗi trang.")] = 20,
    page: Annotated[int, typer.Option(help="Trang thứ mấy, từ 1.")] = 1,
    sort: Annotated[str, typer.Option(help="date, added, title hoặc source.")] = "date",
    ascending: Annotated[bool, typer.Option("--ascending", help="Cũ trước, mới sau.")] = False,
    as_json: AsJson = False,
) -> None:
    """Liệt kê các bài trong kho."""
    session: Session = context.obj
    if limit < 1 or page < 1:
        fail("--limit và --page: cần một số từ 1", USAGE)
    try:
        listing = session.archive.list_articles(
            offset=(page - 1) * limit,
            limit=limit,
            search=search,
            sort=sort,
            descending=not ascending,
        )
    except ValueError:
        fail(f"--sort {sort!r}: hãy dùng date, added, title hoặc source", USAGE)
    entries = [_entry(e) for e in listing.entries]
    if as_json:
        return show_json({"articles": entries, "total": listing.total})
    for entry in entries:
        day = (entry["published_at"] or "")[:10] or "không rõ ngày"
        print(f"{entry['article_id']}  {day}  {entry['source'] or '-'}  {entry['title']}")
    last = -(-listing.total // limit)
    which = f" Trang {page}/{last}." if last > 1 else ""
    print(f"{len(entries)} trong {listing.total} bài.{which}")
    return None


def _entry(thing: Any) -> dict[str, Any]:
    stamp = thing.published_at
    return {
        "article_id": thing.article_id,
        "revision": thing.revision,
        "title": thing.title,
        "source": thing.source,
        "author": thing.author,
        "url": thing.url,
        "published_at": stamp.isoformat() if stamp else None,
    }


def show(
    context: typer.Context,
    article_id: Annotated[str, typer.Argument(help="Mã bài, như `hoibao list` in ra.")],
    revision: Annotated[int | None, typer.Option(help="Bản thứ mấy.")] = None,
    as_json: AsJson = False,
) -> None:
    """In toàn văn một bài, bản mới nhất nếu không nói bản nào."""
    session: Session = context.obj
    article = session.archive.article(article_id, revision)
    revisions = session.archive.revisions(article_id)
    if article is None:
        fail(_missing(session, article_id, revision, revisions))
    if as_json:
        return show_json(_entry(article) | {"text": article.text, "revisions": revisions})
    stamp = article.published_at
    day = f"{stamp:%d/%m/%Y %H:%M}".removesuffix(" 00:00") if stamp else ""
    told = " · ".join(part for part in (article.source, day, article.author, article.url) if part)
    print(f"{article.title}\n{told}".strip())
    print(f"Bản {article.revision}; các bản đọc được: {', '.join(map(str, revisions))}\n")
    print(article.text)
    return None


def _missing(session: Session, article_id: str, revision: int | None, revisions: list[int]) -> str:
    """Why an article cannot be shown, and what can be done."""
    record = session.archive.record(article_id)
    if record and record.removed:
        return f"bài {article_id!r} đã gỡ; đưa trở lại bằng: hoibao undo {article_id}"
    if record and revision is not None:
        there = ", ".join(map(str, revisions))
        return f"bài {article_id!r} không có bản {revision}; các bản đọc được: {there}"
    return f"không có bài {article_id!r}; xem mã các bài bằng: hoibao list"


def remove(
    context: typer.Context,
    article_ids: Annotated[list[str], typer.Argument(help="Mã các bài cần gỡ.")],
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False,
    as_json: AsJson = False,
) -> None:
    """Gỡ bài khỏi kho; lấy lại được bằng `hoibao undo` cho đến khi chạy `hoibao compact`."""
    session: Session = context.obj
    if not yes and not as_json and not typer.confirm(f"Gỡ {len(article_ids)} bài khỏi kho?"):
        raise typer.Exit(1)
    gone = [i for i in article_ids if session.archive.remove(i)]
    _report(gone, article_ids, "removed", "Đã gỡ", as_json=as_json)
    if not as_json:
        print(f"Đưa trở lại bằng: hoibao undo {' '.join(gone)}")


def undo(
    context: typer.Context,
    article_ids: Annotated[
        list[str] | None,
        typer.Argument(help="Mã các bài đã gỡ; không nói mã nào thì liệt kê các bài đã gỡ."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Đưa trở lại những bài đã gỡ; không nói bài nào thì liệt kê những bài ấy."""
    session: Session = context.obj
    if not article_ids:
        return _list_removed(session, as_json=as_json)
    back = [i for i in article_ids if session.archive.undo_remove(i)]
    return _report(back, article_ids, "restored", "Đã đưa lại", as_json=as_json)


def _list_removed(session: Session, *, as_json: bool) -> None:
    """The articles that undoing would bring back, latest removed first."""
    records = [r for r in session.archive.store.changed_since(0) if r.removed]
    records.sort(key=lambda record: record.changed, reverse=True)
    if as_json:
        return show_json({"removed": [_entry(r) for r in records]})
    for record in records:
        print(f"{record.article_id}  {record.source or '-'}  {record.title}")
    print(f"{len(records)} bài đã gỡ, còn đưa trở lại được.")
    return None


def _report(done: list[str], asked: list[str], key: str, verb: str, *, as_json: bool) -> None:
    missing = [i for i in asked if i not in done]
    why = "Không có" if key == "removed" else "Không có trong những bài đã gỡ"
    if as_json:
        show_json({key: done, "missing": missing})
    else:
        print(f"{verb} {len(done)} bài." + (f" {why}: {', '.join(missing)}" if missing else ""))
    if not done:
        raise typer.Exit(1)


def stats(context: typer.Context, as_json: AsJson = False) -> None:
    """Kho có bao nhiêu bài, đoạn, báo; dùng mô hình nào, nằm ở đâu."""
    session: Session = context.obj
    archive = session.archive
    articles, passages = archive.count()
    report = {
        "articles": articles,
        "passages": passages,
        "sources": dict(archive.sources()),
        "embedder": archive.embedder.name,
        "dim": archive.embedder.dim,
        "store": session.index_settings.store_url or str(session.folder),
    }
    if as_json:
        return show_json(report)
    print(f"{articles} bài, {passages} đoạn; mô hình {report['embedder']}; kho ở {report['store']}")
    for name, count in archive.sources()[:30]:
        print(f"  {count:6d}  {name}")
    return None
