"""The names of a text: runs of capitalised words; knows nothing of claims and sources."""

import re
from dataclasses import dataclass

from assistant.checking_words import Said, Word
from index.analysis import fold

_JOIN = re.compile(r"[ \-–'’.]{1,2}")
_END_MARK = re.compile(r"[.!?:…\"“”«»\n(]\s*$|^\s*$|^[\"“‘(\[–-]+\s*$")
_FOREIGN = re.compile(r"[fjwz]|[^aeiouyăâêôơưáàảãạ]{4}|(?:ll|ss|tt|rr|nn|mm|pp|ck|sh|br|cl|gl|"
    r"sk|st|sp)|"
                      r"[bdfgklrsvxz]$")  # fmt: skip
LONE = frozenset(
    "nga mỹ anh pháp đức ý nhật hàn trung ấn úc lào bỉ séc áo síp iran iraq nato cuba peru "
    "triều israel "
    "hamas ukraine qatar yemen libya syria canada huế".split()
)
NO_NAMES = frozenset(
    "covid covid-19 19 tết vn hlv clb tp đh pgs gs ts ths bs ks ceo pv gmt euro usd vnd vnđ kg "
    "km mw gw kwh "
    "ôtô internet facebook hiv adn dna gdp".split()
)
_TITLES = frozenset(
    "ông bà anh chị cô cậu em chú bác thầy hlv tiến sĩ bác sĩ giáo sư thủ tướng tổng thống bộ "
    "trưởng chủ tịch "
    "ngoại trưởng đại sứ luật sư nghị sĩ thượng tướng trung tá thiếu tướng đại tá phó giám đốc "
    "trưởng".split()
)
_OFFICES = frozenset(
    {"thủ tướng", "chủ tịch", "tổng thống", "bộ trưởng", "ngoại trưởng", "thứ trưởng", "đại sứ",
     "giám đốc", "tổng giám", "phó chủ", "phó thủ", "phó giám", "phó tổng", "tổng bí", "bí thư",
     "đại tá", "thượng tá", "trung tá", "thiếu tướng", "trung tướng", "thượng tướng", "đại tướng",
     "tiến sĩ", "giáo sư", "bác sĩ", "luật sư", "huấn luyện", "đại biểu", "hiệu trưởng"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """Words ``[first, last)`` of a text that are a name."""

    first: int
    last: int
    keys: tuple[str, ...]
    start: int
    end: int


def names(said: Said) -> list[Name]:
    """The names of a text in order: runs of capitalised words, codes such as F-16 among them."""
    found: list[Name] = []
    at = 0
    while at < len(said.words):
        end = at
        while end < len(said.words) and _proper(said, end) and (end == at or _joined(said, end)):
            end += 1
        if end > at:
            found += _trimmed(said, at, end)
        at = max(end, at + 1)
    return found


def _proper(said: Said, at: int) -> bool:
    word = said.words[at]
    if word.capital:
        return True
    before = said.words[at - 1] if at else None
    code = any(c.isdigit() for c in word.text) and before is not None and before.capital
    return code and said.text[before.end : word.start] == "-"  # type: ignore[union-attr]


def _joined(said: Said, at: int) -> bool:
    gap = said.text[said.words[at - 1].end : said.words[at].start]
    initial = len(said.words[at - 1].text) == 1
    return bool(_JOIN.fullmatch(gap)) and (initial or not gap.startswith(". "))


def _trimmed(said: Said, at: int, end: int) -> list[Name]:
    """The run without a capital that only begins the sentence, and without what is no name."""
    starts = _starts(said, said.words[at])
    if starts and end == at + 1 and not _surely(said.words[at]):
        return []
    if starts and end > at + 1 and fold(said.words[at].key) in FOLDED_TITLES:
        at += 1
    keys = tuple(w.key for w in said.words[at:end])
    after = said.keys[end] if end < len(said.keys) else ""
    if len(keys) == 1 and f"{keys[0]} {after}" in _OFFICES:
        return []
    if not keys or all(k in NO_NAMES for k in keys):
        return []
    return [Name(at, end, keys, said.words[at].start, said.words[end - 1].end)]


def _starts(said: Said, word: Word) -> bool:
    return bool(_END_MARK.search(said.text[: word.start]))


def _surely(word: Word) -> bool:
    """Whether a lone capitalised word at the start of a sentence is a name all the same."""
    plain = word.text.lower()
    if plain in LONE or any(c.isdigit() for c in plain):
        return True
    if word.text.isupper() and len(plain) > 1:
        return plain not in NO_NAMES
    return len(plain) > 7 or (plain.isascii() and bool(_FOREIGN.search(plain)))


FOLDED_TITLES = frozenset(fold(t) for t in _TITLES) | {"theo", "khi", "tai", "o", "tu", "voi",
    "cho",
    "nhung", "cac", "nguoi", "doi", "tau", "thanh", "tinh", "con", "va", "nam", "ngay", "la",
    "cung",
    "sau", "truoc", "trong", "do", "den", "viec", "vu", "nuoc", "quan", "phia", "hang", "dai",
    "dien",
    "cau", "thu", "hai", "mot", "ba", "bon", "co", "duoc", "bi", "tran", "clb", "cong", "vi",
    "nha"}  # fmt: skip
