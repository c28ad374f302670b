"""Names that begin as one of the source and end as another: "Bộ Quốc phòng Mỹ" for "… Nga"."""

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Difference
from assistant.checking_aliases import other_names
from assistant.checking_name_runs import Name, names
from assistant.checking_words import Pair, Said

_WEAK = frozenset(
    "và là của có các những một được bị đã đang sẽ cho với ở tại trong khi từ thì mà này đó hôm "
    "ngày năm người ông bà anh chị cô vào ra đến tới về theo như để do bởi vì nên cũng rằng trên "
    "cùng qua gặp khỏi trước sau".split()
)
_Y = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


def tail_differences(pair: Pair) -> list[Difference]:
    """Names that begin as one of the source and end as another: "Bộ Quốc phòng Mỹ" for "… Nga"."""
    theirs = names(pair.source)
    found: list[Difference] = []
    for own in names(pair.claim):
        if len(own.keys) < 2 or pair.source.find(own.keys):
            found += _crossed(pair, own, theirs)
            continue
        for other in theirs:
            same = other.keys[:-1] == own.keys[:-1] and not _opens(other.keys[-1], own.keys[-1])
            if same and len(own.keys) > 2 - _of_body(pair.claim, own) and _parted(own, other):
                found.append(_names(pair, own, other))
                break
    return found[:1]


def _opens(longer: str, shorter: str) -> bool:
    """Whether a word begins with another, a blank lost behind it: "Kýcùng"."""
    return longer.translate(_Y).startswith(shorter.translate(_Y))


def _of_body(said: Said, name: Name) -> bool:
    """Whether small words of a body stand before a name: "bộ Quốc phòng Nga"."""
    return name.first > 0 and said.keys[name.first - 1] in ("bộ", "sở", "cục", "viện", "cơ")


def _parted(a: Name, b: Name) -> bool:
    return not set(other_names(a.keys[-1:])) & set(other_names(b.keys[-1:]))


def _crossed(pair: Pair, own: Name, theirs: Sequence[Name]) -> Iterator[Difference]:
    """What the source says of one of two names that begin alike: "mới nhất Block V"."""
    before = pair.claim.keys[max(0, own.first - 2) : own.first]
    places = pair.source.find(before) if len(before) == 2 else []
    if len(places) != 1 or set(before) & (_WEAK):
        return
    at = places[0] + 2
    for other in theirs:
        alike = other.keys[:-1] == own.keys[:-1] and other.keys != own.keys
        if len(own.keys) > 1 and alike and other.first == at:
            yield _names(pair, own, other)
        terms, others = set(other_names(own.keys)), set(other_names(other.keys))
        both = bool(terms and others and not terms & others) and other.keys != ("tnhh",)
        if both and other.first == at and not _listed(pair.source, other, own):
            yield _names(pair, own, other)


def _listed(said: Said, other: Name, own: Name) -> bool:
    """Whether a name follows another in a row: "ngoại trưởng Mỹ và Nga"."""
    for at in said.find(own.keys):
        if at >= other.last:
            gap = said.text[other.end : said.words[at].start]
            if re.fullmatch(
                r"(?:\s*,\s*|\s+(?:và|cùng|với|hay|hoặc)\s+|\s*[-–]\s*|[^,.;:]{0,12},? và )", gap
            ):
                return True
    return False


def _names(pair: Pair, own: Name, other: Name) -> Difference:
    return Difference(
        claim=pair.claim.text[own.start : own.end],
        source=pair.source.text[other.start : other.end],
        kind="name",
    )
