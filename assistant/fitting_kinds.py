"""Whether marked words can be an answer of the kind asked for; a word list and forms, no more."""

import re
from itertools import pairwise
from typing import Final

from assistant.checking_amounts import amounts
from assistant.checking_days import dates_in
from assistant.checking_name_runs import names
from assistant.checking_words import Said
from assistant.question_kind import Asked
from index.analysis import fold

_TIME: Final = re.compile(
    r"\d|(?<!\w)(?:giờ|ngày|tháng|năm|thứ|hôm|sáng|trưa|chiều|tối|đêm|tuần|thế kỷ|mùa|khi|sau|"
    r"trước|đầu|cuối|giữa|quý|tết|hè|xuân|thu|đông|rằm|mùng|mồng|kỳ|dịp|lúc|thập niên|nay|qua|mai|"
    r"chủ nhật|giai đoạn|thời|bây giờ|hiện tại|ngay|chưa|sắp|từ|lần)(?!\w)",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(
    r"\d|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|nửa|"
    r"vài|đôi|gấp|nhiều|ít|không|chưa|hàng|duy nhất|toàn bộ|tất cả|cả|mọi|mấy|đầu tiên|thứ|tư|lăm|"
    r"nhất|nhì|miễn phí|[ivxlc]+)(?!\w)",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(r"^[^%]*?\d\s*(?:%|phần trăm|điểm phần trăm)\s*$", re.IGNORECASE)
_OF_SHARES: Final = frozenset({"", "percent"})
_LABEL: Final = re.compile(
    r"(?P<of>[^\W\d_][\w.-]*(?: [^\W\d_][\w.-]*)?)(?: năm)? (?P<label>(?:19|20)\d\d|\d{1,3}|[IVX]+)"
    r"(?![\w/%]|[.,]\d| (?:tháng|triệu|tỷ|nghìn|người|ngày|giờ|km|m|kg|bàn|điểm|lần|đồng))"
)
_WHICH_PLACE: Final = re.compile(r"(?<!\w)(?:xep|dung|hang|ve) (?:thu |hang )?may(?!\w)")
_RANK: Final = re.compile(
    r"(?<!\w)(?:thứ|hạng|nhất|nhì|ba|đầu|cuối|chót|bét|top|số|quán quân|á quân|vô địch|vị trí|"
    r"[1-9]\d?)(?!\w)(?! (?:huy chương|người|điểm|bàn|kg|km|m|tuổi))",
    re.IGNORECASE,
)


WORDS_OF_ASKING: Final = re.compile(
    r"(?<!\w)(?:bao (?:nhieu|lau|gio|xa)|may|nao|ai|gi|sao|dau)(?!\w)", re.IGNORECASE
)
_HOW_MUCH: Final = re.compile(
    r"(?<!\w)(?:co nao|toi dau|den dau|muc nao|ty le|ti le|phan tram)(?!\w)"
)


def misfits(question: str, asked: Asked, marked: str) -> bool:
    """Whether marked words cannot answer: no date for "khi nào", a bare figure for "vì sao".

    Args:
        question: With more than one question word its kind is in doubt, and nothing misfits.
        asked: The kind asked for.
        marked: The short answer.
    """
    bare = fold(question.lower())
    if len({m[0] for m in WORDS_OF_ASKING.finditer(bare)}) > 1 or _HOW_MUCH.search(bare):
        return False
    if asked.kind == "date":
        return not _TIME.search(marked)
    if asked.kind == "number":
        if _WHICH_PLACE.search(bare) and not _RANK.search(marked):
            return True
        share = bool(_SHARE.match(marked)) and asked.measure not in _OF_SHARES
        return share or not _COUNT.search(marked)
    if asked.kind in ("why", "how"):
        return _bare(marked)
    if asked.kind == "person" and len(marked.split()) > _LONGEST and marked == marked.lower():
        return True
    if asked.kind in ("person", "place"):
        return not re.search(r"[^\W\d_]{2}", marked)
    return False


def other_measure(question: str, sentence: str, start: int) -> bool:
    """Whether people are counted where a question asks for money or an action."""
    asked = question.lower()
    if _ACTION.search(asked):
        return bool(re.match(r"[\d.,]+\s*(?:%|phần trăm)", sentence[start:]))
    people = re.match(
        r"(?:hơn |gần |khoảng )?[\d.,]+ (?:người|nạn nhân|ca)(?!\w)", sentence[start:]
    )
    return bool(people and _MONEY.search(asked) and not _PEOPLE.search(asked))


def other_thing(question: str, asked: Asked, sentence: str, start: int, end: int) -> bool:
    """Whether a price stands where a day is asked for, or children where people are."""
    if asked.kind == "date":
        figure = re.fullmatch(r"\d[\d.,\s–-]*", sentence[start:end])
        return bool(figure and _COUNTED.match(sentence, end))
    kin = _KIN.match(sentence, start)
    if kin is None or not re.search(r"(?<!\w)(?:bao nhiêu|mấy) người(?!\w)", question.lower()):
        return False
    return kin[1] not in question.lower()


_COUNTED: Final = re.compile(
    r"\s*(?:%|(?:triệu|tỷ|tỉ|nghìn|ngàn|đồng|usd|đô|euro|người|km|mét|kg|tấn|chiếc|con|điểm|bàn)(?!\w))",
    re.IGNORECASE,
)
_KIN: Final = re.compile(r"[\d.,]+ (người (?:con|cháu|vợ|chồng|anh|em|chị|bạn))(?!\w)")
_ACTION: Final = re.compile(r"(?<!\w)(?:phải|cần|nên|đang|sẽ|đã) làm gì(?!\w)")
_MONEY: Final = re.compile(
    r"(?<!\w)(?:thiệt hại kinh tế|tổn thất kinh tế|chi phí|vốn|doanh thu|lợi nhuận|kinh phí|"
    r"học phí|tiền|giá|lương|ngân sách)(?!\w)"
)
_PEOPLE: Final = re.compile(r"(?<!\w)(?:người|ca|nạn nhân)(?!\w)")


def _bare(marked: str) -> bool:
    """Whether words are only a date, an amount or a name."""
    said = Said(marked)
    spans = [(d.start, d.end) for d in dates_in(said)]
    spans += [(a.start, a.end) for a in amounts(said, spans)]
    spans += [(n.start, n.end) for n in names(said)]
    left = [
        w for w in said.words
        if not w.capital and not any(s < w.end and w.start < e for s, e in spans)
    ]  # fmt: skip
    return all(w.key in _AROUND for w in left)


_LONGEST = 4
"""Words without a name among them that may still be somebody ("hai vợ chồng anh ấy")."""
_AROUND: Final = frozenset(
    "vào khoảng hơn gần trên dưới ngày năm tháng tỉnh thành phố huyện ở tại đến từ giờ người đồng "
    "lúc và hồi công ty hãng tập đoàn của cho làng xã phường quận bản thôn khu".split()
)


def other_edition(question: str, sentence: str) -> bool:
    """Whether a sentence tells of another year or number of the very thing asked about.

    "Nobel Văn học năm 2023" is not "Nobel Văn học 2024", "khóa XV" not "khóa XIV".
    """
    ours, theirs = _labels(question), _labels(sentence)
    wanted = {label for labels in ours.values() for label in labels}
    if any(label in wanted for labels in theirs.values() for label in labels):
        return False
    return any(of in theirs and len(labels) == 1 for of, labels in ours.items())


def other_year(question: str, sentence: str) -> bool:
    """Whether a question names a year and a sentence names others only."""
    ours, theirs = years(question), years(sentence)
    return bool(ours and theirs) and not ours & theirs


def years(text: str) -> set[str]:
    """The years a text names, 1900 to 2099; no part of a longer figure."""
    return set(_YEAR.findall(text))


_CODE: Final = re.compile(r"(?<!\w)([A-Z]{2,})-?(\d{1,3})(?!\w)")
"""Letters and a number in one: "COP26"."""
_NUMBERED: Final = ("khóa", "kỳ", "lần thứ", "quốc hội khóa")
_YEAR: Final = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")


_ROMAN: Final = {"I": 1, "V": 5, "X": 10}
_SCORE: Final = re.compile(r"\d ?[-–:] ?\d")


def other_number(question: str, text: str) -> bool:
    """Whether a text numbers the very thing a question numbers, and never so.

    "SEA Games 32" alone where "SEA Games 29" is asked about; years are left to ``years``, and
    "khóa XIV" is "khóa 14".
    """
    if _SCORE.search(question):
        return False
    ours, theirs = _labels(question), _labels(text)
    for of, labels in ours.items():
        numbered = {_number(label) for label in theirs.get(of, ())}
        wanted = {_number(label) for label in labels if len(label) < 4 or not label.isdigit()}
        if wanted and numbered and not wanted & numbered:
            return True
    return False


def _number(label: str) -> int:
    """The value of a label, in figures or Roman."""
    if label.isdigit():
        return int(label)
    values = [_ROMAN.get(c, 0) for c in label] + [0]
    return sum(a if a >= b else -a for a, b in pairwise(values))


def _labels(text: str) -> dict[str, set[str]]:
    """Numbered things of a text by their last two words: "world cup" -> {"2022"}."""
    found: dict[str, set[str]] = {}
    for match in _LABEL.finditer(" ".join(text.split())):
        of = match["of"].removesuffix(" năm")
        if any(c.isupper() for c in of) or of in _NUMBERED or of.endswith(" số"):
            found.setdefault(of.lower(), set()).add(match["label"])
    for code, label in _CODE.findall(text):
        found.setdefault(code, set()).add(label)
    return found
