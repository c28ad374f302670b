"""Questions for who, when and where, made of a plain sentence: the words asked for are replaced.

Only sentences of one simple shape are used; whether the archive answers them is not known here.
"""

import re
from collections.abc import Iterator

from ui.asked import UPPER, Asked, alone, fits

_NAME = rf"[{UPPER}][\w.’'-]*(?:\s[{UPPER}\d][\w.’'-]*)*"
_ROLE = (
    r"(?:[Nn]guyên |[Cc]ựu |[Cc]ố )?(?:Anh|Bà|Bác sĩ|Ca sĩ|Chị|Chủ tịch|Cô|Cầu thủ|Diễn viên"
    r"|Giáo sư|HLV|Hoa hậu"
    r"|Huấn luyện viên|Hậu vệ|Kỳ thủ|Nghệ sĩ|Ngoại trưởng|Nhà báo|Nhà khoa học|Nhà thơ"
    r"|Nhà văn|Nhạc sĩ|Nữ hoàng|Tay vợt|Thủ môn|Thủ tướng|Tiến sĩ|Tiền vệ|Tiền đạo"
    r"|Trung vệ|Tổng thống|Tổng giám đốc|Tổng Bí thư|Tỷ phú|Võ sĩ|Vận động viên|VĐV|Ông"
    r"|Đạo diễn|Đại tá|Trung tướng)"
)
_FAMILY = (
    r"(?:Bùi|Cao|Châu|Dương|Hoàng|Huỳnh|Hồ|Lê|Lý|Mai|Nguyễn|Ngô|Phan|Phạm|Trương|Trần|Võ|Vũ"
    r"|Đinh|Đoàn|Đặng|Đỗ)"
)
_DOES = (
    r"(?:chuyển đến|chuyển tới|cầm|dẫn dắt|dẫn đầu|ghi|giành|giữ|khai sinh|làm|lập|nhận"
    r"|nhậm chức|phá|phát hiện|phát minh|sáng lập|sáng tác|thay|thắng|trúng cử|trở thành"
    r"|tái đắc cử|viết|vô địch|đoạt|được bầu|được bổ nhiệm|đánh bại|đắc cử|đứng đầu"
    r"|lên ngôi|đăng quang|chụp|tìm ra)"
)
_WHO = re.compile(
    rf"^(?P<who>{_ROLE}(?:\s(?![{UPPER}])\w+){{0,4}}(?:\s{_NAME})+?"
    rf"|{_FAMILY}(?:\s[{UPPER}]\w+){{2,3}})\s"
    rf"(?P<rest>(?:đã\s|vừa\s|chính thức\s)?{_DOES}\b.*)$"
)
"""Somebody named after what they are, or with a Vietnamese family name, does something."""
_DATE = r"\d{1,2}(?:/\d{1,2}(?:/\d{4})?| tháng \d{1,2}(?: năm \d{4})?)"
_WHEN = re.compile(rf"\s(?:vào\s|từ\s)?(?P<when>(?:hôm|ngày|sáng|chiều|tối|đêm)\s{_DATE})$")
_WHEN_FIRST = re.compile(
    rf"^(?P<when>(?:Hôm|Ngày|Sáng|Chiều|Tối|Đêm)\s{_DATE}),?\s(?P<rest>[^,]+)$"
)
_SHORT = 50
_YEAR = re.compile(
    r"(?<!trong)(?<!của)(?<!từ)(?<!đến)(?<!với)(?<!hết)(?<!kể)\s(?:vào\s)?"
    r"(?P<when>năm\s(?:1[89]|20)\d\d)$"
)
_TOLD = re.compile(r"\d/\d|\b(?:ngày|năm|tháng)\s\d")
"""A day or a year that a question for the day would contain."""
_EVENT = re.compile(
    r"\b(?:ban hành|bùng phát|bắt đầu|bế mạc|ban bố|công bố|cất cánh|cập cảng|diễn ra|hạ cánh"
    r"|khai mạc|khai trương|khởi công|khởi hành|khánh thành|kết thúc|mở cửa|nhậm chức"
    r"|phóng|qua đời|ra mắt|rơi|thành lập|thông qua|thông xe|trúng cử|tổ chức|vận hành"
    r"|vô địch|xảy ra|đoạt|đăng quang|đổ bộ|giành|ký|hoạt động|sinh|hoàn thành|tái đắc cử"
    r"|đắc cử|được bầu|phát hiện|đặt|công nhận)\b"
)
"""What happens on a day or at a place."""
_AT = (
    r"(?:bang|bãi biển|bảo tàng|châu|cung|huyện|hồ|khách sạn|nhà hát|nước|quần đảo|quận"
    r"|quảng trường|sân|sân bay|sân vận động|thành phố|thị trấn|thị xã|thủ đô|trung tâm"
    r"|tỉnh|vùng|xã|đảo)"
)
_PLACE = re.compile(rf"\s(?P<where>(?:ở|tại)\s(?:{_AT}\s)*{_NAME})$")


def asked_words(sentence: str) -> Iterator[Asked]:
    """Questions for who did it, when and where it was; none where the sentence is not plain.

    Args:
        sentence: On one line, without the mark at its end.
    """
    for made in (_when_first(sentence), _when(sentence), _where(sentence), _who(sentence)):
        if made and fits(made.text) and _names(made.text):
            yield made


def _names(question: str) -> bool:
    """Whether something is named in it that tells which event is meant."""
    return re.search(rf"^[{UPPER}]{{2}}|\s[{UPPER}]", question) is not None


def _when_first(sentence: str) -> Asked | None:
    found = _WHEN_FIRST.match(sentence)
    rest = found["rest"][0].upper() + found["rest"][1:] if found else ""
    if not found or not _event(rest) or _TOLD.search(rest):
        return None
    rest = re.sub(r"^(\S.*?)\s(?:đã|vừa)\s", r"\1 ", rest)
    text = f"{rest} ngày nào?"  # at the end of a long one it would belong to its last part
    if len(rest) > _SHORT:
        text = f"Ngày nào {found['rest'][0]}{rest[1:]}?"
    return Asked(text=text, wanted=found["when"], kind="when")


def _when(sentence: str) -> Asked | None:
    found = _WHEN.search(sentence) or _YEAR.search(sentence)
    head = sentence[: found.start()] if found else ""
    if not found or not _event(head) or _TOLD.search(head):
        return None
    which = "năm nào" if found["when"].startswith("năm") else "ngày nào"
    return Asked(text=f"{head} {which}?", wanted=found["when"], kind="when")


def _where(sentence: str) -> Asked | None:
    found = _PLACE.search(sentence)
    head = sentence[: found.start()] if found else ""
    if not found or not _event(head) or re.search(r"\s(?:tại|ở)\s", head):
        return None
    return Asked(text=f"{head} ở đâu?", wanted=found["where"].split(" ", 1)[1], kind="where")


def _who(sentence: str) -> Asked | None:
    found = _WHO.match(sentence)
    rest = found["rest"] if found else ""
    if not found or "," in rest or not alone(f"Ai {rest}") or re.search(r"\b(?:mình|ta)\b", rest):
        return None
    return Asked(text=f"Ai {rest}?", wanted=found["who"], kind="who")


def _event(head: str) -> bool:
    """Whether it says plainly, and by itself, that something happened."""
    return "," not in head and alone(head) and _EVENT.search(head) is not None
