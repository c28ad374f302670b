"""The names of a text: runs of capitalised words; knows nothing of claims and sources."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.checking_days import dates_in
from assistant.checking_restoring import lexicon
from assistant.checking_words import Said, Word
from index.analysis import fold

_JOIN = re.compile(r"[ \-–'’.]{1,2}")
_END_MARK = re.compile(r"[.!?:…\"“”«»\n(]\s*$|^\s*$|^[\"“‘(\[–-]+\s*$")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_BORROWED = frozenset(
    "video clip robot email online offline smartphone camera fan show top virus vaccine website "
    "blog album scandal festival festivals game gameshow tivi karaoke laptop container "
    "taxi bikini gym spa marketing startup sales drone chip pin wifi blockchain bitcoin visa "
    "hashtag livestream".split()
)
LONE = frozenset(
    "nga mỹ anh pháp đức ý nhật hàn trung ấn úc lào bỉ séc áo síp iran iraq nato cuba peru "
    "triều israel hamas ukraine qatar yemen libya syria canada huế".split()
)
NO_NAMES = frozenset(
    "covid covid-19 19 tết vn hlv clb tp đh pgs gs ts ths bs ks ceo pv gmt euro usd vnd vnđ kg "
    "km mw gw kwh ôtô internet hiv adn dna gdp fdi oda gpu sn "
    "cpu ram rom ghz mhz khz mah led oled pc tv usb ii iii iv vi vii viii ix xi xii ".split()
)
_TITLES = frozenset(
    "ông bà anh chị cô cậu em chú bác thầy hlv tiến sĩ bác sĩ giáo sư thủ tướng tổng thống bộ "
    "trưởng chủ tịch ngoại trưởng đại sứ luật sư nghị sĩ thượng tướng trung tá thiếu tướng đại tá "
    "phó giám đốc".split()
)
_OFFICES = frozenset(
    {"thủ tướng", "chủ tịch", "tổng thống", "bộ trưởng", "ngoại trưởng", "thứ trưởng", "đại sứ",
     "giám đốc", "tổng giám", "phó chủ", "phó thủ", "phó giám", "phó tổng", "tổng bí", "bí thư",
     "đại tá", "thượng tá", "trung tá", "thiếu tướng", "trung tướng", "thượng tướng", "đại tướng",
     "tiến sĩ", "giáo sư", "bác sĩ", "luật sư", "huấn luyện", "đại biểu", "hiệu trưởng"}
)  # fmt: skip


_MONEY = re.compile(
    r"(?:đô la|đôla|đô|bảng|đồng|franc|peso) (?:mỹ|anh|úc|canada|singapore|hồng kông)(?!\w)"
)
COMPOUNDS = frozenset(
    {"giáo dục", "quốc phòng", "công thương", "tài chính", "ngoại giao", "giao thông", "xây dựng",
     "nội vụ", "tư pháp", "y tế", "kế hoạch", "nông nghiệp", "khoa học", "thông tin", "văn hóa",
     "lao động", "tài nguyên", "công an", "đầu tư", "quốc gia", "công nghệ", "đào tạo",
     "quốc hội", "thương mại", "thể thao", "môi trường", "vận tải", "du lịch", "kinh tế",
     "bách khoa", "nhà nước", "chính phủ", "nhân dân", "trung ương", "liên bang", "dân chủ",
     "cộng hòa", "bảo thủ", "cộng sản", "thiên văn", "hàng không", "điện lực", "dầu khí",
     "công nghiệp", "sư phạm", "ngoại thương"}
)  # fmt: skip
"""Second syllables that belong to a name though small: "Bộ Giáo dục"."""


OF_ALL = frozenset({"thủ đô", "mặt trời", "mặt trăng", "trái đất", "tổ quốc", "nhà trường"})
_REVERED = frozenset(
    {"thủ đô", "nhà nước", "chính phủ", "quốc hội", "trung ương", "nhà trường", "tổ quốc",
     "mặt trời", "mặt trăng", "trái đất", "tổng thống", "thủ tướng", "chủ tịch", "công ty",
     "tập đoàn", "ban tổ", "ban giám", "ban lãnh", "hội đồng", "ủy ban", "đại hội", "hội nghị",
     "nghị định", "nghị quyết", "thông tư", "quyết định", "quy định", "cục trưởng", "vụ trưởng",
     "phó giám", "tổng giám", "trưởng ban", "bộ trưởng", "thứ trưởng", "chánh thanh", "chánh văn",
     "viện trưởng", "viện nghiên", "bệnh viện", "trường đại", "đại học", "cao đẳng", "học viện",
     "trung tâm", "nhà máy", "nhà hát", "sân bay", "cảng hàng", "hãng hàng", "ngân hàng",
     "báo cáo", "đội tuyển", "liên đoàn", "hiệp hội", "cơ quan", "công an", "tòa án", "viện kiểm",
     "giám đốc", "hiệu trưởng", "tổng bí", "bí thư", "đại biểu", "ngoại trưởng", "đại sứ",
     "đặc phái", "luật sư", "tiến sĩ", "thạc sĩ", "giáo sư", "bác sĩ", "nhân dân", "cách mạng",
     "đảng bộ", "đảng viên", "thành ủy", "tỉnh ủy", "đảng ủy", "ban chỉ", "internet vạn",
     "tư lệnh", "không quân", "hải quân", "lục quân", "thanh tra", "cảnh sát", "huyền thoại",
     "vạn vật", "mùa xuân", "mùa hè", "giải thưởng", "kỹ sư", "kiến trúc"}
)  # fmt: skip
"""Common words that are written large out of respect or habit; they name nothing alone."""


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
    return list(_names(said.text))


@lru_cache(maxsize=64)
def _names(text: str) -> tuple[Name, ...]:
    said = Said(text)
    taken = {i for s, e in _not_names(said) for i, w in enumerate(said.words) if s <= w.start < e}
    found: list[Name] = []
    at = 0
    while at < len(said.words):
        end = at
        while end < len(said.words) and _goes_on(said, at, end, taken):
            end += 1
        if end > at:
            found += _trimmed(said, at, end)
        at = max(end, at + 1)
    return tuple(found)


_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_DEGREES = re.compile(r"(?<=độ )[CFK](?!\w)|(?<=[°º])[CFK](?!\w)|(?<=[Qq]uý )[IV]+(?!\w)")


def _not_names(said: Said) -> list[tuple[int, int]]:
    """Spans whose capitals name nothing: "tháng Tư", "thứ Hai", "10 đô la Mỹ"."""
    spans = [(d.start, d.end) for d in dates_in(said)]
    spans += [m.span() for m in _DEGREES.finditer(said.text)]
    return spans + [m.span() for m in _MONEY.finditer(said.lower)]


def _goes_on(said: Said, at: int, end: int, taken: set[int]) -> bool:
    """Whether a run from ``at`` takes in the word at ``end``."""
    if end in taken or (end > at and (_called(said, end) or _holder(said, at, end))):
        return False
    if _proper(said, end) and (end == at or _joined(said, end)):
        return True
    before = said.keys[end - 1] if end > at else ""
    return end > at and f"{before} {said.keys[end]}" in COMPOUNDS and _joined(said, end)


def _holder(said: Said, at: int, end: int) -> bool:
    """Whether who heads an office opens a new name behind its name: "Sở Du lịch Nguyễn Văn A"."""
    office = end - at > 2 and said.keys[at] in ("sở", "cục", "vụ")
    return office and said.keys[end] in SURNAMES and _capital_next(said, end)


def _called(said: Said, at: int) -> bool:
    """Whether "Ông" or "Bà" opens a new name in a run of capitals: "Ảnh: T.K Ông Mười"."""
    return said.words[at].text in ("Ông", "Bà") and _capital_next(said, at)


def _capital_next(said: Said, at: int) -> bool:
    return any(word.capital for word in said.words[at + 1 : at + 2])


_INNER = re.compile(r"[a-z][A-Z](?:[a-z]{2}|OS$)")
"""How names begin whose first letter alone is small: iPhone, eBay."""


def _proper(said: Said, at: int) -> bool:
    word = said.words[at]
    if word.capital or _INNER.match(word.text):
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
    if starts and end == at + 2 and not said.words[at + 1].capital:
        return []
    behind = said.keys[end] if end < len(said.keys) else ""
    if starts and end == at + 2 and f"{said.keys[at + 1]} {behind}" in _OFFICES:
        return []
    titled = said.words[at].text in ("Ông", "Bà")
    opening = starts and fold(said.words[at].key) in FOLDED_TITLES and not _word_of_two(said, at)
    opening = opening and said.keys[at] not in SURNAMES
    if end > at + 1 and (titled or opening):
        at += 1
    if starts and end == at + 1 and _he(said, at):
        return []
    keys = tuple(w.key for w in said.words[at:end])
    after = said.keys[end] if end < len(said.keys) else ""
    if len(keys) == 1 and f"{keys[0]} {after}" in _OFFICES | _REVERED:
        return []
    if starts and len(keys) > 1 and all(k in NO_NAMES for k in keys[1:]):
        return [] if not _surely(said.words[at]) else _trimmed(said, at, at + 1)
    roman = end == at + 1 and _ROMAN.fullmatch(said.words[at].text)
    if not keys or roman or all(k in NO_NAMES for k in keys):
        return []
    return [Name(at, end, keys, said.words[at].start, said.words[end - 1].end)]


def _word_of_two(said: Said, at: int) -> bool:
    """Whether a capital begins a name that the lexicon has: "Trung Quốc", "Thanh Hóa"."""
    two = [w.text.lower() for w in said.words[at : at + 2]]
    return two[0] not in _CALLING and lexicon().get(tuple(fold(w) for w in two)) == " ".join(two)


def _he(said: Said, at: int) -> bool:
    """Whether "Anh" at the start of a sentence is a man and no country: "Anh từng nói"."""
    after = said.keys[at + 1] if at + 1 < len(said.keys) else ""
    return said.words[at].text == "Anh" and after in _OF_PEOPLE


_CALLING = frozenset({"ông", "bà", "anh", "chị", "cô", "em", "chú", "bác", "thầy", "cậu"})
_OF_PEOPLE = frozenset(
    "từng là nói cho kể chia sinh tâm thừa bày ấy ta vui buồn kết yêu cưới mất qua học thi bắt "
    "cũng đã vẫn đang còn không chưa luôn mới vừa chính bị trở làm gặp đi chạy tên em chàng hiện "
    "sống được".split()
)


SURNAMES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lí lý đinh trịnh mai cao "
    "lương lưu tạ trương đào đoàn lâm châu tôn quách chu vương".split()
)


def _starts(said: Said, word: Word) -> bool:
    return bool(_END_MARK.search(said.text[: word.start]))


def _surely(word: Word) -> bool:
    """Whether a lone capitalised word at the start of a sentence is a name all the same."""
    plain = word.text.lower()
    if plain in LONE or any(c.isdigit() for c in plain):
        return True
    if word.text.isupper() and len(plain) > 1:
        return plain not in NO_NAMES
    if plain in _BORROWED:
        return False
    foreign = plain.isascii() and not _SYLLABLE.fullmatch(plain)
    return len(plain) > 7 or foreign


FOLDED_TITLES = frozenset(fold(t) for t in _TITLES) | {"theo", "khi", "tai", "o", "tu", "voi",
    "cho",
    "nhung", "cac", "nguoi", "doi", "tau", "thanh", "tinh", "con", "va", "nam", "ngay", "la",
    "cung",
    "sau", "truoc", "trong", "do", "den", "viec", "vu", "nuoc", "quan", "phia", "hang", "dai",
    "dien",
    "cau", "thu", "hai", "mot", "ba", "bon", "co", "duoc", "bi", "tran", "clb", "cong", "vi",
    "nha", "doan", "phe", "tuyen", "chu", "cap", "sang", "chieu", "toi"}  # fmt: skip


def proper(said: Said, name: Name) -> bool:
    """Whether every word of a name begins with a capital: "Triều Tiên", not "Nhà nước"."""
    return all(w.capital for w in said.words[name.first : name.last])
