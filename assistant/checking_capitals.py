"""Claims typed all in capitals or all in small letters, with the capitals that names have.

Knows what the source and its article write large, and places; judges nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from index.analysis import Token, fold, tokens
from index.variants import variant_table

_MARKED = re.compile(r"[^\W\d_a-zA-Z]")
_TITLED = re.compile(r"(?:ông|bà|anh|chị|cô|cậu|ong|ba|anh|chi|co|cau)$")
_SURNAMES = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh mai cao "
    "luong luu ta truong dao doan lam chau ton quach chu vuong".split()
)
PLACES = tuple(
    tuple(place.split())
    for place in (
        "an giang|bà rịa|vũng tàu|bạc liêu|bắc giang|bắc kạn|bắc ninh|bến tre|bình dương|"
        "bình định|bình phước|bình thuận|cà mau|cao bằng|cần thơ|đà nẵng|đắk lắk|đắk nông|"
        "điện biên|đồng nai|đồng tháp|gia lai|hà giang|hà nam|hà nội|hà tĩnh|hải dương|hải phòng|"
        "hậu giang|hòa bình|hưng yên|khánh hòa|kiên giang|kon tum|lai châu|lạng sơn|lào cai|"
        "lâm đồng|long an|nam định|nghệ an|ninh bình|ninh thuận|phú thọ|phú yên|quảng bình|"
        "quảng nam|quảng ngãi|quảng ninh|quảng trị|sóc trăng|sơn la|tây ninh|thái bình|"
        "thái nguyên|thanh hóa|huế|tiền giang|trà vinh|tuyên quang|vĩnh long|vĩnh phúc|yên bái|"
        "sài gòn|việt nam|châu á|châu âu|châu phi|châu mỹ"
    ).split("|")
)


def needs_capitals(text: str) -> bool:
    """Whether nearly all letters are capitals, or none behind the first.

    A sentence with marks, a capital and a full stop is written with care: it names nobody.
    """
    written = not text[:1].islower() and bool(_MARKED.search(text)) and text.rstrip()[-1:] in ".!?"
    return shouted(text) or not (written or any(c.isupper() for c in text[1:]))


def shouted(text: str) -> bool:
    """Whether nearly all letters are capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 8 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def lowered(text: str) -> str:
    """The text in small letters, as long as before."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def with_capitals(claim: str, source: str, context: str) -> str:
    """The claim in small letters but for what its source, or a list of places, writes large."""
    lower = lowered(claim)
    found = tokens(lower)
    keys = [fold(t.text) for t in found]
    large = _large(f"{source}\n{context}")
    chars = list(lower)
    places = {*_runs(keys, [*_known(), *large]), *_named(found, keys, source)}
    for at in places | set(_instead(keys, source)):
        chars[found[at].start] = lower[found[at].start].upper()
    for at, token in enumerate(found):
        if keys[at] in _acronyms(source) | _acronyms(context):
            chars[token.start : token.end] = lower[token.start : token.end].upper()
    first = next((i for i, c in enumerate(chars) if c.isalpha()), 0)
    if chars:
        chars[first] = chars[first].upper()
    return "".join(chars) if len(chars) == len(claim) else claim


@lru_cache(maxsize=32)
def _large(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of words that a text begins with capitals, not at a sentence's beginning."""
    runs: set[tuple[str, ...]] = set()
    run: list[str] = []
    end = 0
    for token in tokens(text):
        gap, word = text[end : token.start], text[token.start : token.end]
        opens = gap.strip(" -–’") != "" or end == 0
        if run and (opens or not word[:1].isupper()):
            runs.add(tuple(run))
            run = []
        starts = end == 0 or any(c in '.!?:\n"“' for c in gap)
        if word[:1].isupper() and (run or not starts or not _MARKED.search(word)):
            run.append(fold(token.text))
        end = token.end
    runs |= {tuple(run)} if run else set()
    small = {fold(w) for w in re.findall(r"(?<!\w)[a-zà-ỹđ]\w*", text)}
    return frozenset(r for r in runs if len(r) > 1 or r[0] not in small)


@lru_cache(maxsize=32)
def _acronyms(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+", text)
    return frozenset(fold(w).lower() for w in words if len(w) > 1 and w.isupper())


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[str, ...], ...]:
    """Places and other names that are large in any text."""
    table = [tuple(fold(w) for w in form) for form in variant_table() if len(form) > 1]
    lone = [("nga",), ("ukraine",), ("israel",), ("iran",), ("nato",), ("indonesia",)]
    return (*table, *lone, *(tuple(fold(w) for w in place) for place in PLACES))


def _runs(keys: Sequence[str], runs: Iterable[tuple[str, ...]]) -> set[int]:
    """The places of every word of the runs that stand in a text."""
    found: set[int] = set()
    index: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for run in runs:
        if run:
            index[run[0]].append(run)
    for at, key in enumerate(keys):
        for run in index.get(key, ()):
            if tuple(keys[at : at + len(run)]) == run:
                found |= set(range(at, at + len(run)))
    return found


def _named(found: Sequence[Token], keys: Sequence[str], source: str) -> Iterable[int]:
    """The words of a person's name after "ông", "bà" that the source does not have."""
    small = {fold(t) for t in re.findall(r"(?<!\w)[a-zà-ỹđ]+", source)}
    for at in range(1, len(found)):
        if keys[at] in _SURNAMES and _TITLED.search(found[at - 1].text):
            yield at
            for more in (at + 1, at + 2):
                if more >= len(found) or keys[more] in small or keys[more] in _STOP:
                    break
                yield more


def _instead(keys: Sequence[str], source: str) -> Iterable[int]:
    """The words that stand just where the source has a name, the words around them the same."""
    theirs = tokens(source)
    large = [
        source[t.start : t.start + 1].isupper() and not re.search(r"[.!?:]\s*$", source[: t.start])
        for t in theirs
    ]
    other = [fold(t.text) for t in theirs]
    for tag, i1, i2, j1, j2 in SequenceMatcher(
        None, other, list(keys), autojunk=False
    ).get_opcodes():
        short = tag == "replace" and j2 - j1 <= 4 and i2 - i1 <= 6
        if short and i1 and all(large[i1:i2]) and not set(keys[j1:j2]) & {*other, *_STOP}:
            yield from range(j1, j2)


_STOP = frozenset(
    "cho noi da se la va bi duoc khong chua khang dinh tuyen o tai trong den ve lam co cung vua "
    "bo de tu khi ra vao ky giu gap trao nhan keu".split()
)
