"""Offices and ranks: whether a claim gives a name the office that its source gives it."""

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Difference
from assistant.checking_name_runs import Name, names
from assistant.checking_words import Pair, Said
from corpus.article import Article

_TITLES = (
    "phó tổng giám đốc", "tổng giám đốc", "phó giám đốc", "giám đốc", "phó chủ tịch nước",
    "phó chủ tịch quốc hội", "phó chủ tịch", "chủ tịch nước", "chủ tịch quốc hội",
    "chủ tịch hđqt", "chủ tịch ubnd", "chủ tịch", "phó thủ tướng", "thủ tướng", "phó tổng thống",
    "cựu tổng thống", "tổng thống", "thứ trưởng", "bộ trưởng", "ngoại trưởng", "tổng bí thư",
    "phó bí thư", "bí thư", "phó cục trưởng", "cục trưởng", "phó vụ trưởng", "vụ trưởng",
    "phó trưởng phòng", "trưởng phòng", "phó trưởng ban", "trưởng ban", "phó hiệu trưởng",
    "hiệu trưởng", "phó viện trưởng", "viện trưởng", "phó chánh thanh tra", "chánh thanh tra",
    "phó chánh văn phòng", "chánh văn phòng", "đại tướng", "thượng tướng", "trung tướng",
    "thiếu tướng", "đại tá", "thượng tá", "trung tá", "thiếu tá", "đại úy", "thượng úy",
    "trung úy", "đô đốc", "đại sứ", "tổng thư ký", "phát ngôn viên", "người phát ngôn", "cố vấn",
    "thống đốc", "phó thống đốc", "thị trưởng", "tổng lãnh sự", "tham mưu trưởng", "tư lệnh",
    "phó tư lệnh", "hlv trưởng", "trợ lý", "tiền vệ", "tiền đạo", "hậu vệ", "thủ môn",
    "kiến trúc sư", "kỹ sư", "bác sĩ", "y tá", "luật sư", "nhà văn", "nhà thơ", "nhạc sĩ",
    "đạo diễn",
)  # fmt: skip
_ANY = "|".join(sorted(_TITLES, key=len, reverse=True))
_TITLE = re.compile(rf"(?<!\w)({_ANY})(?!\w)")
_SAME = (
    {"phát ngôn viên", "người phát ngôn"}, {"chủ tịch hđqt", "chủ tịch"},
    {"chủ tịch ubnd", "chủ tịch"}, {"phó chủ tịch", "phó chủ tịch nước", "phó chủ tịch quốc hội"},
    {"chủ tịch", "chủ tịch nước", "chủ tịch quốc hội"}, {"tổng thống", "cựu tổng thống"},
    {"ngoại trưởng", "bộ trưởng"}, {"giám đốc", "tổng giám đốc"}, {"thống đốc", "chủ tịch"},
)  # fmt: skip
_OFFICE = re.compile(r"(?<!\w)(?:ông|bà|anh|chị|cô|đồng chí|là|làm|giữ chức|chức vụ|chức|ở)\s*$")
REACH = 45
"""Characters between a name and its office."""


def title_differences(pair: Pair, articles: Sequence[Article]) -> list[Difference]:
    """Offices of the claim that its source gives to nobody, or the name another one of."""
    return list(_wrong(pair, articles))


def _wrong(pair: Pair, articles: Sequence[Article]) -> Iterator[Difference]:
    for title, at in titled(pair.claim):
        for name in _bearers(pair.claim, at, len(title)):
            yield from _misgiven(pair, articles, title, at, name)


def _misgiven(
    pair: Pair, articles: Sequence[Article], title: str, at: int, name: Name
) -> Iterator[Difference]:
    """The difference where the source gives this name another office."""
    theirs = titled(pair.source)
    written = {other for other, _ in theirs}
    given = _given(pair.source, name)
    told = [t for a in articles for t in _given(Said(a.text), name)]
    if not given and not told:
        if articles or not written or title in written or alike(title, written):
            return
        given = [other for other, _ in theirs][:1]
    if title in (*given, *told) or alike(title, set(given)) or (not given and title in written):
        return
    instead = given or told
    if not alike(title, set(instead)):
        text = pair.claim.text[at : at + len(title)]
        yield Difference(claim=text, source=instead[0], kind="name")


def titled(said: Said) -> list[tuple[str, int]]:
    """The offices and ranks of a text, each with its offset."""
    return [(m[1], m.start()) for m in _TITLE.finditer(said.lower)]


def alike(title: str, others: set[str]) -> bool:
    """Whether one of the others is the same office, said shorter or longer."""
    if title in others:
        return True
    return any(
        title in same and other in same and title.startswith("phó ") == other.startswith("phó ")
        for same in _SAME for other in others
    )  # fmt: skip


def _bearers(said: Said, at: int, size: int) -> list[Name]:
    """The names that an office in a text belongs to: before "là", right after it, or after "là"."""
    found = [n for n in names(said) if person(said, n)]
    head, rest = said.lower[:at], said.lower[at + size :]
    before = [n for n in found if n.end <= at and at - n.end <= REACH]
    if before and _HOLDS.match(head[before[-1].end :]):
        return before[-1:]
    after = [n for n in found if n.start >= at + size]
    if re.match(r"\s*(?:gồm|là)(?!\w)", rest):
        stop = re.search(r"[.;:]", rest)
        end = at + size + (stop.start() if stop else len(rest))
        return [n for n in after if n.end <= end]
    near = [n for n in after if n.start - (at + size) <= REACH]
    gap = said.lower[at + size : near[0].start] if near else ""
    parted = re.search(r"[,.;:]|(?<!\w)(?:và|là|với|cho)(?!\w)", gap) or _TITLE.search(gap)
    return [] if not near or parted else near[:1]


_HOLDS = re.compile(
    r"\s*(?:[-–(,]|là|làm|giữ|được bổ nhiệm|trở thành|với)(?!.*(?:[.;]|(?:ông|bà|anh|chị) ))"
)
_BODIES = frozenset("bộ sở cục ban ủy tập công ubnd hđqt đại trường viện hội đảng tổng tp".split())


def person(said: Said, name: Name) -> bool:
    """Whether a name is a person's: two words at least, or after "ông", "bà"."""
    called = re.search(r"(?<!\w)(?:ông|bà|anh|chị|cô)\s*$", said.lower[: name.start])
    return bool(called) or (len(name.keys) >= 2 and name.keys[0] not in _BODIES)


def _given(said: Said, name: Name) -> list[str]:
    """The offices that a text gives a name, by its last words."""
    tail = name.keys[-2:]
    found: list[str] = []
    for at in said.find(tail):
        start, end = said.words[at].start, said.words[at + len(tail) - 1].end
        for own, place in titled(said):
            if (
                0 <= start - (place + len(own)) <= REACH
                and not re.search(
                    r"[.;]|(?<!\w)(?:và|là)(?!\w)", said.lower[place + len(own) : start]
                )
            ) or (
                0 <= place - end <= 2 * REACH
                and re.match(r"\s*(?:[-–(,]|là|làm|giữ|được)", said.lower[end:place])
                and not re.search(r"[.;]|(?:ông|bà) |và \d", said.lower[end:place])
            ):
                found.append(own)
        before = said.lower[:start]
        if match := re.search(rf"({_ANY}) (?:là )(?:ông |bà )?(?:[^.;:]{{0,40}})$", before):
            found.append(match[1])
    return found
