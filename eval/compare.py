"""What changed between two runs of one set: intervals, tests, and the questions themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.intervals import SAMPLES, SEED, Interval, mcnemar, paired_bootstrap
from eval.measures import MEASURES
from eval.refusal import refusal_scores
from eval.run_file import Row, Run, RunError
from eval.stability import said
from eval.summary import verdicts
from eval.twins import AS_TYPED

_TELLING = ("correct", "evidence_first", "article_hit@1")
"""A question changed where one of these did, or whether it was refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One measure in two runs.

    Attributes:
        p_value: Of McNemar's exact test, for measures that are 0 or 1 for each question.
    """

    measure: str
    before: float
    after: float
    interval: Interval
    p_value: float | None = None

    @property
    def worse(self) -> bool:
        """Whether it moved the wrong way beyond noise."""
        better = MEASURES[self.measure].better
        return self.interval.beyond_noise and self.interval.mean * better < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A question that came out otherwise, side by side."""

    question_id: str
    text: str
    accepted: tuple[str, ...]
    before: str
    after: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def compare(before: Run, after: Run, column: str = AS_TYPED) -> list[Change]:
    """The changes of all measures over the questions that both runs have, in report order.

    Raises:
        RunError: The runs are of different sets, or have no question of the column in common.
    """
    old, new = paired(before, after, column)
    changes = {c.measure: c for c in [*_per_question(old, new), *_over_set(old, new)]}
    return [changes[name] for name in MEASURES if name in changes]


def paired(before: Run, after: Run, column: str) -> tuple[list[Row], list[Row]]:
    """The rows of both runs for the questions they share, in the same order.

    Raises:
        RunError: The runs are of different sets, or share no question in the column.
    """
    if before.header.set_fingerprint != after.header.set_fingerprint:
        raise RunError(
            f"{before.path} và {after.path} là hai bộ câu hỏi khác nhau "
            f"({before.header.set_name}, {after.header.set_name}); hãy chạy lại trên cùng một bộ"
        )
    old, new = before.column(column), after.column(column)
    shared = [i for i in old if i in new]
    if not shared:
        raise RunError(f"hai lần chạy không có câu nào chung ở cột {column!r}")
    return [old[i] for i in shared], [new[i] for i in shared]


def _per_question(old: Sequence[Row], new: Sequence[Row]) -> list[Change]:
    names = dict.fromkeys(n for r in [*old, *new] for n in r.scores if n in MEASURES)
    found = []
    for name in names:
        pairs = [(worst(a, b, name), worst(b, a, name)) for a, b in zip(old, new, strict=True)]
        known = [(a, b) for a, b in pairs if a is not None and b is not None]
        if known:
            found.append(change(name, [a for a, _ in known], [b for _, b in known]))
    return found


def worst(row: Row, other: Row, name: str) -> float | None:
    """A row's score, or the worst one where only the other row has it and this one failed."""
    score = row.scores.get(name)
    if score is None and row.error and other.scores.get(name) is not None:
        return 0.0 if MEASURES[name].better > 0 else 1.0
    return score


def change(name: str, before: Sequence[float], after: Sequence[float]) -> Change:
    """The change of a measure over questions in the same order."""
    p_value = None
    if MEASURES[name].yes_or_no:
        p_value = mcnemar([b > 0 for b in before], [a > 0 for a in after])
    return Change(
        measure=name,
        before=float(np.mean(before)),
        after=float(np.mean(after)),
        interval=paired_bootstrap(before, after),
        p_value=p_value,
    )


def _over_set(old: Sequence[Row], new: Sequence[Row]) -> list[Change]:
    """Changes of the measures that exist for a set only, questions drawn with both runs' rows."""
    if not any(r.answer for r in [*old, *new]):
        return []
    was, now = verdicts(old), verdicts(new)
    first, second = refusal_scores(was), refusal_scores(now)
    rng = np.random.default_rng(SEED)
    drawn: dict[str, list[float]] = {name: [] for name in first}
    for _ in range(SAMPLES // 10):
        at = rng.integers(0, len(was), len(was))
        one, two = (refusal_scores([v[i] for i in at]) for v in (was, now))
        for name in drawn:
            a, b = one[name], two[name]
            if a is not None and b is not None:
                drawn[name].append(b - a)
    found = []
    for name, differences in drawn.items():
        a, b = first[name], second[name]
        if a is not None and b is not None and differences:
            low, high = np.percentile(differences, [2.5, 97.5])
            interval = Interval(mean=b - a, low=float(low), high=float(high))
            found.append(Change(measure=name, before=a, after=b, interval=interval))
    return found


def changed_questions(before: Run, after: Run, column: str = AS_TYPED) -> list[Changed]:
    """The questions that came out otherwise: those that lost something first."""
    found = []
    for old, new in zip(*paired(before, after, column), strict=True):
        was, now = _outcome(old), _outcome(new)
        lost = tuple(n for n in was if was[n] and not now.get(n))
        gained = tuple(n for n in now if now[n] and not was.get(n))
        if lost or gained:
            found.append(
                Changed(
                    question_id=old.question_id,
                    text=new.text,
                    accepted=new.accepted,
                    before=shown(old.answer),
                    after=shown(new.answer),
                    gained=gained,
                    lost=lost,
                )
            )
    return sorted(found, key=lambda c: (not c.lost, c.question_id))


def _outcome(row: Row) -> dict[str, bool]:
    scores = {n: bool(row.scores.get(n)) for n in _TELLING}
    if not row.answerable:
        scores["refused"] = bool(row.answer and row.answer["refused"])
    return scores


def shown(answer: Mapping[str, Any] | None) -> str:
    """What an answer said, in one line; a dash for none, "(từ chối)" for a refusal."""
    if answer is None:
        return "—"
    return "(từ chối)" if answer["refused"] else " ".join(said(answer).split())
