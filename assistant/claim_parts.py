"""The things of a claim that can be held against a source: figures, dates, names, quoted words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answer import Difference, Kind
from assistant.checking_amounts import amounts
from assistant.checking_days import dates_in
from assistant.checking_restoring import restored
from assistant.checking_words import Said
from assistant.whole_names import whole_names

Verdict = Literal["matches", "differs", "absent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing a claim says and how it fares.

    Attributes:
        text: As the claim writes it.
        kind: What kind of thing it is.
        verdict: ``matches`` the source, ``differs`` from it, or is ``absent`` from the archive.
        source: What the source says instead; empty unless it differs.
        start: Offset in the claim's text, blanks folded.
    """

    text: str
    kind: Kind
    verdict: Verdict
    source: str = ""
    start: int = 0
    end: int = 0


def claim_parts(
    claim: str, differences: Sequence[Difference], *, found: bool, source: str = ""
) -> tuple[Part, ...]:
    """The parts of a claim in order, each with its verdict.

    Args:
        claim: The claim.
        differences: What the checker found against the best evidence.
        found: Whether there is any evidence that speaks of the same thing.
        source: The best evidence: it tells what is a name in a claim typed in capitals.
    """
    said = Said(claim)
    read = Said(restored(said.text, source)) if source else said
    against = [_whole(d, source) for d in differences]
    parts = [
        _judged(said.text[at : at + len(text)], kind, at, against, found=found)
        for text, kind, at in _things(read)
    ]
    shown = {p.text for p in parts}
    for difference in differences:
        if difference.kind in ("negation", "speaker") and difference.claim not in shown:
            at = max(0, said.text.find(difference.claim))
            parts.append(_judged(difference.claim, difference.kind, at, differences, found=found))
    return tuple(sorted(parts, key=lambda p: p.start))


def _things(said: Said) -> list[tuple[str, Kind, int]]:
    """Every figure, date, name and quoted run of words, with its place."""
    dates = [d for d in dates_in(said) if d.weekday is None]
    spans = [(d.start, d.end) for d in dates]
    found: list[tuple[str, Kind, int]] = []
    found += [(said.text[s:e], "date", s) for s, e in dict.fromkeys(spans)]
    found += [
        (said.text[a.start : a.end], "figure", a.start) for a in amounts(said, spans) if a.written
    ]
    found += [
        (said.text[start:end], "name", start)
        for start, end in whole_names(said.text)
        if not any(s < end and start < e for s, e in spans)
    ]
    found += [(q, "speaker", said.text.find(q)) for q in said.quoted]
    return found


def _whole(difference: Difference, source: str) -> Difference:
    """A difference in a name with the source's name whole."""
    if difference.kind not in ("name", "speaker") or not difference.source:
        return difference
    text = Said(source).text
    at = text.find(difference.source)
    for start, end in whole_names(text):
        if start <= at < end and at + len(difference.source) <= end:
            return replace(difference, source=text[start:end])
    return difference


def _judged(
    text: str, kind: Kind, at: int, differences: Sequence[Difference], *, found: bool
) -> Part:
    """A part with the verdict that the differences give it."""
    against = next((d for d in differences if d.claim in text or text in d.claim), None)
    if against is None:
        verdict: Verdict = "matches" if found else "absent"
        return Part(text=text, kind=kind, verdict=verdict, start=at, end=at + len(text))
    return Part(
        text=text,
        kind=against.kind,
        verdict="differs" if against.source and found else "absent",
        source=against.source if found else "",
        start=at,
        end=at + len(text),
    )
