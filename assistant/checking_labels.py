"""Numbers that only label a thing ("tầng 7", "Điều 229"): the source's own label tells them apart.

Knows a claim and its source; dates, ranks and codes are judged elsewhere.
"""

import re
from collections.abc import Iterator

from assistant.answer import Difference
from assistant.checking_words import Pair, Said

_LABELS = (
    "tầng|lớp|khối|điều|khoản|vòng|top|hạng|bảng|tập|chương|phương án|giai đoạn|nhóm|cấp|kỳ|phiên|"
    "mùa|lượt|đợt|ca|tổ|khu|phòng|số nhà|nhà số|ngõ|ngách|hẻm|km|cột|đội|làn|mức độ|cấp độ|"
    "nghị định|thông tư|chỉ thị|công văn|quốc lộ|tỉnh lộ|phút thứ|phút|bão số|tuyến số|cơ sở|"
    "dự án số|trang|set|ván|game|gói|thế hệ|phiên bản|bài|tiết|ô|lô|bến|cổng|nhà ga|ga|liều thứ|"
    "mũi thứ|mũi|lần thứ|người thứ|ngày thứ|đứng thứ|xếp thứ|vị trí thứ|con thứ"
)
_WORDS = {"một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
          "chín": 9, "mười": 10}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_WORDS)})"
_LABELLED = re.compile(
    rf"(?<!\w)({_LABELS}) (?:số |thứ )?({_NUMBER}(?:(?:\s*[,&-]\s*| và | hoặc | đến )"
    rf"(?:{_LABELS})?\s*{_NUMBER})*)(?![\w%]|[.,/:]\d| (?:mươi|trăm|nghìn|triệu|tỷ|năm|tháng|ngày|"
    r"giờ|phút|người|km|m|kg|tuổi|lần|con|đồng|usd)(?!\w))"
)
_ONE = re.compile(rf"(?<!\w){_NUMBER}(?!\w)")


_ADDRESS = re.compile(
    r"(?<!\w)(phường|quận|tổ|khu phố|ấp|tầng|phòng|lớp|quốc lộ|tỉnh lộ|điều|khoản|chương|ngõ|"
    r"ngách|hẻm|số nhà|nhà số) (?:số )?$"
)


def of_address(pair: Pair, ours: int, theirs: int) -> bool:
    """Whether the source's number, not the claim's, is part of an address or a law: "phường 17"."""
    there, here = (
        _ADDRESS.search(pair.source.lower[:theirs]),
        _ADDRESS.search(pair.claim.lower[:ours]),
    )
    return there is not None and (here is None or here[1] != there[1])


def label_differences(pair: Pair) -> list[Difference]:
    """Labels of the claim of which the source has others and not this one."""
    return list(_others(pair))


def _others(pair: Pair) -> Iterator[Difference]:
    theirs = _labels(pair.source)
    for label, numbers, text in _labels(pair.claim):
        rivals = [t for t in theirs if t[0] == label]
        known = set().union(*(t[1] for t in rivals)) if rivals else set()
        if rivals and numbers and not numbers & known and not _between(numbers, rivals):
            yield Difference(claim=text, source=rivals[0][2], kind="figure")


def _labels(said: Said) -> list[tuple[str, set[int], str]]:
    found = []
    for match in _LABELLED.finditer(said.lower):
        numbers = {_WORDS.get(n) or int(n) for n in _ONE.findall(match[2]) if n != "0"}
        label = match[1].removesuffix(" thứ").removesuffix(" số")
        found.append((label, numbers, said.text[match.start() : match.end()]))
    return found


def _between(numbers: set[int], rivals: list[tuple[str, set[int], str]]) -> bool:
    """Whether numbers lie in a range that the source writes: "lớp 1 đến 5"."""
    return any(
        min(known) <= n <= max(known)
        for n in numbers
        for _, known, text in rivals
        if len(known) > 1 and re.search(r"-|đến", text)
    )
