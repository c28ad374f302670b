"""Says whether a run is worse than a kept baseline beyond noise; run before a change is merged."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.compare import change
from eval.measures import MEASURES
from eval.run_file import Row, Run, RunError
from eval.stability import stability
from eval.twins import AS_TYPED

GATED = (
    "correct", "answer_f1", "evidence_first", "citation_f1", "citation_verbatim",
    "citation_phantom", "figures_supported", "false_answers", "false_refusals", "ndcg@10",
    "article_hit@1", "same_answer",
)  # fmt: skip
"""What must not get worse. Times are not gated: they depend on the machine."""
PROMISES = ("citation_verbatim", "citation_phantom")
"""Not averages: any loss fails, noise or not."""
SLACK = 0.005
"""A mean that moved less than this is no loss: one answer in two hundred."""
FORMAT = 1

Baseline = dict[str, Any]
_Kept = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One figure that got worse than the baseline, and the sentence that says so."""

    column: str
    measure: str
    before: float
    after: float
    sentence: str


def make_baseline(run: Run) -> Baseline:
    """The part of a run that later runs are held against, small enough to be committed."""
    header = run.header
    return {
        "format": FORMAT,
        "set": header.set_name,
        "set_fingerprint": header.set_fingerprint,
        "commit": header.commit,
        "started": header.started,
        "corpus": dict(header.corpus),
        "columns": {column: gated_scores(run, column) for column in header.columns},
    }


def gated_scores(run: Run, column: str) -> _Kept:
    """The gated scores of a column: question id to measure to score."""
    typed = run.column(AS_TYPED)
    rows = run.column(column)
    return {i: _gated(row, typed.get(i)) for i, row in rows.items()}


def _gated(row: Row, typed: Row | None) -> dict[str, float]:
    found = {n: round(v, 4) for n in GATED if (v := row.scores.get(n)) is not None}
    refused = bool(row.answer and row.answer["refused"])
    if row.answerable:
        found["false_refusals"] = float(refused or row.answer is None)
    else:
        found["false_answers"] = float(not refused)
    if row.column != AS_TYPED and typed is not None:
        same = row.answer and typed.answer and stability(typed.answer, row.answer)["same_answer"]
        found["same_answer"] = float(same or 0)
    return found


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        RunError: It cannot be read, or is none.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(
            f"{path}: không đọc được mốc so sánh ({error}); "
            "hãy tạo bằng: hoibao eval gate RUN --baseline TỆP --write"
        ) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise RunError(f"{path}: không phải mốc so sánh do hoibao eval gate --write ghi ra")
    return found


def gate(run: Run, baseline: Mapping[str, Any]) -> list[Loss]:
    """What got worse beyond noise, worst first; empty where nothing did.

    Questions that the run lacks count as answered in the worst way.

    Raises:
        RunError: The baseline is of another set.
    """
    if baseline["set_fingerprint"] != run.header.set_fingerprint:
        raise RunError(
            f"mốc so sánh là của bộ câu hỏi khác ({baseline['set']}, "
            f"{baseline['set_fingerprint']}); bộ này: {run.header.set_name}, "
            f"{run.header.set_fingerprint}. Nếu bộ câu hỏi đã đổi, hãy tạo lại mốc bằng --write"
        )
    losses = []
    for column, kept in baseline["columns"].items():
        losses += _losses(column, kept, gated_scores(run, column))
    return sorted(losses, key=lambda loss: -abs(loss.after - loss.before))


def _losses(column: str, kept: _Kept, now: _Kept) -> list[Loss]:
    found = []
    for name in GATED:
        pairs = [
            (scores[name], now.get(i, {}).get(name, _default(name, i, now)))
            for i, scores in kept.items()
            if name in scores
        ]
        known = [(b, a) for b, a in pairs if a is not None]
        if known and (loss := _loss(column, name, known)):
            found.append(loss)
    return found


def _default(name: str, question_id: str, now: _Kept) -> float | None:
    """The score where the run has none: nothing if it asked and the measure does not apply."""
    if question_id in now:
        return None
    return 0.0 if MEASURES[name].better > 0 else 1.0


def _loss(column: str, name: str, pairs: list[tuple[float, float]]) -> Loss | None:
    found = change(name, [b for b, _ in pairs], [a for _, a in pairs])
    moved = found.interval.mean * MEASURES[name].better
    if not (moved < -SLACK and found.worse) and not (name in PROMISES and moved < 0):
        return None
    sentence = (
        f"{MEASURES[name].label} ({name}) ở cột “{column}” kém đi: "
        f"{found.before:.3f} → {found.after:.3f} trên {len(pairs)} câu; "
        f"hiệu {found.interval.mean:+.3f}, khoảng tin cậy 95 % "
        f"[{found.interval.low:+.3f}; {found.interval.high:+.3f}]."
    )
    return Loss(
        column=column, measure=name, before=found.before, after=found.after, sentence=sentence
    )
