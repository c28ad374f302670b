"""What came of each question, in words, and at which step an answer was lost."""

from collections import Counter
from collections.abc import Iterable

from eval.run_file import Row, Run
from eval.twins import AS_TYPED

RIGHT = "đúng"
STEPS = (
    RIGHT,
    "đúng chỗ, sai lời",
    "đúng câu, nhưng từ chối",
    "câu đúng đứng thứ hai hay thứ ba",
    "có đoạn đúng, không chọn được câu",
    "có bài đúng, không có đoạn trong 10",
    "không tìm thấy bài",
    "lỗi",
)
"""How far an answer came, farthest first."""


def outcome(row: Row) -> str:
    """What came of a question, in two or three words."""
    if row.error or row.answer is None:
        return "lỗi"
    refused = bool(row.answer["refused"])
    if not row.answerable:
        return RIGHT if refused else "trả lời bừa"
    if refused:
        return "từ chối oan"
    if row.scores.get("correct", row.scores.get("evidence_first")):
        return RIGHT
    return "đúng chỗ, sai lời" if row.scores.get("evidence_first") else "sai"


def misses(run: Run, limit: int | None = None) -> list[Row]:
    """The questions that came out wrong, the most certain mistakes first."""
    wrong = [r for r in run.column(AS_TYPED).values() if outcome(r) != RIGHT]
    worst = sorted(wrong, key=lambda r: -float(r.answer["confidence"]) if r.answer else -1.0)
    return worst[:limit]


def reached(row: Row) -> str:
    """How far the answer to an answerable question came; one of ``STEPS``."""
    came = outcome(row)
    if came in STEPS:
        return came
    scores = row.scores
    if scores.get("found_first"):
        return STEPS[2]
    if scores.get("found_top3"):
        return STEPS[3]
    if scores.get("hit@10"):
        return STEPS[4]
    return STEPS[5] if scores.get("article_hit@10") else STEPS[6]


def counted(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """How many answerable questions came how far, farthest first; steps without any left out."""
    found = Counter(reached(row) for row in rows if row.answerable)
    return [(step, found[step]) for step in STEPS if found[step]]


def in_words(rows: Iterable[Row]) -> str:
    """What came of all questions, in two sentences."""
    rows = list(rows)
    answerable = Counter(outcome(r) for r in rows if r.answerable)
    unknown = Counter(outcome(r) for r in rows if not r.answerable)
    parts = []
    for counts, what in ((answerable, "có đáp án trong kho"), (unknown, "kho không cho biết")):
        if counts:
            names = {RIGHT: "từ chối đúng"} if counts is unknown else {}
            listed = ", ".join(f"{n} {names.get(k, k)}" for k, n in counts.most_common())
            parts.append(f"{counts.total()} câu {what}: {listed}.")
    return " ".join(parts)
