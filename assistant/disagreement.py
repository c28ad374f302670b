"""Sources that give different figures or dates for one question; never merges them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.answer import Citation
from assistant.asked_words import asks_for_two
from assistant.checking_amounts import Amount, amounts
from assistant.checking_days import Date, dates_in, resolved
from assistant.checking_words import Said
from assistant.question_kind import ask
from index.analysis import folded_terms

ALIKE = 0.25
"""Two sentences speak of the same thing when they share this much of their other words."""
_CLOSE = Fraction(1, 50)
_LAST_DAY = re.compile(r"(?<!\w)24 ?(?:giờ|h|tiếng) (?:vừa )?qua(?!\w)")


@dataclass(frozen=True, slots=True)
class _Given:
    """What one citation gives as the answer: an amount or a date."""

    citation: Citation
    amount: Amount | None
    date: Date | None


def disagreements(question: str, citations: Sequence[Citation]) -> tuple[tuple[int, ...], ...]:
    """Groups of citation numbers from different articles that give different figures or dates.

    Figures are compared in the base of their unit; a rounded figure is no other one, and a
    near-copy of an article does not count beside it.

    Args:
        question: What was asked.
        citations: Under the answer.
    """
    if asks_for_two(question):
        return ()
    kind = ask(question).kind
    if kind not in ("number", "date"):
        return ()
    given = [g for c in _sources(citations) if (g := _given(c, kind)) is not None]
    groups: list[list[_Given]] = []
    for one in given:
        for group in groups:
            if any(_same_thing(one, other) for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return tuple(
        tuple(sorted(g.citation.number for g in group)) for group in groups if _differ(group)
    )


def _sources(citations: Sequence[Citation]) -> list[Citation]:
    """The first citation of each article that says something of its own."""
    found: dict[str, Citation] = {}
    copied: set[str] = set()
    for citation in citations:
        if citation.article_id in found or citation.article_id in copied:
            continue
        found[citation.article_id] = citation
        copied |= {article_id for _, _, article_id in citation.copies}
    return list(found.values())


def _given(citation: Citation, kind: str) -> _Given | None:
    """The figure or date within the marked short answer; ``None`` where there is not just one."""
    if citation.span is None:
        return None
    said = Said(citation.quote)
    start, end = (offset - citation.start for offset in citation.span)
    marked = Said(citation.quote[start:end])
    dates = dates_in(marked)
    if kind == "date":
        return _Given(citation, None, dates[0]) if len(dates) == 1 else None
    held = [(d.start, d.end) for d in dates]
    found = [a for a in amounts(marked, held) if a.written] or amounts(marked, held)
    if len(found) != 1:
        return None
    if not found[0].unit:
        spans = [(d.start, d.end) for d in dates_in(said)]
        whole = [a for a in amounts(said, spans) if a.plain == found[0].plain and a.unit]
        found = whole[:1] or found
    return _Given(citation, found[0], None)


def _same_thing(a: _Given, b: _Given) -> bool:
    """Whether two sentences measure the same thing in comparable units."""
    if a.amount and b.amount and (a.amount.measure != b.amount.measure or _other_day(a, b)):
        return False
    ours, theirs = _words(a.citation), _words(b.citation)
    return len(ours & theirs) >= ALIKE * min(len(ours), len(theirs))


def _other_day(a: _Given, b: _Given) -> bool:
    """Whether two figures are of different days: "24 giờ qua" told on the 28th and the 29th."""
    ours, theirs = _days(a.citation), _days(b.citation)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _days(citation: Citation) -> set[tuple[int, int]]:
    """The days, (day, month), that a quote says its figures are of."""
    said, when = Said(citation.quote), citation.published_at
    dates = dates_in(said)
    found = {(d.day, d.month) for d in dates if d.day and d.month}
    if when is not None:
        own = [resolved(d.relative, when) for d in dates if d.relative.endswith("d")]
        found |= {(d.day, d.month) for d in own}
        if _LAST_DAY.search(said.lower):
            found.add((when.day, when.month))
    return found


def _words(citation: Citation) -> set[str]:
    """The words of a citation and its title that are no figures."""
    found = folded_terms(f"{citation.title} {citation.quote}")
    return {t for t in found if not any(c.isdigit() for c in t)}


def _differ(group: Sequence[_Given]) -> bool:
    if len(group) < 2:
        return False
    return any(not _equal(group[0], other) for other in group[1:])


def _equal(a: _Given, b: _Given) -> bool:
    """Whether two give the same, rounding and missing parts of a date aside."""
    if a.amount and b.amount:
        ours, theirs = a.amount.base, b.amount.base
        return abs(ours - theirs) <= _CLOSE * max(abs(ours), abs(theirs)) and (
            ours == theirs or _rough(a) or _rough(b)
        )
    if a.date and b.date:
        pairs = ((a.date.day, b.date.day), (a.date.month, b.date.month), (a.date.year, b.date.year))
        return all(x == y or 0 in (x, y) for x, y in pairs)
    return True


def _rough(given: _Given) -> bool:
    """Whether a figure is said to be rounded."""
    lower = given.citation.quote.lower()
    return any(f"{word} " in lower for word in ("gần", "khoảng", "hơn", "trên", "xấp xỉ", "chừng"))
