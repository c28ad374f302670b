"""Words before a name that say what it is: no article calls a province "ông", a man "tỉnh"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.answer import Difference
from assistant.checking_aliases import other_names, uncovered
from assistant.checking_name_runs import SURNAMES, Name, names
from assistant.checking_words import Pair, Said
from corpus.article import Article

_PERSONS = frozenset("ông bà anh chị cô thầy cụ".split())
_PERSON_BEFORE = re.compile(
    r"(?<!\w)(?:ông|bà|anh|chị|cô|thầy|cụ|em|cháu|bé|cậu|bác|chú|hlv|gs|ts|ths|pgs|bs|sĩ|tướng|"
    r"tá|úy|trưởng|tịch|đốc|thư|viên|thống|gia|nhân|cáo|sao|vợ|chồng|con|mẹ|cha|bố|tên|và|với|"
    r"của|cho|đạo|thủ|chủ|hùng|quan|người|phẩm|thí sinh|học sinh|nsưt|nsnd|tài xế|lái xe|"
    r"mc)\W{1,2}$"
)
_CALLED = re.compile(
    r"(?<!\w)(?:ông|bà|anh|chị|cô|hlv|ca sĩ|bác sĩ|tiến sĩ|luật sư|tổng thống|thủ tướng|chủ tịch|"
    r"bộ trưởng|giám đốc|diễn viên|\0)\W{0,2}$"
)
_PLACES = frozenset("tỉnh huyện xã phường quận thôn".split())
_WHERE = frozenset({"ở", "tại"})
_PLACE_BEFORE = re.compile(
    r"(?<!\w)(?:tỉnh|huyện|xã|phường|quận|phố|tp|thị trấn|thôn|ấp|bản|làng|đảo|vịnh|hồ|sông|núi|"
    r"biển|hang|đèo|bang|vùng|đất|xứ|khu|nước|thủ đô|ở|tại|đường|cầu|cảng|chợ|tuyển|ga|chùa|đền|"
    r"ủy ban|sở|bộ|ngành|đội|clb|hội|ban|công ty|tập đoàn|trường|bệnh viện|báo|hãng)\W{1,2}$"
)
_BODIES = frozenset(
    "bộ sở ban cục ủy ubnd hđnd công tập trường bệnh viện tòa phòng đảng hội tổng đại đh thpt "
    "thcs tp chi trung".split()
)
_HEADS_PLACE = re.compile(
    r"(?<!\w)(?:chủ tịch|bí thư|trưởng công an|trưởng ban|trưởng phòng|đội trưởng|công an|cán bộ)"
    r"(?: (?:ubnd|hđnd|đảng ủy|mặt trận|quân sự))? (?:tỉnh|huyện|xã|phường|quận|thôn)\W{1,2}$"
)
"""An office of a place that is not named, its holder behind it: "chủ tịch xã Trần Văn A"."""
_UNITS = frozenset(
    "tỉnh huyện xã phường quận ga tàu cầu đường phố trường đảo hồ chợ bang hãng clb chùa làng "
    "thôn".split()
)


REACH = 24
"""Characters before a name in which it is said what it is."""
_AFTER_COUNTRY = "\0"
"""Stands for "Nhật Bản" before "Shinzo Abe": what follows a country in a row is a person."""


def slot_differences(pair: Pair, articles: Sequence[Article], before: str) -> list[Difference]:
    """Names that stand behind a word that their article never calls them by.

    Args:
        pair: The claim beside its source.
        articles: Where the source is from.
        before: Their titles and what stands before the source in them.
    """
    return list(_misplaced(pair, articles, before)) if articles else []


def _misplaced(pair: Pair, articles: Sequence[Article], before: str) -> Iterator[Difference]:
    text = " ".join(f"{a.title}. {a.text}" for a in articles)
    for name in names(pair.claim):
        word = pair.claim.keys[name.first - 1] if name.first else ""
        if word not in _PERSONS | _PLACES | _UNITS | _WHERE:
            continue
        if word in _WHERE and (len(name.keys) < 2 or pair.source.find([word, name.keys[0]])):
            continue
        heads = _heads(text, name.keys)
        if not heads or re.search(rf"(?<!\w){word} {re.escape(name.keys[0])}(?!\w)", text.lower()):
            continue
        as_person = _AFTER_COUNTRY in heads or any(_PERSON_BEFORE.search(h) for h in heads)
        if as_person and _HEADS_PLACE.search(pair.claim.lower[: name.start]):
            continue
        as_place = any(_PLACE_BEFORE.search(h) for h in heads)
        instead = _called(pair.source, word, name) or _called(_said(before[-600:]), word, name)
        known = bool(other_names(name.keys)) and not uncovered(name.keys)
        body = known or name.keys[0] in _BODIES
        whole = name.keys[0] in SURNAMES and len(name.keys) > 2
        wrong = (word in _PERSONS and not (as_person or whole) and (as_place or body)) or (
            word in _PLACES and as_person and not as_place
        )
        named = len(name.keys) > 1 and not body
        called = any(_CALLED.search(h) for h in heads)
        wrong = wrong or (word in _WHERE and named and called and not as_place)
        other = word in _UNITS and not any(re.search(_behind(word), h) for h in heads)
        if wrong or (other and instead):
            yield Difference(
                claim=pair.claim.text[name.start : name.end], source=instead, kind="name"
            )


def _behind(word: str) -> str:
    """The pattern of a word with at most two more before a name: "tàu đổ bộ Vikram"."""
    return rf"(?<!\w){word}(?: \w+){{0,2}}\W{{1,2}}$"


def _heads(text: str, keys: tuple[str, ...]) -> list[str]:
    """What stands right before each mention of a name, or of its last word in a longer one."""
    said = _said(text)
    found = []
    for at in said.find(keys[-1:]):
        if not said.words[at].capital:
            continue
        first = at
        while first and said.words[first - 1].capital and _beside(said, first):
            first -= 1
        whole = tuple(said.keys[first : at + 1])
        if set(keys) <= set(whole) or set(whole) <= set(keys):
            head = said.lower[max(0, said.words[first].start - REACH) : said.words[first].start]
            at_own = at - len(keys) + 1
            if first >= at_own or _PERSON_BEFORE.search(head):
                found.append(head)
            land = said.keys[first:at_own]
            if land and not uncovered(land) and not set(land) & _BODIES:
                found.append(_AFTER_COUNTRY)
            if first < at_own:
                own = said.words[at_own].start
                found.append(said.lower[max(0, own - REACH) : own])
    return found


def _beside(said: Said, at: int) -> bool:
    return said.text[said.words[at - 1].end : said.words[at].start] in (" ", "-", " - ")


@lru_cache(maxsize=8)
def _said(text: str) -> Said:
    return Said(text)


def _called(said: Said, word: str, name: Name) -> str:
    """The name that stands behind the same word in a text, where it is another one."""
    for other in names(said):
        alike = set(other.keys) & set(name.keys) or (
            set(other_names(other.keys)) & set(other_names(name.keys))
        )
        if alike:
            continue
        if other.first and said.keys[other.first - 1] == word:
            return said.text[other.start : other.end]
        if other.keys[0] == word and len(other.keys) > 1:
            return said.text[said.words[other.first + 1].start : other.end]
    return ""
