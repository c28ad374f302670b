"""Marked words drawn out to what they are a part of: a whole word, list or reason."""

import itertools
import re
from collections.abc import Iterator
from typing import Final

from assistant.checking_restoring import lexicon
from index.analysis import fold

_CLAUSE: Final = re.compile(r"[.;:!?“”\"()](?=\s|$)|:\s")
_ASIDE: Final = re.compile(r"\([^()]{1,40}\)")
"""A few words in brackets, which part no list: "Liverpool (Anh), Juventus"."""
_PARTS: Final = re.compile(r",?\s+(?:và|cùng|hoặc|lẫn)\s+|,\s+")
_STOP: Final = re.compile(
    r"(?<!\w)(?:được|bị|đều|đã|đang|sẽ|là|nhằm|để|nhưng|nhờ|vì|do|khiến|khi|trong khi|rút|nên|thì|"
    r"có|mà|cho thấy|cho biết|trước khi|sau khi)(?!\w)"
)
_OPENER: Final = re.compile(
    r"(?<!\w)(?:là|gồm có|gồm|như|khiến|các|những|có|ở|tại|với|nối|thuộc về|sau|của|cho)\s+"
)
_CARRIES_ON: Final = re.compile(r"(?<!\w)(?:là|gồm có|gồm|như|khiến|còn)\s+")
_LEADS: Final = re.compile(r"(?:sau|trước|gồm|là|ở|tại|với|của|như|từ|trong|giữa|là các)\s+")
_NAMES_END: Final = re.compile(r"(?:[^\W\d_a-zà-ỹ][\w.&-]*)(?: [^\W\d_a-zà-ỹ][\w.&-]*)*$")
_NAMES_HEAD: Final = re.compile(r"(?:[^\W\d_a-zà-ỹ][\w.&-]*)(?: [^\W\d_a-zà-ỹ][\w.&-]*)*")
_CAUSE: Final = re.compile(
    r"(?<!\w)(?:bởi vì|tại vì|vì thế|vì vậy|do đó|do vậy|vì|bởi|do|nhờ|nhằm|để)\s+"
)
_NO_CAUSE: Final = ("vì thế", "vì vậy", "do đó", "do vậy")
_DOER: Final = re.compile(r"(?:ông|bà|anh|chị|hãng|công ty|nhóm|đội|[^\W\d_a-zà-ỹ])")
LONGEST: Final = 40
"""Words of a drawn-out answer."""

Stretch = tuple[int, int]
_SMALL = frozenset("bị các có cho của do hơn là một những ra thêm từ và vào về đã được".split())
"""First halves of words of the lexicon that a short answer does without: "vào khoảng"."""
_BODY = re.compile(
    r"(?<!\w)(?:Bộ|Sở|Cục|Tổng cục|Vụ|Ban|Viện|Học viện|Phòng|Hội)(?= [^\W\d_a-zà-ỹ])"
)
"""What stands before the name of a body, each of whose words begins with a capital."""
_DOTS = re.compile(r"\s+[·•|]\s|\s*\.{2,}\s*$")


def whole_words(text: str, start: int, end: int) -> Stretch:
    """The stretch without half a word at an end: "áp lực công", "Park Hang", "QĐ-TTg", “Người.

    A body's name goes on in small letters: "Bộ Ngoại giao".
    """
    start = _from_whole_word(text, start, end)
    if match := re.search(r"(?<!\S)\d[\d/]*/$", text[:start]):
        start = match.start()
    if match := re.match(r"[\w-]*\w", text[end:]):
        return start, end + match.end()
    if text[start:end].count("“") > text[start:end].count("”") and text[end : end + 1] == "”":
        return start, end + 1
    last = re.search(r"(\S+) (\S+)$", text[start:end])
    after = re.match(r" ([^\W\d_]+)", text[end:])
    if not last or not after or not after[1].islower():
        return start, end
    if not last[2].islower() and not _BODY.search(text[start:end]):
        return start, end
    first, second = last[1].lower(), last[2].lower()
    torn = _is_word(second, after[1]) and not _is_word(first, second)
    return start, end + after.end() if torn else end


def before_dots(text: str, start: int, end: int) -> int:
    """Where a stretch ends without what stands behind the dots of a list of headlines."""
    match = _DOTS.search(text, start + 1, end)
    return match.start() if match else end


def _from_whole_word(text: str, start: int, end: int) -> int:
    """Where a stretch begins with the whole of its first word: "viện trợ", not "trợ"."""
    before = re.search(r"(?<!\S)([^\W\d_]+) $", text[:start])
    first = re.match(r"([^\W\d_]+)(?: ([^\W\d_]+))?(?!\w)", text[start:end])
    if not before or not first or not (before[1].islower() and first[1].islower()):
        return start
    if before[1] in _SMALL:
        return start
    torn = _is_word(before[1], first[1]) and not (first[2] and _is_word(first[1], first[2]))
    return before.start(1) if torn else start


def _is_word(first: str, second: str) -> bool:
    """Whether two syllables are one word of the lexicon, as they are marked."""
    return lexicon().get((fold(first), fold(second))) == f"{first} {second}"


def enumeration(text: str, start: int, end: int) -> Stretch:
    """The whole list "A, B và C" of which a stretch is a part; the stretch itself without one."""
    whole, text = text, _ASIDE.sub(lambda m: "_" * len(m[0]), text)
    for match in _CARRIES_ON.finditer(text, start, end):
        start = match.end() if _PARTS.search(text, match.end(), end) else start
    left = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
    left += len(text[left:start]) - len(text[left:start].lstrip())
    after = _CLAUSE.search(text, end)
    right = after.start() if after else len(text)
    cuts = [m.span() for m in _PARTS.finditer(text, left, right)]
    closing = [
        i for i, (a, b) in enumerate(cuts)
        if (a >= start or b == start) and re.search(r"\w", text[a:b])
    ]  # fmt: skip
    ahead = [i for i in closing if cuts[i][0] >= end]
    last = next(iter(ahead or closing[-1:]), None)
    if last is None or _clauses(text, cuts, last, start):
        return start, end
    for later in ahead[1:]:
        serial = text[cuts[later][0]] == "," and not _clauses(text, cuts, later, start)
        last = later if serial else last
    begin = _first_part(text, left, cuts[: last + 1], start)
    finish = max(_last_part(text, cuts[last][1], right), end)
    aside = _ASIDE.match(whole, finish + 1)
    longer = begin, aside.end() if aside and whole[finish] == " " else finish
    return longer if len(text[slice(*longer)].split()) <= LONGEST else (start, end)


def _clauses(text: str, cuts: list[Stretch], last: int, start: int) -> bool:
    """Whether one of the parts from the marked one to the last cut is a clause of its own."""
    between = itertools.pairwise(cuts[: last + 1])
    return any(_STOP.search(text[a[1] : b[0]]) for a, b in between if a[0] >= start)


def _first_part(text: str, left: int, cuts: list[Stretch], start: int) -> int:
    """Where the first part of a list begins, going left from the marked one."""
    begin = start
    heads = [(a[1], b[0]) for a, b in itertools.pairwise([(left, left), *cuts])]
    led = {a + _leading(text, a) for a, _ in heads if _leading(text, a)}
    heads = [(a + _leading(text, a), b) for a, b in heads]
    own = next((a for a, _ in reversed(heads) if a <= start), start)
    named = text[start : start + 1].isupper() and (own in (start, left) or cuts[-1][1] == start)
    for a, b in reversed([h for h in heads if h[0] <= start]):
        part = text[a:b]
        if a in led:
            return min(begin, a)
        if named and (match := _NAMES_END.search(part)) and match.start():
            return min(begin, a + match.start())
        if named and not part[:1].isupper():
            return begin
        openers = _OPENER if a == left else _CARRIES_ON
        if opener := list(openers.finditer(part)):
            return min(begin, a + opener[-1].end())
        if _STOP.search(part) or len(part.split()) > (6 if a == 0 else 9):
            return begin
        begin = min(begin, a)
    return begin


def _leading(text: str, at: int) -> int:
    """Length of the small words that lead into a part: "sau Liên Xô"."""
    match = _LEADS.match(text, at)
    return match.end() - at if match else 0


def _last_part(text: str, at: int, right: int) -> int:
    """Where the last part of a list ends."""
    part = text[at:right]
    comma = part.find(", ")
    part = part if comma < 0 else part[:comma]
    if (match := _NAMES_HEAD.match(part)) and match.end():
        return at + match.end()
    stop = _STOP.search(part)
    return at + len((part[: stop.start()] if stop and stop.start() else part).rstrip())


def cause(text: str, start: int, end: int) -> Stretch | None:
    """The reason of which a stretch is a part, or the only one a sentence gives; without "vì"."""
    for match in _causes(text):
        stop = re.search(r"[,;.:]\s|[.]$|$|(?<!\w)(?:nên|thì|nhưng)(?!\w)", text[match.end() :])
        finish = match.end() + (stop.start() if stop else 0)
        if match.end() <= start < finish:
            finish = len(text[:finish].rstrip())
            ended = re.match(r"\s*(?:nên|thì|nhưng)(?!\w)", text[finish:])
            longer = match.end(), finish if ended else max(end, finish)
            return longer if len(text[slice(*longer)].split()) <= LONGEST else None
    return None


_NAMED_REASON: Final = re.compile(
    r"^(?P<reason>.+?) (?:là|chính là|được (?:coi|xem|cho) là) "
    r"(?:(?:các|những|một trong những|một|hai|ba|bốn) )?(?:nguyên nhân|lý do|lí do)(?!\w)",
    re.IGNORECASE,
)
_POINTING: Final = re.compile(r"(?:^|\s)(?:đó|đây|này)$", re.IGNORECASE)


def named_reason(text: str, start: int) -> Stretch | None:
    """The words before "là nguyên nhân" of which marked ones are a part; else nothing."""
    match = _NAMED_REASON.match(text)
    if match is None or start >= match.end("reason") or _POINTING.search(match["reason"]):
        return None
    return match.span("reason") if len(match["reason"].split()) <= LONGEST else None


def reason_given(text: str) -> Stretch | None:
    """The first reason that a sentence gives after "vì", "do", "bởi", "nhờ"."""
    for match in _causes(text):
        if match[0].strip() not in ("để", "nhằm"):
            return cause(text, match.end(), match.end() + 1)
    return None


def _causes(text: str) -> Iterator[re.Match[str]]:
    """The words that bring a reason; not "do đó", which brings a result, nor "do ông …"."""
    for match in _CAUSE.finditer(text):
        word = match[0].strip()
        doer = word == "do" and _DOER.match(text[match.end() :])
        if word not in _NO_CAUSE and not doer:
            yield match
