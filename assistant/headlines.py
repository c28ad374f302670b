"""An answer that stands in a headline, word for word: "Ai **vô địch World Cup 2022**?".

The reader reads sentences of the text and leaves titles out. A question whose words stand in a
title in order, with what is asked for in the place of the question words, is answered by it. Only
a title that opens the text can be quoted.
"""

import re
from collections.abc import Iterable
from typing import Final

from assistant.checking_amounts import amounts
from assistant.checking_days import dates_in
from assistant.checking_name_runs import names
from assistant.checking_words import Said, runs
from assistant.evidence import Evidence, quoted
from corpus.article import Article
from index.analysis import fold

SURE: Final = 0.9
"""Probability given to words of a headline in the place of the question words."""
_WHO: Final = re.compile(
    r"(?:ai|(?:đội(?: tuyển)?|đội bóng|tuyển|nước|quốc gia|người|clb|câu lạc bộ|tỉnh|thành phố|"
    r"địa phương|công ty|hãng|tập đoàn|ngân hàng|trường|tổ chức|ông|bà|cầu thủ|tay vợt|ca sĩ|"
    r"diễn viên|hoa hậu) nào)(?: là (?:người|đội|nước))?"
)
_MANY: Final = re.compile(
    r"(?:bao nhiêu|mấy)(?: (?:phần trăm|%|người|tỷ|triệu|nghìn|đồng|usd|km|m|điểm|tuổi|năm|ngày))*"
)
_TAIL: Final = re.compile(r"(?:\s+(?:vậy|thế|nhỉ|ạ))*\s*[?.!]*\s*$")
_PART: Final = re.compile(r"[:;,.](?!\d)")
"""What a headline does not go over between what is counted and its figure."""
_COMMA: Final = re.compile(r"\s*[,;]\s*")
"""Behind it a headline goes on about whom it began with."""
FEWEST: Final = 3
"""Words of the question that the headline must have in their order."""
_NEAR: Final = 3
"""Words that may stand between those before a figure and the figure."""
_HELPING: Final = frozenset(
    {"đã", "lại", "vừa", "mới", "chính", "thức", "lần", "đầu", "tiếp", "tục"}
)


def told_by_title(
    question: str, articles: Iterable[Article], *, figures: bool = True
) -> Evidence | None:
    """The first headline that answers, the words asked for marked in it.

    Args:
        question: As searched for; one that leans on a conversation is left to the reader.
        articles: Best first.
        figures: Whether a figure will do; headlines round theirs.
    """
    asked = _asked(question)
    if asked is None or (asked[2] and not figures):
        return None
    for article in articles:
        title = article.title.strip()
        if title and article.text.startswith(title) and (place := _told(title, *asked)):
            return quoted(article, (0, len(title)), SURE, place)
    return None


Words = tuple[str, ...]


def _asked(question: str) -> tuple[Words, Words, bool] | None:
    """The words before and behind the question words, and whether a figure is asked for.

    "World Cup 2022 ai vô địch?" asks what "Ai vô địch World Cup 2022?" does.
    """
    text = Said(_TAIL.sub("", question)).lower
    if "(" in text:
        return None
    bare = fold(text) == text
    for pattern, figure in ((_WHO, False), (_MANY, True)):
        source = fold(pattern.pattern) if bare else pattern.pattern
        match = re.search(rf"(?<!\w){source}(?!\w)", text)
        if match is None:
            continue
        before, behind = (_keys(part) for part in (text[: match.start()], text[match.end() :]))
        if len(before) + len(behind) < FEWEST:
            return None
        return (before, behind, True) if figure else ((), behind + before, False)
    return None


def _told(title: str, before: Words, behind: Words, figure: bool) -> tuple[int, int] | None:
    """Offsets of what stands in a headline for the question words."""
    said = Said(title)
    if said.text != title or title.endswith("?"):
        return None
    keys = tuple(fold(key) for key in said.keys)
    if figure:
        return _figure(said, keys, before, behind)
    found = runs(keys, behind)
    if not found:
        return None
    first = found[0]
    while first and said.keys[first - 1] in _HELPING:
        first -= 1
    parted = first > 0 and _COMMA.fullmatch(said.gap(first - 1)) is not None
    for name in names(said):
        if (name.first == 0 and parted) or (name.last == first and not said.gap(first - 1).strip()):
            return name.start, name.end
    return None


def _figure(said: Said, keys: Words, before: Words, behind: Words) -> tuple[int, int] | None:
    starts, ends = runs(keys, before), runs(keys, behind) if behind else [len(keys)]
    if not starts or not ends or ends[0] < (after := starts[0] + len(before)):
        return None
    end = ends[0]
    dates = [(date.start, date.end) for date in dates_in(said)]
    for amount in amounts(said, dates):
        inside = [i for i, w in enumerate(said.words) if amount.start <= w.start < amount.end]
        near = bool(inside) and after <= inside[0] <= after + _NEAR
        if near and _PART.search(said.text[said.words[after].start : amount.end]):
            continue
        if near and (not behind or inside[-1] < end):
            return said.words[after].start, amount.end
    return None


def _keys(text: str) -> Words:
    return tuple(fold(key) for key in Said(text).keys)
