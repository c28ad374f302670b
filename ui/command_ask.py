"""`hoibao ask` and `hoibao chat`: questions on the command line, one, many or in conversation."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.answer import Answer, Ask, Turn
from assistant.export import NOT_BORNE_OUT, SUPPORT
from ui.failures import USAGE, fail, reason_of
from ui.session import Session, show_json


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("ask")(ask)
    app.command("chat")(chat)


def ask(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(help="Câu hỏi, có dấu hay không dấu đều được.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="Chỉ dùng bài từ ngày này.")] = None,
    until: Annotated[str | None, typer.Option(help="Chỉ dùng bài đến hết ngày này.")] = None,
    source: Annotated[
        list[str] | None, typer.Option(help="Chỉ dùng bài của báo này (dùng được nhiều lần).")
    ] = None,
    history: Annotated[
        Path | None,
        typer.Option(help='Các lượt trước: danh sách JSON {"question", "answer"}.'),
    ] = None,
    now: Annotated[
        str | None, typer.Option(help="Ngày được coi là hôm nay khi hiểu “hôm qua”, “tuần trước”.")
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(help="Tệp JSON Lines, mỗi dòng một câu hỏi (khóa text).")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Nơi ghi trả lời của --batch.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False,
) -> None:
    """Hỏi kho báo; câu trả lời kèm trích dẫn nguyên văn, hoặc nói rõ là kho không có."""
    session: Session = context.obj
    if batch is not None:
        return ask_batch(session, batch, out)
    if not question or not question.strip():
        fail('chưa có câu hỏi; ví dụ: hoibao ask "Ai đoạt Quả bóng vàng 2021?"', USAGE)
    first, last = day(since), day(until, end=True)
    if first and last and first > last:
        fail(f"--since {since} sau --until {until}: không có ngày nào ở giữa", USAGE)
    asked = Ask(
        question=question,
        history=tuple(read_history(history)),
        since=first,
        until=last,
        sources=known_sources(session, source or ()),
        now=day(now),
    )
    answer = session.assistant.ask(asked)
    if as_json:
        from assistant.answer_json import answer_object

        return show_json(answer_object(answer))
    return show(answer)


def day(text: str | None, *, end: bool = False) -> datetime | None:
    """The moment a date option names; leaves with a sentence where it is no date."""
    from assistant.answer_json import moment

    try:
        return moment(text, end=end)
    except ValueError as error:
        fail(str(error), USAGE)


def known_sources(session: Session, named: Sequence[str]) -> tuple[str, ...]:
    """Outlets as the archive writes them, whatever marks and capitals they were typed with.

    One that the archive does not have is told on stderr and kept, so that nothing is found in it.
    """
    if not named:
        return ()
    from index.spelling import fold

    there = {fold(name).casefold(): name for name, _ in session.archive.sources()}
    found = [there.get(fold(" ".join(name.split())).casefold(), name) for name in named]
    for name in set(found) - set(there.values()):
        some = ", ".join(list(there.values())[:8]) or "(không ghi tên báo nào)"
        print(f"Kho không có bài nào của {name!r}; có bài của: {some}.", file=sys.stderr)
    return tuple(found)


def read_history(path: Path | None) -> Iterator[Turn]:
    """The turns of a history file; leaves with a sentence where it is not one."""
    if path is None:
        return
    try:
        turns = json.loads(path.read_text(encoding="utf-8"))
        yield from [Turn(str(t["question"]), str(t.get("answer", ""))) for t in turns]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        why = f" ({reason_of(error)})" if isinstance(error, OSError) else ""
        fail(f'{path}: cần danh sách JSON các {{"question", "answer"}}{why}', USAGE)


def ask_batch(session: Session, batch: Path, out: Path | None) -> None:
    """Answer every line of a file, in order, one object a line."""
    from assistant.answer_json import answer_object, ask_from

    try:
        lines = batch.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        fail(f"{batch}: {reason_of(error)}", USAGE)
    except UnicodeDecodeError:
        fail(f"{batch}: cần tệp chữ UTF-8", USAGE)
    asked = []
    for number, line in enumerate(lines, 1):
        try:
            asked += [ask_from(json.loads(line))] if line.strip() else []
        except (KeyError, TypeError, AttributeError, json.JSONDecodeError):
            fail(f'{batch}, dòng {number}: cần một đối tượng JSON như {{"text": "…"}}', USAGE)
        except ValueError as error:
            fail(f"{batch}, dòng {number}: {error}", USAGE)
    try:
        sink = out.open("w", encoding="utf-8") if out else sys.stdout
    except OSError as error:
        fail(f"{out}: {reason_of(error)}", USAGE)
    for question in asked:
        answer = answer_object(session.assistant.ask(question))
        sink.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sink.flush()
    if out:
        sink.close()


def chat(context: typer.Context) -> None:
    """Hỏi đáp nhiều lượt trong cửa sổ lệnh; dòng trống hoặc Ctrl-D để thôi."""
    session: Session = context.obj
    turns: list[Turn] = []
    while True:
        try:
            question = input("\nBạn hỏi: ").strip()
        except EOFError:
            return
        if not question:
            return
        answer = session.assistant.ask(Ask(question=question, history=tuple(turns)))
        show(answer)
        turns.append(Turn(question, plain(answer)))


def plain(answer: Answer) -> str:
    """What an answer said, as the next turn needs it."""
    return answer.short_answer or " ".join(c.text for c in answer.claims)


def show(answer: Answer) -> None:
    """An answer for a person."""
    for notice in answer.notices:
        print(f"({notice})")
    if answer.searched_for != answer.question:
        print(f"Đã tìm: {answer.searched_for}")
    if answer.refused:
        print("Các bài trong kho không cho biết điều này.")
        if answer.nearest:
            print("Gần nhất:")
        return _show_citations(answer.nearest, marked=False)
    if answer.short_answer:
        print(f"{answer.short_answer}\n")
    for claim in answer.claims:
        marks = "".join(f"[{n}]" for n in claim.citations)
        print(f"{claim.text} {marks} — {SUPPORT[claim.support.level]}")
        for d in claim.support.differences:
            print(f"    khác nguồn: {d.claim!r}, nguồn ghi {d.source or '(không có)'!r}")
        if claim.denied_as_a_whole:
            print(f"    {NOT_BORNE_OUT}")
    print()
    _show_citations(answer.citations, marked=True)
    if answer.as_of:
        print(f"Tính đến {answer.as_of:%d/%m/%Y}.")
    return None


def _show_citations(citations: Any, *, marked: bool) -> None:
    for c in citations:
        where = ", ".join(
            x for x in (c.source, c.published_at and f"{c.published_at:%d/%m/%Y}") if x
        )
        number = f"[{c.number}]" if marked else "-"
        print(f"{number} {c.title} ({where})" if where else f"{number} {c.title}")
        print(f"    “{c.quote.strip()}”" + (f" [{c.note}]" if c.note else ""))
        if c.url:
            print(f"    {c.url}")
