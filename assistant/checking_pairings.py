"""Figures that stand by one another's things: "A 5, B 2" made "A 2, B 5"."""

import itertools
import re
from collections.abc import Sequence

from assistant.answer import Difference
from assistant.checking_amounts import Amount, amounts
from assistant.checking_days import dates_in
from assistant.checking_words import Pair, Said

_FAR = 7
"""Words before and after a figure that say what it counts."""
_ASIDE = re.compile(r" ?\([^()\d]*\)")
FAR_APART = 500
"""Times that one figure is the other from which nobody takes one for the other."""
_EACH = re.compile(r"(?<!\w)(?:lần lượt|tương ứng)(?!\w)")
_LEAST = 2
"""Words by which the crossed pairing must fit better."""
_WEAK = frozenset(
    "và là có của trong với cho ở tại đến từ được bị đã sẽ còn thì mà số năm ngày tháng người đồng "
    "triệu tỷ nghìn các những một hơn gần khoảng theo".split()
)


def pairing_differences(pair: Pair) -> list[Difference]:
    """Two figures of the claim that have changed places; the first is named."""
    if _ASIDE.search(pair.claim.text) or _ASIDE.search(pair.source.text):
        claim, source = (Said(_ASIDE.sub("", side.text)) for side in (pair.claim, pair.source))
        pair = Pair(claim, source)
    ours, theirs = _figures(pair.claim), _figures(pair.source)
    for a, b in itertools.combinations(ours, 2):
        if a.value == b.value or a.measure != b.measure or b.start - a.end <= 1:
            continue
        if max(a.base, b.base) > FAR_APART * min(a.base, b.base):
            continue
        for x, y in itertools.permutations(theirs, 2):
            if (x.value, y.value) != (a.value, b.value) or (x.base, y.base) != (a.base, b.base):
                continue
            if _crossed(pair, (a, b), (x, y), ours, theirs):
                return [
                    Difference(
                        claim=pair.claim.text[a.start : a.end],
                        source=pair.source.text[y.start : y.end],
                        kind="figure",
                    )
                ]
    return []


def _figures(said: Said) -> list[Amount]:
    dates = [(d.start, d.end) for d in dates_in(said)]
    return [a for a in amounts(said, dates) if not a.clock]


def _counts_alike(pair: Pair, figure: Amount, same: Amount, other: Amount) -> bool:
    """Whether the words behind a figure are those behind the same one, not behind the other."""
    behind = _behind(pair.claim, figure)
    return len(behind & _behind(pair.source, same)) > len(behind & _behind(pair.source, other))


def _behind(said: Said, amount: Amount) -> set[str]:
    """The first telling words behind a figure, in its clause."""
    clause = re.split(r"[.;:]|,(?!\d)|(?<!\w)và(?!\w)", said.text[amount.end :])[0]
    return {k for k in Said(clause).keys[:4] if k not in _WEAK}


def _crossed(
    pair: Pair,
    own: tuple[Amount, Amount],
    other: tuple[Amount, Amount],
    ours: Sequence[Amount],
    theirs: Sequence[Amount],
) -> bool:
    """Whether each fits the other's place better than its own."""
    (a, b), (x, y) = own, other
    if _counts_alike(pair, a, x, y) and _counts_alike(pair, b, y, x):
        return False
    if _counts_alike(pair, a, y, x) and _counts_alike(pair, b, x, y):
        return True
    if sum(t.value == x.value for t in theirs) > 1 or sum(t.value == y.value for t in theirs) > 1:
        return False
    if _EACH.search(pair.source.lower) and a.start < b.start and y.start < x.start:
        return _same_row(pair, a, y)
    near = {id(m): _near(pair.claim, m, ours) for m in own}
    near |= {id(m): _near(pair.source, m, theirs) for m in other}

    def like(p: Amount, q: Amount) -> int:
        return len(near[id(p)] & near[id(q)])

    only_a, only_b = near[id(a)] - near[id(b)], near[id(b)] - near[id(a)]
    straight = len(only_a & near[id(x)]) + len(only_b & near[id(y)])
    across = len(only_a & near[id(y)]) + len(only_b & near[id(x)])
    return across >= straight + _LEAST and like(a, y) > 0


def _same_row(pair: Pair, a: Amount, y: Amount) -> bool:
    """Whether the same things are listed before the figures in the same order."""
    ours = [w.key for w in pair.claim.words if w.end <= a.start][-6:]
    theirs = [w.key for w in pair.source.words if w.end <= y.start]
    shared = [k for k in ours if k in theirs and k not in _WEAK]
    return shared == [k for k in theirs if k in shared][-len(shared) :] and len(shared) > 1


def _near(said: Said, amount: Amount, all_: Sequence[Amount]) -> set[str]:
    """The words about a figure, up to the next figure or the end of its clause."""
    before = max((m.end for m in all_ if m.end <= amount.start), default=0)
    after = min((m.start for m in all_ if m.start >= amount.end), default=len(said.text))
    head = [w.key for w in said.words if before <= w.start < amount.start]
    tail = said.text[amount.end : after]
    stop = re.search(r"[.;]|,(?!\d)", tail)
    end = amount.end + (stop.start() if stop else len(tail))
    rest = [w.key for w in said.words if amount.end <= w.start < end]
    cut = re.split(r"[.;,]\s", said.text[before : amount.start])[-1]
    head = head[-len(cut.split()) :] if cut.split() else []
    return {_day(k) for k in [*head[-_FAR:], *rest[:_FAR]] if k not in _WEAK}


def _day(key: str) -> str:
    """A day in one form: "18-7" as "18/7"."""
    return "/".join(p.lstrip("0") for p in re.split("[/-]", key)) if key[:1].isdigit() else key
