"""A question without the words around it: "cho mình hỏi … vậy ạ", "ko", "bn".

People write to a page as they write to each other. What addresses somebody asks nothing, and chat
spellings stand in no article; both only draw search and reading away. It knows words, no articles.
"""

import re
from typing import Final

from assistant.question_kind import ask
from assistant.restoring import is_bare
from index.analysis import fold

LEAST: Final = 2
"""Words that must be left of a question."""
_ME: Final = "(?:mình|tôi|tui|tớ|em|e|cháu|mk|mik|bọn mình|chúng tôi|chúng mình)"
_YOU: Final = "(?:các bạn|mấy bạn|bạn|ad|admin|mọi người|cả nhà|các bác|bot|chatbot|trợ lý|hỏi báo)"
_CALLED: Final = rf"(?:{_YOU}|anh|chị|em|bác|cô|chú)"
_LITTLE: Final = r"(?:\s+(?:chút|tí|tẹo|xíu|nhanh|với|thêm|là|rằng|xem|được))*(?!\w)[\s,.!:]*"
_OPENING: Final = (
    rf"\s*(?:(?:dạ|vâng|alo|hello|hi|xin chào|chào(?: {_CALLED})?|ê|này|please|pls)\s*[,.!:]+\s*|"
    rf"{_CALLED} ơi(?!\w)[\s,.!:]*|"
    rf"(?:(?:làm ơn|vui lòng|xin|hãy|{_YOU}(?: hãy| có thể| làm ơn)?)\s+)*"
    rf"(?:(?:nói|chỉ|trả lời)\s+)?(?:cho|giúp)\s+(?:{_ME}\s+)?(?:xin\s+)?(?:hỏi|biết){_LITTLE}|"
    rf"(?:{_ME}\s+)?xin hỏi(?: (?:anh chị|{_CALLED})(?=\s*[,:]))?{_LITTLE}|"
    rf"{_ME} (?:đang )?(?:muốn|cần|định) (?:hỏi|biết|tìm hiểu){_LITTLE}|"
    rf"hỏi (?:chút|tí|nhanh|ngu|ngoài lề){_LITTLE})"
)
"""What only addresses somebody or announces a question."""
_WONDERING: Final = (
    rf"\s*(?:{_YOU} (?:có |nào )?(?:biết|rõ|nhớ)|có ai biết|"
    rf"(?:không|chẳng) biết(?!.*(?<!\w)thì(?!\w))){_LITTLE}"
)
"""The same, where another question follows: "bạn có biết … dài bao nhiêu không"."""
_CLOSING: Final = (
    rf"(?<!như)(?<!vì)(?<!tại)[\s,]+(?:(?:vậy|thế|với) ạ|z|(?:vậy|hả|thế|nhỉ) {_YOU}(?: ơi)?|"
    rf"ad|admin|thanks?|thank you|(?:xin )?(?:cảm|cám) ơn(?: (?:nhiều|{_CALLED}))*|please|pls)"
    r"[\s?.!…]*$"
)
_PARTICLE: Final = (
    r"(?<!như)(?<!vì)(?<!tại)(?<!đến)[\s,]+(?:vậy|nhỉ|hả|hở|ạ|vậy nhỉ|thế nhỉ|vậy ta)[\s?.!…]*$"
)
"""What closes a question; "thế" and "nha" may end a name, "vay" and "a" be others."""
_NOT: Final = r"\s+(?:không|ko|hok|chưa)[\s?.!…]*$"
_CHAT: Final = {
    "ko": "không", "hok": "không", "khg": "không", "k": "không", "j": "gì", "dc": "được",
    "đc": "được", "bn": "bao nhiêu", "bnhieu": "bao nhiêu", "bnhiêu": "bao nhiêu",
    "bnhiu": "bao nhiêu", "ng": "người", "ngta": "người ta", "trc": "trước",
    "ntn": "như thế nào", "vs": "với", "lm": "làm", "cx": "cũng", "vn": "Việt Nam",
    "hn": "Hà Nội", "sg": "Sài Gòn", "tq": "Trung Quốc", "hq": "Hàn Quốc",
    "mn": "mọi người", "mng": "mọi người", "mk": "mình", "mik": "mình", "bik": "biết",
}  # fmt: skip
"""Spellings of chats; in small letters only, for "K" and "BN" may be names."""
_CHATTED: Final = re.compile(rf"(?<![\w.\-/@])(?:{'|'.join(_CHAT)})(?![\w\-/@]|\.\s*\w)")
_HOUR: Final = re.compile(r"(?<=\bmấy )h\b|(?<=\bmay )h\b")


def plainly_asked(question: str) -> str:
    """The question itself, chat spellings written out, without marks where it has none.

    Args:
        question: One line, NFC, in small letters where it was shouted.
    """
    bare = is_bare(question)
    said = _spelled(question.strip(), bare)
    around = (_OPENING, _OPENING, _OPENING, _CLOSING)
    for pattern in around if bare else (*around, _PARTICLE, _CLOSING):
        said = _without(said, pattern, bare)
    said = _wondered(said, bare)
    return said[:1].upper() + said[1:] if question[:1].isupper() else said


def _spelled(text: str, bare: bool) -> str:
    small = text == text.lower()

    def whole(match: re.Match[str]) -> str:
        found = _CHAT[match[0]]
        if match[0] == "k" and re.search(r"\d\s*$", text[: match.start()]):
            return match[0]
        if match[0] == "bn" and fold(text[match.end() :]).startswith(" oi"):
            found = "bạn"
        found = found.lower() if small else found
        return fold(found) if bare else found

    return _HOUR.sub("gio" if bare else "giờ", _CHATTED.sub(whole, text))


def _found(text: str, pattern: str, bare: bool) -> re.Match[str] | None:
    """Where words stand, at the beginning or the end as their pattern says."""
    find = re.search if pattern.endswith("$") else re.match
    return find(fold(pattern) if bare else pattern, text.lower())


def _without(text: str, pattern: str, bare: bool) -> str:
    """What is left without the words of a pattern; all of it where that would be too little."""
    if not (found := _found(text, pattern, bare)):
        return text
    mark = "?" if "?" in found[0] else ""
    rest = text[: found.start()] + mark if pattern.endswith("$") else text[found.end() :]
    return rest if len(rest.split()) >= LEAST else text


def _wondered(text: str, bare: bool) -> str:
    """The question that somebody is asked to know, where what is left asks by itself."""
    if not (found := _found(text, _WONDERING, bare)):
        return text
    rest = text[found.end() :]
    if tail := _found(rest, _NOT, bare):
        own = rest[: tail.start()]
        rest = own if ask(own).cue else rest
    return rest if ask(rest).cue else text
