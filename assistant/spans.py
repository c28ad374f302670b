"""Candidate short answers in a sentence: figures, dates, names, quotes, reasons, phrases.

All offsets count characters of the sentence. It does not know the question; what is likely is
decided elsewhere.
"""

import re
from dataclasses import dataclass
from typing import Literal

SpanKind = Literal["number", "date", "name", "quote", "reason", "is", "list", "clause", "chunk"]

_UP = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_I = re.IGNORECASE


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of a sentence that could be an answer.

    Attributes:
        measure: For a number what it measures and for a date how fine it is (as in
            ``question_kind``); for a name whether the word before it makes it a ``person``,
            ``place`` or ``body``; else empty.
    """

    start: int
    end: int
    kind: SpanKind
    measure: str = ""


_WORD_NUMBER = (
    r"(?:nửa|vài|hàng|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|chục|trăm|nghìn|ngàn|vạn|triệu)"
)
_SCALE = r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm)"
_DIGITS = r"\d+(?:[.,]\d+)*"
_ABOUT = (
    r"(?:(?:hơn|gần|khoảng|trên|dưới|chừng|tới|đến|ít nhất|tối đa|tối thiểu|từ|quá|ước tính|xấp xỉ"
    r"|không quá|tròn|đúng|cỡ|trung bình)\s+)"
)
_UNITS: dict[str, str] = {
    "percent": r"%|phần trăm|điểm phần trăm",
    "money": r"đồng|VNĐ|VND|USD|đô la(?: Mỹ)?|đô|euro|EUR|bảng(?: Anh)?|nhân dân tệ|tệ|yên|yen|won|"
    r"rupee|baht|rúp|ruble|franc|đ\b|\$|€|£",
    "age": r"tuổi",
    "time": r"giây|phút|giờ|tiếng|ngày|tuần|tháng|năm|thế kỷ|thập kỷ|hôm|đêm|quý",
    "length": r"km/h|km2|km²|km|m2|m²|m3|cm|mm|mét vuông|mét khối|mét|m\b|ha\b|hecta|héc ta|dặm|"
    "inch|"
    r"feet|ft|hải lý|cây số",
    "weight": r"kg|kilogram|ký|cân|tấn|tạ|yến|gram|gam|mg|g\b|lít|ml",
    "temperature": r"độ C|°C|độ",
}
_NUMBER = re.compile(
    rf"(?<![\w/])(?P<about>{_ABOUT})?(?P<money>[$€£])?(?P<num>{_DIGITS}(?:\s*(?:-|–|đến|"
    rf"tới)\s*{_DIGITS})?"
    rf"|{_WORD_NUMBER}(?:\s+{_WORD_NUMBER})*)(?P<scale>(?:\s*{_SCALE})*)(?![\d])",
    _I,
)
_UNIT = re.compile(
    r"\s*(?:" + "|".join(f"(?P<{name}>{body})" for name, body in _UNITS.items()) + r")(?!\w)"
)
_NOUN = re.compile(r"\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?")

_DAYTIME = (
    r"(?:(?:rạng\s+)?sáng|trưa|chiều|tối|đêm|khuya|hôm|ngày|mùng|mồng|cuối|đầu|giữa|từ|khoảng|vào)"
)
_DMY = r"\d{1,2}\s?[/-]\s?\d{1,2}(?:\s?[/-]\s?\d{2,4})?(?![\d%])"
_DATES = [
    re.compile(p, _I)
    for p in (
        rf"(?:{_DAYTIME}\s+)*{_DMY}",
        rf"(?:{_DAYTIME}\s+)*ngày\s+\d{{1,2}}(?:\s+tháng\s+\d{{1,2}}(?:\s*,?\s*năm\s+\d{{4}})?)?(?![\d/-])",
        rf"(?:{_DAYTIME}\s+)*tháng\s+(?:\d{{1,2}}|giêng|chạp|một|hai|ba|tư|năm|sáu|bảy|tám|chín|"
        rf"mười)"
        r"(?:\s?[/-]\s?\d{4}|\s*,?\s*năm\s+(?:\d{4}|nay|ngoái|sau|tới))?(?![\d/-])",
        r"(?:(?:cuối|đầu|giữa|từ|khoảng|vào)\s+)*năm\s+(?:\d{4}(?:\s?[-–]\s?\d{4})?|nay|ngoái|"
        r"sau|tới)",
        r"(?<![\d.,/])(?:1[5-9]|20)\d\d(?:\s?[-–]\s?(?:1[5-9]|20)\d\d)?(?![\d.,]\d|\d|%)",
        r"(?:lúc\s+|khoảng\s+)*\d{1,2}(?:h\d{0,2}|:\d{2}|\s+giờ(?:\s+\d{1,2}(?:\s+phút)?)?)"
        rf"(?:\s+(?:sáng|trưa|chiều|tối|đêm))?(?:\s+(?:ngày\s+)?{_DMY})?",
        r"(?:sáng|trưa|chiều|tối|đêm)?\s?(?:hôm\s+(?:qua|nay|kia|trước|sau)|ngày\s+(?:mai|kia))",
        r"(?:sáng|trưa|chiều|tối|đêm)?\s?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)"
        r"(?:\s+(?:tuần\s+(?:này|trước|sau|tới)|hàng tuần))?",
        r"(?:quý|quí)\s+[IV1-4]+(?:\s?/\s?\d{4}|\s+năm\s+(?:\d{4}|nay|ngoái|sau))?",
        r"mùa\s+(?:xuân|hè|hạ|thu|đông)(?:\s+(?:năm\s+)?(?:\d{4}|nay|ngoái|sau|tới))?",
        r"(?:cuối|đầu|giữa)?\s?(?:tuần|tháng)\s+(?:trước|này|sau|tới|qua)",
        r"thế\s+k[ỷỉ]\s+(?:thứ\s+)?[XVI\d]+|thập\s+(?:niên|kỷ)\s+(?:19|20)?\d0",
    )
]
_LOOSE = re.compile(r"\s*(?:(?:từ|vào|khoảng|lúc|hôm|ngày|năm)\s+)+(?=\S)", _I)
_TOKEN = rf"(?:[{_UP}][\w&.'’/-]*[\w]|[{_UP}]|\d[\w.,/-]*\w|\d)"
_NAME = re.compile(rf"(?<!\w)[{_UP}][\w&'’]*(?:[./-]\s?\w+)*(?:(?:\s+[-–]\s+|\s+){_TOKEN})*")
_PERSON = re.compile(
    r"(?:ông|bà|anh|chị|cô|em|bé|HLV|huấn luyện viên|tướng|thủ tướng|tổng thống|chủ tịch|giám đốc|"
    r"bộ trưởng|bác sĩ|luật sư|ca sĩ|diễn viên|hoa hậu|cầu thủ|tiền đạo|thủ môn|tác giả|giáo sư|"
    r"nghệ sĩ|đạo diễn|nhà báo|đại tá|thiếu tướng|trung tá|phát ngôn viên|nghị sĩ|tiến sĩ|tên|"
    r"đại sứ|hoàng tử|công chúa|nữ hoàng|vua|bị cáo|nghi phạm|đối tượng|nạn nhân|danh thủ|tay vợt|"
    r"người mẫu|á hậu|trưởng|phó)\s+$",
    _I,
)
_PLACE = re.compile(
    r"(?:ở|tại|tỉnh|thành phố|TP\.?|huyện|quận|xã|phường|thị xã|thị trấn|thôn|làng|đường|phố|sân|"
    r"bệnh viện|BV|nước|bang|vùng|đảo|biển|sông|núi|cầu|cảng|từ|đến|sang|tới|về|khu|chợ|hồ|vịnh|"
    r"sân bay|khách sạn|quốc gia|thủ đô|cửa khẩu|đèo|hạt|ga)\s+$",
    _I,
)
_BODY = re.compile(
    r"(?:công ty|tập đoàn|hãng|ngân hàng|bộ|sở|cục|viện|trường|đại học|đội|CLB|câu lạc bộ|báo|tờ|"
    r"đài|tổ chức|ủy ban|hội|liên đoàn|ban|đơn vị|nhóm|hội đồng|cơ quan|tạp chí|kênh|"
    r"trung tâm)\s+$",
    _I,
)
_QUOTE = re.compile(r"[\"“”‘'«]([^\"“”«»]{2,200}?)[\"“”»]")
_REASON = re.compile(
    r"(?<!\w)(?:nguyên nhân(?: chính)?(?: là)?(?: do)?|lý do(?: là)?|bởi vì|bởi|do|vì|nhằm|để|"
    r"nhờ|bắt nguồn từ|"
    r"xuất phát từ|khiến|dẫn đến|do đó|vì vậy|với mục đích|hòng|tránh|nên|bị|sau khi|giúp|"
    r"xuất phát)\s+",
    _I,
)
_IS = re.compile(
    r"(?<!\w)(?:là|gồm|bao gồm|gồm có|gọi là|mang tên|có tên|tên là|bằng|thành|như|với|được|ở|"
    r"tại|theo|từ|"
    r"đạt|của|do|bởi|đến|tới|cho|có|bị|trong|trên|về|vào|không|phải|cần|sẽ|đang|đã|hãng|sử dụng|"
    r"dùng)\s+"
    r"|:\s*",
    _I,
)
_BREAK = re.compile(r"\s*(?:[,;:()\"“”]|\.(?=\s|$)|[!?…]|\s[-–]\s)\s*")


def slots(sentence: str) -> list[Span]:
    """Figures, dates, names and quotes of a sentence, in no special order, overlaps included."""
    dates = []
    for pattern in _DATES:
        for m in pattern.finditer(sentence):
            dates.append(_clip(sentence, m.start(), m.end(), "date", fineness(m[0])))
            if loose := _LOOSE.match(m[0]):
                start = m.start() + loose.end()
                dates.append(_clip(sentence, start, m.end(), "date", fineness(m[0])))
    return [*dates, *_numbers(sentence), *_names(sentence), *_quotes(sentence)]


def fineness(date: str) -> str:
    """How fine a date is: ``hour``, ``day``, ``month``, ``year`` or empty."""
    if re.search(r"\d(?:h|:\d)|giờ", date):
        return "hour"
    if re.search(r"\d{1,2}\s?[/-]\s?\d{1,2}(?!\d)|ngày|hôm|thứ|chủ nhật", date, _I):
        return "day"
    if re.search(r"tháng", date, _I):
        return "month"
    return "year" if re.search(r"\d{4}|năm", date) else ""


def candidates(sentence: str) -> list[Span]:
    """All that could be a short answer, each piece of text once."""
    found = [*slots(sentence), *_trimmed(sentence), *_clauses(sentence), *_lists(sentence)]
    unique: dict[tuple[int, int], Span] = {}
    for span in found:
        if span.end > span.start:
            unique.setdefault((span.start, span.end), span)
    return list(unique.values())


def _clip(sentence: str, start: int, end: int, kind: SpanKind, measure: str = "") -> Span:
    """A span without blanks and loose punctuation at its edges."""
    while start < end and sentence[start] in ' \n,;:.–-"“”()':
        start += 1
    while end > start and sentence[end - 1] in ' \n,;:.!?…–-"“”(':
        end -= 1
    if sentence[start:end].count("(") < sentence[start:end].count(")") and sentence[end - 1] == ")":
        end -= 1
    return Span(start=start, end=end, kind=kind, measure=measure)


def _numbers(sentence: str) -> list[Span]:
    """Every figure bare, with its unit, and with the one or two nouns that follow."""
    spans = []
    for m in _NUMBER.finditer(sentence):
        spelled = not m["num"][0].isdigit()
        unit = _UNIT.match(sentence, m.end())
        measure = "money" if m["money"] else (unit.lastgroup or "") if unit else ""
        bare = (m.start("money") if m["money"] else m.start("num")), m.end()
        ends = [unit.end()] if unit else []
        if noun := _NOUN.match(sentence, unit.end() if unit else m.end()):
            ends += [noun.end(1)] + ([noun.end(2)] if noun[2] else [])
        if not (spelled and not ends):
            ends = ends if spelled else [bare[1], *ends]
        for start in {bare[0], m.start("about") if m["about"] else bare[0]}:
            spans += [_clip(sentence, start, end, "number", measure) for end in ends]
    return spans


def _names(sentence: str) -> list[Span]:
    """Runs of capitalised words, bare and with the noun or title before them."""
    spans = []
    for m in _NAME.finditer(sentence):
        before = sentence[max(0, m.start() - 28) : m.start()]
        sort = ""
        for name, pattern in (("person", _PERSON), ("place", _PLACE), ("body", _BODY)):
            if pattern.search(before):
                sort = name
                break
        spans.append(_clip(sentence, m.start(), m.end(), "name", sort))
        words = list(re.finditer(r"\S+", sentence[: m.start()]))[-3:]
        spans += [_clip(sentence, w.start(), m.end(), "name", sort) for w in words if _plain(w[0])]
        if " - " in m[0] or " – " in m[0]:
            cut = m.start() + re.split(r"\s[-–]\s", m[0])[0].__len__()
            spans.append(_clip(sentence, m.start(), cut, "name", sort))
    return spans


def _plain(word: str) -> bool:
    """Whether a word before a name may belong to it: letters only, no punctuation."""
    return word.isalpha()


def _quotes(sentence: str) -> list[Span]:
    """What stands between quotation marks."""
    return [_clip(sentence, m.start(1), m.end(1), "quote") for m in _QUOTE.finditer(sentence)]


def _trimmed(sentence: str) -> list[Span]:
    """Reasons and predicates, from the word that opens them to the next breaks and the end."""
    spans = []
    for kind, pattern in (("reason", _REASON), ("is", _IS)):
        for m in pattern.finditer(sentence):
            stops = [b.start() for b in _BREAK.finditer(sentence, m.end()) if b.start() > m.end()]
            for stop in {*stops[:2], stops[-1] if stops else len(sentence)}:
                spans.append(_clip(sentence, m.end(), stop, kind))  # type: ignore[arg-type]
                if kind == "reason":
                    spans.append(_clip(sentence, m.start(), stop, "reason"))
    return spans


def _clauses(sentence: str) -> list[Span]:
    """The pieces between punctuation, pairs of neighbours, and the whole."""
    cuts = [(0, 0), *((b.start(), b.end()) for b in _BREAK.finditer(sentence))]
    cuts.append((len(sentence), len(sentence)))
    spans = [_clip(sentence, 0, len(sentence), "clause")]
    for i, (_, start) in enumerate(cuts[:-1]):
        for end, _ in cuts[i + 1 : i + 3]:
            spans.append(_clip(sentence, start, end, "clause"))
    return spans


def _lists(sentence: str) -> list[Span]:
    """Enumerations "A, B, C và D": from each name or word before a comma to after "và"."""
    spans = []
    for m in re.finditer(r"(?:\s|,)(?:và|hoặc|cùng)\s+", sentence):
        after = _NAME.match(sentence, m.end()) or re.match(r"\S+(?: \S+){0,2}", sentence[m.end() :])
        if after is None:
            continue
        end = (
            after.end() if after.string is sentence and after.re is _NAME else m.end() + after.end()
        )
        head = sentence[: m.start()]
        starts = [n.start() for n in _NAME.finditer(head)][-5:]
        starts += [n.end() for n in re.finditer(r"[:,]\s*|(?:là|gồm|các|như|với|cả|có)\s+", head)][
            -5:
        ]
        spans += [_clip(sentence, s, end, "list") for s in starts]
    return spans
