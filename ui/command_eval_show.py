"""What the eval commands show in a terminal, and the report files they write."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from eval.compare import Change, Changed
    from eval.run_file import Run


def show_tables(run: "Run", *, to_stderr: bool = False, figures_only: bool = False) -> None:
    """The tables of a run and its worst misses."""
    from eval.compare import shown
    from eval.outcomes import misses, outcome
    from eval.report import heading, lead, tables

    console = wide_console(stderr=to_stderr)
    for line in heading(run):
        console.print(line, style="dim", markup=False)
    console.print(f"\n{lead(run)}", style="bold", markup=False)
    for table in tables(run):
        show_table(console, table.title, table.note, table.head, table.rows)
    if figures_only:
        return
    wrong = misses(run)
    console.print(f"\nCâu hỏi chưa đạt: {len(wrong)}", style="bold", markup=False)
    for row in wrong[:10]:
        console.print(f"  {outcome(row)}: {row.text}", markup=False)
        wanted = " / ".join(row.accepted) or "(kho không cho biết)"
        console.print(f"      cần: {wanted}", style="dim", markup=False)
        console.print(f"      đã đáp: {shown(row.answer)}", style="dim", markup=False)


def wide_console(*, stderr: bool = False) -> "Console":
    """A console as wide as the terminal; wide enough for every table where there is none."""
    from rich.console import Console

    console = Console(stderr=stderr, highlight=False)
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, width=130)


def show_table(
    console: Any, title: str, note: str, head: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """One table in a terminal."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(title=f"\n{title}", title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    grid.caption, grid.caption_justify = note or None, "left"
    for n, name in enumerate(head):
        grid.add_column(name, justify="right" if n else "left", no_wrap=True)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    console.print(grid)


def write_reports(run: "Run", beside: Path, *, figures_only: bool = False) -> None:
    """The Markdown and HTML forms of a report, named after the run; figures need no HTML."""
    from eval.report import markdown
    from eval.report_html import html

    forms = {".md": markdown(run, shown_misses=0 if figures_only else 20)}
    if not figures_only:
        forms[".html"] = html(run)
    for suffix, content in forms.items():
        path = beside.with_suffix(suffix)
        path.write_text(content, encoding="utf-8")
        print(f"Đã ghi {path}", file=sys.stderr)


def show_compare(changes: "Sequence[Change]", changed: "Sequence[Changed]") -> None:
    """The changes of all measures, then the questions that came out otherwise."""
    from eval.measures import MEASURES
    from eval.report import number

    console = wide_console()
    rows = []
    for c in changes:
        verdict = "kém đi" if c.worse else "tốt lên" if c.interval.beyond_noise else ""
        if not MEASURES[c.measure].better:
            verdict = ""
        p_value = "" if c.p_value is None else f"{c.p_value:.3f}".replace(".", ",")
        both = (number(c.before, c.measure), number(c.after, c.measure))
        span = f"[{c.interval.low:+.3f}; {c.interval.high:+.3f}]".replace(".", ",")
        rows.append((MEASURES[c.measure].label, *both, span, p_value, verdict))
    head = ("", "trước", "sau", "hiệu, 95 %", "p (McNemar)", "")
    show_table(console, "So sánh hai lần chạy", "", head, rows)
    console.print(f"Câu đã đổi: {len(changed)}", style="bold", markup=False)
    for one in changed:
        sign = "−" if one.lost else "+"
        what = ", ".join([*(f"mất {n}" for n in one.lost), *(f"được {n}" for n in one.gained)])
        console.print(f"{sign} {one.text} ({what})", markup=False)
        console.print(f"    cần:   {' / '.join(one.accepted) or '—'}", style="dim", markup=False)
        console.print(f"    trước: {one.before}", style="dim", markup=False)
        console.print(f"    sau:   {one.after}", style="dim", markup=False)


def show_retrieval(name: str, found: Mapping[str, Any]) -> None:
    """The figures of retrieval: every way to find passages, by way of typing where known."""
    from eval.labels import COLUMN_LABELS, PRODUCT
    from eval.report import number

    columns = list(found["columns"])
    ways = found.get("rows") or {
        PRODUCT: found["columns"],
        **{b: {columns[0]: figures} for b, figures in found.get("baselines", {}).items()},
    }
    rows = [
        (way, *(number(typed.get(c, {}).get("ndcg@10"), "ndcg") for c in columns),
         number(typed[columns[0]]["hit@1"]))
        for way, typed in ways.items()
    ]  # fmt: skip
    head = ("nDCG@10", *(COLUMN_LABELS.get(c, c) for c in columns), "hit@1")
    show_table(wide_console(), name, f"{found['questions']} câu", head, rows)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr that is told (done, total); silent where nobody watches."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
