"""`hoibao check` and `hoibao verify`: a claim against the archive or a source, a saved answer."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.claim_check import ClaimCheck
from corpus.article import Article
from ui.failures import CANNOT, USAGE, fail, reason_of
from ui.session import Session, show_json

OUTCOMES = {
    "supported": "Có trong kho.",
    "differs": "Kho có nói đến, nhưng nói khác.",
    "not_found": "Không thấy bài nào trong kho nói điều này.",
}
VERDICTS = {"matches": "khớp nguồn", "differs": "khác nguồn", "absent": "không thấy trong kho"}
KINDS = {
    "figure": "số",
    "date": "ngày tháng",
    "name": "tên",
    "negation": "phủ định",
    "unit": "đơn vị",
    "speaker": "lời nói",
}
STATES = {
    "unchanged": "còn nguyên",
    "superseded": "đã có bản mới",
    "changed": "đã khác",
    "removed": "đã gỡ",
    "unknown": "không có trong kho",
}


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("check")(check)
    app.command("verify")(verify)


def check(
    context: typer.Context,
    claim: Annotated[str | None, typer.Argument(help="Câu cần kiểm.")] = None,
    batch: Annotated[
        Path | None,
        typer.Option(help='Tệp JSON Lines, mỗi dòng {"claim", "article", "quote"}.'),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Nơi ghi kết quả của --batch.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False,
) -> None:
    """Kiểm một câu với kho báo; hoặc nhiều câu, mỗi câu với nguồn cho sẵn (--batch)."""
    session: Session = context.obj
    if batch is not None:
        return check_batch(session, batch, out)
    if not claim or not claim.strip():
        fail('chưa có câu cần kiểm; ví dụ: hoibao check "Dân số Việt Nam đạt 100 triệu."', USAGE)
    from assistant.claim_check import check_against_archive, check_object

    found = check_against_archive(session.assistant, claim)
    return show_json(check_object(found)) if as_json else show(found)


def check_batch(session: Session, batch: Path, out: Path | None) -> None:
    """Check every line of a file against the source it names, in order, one object a line."""
    from assistant.claim_check import check_against_source

    try:
        lines = batch.read_text(encoding="utf-8-sig").splitlines()
        sink = out.open("w", encoding="utf-8") if out else sys.stdout
    except OSError as error:
        fail(f"{error.filename}: {reason_of(error)}", USAGE)
    except UnicodeDecodeError:
        fail(f"{batch}: cần tệp chữ UTF-8", USAGE)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        claim, named, quote = _read_line(batch, number, line)
        article = find_article(session, named)
        if named and article is None and not quote.strip():
            fail(f"{batch}, dòng {number}: kho không có bài {named!r} và dòng này không có quote")
        result = check_against_source(claim, quote, article)
        sink.write(json.dumps(result, ensure_ascii=False) + "\n")
    sink.flush()
    if out:
        sink.close()


def _read_line(batch: Path, number: int, line: str) -> tuple[str, str, str]:
    """Claim, article and quote of a line; leaves with a sentence where it is none."""
    try:
        row = json.loads(line)
        claim = row["claim"]
        named, quote = row.get("article") or "", row.get("quote") or ""
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        fail(f'{batch}, dòng {number}: cần {{"claim", "article", "quote"}} ({error})', USAGE)
    if not all(isinstance(x, str) for x in (claim, named, quote)):
        fail(f"{batch}, dòng {number}: claim, article và quote phải là chữ", USAGE)
    return claim, named, quote


def find_article(session: Session, named: str) -> Article | None:
    """The article with an id or address; the store stays closed where none is named."""
    if not named:
        return None
    from corpus.identity import article_id

    found = session.archive.article(named)
    if found is None and "/" in named:
        found = session.archive.article(article_id(named, "", ""))
    return found


def show(found: ClaimCheck) -> None:
    """A check for a person."""
    print("\n".join(found.notices) or OUTCOMES[found.outcome])
    for part in found.parts:
        instead = f" — nguồn ghi “{part.source}”" if part.source else ""
        print(f"  {KINDS[part.kind]} “{part.text}”: {VERDICTS[part.verdict]}{instead}")
    heading = "Gần nhất:" if found.outcome == "not_found" else "Nguồn:"
    if found.citations:
        print(f"\n{heading}")
    for c in found.citations:
        day = f"{c.published_at:%d/%m/%Y}" if c.published_at else ""
        where = ", ".join(x for x in (c.source, day) if x)
        says = " (nói khác)" if c.number in found.against else ""
        print(f"[{c.number}] {c.title}" + (f" ({where})" if where else "") + says)
        print(f"    “{c.quote}”" + (f" [{c.note}]" if c.note else ""))
        if c.url:
            print(f"    {c.url}")
    if found.as_of:
        print(f"Tính đến {found.as_of:%d/%m/%Y}.")


def verify(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="Tệp JSON mà trang xuất ra, hoặc `hoibao ask --json` in ra.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False,
) -> None:
    """Đối chiếu một câu trả lời đã xuất với kho: từng trích dẫn còn nguyên hay đã khác."""
    from assistant.verifying import BundleError
    from assistant.verifying import verify as verified

    session: Session = context.obj
    try:
        bundle = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(bundle, Mapping):
            raise BundleError("cần một đối tượng JSON")
        found = verified(session.archive, bundle)
    except OSError as error:
        fail(f"{file}: {reason_of(error)}", USAGE)
    except json.JSONDecodeError:
        fail(f"{file}: không phải tệp JSON; bản Markdown và HTML thì không kiểm lại được", USAGE)
    except (ValueError, BundleError) as error:
        fail(f"{file}: không phải tệp câu trả lời đã xuất ({error})", USAGE)
    whole = all(v.state == "unchanged" for v in found)
    if as_json:
        show_json({"unchanged": whole, "citations": [_row(v) for v in found]})
    else:
        for v in found:
            print(f"[{v.number}] {STATES[v.state]}: {v.title}\n    {v.detail}")
        print("Mọi trích dẫn còn nguyên." if whole else "Có trích dẫn không còn như lúc xuất.")
    if not whole:
        raise typer.Exit(CANNOT)


def _row(v: Any) -> dict[str, Any]:
    return {
        "number": v.number,
        "article_id": v.article_id,
        "title": v.title,
        "state": v.state,
        "detail": v.detail,
        "kept": v.kept,
    }
