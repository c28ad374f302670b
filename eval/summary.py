"""The figures of a run: means over questions, measures over the set, by column and by tag."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from eval.outcomes import counted
from eval.refusal import Verdict, refusal_scores
from eval.run_file import Row, Run
from eval.stability import stability
from eval.twins import AS_TYPED

Figures = dict[str, float | None]
HIDDEN = frozenset({"would_be_correct"})


def summary(run: Run) -> dict[str, Any]:
    """The object that ``hoibao eval run --json`` prints.

    ``columns`` and ``baselines`` map a name to its figures, ``tags`` a tag to those of its
    questions as typed; ``turns`` the number of earlier turns to those of its questions.
    """
    typed = run.column(AS_TYPED)
    columns = {}
    for name in run.header.columns:
        rows = run.column(name)
        columns[name] = figures(rows.values())
        if name != AS_TYPED and typed:
            columns[name] |= stable(typed, rows)
    return {
        "columns": columns,
        "baselines": {b: figures(run.column(b).values()) for b in run.header.baselines},
        "tags": {tag: figures(rows) for tag, rows in by_tag(typed.values()).items()},
        "turns": {
            str(turn): figures(r for r in typed.values() if r.turn == turn)
            for turn in sorted({r.turn for r in typed.values()})
        },
        "questions": run.header.questions,
        "done": len(typed),
    }


def published(run: Run) -> dict[str, Any]:
    """The summary of a run with what it was made from; it holds no text of any question."""
    header = run.header
    return {
        "set": header.set_name,
        "set_fingerprint": header.set_fingerprint,
        "commit": header.commit,
        "started": header.started,
        "corpus": dict(header.corpus),
        "models": dict(header.models),
        "versions": dict(header.versions),
        "steps": dict(counted(run.column(AS_TYPED).values())),
        **summary(run),
    }


def by_tag(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows under each of their tags, tags in order of the alphabet."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for tag in row.tags:
            found[tag].append(row)
    return dict(sorted(found.items()))


def figures(rows: Iterable[Row]) -> Figures:
    """All figures of some rows; a measure that applies to none of them is left out."""
    rows = list(rows)
    values: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        for name, score in row.scores.items():
            if score is not None and name not in HIDDEN:
                values[name].append(score)
    found: Figures = {name: _round(float(np.mean(scores))) for name, scores in values.items()}
    if any(r.answer for r in rows):
        found |= {n: _round(v) for n, v in refusal_scores(verdicts(rows)).items() if v is not None}
    return (
        found | times(rows) | {"questions": len(rows), "failed": sum(bool(r.error) for r in rows)}
    )


def verdicts(rows: Iterable[Row]) -> list[Verdict]:
    """What came of each question; one that failed counts as an unsure wrong answer."""
    return [
        Verdict(
            confidence=float(r.answer["confidence"]) if r.answer else 0.0,
            p_answerable=_chance(r),
            answerable=r.answerable,
            correct=bool(r.scores.get("would_be_correct")),
            refused=bool(r.answer["refused"]) if r.answer else r.answerable,
        )
        for r in rows
    ]


def _chance(row: Row) -> float:
    """The probability that the articles answer; of systems that do not tell it, the confidence."""
    answer = row.answer or {"confidence": 0.0}
    return float(answer.get("p_answerable", answer["confidence"]))


def stable(typed: Mapping[str, Row], rows: Mapping[str, Row]) -> Figures:
    """How far the answers of a twin column are those to the questions as typed."""
    pairs = [(typed[i].answer, rows[i].answer) for i in typed if i in rows]
    found = [
        stability(one, other) if one and other else {"same_answer": 0.0, "same_citations": 0.0}
        for one, other in pairs
    ]
    names = ("same_answer", "same_citations") if found else ()
    return {n: _round(float(np.mean([f[n] for f in found]))) for n in names}


def times(rows: Sequence[Row]) -> Figures:
    """Median and 95th percentile of the seconds a question took."""
    if not rows:
        return {}
    low, high = np.percentile([r.seconds for r in rows], [50, 95])
    return {"seconds_p50": _round(float(low)), "seconds_p95": _round(float(high))}


def stage_times(rows: Iterable[Row]) -> dict[str, tuple[float, float]]:
    """Median and 95th percentile of the seconds of each stage."""
    stages: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        for stage, seconds in (row.answer or {}).get("timings", {}).items():
            stages[stage].append(seconds)
    return {
        stage: (float(np.percentile(s, 50)), float(np.percentile(s, 95)))
        for stage, s in stages.items()
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 5)
