"""Finds what a made question can hide: spans of a sentence by kind, with words to ask for each.

It knows patterns of Vietnamese news text, nothing of articles or models.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

UP: Final = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NAME: Final = rf"[{UP}][\w\-\.]*(?:\s+[{UP}][\w\-]*){{1,4}}"
_TITLES: Final = (
    "ông|bà|anh|chị|em|cô|chú|thầy|cụ|cháu|bé|bác sĩ|tổng thống|thủ tướng|bộ trưởng|ngoại trưởng|"
    "chủ tịch|phó chủ tịch|giám đốc|tổng giám đốc|phó giám đốc|hiệu trưởng|luật sư|tiến sĩ|giáo sư|"
    "đại tá|thượng tá|trung tá|thiếu tướng|trung tướng|đại tướng|thượng úy|đại úy|nghi phạm|bị cáo|"
    "bị can|đối tượng|ca sĩ|diễn viên|đạo diễn|người mẫu|hoa hậu|á hậu|nhạc sĩ|nghệ sĩ|nsnd|nsưt|"
    "hlv|huấn luyện viên|tiền đạo|thủ môn|tiền vệ|hậu vệ|trung vệ|cầu thủ|tỷ phú|nhà báo|mc|ceo|"
    "nhà văn|nạn nhân|phát ngôn viên|chuyên gia|thượng nghị sĩ|đại sứ|bí thư|phó thủ tướng"
)
_NUMBER: Final = (
    r"(?:\d+(?:[.,]\d+)*|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|hàng)(?=\s+(?:trăm|nghìn|"
    r"ngàn|triệu|tỷ|chục|người|con|chiếc|đứa|lần|ngày|năm|tháng|giờ|bé|cháu|ca|vụ|căn|bàn|trận)))"
)
_SCALE: Final = r"(?:\s*(?:nghìn|ngàn|triệu|tỷ|tỉ|trăm|chục|vạn))*"
_LOOSE: Final = r"(?:(?:hơn|khoảng|gần|trên|dưới|tới|đến|ít nhất|xấp xỉ|không dưới)\s+)?"
_COUNT: Final = re.compile(
    rf"(?<![\w/.,]){_LOOSE}{_NUMBER}(?:\s*-\s*\d+(?:[.,]\d+)*)?({_SCALE})\s*(%|[^\W\d_]+)", re.I
)
_DATE: Final = re.compile(
    r"(?:(?:vào\s+|hồi\s+)?(?:rạng sáng|sáng|trưa|chiều|tối|đêm|ngày|hôm)\s+)?"
    r"(?:(?:ngày\s+|hôm\s+)?\d{1,2}\s*[/-]\s*\d{1,2}(?:\s*[/-]\s*\d{2,4})?(?![\d%])|ngày\s+\d{1,2}"
    r"(?:\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)?|tháng\s+\d{1,2}(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?|"
    r"(?:năm\s+)(?:1[5-9]|20)\d\d|thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|hôm (?:qua|nay)|"
    r"\d{1,2}\s*(?:h|giờ)\s*\d{0,2}(?:\s+(?:sáng|trưa|chiều|tối|đêm))?)",
    re.I,
)
_PERSON: Final = re.compile(rf"(?i:\b({_TITLES}))\s+({_NAME})")
_SPEAKER: Final = re.compile(
    rf"({_NAME})(?=\s+(?:cho biết|nói|khẳng định|chia sẻ|tuyên bố|cho rằng))"
)
_PLACE: Final = re.compile(
    rf"\b(ở|tại|đến|từ|sang|tới|về)\s+((?:(?:huyện|tỉnh|thành phố|tp|quận|xã|phường|thị xã|"
    rf"bệnh viện|sân bay|trường|đường|phố|làng|thôn|bang|đảo|nước|"
    rf"khu|thị trấn|khách sạn)\.?\s+){{0,2}}"
    rf"[{UP}][\w\-]*(?:\s+[{UP}][\w\-]*){{0,5}}(?:,\s+[{UP}][\w\-]*(?:\s+[{UP}][\w\-]*){{0,3}})?)"
)
_REASON: Final = re.compile(
    r"\b(?:vì|do|bởi|nhờ|bởi vì|nguyên nhân là|lý do là)\s+([^.;!?]{12,140})"
)
_PURPOSE: Final = re.compile(r"\b(?:nhằm|để)\s+([^.,;!?]{12,120})")
_MANNER: Final = re.compile(r"\b(bằng cách|bằng|theo cách|theo hình thức)\s+([^.,;!?]{8,90})")
_QUOTED: Final = re.compile(r"[\"“']([^\"”']{3,60})[\"”']")
_LOW: Final = rf"(?![{UP}])[^\W\d_]"
_NAMED: Final = re.compile(rf"\b((?:{_LOW})+(?:\s+(?:{_LOW})+)?)\s+({_NAME}|[{UP}][\w\-]{{2,}})")
_IS: Final = re.compile(r"\b(?:là|gồm|gọi là|mang tên|có tên|tên là)\s+([^.,;!?()]{4,60})")
_LIST: Final = re.compile(
    rf"((?:[{UP}][\w\-]*(?:\s[\w\-]+){{0,3}},\s+)+[{UP}][\w\-]*(?:\s[\w\-]+)?\s+và\s+[{UP}][\w\-]*(?:\s[{UP}][\w\-]*)*)"
)
_FUNCTION_WORDS: Final = (
    "và của có cho trong là được đã không một với tại để khi này bị ở về "
    "đến những từ ra các cũng thì mà còn như đang sẽ vào nên trên theo sau trước "
    "rất vẫn lại đó do hay hoặc nhưng tuy nhiên bởi cùng nhiều chỉ đây ngay đều phải "
    "việc sự cách nhất hơn chưa vừa rằng "
)
FUNCTION: Final = frozenset(_FUNCTION_WORDS.split())
_MONEY: Final = frozenset(["đồng", "usd", "đô", "euro", "bảng", "nhân", "won", "yên", "vnđ", "vnd"])
_SPANNED: Final = frozenset(["giờ", "phút", "ngày", "tháng", "năm", "tuần", "giây", "tiếng"])
_PLACES: Final = (
    "ở đâu", "tại đâu", "chỗ nào", "ở chỗ nào",
    "nơi nào", "đâu", "ở nơi nào", "khu nào",
)  # fmt: skip
_WHENS: Final = (
    "khi nào", "bao giờ", "lúc nào", "ngày nào",
    "hôm nào", "hồi nào", "vào ngày nào", "thời điểm nào", "từ khi nào",
)  # fmt: skip
_WHYS: Final = (
    "vì sao", "tại sao", "sao", "do đâu", "vì đâu",
    "lý do gì khiến", "nguyên nhân nào khiến", "vì cớ gì", "nhờ đâu", "vì lý do gì",
)  # fmt: skip
_WHOS: Final = ("ai", "người nào", "ai là người", "nhân vật nào", "ai vậy", "vị nào")


class Hidden(NamedTuple):
    """A span to hide: its kind, `[start, end)`, what is cut out, and the words to ask with."""

    kind: str
    start: int
    end: int
    cut: tuple[int, int]
    ask: str


def spans(s: str, r: random.Random) -> Iterator[Hidden]:
    """Yield (kind, answer start, answer end, (cut from, cut to), question words)."""
    for m in _COUNT.finditer(s):
        unit, scale = m.group(2).lower(), m.group(1).split()
        if unit in FUNCTION and unit != "%":
            continue
        many = r.choice(("bao nhiêu", "mấy"))
        if unit == "%":
            ask = r.choice(
                ("bao nhiêu phần trăm", "mấy phần trăm", "bao nhiêu %", "tỷ lệ bao nhiêu")
            )
        elif unit in _MONEY:
            last = scale[-1] if scale else ""
            ask = r.choice(
                (
                    f"bao nhiêu {unit}",
                    "bao nhiêu tiền",
                    f"mấy {last} {unit}",
                    f"bao nhiêu {last} {unit}",
                    "bao nhiêu",
                    "giá bao nhiêu",
                )
            )
        elif unit in _SPANNED:
            ask = r.choice(
                (f"{many} {unit}", "bao lâu", "trong bao lâu", "mất bao lâu", f"mấy {unit}")
            )
        elif unit == "tuổi":
            ask = r.choice(("bao nhiêu tuổi", "mấy tuổi", "bao nhiêu cái xuân xanh"))
        elif unit in ("m", "km", "mét", "cm", "ha", "m2", "kg", "tấn"):
            ask = r.choice(
                (
                    f"{many} {unit}",
                    "bao nhiêu",
                    "bao xa",
                    "dài bao nhiêu",
                    "cao bao nhiêu",
                    "nặng bao nhiêu",
                    "rộng bao nhiêu",
                )
            )
        else:
            nxt = re.match(r"\s+([^\W\d_]+)", s[m.end() :])
            more = f" {nxt.group(1)}" if nxt and r.random() < 0.4 else ""
            mid = f"{scale[-1]} " if scale and r.random() < 0.4 else ""
            ask = f"{many} {mid}{unit}{more}" if r.random() < 0.85 else "bao nhiêu"
        yield Hidden("number", m.start(), m.end(), (m.start(), m.end()), ask)
    for m in _DATE.finditer(s):
        low = m.group().lower()
        asks = list(_WHENS)
        if re.search(r"\d\s*(?:h|giờ)", low):
            asks = ["mấy giờ", "lúc mấy giờ", "lúc nào", "khi nào"]
        elif low.startswith("năm") or re.search(r"(?<!/)\b\d{4}$", low):
            asks += ["năm nào", "năm mấy", "vào năm nào", "năm bao nhiêu"] * 3
        elif low.startswith("tháng"):
            asks += ["tháng mấy", "tháng nào"] * 3
        yield Hidden("date", m.start(), m.end(), (m.start(), m.end()), r.choice(asks))
    for m in _PERSON.finditer(s):
        role = m.group(1).lower()
        asks = [*_WHOS, "ai", f"{role} nào", f"{role} nào", f"{role} tên gì", f"ai là {role}"]
        yield Hidden("person", m.start(2), m.end(2), (m.start(), m.end()), r.choice(asks))
    for m in _SPEAKER.finditer(s):
        yield Hidden("person", m.start(1), m.end(1), (m.start(), m.end()), r.choice(_WHOS))
    for m in _PLACE.finditer(s):
        asks = list(_PLACES)
        head = re.match(
            r"(huyện|tỉnh|thành phố|quận|xã|phường|bệnh viện|sân bay|trường|đường|phố|bang|đảo|"
            r"nước|khách sạn)",
            m.group(2),
        )
        if head:
            asks += [f"{m.group(1)} {head.group(1)} nào", f"{head.group(1)} nào"] * 3
        elif r.random() < 0.3:
            asks += ["nước nào", "quốc gia nào", "thành phố nào", "tỉnh nào"]
        yield Hidden("place", m.start(2), m.end(2), (m.start(), m.end()), r.choice(asks))
    for m in _REASON.finditer(s):
        yield Hidden("why", m.start(1), m.end(1), (m.start(), m.end()), r.choice(_WHYS))
    for m in _PURPOSE.finditer(s):
        yield Hidden(
            "how",
            m.start(1),
            m.end(1),
            (m.start(), m.end()),
            r.choice(("để làm gì", "nhằm mục đích gì", "làm gì")),
        )
    for m in _MANNER.finditer(s):
        asks = ["bằng cách nào", "như thế nào", "ra sao", "thế nào", "bằng gì", "cách nào"]
        yield Hidden("how", m.start(2), m.end(2), (m.start(), m.end()), r.choice(asks))
    for m in _QUOTED.finditer(s):
        yield Hidden(
            "fact",
            m.start(1),
            m.end(1),
            (m.start(), m.end()),
            r.choice(("gì", "tên gì", "nào", "là gì", "nói gì", "ra sao")),
        )
    for m in _NAMED.finditer(s):
        noun = m.group(1).lower().split()[-1 if r.random() < 0.5 else 0 :]
        if noun[-1] in FUNCTION or noun[0] in FUNCTION:
            continue
        yield Hidden(
            "fact",
            m.start(2),
            m.end(2),
            (m.start(), m.end()),
            f"{' '.join(noun)} {r.choice(('nào', 'nào', 'gì', 'tên gì'))}",
        )
    for m in _IS.finditer(s):
        yield Hidden(
            "fact",
            m.start(1),
            m.end(1),
            (m.start(1), m.end()),
            r.choice(("gì", "cái gì", "những gì", "thế nào", "ra sao")),
        )
    for m in _LIST.finditer(s):
        yield Hidden(
            "list",
            m.start(1),
            m.end(1),
            (m.start(1), m.end()),
            r.choice(("những ai", "những gì", "những nước nào", "những đâu", "những cái nào")),
        )
