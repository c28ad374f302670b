"""Notes beside a quote: whom its first pronoun means and which day its words name.

They are made of the article's own words before the quote and of its date; where those leave two
readings there is no note.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from assistant.answer import Citation
from assistant.checking_aliases import other_names
from assistant.checking_days import Date, dates_in, resolved
from assistant.checking_speech import speakers
from assistant.checking_words import Said
from corpus.article import Article
from corpus.sentences import sentences

_UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
_WORD = rf"[{_UPPER}][\w’'-]*"
_NAME = rf"{_WORD}(?: {_WORD}){{0,4}}"
_OPENING = re.compile(
    r"^[\"“‘'–\- ]*(?:(?:Theo|Tuy nhiên,|Ngoài ra,|Trước đó,|Sau đó,|Cũng theo|Tại đây,|Khi đó,) )?"
    r"(?P<title>Ông|Bà|Anh|Chị|Cô|Cậu|ông|bà|anh|chị|cô|cậu)(?: ấy| ta| này)?(?P<next> \w+|,)"
)
_NOT_ALONE = frozenset(
    "ngoại nội chủ xã bầu dâu rể chồng vợ em chị giáo gái dì mẹ con bé hai cả út nào ruột họ "
    "trùm cụ bác ngoài"
    " lái em hùng".split()
)
_WOMAN_WORDS = re.compile(r"(?<!\w)(?:bà|cô|chị|nữ|vợ|hoa hậu|á hậu|diva|nàng)\s+$", re.IGNORECASE)
_MAN_WORDS = re.compile(r"(?<!\w)(?:ông|anh|cậu|nam|chồng|bầu)\s+$", re.IGNORECASE)
_ROLE = re.compile(
    r"(?<!\w)(?:phát ngôn viên|bộ trưởng|tổng thống|thủ tướng|chủ tịch|giám đốc|ngoại trưởng|"
    r"đại sứ|cố vấn|"
    r"hlv|huấn luyện viên|tiến sĩ|bác sĩ|giáo sư|phó chủ tịch|thứ trưởng|tướng|đại tá|thượng tá|"
    r"luật sư|"
    r"nhà văn|nhạc sĩ|ca sĩ|diễn viên|tiền đạo|tiền vệ|hậu vệ|thủ môn|cầu thủ|kỹ sư|tỷ phú|nghị sĩ|"
    r"tổng giám đốc|trưởng phòng|hiệu trưởng|chuyên gia|kiến trúc sư|họa sĩ|đạo diễn|vua|tên)\s+"
    r"(?:[^\W\d_][\w’'-]* ){0,8}$",
    re.IGNORECASE,
)
_BEFORE_NAMES = frozenset(
    "ông bà chị cô cậu ngài tổng nga mỹ anh pháp đức ý nhật hàn trung ấn úc lào bỉ séc áo "
    "israel".split()
)
_SURNAMES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh mai cao "
    "lương lưu tạ "
    "trương đào đoàn lâm châu tôn quách chu vương chử".split()
)
BACK = 1500
"""Characters before the quote in which an antecedent is looked for."""


def explain(citation: Citation, article: Article) -> Citation:
    """The citation with its note, where there is something sure to say."""
    if citation.note:
        return citation
    notes = [*_who(citation, article), *_when(citation, article)]
    return replace(citation, note="; ".join(notes)) if notes else citation


def _who(citation: Citation, article: Article) -> Iterator[str]:
    """Whom the pronoun at the beginning means, as "Ông = John Kirby"."""
    match = _OPENING.match(citation.quote)
    if match is None:
        return
    following = match["next"].strip()
    if following[:1].isupper() or following in _NOT_ALONE:
        return
    before = article.text[max(0, citation.start - BACK) : citation.start]
    name = _antecedent(match["title"].lower(), before)
    if name and not other_names(Said(name).keys):
        yield f"{match['title'].capitalize()} = {name}"


def _antecedent(title: str, before: str) -> str:
    """The full name that a title means: the last person so called before, when only one fits.

    Somebody named without the title counts only where the sentence right before quotes him: of 60
    notes read, those that any name gave were wrong two times in three.
    """
    called = list(re.finditer(rf"(?<!\w)(?:{title}|{title.capitalize()}) ({_NAME})", before))
    if called:
        short = _person(called[-1][1])
        if len(short) < 2:
            return ""
        last = {m[1].split()[-1] for m in called if before.rstrip().count(". ", m.end()) == 0}
        if len(last | {short.split()[-1]}) > 1:
            return ""
        rival = _other_person(title, before[called[-1].end() :], short)
        return "" if rival else _fullest(short, before)
    return _speaker(title, before)


def _speaker(title: str, before: str) -> str:
    """The one person who speaks in the sentence right before, by office and name."""
    spans = list(sentences(before))
    if not spans:
        return ""
    last = " ".join(before[spans[-1][0] : spans[-1][1]].split())
    people = [m for m in re.finditer(_NAME, last) if _is_person(last, m, title)]
    spoken = [s for s in speakers(Said(last)) if len(s.name.keys) > 1]
    named = {_person(m[0]) for m in people if any(m[0] in s.text for s in spoken)}
    return named.pop() if len(named) == len(spoken) == 1 else ""


def _person(run: str) -> str:
    """The person of a run of capitals: without the office or country before the name."""
    words = run.split()
    while len(words) > 1 and words[0].lower() in _BEFORE_NAMES:
        words = words[1:]
    for at in range(1, len(words) - 1):
        if not words[at - 1].isascii() and all(w.isascii() for w in words[at:]):
            return " ".join(words[at:])
    for at in range(len(words) - 2, 0, -1):
        if words[at].lower() in _SURNAMES and len(words) > 4:
            return " ".join(words[at:])
    return " ".join(words)


def _is_person(before: str, match: re.Match[str], title: str) -> bool:
    """Whether a name is a person's that the title fits, by the words before it."""
    head = before[: match.start()]
    if " " not in match[0]:
        return False
    other = _WOMAN_WORDS if title in ("ông", "anh", "cậu") else _MAN_WORDS
    if other.search(head):
        return False
    return bool(_ROLE.search(head) or _WOMAN_WORDS.search(head) or _MAN_WORDS.search(head))


def _other_person(title: str, after: str, short: str) -> bool:
    """Whether another person of the same title or with a role is named later."""
    for match in re.finditer(_NAME, after):
        same = set(match[0].split()) & set(short.split())
        if not same and _is_person(after, match, title):
            return True
    return False


def _fullest(short: str, before: str) -> str:
    """The longest form of a name that the text before has: Kirby -> John Kirby."""
    forms = [_person(m[0]) for m in re.finditer(_NAME, before)]
    last = short.split()
    longer = [f for f in forms if f.split()[-len(last) :] == last and len(f.split()) <= 5]
    held = {f for f in longer if len(f.split()) > len(last)}
    if len({f.split()[0] for f in held}) > 1:
        return short
    return max(longer, key=lambda f: (len(f.split()), f), default=short)


def _when(citation: Citation, article: Article) -> Iterator[str]:
    """Which day "hôm qua" is, and the year of a day written without one."""
    if article.published_at is None:
        return
    said = Said(citation.quote)
    seen: set[str] = set()
    for date in dates_in(said):
        words = said.text[date.start : date.end]
        meant = _meant(date, article.published_at)
        if meant and words.lower() not in seen:
            seen.add(words.lower())
            yield f"{words} = {meant}"


def _meant(date: Date, published: datetime) -> str:
    """The full date that words mean in an article of that day; empty where it is not sure."""
    if date.relative:
        day = resolved(date.relative, published)
        if day.day:
            return f"{day.day}/{day.month}/{day.year}"
        if day.month:
            return f"tháng {day.month}/{day.year}"
        return str(day.year) if day.year else ""
    if not date.day or not date.month or date.year:
        return ""
    for year in (published.year, published.year - 1):
        try:
            when = published.replace(year=year, month=date.month, day=date.day)
        except ValueError:
            continue
        gap = (published - when).days
        if -3 <= gap <= 60:
            return f"{date.day}/{date.month}/{year}"
    return ""
