"""What an answer is: claims, the citations under them, and what the checker found."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Level = Literal["verbatim", "supported", "unsupported"]
Kind = Literal["figure", "date", "name", "negation", "unit", "speaker"]
CERTAIN = 0.7
"""Of the answers given below this confidence 72 in 100 were right; 2026-11-24 in DECISIONS.md."""
UNCERTAIN = (
    "Chưa chắc chắn: cứ mười câu trả lời như thế này thì khoảng ba câu sai. Xin đọc kỹ câu trích."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing a claim says that its source does not.

    Attributes:
        claim: What the claim says, in its own characters.
        source: What the source says instead; empty where it says nothing of the kind.
    """

    claim: str
    source: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Support:
    """What the checker found for one claim; ``differences`` is empty unless unsupported."""

    level: Level
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A quote: the article's own characters at ``[start, end)``, read from the store.

    Attributes:
        number: What stands in brackets in the answer, from 1.
        span: Offsets of the short answer in the article, inside ``[start, end)``; ``None``
            where no span is sure.
        note: Said beside the quote, outside it: whom a pronoun means, which day "hôm qua" is.
        copies: Other articles that carry the same wire story, as (source, title, article_id).
        content_hash: Of the cited revision, for later verification.
        superseded: Whether a newer revision exists.
    """

    number: int
    article_id: str
    revision: int
    start: int
    end: int
    quote: str
    title: str
    source: str
    url: str
    published_at: datetime | None
    author: str = ""
    span: tuple[int, int] | None = None
    note: str = ""
    copies: tuple[tuple[str, str, str], ...] = ()
    content_hash: str = ""
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence of an answer, the numbers of its citations and what the checker found."""

    text: str
    citations: tuple[int, ...]
    support: Support

    @property
    def denied_as_a_whole(self) -> bool:
        """Whether its sources do not bear it out though no single thing in it differs."""
        found = self.support
        return found.level == "unsupported" and bool(self.citations) and not found.differences


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a question; a refusal has no claims and says what was nearest.

    Attributes:
        searched_for: The query made of the question and the conversation.
        confidence: Calibrated probability (0..1) that the best sentence answers the question; an
            answer is refused where it is low. Of an open request, the share of the subject's words
            in the title.
        p_answerable: The same that anything in the articles does.
        short_answer: The name, figure, date or phrase asked for; empty where none is sure.
        nearest: What came nearest, for a refusal; never shown as a source.
        as_of: Date of the newest cited source.
        timings: Stage to seconds.
        notices: Sentences for the reader: why another writer answered, what was not checked.
        disagreement: Groups of citation numbers that give different figures or dates.
        phantoms: Citation numbers a writer made up, counted and shown.
        writer: Name of the writer that wrote the claims.
    """

    question: str
    searched_for: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    refused: bool
    confidence: float
    p_answerable: float = 0.0
    short_answer: str = ""
    nearest: tuple[Citation, ...] = ()
    as_of: datetime | None = None
    timings: dict[str, float] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    disagreement: tuple[tuple[int, ...], ...] = ()
    phantoms: tuple[int, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    writer: str = "extractive"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question and what was answered to it."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question with all that goes with it.

    Attributes:
        history: Earlier turns, oldest first.
        now: What "hôm qua" is counted from; the present moment where ``None``.
    """

    question: str
    history: tuple[Turn, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    sources: tuple[str, ...] = ()
    now: datetime | None = None
