"""Countries as Vietnamese news names them: CLDR's names (babel) and what is said for short."""

import re
from functools import lru_cache
from typing import Final

_SHORT: Final = (
    "Mỹ", "Nhật", "Hàn", "Úc", "Ý", "Ukraine", "UAE", "Czech", "Tiệp Khắc", "Thụy Sỹ", "Saudi",
    "Saudi Arabia", "Ả Rập Saudi", "Ả Rập Xê Út", "Ả rập Xê út", "Hong Kong", "Hồng Kông", "Macau",
    "Macao", "Bờ Biển Ngà", "Myanmar", "Miến Điện", "Scotland", "Wales", "Xứ Wales", "Morocco",
    "Maroc", "Li Băng", "Liban", "Lebanon", "Palestine", "Đông Timor", "Liên Xô", "Đông Đức",
    "Tây Đức", "Nam Tư", "Cyprus", "Vatican", "Lithuania", "Bosnia", "Congo", "Nam Triều Tiên",
    "Bắc Hàn", "Thổ Nhĩ Kì", "Hy Lạp", "Hungari", "Rumani", "Bồ Đào Nha", "Hà Lan", "Bulgari",
    "Australia", "Ireland", "Bắc Ireland", "Mông Cổ", "Kyrgyzstan", "Cộng hòa Séc", "Anh quốc",
    "Singapore", "Hoa Kỳ",
)  # fmt: skip
_ASIDE: Final = re.compile(r" \(.*\)$")
_TERRITORY: Final = re.compile(
    r"thuộc|^(?:Đảo|Quần đảo|Khu vực|Vùng|Lãnh thổ|Các tiểu|Đặc khu|Pseudo)"
)
_ALSO_WORDS: Final = frozenset({"Ý", "Áo", "Anh", "Nga", "Hàn", "Đức", "Bỉ", "Úc"})
"""Countries that begin a sentence as other words or are part of a person's name."""
_WITHIN: Final = r"(?:(?<=[\w,;:] )|(?<=\())"
_LOWER_NEXT: Final = r"(?! [^\W\d_a-zà-ỹ])"


@lru_cache(maxsize=1)
def lands() -> re.Pattern[str]:
    """What names a country in a sentence; capitals count, or "ý" and "áo" would be some."""
    from babel import Locale

    official = (_ASIDE.sub("", n) for code, n in Locale("vi").territories.items() if len(code) == 2)
    known = {*_SHORT, *(name for name in official if not _TERRITORY.search(name))}
    longest = sorted(map(re.escape, known - _ALSO_WORDS), key=len, reverse=True)
    short = rf"{_WITHIN}(?:{'|'.join(sorted(_ALSO_WORDS))}){_LOWER_NEXT}"
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)}|{short})(?!\w)")
