"""Names of bodies and offices whole, with their small words ("Bộ Giáo dục và Đào tạo").

The checker compares capitalised words; a reader wants to see the name. It knows the first words
of such names and the lexicon of the ranker, no list of bodies.
"""

import re
from collections.abc import Iterator

from assistant.checking_name_runs import COMPOUNDS, SURNAMES, names
from assistant.checking_restoring import lexicon
from assistant.checking_words import Said
from index.analysis import fold
from index.variants import spell

HEADS = (
    "tổng cục", "cục", "vụ", "bộ", "sở", "ủy ban", "uỷ ban", "ban", "hội đồng", "hội", "liên đoàn",
    "liên minh", "hiệp hội", "ngân hàng", "đại học", "trường", "học viện", "viện", "trung tâm",
    "tổng công ty", "công ty", "tập đoàn", "bệnh viện", "nhà máy", "nhà hát", "bảo tàng", "quỹ",
    "tòa án", "toà án", "thanh tra", "kiểm toán", "mặt trận", "đảng", "quốc hội", "chính phủ",
    "văn phòng", "phòng", "cơ quan", "tổ chức", "đài", "báo", "thông tấn xã", "cảng", "sân bay",
    "ga", "chùa", "nhà thờ", "khu", "vườn", "công an", "cảnh sát", "bộ tư lệnh", "quân khu",
    "sư đoàn", "câu lạc bộ", "giải", "cúp", "tạp chí", "nhà xuất bản", "bưu điện", "ubnd",
    "hđnd", "tp", "clb",
)  # fmt: skip
"""First words of names that go on in small letters."""
_HEADS = frozenset(tuple(spell(w) for w in head.split()) for head in HEADS)
_BLANK = re.compile(r"[ \-–]{1,3}")
_JOINING = frozenset({"và", "của", "về", "vì", "trong"})


def whole_names(text: str) -> list[tuple[int, int]]:
    """Offsets of the names of a text in order, each as long as a reader would read it."""
    said = Said(text)
    found: list[tuple[int, int]] = []
    for first, last in sorted({*_heads(said), *((n.first, n.last) for n in names(said))}):
        if found and first < found[-1][1]:
            if last <= found[-1][1]:
                continue
            first = found[-1][1]
        found.append((first, _end(said, first, last)))
    return [(said.words[a].start, said.words[b - 1].end) for a, b in found]


def _heads(said: Said) -> Iterator[tuple[int, int]]:
    """Words that open the name of a body, capitalised and followed by a capital soon."""
    for at, word in enumerate(said.words):
        end = at + _opens(said, at)
        followed = word.capital and at < end < len(said.words) and said.words[end].capital
        if followed and _joined(said, end):
            yield at, end


def _opens(said: Said, at: int) -> int:
    """How many words at a place are the first ones of a body's name."""
    sizes = (len(h) for h in _HEADS if tuple(said.keys[at : at + len(h)]) == h)
    return max(sizes, default=0)


def _end(said: Said, first: int, last: int) -> int:
    """Where a name that begins so ends."""
    body = _opens(said, first) > 0
    last = next((at for at in range(first + 1, last) if body and _person(said, at)), last)
    while last < len(said.words) and _joined(said, last):
        word, before = said.words[last], said.words[last - 1]
        after = said.words[last + 1] if last + 1 < len(said.words) else None
        completing = before.capital and (fold(before.key), fold(word.key)) in lexicon()
        opened = body or last - first >= 2
        joining = word.key in _JOINING and after is not None and after.capital and body
        if body and _person(said, last):
            break
        if (word.capital and (body or completing)) or (
            completing and opened and _small(said, last)
        ):
            last += 1
        elif joining and _joined(said, last + 1) and _goes_on(said, last + 1):
            last += 2
        else:
            break
    return last


def _person(said: Said, at: int) -> bool:
    """Whether a person's name begins: a surname and two capitals, or one at the end."""
    word, rest = said.words[at], said.words[at + 1 : at + 3]
    if word.text.lower() not in SURNAMES or not rest or not all(w.capital for w in rest[:1]):
        return False
    return len(rest) < 2 or rest[1].capital


def _goes_on(said: Said, at: int) -> bool:
    """Whether a capital after "và" begins a common word: "và Đào tạo", no new name."""
    after = said.words[at + 1] if at + 1 < len(said.words) else None
    return (
        after is not None
        and not _opens(said, at)
        and not after.capital
        and (fold(said.keys[at]), fold(after.key)) in lexicon()
    )


def _small(said: Said, at: int) -> bool:
    """Whether a small word belongs to the capital before it and not to the word after."""
    if at + 1 >= len(said.words):
        return True
    after = said.words[at + 1]
    known = f"{said.keys[at - 1]} {said.keys[at]}" in COMPOUNDS
    return known or after.capital or (fold(said.keys[at]), fold(after.key)) not in lexicon()


def _joined(said: Said, at: int) -> bool:
    return bool(_BLANK.fullmatch(said.text[said.words[at - 1].end : said.words[at].start]))
