"""Marks the short answer in a sentence and says how good an answer it is; orders no sentences."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.reader_features import Pool
from assistant.reader_features_span import span_table
from assistant.reader_neural import Hint
from assistant.reader_ranking import Ranker
from assistant.spans import Span, candidates, without_place
from assistant.yes_no_marks import says_no

FLOOR = -6.0
"""Quality of a sentence in which no answer was looked for, and the least there is."""
DENIED = 0.9
"""Probability of words that say no: 53 of 56, held out, where the sentence was sure (.6)."""
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A short answer in a sentence.

    Attributes:
        start: Offset in the sentence.
        sure: Probability that it is the answer, given that the sentence answers.
        quality: Log odds that the sentence holds an answer at all, by its spans alone.
    """

    start: int
    end: int
    sure: float
    quality: float


def spans_of(pool: Pool, at: int, hint: Hint | None) -> tuple[list[Span], Floats]:
    """The candidates in a sentence of the pool with their features, the hint among them.

    A sentence without a single word ("***") has none, whatever is marked in it.
    """
    sentence = pool.sentences[at]
    worded = len(sentence.tokens) > 0
    spans = candidates(sentence.text) if worded else []
    if worded and hint and not any((s.start, s.end) == hint[:2] for s in spans):
        spans.append(Span(start=hint[0], end=hint[1], kind="chunk"))
    return spans, span_table(pool.question, sentence, spans, hint)


def mark(ranker: Ranker, pool: Pool, at: int, hint: Hint | None) -> Mark | None:
    """The likeliest short answer in a sentence of the pool; ``None`` without a candidate."""
    if pool.question.asked.kind == "yesno":
        return _denial(pool.sentences[at].text, hint)
    spans, table = spans_of(pool, at, hint)
    if not spans:
        return None
    scores = ranker.spans(table, hinted=hint is not None)
    best = spans[int(scores.argmax())]
    start = best.start
    if pool.question.asked.kind == "person":
        start = without_place(pool.sentences[at].text, start, best.end)
    return Mark(
        start=start,
        end=best.end,
        sure=ranker.span_probability(scores, hinted=hint is not None),
        quality=max(FLOOR, ranker.quality(table)),
    )


def _denial(text: str, hint: Hint | None) -> Mark | None:
    """What the neural reader marks under a yes-or-no question, where it says no."""
    place = says_no(text, hint[0], hint[1]) if hint else None
    return place and Mark(start=place[0], end=place[1], sure=DENIED, quality=FLOOR)
