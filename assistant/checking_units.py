"""Units of measure in Vietnamese text: what each measures and how many of the base it is."""

import re
from collections.abc import Iterable
from fractions import Fraction

_TABLE: dict[str, dict[str, str]] = {
    "length": {"km": "1000", "kilomet": "1000", "ki lo met": "1000", "ki-lô-mét": "1000",
               "cây số": "1000", "m": "1", "mét": "1", "dm": "1/10", "cm": "1/100", "mm": "1/1000",
               "hải lý": "1852", "dặm": "1609", "inch": "254/10000",
               "xentimet": "1/100", "feet": "3048/10000"},
    "area": {"km2": "1000000", "km²": "1000000", "ha": "10000", "hecta": "10000", "héc ta": "10000",
             "m2": "1", "m²": "1", "mét vuông": "1", "ki lô mét vuông": "1000000",
             "ki-lô-mét vuông": "1000000", "kilomet vuông": "1000000", "sào": "360",
             "km vuông": "1000000"},
    "volume": {"m3": "1000", "m³": "1000", "mét khối": "1000", "lít": "1", "ml": "1/1000"},
    "mass": {"kg": "1", "ký": "1", "kí": "1", "kilogam": "1", "kilogram": "1", "cân": "1",
    "g": "1/1000",
             "gam": "1/1000", "gram": "1/1000", "mg": "1/1000000", "tấn": "1000", "tạ": "100",
             "yến": "10", "lượng": "375/10000", "cây vàng": "375/10000"},
    "time": {"giây": "1", "phút": "60", "giờ": "3600", "tiếng": "3600", "giờ đồng hồ": "3600",
             "tiếng đồng hồ": "3600", "ngày": "86400", "hôm": "86400", "tuần": "604800",
             "tháng": "2629800", "năm": "31557600", "thập kỷ": "315576000",
             "thập niên": "315576000",
             "thế kỷ": "3155760000"},
    "age": {"tuổi": "12", "tháng tuổi": "1"},
    "percent": {"%": "1", "phần trăm": "1"},
    "score": {"điểm": "1"},
    "points": {"điểm phần trăm": "1", "điểm %": "1"},
    "đồng": {"đồng": "1", "vnd": "1", "vnđ": "1", "đ": "1"},
    "usd": {"usd": "1", "đô la": "1", "đô la mỹ": "1", "đô": "1", "đôla": "1", "đôla mỹ": "1",
            "mỹ kim": "1", "$": "1", "us$": "1"},
    "euro": {"euro": "1", "eur": "1", "€": "1"},
    "bảng": {"bảng": "1", "bảng anh": "1", "gbp": "1", "£": "1"},
    "yên": {"yên": "1", "yen": "1", "jpy": "1"},
    "won": {"won": "1"},
    "tệ": {"nhân dân tệ": "1", "tệ": "1", "cny": "1"},
    "rúp": {"rúp": "1", "rub": "1", "rouble": "1"},
    "baht": {"baht": "1", "bạt": "1"},
    "rupee": {"rupee": "1"},
    "aud": {"aud": "1", "đô la úc": "1", "đô la australia": "1"},
    "sgd": {"sgd": "1", "đô la singapore": "1"},
    "celsius": {"độ c": "1", "độ": "1", "°c": "1", "oc": "1", "ºc": "1"},
    "fahrenheit": {"độ f": "1", "°f": "1"},
    "power": {"w": "1", "kw": "1000", "mw": "1000000", "gw": "1000000000"},
    "horsepower": {"mã lực": "1"},
    "energy": {"kwh": "1", "mwh": "1000"},
    "data": {"kb": "1", "mb": "1000", "gb": "1000000", "tb": "1000000000"},
    "frequency": {"hz": "1", "khz": "1000", "mhz": "1000000", "ghz": "1000000000"},
    "speed": {"km/h": "1000", "km/giờ": "1000", "m/s": "3600", "m/giây": "3600", "mbps": "0"},
    "people": {"người": "1", "bệnh nhân": "1", "nạn nhân": "1", "học sinh": "1", "sinh viên": "1"},
    "households": {"hộ": "1", "hộ dân": "1", "gia đình": "1", "hộ gia đình": "1"},
    "animals": {"con": "1"},
    "goals": {"bàn": "1", "bàn thắng": "1"},
    "matches": {"trận": "1", "trận đấu": "1"},
    "provinces": {"tỉnh": "1"},
    "countries": {"nước": "1", "quốc gia": "1"},
}  # fmt: skip
UNITS: dict[str, tuple[str, Fraction]] = {
    name: (measure, Fraction(factor))
    for measure, names in _TABLE.items()
    for name, factor in names.items()
}
MONEY = frozenset({"đồng", "usd", "euro", "bảng", "yên", "won", "tệ"})
COUNTS = frozenset(
    {"people", "households", "animals", "goals", "matches", "provinces", "countries"}
)
"""Measures that count things: another noun for the same things is no other unit."""


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"\s*(" + "|".join(re.escape(u) for u in longest) + r")(?!\w)")


_UNIT = _pattern(UNITS)
_NO_UNIT = re.compile(
    r"\s*(?:đồng (?:sở hữu|chủ|đội|nghiệp|bào|hương|minh|tác giả|phạm|loạt|tổ chức|sáng lập)|"
    r"điểm (?:đến|nóng|bỏ phiếu|bầu cử|dừng|bán|thi|trường|du lịch|tham quan|cầu|giao dịch|sạt|"
    r"ngập|tiếp nhận|kiểm tra|chốt|cách ly|đỗ|nhấn|mới|yếu|mạnh|chung|tập kết|phát|tiêm|đen)|"
    r"tiếng (?:nói|nổ|súng|anh|việt|pháp|trung|nga|nhật|hàn)|bàn (?:ăn|tiệc|thờ|ghế|tay|cờ))(?!\w)"
)
"""Words that begin like a unit: "16 đồng sở hữu", "91% điểm bỏ phiếu"."""
_BEFORE = re.compile(r"(us\$|\$|€|£|usd|eur|vnd)\s*$")
_RATE = re.compile(
    r"(?:\s*/\s*|\s+mỗi\s+|\s+một\s+)(ounce|gram|gam|thùng|cổ phiếu|kg|m2|m²|m3|m|km|ha|tháng|"
    r"ngày|năm|giờ|h|người|lượng|chỉ|tấn|lít|tuần|lần|con|cây|suất)(?!\w)"
)

_COUNTED_BY = re.compile(r" [^\W\d_]+ ?/ ?(ngày|tuần|tháng|quý|năm|giờ|phút|người|hộ)(?!\w)")


_SPEED = re.compile(
    r"\s*(?:(km|kilomet|ki-lô-mét|ki lô mét|cây số)(?:\s*/\s*|\s+(?:mỗi|một|trên)\s+)(?:giờ|h)|"
    r"(m|mét)(?:\s*/\s*|\s+(?:mỗi|một|trên)\s+)(?:giây|s))(?!\w)"
)
"""Speeds however they are written: "57 km mỗi giờ", "57 km / giờ"."""


def unit_after(lower: str, end: int) -> tuple[str, int]:
    """The unit written after a figure and where it ends; ``""`` where there is none.

    Args:
        lower: The text in lower case.
        end: Where the figure ends.
    """
    if speed := _SPEED.match(lower, end):
        return ("km/h" if speed[1] else "m/s"), speed.end()
    match = None if _NO_UNIT.match(lower, end) else _UNIT.match(lower, end)
    return (match[1], match.end()) if match else ("", end)


def unit_before(lower: str, start: int) -> str:
    """The currency sign that stands before a figure, or ``""``."""
    match = _BEFORE.search(lower[max(0, start - 4) : start])
    return match[1] if match else ""


_RATE_BEFORE = re.compile(
    r"(?<!\w)(?:mỗi|hàng) (ngày|tuần|tháng|quý|năm|giờ)(?: \w+){0,2} (?:từ |khoảng |hơn |gần )?"
    r"(?:\d[\d.,]* ?(?:-|đến|tới) ?)?$"
)


def rate_at(lower: str, start: int, end: int, unit: str) -> str:
    """What a figure is counted by, or ``""``: "đồng/kg", "liều/năm", "mỗi tháng 5 triệu đồng".

    Args:
        lower: The text in lower case.
        start: Where the figure begins.
        end: Where its unit ends.
        unit: The unit; empty for a thing that is only counted.
    """
    match = _RATE.match(lower, end) if unit else _COUNTED_BY.match(lower, end)
    if match is None and measure(unit) in MONEY:
        match = _RATE_BEFORE.search(lower[max(0, start - 50) : start])
    return match[1] if match else ""


def measure(unit: str) -> str:
    """What a unit measures; ``""`` for none."""
    return UNITS[unit][0] if unit in UNITS else ""


def factor(unit: str) -> Fraction:
    """How many of the base unit one is."""
    return UNITS[unit][1] if unit in UNITS else Fraction(1)
