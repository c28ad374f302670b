"""The eval as HTML: how far a run has come, and the comparison of two."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.markup import escape, number_text
from ui.texts import say

if TYPE_CHECKING:
    from eval.compare import Change, Changed

_COLUMNS = (
    "eval_measure", "eval_before", "eval_after", "eval_interval", "eval_p", "eval_so",
)  # fmt: skip


def render_progress(done: int, total: int, language: str) -> str:
    """How far a run has come."""
    words = say(
        language,
        "eval_progress",
        done=number_text(done, language),
        total=number_text(total, language),
    )
    line = f'<p class="hb-total" role="status">{escape(words)}</p>'
    if done >= total > 0:
        return line
    return (
        f'{line}<progress class="hb-progress" max="{max(total, 1)}" value="{done}" '
        f'aria-label="{escape(words)}"></progress>'
    )


def render_comparison(
    changes: "Sequence[Change]", changed: "Sequence[Changed]", language: str
) -> str:
    """What changed between two runs: every measure with its interval, then the questions."""
    heads = [escape(say(language, key)) for key in _COLUMNS]
    rows = "".join(_change(change, heads, language) for change in changes)
    named = "".join(f'<th scope="col">{head}</th>' for head in heads)
    questions = "".join(_changed(item, language) for item in changed)
    count = escape(say(language, "eval_changed", count=len(changed)))
    return (
        f'<div class="hb-eval"><table class="hb-compared hb-stacked"><thead>'
        f"<tr>{named}</tr></thead><tbody>{rows}</tbody></table><h3>{count}</h3>{questions}</div>"
    )


def _change(change: "Change", heads: list[str], language: str) -> str:
    """A row; each cell knows its column, for a phone stacks them."""
    from eval.measures import MEASURES
    from eval.report import number

    interval = change.interval
    span = f"{interval.low:+.3f} … {interval.high:+.3f}"
    p_value = "" if change.p_value is None else f"{change.p_value:.3f}"
    better = MEASURES[change.measure].better
    clear = "eval_worse" if change.worse else "eval_better"
    verdict = say(language, clear if interval.beyond_noise else "eval_unclear") if better else ""
    cells = (
        MEASURES[change.measure].label,
        number(change.before, change.measure),
        number(change.after, change.measure),
        span.replace(".", ",") if language == "vi" else span,
        p_value.replace(".", ",") if language == "vi" else p_value,
        verdict,
    )
    told = zip(heads, cells, strict=True)
    return (
        "<tr>"
        + "".join(f'<td data-column="{head}">{escape(cell)}</td>' for head, cell in told)
        + "</tr>"
    )


def _changed(item: "Changed", language: str) -> str:
    kind, word = ("bad", "eval_worse") if item.lost else ("good", "eval_better")
    entries = (
        ("eval_wanted", " / ".join(item.accepted) or "–"),
        ("eval_before", item.before),
        ("eval_after", item.after),
    )
    listed = "".join(
        f"<dt>{escape(say(language, key))}</dt><dd>{escape(value)}</dd>" for key, value in entries
    )
    return (
        f'<details><summary><span class="chip {kind}">{escape(say(language, word))}</span>'
        f'<span class="asked">{escape(item.text)}</span></summary><dl>{listed}</dl></details>'
    )
