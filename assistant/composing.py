"""Answers put together: what a writer used is cited, renumbered and checked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from assistant.answer import Answer, Ask, Citation, Claim
from assistant.checking import check_claim
from assistant.citing import cite_all
from assistant.comparing import halves
from assistant.disagreement import disagreements
from assistant.evidence import Evidence, Reading
from assistant.explaining import explain
from assistant.missing import missing
from assistant.open_request import only_named
from assistant.several import parts
from assistant.times import TimeCondition
from assistant.writer import Draft
from assistant.yes_no import YES, statement, yes_or_no
from assistant.yes_no_marks import says_no
from corpus.article import Article
from corpus.text import clean
from index.analysis import fold

NEAREST = 3
"""Sentences shown as "gần nhất" under a refusal."""
SHOWN_SPAN = 0.35
"""A span less likely than this is not shown as the short answer: the sentence is the answer."""

Copies = tuple[tuple[str, str, str], ...]
"""Articles that carry the same story, each as (source, title, article id)."""


@dataclass(slots=True)
class Work:
    """One question on its way to an answer.

    Attributes:
        outside: Whether the time asked about holds no article, and all were searched.
    """

    ask: Ask
    query: str
    times: TimeCondition
    timings: dict[str, float] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    outside: bool = False
    began: float = field(default_factory=perf_counter)

    def lap(self, stage: str) -> None:
        """Book the time since the last stage."""
        now = perf_counter()
        self.timings[stage] = self.timings.get(stage, 0.0) + now - self.began
        self.began = now


def compose(
    work: Work,
    reading: Reading,
    articles: Mapping[str, Article],
    drafts: Sequence[Draft],
    *,
    writer: str,
    copies: Callable[[str], Copies],
    drop_unsupported: bool = False,
) -> Answer:
    """The answer that the drafts make so far.

    What was used is cited and renumbered from 1, what is cited is checked; a citation number
    that does not exist is counted, never shown as a source.
    """
    used = _used(drafts, reading.evidence)
    citations = [
        replace(explain(c, articles[c.article_id]), copies=copies(c.article_id))
        for c in cite_all([reading.evidence[n - 1] for n in used], articles)
    ]
    number = {old: new for new, old in enumerate(used, 1)}
    claims = [_claim(d, number, citations, articles) for d in drafts]
    if drop_unsupported:
        claims = [c for c in claims if c.support.level != "unsupported"]
    return Answer(
        question=work.ask.question,
        searched_for=work.query,
        claims=tuple(claims),
        citations=tuple(citations),
        refused=False,
        confidence=reading.p_right,
        p_answerable=reading.p_answerable,
        short_answer=_short_answer(
            work, citations, articles, reading.evidence[used[0] - 1] if used else None
        ),
        as_of=max((c.published_at for c in citations if c.published_at), default=None),
        timings=dict(work.timings),
        notices=tuple(work.notices),
        disagreement=disagreements(work.query, citations),
        phantoms=tuple(sorted({n for d in drafts for n in d.numbers if n not in number})),
        since=work.times.since,
        until=work.times.until,
        writer=writer,
    )


def _settled(work: Work, citations: Sequence[Citation], articles: Mapping[str, Article]) -> str:
    """Yes or no, where that is asked and the first citation settles it."""
    question = work.query
    if not citations or fold(question.lower()) != fold(clean(work.ask.question).lower()):
        return ""
    first = citations[0]
    return yes_or_no(question, first.quote, articles[first.article_id])


def refusal(work: Work, reading: Reading, articles: Mapping[str, Article]) -> Answer:
    """An answer that says the articles do not hold it, with what came nearest."""
    near = [e for e in reading.evidence if e.article_id in articles][:NEAREST]
    if near and (unnamed := missing(work.query, articles.values())):
        said = ", ".join(f"“{phrase}”" for phrase in unnamed)
        work.notices.append(f"Các bài gần nhất không nhắc đến {said}.")
    work.lap("write")
    return Answer(
        question=work.ask.question,
        searched_for=work.query,
        claims=(),
        citations=(),
        refused=True,
        confidence=reading.p_right,
        p_answerable=reading.p_answerable,
        nearest=tuple(cite_all(near, articles, span=False)),
        timings=dict(work.timings),
        notices=tuple(work.notices),
        since=work.times.since,
        until=work.times.until,
    )


def _claim(
    draft: Draft,
    number: Mapping[int, int],
    citations: Sequence[Citation],
    articles: Mapping[str, Article],
) -> Claim:
    """A checked claim; citation numbers that do not exist stay out of it."""
    numbers = tuple(dict.fromkeys(number[n] for n in draft.numbers if n in number))
    cited = [citations[n - 1] for n in numbers]
    support = check_claim(draft.text, [(c.quote, articles[c.article_id]) for c in cited])
    return Claim(text=draft.text, citations=numbers, support=support)


def _used(drafts: Sequence[Draft], evidence: Sequence[Evidence]) -> list[int]:
    """Evidence numbers that exist and are cited, in order of first use."""
    numbers = (n for d in drafts for n in d.numbers if 1 <= n <= len(evidence))
    return list(dict.fromkeys(numbers))


def _short_answer(
    work: Work,
    citations: Sequence[Citation],
    articles: Mapping[str, Article],
    best: Evidence | None,
) -> str:
    """Yes or no where that is asked and settled, else the words marked in the first citation."""
    marked = _marked(work, citations, best)
    if not statement(work.query.split(" (")[0]):
        return marked
    denied = bool(marked) and says_no(marked, 0, len(marked)) is not None
    settled = _settled(work, citations, articles)
    return marked if denied and settled in ("", *YES) else settled


def _marked(work: Work, citations: Sequence[Citation], best: Evidence | None) -> str:
    """The words marked in the first citation, where they are likely to be the answer.

    A question about two things, or a name alone, has no short answer: the sentences are it.
    """
    if best is None or not citations or best.span_probability < SHOWN_SPAN:
        return ""
    if len(citations) > 1 and (halves(work.query) or parts(work.query)):
        return ""
    first = citations[0]
    if first.span is None:
        return ""
    start, end = first.span
    marked = first.quote[start - first.start : end - first.start]
    named = only_named(work.query)
    return marked if named is None or named.meant else ""
