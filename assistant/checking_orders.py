"""Places in a row, shares and rough numbers in words ("thứ hai", "toàn bộ", "hàng nghìn", 5K)."""

import re
from collections.abc import Iterator

from assistant.answer import Difference
from assistant.checking_days import dates_in
from assistant.checking_words import Pair, Said

_RANK = {"nhất": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7,
         "tám": 8, "chín": 9, "mười": 10}  # fmt: skip
_ORDINAL = re.compile(
    r"(?<!\w)(?:(đầu tiên|lần đầu|thứ nhất|số một)|(?:thứ|hạng|lần) "
    r"(hai|nhì|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,2}))(?!\w| [\d.,]+| tuần| lăm| mươi)"
)
_ROUGH = re.compile(r"(?<!\w)hàng (chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)((?: \w+){1,3})")
_SHARES = (
    ("toàn bộ", "tất cả", "cả thảy", "hết thảy"),
    ("một nửa", "nửa"),
    ("phần lớn", "đa số", "hầu hết", "phần đông", "đại đa số"),
    ("một phần", "một số", "vài", "thiểu số", "số ít"),
)
_SHARE = {word: at for at, words in enumerate(_SHARES) for word in words}
_SHARED = re.compile(rf"(?<!\w)({'|'.join(sorted(_SHARE, key=len, reverse=True))}) (\w+)")
_PART_OF = re.compile(r"(?<![\w.,])(\d+) (?:trong số|trong tổng số|trong) (\d+)(?![\d.,])")
_ALL_OF = re.compile(r"(?<!\w)(?:cả|tất cả|toàn bộ) (\d+)(?![\d.,])")
_CODE = re.compile(r"(?<![\w.,])(?:(\d{1,4})([A-Z]{1,2})|([A-Z]{1,2})(\d{1,4}))(?![\w]|[.,]\d)")


def order_differences(pair: Pair) -> list[Difference]:
    """Ranks, shares and codes of the claim where its source has others."""
    found = [*_ordinals(pair), *_rough(pair), *_shares(pair), *_all_of(pair), *_codes(pair)]
    found += _multiples(pair)
    found += _scores(pair) if _PLAYED.search(pair.claim.lower) else []
    return [Difference(claim=c, source=s, kind="figure") for c, s in found]


def _ranks(said: Said) -> list[tuple[int, str]]:
    """The ranks of a text with their words; weekdays and dates are none."""
    taken = [(d.start, d.end) for d in dates_in(said)]
    found = []
    for match in _ORDINAL.finditer(said.lower):
        if any(s < match.end() and match.start() < e for s, e in taken):
            continue
        word = match[2] or ""
        value = 1 if match[1] else int(word) if word.isdigit() else _RANK[word]
        found.append((value, said.text[match.start() : match.end()]))
    return found


def _ordinals(pair: Pair) -> Iterator[tuple[str, str]]:
    theirs = _ranks(pair.source)
    values = {value for value, _ in theirs}
    ours = _ranks(pair.claim)
    for value, text in [] if values & {v for v, _ in ours} else ours:
        if theirs and value not in values and not text[-1].isdigit():
            yield text, theirs[0][1]


def _rough(pair: Pair) -> Iterator[tuple[str, str]]:
    """The claim has "Hàng nghìn" where the source has "hàng trăm" of the same."""
    theirs = [
        (m[1].replace("ngàn", "nghìn"), m[2], m[0]) for m in _ROUGH.finditer(pair.source.lower)
    ]
    for match in _ROUGH.finditer(pair.claim.lower):
        own = match[1].replace("ngàn", "nghìn")
        rivals = [t for t in theirs if set(t[1].split()) & set(match[2].split())]
        if rivals and all(own != t[0] for t in rivals):
            end = match.start() + len("hàng ") + len(match[1])
            yield pair.claim.text[match.start() : end], " ".join(rivals[0][2].split()[:2])


def _shares(pair: Pair) -> Iterator[tuple[str, str]]:
    """The claim has "Toàn bộ cổ phần" where the source has "một nửa cổ phần"."""
    theirs = [(m[1], m[2]) for m in _SHARED.finditer(pair.source.lower)]
    kinds = {_SHARE[word] for word, _ in theirs}
    for match in _SHARED.finditer(pair.claim.lower):
        if _SHARE[match[1]] in kinds:
            continue
        for word, noun in theirs:
            if noun == match[2]:
                yield pair.claim.text[match.start() : match.end()], f"{word} {noun}"
                break


def _scores(pair: Pair) -> Iterator[tuple[str, str]]:
    """Results of matches that the source gives otherwise, whoever is named first."""
    theirs = [({m[1], m[2]}, m[0]) for m in _SCORE.finditer(pair.source.lower)]
    for match in _SCORE.finditer(pair.claim.lower):
        if theirs and all({match[1], match[2]} != numbers for numbers, _ in theirs):
            yield match[0], theirs[0][1]


_SCORE = re.compile(
    r"(?<![\w.,/-])(?<!từ )(?<!ngày )(\d{1,2}) ?[-–] ?(\d{1,2})(?![\w.,/-]*\d| ?(?:%|tuổi|triệu|tỷ|"
    r"nghìn|"
    r"ngày|giờ|người|km|kg|con|năm|tháng|lần|phút)|/)"
)


_MULTIPLE = re.compile(
    r"(?<!\w)gấp (?:hơn |gần |khoảng |tới |đến )?"
    r"(rưỡi|đôi|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d+(?:[.,]\d+)?)(?!\w)"
)
_TIMES = {"rưỡi": "1,5", "đôi": "2", **{word: str(value) for word, value in _RANK.items()}}


def _multiples(pair: Pair) -> Iterator[tuple[str, str]]:
    """The claim has "gấp đôi" where the source has "gấp ba"."""
    theirs = {_TIMES.get(m[1], m[1]): m[0] for m in _MULTIPLE.finditer(pair.source.lower)}
    ours = {_TIMES.get(m[1], m[1]): m for m in _MULTIPLE.finditer(pair.claim.lower)}
    for match in [] if set(ours) & set(theirs) else ours.values():
        if theirs:
            yield pair.claim.text[match.start() : match.end()], next(iter(theirs.values()))


def _all_of(pair: Pair) -> Iterator[tuple[str, str]]:
    """The claim has "Cả 4" where the source has "3 trong số 4"."""
    parts = {m[2]: m[0] for m in _PART_OF.finditer(pair.source.lower) if int(m[1]) < int(m[2])}
    for match in _ALL_OF.finditer(pair.claim.lower):
        if match[1] in parts:
            yield pair.claim.text[match.start() : match.end()], parts[match[1]]


_PLAYED = re.compile(
    r"(?<!\w)(?:thắng|thua|hòa|tỷ số|tỉ số|vượt qua|đánh bại|hạ|cầm hòa|trận)(?!\w)"
)
_DOTTED = re.compile(r"(?<!\w)[A-Z](?:\.\d+)+(?!\w)")


def _codes(pair: Pair) -> Iterator[tuple[str, str]]:
    """Codes with the same letters and other digits: 3K for 5K, B.1.617 for B.1.1.7."""
    dotted = _DOTTED.findall(pair.source.text)
    for code in _DOTTED.findall(pair.claim.text):
        if dotted and code not in dotted:
            yield code, dotted[0]
    theirs = [(m[2] or m[3], m[1] or m[4], m[0]) for m in _CODE.finditer(pair.source.text)]
    for match in _CODE.finditer(pair.claim.text):
        letters, digits = match[2] or match[3], match[1] or match[4]
        alike = [t for t in theirs if t[0] == letters]
        if alike and all(t[1] != digits for t in alike) and letters not in ("GB", "MB", "TB", "KM"):
            yield match[0], alike[0][2]
