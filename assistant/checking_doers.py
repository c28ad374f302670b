"""Who did it: a doer, or what something is, that the claim takes from another of the source."""

import itertools
import re
from collections.abc import Iterator

from assistant.answer import Difference
from assistant.checking_aliases import other_names
from assistant.checking_name_runs import Name, names
from assistant.checking_words import Pair, Said

_AUXILIARY = frozenset(
    "đã đang sẽ cũng vừa mới từng có còn lại vẫn đều chỉ sau khi hôm ngày lần lượt tiếp tục nay "
    "luôn chính thức cùng nhau sẽ dường như vẻ lẽ".split()
)
_WEAK = frozenset(
    "và là của có các những một được bị đã đang sẽ cho với ở tại trong khi từ thì mà này đó hôm "
    "ngày năm người ông bà anh chị cô vào ra đến tới về theo như để do bởi vì nên cũng rằng".split()
)
_PASSIVE = frozenset({"bị", "được", "do", "bởi", "nhờ"})
_NOT_DOING = frozenset(
    "của trên tại ở với cho theo từ và cùng vào đến tới về qua gặp là như khỏi vì trước sau".split()
)
"""Before a name that does nothing itself."""
_NOUNS = frozenset("lời cuộc sự việc những các vụ chuyến đợt đơn lệnh quyền".split())
"""Before a verb that is a noun there: "lời kêu gọi"."""
_WHERE = re.compile(r"(?<!\w)(?:theo|trên|tại|ở)(?: [^\s,.;:]+){0,3} ?$")
_TOWARDS = re.compile(r"(?<!\w)(?:đối với|vào|nhằm vào|nhắm vào|lên)(?!\w)")
_BY = re.compile(r"(?<!\w)(?:bởi|do)(?!\w)")
_CALLED = frozenset("được bị xác định coi xem sẽ đã cũng vẫn chính gọi đang chỉ trở thành".split())
REACH = 12
"""Words between a doer and its verb."""


def doer_differences(pair: Pair) -> list[Difference]:
    """Doers of the claim that the source has done something to, or else; the first only."""
    found = itertools.chain(_exchanged(pair), _by_whom(pair), _called(pair), _nouns(pair))
    return list(itertools.islice(found, 1))


def _goes_on(said: Said, source: Said, name: Name) -> bool:
    """Whether a name has one small word more, as in the source: "Pháo thủ"."""
    longer = said.keys[name.last - 1 : name.last + 1]
    return longer[-1] not in _WEAK | _AUXILIARY and bool(source.find(longer))


def _verbs(said: Said, source: Said, name: Name) -> Iterator[tuple[int, list[str]]]:
    """The two-syllable verb right behind a name that does something, with its place."""
    before = said.keys[max(0, name.first - 3) : name.first]
    if set(before) & _PASSIVE or set(before[-1:]) & _NOT_DOING:
        return
    at = name.last
    while at < len(said.keys) and said.keys[at] in _AUXILIARY:
        at += 1
    for place in (at, at + 1) if _goes_on(said, source, name) else (at,):
        verb = said.keys[place : place + 2]
        plain = not set(verb) & (_WEAK | _AUXILIARY | _PASSIVE)
        gap = said.text[name.end : said.words[place].start] if place < len(said.words) else ","
        if len(verb) == 2 and plain and verb[0].isalpha() and not re.search(r"[,.;:]", gap):
            yield place, verb


def _exchanged(pair: Pair) -> Iterator[Difference]:
    """Doer and done-to of a verb have changed places."""
    ours, theirs = _occurring(pair.claim, pair.source), _occurring(pair.source, pair.source)
    for own in ours:
        for at, verb in _verbs(pair.claim, pair.source, own):
            places = pair.source.find(verb)
            if len(places) != 1 or _no_deed(pair.source, places[0]):
                continue
            before = [t for t in theirs if _governs(pair.source, t, places[0])]
            after = [t for t in theirs if t.first > places[0] and not _placed(pair.source, t)]
            if not before or any(_same(own, t) for t in before):
                continue
            behind = [o for o in ours if o.first > at and not _placed(pair.claim, o)]
            if any(_same(own, t) for t in after) and any(_same(before[-1], o) for o in behind):
                yield _names(pair, own, before[-1])


def _no_deed(said: Said, at: int) -> bool:
    """Whether a verb is passive there or a noun: "lời kêu gọi"."""
    return bool(set(said.keys[max(0, at - 2) : at]) & (_PASSIVE | _NOUNS))


def _governs(said: Said, name: Name, at: int) -> bool:
    """Whether a name stands before a verb in the same clause, not far from it."""
    near = at - REACH <= name.last - 1 < at and name.keys[0] != "tết"
    return near and not re.search(r"[,.;:]", said.text[name.end : said.words[at].start])


def _placed(said: Said, name: Name) -> bool:
    """Whether a name is but where something is, or who is quoted."""
    return bool(_WHERE.search(said.lower[: name.start]))


def _by_whom(pair: Pair) -> Iterator[Difference]:
    """The claim has "X tấn công Y" where the source has "cuộc tấn công X … bởi Y"."""
    ours, theirs = _occurring(pair.claim, pair.source), _occurring(pair.source, pair.source)
    by = _BY.search(pair.source.lower)
    if by is None or _BY.search(pair.claim.lower):
        return
    for own in ours:
        for at, verb in _verbs(pair.claim, pair.source, own):
            for place in pair.source.find(verb)[:1]:
                start = pair.source.words[place].end
                towards = _TOWARDS.search(pair.source.lower, start, by.start())
                done = [t for t in theirs if towards and towards.end() <= t.start < by.start()]
                doing = [t for t in theirs if t.start >= by.end()]
                behind = [o for o in ours if o.first > at]
                wrong = any(_same(own, t) for t in done) and not any(_same(own, t) for t in doing)
                if wrong and any(_same(o, t) for o in behind for t in doing):
                    yield _names(pair, own, doing[0])


def _called(pair: Pair) -> Iterator[Difference]:
    """What is one thing in the source is another in the claim: "A là trung tâm, B là chủ thể"."""
    ours, theirs = _equations(pair.claim), _equations(pair.source)
    for left, right, place in ours:
        same = [t for t in theirs if len(right & t[1]) >= 2]
        if not same or any(left & t[0] for t in same):
            continue
        other = [t for t in theirs if len(left & t[0]) >= 2 and len(right & t[1]) < 2]
        if other:
            yield Difference(
                claim=_words(pair.claim, place),
                source=_words(pair.source, same[0][2]),
                kind="speaker",
            )


def _equations(said: Said) -> list[tuple[set[str], set[str], int]]:
    """What stands on either side of each "là"."""
    found = []
    for at in said.find(["là"]):
        left = _side(said, range(at - 1, -1, -1))
        right = _side(said, range(at + 1, len(said.words)))
        if left and right:
            found.append((left, right, at))
    return found


def _side(said: Said, places: range) -> set[str]:
    """The first three telling words of a side, up to the end of its clause."""
    found: set[str] = set()
    last = places.start - places.step
    for i in places:
        first, second = sorted((said.words[last], said.words[i]), key=lambda w: w.start)
        if re.search(r"[,.;:]", said.text[first.end : second.start]) or len(found) == 3:
            break
        if said.keys[i] not in _CALLED | _WEAK:
            found.add(said.keys[i])
        last = i
    return found


def _words(said: Said, at: int) -> str:
    words = said.words[max(0, at - 4) : at + 4]
    return said.text[words[0].start : words[-1].end]


def _nouns(pair: Pair) -> Iterator[Difference]:
    """A common noun does what another does in the source: "doanh nghiệp điều phối"."""
    for at in _openings(pair.claim):
        noun, verb = pair.claim.keys[at : at + 2], pair.claim.keys[at + 2 : at + 4]
        places = pair.source.find(verb) if len(verb) == 2 else []
        if len(places) != 1 or set(noun + verb) & (_WEAK | _AUXILIARY) or places[0] < 2:
            continue
        other = pair.source.keys[places[0] - 2 : places[0]]
        if set(other) & (_WEAK | _AUXILIARY | _NOT_DOING) or pair.claim.words[at + 1].capital:
            continue
        opens = _openings(pair.source)
        elsewhere = any(i in opens and i != places[0] - 2 for i in pair.source.find(noun))
        if places[0] - 2 in opens and elsewhere and not set(other) & set(pair.claim.keys):
            words = pair.claim.words[at : at + 4]
            there = pair.source.words[places[0] - 2 : places[0] + 2]
            yield Difference(
                claim=pair.claim.text[words[0].start : words[-1].end],
                source=pair.source.text[there[0].start : there[-1].end],
                kind="speaker",
            )


def _openings(said: Said) -> list[int]:
    """The places at which a clause begins."""
    return [
        i
        for i, w in enumerate(said.words)
        if i == 0 or re.search(r"[,.;:]", said.text[said.words[i - 1].end : w.start])
    ]


def _occurring(said: Said, source: Said) -> list[Name]:
    """The names of a text and those of the source that stand in it, in order."""
    found = list(names(said))
    for known in names(source):
        for at in said.find(known.keys):
            inside = any(n.first < at + len(known.keys) and at < n.last for n in found)
            if not inside and said.words[at].capital:
                end = at + len(known.keys)
                place = said.words[at].start, said.words[end - 1].end
                found.append(Name(at, end, known.keys, *place))
    return sorted(found, key=lambda n: n.first)


def _same(a: Name, b: Name) -> bool:
    one = set(a.keys) <= set(b.keys) or set(b.keys) <= set(a.keys)
    return one or bool(set(other_names(a.keys)) & set(other_names(b.keys)))


def _names(pair: Pair, own: Name, other: Name) -> Difference:
    return Difference(
        claim=pair.claim.text[own.start : own.end],
        source=pair.source.text[other.start : other.end],
        kind="speaker",
    )
