"""A figure or unit of the claim that stands exactly where its source has another one."""

import re

from assistant.answer import Difference, Kind
from assistant.checking_amounts import amounts
from assistant.checking_days import dates_in
from assistant.checking_units import UNITS
from assistant.checking_words import Pair, Said, Swap

_TIME_WORDS = frozenset({"ngày", "tháng", "năm", "tuần", "giờ", "phút", "giây", "quý"})
_DAY = re.compile(r"\d+[/-]\d+|(?:19|20)\d\d$")


def swapped_differences(pair: Pair) -> list[Difference]:
    """Differences that only the words around give away: "6 phút, 2-1" made "2 phút, 2-1"."""
    found: list[Difference] = []
    if not pair.close:
        return found
    for swap in pair.swaps:
        if swap.left and swap.right and (kind := _kind(pair, swap)):
            found.append(
                Difference(
                    claim=_text(pair.claim, swap.claim),
                    source=_text(pair.source, swap.source),
                    kind=kind,
                )
            )
    return found


def _kind(pair: Pair, swap: Swap) -> Kind | None:
    """What kind of thing was put in another's place; ``None`` for ordinary words."""
    ours = pair.claim.keys[slice(*swap.claim)]
    theirs = pair.source.keys[slice(*swap.source)]
    if not ours or len(ours) != len(theirs) or len(ours) > 2:
        return None
    for mine, other in zip(ours, theirs, strict=True):
        if mine == other:
            continue
        if mine[:1].isdigit() and other[:1].isdigit():
            if _same_amount(pair, swap):
                return None
            return None if _equal(mine, other) else _of_digits(pair, swap, mine)
        large = pair.claim.words[swap.claim[0]].capital
        if not large and _foreign(mine) and _foreign(other):
            return "name"
        measures = {UNITS[k][0] for k in (mine, other) if k in UNITS}
        if len(measures) == 2 or {mine, other} <= _TIME_WORDS:
            return (
                "unit" if _after_digit(pair.claim, swap.claim[0]) or mine in _TIME_WORDS else None
            )
    return None


def _same_amount(pair: Pair, swap: Swap) -> bool:
    """Whether the figures come to the same with their units: "1,5 năm", "1 năm rưỡi"."""
    ours, theirs = (
        [a for a in amounts(s) if a.start == s.words[span[0]].start]
        for s, span in ((pair.claim, swap.claim), (pair.source, swap.source))
    )
    days = [
        {(d.day, d.month, d.year) for d in dates_in(s) if d.start <= s.words[at].start < d.end}
        for s, at in ((pair.claim, swap.claim[0]), (pair.source, swap.source[0]))
    ]
    alike = any(a.measure == t.measure and a.base == t.base for a in ours for t in theirs)
    return alike or bool(days[0] & days[1])


_VIETNAMESE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)


def _foreign(word: str) -> bool:
    """Whether a word is a long one of another language: "ribosome"."""
    return len(word) > 5 and word.isascii() and word.isalpha() and not _VIETNAMESE.fullmatch(word)


def _equal(mine: str, other: str) -> bool:
    if mine.rstrip("%") == other.rstrip("%"):
        return True
    ours, theirs = amounts(Said(mine)), amounts(Said(other))
    if any(c in "/-" for c in mine + other):
        return [p.lstrip("0") for p in re.split("[/-]", mine)] == [
            p.lstrip("0") for p in re.split("[/-]", other)
        ]
    return bool(ours and theirs) and ours[0].value == theirs[0].value


def _of_digits(pair: Pair, swap: Swap, mine: str) -> Kind:
    before = pair.claim.keys[swap.claim[0] - 1] if swap.claim[0] else ""
    return "date" if _DAY.match(mine) or before in ("ngày", "tháng", "năm") else "figure"


def _after_digit(said: Said, at: int) -> bool:
    before = said.words[max(0, at - 2) : at]
    return any(c.isdigit() for w in before for c in w.text)


def _text(said: Said, span: tuple[int, int]) -> str:
    return said.text[said.words[span[0]].start : said.words[span[1] - 1].end]
