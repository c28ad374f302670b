"""Names beside the words that the source puts beside another: "phạt X", "Y phạt".

Knows a claim and its source only; a name that the source lists with the other is no difference.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Difference
from assistant.checking_aliases import other_names
from assistant.checking_capitals import PLACES
from assistant.checking_name_forms import spelt_alike
from assistant.checking_name_runs import SURNAMES, Name, names
from assistant.checking_words import Pair, Said

_WEAK = frozenset(
    "và là của có các những một được bị đã đang sẽ cho với ở tại trong khi từ thì mà này đó hôm "
    "ngày năm người ông bà anh chị cô vào ra đến tới về theo như để do bởi vì nên cũng rằng trên "
    "cùng qua gặp khỏi trước sau tháng còn không chưa phải".split()
)
_AUXILIARY = frozenset(
    "đã đang sẽ cũng vừa mới từng có còn lại vẫn đều chỉ luôn liên tục tiếp sau đó".split()
)
_NOT_DOING = frozenset(
    "của trên tại ở với cho theo từ và cùng vào đến tới về qua gặp là như khỏi vì trước sau người "
    "tỉnh huyện xã quận phường bang nước tp phố đội clb trường hãng bị được do bởi nhờ "
    "cầu đường chợ hồ giải tên trận".split()
)
"""Before a name that does nothing itself."""


def bond_differences(pair: Pair) -> list[Difference]:
    """Names that stand beside words which the source has beside another name; the first only."""
    theirs = names(pair.source)
    for own in names(pair.claim):
        for other in (*_behind(pair, own, theirs), *_before(pair, own, theirs)):
            return [
                Difference(
                    claim=pair.claim.text[own.start : own.end],
                    source=pair.source.text[other.start : other.end],
                    kind="name",
                )
            ]
    return []


def _behind(pair: Pair, own: Name, theirs: Sequence[Name]) -> Iterator[Name]:
    """The source's name behind the two words that the claim has before a name."""
    words = pair.claim.keys[max(0, own.first - 2) : own.first]
    if len(words) < 2 or set(words) & _WEAK or not _together(pair.claim, own.first - 2, own.first):
        return
    places = [at + 2 for at in pair.source.find(words)]
    met = [t for at in places for t in theirs if t.first <= at < t.last]
    if len(met) < len(places) or any(_same(own, t) for t in met):
        return
    alike = met and _sort(pair.claim, own) and _sort(pair.claim, own) == _sort(pair.source, met[0])
    if alike and not any(_listed(pair.source, t, own) for t in met):
        yield met[0]


def _before(pair: Pair, own: Name, theirs: Sequence[Name]) -> Iterator[Name]:
    """The source's name before the two words that the claim has behind a name."""
    before = pair.claim.keys[own.first - 1] if own.first else ""
    at = _skip(pair.claim, own.last)
    verb = pair.claim.keys[at : at + 2]
    if before in _NOT_DOING or len(verb) < 2 or set(verb) & (_WEAK | _AUXILIARY):
        return
    if not all(k.isalpha() for k in verb) or not _together(pair.claim, own.last - 1, at + 2):
        return
    places = pair.source.find(verb)
    if len(places) != 1:
        return
    for other in theirs:
        near = _skip(pair.source, other.last) == places[0]
        if not near or not _together(pair.source, other.last - 1, places[0] + 1):
            continue
        led = pair.source.keys[other.first - 1] if other.first else ""
        sort = _sort(pair.claim, own)
        if led in _NOT_DOING or _same(own, other) or not sort or sort != _sort(pair.source, other):
            continue
        if not _listed(pair.source, other, own):
            yield other


def _skip(said: Said, at: int) -> int:
    while at < len(said.keys) and said.keys[at] in _AUXILIARY:
        at += 1
    return at


def _together(said: Said, first: int, last: int) -> bool:
    """Whether nothing parts the words from one place up to another."""
    last = min(last, len(said.words) - 1)
    return not re.search(r"[,.;:()\"“”]", said.text[said.words[first].end : said.words[last].start])


def _sort(said: Said, name: Name) -> str:
    """Whether a name is surely a person's or a place's; empty where unsure."""
    led = said.keys[name.first - 1] if name.first else ""
    if led in _PERSONS or (name.keys[0] in SURNAMES and len(name.keys) > 1):
        return "person"
    if name.keys in PLACES or led in _PLACES:
        return "place"
    return ""


_PERSONS = frozenset("ông bà anh chị cô cậu em bé".split())
_PLACES = frozenset("tỉnh huyện xã phường quận".split())


def _listed(said: Said, other: Name, own: Name) -> bool:
    """Whether a name stands in the same list or aside as another: "A và B", "A (B)"."""
    for at in said.find(own.keys):
        first, last = sorted(((other.first, other.last), (at, at + len(own.keys))))
        gap = said.text[said.words[first[1] - 1].end : said.words[last[0]].start]
        if re.search(r"(?<!\w)(?:trong khi|nhưng|còn)(?!\w)", gap):
            continue
        if len(gap) < 60 and re.search(r",|\(|-|–|(?<!\w)(?:và|cùng|với|hay|hoặc)(?!\w)", gap):
            return True
        if len(gap) < 12:
            return True
    return False


def _same(a: Name, b: Name) -> bool:
    one = set(a.keys) <= set(b.keys) or set(b.keys) <= set(a.keys)
    called = set(a.keys[-1:]) == set(b.keys[-1:]) and bool({a.keys[0], b.keys[0]} & SURNAMES)
    known = set(other_names(a.keys)) & set(other_names(b.keys))
    return one or called or bool(known) or spelt_alike(a, [b])
