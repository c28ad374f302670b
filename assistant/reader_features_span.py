"""Numbers that say how well a candidate short answer fits a question; knows no model."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.question_kind import KINDS
from assistant.reader_features_article import SentenceView, Slot
from assistant.reader_features_fit import suits
from assistant.reader_features_question import QuestionView
from assistant.spans import Span

SPAN_KINDS = (
    "number",
    "date",
    "name",
    "quote",
    "reason",
    "is",
    "list",
    "clause",
    "chunk",
    "phrase",
)
_MEASURES = ("", "percent", "money", "age", "time", "length", "weight", "temperature",
             "hour", "day", "month", "year", "person", "place", "body", "people", "area",
             "volume")  # fmt: skip
_BEFORE = [
    "la", "gom", "o", "tai", "do", "vi", "de", "nham", "boi", "nho", "bang", "tu", "den", "toi",
    "vao", "ngay", "nam", "thang", "luc", "ten", "ong", "ba", "anh", "chi", "co", "hon", "gan",
    "khoang", "tren", "duoi", "duoc", "bi", "cho", "voi", "nhu", "cua", "trong", "tinh", "quan",
    "huyen", "pho", ",", "(", ":", '"', "khong", "da", "se", "phai", "ve", "theo", "hang",
    "cong-ty", "gia", "muc", "len", "con", "chiem", "dat", "tang", "giam",
]  # fmt: skip

SPAN_COLUMNS = [
    "k_kind", "s_kind", "s_measure", "s_suits", "s_same_measure", "s_size", "s_chars",
    "s_own", "s_own_idf", "s_near", "s_left", "s_right", "s_focus_in", "s_focus_by",
    "s_start", "s_end", "s_share", "s_before", "s_after", "s_capital", "s_digits",
    "s_commas", "s_paren", "s_quote", "s_whole", "s_first", "s_rare", "s_matched",
    "s_sentence", "s_left_idf", "s_right_idf", "s_names", "s_same_kind", "n_overlap",
    "n_inside", "n_cover", "n_logit", "n_known",
]  # fmt: skip


def span_table(
    q: QuestionView,
    s: SentenceView,
    spans: Sequence[Span],
    hint: tuple[int, int, float] | None = None,
) -> NDArray[np.float32]:
    """(spans, len(SPAN_COLUMNS)) float32.

    Args:
        q: The question.
        s: The sentence that holds the spans.
        spans: Candidates, offsets in the sentence.
        hint: What another model marks in the sentence: start, end and its log-probability.
    """
    match = [
        (p, i) for i, f in enumerate(q.folded) if q.idf[i] > 0.3 for p in s.positions.get(f, ())
    ]
    rows = [_row(q, s, span, match, hint, spans) for span in spans]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(SPAN_COLUMNS))


def _row(
    q: QuestionView,
    s: SentenceView,
    span: Span,
    match: list[tuple[int, int]],
    hint: tuple[int, int, float] | None,
    spans: Sequence[Span],
) -> tuple[float, ...]:
    """The values of one candidate, in the order of ``SPAN_COLUMNS``."""
    starts, ends, n = s.tokens.starts, s.tokens.ends, len(s.tokens)
    i = int(np.searchsorted(starts, span.start))
    j = max(i + 1, int(np.searchsorted(ends, span.end, side="right")))
    i, j = min(i, max(0, n - 1)), min(j, n)
    inside = s.tokens.folded[i:j]
    folded = frozenset(inside)
    slot = Slot(i=i, j=j, span=span, folded=folded)
    total = float(q.idf.sum()) + 1e-6
    own = sum(t in q.own for t in inside)
    own_idf = sum(float(q.idf[w]) for w in {w for p, w in match if i <= p < j}) / total
    left = [(i - p, w) for p, w in match if p < i]
    right = [(p - j + 1, w) for p, w in match if p >= j]
    near: dict[int, float] = {}
    for gap, w in left + right:
        near[w] = max(near.get(w, 0.0), float(q.idf[w]) * math.exp(-gap / 6))
    focus = {f for f in q.asked.focus if f not in ("o", "cua", "la", "co")}
    around = frozenset(s.tokens.folded[max(0, i - 2) : i] + s.tokens.folded[j : j + 2])
    measure = _MEASURES.index(span.measure) if span.measure in _MEASURES else -1
    before, after = s.text[: span.start].rstrip(), s.text[span.end :].lstrip()
    text = s.text[span.start : span.end]
    return (
        KINDS.index(q.asked.kind), SPAN_KINDS.index(span.kind), measure, suits(q.asked, slot),
        float(bool(q.asked.measure) and span.measure == q.asked.measure), j - i, len(text),
        own / (j - i),
        own_idf, sum(near.values()) / total, min((g for g, _ in left), default=40),
        min((g for g, _ in right), default=40), len(focus & folded) / len(focus) if focus else -1,
        len(focus & around) / len(focus) if focus else -1, i / (n + 1), (n - j) / (n + 1),
        (j - i) / (n + 1),
        _before(before, s.tokens.folded[i - 1] if i else ""), _after(after), text[:1].isupper(),
        sum(t[0].isdigit() for t in inside), text.count(","), before.count("(") > before.count(")"),
        before[-1:] in "\"“‘'" and bool(before),
        float(span.start == 0 and span.end >= len(s.text) - 1),
        float(i == 0), sum(t not in q.own for t in inside), len({w for _,
        w in match}) / (len(q.folded) + 1),
        n, sum(float(q.idf[w]) for w in {w for _, w in left}) / total,
        sum(float(q.idf[w]) for w in {w for _, w in right}) / total, sum(s.tokens.capital[i:j]),
        sum(o.kind == span.kind for o in spans), *_hinted(span, hint),
    )  # fmt: skip


def _before(text: str, token: str) -> float:
    """Which of the telling words or signs stands right before."""
    sign = text[-1:]
    if sign in ',(:"“' and sign:
        return float(_BEFORE.index('"' if sign == "“" else sign))
    return float(_BEFORE.index(token)) if token in _BEFORE else -1.0


def _after(text: str) -> float:
    """What follows: the end, a sign or a word."""
    return float(' .,;:)"”'.find(text[:1] or " "))


def _hinted(span: Span, hint: tuple[int, int, float] | None) -> tuple[float, ...]:
    """How the candidate lies to the hint, in characters."""
    if hint is None:
        return (-1.0, -1.0, -1.0, 0.0, 0.0)
    start, end, value = hint
    common = max(0, min(end, span.end) - max(start, span.start))
    union = max(end, span.end) - min(start, span.start)
    return (
        common / max(1, union), common / max(1, span.end - span.start), common / max(1,
        end - start),
        value, 1.0,
    )  # fmt: skip
