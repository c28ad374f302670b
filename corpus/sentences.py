"""Sentences of Vietnamese news text as offsets; knows nothing of passages."""

import itertools
import re

_UP = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_LOW = "a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_CLOSE = r"[\"'”’»)\]]*"
_MARKS = re.compile("[.!?…]+")
# An end mark, the closing quotes after it, then blanks and an opening of a new sentence; or no
# blank at all where a lower-case word or a bracket stands before and a capitalised word after
# ("nhà bếp.Lực lượng"), a slip that scraped pages are full of.
_END = re.compile(
    rf"(?:[.!?…]+{_CLOSE}[ ]+(?=[\"'“‘«(\[–-]*[ ]?[{_UP}\d])"
    rf"|(?<=[{_LOW}%\d)\]\"”])[.!?…]+{_CLOSE}(?=[\"“‘«(]?[{_UP}][{_LOW}]))"
)
# What may stand before a full stop that ends no sentence. Initials ("Vladimir V."), titles
# ("GS.TS.") and place abbreviations ("TP.") are matched at the end of the text before the stop.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“.,/-])(?:TP|Tp|tp|TX|Tx|TT|Tt|Q|P|H|X|GS|PGS|TS|ThS|Th\.S|BS|KS|LS|NSND|NSƯT"
    r"|NSUT|NGND|NGƯT|TTND|TTƯT|KTS|TSKH|BSCKI|BSCKII|CKI|CKII|Ts|Gs|Ths|Bs|Ks|ĐH|CĐ"
    r"|St|Mr|Mrs|Ms|Dr|Prof|Jr|Sr|No|vs|Inc|Ltd|Co|Corp"
    r"|tr|Tr|v\.v|vv|Đ\.c|đ/c|Đ/c|TƯ|UBND|Bà|SN|Th)$"
)
# "Vladimir V." and "J. K.", not "Đông Nam Á.", "2.800 độ C." or "3 USD.": a plain capital after a
# plain capitalised word and a blank, or at the start.
_INITIAL = re.compile(r"(?:^|[(\"“]|(?<![\w.])(?:[A-Z][A-Za-z]*[ ]|[A-Z]\.[ ]?))[A-Z]$")
_INITIALS = re.compile(r"[A-Z]\. ?[A-Z]\. ?[A-Z]")
_NUMBERED = re.compile(r"(?:^|\n)[ ]*(?:\d{1,2}|[a-zđ]|[IVX]{1,4})$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets ``(start, end)`` of the sentences of a text, in order, without the blanks around.

    A line break always ends a sentence: headings, captions and list items are sentences of
    their own. Numbers ("1.234,5"), dates ("1-2/11"), abbreviations ("TP.HCM", "GS.TS."),
    initials ("Vladimir V. Putin") and list numbers ("1. ") do not. A closing quote belongs to
    the sentence that it closes.
    """
    found: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        found.extend(_of_line(line, position))
        position += len(line) + 1
    return found


def _of_line(line: str, offset: int) -> list[tuple[int, int]]:
    """Sentences of one line, shifted by ``offset``."""
    marks = (_END.match(line, mark.start()) for mark in _MARKS.finditer(line))
    cuts = [0, *(m.end() for m in marks if m and _ends(line, m)), len(line)]
    spans = []
    for start, end in itertools.pairwise(cuts):
        piece = line[start:end]
        if stripped := piece.strip():
            begin = offset + start + piece.index(stripped)
            spans.append((begin, begin + len(stripped)))
    return spans


def _ends(line: str, match: re.Match[str]) -> bool:
    """Whether the end mark found really ends a sentence."""
    mark = match.group().strip()
    if mark != ".":
        return True
    before = line[: match.start()]
    if _NUMBERED.search(before) or _INITIALS.match(line, match.start() - 1):
        return False
    return not (_ABBREVIATION.search(before[-12:]) or _INITIAL.search(before[-40:]))
