"""Initials and what they stand for: UBND, GD-ĐT, ĐHQG, BN2910; knows no table."""

import re
from functools import lru_cache

from assistant.checking_name_runs import Name
from assistant.checking_words import Pair, Said
from index.analysis import fold


def written_out(name: Name, pair: Pair) -> bool:
    """Whether the source has the initials of a name written out: "Ủy ban nhân dân", UBND."""
    first, last = max(0, name.first - 6), name.last + 6
    keys = [k for k in pair.claim.keys[first:last] if k != "và"]
    own = sum(k != "và" for k in pair.claim.keys[first : name.first])
    end = own + sum(k != "và" for k in name.keys)
    initials = "".join(fold(k)[:1] for k in keys)
    covered: set[int] = set()
    for short in _shorts(pair.source.text):
        at = initials.find(short)
        while at >= 0:
            covered |= set(range(at, at + len(short)))
            at = initials.find(short, at + 1)
    rest = {keys[i] for i in range(own, end) if i not in covered}
    return bool(covered & set(range(own, end))) and rest <= set(pair.source.keys)


@lru_cache(maxsize=64)
def _shorts(text: str) -> tuple[str, ...]:
    """The initials that a text writes: UBND, GD-ĐT, KH&CN."""
    found = re.findall(r"(?<!\w)[A-ZĐ]{2,}(?:[-&.]?[A-ZĐ]{2,})*(?!\w)", text)
    whole = [fold(re.sub(r"[-&.]", "", f)).lower() for f in found]
    parts = [fold(p).lower() for f in found for p in re.split(r"[-&.]", f) if p != f]
    return (*whole, *parts)


def is_short(name: Name, pair: Pair) -> bool:
    """Whether its words in capitals are made of the first letters of words in a row.

    "ĐHQG TP.HCM" is "ĐH Quốc gia TP.HCM".
    """
    initials = "".join(
        fold(w.key) if w.text.isupper() else fold(w.key)[:1] for w in pair.source.words
    )
    words = pair.claim.words[name.first : name.last]
    if len(words) == 1 and (code := re.fullmatch(r"([A-ZĐ]{2,4})(\d+)", words[0].text)):
        return fold(code[1]).lower() in initials and bool(pair.source.find([code[2]]))
    short = [w for w in words if w.text.isupper() and 2 <= len(w.text) <= 8]
    if "".join(fold(w.key)[: None if w.text.isupper() else 1] for w in words) in _shorts(
        pair.source.text
    ):
        return True
    rest = {w.key for w in words} - {w.key for w in short}
    return (
        bool(short)
        and rest <= set(pair.source.keys)
        and all(fold(w.key) in initials for w in short)
    )


_ROAD = re.compile(r"(?<!\w)(?:quốc lộ|tỉnh lộ|ql|tl)[ .]?(\d+)([a-z]?)(?!\w)")


def roads(said: Said) -> list[re.Match[str]]:
    """The numbered roads of a text: "quốc lộ 1", "QL1A"."""
    return list(_ROAD.finditer(said.lower))


def same_road(road: re.Match[str], source: Said) -> bool:
    """Whether a text has a road of that number, and no other letter behind it."""
    return any(
        (m[0][0], m[1]) == (road[0][0], road[1]) and (not m[2] or not road[2] or m[2] == road[2])
        for m in roads(source)
    )


def on_road(name: Name, pair: Pair) -> bool:
    """Whether a name is but the number of a road that the source has: QL1A."""
    own = (m for m in roads(pair.claim) if m.start() <= name.start < m.end())
    return any(same_road(m, pair.source) for m in own)
