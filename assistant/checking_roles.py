"""Who does what to whom: two things of the claim that have changed places around their verb."""

import itertools
import re
from collections.abc import Iterator, Sequence

from assistant.answer import Difference
from assistant.checking_name_runs import Name, names
from assistant.checking_words import ASIDE, Pair, Said

_PASSIVE = re.compile(r"(?<!\w)(?:bị|được|bởi|do|nhờ|từ|theo|nhận|chịu)(?!\w)")
_MUTUAL = frozenset(
    {"và", "với", "cùng", "gặp", "giữa", "hòa", "đấu", "hội", "đàm", "kết", "hôn", "ký", "trận",
     "là", "hay", "hoặc", "như", "ở", "tại", "trong", "thuộc", "của", "huyện", "xã", "tỉnh",
     "phường", "quận", "thành", "phố", "ông", "bà", "đến", "cách", "nối", "hợp", "tác", "đối"}
)  # fmt: skip
_AUXILIARY = frozenset(
    "đã đang sẽ cũng vừa mới từng có còn lại vẫn đều chỉ trước sau khi hôm ngày".split()
)
_COMPARING = frozenset({"kém", "hơn", "thua", "thắng", "vượt", "xếp"})
_TARGET = re.compile(
    r"(?<!\w)(?:xếp sau|đứng sau|xếp trên|đứng trên|chỉ sau|kém|thua|hơn)(?: \w+)?\s*$"
)
_MOVING = frozenset({"đến", "tới", "về", "vào", "ra", "sang", "đi", "lên", "xuống"})
_ACTS = frozenset(
    "thắng thua bắt kiện giết đâm tông cứu tặng hơn kém mua bán đánh chém hạ nợ kèm dạy".split()
)
_WEAK = frozenset(
    "và là của có các những một được bị đã đang sẽ cho với ở tại trong khi từ thì mà này đó hôm "
    "ngày năm".split()
)
WIDE = 16
"""Words between two names of a source that may still belong to one verb."""


def role_differences(pair: Pair) -> list[Difference]:
    """Doers and done-to of the source that the claim puts in each other's place; the first only."""
    found = itertools.chain(_turned(pair), _targets(pair), _journeys(pair), _around_verbs(pair))
    return list(itertools.islice(found, 1))


def _turned(pair: Pair) -> Iterator[Difference]:
    """Two names around the same verb: "A sa thải B", "B sa thải A"."""
    theirs, ours = names(pair.source), names(pair.claim)
    for a, b in itertools.combinations(ours, 2):
        middle = pair.claim.keys[a.last : b.first]
        inside = {i for n in ours for i in range(n.first, n.last)}
        places = [i for i in range(a.last, b.first) if i not in inside]
        words = [pair.claim.keys[i] for i in places]
        core = [k for k in words if k not in _MUTUAL and k not in _AUXILIARY]
        if not any(k.isalpha() for k in core) or len(middle) > 10 or _same(a, b):
            continue
        for x, y in itertools.combinations(theirs, 2):
            between = pair.source.keys[x.last : y.first]
            if _placed(pair.claim, a, b) or _placed(pair.source, x, y):
                continue
            if _two_clauses(pair.claim, a, b) and _two_clauses(pair.source, x, y):
                continue
            if len(between) > WIDE or not (_same(a, y) and _same(b, x)):
                continue
            straight = any(
                _same(a, p) and _same(b, q) for p, q in itertools.combinations(theirs, 2)
            )
            if _same_act(core, middle, between) and not straight:
                yield _difference(pair, a, b, x, y)


def _two_clauses(said: Said, a: Name, b: Name) -> bool:
    """Whether each of two names has a clause of its own: "A nghỉ 7 ngày, B nghỉ một tháng"."""
    return bool(re.search(r",|;|(?<!\w)(?:còn|trong khi|nhưng)(?!\w)", said.lower[a.end : b.start]))


def _placed(said: Said, *pair: Name) -> bool:
    """Whether one of two names is but where it happens: "trên Instagram"."""
    return any(
        (n.first and said.keys[n.first - 1] in _PLACE) or _AT_BODY.search(said.lower[: n.start])
        for n in pair
    )


_AT_BODY = re.compile(r"(?<!\w)(?:tại|ở|trong) (?:bệnh viện|trường|công ty|nhà|khu|chùa|sân) $")


_PLACE = frozenset({"trên", "tại", "ở", "trong", "theo"})


def _same_act(core: Sequence[str], middle: Sequence[str], between: Sequence[str]) -> bool:
    """Whether the words between two pairs of names tell of the same act, the same way round."""
    shared = [k for k in core if k in between]
    verb = core[0] in between or bool(_COMPARING & set(middle) & set(between))
    here, there = (bool(_PASSIVE.search(" ".join(w))) for w in (middle, between))
    return verb and here == there and 2 * len(shared) >= len(core)


def _targets(pair: Pair) -> Iterator[Difference]:
    """What something is compared with: "chỉ xếp sau Mỹ", "chỉ xếp sau Ấn Độ"."""
    ours, theirs = (
        [n for n in names(s) if _TARGET.search(s.lower[: n.start])]
        for s in (pair.claim, pair.source)
    )
    for own in ours:
        if any(_same(own, t) for t in theirs) or not pair.source.find(own.keys[-1:]):
            continue
        others = [t for t in theirs if pair.claim.find(t.keys[-1:])]
        if others and not _converse(pair, own, others[0]):
            yield Difference(
                claim=pair.claim.text[own.start : own.end],
                source=pair.source.text[others[0].start : others[0].end],
                kind="name",
            )


_BELOW = re.compile(r"(?<!\w)(?:xếp sau|đứng sau|chỉ sau|kém|thua)(?: \w+)?\s*$")


def _converse(pair: Pair, own: Name, other: Name) -> bool:
    """Whether one says "hơn" and the other "kém": then the names change sides."""
    ours = bool(_BELOW.search(pair.claim.lower[: own.start]))
    return ours != bool(_BELOW.search(pair.source.lower[: other.start]))


def _journeys(pair: Pair) -> Iterator[Difference]:
    """The claim has "Từ A vào B" made "từ B vào A"."""
    ours, theirs = (Said(ASIDE.sub("", side.text)) for side in (pair.claim, pair.source))
    for a, b in _ways(ours):
        for x, y in _ways(theirs):
            if _same(a, y) and _same(b, x) and not _same(a, b):
                yield Difference(
                    claim=ours.text[a.start : b.end], source=theirs.text[x.start : y.end],
                    kind="name",
                )  # fmt: skip


def _ways(said: Said) -> list[tuple[Name, Name]]:
    found = []
    for a, b in itertools.pairwise(names(said)):
        between = said.keys[a.last : b.first]
        if (
            a.first
            and said.keys[a.first - 1] == "từ"
            and len(between) <= 4
            and set(between) & _MOVING
        ):
            found.append((a, b))
            after = [n for n in names(said) if n.start > b.end]
            if after and said.text[b.end : after[0].start] == ", ":
                found.append((a, after[0]))
    return found


def _around_verbs(pair: Pair) -> Iterator[Difference]:
    """Common nouns around the same verb: "quân đội lật đổ chính quyền" turned round."""
    theirs, ours = pair.source.keys, pair.claim.keys
    for at in range(1, len(ours)):
        for size in (2, 1):
            verb = ours[at : at + size]
            if size == 1 and verb[0] not in _ACTS:
                continue
            places = pair.source.find(verb)
            if len(places) != 1 or len(pair.claim.find(verb)) != 1 or set(verb) & _WEAK:
                continue
            behind = {*ours[at + size : at + size + 1]} ^ {*theirs[places[0] + size :][:1]}
            if behind & _PLACE:
                continue
            left, right = _beside(pair.claim, at, size)
            before, after = _beside(pair.source, places[0], size)
            passive = {"bị", "được", "bởi", "do", "theo"}
            if passive & (set(ours) ^ set(theirs)):
                continue
            across = min(len(left & after), len(right & before))
            if across >= 2 and not left & before and not right & after:
                first = pair.claim.words[max(0, at - 4)].start
                last = pair.claim.words[min(len(ours), at + size + 4) - 1].end
                start = pair.source.words[max(0, places[0] - 4)].start
                end = pair.source.words[min(len(theirs), places[0] + size + 4) - 1].end
                yield Difference(
                    claim=pair.claim.text[first:last],
                    source=pair.source.text[start:end],
                    kind="speaker",
                )


def _beside(said: Said, at: int, size: int) -> tuple[set[str], set[str]]:
    """The telling words up to four places before and behind, in the same sentence."""
    words, end = said.words, at + size
    left = [
        w.key for w in words[max(0, at - 4) : at] if "." not in said.text[w.end : words[at].start]
    ]
    right = [
        w.key for w in words[end : end + 4] if "." not in said.text[words[end - 1].end : w.start]
    ]
    return {k for k in left if k not in _WEAK}, {k for k in right if k not in _WEAK}


def _difference(pair: Pair, a: Name, b: Name, x: Name, y: Name) -> Difference:
    return Difference(
        claim=pair.claim.text[a.start : b.end],
        source=pair.source.text[x.start : y.end],
        kind="speaker",
    )


def _same(a: Name, b: Name) -> bool:
    return set(a.keys) <= set(b.keys) or set(b.keys) <= set(a.keys)
