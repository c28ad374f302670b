"""Other ways to write the same name: small words within it, a letter more or less."""

import itertools
import re
from collections.abc import Sequence

from assistant.checking_aliases import other_names, uncovered
from assistant.checking_name_runs import SURNAMES, Name, names
from assistant.checking_restoring import lexicon
from assistant.checking_words import Pair, Said
from corpus.article import Article
from index.analysis import fold

LONG = 7
"""Letters of a foreign name from which one letter more or less is another way to spell it."""


def spread(name: Name, pair: Pair) -> bool:
    """Whether the source has a name's words with small words between: "Phật nằm Thích Ca"."""
    words = pair.source.words
    for at in pair.source.find(name.keys[:1]) if len(name.keys) > 1 else []:
        held = 0
        for word in words[at : at + len(name.keys) + 2]:
            if word.capital and word.key != name.keys[held]:
                break
            held += word.key == name.keys[held]
            if held == len(name.keys):
                return True
    return False


def spelt_alike(name: Name, theirs: Sequence[Name]) -> bool:
    """Whether a long foreign name stands there with one letter more or less: Kazakstan."""
    own = "".join(name.keys)
    if len(own) < LONG or not own.isascii():
        return False
    parts = [k for o in theirs for k in (*o.keys, "".join(o.keys))]
    return any(abs(len(own) - len(k)) == 1 and k[:3] == own[:3] and _but_one(own, k) for k in parts)


def _but_one(a: str, b: str) -> bool:
    """Whether the shorter word is the longer without one letter."""
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def after_opening(name: Name, pair: Pair) -> bool:
    """Whether a name stands there without the common word that begins the claim: "Dịp Tết …"."""
    first = name.keys[0]
    common = (fold(first),) in lexicon() and first not in SURNAMES
    foreign = name.keys[-1].isascii() and len(name.keys[-1]) > 5
    return (
        name.first == 0
        and len(name.keys) > 2 - foreign
        and common
        and name.keys[1] not in SURNAMES
        and bool(pair.source.find(name.keys[1:]))
    )


_OFFICE = re.compile(
    r"(?<!\w)(?:người|nhà lãnh đạo|tổng thống|thủ tướng|ngoại trưởng|hlv|huấn luyện viên|tuyển|"
    r"đội tuyển|quốc vương|nữ hoàng|chủ nhà|hãng|đại sứ|gã khổng lồ|tay vợt|cầu thủ|"
    r"chiến lược gia|tiền đạo|tiền vệ|hậu vệ|thủ môn|ngôi sao|diễn viên|ca sĩ|danh thủ|tỷ phú|"
    r"võ sĩ|tay đua|vận động viên|nhà khoa học|nhà văn|đạo diễn|đội bóng|clb) (?:người |gốc )?$"
)


def from_where(pair: Pair, name: Name, other: Name) -> bool:
    """Whether the source's name only says where somebody unnamed is from.

    "tay vợt người Nga", "nhà lãnh đạo Campuchia"; never where the claim names a country itself.
    """
    head = pair.source.lower[: other.start]
    if pair.claim.lower.endswith(("người ", "gốc "), 0, name.start):
        return False
    country = bool(other_names(other.keys)) and not uncovered(other.keys)
    country = country or head.endswith("người ")
    return country and not other_names(name.keys) and bool(_OFFICE.search(head))


def located(pair: Pair, name: Name, article: Article) -> bool:
    """Whether the article puts a name right behind the one before it: "Nga Sơn (Thanh Hóa)"."""
    before = [n for n in names(pair.claim) if n.end <= name.start]
    if not before or not re.fullmatch(
        r"\s?[,(]\s?(?:\w+ )?", pair.claim.lower[before[-1].end : name.start]
    ):
        return False
    first, second = (re.escape(pair.claim.text[n.start : n.end]) for n in (before[-1], name))
    there = bool(pair.source.find(before[-1].keys))
    return there and bool(re.search(rf"{first}\s?[,(][^.;]{{0,15}}{second}", article.text))


_Y = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


def glued(name: Name, source: Said) -> bool:
    """Whether a text has a name's letters in a row, blanks and hyphens aside.

    Not where the last word goes on: "Lê Thị Hạnh" is not "Lê Thị Hạ".
    """
    own = "".join(name.keys).replace("-", "").translate(_Y)
    words = [k.replace("-", "").translate(_Y) for k in source.keys]
    text = "".join(words)
    at = text.find(own) if len(own) > 3 else -1
    ends = list(itertools.accumulate(len(w) for w in words)) if at >= 0 else []
    while at >= 0:
        end = next(e for e in ends if e >= at + len(own))
        rest = text[at + len(own) : end]
        if (
            not rest
            or rest in {s.translate(_Y) for s in SURNAMES}
            or (re.search("[aeiouy]", fold(rest)) and (fold(rest),) in lexicon())
        ):
            return True
        at = text.find(own, at + 1)
    return False


def by_other_name(name: Name, said: Said) -> bool:
    """Whether a text has another form of the whole name: Séc of "Cộng hòa Séc"."""
    return not uncovered(name.keys) and bool(set(other_names(name.keys)) & said.meanings)


def longer_alias(name: Name, pair: Pair) -> bool:
    """Whether a name and small words beside it have another form: "Liên minh châu Âu", EU."""
    for before, behind in itertools.product(range(4), repeat=2):
        first, last = max(0, name.first - before), name.last + behind
        beside = [pair.claim.keys[first : name.first], pair.claim.keys[name.last : last]]
        whole = pair.claim.keys[first:last]
        terms = set(other_names(whole)).difference(*(other_names(b) for b in beside))
        if terms & pair.source.meanings and not uncovered(whole):
            return True
    return False
