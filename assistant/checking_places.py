"""What sort of thing a name names, by the words before it in an article."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from corpus.article import Article
from index.analysis import normalise

Sort = Literal["person", "place", "body", ""]
_BEFORE: dict[Sort, str] = {
    "person": "ông|bà|anh|chị|cô|cậu|em|chú|bác|cụ|hlv|sĩ|tướng|thống|trưởng|tịch|sao|thủ|viên|"
    "đạo|vệ|"
    "sư|hậu|vương|mẫu|đốc|bé|tên|nghi phạm|bầu|tỷ phú|thầy|danh ca|diva|chàng|nàng|vợ|chồng",
    "place": "ở|tại|tỉnh|huyện|xã|phường|quận|thị trấn|thị xã|thành phố|tp|nước|bang|vùng|đảo|"
    "sông|biển|"
    "núi|đường|phố|cầu|chùa|làng|thôn|thủ đô|từ|đến|tới|sang|về|sân bay|cảng|hồ|khu vực|miền|đất",
    "body": "công ty|hãng|tập đoàn|clb|đội|câu lạc bộ|ngân hàng|trường|đại học|báo|tờ|đài|kênh|"
    "bộ|cục|sở|"
    "tổ chức|viện|thương hiệu|mạng xã hội|ứng dụng|phim|cuốn|bài|giải|xe|điện thoại|mẫu|tàu",
}


def sort_of(keys: Sequence[str], articles: Sequence[Article]) -> Sort:
    """What sort of thing a name is, by the words before it in the articles; empty where unsure."""
    name = " ".join(keys[:2] if len(keys) > 3 else keys)
    return max(
        (_sort_in(name, a.text) for a in articles), key=lambda found: found[1], default=("", 0)
    )[0]


@lru_cache(maxsize=256)
def _sort_in(name: str, text: str) -> tuple[Sort, int]:
    plain = normalise(text)
    counts: dict[Sort, int] = {
        sort: len(re.findall(rf"(?<!\w)(?:{words}) {re.escape(name)}(?!\w)", plain))
        for sort, words in _BEFORE.items()
    }
    best = max(counts, key=lambda sort: counts[sort])
    total = sum(counts.values())
    return (best, counts[best]) if total and counts[best] * 2 > total else ("", 0)
