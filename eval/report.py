"""A run as tables that the terminal, Markdown and HTML forms of the report share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from eval.compare import shown
from eval.intervals import SAMPLES, drawn_means
from eval.labels import COLUMN_LABELS, PRODUCT, STAGE_LABELS, tag_label
from eval.measures import HEADLINES, MEASURES
from eval.outcomes import counted, in_words, misses, outcome
from eval.run_file import Row, Run
from eval.summary import by_tag, figures, stage_times, summary
from eval.twins import AS_TYPED

RANKING = ("ndcg@10", "mrr@10", "hit@1", "hit@3", "hit@10", "article_ndcg@10", "article_hit@1")
BY_TAG = (
    "correct", "answer_f1", "evidence_first", "citation_f1", "ndcg@10", "false_refusals",
    "false_answers",
)  # fmt: skip
BY_TAG_NOTE = (
    "đúng: trả lời đúng; F1: câu trả lời ngắn; đúng chỗ: trích dẫn đầu; TD: trích dẫn; "
    "oan: từ chối oan; bừa: trả lời câu mà kho không có."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a report; the first cell of a row is its name."""

    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def number(value: float | None, name: str = "") -> str:
    """A figure as a Vietnamese reader expects it: shares as per cent, times in milliseconds."""
    if value is None:
        return "–"
    if name.startswith("seconds"):
        return f"{1000 * value:.0f} ms"
    if name in ("sources_per_claim",):
        return f"{value:.2f}".replace(".", ",")
    if name in ("auroc", "risk_area") or "ndcg" in name or "mrr" in name:
        return f"{value:.3f}".replace(".", ",")
    return f"{100 * value:.1f} %".replace(".", ",")


def tables(run: Run) -> list[Table]:
    """The tables of a run, in the order of a report; those that would be empty are left out."""
    found = summary(run)
    made = [
        headline_table(run, found["columns"]),
        step_table(run),
        baseline_table(found),
        tag_table(run),
        turn_table(run),
        time_table(run),
    ]
    return [table for table in made if table.rows]


def headline_table(run: Run, columns: Mapping[str, Mapping[str, Any]]) -> Table:
    """The figures to read first: accuracy of the answers beside that of the citations."""
    rows = []
    typed = list(run.column(AS_TYPED).values())
    for name in HEADLINES:
        if not any(name in values for values in columns.values()):
            continue
        first = _arrow(name) + MEASURES[name].label
        cells = [number(columns[c].get(name), name) for c in columns]
        if (interval := interval_of(typed, name)) and AS_TYPED in columns:
            cells[list(columns).index(AS_TYPED)] += f" {interval}"
        rows.append((first, *cells))
    return Table(
        title="Những con số chính",
        note="Mỗi cột là cùng bộ câu hỏi, gõ theo một kiểu. Trong ngoặc: khoảng tin cậy 95 %. "
        "↑ càng cao càng tốt, ↓ càng thấp càng tốt.",
        head=("", *(COLUMN_LABELS.get(c, c) for c in columns)),
        rows=tuple(rows),
    )


def _arrow(name: str) -> str:
    return {1: "↑ ", -1: "↓ ", 0: ""}[MEASURES[name].better]


def interval_of(rows: Sequence[Row], name: str) -> str:
    """The 95 % bootstrap interval of a mean over questions as "[a–b]"; empty for other measures."""
    values = np.array([v for r in rows if (v := r.scores.get(name)) is not None])  # (n,)
    if len(values) < 2 or MEASURES[name].over_set:
        return ""
    drawn = drawn_means(values, SAMPLES // 2)
    low, high = (number(float(v), name) for v in np.percentile(drawn, [2.5, 97.5]))
    return f"[{low.removesuffix(' %')}–{high.removesuffix(' %')}]"


def step_table(run: Run) -> Table:
    """At which step answers were lost: what to mend first."""
    counts = counted(run.column(AS_TYPED).values())
    total = sum(n for _, n in counts)
    return Table(
        title="Đáp án mất ở bước nào",
        note="Các câu có đáp án trong kho, như gõ.",
        head=("", "câu", "phần"),
        rows=tuple((step, str(n), number(n / total)) for step, n in counts),
    )


def baseline_table(found: Mapping[str, Any]) -> Table:
    """How well the evidence is found, beside the baselines of the same run."""
    systems = {PRODUCT: found["columns"].get(AS_TYPED, {}), **found["baselines"]}
    rows = [
        (
            name,
            *(number(values.get(m), m) for m in RANKING),
            number(values.get("seconds_p50"), "seconds"),
        )
        for name, values in systems.items()
        if "ndcg@10" in values
    ]
    return Table(
        title="Tìm đúng chỗ: so với các cách khác",
        note="Cùng câu hỏi như gõ, cùng kho. Thời gian của Hỏi Báo gồm cả đọc, viết và kiểm.",
        head=("", *(MEASURES[m].short for m in RANKING), "p50"),
        rows=tuple(rows),
    )


def tag_table(run: Run) -> Table:
    """The figures of each kind of question."""
    return _groups("Theo loại câu hỏi", BY_TAG_NOTE, tag_groups(run))


def tag_groups(run: Run, column: str = AS_TYPED) -> dict[str, list[Row]]:
    """The rows under each tag; a tag that all questions have says nothing and is left out."""
    rows = run.column(column)
    return {tag: r for tag, r in by_tag(rows.values()).items() if len(r) < len(rows)}


def turn_table(run: Run) -> Table:
    """The figures of questions asked alone and of each later turn of a conversation."""
    rows = list(run.column(AS_TYPED).values())
    turns = sorted({r.turn for r in rows})
    groups = {f"lượt {t}": [r for r in rows if r.turn == t] for t in turns if len(turns) > 1}
    return _groups("Theo lượt trong cuộc hỏi đáp", "", groups)


def _groups(title: str, note: str, groups: Mapping[str, Sequence[Row]]) -> Table:
    rows = []
    for name, members in groups.items():
        values = figures(members)
        cells = (number(values.get(m), m) for m in BY_TAG)
        rows.append((tag_label(name), str(len(members)), *cells))
    head = ("", "câu", *(_arrow(m) + MEASURES[m].short for m in BY_TAG))
    return Table(title=title, note=note, head=head, rows=tuple(rows))


def time_table(run: Run) -> Table:
    """Median and 95th percentile of each stage of the questions as typed."""
    stages = stage_times(run.column(AS_TYPED).values())
    rows = (
        (STAGE_LABELS.get(s, s), number(low, "seconds"), number(high, "seconds"))
        for s, (low, high) in stages.items()
    )
    return Table(
        title="Thời gian từng bước", note="", head=("bước", "p50", "p95"), rows=tuple(rows)
    )


def heading(run: Run) -> list[str]:
    """What the run was made from, a line each."""
    header = run.header
    corpus = header.corpus
    return [
        f"Bộ câu hỏi: {header.set_name} ({header.questions} câu, {header.set_fingerprint})",
        f"Kho: {corpus['articles']} bài, {corpus['passages']} đoạn ({corpus['fingerprint']})",
        f"Bản: {header.commit or 'không rõ'}; chạy lúc {when(header.started)}",
        "Mô hình: " + ", ".join(f"{name} {mark}" for name, mark in header.models.items()),
    ]


def lead(run: Run) -> str:
    """What came of the questions as typed: the first thing to read."""
    return in_words(run.column(AS_TYPED).values())


def when(moment: str) -> str:
    """An ISO moment as it is read: "21/11/2026 21:48 UTC"."""
    return f"{datetime.fromisoformat(moment):%d/%m/%Y %H:%M %Z}".strip()


def markdown(run: Run, *, shown_misses: int = 20) -> str:
    """The report in Markdown; without any question where no misses are to be shown."""
    parts = [f"# Đánh giá: {run.header.set_name}", "", lead(run), ""]
    parts += [*(f"- {line}" for line in heading(run)), ""]
    for table in tables(run):
        parts += [f"## {table.title}", ""]
        parts += [table.note, ""] if table.note else []
        parts.append("| " + " | ".join(table.head) + " |")
        parts.append("|" + "---|" * len(table.head))
        parts += ["| " + " | ".join(_cell(c) for c in row) + " |" for row in table.rows]
        parts.append("")
    wrong = misses(run) if shown_misses else []
    if not shown_misses:
        return "\n".join(parts)
    parts += [f"## Câu hỏi chưa đạt ({len(wrong)})", ""]
    for row in wrong[:shown_misses]:
        wanted = " / ".join(row.accepted) or "(không có trong kho)"
        parts.append(f"- **{_cell(row.text)}** — {outcome(row)}")
        parts.append(f"  - cần: {_cell(wanted)}")
        parts.append(f"  - đã đáp: {_cell(shown(row.answer))}")
    return "\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
