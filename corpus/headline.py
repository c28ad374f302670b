"""A title for a text that has none, and titles without their outlet; knows no files."""

import re

from corpus.outlets import known_outlet
from corpus.sentences import sentences

_LIMIT = 100
_SENTENCES = 6
_CAPTION = re.compile(
    r"(?:\b(?:Ảnh|Video|Clip|Đồ họa|Nguồn ảnh|Photo)(?: minh họa)?(?: ?[:/]| do | chụp )"
    r"[^.]{0,150}\.?\)?$)"
    r"|^\(?(?:Ảnh|Video|Clip|Đồ họa)\b.{0,40}\)?$",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"^(?:(?:Kể )?từ khi|Khi|Sau khi|Trước khi|Trong khi|Trong bối cảnh|Mặc dù|Dù|Tuy|Để|Nếu|Vì|Do"
    r"|Bởi|Theo|Tại|Trong|Sau|Trước|Trước đó|Bên cạnh|Ngoài|Nhờ|Với|Vào|Nhằm|Như|Cùng với)\b"
    r"[^,]{2,90}, (?=\w)"
)
_CONNECTIVE = re.compile(
    r"^(?:Tuy nhiên|Do đó|Vì vậy|Vì thế|Ngoài ra|Bên cạnh đó|Trong khi đó|Trước đó|Theo đó|Cụ thể"
    r"|Đồng thời|Hiện nay|Hiện tại|Mới đây|Được biết|Như vậy|Đáng chú ý|Thực tế|Mặt khác), ?"
)
_DEICTIC = re.compile(
    r"^(?:Ông|Bà|Anh|Chị|Cô|Họ|Nó|Em|Đây|Đó|Này|Điều (?:này|đó)|Việc (?:này|đó)|Những|Trong đó"
    r"|Vụ việc|Cũng|Còn|Nhưng|Và|Song|Tổ chức này|Theo (?:ông|bà)|[\"“'‘(\[–-])(?!\w)"
)
_JUNK = re.compile(
    r"^(?:https?://|[\W\d_]*$|(?:thứ|chủ nhật|ngày|cập nhật)\b.*\d{4})", re.IGNORECASE
)
_SUFFIX = re.compile(r"^(?P<title>.{12,}?)\s+[-–|]\s+(?P<outlet>[^|–]{2,40}?)\.?$", re.DOTALL)


def is_headline(line: str, limit: int = 150) -> bool:
    """Whether one line can stand as a title: short, with words, no caption, date or address."""
    if not 1 <= len(line) <= limit or not line[0].isprintable() or not re.search(r"[^\W\d]", line):
        return False
    return not (_JUNK.match(line) or _CAPTION.search(line))


def trim_outlet(title: str) -> str:
    """A title without the outlet that pages put behind it ("… - VnExpress", "… | VTV.VN")."""
    for _ in range(2 if len(title) < 3000 else 0):
        match = _SUFFIX.match(title)
        if not match or not known_outlet(match["outlet"].strip()):
            return title
        title = match["title"].strip()
    return title


def headline(text: str) -> str:
    """A title of at most 100 characters for a text without one, never empty.

    The first line where it looks like one; else the first of the opening sentences that says
    something by itself, without its opening clause, cut at a natural place where it is too long.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and is_headline(lines[0]) and lines[0][-1] not in '.!,;:…"”':
        return trim_outlet(lines[0])
    told = [line for line in lines[:20] if not _CAPTION.search(line) and not _JUNK.match(line)]
    opening = "\n".join(told or lines)[:4000]
    told = [opening[start:end] for start, end in sentences(opening)][:_SENTENCES]
    for sentence in told:
        candidate = _main_clause(sentence)
        if 30 <= len(candidate) <= _LIMIT and not _DEICTIC.match(candidate):
            return candidate
    return _shortened(_main_clause(told[0]) or told[0])


def _main_clause(sentence: str) -> str:
    """A sentence without its opening link or clause and without its full stop."""
    plain = _CONNECTIVE.sub("", sentence.strip())
    without = _SUBORDINATE.sub("", plain)
    kept = (without if len(without) >= 30 else plain).rstrip(" .:;,")
    return kept[:1].upper() + kept[1:]


def _shortened(sentence: str) -> str:
    """At most 100 characters of a sentence, cut at a clause or, failing that, at a word."""
    if len(sentence) <= _LIMIT:
        return sentence
    head = sentence[: _LIMIT - 1]
    cuts = [m.start() for m in re.finditer(r"[,;:](?= )| [–-] | (?:và|nhưng|song|để|vì) ", head)]
    if cuts and cuts[-1] >= 40:
        return head[: cuts[-1]].rstrip(" ,;:–-") + "…"
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:–-") + "…"
