"""The eval room's report inside the page: its own document, fitted to the page and to a phone."""

import re
from typing import TYPE_CHECKING

from ui.markup import escape
from ui.texts import say

if TYPE_CHECKING:
    from eval.run_file import Run

_COLUMNS, _LETTERS = 3, 14
"""More columns, or longer cells than these, do not stand side by side on a phone."""
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_MADE = re.compile(r'<ul class="made">.*?</ul>', re.DOTALL)
_HEADING = re.compile(r"<h1>.*?</h1>", re.DOTALL)


def render_run(run: "Run", name: str, language: str) -> str:
    """The report of a run: figures, plots, tables, every question.

    The eval room writes it as a document of its own, escaped; here its body stands inside the
    page, its headings one level lower, what it was measured with folded.

    Args:
        run: What was measured.
        name: What the page calls its set of questions.
        language: Of the page; the report itself speaks Vietnamese.
    """
    from eval.report_html import html

    body = html(run).partition("<main>")[2].rpartition("</main>")[0]
    title = escape(say(language, "eval_report", name=name))
    body = body.replace("<h2>", "<h3>").replace("</h2>", "</h3>")
    body = _HEADING.sub(lambda _: f"<h2>{title}</h2>", body, count=1)
    body = _TABLE.sub(lambda found: stacking(found.group()), body)
    folded = escape(say(language, "eval_made"))
    body = _MADE.sub(
        lambda found: f'<details class="measured"><summary>{folded}</summary>{found.group()}'
        "</details>",
        body, count=1,
    )  # fmt: skip
    body = body.replace("<th>", '<th scope="col">').replace(
        '<div class="wide">', '<div class="wide" tabindex="0" role="group">'
    )
    note = "" if language == "vi" else f'<p class="note">{escape(say(language, "eval_spoken"))}</p>'
    return f'<div class="hb-eval">{note}<div lang="vi">{body}</div></div>'


def stacking(table: str) -> str:
    """A table whose rows a phone can stack, each cell with the name of its column.

    One that is narrow enough stays as it is. Names and cells are HTML already.
    """
    heads = re.findall(r"<th>(.*?)</th>", table, re.DOTALL)
    rows = [re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in _ROW.findall(table)]
    longest = max((len(cell) for row in rows for cell in row[1:]), default=0)
    if len(heads) <= _COLUMNS and longest <= _LETTERS:
        return table

    def row(found: re.Match[str]) -> str:
        cells = re.findall(r"<td>(.*?)</td>", found[1], re.DOTALL)
        if not cells:
            return found.group()
        return "<tr>" + "".join(map(_cell, heads, cells)) + "</tr>"

    return _ROW.sub(row, table).replace("<table>", '<table class="hb-stacked">', 1)


def _cell(head: str, cell: str) -> str:
    """A cell that knows its column; one that says nothing is left out where rows are stacked."""
    nothing = ' class="hb-nothing"' if cell in ("", "–") else ""
    return f'<td data-column="{head}"{nothing}>{cell}</td>'
