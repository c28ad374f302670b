"""Whether the figures and units of a claim stand in its source; knows nothing of dates."""

import re
from collections.abc import Sequence
from fractions import Fraction

from assistant.answer import Difference
from assistant.checking_amounts import Amount, amounts, readings
from assistant.checking_asides import NO_NOUN, aside, noun_after
from assistant.checking_contrasts import first_quarter
from assistant.checking_derived import derived, rounded
from assistant.checking_labels import of_address
from assistant.checking_shorts import roads, same_road
from assistant.checking_units import COUNTS
from assistant.checking_words import Pair, Said
from corpus.article import Article

_MORE = re.compile(
    r"(?:(?<!không )(?<!không (?:cao|lớn) )(?<!không nhiều )(?:hơn|trên)|(?<!không )vượt|"
    r"(?<!không )(?<!không vượt )quá|ít nhất|tối thiểu|không dưới)\s*$"
)
_LESS = re.compile(
    r"(?:gần|(?<!không )dưới|không (?:(?:cao |lớn |nhiều )?hơn|trên)|chưa đến|chưa tới|chưa đầy|"
    r"không quá|không vượt quá|không vượt|tối đa|nhiều nhất|suýt|ngót|không tới)\s*$"
)
_AT_MOST = re.compile(r"không (?:\w+ ){1,4}(?:vượt )?quá$")
_PHYSICAL = ("time", "length", "area", "volume", "mass")
_BEFORE_LOOSE = frozenset("cả thứ tháng ngày lớp thế".split())
_PAIRS = frozenset("bên nước phía ông bà đội vợ anh chị mẹ bố cha nhà quốc con cường người".split())


def figure_differences(
    pair: Pair,
    claimed: Sequence[tuple[int, int]],
    sourced: Sequence[tuple[int, int]],
    articles: Sequence[Article] = (),
) -> list[Difference]:
    """Figures and units of the claim that the source does not give.

    Args:
        pair: The claim beside its source.
        claimed: Spans of the claim that are dates.
        sourced: Spans of the source that are dates.
        articles: Where the source is from: they may name what the sentence leaves out ("lớp 9").
    """
    ours = amounts(pair.claim, claimed)
    theirs = _with_units(readings(amounts(pair.source, sourced), pair.source))
    extra = readings(ours, pair.claim)[len(ours) :]
    found = []
    for amount in ours:
        if first_quarter(pair, amount.start):
            continue
        options = [amount, *(e for e in extra if _holds(e, amount) and not e.clock)]
        results = [_judge(o, theirs, pair) for o in options]
        if all(r is not None for r in results) and not aside(amount, theirs, pair, articles):
            found.append(results[0])
    return [d for d in found if d is not None]


def _with_units(found: Sequence[Amount]) -> list[Amount]:
    """The readings without those whose number has a unit in another: 20 of "20-30 cm"."""
    measured = {(a.start, a.value) for a in found if a.unit}
    return [a for a in found if a.unit or (a.start, a.value) not in measured]


def _holds(reading: Amount, amount: Amount) -> bool:
    """Whether a reading begins with an amount, or takes it in: "6 tháng" of "3 năm 6 tháng"."""
    inside = reading.start < amount.start and amount.end <= reading.end
    return reading.start == amount.start or inside


def _judge(amount: Amount, theirs: Sequence[Amount], pair: Pair) -> Difference | None:
    """What is wrong with one amount, or ``None``."""
    if not amount.written and (clash := _other_time(amount, theirs)):
        return _difference(amount, clash, pair, unit=True)
    if not amount.written and not _sure(amount, theirs, pair):
        return None
    equal = [t for t in theirs if _same(amount, t) and not of_address(pair, amount.start, t.start)]
    if equal and (rival := _counted_otherwise(amount, equal, theirs, pair)):
        return _difference(amount, rival, pair)
    if equal:
        return _turned(amount, equal, pair)
    if clash := next((t for t in theirs if _unit_clash(amount, t)), None):
        return _difference(amount, clash, pair, unit=True)
    if amount.written and not amount.clock and _literal(amount, pair):
        return None
    if any(rounded(amount, t, pair.claim) for t in theirs) or derived(amount, theirs, pair):
        return None
    return _difference(amount, _nearest(amount, theirs, pair), pair)


def _same(a: Amount, b: Amount) -> bool:
    """Whether two amounts are equal, units made equal; counted things may have other nouns."""
    if a.clock or b.clock:
        around = 720 if a.half or b.half else 1440
        return a.clock and b.clock and a.value % around == b.value % around
    if a.rate and b.rate and a.rate != b.rate:
        return False
    if a.measure == b.measure == "time" and a.unit != b.unit and b.base:
        return abs(a.base - b.base) <= b.base / 50
    if a.measure == b.measure:
        return a.base == b.base and (a.base != 0 or a.unit == b.unit or a.measure == "percent")
    if a.value != b.value:
        return False
    if not a.unit or not b.unit or {a.unit, b.unit} == {"tháng", "tháng tuổi"}:
        return True
    return a.measure in COUNTS and b.measure in COUNTS and _near(a, b)


def _other_time(amount: Amount, theirs: Sequence[Amount]) -> Amount | None:
    """A measure of the source that is as many of another unit: "hai tuần" for "hai tháng"."""
    times = [t for t in theirs if t.measure == amount.measure and not t.clock]
    if amount.measure not in _PHYSICAL or any(_same(amount, t) for t in times):
        return None
    return next((t for t in times if t.plain == amount.plain and t.unit != amount.unit), None)


def _counted_otherwise(
    amount: Amount, equal: Sequence[Amount], theirs: Sequence[Amount], pair: Pair
) -> Amount | None:
    """Another number of the source that counts what this one does, where the equal ones do not.

    "Kém hai đối thủ 1 trận" does not bear out "2 trận".
    """
    own = noun_after(pair.claim, amount)
    if own in ((), ("người",)) or any(noun_after(pair.source, t) in (own, ()) for t in equal):
        return None
    if any(t.unit and t.measure == amount.measure for t in equal):
        return None
    rivals = [t for t in theirs if noun_after(pair.source, t) == own]
    return rivals[0] if len(rivals) == 1 and amount.unit else None


def _near(a: Amount, b: Amount) -> bool:
    """Whether two nouns may count the same things."""
    return {a.measure, b.measure} not in (
        {"people", "households"}, {"goals", "matches"}, {"provinces", "countries"}
    )  # fmt: skip


def _unit_clash(a: Amount, b: Amount) -> bool:
    """Whether two amounts have the same digits and another scale or unit."""
    if a.clock or b.clock or not a.written or a.plain != b.plain:
        return False
    return a.value != b.value or a.unit != b.unit or a.rate != b.rate


def _sure(amount: Amount, theirs: Sequence[Amount], pair: Pair) -> bool:
    """Whether number words of a claim are surely a number that the source would give.

    "năm" may be a year, "ba" a father, "hai bên" two parties that the source only names: they are
    judged only where the source counts the same thing.
    """
    words = [i for i, w in enumerate(pair.claim.words) if amount.start <= w.start < amount.end]
    first = words[0]
    before = pair.claim.keys[first - 1] if first else ""
    if before in _BEFORE_LOOSE and amount.value <= 10:
        return False
    if amount.unit and amount.measure not in COUNTS and amount.value != 1:
        return amount.value != 2 or any(t.measure == amount.measure for t in theirs)
    own = noun_after(pair.claim, amount)
    same = [t for t in theirs if noun_after(pair.source, t) == own and own]
    long = amount.value > 10
    if len(own) and own[0] in _PAIRS and amount.value == 2 and len(same) < 1:
        return False
    if amount.value in (0, Fraction(1, 2), Fraction(3, 2)):
        return False
    if amount.value == 1 and any(t.rate == amount.unit for t in theirs if amount.unit):
        return False
    return bool(same) or long


def _turned(amount: Amount, equal: Sequence[Amount], pair: Pair) -> Difference | None:
    """A bound turned round ("hơn" -> "gần"), or a unit where the source counts something else."""
    claim_before = _AT_MOST.sub("không quá", pair.claim.lower[: amount.start].rstrip())
    more, less = bool(_MORE.search(claim_before)), bool(_LESS.search(claim_before))
    if more or less:
        against = _LESS if more else _MORE
        befores = [_AT_MOST.sub("không quá", pair.source.lower[: t.start].rstrip()) for t in equal]
        if all(against.search(b) for b in befores):
            return _difference(amount, equal[0], pair, before=True)
    hard = [t for t in equal if t.unit and t.measure not in (*COUNTS, "time")]
    if (
        not amount.unit
        and amount.written
        and hard == list(equal)
        and _counts_other(amount, pair.claim)
    ):
        return _difference(amount, equal[0], pair, unit=True)
    if amount.unit and amount.measure not in COUNTS and not any(t.unit for t in equal):
        other = [t for t in equal if not _counts_other(t, pair.source)]
        if not other and amount.written:
            return _difference(amount, equal[0], pair, unit=True)
    return None


def _counts_other(amount: Amount, source: Said) -> bool:
    """Whether a unitless amount is followed at once by a noun that it counts."""
    match = re.match(r" ([^\W\d_]+)", source.text[amount.end :])
    return bool(match) and match[1].lower() not in NO_NOUN  # type: ignore[index]


def _literal(amount: Amount, pair: Pair) -> bool:
    """Whether the source has the number in just these characters, as part of a name or a score."""
    lower = pair.claim.lower
    if any(
        same_road(m, pair.source) for m in roads(pair.claim) if m.end() >= amount.end > m.start()
    ):
        return True
    text = re.split(r"\s", lower[amount.start : amount.end])[0]
    start = lower.rfind(" ", 0, amount.start) + 1
    whole = lower[start:].split(" ")[0].strip('.,;:()"“”')
    if whole != text and re.search(rf"(?<!\w){re.escape(whole)}(?!\w)", pair.source.lower):
        return True
    named = re.compile(rf"([^\W\d_]+)[-./ ]?{re.escape(text)}(?!\w|[.,]\d)")
    plain = amount.unit == "" and amount.value == amount.plain
    words = set(pair.claim.keys)
    return plain and any(m[1] in words for m in named.finditer(pair.source.lower))


def _nearest(amount: Amount, theirs: Sequence[Amount], pair: Pair) -> Amount | None:
    """What the source most likely says instead: the same unit, else the same noun, else any."""
    pool = [t for t in theirs if t.measure == amount.measure and t.written == amount.written]
    pool = pool or [t for t in theirs if t.measure == amount.measure] or list(theirs)
    place = amount.start / max(1, len(pair.claim.text)) * len(pair.source.text)
    return min(pool, key=lambda t: abs(t.start - place), default=None)


def _difference(
    amount: Amount,
    instead: Amount | None,
    pair: Pair,
    *,
    unit: bool = False,
    before: bool = False,
) -> Difference:
    said = _words_at(pair.claim, amount, before=before)
    source = _words_at(pair.source, instead, before=before) if instead else ""
    return Difference(claim=said, source=source, kind="unit" if unit else "figure")


def _words_at(said: Said, amount: Amount, *, before: bool) -> str:
    start, end = amount.start, amount.end
    if before:
        start = max(0, said.text.rfind(" ", 0, max(0, start - 1)) + 1)
    behind = said.lower.find(amount.rate, end)
    if amount.rate and behind < 0:
        start = said.lower.rfind(amount.rate, 0, start)
    end = behind + len(amount.rate) if amount.rate and behind >= 0 else end
    return said.text[start:end].strip()
