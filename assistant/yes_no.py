"""A yes or a no, where the support checker finds that the cited sentence says it; else nothing."""

import re

from assistant.checking import check_claim
from assistant.checking_words import pair
from corpus.article import Article

_HEAD = re.compile(
    r"^\s*(?:có phải|có đúng|có thật|phải chăng|liệu|đúng là)(?:\s+(?:là|rằng))?\s+", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?:[,\s]+(?:có phải không|phải không|đúng không|có đúng không|hay không|hay chưa|không|chưa|"
    r"à|ư|nhỉ|hả|vậy))+\s*[?.!]*\s*$",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"\s(?:có|có phải|đã)\s(?!bao nhiêu|mấy)", re.IGNORECASE)
_ASKING = re.compile(r"(?<!\w)(?:bao nhiêu|mấy|gì|nào|ai|đâu|sao|bao lâu|bao giờ)(?!\w)")
_YET = re.compile(r"chưa\s*[?.!]*\s*$", re.IGNORECASE)
LEAST = 0.6
"""Share of the statement's words that the sentence must have for a yes or a no."""
_TELLING = ("figure", "date", "unit", "negation")


def yes_or_no(question: str, quote: str, article: Article | None) -> str:
    """Yes or no in Vietnamese; empty where the sentence does not settle it.

    Args:
        question: A yes-or-no question that stands alone.
        quote: The sentence that is cited first.
        article: Where it is from.
    """
    said = statement(question)
    if not said or pair(said, quote).likeness() < LEAST:
        return ""
    support = check_claim(said, [(quote, article)])
    yet = bool(_YET.search(question))
    if support.level != "unsupported":
        return "Rồi" if yet else "Có"
    against = support.differences
    if against and all(d.kind in _TELLING and d.source for d in against):
        return "Chưa" if yet else "Không"
    return ""


def statement(question: str) -> str:
    """What a yes-or-no question asks about, as a statement; empty where it is no such question."""
    text = " ".join(question.split())
    bare = _TAIL.sub("", _HEAD.sub("", text)).strip(" ?.!")
    if bare == text.strip(" ?.!"):
        return ""
    if not _HEAD.match(text):
        bare = _WHETHER.sub(" ", bare, count=1)
    if _ASKING.search(bare.lower()) or len(bare.split()) < 3:
        return ""
    return bare[:1].upper() + bare[1:]
