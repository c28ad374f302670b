"""Words that exclude one another in the same place ("miền Bắc", "miền Nam"; "sáng", "chiều")."""

import re
from collections.abc import Iterator

from assistant.answer import Difference, Kind
from assistant.checking_words import Pair, Said

_SETS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("name", ("miền bắc", "miền nam", "miền trung", "miền tây")),
    ("name", ("phía bắc", "phía nam", "phía đông", "phía tây")),
    ("name", ("hướng bắc", "hướng nam", "hướng đông", "hướng tây")),
    ("name", ("bắc bán cầu", "nam bán cầu")),
    ("date", ("mỗi sáng", "mỗi trưa", "mỗi chiều", "mỗi tối")),
    ("unit", ("vài giây", "vài phút", "vài giờ", "vài ngày", "vài tuần", "vài tháng", "vài năm")),
    ("unit", ("nhiều giờ", "nhiều ngày", "nhiều tuần", "nhiều tháng", "nhiều năm")),
    ("name", ("con gái", "cháu gái")),
    ("name", ("con trai", "cháu trai")),
    ("name", ("châu âu", "châu á", "châu phi", "châu mỹ", "châu đại dương")),
    ("date", ("đầu năm", "giữa năm", "cuối năm")),
    ("date", ("đầu tháng", "giữa tháng", "cuối tháng")),
    ("date", ("năm ngoái", "năm nay", "năm sau", "năm tới")),
    ("date", ("xuân hè", "thu đông")),
    ("figure", ("huy chương vàng", "huy chương bạc", "huy chương đồng")),
    ("name", ("đàn ông", "phụ nữ")),
    ("name", ("lượt đi", "lượt về")),
    ("figure", ("hiệp một", "hiệp hai")),
    ("date", ("đầu tuần", "giữa tuần", "cuối tuần")),
    ("date", ("đầu mùa", "giữa mùa", "cuối mùa")),
    ("date", ("đầu thế kỷ", "giữa thế kỷ", "cuối thế kỷ")),
    ("date", ("thượng tuần", "trung tuần", "hạ tuần")),
    ("date", ("nửa đầu", "nửa cuối")),
    ("date", ("ban ngày", "ban đêm")),
    ("date", ("sáng sớm", "đêm khuya")),
    ("name", ("thành thị", "nông thôn")),
    ("name", ("đô thị", "nông thôn")),
    ("name", ("trực tuyến", "trực tiếp")),
    ("name", ("công lập", "tư thục")),
    ("name", ("tiểu học", "trung học cơ sở", "trung học phổ thông")),
    ("name", ("cử nhân", "thạc sĩ", "tiến sĩ")),
    ("name", ("dương lịch", "âm lịch")),
    ("figure", ("bán kết", "tứ kết", "vòng bảng")),
    ("name", ("đường bộ", "đường sắt", "đường thủy", "đường hàng không")),
    ("name", ("phương tây", "phương đông")),
    ("name", ("bên trái", "bên phải")),
    ("name", ("nhập khẩu", "xuất khẩu")),
    ("name", ("lục quân", "hải quân", "không quân")),
    ("name", ("anh rể", "em rể")),
    ("name", ("cha", "mẹ")),
    ("name", ("vợ", "chồng")),
    ("name", ("trong nước", "nước ngoài")),
    ("name", ("con trai", "con gái")),
    ("name", ("chị gái", "em gái", "anh trai", "em trai")),
)  # fmt: skip
_PART_OF_DAY = re.compile(
    r"(?<!\w)(?:rạng )?(sáng|trưa|chiều|tối|đêm)(?: sớm| muộn)?"
    r"(?= (?:nay|qua|ngày|mai|\d{1,2}[/-]))"
)


def contrast_differences(pair: Pair) -> list[Difference]:
    """Words of the claim for which the source has another of their set, and not them."""
    return [*_of_sets(pair), *_parts_of_day(pair), *_numbered(pair)]


_NUMBERED = re.compile(
    r"(?<!\w)(quý|thế kỷ|thế kỉ|khóa|khoá|vòng|chương)(?: thứ)? "
    r"(x{0,3}(?:ix|iv|v?i{1,3}|v|x)|x{1,3}|\d{1,2}|một|hai|"
    r"ba|tư|bốn)(?!\w)"
)
_FIRST_QUARTER = re.compile(
    r"(?<!\w)(?:quý (?:đầu|i|1|một)|(?:3|ba) tháng đầu(?: tiên)?(?: của)?(?= năm))(?!\w)"
)
"""The first quarter of a year, however it is written."""


def first_quarter(pair: Pair, at: int) -> bool:
    """Whether "3 tháng" at a place of the claim only says "quý I" in other words."""
    mine = _FIRST_QUARTER.match(pair.claim.lower, at)
    return mine is not None and bool(_FIRST_QUARTER.search(pair.source.lower))


_VALUES = {"một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}


def _numbered(pair: Pair) -> Iterator[Difference]:
    """Quarters, centuries and terms of which the source names others only."""
    ours, theirs = (
        {(m[1][:2], _value(m[2])): m for m in _NUMBERED.finditer(s.lower)}
        | {("qu", _value("1")): m for m in _FIRST_QUARTER.finditer(s.lower)}
        for s in (pair.claim, pair.source)
    )
    for key, match in ours.items():
        others = [m for (kind, _), m in theirs.items() if kind == key[0]]
        if key not in theirs and not others and key[0] == "th":
            others = _of_no_year(key[1], pair.source)
        if others and key not in theirs:
            yield Difference(
                claim=pair.claim.text[match.start() : match.end()],
                source=pair.source.text[others[0].start() : others[0].end()],
                kind="date" if key[0] in ("qu", "th") else "figure",
            )


def _of_no_year(century: int, source: Said) -> list[re.Match[str]]:
    """The years of a source, where it has some and none lies in the century."""
    years = list(re.finditer(r"(?<![\d.,])(?:1\d|20)\d\d(?![\d.,]*\d)", source.lower))
    inside = any(century in ((int(y[0]) - 1) // 100 + 1, int(y[0]) // 100 + 1) for y in years)
    return [] if inside else years


def _value(written: str) -> int:
    """The number that digits, a word or Roman letters write."""
    if written.isdigit():
        return int(written)
    if written in _VALUES:
        return _VALUES[written]
    each = [{"i": 1, "v": 5, "x": 10}[c] for c in written]
    return sum(-a if a < b else a for a, b in zip(each, [*each[1:], 0], strict=True))


_SIDE = re.compile("^hướng(?= )")


def _of_sets(pair: Pair) -> Iterator[Difference]:
    for kind, words in _SETS:
        ours = [w for w in words if _has(pair.claim, w)]
        theirs = [
            w for w in words if _has(pair.source, w) or _has(pair.source, _SIDE.sub("phía", w))
        ]
        if len(ours) == 1 and theirs and ours[0] not in theirs:
            at = re.search(rf"(?<!\w){ours[0]}(?!\w)", pair.claim.lower)
            text = pair.claim.text[at.start() : at.end()] if at else ours[0]
            yield Difference(claim=text, source=theirs[0], kind=kind)


def _has(said: Said, phrase: str) -> bool:
    return phrase in said.lower and bool(re.search(rf"(?<!\w){phrase}(?!\w)", said.lower))


def _parts_of_day(pair: Pair) -> Iterator[Difference]:
    """The claim has "Sáng 24/4" where the source has "chiều 24/4" and no other part of a day."""
    ours, theirs = (_PART_OF_DAY.findall(s.lower) for s in (pair.claim, pair.source))
    near = {"tối": {"đêm", "chiều"}, "đêm": {"tối"}, "chiều": {"tối"}}
    if len(set(ours)) == 1 and len(set(theirs)) == 1 and ours[0] != theirs[0]:
        if theirs[0] in near.get(ours[0], ()) and ours[0] != "chiều" and theirs[0] != "chiều":
            return
        if "chiều tối" in pair.source.lower or "chiều tối" in pair.claim.lower:
            return
        yield Difference(claim=ours[0], source=theirs[0], kind="date")
