"""Short answers of the very form a question names: an age, a year, a score, a country, dollars.

Where marked words have another form and the sentence has the one asked for, that is marked; where
it has none, it tells nothing of what is asked. It knows forms and names of countries, not what is
true.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.checking_name_runs import SURNAMES, names
from assistant.checking_titles import person, titled
from assistant.checking_words import Said
from assistant.fitting_kinds import WORDS_OF_ASKING
from assistant.fitting_lands import lands
from assistant.question_kind import Asked
from assistant.spans import WORD
from assistant.spans_patterns import PERSON
from index.analysis import fold

Stretch = tuple[int, int]
_FIGURE: Final = r"(?<![\d.,])(?:\d[\d.,]{0,20}\d|\d)"
_TO: Final = r" ?(?:-|–|đến|tới) ?"
_TENS: Final = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|tư|lăm|nửa)"
_OFFICE: Final = (
    r"bí thư|bộ trưởng|chánh án|chánh văn phòng|chủ nhiệm|chủ tịch|cục trưởng|đại sứ|đại biểu|"
    r"giám đốc|hiệu trưởng|hiệu phó|HLV|huấn luyện viên|người phát ngôn|thành viên|thẩm phán|"
    r"thống đốc|thư ký|thứ trưởng|thủ tướng|thủ quân|đội trưởng|tổng thống|tổng bí thư|tư lệnh|"
    r"trưởng [^\W\d_]+|ủy viên|uỷ viên|viện trưởng|vụ trưởng|tiền đạo|tiền vệ|hậu vệ|thủ môn|"
    r"cố vấn|đặc phái viên|điều phối viên|CEO"
)


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of answer.

    Attributes:
        asked: Found in a question, in small letters without marks, that asks for it.
        found: What has it, in a sentence.
        instead: Other words that answer as well, in what is marked.
        kind: Of question; empty for any.
        strict: Whether a sentence without it tells nothing of what is asked.
    """

    asked: re.Pattern[str]
    found: re.Pattern[str]
    instead: re.Pattern[str] | None = None
    kind: str = ""
    strict: bool = False


def _form(
    asked: str, found: str, instead: str = "", *, kind: str = "", strict: bool = False
) -> _Form:
    return _Form(
        re.compile(rf"(?<!\w)(?:{asked})(?!\w)"),
        re.compile(found, re.IGNORECASE),
        re.compile(instead, re.IGNORECASE) if instead else None,
        kind,
        strict,
    )


_FORMS: Final = (
    _form(
        r"(?:may|bao nhieu|bao) tuoi|do tuoi nao|tuoi (?:bao nhieu|may)",
        rf"(?<![\w.,/])(?:\d{{1,3}}(?:{_TO}\d{{1,3}})?|{_TENS}(?: {_TENS}){{0,3}}) tuổi"
        r"(?: rưỡi)?(?!\w)"
        r"|(?<!\w)tuổi \d{1,3}(?![\w.,/]*\d)|(?<!\w)U\d\d(?!\w)",
        r"(?<!\w)(?:tuổi|\d+ tháng|sinh|SN)(?!\w)",
        strict=True,
    ),
    _form(
        r"nam (?:nao|bao nhieu)|nam may",
        r"(?<![\w.,/-])(?:năm )?(?:1\d|20)\d\d(?! ?(?:người|m|km|đồng|USD|tỷ|triệu|ca)(?!\w))"
        r"(?![\w%]|[.,]\d)|(?<!\w)(?<!\d )năm (?:ngoái|nay|trước|tới)(?!\w)",
        r"(?:1\d|20)\d\d|(?<!\w)(?:thế kỷ|thập niên|thập kỷ|năm (?:trước|nay|ngoái|tới))(?!\w)"
        r"|cách đây|đầu tiên|lần thứ|năm (?:ngoái|nay|trước|sau|tới|học)",
        kind="date",
        strict=True,
    ),
    _form(
        r"(?:bao nhieu|may) (?:diem )?phan tram|bao nhieu ?%",
        rf"(?:{_FIGURE}(?: ?%)?{_TO})?{_FIGURE} ?(?:%|điểm phần trăm|phần trăm)",
        r"%|phần|nửa|\d/\d",
        kind="number",
        strict=True,
    ),
    _form(
        r"bao nhieu (?:do|usd|do la|dola)(?: my)?",
        rf"(?:{_FIGURE}(?: ?(?:triệu|tỷ|tỉ|nghìn|ngàn))?{_TO})?{_FIGURE}"
        r"(?: ?(?:triệu|tỷ|tỉ|nghìn|ngàn))* ?(?:USD|đô la(?: Mỹ)?|đô|đôla)(?!\w)|\$ ?\d[\d.,]*",
        r"USD|đô|\$",
    ),
    _form(
        r"ty so|ti so",
        r"(?<![\w/.,-])\d{1,2} ?[-–:] ?\d{1,2}(?![\w/%]|[.,]\d|-\d)",
        r"\d ?[-–:] ?\d|hòa|không bàn thắng|cách biệt",
    ),
    _form(
        r"(?:bau|bau lam|bo nhiem|giu|nham|nham chuc|dam nhiem|dam nhan|lam)(?: vao| lam)? "
        r"(?:vi tri|cuong vi|chuc danh|chuc vu|chuc) (?:gi|nao)",
        rf"(?<!\w)(?:(?:quyền|phó|tổng) ){{0,2}}(?:{_OFFICE})(?!\w)[^,.;:()“”\"\n]{{0,60}}?"
        r"(?= (?:từ|vào|trong|với|nhiệm kỳ|kể|thay|sau|khi|và|là|ngày|hôm|năm|được|sẽ|đã)(?!\w)"
        r"|[,.;:()“”\"\n]|$)",
        rf"(?<!\w)(?:{_OFFICE})(?!\w)",
        strict=True,
    ),
    _form(
        r"toi (?:danh )?(?:gi|nao)",
        r"(?<!\w)tội (?:danh )?(?:[“\"][^”\"]{3,80}[”\"]|"
        r"(?!(?:phạm|danh|ác|nhân|lỗi|mới|khác|này|đó|trên|nêu|gì)(?!\w))[^,.;:()“”\"\n]{3,60}?"
        r"(?= (?:nên|để|đã|tại|theo|sau|khi|từ|do|vì|vào|đối)(?!\w)|[,.;:()“”\"\n]|$))",
        r"(?<!\w)(?:tội|hành vi|phạm|cáo buộc|tham ô|hối lộ|trái phép|chiếm đoạt)(?!\w)",
    ),
    _form(
        r"(?:nghi dinh|thong tu|quyet dinh|nghi quyet|cong van|chi thi)(?: so)? "
        r"(?:nao|may|bao nhieu)",
        r"(?<!\S)\d+/(?:\d{4}/)?[^\W\d_]+(?:-[^\W\d_]+)*|(?<!\w)(?:Nghị định|Thông tư|Quyết định|"
        r"Nghị quyết|Công văn|Chỉ thị)(?: số)? \d+(?!\w)",
        r"\d",
    ),
)  # fmt: skip
_COUNTRY: Final = re.compile(
    r"(?<!\w)(?:(?:nuoc|quoc gia|dat nuoc) nao|quoc tich (?:gi|nao)|nguoi nuoc nao)(?!\w)"
)
_LAND: Final = re.compile(r"(?<!\w)(?:nước|quốc gia|châu|vùng lãnh thổ|bang|EU|xứ)(?!\w)")
_TITLES: Final = PERSON - {"tên", "vua"}
_POPE: Final = re.compile(r"(?:giáo hoàng|ông|bà|anh|chị) ")
_LONGEST: Final = 6
"""Words of a person with a title; with more there is something else besides."""
_MANY: Final = re.compile(r"(?<!\w)(?:nhung|cac) ")
_WHERE: Final = re.compile(r"(?<!\w)(?:o dau|tai dau|den dau|cho nao|noi nao|dia diem nao)(?!\w)")
_WHO: Final = re.compile(r"(?<!\w)(?:la ai|ten gi|ten la gi|la nguoi nao)\W*$|^ai la ")
_BODY: Final = re.compile(
    r"(?:bệnh viện|bv|công ty|tập đoàn|hãng|trường|đại học|đh|học viện|cao đẳng|bộ|sở|cục|viện|"
    r"ubnd|ủy ban|uỷ ban|công an|ban|báo|đội|clb|câu lạc bộ|ngân hàng|hội|liên đoàn|trung tâm|"
    r"cung điện|sân bay|tòa án|quốc hội|chính phủ)(?!\w)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _country() -> _Form:
    """The form of countries; their names are looked up when one is asked for."""
    return _Form(_COUNTRY, lands(), _LAND)


def needed(question: str, asked: Asked, sentence: str, start: int, end: int) -> Stretch | bool:
    """Marked words of the form that a question names.

    Args:
        question: As searched for.
        asked: What it asks for.
        sentence: What is marked.
        start: Where the marked words begin.
        end: Where they end.

    Returns:
        Where the sentence has the form asked for; ``True`` where nothing speaks against what is
        marked, ``False`` where the sentence has nothing of the kind.
    """
    bare = fold(question.lower())
    if asked.kind in ("why", "how", "yesno", "list") or _MANY.search(bare):
        return True
    if len({m[0] for m in WORDS_OF_ASKING.finditer(bare)}) > 1:
        return True
    if (form := _form_of(bare, asked.kind)) is not None:
        return _of_form(form, bare, sentence, start, end)
    if asked.kind == "place" and _WHERE.search(bare):
        return not _is_person(sentence, start, end)
    if asked.kind == "person" and _WHO.search(bare) and _BODY.match(sentence[start:end]):
        return _who(question, sentence)
    return True


def _form_of(bare: str, kind: str) -> _Form | None:
    """The form that a question without marks names."""
    if _COUNTRY.search(bare):
        return _country()
    return next(
        (form for form in _FORMS if form.kind in ("", kind) and form.asked.search(bare)), None
    )


def _of_form(form: _Form, bare: str, sentence: str, start: int, end: int) -> Stretch | bool:
    """What has the form in a sentence, nearest to the marked words, where they have it not."""
    marked = sentence[start:end]
    if form.found.search(marked) or (form.instead and form.instead.search(marked)):
        return True
    own = [m.span() for m in form.found.finditer(sentence) if not _said(bare, m[0])]
    if not own:
        return not form.strict
    return min(own, key=lambda s: _apart(s, start, end))


def _is_person(sentence: str, start: int, end: int) -> bool:
    """Whether marked words are one person with a title: "Giáo hoàng Francis"."""
    marked = Said(sentence[start:end])
    found = names(Said(f"- {marked.text}"))
    if len(found) != 1 or len(marked.words) > _LONGEST:
        return False
    if any(at == 0 for _, at in titled(marked)) or _POPE.match(marked.lower):
        return True
    return _titled(sentence, start)


def _titled(sentence: str, start: int) -> bool:
    """Whether a title stands right before a place of a sentence: "nghi phạm", "ông"."""
    before = [w[0].lower() for w in WORD.finditer(sentence[:start])][-2:]
    return " ".join(before) in _TITLES or " ".join(before[-1:]) in _TITLES


def _who(question: str, sentence: str) -> Stretch | bool:
    """The only person of a sentence whom the question does not name; ``False`` without one."""
    said = Said(sentence)
    asking = set(Said(question).keys)
    if said.text != sentence:
        return False
    people = [n for n in names(said) if person(said, n) and not asking.issuperset(n.keys)]
    people = [n for n in people if n.keys[0] in SURNAMES or _titled(sentence, n.start)]
    return (people[0].start, people[0].end) if len(people) == 1 else False


def _apart(stretch: Stretch, start: int, end: int) -> int:
    """Characters between a stretch and the marked words."""
    return max(stretch[0] - end, start - stretch[1], 0)


def _said(bare: str, words: str) -> bool:
    """Whether a question says the words itself."""
    return bool(re.search(rf"(?<!\w){re.escape(fold(words.lower()))}(?!\w)", bare))
