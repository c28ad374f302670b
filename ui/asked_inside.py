"""Questions for what a plain sentence says in its middle: who it is, by whom, on which day, why.

Only sentences of a few simple shapes are used; whether the archive answers them is not known here.
"""

import re
from collections.abc import Iterator

from ui.asked import UPPER, Asked, alone, fits

_NAME = rf"[{UPPER}][\w.’'-]*(?:\s[{UPPER}][\w.’'-]*)+"
"""Two words at least: one alone is often a country or a team."""
_DAY = (
    r"(?:hôm|ngày|sáng|trưa|chiều|tối|đêm)\s(?:ngày\s)?"
    r"\d{1,2}(?:/\d{1,2}(?:/\d{4})?| tháng \d{1,2}(?: năm \d{4})?)"
)
_BEFORE = re.compile(r"^(?:Trước đó|Sau đó|Cùng ngày|Theo đó|Tại đây|Cụ thể),\s(?=\w)")
"""Openings that only tie a sentence to the one before it."""
_MIDDLE = re.compile(
    rf"^(?P<who>[{UPPER}][^,]{{2,60}}?)\s(?P<when>{_DAY})\s"
    r"(?P<rest>(?:đã |vừa |chính thức )?(?:ban hành|bác bỏ|bắn|bắt|bầu|bổ nhiệm|chính thức|chọn"
    r"|công bố|công nhận|cấm|duyệt|đoạt|đánh|đưa|đề nghị|được|ghi nhận|giành|gọi|gửi|hoàn thành"
    r"|khai mạc|khai trương|khánh thành|khởi công|khởi tố|ký|loại|mở|nhận|nổ|phê chuẩn|phê duyệt"
    r"|phóng|phạt|quyết định|ra mắt|thông báo|thông qua|thắng|tiếp|trao|triệu tập|tuyên bố|tổ chức"
    r"|tử hình|vô địch|xuất|áp)\b[^,]*?)(?:,.*)?$"
)
"""Somebody, the day, what was done: "Viện Hàn lâm ngày 10/10/2024 trao giải ..."."""
_BY = re.compile(
    rf"^(?P<head>[^,]+?\s)do\s(?P<who>(?:[a-zà-ỹđ]+\s){{0,3}}?{_NAME})\s(?P<rest>(?!của|và|ở|là)[a-zà-ỹđ][^,]*)$"
)
_IS = re.compile(
    rf"^(?P<head>(?:Người(?! ta)|Vua phá lưới|Tác giả|Đạo diễn|Chủ nhân|Chủ tịch|Giám đốc"
    rf"|Hiệu trưởng|Kiến trúc sư|Huấn luyện viên|Thủ tướng|Tổng thống|Nhà sáng lập|Nạn nhân|Á quân"
    r"|Nhà vô địch)\b[^,]*?)\s"
    rf"(?:chính |vẫn |hiện |khi đó |lúc đó )?là\s(?P<who>(?:[a-zà-ỹđ]+\s){{0,5}}?{_NAME})"
    r"(?:\s\([^)]*\))?(?:,.*|\s(?:với|trong|ở|tại|từ|vào)\s.*)?$"
)
_WHY = re.compile(
    r"^(?P<head>[^,]+?)(?<!lý)(?<!phần)(?<!sở dĩ)(?<!thay)(?<!tự)(?<!,),?\s(?P<why>(?:bởi vì|vì"
    r"|do(?= (?:bị|chi phí|dịch|không|khả năng|lũ|lỗi|mưa|nước|quá|sự cố|thiếu|thời tiết|tình hình"
    r"|ảnh hưởng|áp lực)\b))\s[^,\"“”]{8,}?)(?:,.*)?$"
)
_FEW = re.compile(
    r"^(?P<head>[^,]+?\s(?:còn|có|dùng|ghi|giành|gồm|kéo dài|mất|qua|sau|thắng|tới|từ|với|đoạt"
    r"|được|đạt|ở lại(?:\s\S+)?))\s(?P<few>ba|bốn|năm|sáu|bảy|tám|chín|mười)\s"
    r"(?P<what>(?!học|nay|ngoái|qua|sau|trước)[a-zà-ỹđ]+)(?P<rest>\s[^,]*)?(?:,.*)?$"
)
"""A number in words; two is left out: both sides, both countries."""
_COUNT = re.compile(r"[\d:]|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\b")
_NO_REASON = re.compile(
    r"^(?:bởi )?vì\s(?:anh|bà|chị|cô|họ|mình|mục|sao|thế|tiền|vậy|ông|đó|Covid)\b"
)
_UNSURE = re.compile(
    r"\b(?:chúng tôi|cho biết|cho rằng|cho thấy|chết|chỉ|có lẽ|có thể|cụ thể|hay không|hy vọng|khi"
    r"|mắc|mới|nên|nêu rõ|nếu|qua đời|theo|sở dĩ|thì|thiệt mạng|thừa nhận|tôi"
    r"|tử vong|được cho là)\b",
    re.IGNORECASE,
)
"""What is told as somebody's word or on a condition; what a cause belongs to as part of a name."""
_NEWS = re.compile(r"\s(?:đã|vừa|cũng|từng|vẫn|còn)\s")
_LANDS = frozenset(
    ("Anh", "Hàn", "Lào", "Mỹ", "Nga", "Nhật", "Pháp", "Trung", "Ý", "Úc", "Đức", "Ấn")
)
_ASIDE = re.compile(r"\s\([^()]*\)")
_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    r"[aeiouyà-ỹăâđêôơư]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
"""What a Vietnamese word is made of; a first word of another shape is a name."""


def asked_inside(sentence: str) -> Iterator[Asked]:
    """Questions for the person, the day or the reason; none where the sentence is not plain.

    Args:
        sentence: On one line, without the mark at its end.
    """
    plain = _ASIDE.sub("", _BEFORE.sub("", sentence))
    for made in (_day(plain), _who_is(plain), _by_whom(plain), _few(plain), _why(plain)):
        if made and fits(made.text):
            yield made


def _day(sentence: str) -> Asked | None:
    found = _MIDDLE.match(sentence)
    if not found or not alone(found["who"]) or re.search(r"\b\d{1,2}/\d", found["rest"]):
        return None
    rest = re.sub(r"^(?:đã|vừa) ", "", found["rest"])
    return Asked(text=f"{found['who']} {rest} ngày nào?", wanted=found["when"], kind="when")


def _who_is(sentence: str) -> Asked | None:
    found = _IS.match(sentence)
    if not found or not alone(found["head"]):
        return None
    return Asked(text=f"{found['head']} là ai?", wanted=found["who"], kind="who")


def _by_whom(sentence: str) -> Asked | None:
    found = _BY.match(sentence)
    if not found or not alone(found["head"]):
        return None
    return Asked(text=f"{found['head']}do ai {found['rest']}?", wanted=found["who"], kind="who")


def _few(sentence: str) -> Asked | None:
    found = _FEW.match(sentence)
    if not found or not alone(found["head"]) or _COUNT.search(found["rest"] or ""):
        return None
    text = f"{found['head']} mấy {found['what']}{found['rest'] or ''}?"
    return Asked(text=text, wanted=f"{found['few']} {found['what']}", kind="figure")


def _why(sentence: str) -> Asked | None:
    found = _WHY.match(sentence)
    if not found or _NO_REASON.match(found["why"]) or _UNSURE.search(found["head"]):
        return None
    head = found["head"]
    if not alone(head) or len(head.split()) < 4:
        return None
    said = _NEWS.sub(" ", head, count=1)
    return Asked(text=f"Vì sao {_opened(said)}?", wanted=found["why"], kind="why")


def _opened(head: str) -> str:
    """The sentence after other words: its first letter small unless a name stands there."""
    first, second = (*head.split(" ", 2), "")[:2]
    named = second[:1].isupper() or first in _LANDS or not _SYLLABLE.fullmatch(first.lower())
    return head if named else head[0].lower() + head[1:]
