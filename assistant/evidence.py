"""What the reader found: sentences that may answer, the words in them, and how sure it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.question_kind import Asked, ask
from corpus.article import Article
from index.analysis import folded_terms

SAME_ANSWER, SAME_SENTENCE = 0.6, 0.8
"""Shares of words (F1) from which two short answers, or two sentences, say the same."""
NEWER = 0.5
"""Share of the best probability from which a newer article's evidence may pass the best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One sentence that may answer the question; ``text == article.text[start:end]``.

    Attributes:
        start: Offset of the sentence in ``Article.text``.
        probability: Calibrated (0..1) that this sentence answers the question.
        span_start: Offset of the short answer in ``Article.text``, within the sentence;
            ``None`` where no span is likely.
        span_probability: That the span is the short answer, given that the sentence answers.
        score: The ranker's own score; higher is better, comparable within one question only.
        context: The sentence before it in the same article, empty for the first.
        passage_id: The passage that the sentence begins in; empty where that was no hit.
    """

    text: str
    article_id: str
    revision: int
    start: int
    end: int
    probability: float
    score: float
    span_start: int | None = None
    span_end: int | None = None
    span_probability: float = 0.0
    context: str = ""
    title: str = ""
    passage_id: str = ""

    @property
    def span(self) -> tuple[int, int] | None:
        """Offsets of the short answer in the article, or ``None``."""
        if self.span_start is None or self.span_end is None:
            return None
        return self.span_start, self.span_end

    @property
    def short_answer(self) -> str:
        """The short answer in the sentence's own characters, or empty."""
        if self.span_start is None or self.span_end is None:
            return ""
        return self.text[self.span_start - self.start : self.span_end - self.start]

    def unmarked(self) -> "Evidence":
        """The same sentence without a short answer."""
        return replace(self, span_start=None, span_end=None, span_probability=0.0)


def quoted(
    article: Article, place: tuple[int, int], sure: float, marked: tuple[int, int] | None = None
) -> Evidence:
    """A sentence of an article that no reader ranked.

    Args:
        article: Whole.
        place: Its offsets in the article's text.
        sure: Its probability and, where words are marked, theirs.
        marked: Offsets of the short answer in the sentence.
    """
    start, end = place
    return Evidence(
        text=article.text[start:end],
        article_id=article.article_id,
        revision=article.revision,
        start=start,
        end=end,
        probability=sure,
        score=sure,
        span_start=start + marked[0] if marked else None,
        span_end=start + marked[1] if marked else None,
        span_probability=sure if marked else 0.0,
        title=article.title,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the articles say to one question.

    Attributes:
        evidence: Sentences, best first.
        p_answerable: Calibrated probability (0..1) that any sentence answers the question.
        p_right: Calibrated probability (0..1) that the best sentence does; refusal goes by it.
        asked: The kind of answer asked for.
        notices: Sentences for the reader of the answer: a configured model that was not reached.
    """

    evidence: tuple[Evidence, ...]
    p_answerable: float
    p_right: float
    asked: Asked
    notices: tuple[str, ...] = ()


def agreeing(evidence: Sequence[Evidence]) -> float:
    """Probability (0..1) of the likeliest sentence and of those that say the same.

    Sentences say the same when their short answers share most words, or, nearly, all that they
    say: outlets that tell one story are no rivals of one another.
    """
    first = max(evidence, key=lambda piece: piece.probability)
    return sum(
        piece.probability for piece in evidence
        if piece is first
        or alike(first.short_answer, piece.short_answer, SAME_ANSWER)
        or alike(first.text, piece.text, SAME_SENTENCE)
    )  # fmt: skip


def alike(one: str, other: str, least: float) -> bool:
    """Whether two texts share so much of their words (F1)."""
    ours, theirs = set(folded_terms(one)), set(folded_terms(other))
    return bool(ours and theirs) and 2 * len(ours & theirs) >= least * (len(ours) + len(theirs))


def by_date(evidence: Sequence[Evidence], dates: Mapping[str, datetime | None]) -> list[Evidence]:
    """Likely evidence with the newest article's first; the rest keeps its place."""
    floor = NEWER * evidence[0].probability
    likely = [e for e in evidence if e.probability >= floor]
    rest = [e for e in evidence if e.probability < floor]

    def age(piece: Evidence) -> float:
        day = dates.get(piece.article_id)
        return -day.timestamp() if day else 0.0

    return sorted(likely, key=age) + rest


def nothing(question: str) -> Reading:
    """The reading of no article at all."""
    return Reading(evidence=(), p_answerable=0.0, p_right=0.0, asked=ask(question))
