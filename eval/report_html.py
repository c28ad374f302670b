"""A run as one HTML file with everything in it: no other file, host or script is asked for."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from typing import Any

from eval.compare import shown
from eval.labels import COLUMN_LABELS, PRODUCT, STAGE_LABELS, tag_label
from eval.measures import MEASURES
from eval.outcomes import outcome
from eval.plots import bars, dots, legend, lines
from eval.refusal import Verdict, calibration, risk_coverage
from eval.report import (
    Table,
    heading,
    interval_of,
    lead,
    number,
    tables,
    tag_groups,
)
from eval.run_file import Row, Run
from eval.summary import figures, stage_times, summary, verdicts
from eval.twins import AS_TYPED

TILES = (
    "correct", "evidence_first", "citation_verbatim", "figures_supported", "false_answers",
    "false_refusals", "ndcg@10", "seconds_p50",
)  # fmt: skip
_LEAST = 10
"""Questions under which a curve of confidence says nothing."""
_MOST_CURVES = 3
"""Ways of typing in one plot; more are told in the table."""
_CHIPS = {"đúng": "good", "đúng chỗ, sai lời": "mild", "từ chối oan": "mild"}
_SCRIPT = """
document.querySelectorAll('.filter button').forEach(b => b.onclick = () => {
  document.querySelectorAll('.filter button').forEach(o => o.setAttribute('aria-pressed', o === b));
  document.querySelectorAll('details[data-outcome]').forEach(d => {
    d.hidden = b.value && d.dataset.outcome !== b.value; });
});"""


def html(run: Run) -> str:
    """The whole report as one HTML document, light or dark as the reader's system is."""
    title = f"Đánh giá: {run.header.set_name}"
    style = files("eval").joinpath("report.css").read_text(encoding="utf-8")
    body = [
        f'<h1>{escape(title)}</h1><p class="lead">{escape(lead(run))}</p>',
        '<ul class="made">'
        + "".join(f"<li>{escape(line)}</li>" for line in heading(run))
        + "</ul>",
        _tiles(run),
        f'<div class="plots">{"".join(_plots(run))}</div>',
        *(_table(table) for table in tables(run)),
        _questions(run),
    ]
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head>"
        f"<body><main>{''.join(body)}</main><script>{_SCRIPT}</script></body></html>\n"
    )


def _tiles(run: Run) -> str:
    values = summary(run)["columns"].get(AS_TYPED, {})
    rows = list(run.column(AS_TYPED).values())
    parts = []
    for name in TILES:
        if name in values:
            interval = interval_of(rows, name)
            label = escape(MEASURES[name].label)
            parts.append(
                f'<div class="tile"><b>{number(values[name], name)}</b>'
                f"<span>{label}</span><small>{interval or '&nbsp;'}</small></div>"
            )
    return f'<div class="tiles">{"".join(parts)}</div>'


def _plots(run: Run) -> list[str]:
    return [p for p in (_risk_plot(run), _sure_plot(run), _tag_plot(run), _time_plot(run)) if p]


def _risk_plot(run: Run) -> str:
    curves, marks = {}, {}
    for column in run.header.columns[:_MOST_CURVES]:
        found = verdicts(run.column(column).values())
        if found:
            name = COLUMN_LABELS.get(column, column)
            curves[name] = risk_coverage(found)
            if column == AS_TYPED:
                marks["nay"] = operating_point(found)
    if not curves:
        return ""
    plot = lines(
        curves, x="độ phủ: phần câu được trả lời", y="rủi ro: phần trả lời sai", marks=marks
    )
    return _figure(
        "Rủi ro và độ phủ",
        "Chỉ trả lời những câu chắc nhất thì sai bao nhiêu. Vòng tròn: ngưỡng đang dùng.",
        plot + legend(list(curves), "s"),
    )


def _sure_plot(run: Run) -> str:
    found = verdicts(run.column(AS_TYPED).values())
    if len(found) < _LEAST:
        return ""
    curves = {PRODUCT: calibration(found), "lý tưởng": [(0.0, 0.0), (1.0, 1.0)]}
    plot = lines(curves, x="độ tin đã nói", y="phần đúng", marks={})
    note = "Khi nói chắc chừng ấy thì đúng chừng nào; mỗi điểm cùng số câu."
    return _figure("Độ tin", note, plot + legend(list(curves), "s"))


def operating_point(found: Sequence[Verdict]) -> tuple[float, float]:
    """(coverage, risk) at the threshold in use."""
    answered = [v for v in found if not v.refused]
    wrong = sum(not (v.correct and v.answerable) for v in answered)
    return len(answered) / len(found), wrong / len(answered) if answered else 0.0


def _tag_plot(run: Run) -> str:
    systems = {PRODUCT: AS_TYPED} | {b: b for b in run.header.baselines}
    tags = [
        tag for tag, rows in tag_groups(run).items()
        if "ndcg@10" in figures(rows)
    ]  # fmt: skip
    found: dict[str, dict[str, float]] = {tag: {} for tag in tags}
    for name, column in systems.items():
        groups = tag_groups(run, column)
        for tag in tags:
            value = figures(groups.get(tag, ())).get("ndcg@10")
            if value is not None:
                found[tag][name] = value
    rows = {tag_label(tag): found[tag] for tag in tags if found[tag]}
    if not rows:
        return ""
    plot = dots(rows, label="nDCG@10 của đoạn")
    names = [name for name in systems if any(name in series for series in rows.values())]
    note = "Mỗi dòng một loại; mỗi chấm một cách tìm trên cùng kho."
    return _figure("Tìm đúng đoạn, theo loại câu hỏi", note, plot + legend(names, "d"))


def _time_plot(run: Run) -> str:
    rows = list(run.column(AS_TYPED).values())
    stages = {
        STAGE_LABELS.get(s, s): (1000 * a, 1000 * b) for s, (a, b) in stage_times(rows).items()
    }
    if not stages:
        return ""
    both = figures(rows)
    total = (1000 * float(both["seconds_p50"] or 0), 1000 * float(both["seconds_p95"] or 0))
    plot = bars({**stages, "tất cả": total}, label="mili giây")
    return _figure("Thời gian", "Thanh: trung vị. Râu: 95 % số câu nhanh hơn mức này.", plot)


def _figure(title: str, note: str, content: str) -> str:
    caption = f"<figcaption>{escape(title)}<small>{escape(note)}</small></figcaption>"
    return f"<figure>{caption}{content}</figure>"


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.head)
    rows = (
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    return (
        f"<h2>{escape(table.title)}</h2>{note}"
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody>'
        "</table></div>"
    )


def _questions(run: Run) -> str:
    rows = sorted(run.column(AS_TYPED).values(), key=lambda r: outcome(r) == "đúng")
    kinds = list(dict.fromkeys(outcome(r) for r in rows))
    counts = {k: sum(outcome(r) == k for r in rows) for k in kinds}
    buttons = [f'<button type="button" value="" aria-pressed="true">tất cả ({len(rows)})</button>']
    buttons += [
        f'<button type="button" value="{escape(k)}" aria-pressed="false">{escape(k)} ({n})</button>'
        for k, n in counts.items()
    ]
    return f'<h2>Từng câu hỏi</h2><div class="filter">{"".join(buttons)}</div>' + "".join(
        _question(row) for row in rows
    )


def _question(row: Row) -> str:
    kind = outcome(row)
    sure = f"{100 * float(row.answer['confidence']):.0f} %" if row.answer else "–"
    entries = [
        ("cần", escape(" / ".join(row.accepted) or "(kho không cho biết)")),
        ("đã đáp", escape(shown(row.answer))),
        ("chỗ đúng", "".join(_quote(str(e["quote"]), "", True) for e in row.evidence) or "–"),
        ("trích dẫn", _cited(row) or "–"),
        ("loại", escape(", ".join(map(tag_label, row.tags)) or "–")),
        (
            "đã tìm được",
            escape("; ".join(str(h.get("title", "")) for h in row.retrieved[:4])) or "–",
        ),
    ]
    if row.answer and row.answer["searched_for"] != row.text:
        entries.insert(0, ("đã hiểu là", escape(str(row.answer["searched_for"]))))
    if row.error:
        entries.append(("lỗi", escape(row.error)))
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in entries)
    return (
        f'<details data-outcome="{escape(kind)}"><summary>'
        f'<span class="chip {_CHIPS.get(kind, "bad")}">{escape(kind)}</span>'
        f'<span class="asked">{escape(row.text)}</span><small>{sure}</small></summary>'
        f"<dl>{listed}</dl></details>"
    )


def _cited(row: Row) -> str:
    answer: Any = row.answer or {}
    quotes = answer.get("nearest", ()) if answer.get("refused") else answer.get("citations", ())
    return "".join(_quote(str(c["quote"]), str(c["title"]), _right(c, row)) for c in quotes)


def _right(citation: Any, row: Row) -> bool:
    """Whether a cited sentence overlaps a gold span."""
    return any(
        e["article_id"] == citation["article_id"]
        and min(e["end"], citation["end"]) > max(e["start"], citation["start"])
        for e in row.evidence
    )


def _quote(text: str, title: str, right: bool) -> str:
    css = ' class="right"' if right else ""
    small = f"<small>{escape(title)}</small>" if title else ""
    return f"<blockquote{css}>{escape(text.strip())}{small}</blockquote>"
