"""How well what a sentence holds fits the kind of answer asked for."""

import math

from numpy import float32
from numpy.typing import NDArray

from assistant.question_kind import Asked
from assistant.reader_features_article import SentenceView, Slot
from assistant.reader_features_question import QuestionView
from assistant.reader_features_signs import SIGNS

FIT_COLUMNS = [
    "f_best", "f_count", "f_near", "f_focus", "f_focus_near", "f_number", "f_date", "f_name",
    "f_quote", "f_measure", *SIGNS, "f_run", "f_span_size", "f_near_any", "f_fine", "f_person",
    "f_place", "f_body",
]  # fmt: skip


def suits(asked: Asked, slot: Slot) -> float:
    """How well a slot suits what is asked, 0 to 1, by kind and measure alone."""
    kind, span = slot.span.kind, slot.span
    if asked.kind == "number":
        if kind == "number":
            if asked.measure:
                return 1.0 if span.measure == asked.measure else 0.25 if not span.measure else 0.05
            if asked.counted:
                return 0.6 if not span.measure else 0.3 if span.measure == "people" else 0.1
            return 0.6 if span.measure in ("", "percent", "money", "people") else 0.35
        return 0.0
    if asked.kind == "date":
        if kind == "date":
            return 1.0 if span.measure == asked.measure or not asked.measure else 0.6
        return 0.25 if kind == "number" and span.measure == "time" else 0.0
    if kind == "name":
        best = {"person": {"person": 1.0, "place": 0.4}, "place": {"place": 1.0, "person": 0.2}}
        table = best.get(asked.kind, {})
        return table.get(span.measure, 0.7 if asked.kind in ("person", "place", "list") else 0.4)
    if kind == "quote":
        return 0.5 if asked.kind == "fact" else 0.2
    return 0.15 if asked.kind in ("fact", "list", "how") else 0.0


def fit(q: QuestionView, s: SentenceView, match: NDArray[float32]) -> tuple[float, ...]:
    """The values of ``FIT_COLUMNS`` for one sentence.

    Args:
        q: The question.
        s: The sentence.
        match: Which of the question's tokens stand in the sentence, folded.
    """
    asked = q.asked
    places = [
        (p, i, float(q.idf[i]))
        for i, f in enumerate(q.folded)
        if match[i] and q.idf[i] > 0.3
        for p in s.positions[f]
    ]
    total = float(q.idf.sum()) + 1e-6
    focus = {f for f in asked.focus if f not in ("o", "cua", "la", "co")}
    best = near = focused = focused_near = near_any = size = fine = 0.0
    count = dict.fromkeys(("number", "date", "name", "quote"), 0)
    sorts = dict.fromkeys(("person", "place", "body"), 0)
    measure = fitting = 0
    for slot in s.slots:
        if slot.folded <= q.own:
            continue
        count[slot.span.kind] += 1
        if slot.span.measure in sorts:
            sorts[slot.span.measure] += 1
        value = suits(asked, slot)
        around = frozenset(s.tokens.folded[max(0, slot.i - 3) : slot.j + 3])
        has_focus = len(focus & around) / len(focus) if focus else 0.0
        if asked.kind == "number" and not asked.measure and has_focus:
            value = min(1.0, value + 0.4 * has_focus)
        close = _closeness(slot, places) / total
        near_any = max(near_any, close)
        if value <= 0:
            continue
        fitting += value >= 0.5
        measure = max(measure, int(bool(asked.measure) and slot.span.measure == asked.measure))
        fine = max(fine, float(slot.span.measure == asked.measure))
        best, focused = max(best, value), max(focused, has_focus)
        focused_near = max(focused_near, has_focus * close)
        if value * close > near:
            near, size = value * close, float(slot.j - slot.i)
    return (
        best, fitting, near, focused, focused_near, count["number"], count["date"], count["name"],
        count["quote"], measure, *s.signs, _run(s, q), size, near_any, fine,
        sorts["person"], sorts["place"], sorts["body"],
    )  # fmt: skip


def _closeness(slot: Slot, places: list[tuple[int, int, float]]) -> float:
    """Weight of the question's words near the slot, falling by e every six tokens."""
    nearest: dict[int, float] = {}
    for p, word, weight in places:
        gap = slot.i - p if p < slot.i else p - slot.j + 1 if p >= slot.j else 0
        value = weight * math.exp(-gap / 6)
        nearest[word] = max(nearest.get(word, 0.0), value)
    return sum(nearest.values())


def _run(s: SentenceView, q: QuestionView) -> float:
    """Tokens of the longest run that question and sentence share."""
    best = run = 0
    for pair in q.pairs:
        run = run + 1 if pair in s.pairs else 0
        best = max(best, run)
    return float(best)
