"""Plans told as done, and some told as all: "đã thông qua" for "sẽ trình … thông qua".

Knows a claim and its source; a difference is found only where both speak of the same deed or thing.
"""

import re
from collections.abc import Iterator

from assistant.answer import Difference
from assistant.checking_words import Pair, Said, around

_PLAN = re.compile(
    r"(?<!\w)(?:sẽ|dự kiến|dự định|dự tính|có kế hoạch|lên kế hoạch|kế hoạch|đề xuất|đề nghị|muốn|"
    r"mong muốn|sắp|sẵn sàng|kỳ vọng|kì vọng|yêu cầu|kêu gọi|chỉ đạo|xem xét|cân nhắc|hướng đến|"
    r"hướng tới|đặt mục tiêu|hứa|cam kết|chuẩn bị|dọa|đe dọa|tìm cách|chờ|có thể|có khả năng|"
    r"nhiều khả năng|nếu)(?!\w|,)"
)
_TOLD = re.compile(
    r"(?<!\w)đã (?:chính thức |hoàn tất |cùng |được |bị |hoàn toàn )*(?P<deed>\w+(?: \w+){0,5})"
)
_PLANNED = re.compile(rf"^(?:{_PLAN.pattern}|từng|không|chưa|từ chối|có|nói|cho biết|cho hay)")
_DONE = re.compile(r"(?<!\w)(?:đã|vừa|từng|mới|xong|hoàn tất)(?!\w)")
_STOP = re.compile(r"[.;:\"“”]")
REACH = 12
"""Words behind a word of planning that it may govern."""
_LIGHT = frozenset(
    "được bị và của các những một cho với ở tại trong về ra vào lên đến tới để này đó việc sự xong "
    "hết có là người ông bà anh chị cô họ nước".split()
)


def plan_differences(pair: Pair) -> list[Difference]:
    """Deeds that the claim tells as done and the source only as planned, asked for or possible."""
    if _PLAN.search(pair.claim.lower):
        return []
    return list(_early(pair))[:1]


def _early(pair: Pair) -> Iterator[Difference]:
    governed = _governed(pair.source)
    for told in _TOLD.finditer(pair.claim.lower):
        if _PLANNED.match(told["deed"]):
            continue
        deed = [w for w in Said(told["deed"]).keys if w not in _LIGHT][:2]
        if len(deed) < 2:
            continue
        places = _places(pair.source, deed)
        if places and all(at in governed for at in places):
            yield Difference(
                claim=around(pair.claim, _before(pair.claim, told.start())),
                source=around(pair.source, governed[places[0]]),
                kind="negation",
            )


def _places(said: Said, deed: list[str]) -> list[int]:
    """Where both words of a deed stand, at most one word between."""
    keys = said.keys
    return [i for i, k in enumerate(keys) if k == deed[0] and deed[1] in keys[i + 1 : i + 3]]


def _before(said: Said, offset: int) -> int:
    """How many words end before a character."""
    return sum(w.end <= offset for w in said.words)


def _governed(said: Said) -> dict[int, int]:
    """The places of words that only a plan speaks of, each with the place of the plan's word."""
    found: dict[int, int] = {}
    for plan in _PLAN.finditer(said.lower):
        first, behind = _before(said, plan.start()), _before(said, plan.end())
        for at in range(behind, min(behind + REACH, len(said.words))):
            gap = said.lower[plan.end() : said.words[at].start]
            if _STOP.search(gap) or _DONE.search(gap):
                break
            found.setdefault(at, first)
    return found


_ALL = r"tất cả|toàn bộ|mọi|toàn thể|hết thảy"
_SOME = r"một số ít|một số|một vài|vài|một phần|một nửa|phân nửa|đa số|đa phần|hầu hết|phần lớn"
_COUNTED = re.compile(
    rf"(?<!\w)(?:(?P<all>{_ALL})|(?P<some>{_SOME}|nhiều)) (?:các |những |số |trong số )*"
    r"(?P<thing>[^\W\d_]+(?: [^\W\d_]+)?)"
)


def amount_differences(pair: Pair) -> list[Difference]:
    """Things of which the claim says all and the source some, or the other way about."""
    return list(_amounts(pair))[:1]


def _amounts(pair: Pair) -> Iterator[Difference]:
    theirs = list(_COUNTED.finditer(pair.source.lower))
    for own in _COUNTED.finditer(pair.claim.lower):
        ours = own["thing"].split()
        same = [m for m in theirs if m["thing"].split()[0] == ours[0]]
        if not same or any(bool(m["all"]) == bool(own["all"]) for m in same):
            continue
        if own["all"] or own["some"] != "nhiều":
            yield Difference(
                claim=pair.claim.text[own.start() : own.end()],
                source=pair.source.text[same[0].start() : same[0].end()],
                kind="figure",
            )
