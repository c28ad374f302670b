"""How well the assistant knows what the articles do not say; over a set, not one question.

A question is (confidence, p_answerable, answerable, correct, refused). Answering an unanswerable
question is always wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of one question.

    Attributes:
        confidence: Higher means surer that the answer is right.
        p_answerable: The probability that the articles answer it at all; where a system does not
            tell the two apart, its confidence.
        correct: Whether what was said, or would have been said without refusing, is right.
    """

    confidence: float
    p_answerable: float
    answerable: bool
    correct: bool
    refused: bool


def false_answers(verdicts: Sequence[Verdict]) -> float | None:
    """The share of unanswerable questions that were answered; ``None`` where there are none."""
    return _share([not v.refused for v in verdicts if not v.answerable])


def false_refusals(verdicts: Sequence[Verdict]) -> float | None:
    """The share of answerable questions that were refused; ``None`` where there are none."""
    return _share([v.refused for v in verdicts if v.answerable])


def refusal_f1(verdicts: Sequence[Verdict]) -> float | None:
    """F1 of refusing, with the unanswerable questions as the ones to find."""
    right = sum(v.refused and not v.answerable for v in verdicts)
    total = sum(v.refused for v in verdicts) + sum(not v.answerable for v in verdicts)
    return 2 * right / total if total else None


def _share(flags: Sequence[bool]) -> float | None:
    return sum(flags) / len(flags) if flags else None


def auroc(verdicts: Sequence[Verdict]) -> float | None:
    """How likely an answerable question has a higher probability than an unanswerable one.

    The rank-sum form (Hanley and McNeil 1982), ties count half; ``None`` with one kind only.
    """
    order = sorted(verdicts, key=lambda v: v.p_answerable)
    below, ranks, at = 0, 0.0, 0
    while at < len(order):
        tied = [v for v in order[at:] if v.p_answerable == order[at].p_answerable]
        good = sum(v.answerable for v in tied)
        bad = len(tied) - good
        ranks += good * (below + bad / 2)
        below, at = below + bad, at + len(tied)
    good = len(order) - below
    return ranks / (good * below) if good and below else None


def risk_coverage(verdicts: Sequence[Verdict]) -> list[tuple[float, float]]:
    """(coverage, risk) when only the surest are answered, from one question to all.

    El-Yaniv and Wiener, On the foundations of noise-free selective classification, 2010. Equal
    confidences are answered together, so that the order of a set plays no part.
    """
    order = sorted(verdicts, key=lambda v: -v.confidence)
    points, wrong = [], 0
    for n, verdict in enumerate(order, 1):
        wrong += not (verdict.correct and verdict.answerable)
        if n == len(order) or order[n].confidence != verdict.confidence:
            points.append((n / len(order), wrong / n))
    return points


def area(points: Sequence[tuple[float, float]]) -> float | None:
    """The area under a risk–coverage curve: the mean risk over all coverages; lower is better."""
    total, before = 0.0, 0.0
    for coverage, risk in points:
        total += (coverage - before) * risk
        before = coverage
    return total if points else None


def coverage_at(points: Sequence[tuple[float, float]], risk: float = 0.05) -> float | None:
    """The largest share of questions answered with at most this risk; 0 where there is none."""
    if not points:
        return None
    return max((coverage for coverage, found in points if found <= risk), default=0.0)


def calibration(verdicts: Sequence[Verdict], bins: int = 8) -> list[tuple[float, float]]:
    """(mean confidence, share right) of equally many questions each, least sure first.

    A calibrated confidence lies on the diagonal (Niculescu-Mizil and Caruana 2005). Right means
    answerable and correct.
    """
    order = sorted(verdicts, key=lambda v: v.confidence)
    bins = max(1, min(bins, len(order) // 5))
    edges = [len(order) * n // bins for n in range(bins + 1)]
    groups = [order[a:b] for a, b in pairwise(edges) if b > a]
    return [
        (
            sum(v.confidence for v in group) / len(group),
            sum(v.correct and v.answerable for v in group) / len(group),
        )
        for group in groups
    ]


def refusal_scores(verdicts: Sequence[Verdict]) -> dict[str, float | None]:
    """All measures of refusing by name."""
    points = risk_coverage(verdicts)
    return {
        "false_answers": false_answers(verdicts),
        "false_refusals": false_refusals(verdicts),
        "refusal_f1": refusal_f1(verdicts),
        "auroc": auroc(verdicts),
        "risk_area": area(points),
        "coverage@5%risk": coverage_at(points),
    }
