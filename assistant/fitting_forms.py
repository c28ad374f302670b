"""Marked words against the sentence's own form: who it was done by, a figure of its own, two days.

It knows forms, not what is true; the sentence has been found already.
"""

import re
from typing import Final

from assistant.checking_days import dates_in
from assistant.checking_words import Said
from assistant.question_kind import Asked

Stretch = tuple[int, int]
_TELLING: Final = (
    r"nói|cho biết|chia sẻ|bình luận|tuyên bố|khẳng định|nhấn mạnh|nhận xét|nhận định|đánh giá|"
    r"cảnh báo|giải thích"
)
SAYS: Final = re.compile(
    rf"(?<!\w)(?:{_TELLING}|phát biểu|trả lời|phản ứng|thông báo|kêu gọi|nghĩ) "
    r"(?:những )?(?:gì|thế nào|như thế nào|ra sao|sao)(?!\w)",
    re.IGNORECASE,
)
TELLER: Final = re.compile(rf"(?<!\w)(?<!lượt )(?:{_TELLING}|cho hay|kể(?: lại)?|viết)$")
"""Ends of who said it, where that is not asked."""
_BY_WHOM: Final = re.compile(
    r"(?<!\w)(?P<how>bị|được) (?:ai|(?:người|nước|quốc gia|công ty|hãng|tập đoàn|tổ chức|đội|"
    r"cơ quan|doanh nghiệp|ông|bà|trường|nhà) nào) (?P<did>\w+)(?: (?P<more>\w+))?"
)
_DOER: Final = r"(?P<who>(?!(?:bị|được|đã|sẽ|chưa|không)(?!\w))[^,.;:()“”\"]{2,60}?)"
_QUOTED: Final = r"(?: [“\"][^”\"]{1,30}[”\"])?"
_IF: Final = re.compile(r"(?<!\w)(?:nếu|giả sử|khi)(?!\w)[^.;:]*$")
_HELD: Final = re.compile(r"(?<!\w)(?:bị|được|đã|sẽ|rằng|là|và|vì|do|khi|để|nhưng)(?!\w)")
_LONGEST: Final = 9
"""Words of who it was done by."""
_OF_TIME: Final = re.compile(
    r"\d[\d.,]*\s*(?:rưỡi )?(?:(?:năm|tháng|tuần|ngày|giờ|phút|giây|tuổi)(?!\w)|%|phần trăm)"
    r"|\d{1,2}h(?:\d\d)?(?!\w)"
)
_ASKS_TIME: Final = re.compile(
    r"(?<!\w)(?:năm|tháng|tuần|ngày|giờ|phút|giây|tuổi|phần|lần|lâu|mùa|tiếng|đêm|nam|thang|tuan|"
    r"ngay|gio|phut|giay|tuoi|phan|lan|lau|mua|tieng|dem)(?!\w)"
)
_UP_TO: Final = re.compile(r"(?<!\w)(?:chừng nào|chung nao)(?!\w)")
_ELSEWISE: Final = re.compile(r"(?<!\w)(?:tỷ lệ|tỉ lệ|phần|mức|cỡ|lần|ty le|ti le)(?!\w)")
_MEASURED: Final = re.compile(
    r"(?:(?:gần|hơn|khoảng|tới|đến|trên|dưới) )?\d[\d.,]*(?: ?(?:-|–|đến|tới) ?\d[\d.,]*)? ?"
    r"(?:(?:nghìn|ngàn|triệu) )?(?:(?P<share>%|phần trăm)|(?P<time>năm|tháng|tuần|ngày|giờ|phút|"
    r"giây|h\d*)(?!\w)|(?P<age>tuổi)(?!\w)|(?P<length>km|m|mét|cm|mm|hải lý|dặm)(?!\w)|"
    r"(?P<weight>kg|tấn|gam|tạ|ha|m2|km2)(?!\w))",
    re.IGNORECASE,
)
_OTHERS: Final = {
    "people": ("length", "weight", "time"),
    "money": ("time", "weight", "length", "age"),
    "time": ("share", "length", "weight"),
    "length": ("time", "age"),
}
_AND_DAY: Final = re.compile(
    r"\s*(?:và|đến|tới|-|–|/)\s*(?:ngày )?"
    r"(?:\d{1,2}(?:[/.-]\d{1,2}){1,2}|\d{1,2} tháng \d{1,2})(?!\w|[/.-]\d)"
)
_BARE_DAY: Final = re.compile(r"(?:[Nn]gày )?\d{1,2}$")


def by_whom(question: str, sentence: str) -> Stretch | None:
    """Where a sentence says by whom it was done: "bị **4 doanh nghiệp nước ngoài** đăng ký".

    Args:
        question: "… bị ai đăng ký …", in its marks.
        sentence: Where it is told with the same words.
    """
    asked = _BY_WHOM.search(question.lower())
    if asked is None or len(sentence.lower()) != len(sentence):
        return None
    did = asked["did"] if asked["more"] is None else f"{asked['did']} {asked['more']}"
    form = rf"(?<!\w){asked['how']} {_DOER}{_QUOTED} {re.escape(did)}(?!\w)"
    told = re.search(form, sentence.lower())
    if told is None or len(told["who"].split()) > _LONGEST or _HELD.search(told["who"]):
        return None
    return None if _IF.search(sentence.lower()[: told.start()]) else told.span("who")


def asks_by_whom(question: str) -> bool:
    """Whether a question asks by whom something was done: "… bị ai đăng ký"."""
    return _BY_WHOM.search(question.lower()) is not None


def of_another_measure(question: str, asked: Asked, text: str, start: int, end: int) -> bool:
    """Whether marked words measure something else than is asked: tons where people are.

    Held out, of eight times or shares for counted things one sentence was right, of six bare dates
    none, of 14 times, weights and lengths for people or money none.
    """
    if asked.kind != "number" or _UP_TO.search(question.lower()):
        return False
    marked = text[start:end]
    left, said = marked, Said(marked)
    for date in sorted(dates_in(said), key=lambda d: -d.start):
        left = left[: date.start] + left[date.end :]
    times = bool(_ASKS_TIME.search(question.lower()))
    if left != marked and not re.search(r"\d", left):
        return not times
    if asked.counted and not asked.measure and not times and _OF_TIME.search(marked):
        return True
    if not asked.counted or _ELSEWISE.search(question.lower()):
        return False
    figure = _MEASURED.match(text, start)
    return figure is not None and figure.lastgroup in _OTHERS.get(asked.measure, ())


def both_days(text: str, start: int, end: int) -> Stretch:
    """The whole of two days of which the first is marked: "Ngày 27 **và 28-2**"."""
    after = _AND_DAY.match(text[end:])
    if after is None or not _BARE_DAY.search(text[start:end]):
        return start, end
    return start, end + after.end()
