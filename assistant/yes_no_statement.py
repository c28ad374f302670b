"""What a yes-or-no question asks about, as a statement; knows no articles."""

import re

from corpus.text import clean
from index.analysis import fold

_HEAD = (
    r"^\s*(?:có phải|có đúng|có thật|có chuyện|phải chăng|liệu|đúng là|thật là)"
    r"(?:\s+(?:là|rằng))?\s+"
)
_TAIL = (
    r"(?:[,\s]+(?:có phải không|phải không|phải chăng|đúng không|có đúng không|hay không|hay chưa|"
    r"không|chưa|à|ư|nhỉ|hả|vậy|ạ))+\s*[?.!]*\s*$"
)
_BARE_TAIL = (
    r"(?:[,\s]+(?:co phai khong|phai khong|dung khong|co dung khong|hay khong|hay chua|khong|"
    r"chua|nhi|ha|vay|a))+\s*[?.!]*\s*$"
)
_WHETHER = r"\s(?:có phải|có|đã)\s(?!bao nhiêu|mấy)"
_IS = r"\slà\s"
_ASKING = re.compile(r"(?<!\w)(?:bao nhiêu|mấy|gì|nào|ai|đâu|sao|bao lâu|bao giờ)(?!\w)")
_BARE_ASKING = re.compile(
    r"(?<!\w)(?:bao nhieu|may|gi|nao|ai|dau(?! tien)|tai sao|vi sao|bao lau|bao gio)(?!\w)"
)
_END = 3
"""Words at the end of a statement that its sentence must have, where no word splits it."""
_YET = re.compile(r"(?:chưa|(?<!ngoi )(?<!ngôi )chua)\s*[?.!]*\s*$")
_IMPLIED = re.compile(r"(?<!\w)(?:tức là|có nghĩa là|nghĩa là|đồng nghĩa|vậy là|thế là)(?!\w)")
_MARKED = re.compile(r"[^\W\d_a-zA-Z]")


def statement(question: str) -> str:
    """The statement in NFC; empty where it is no such question."""
    text = " ".join(clean(question).split())
    plain = not _MARKED.search(text)
    lower = text.lower()
    head = re.match(fold(_HEAD) if plain else _HEAD, lower)
    tail = re.search(_BARE_TAIL if plain else _TAIL, lower)
    if not head and not tail:
        return ""
    start, end = head.end() if head else 0, tail.start() if tail else len(text)
    bare = text[start:end].strip(" ?.!,")
    if not head:
        whether = re.search(fold(_WHETHER) if plain else _WHETHER, bare.lower())
        if whether:
            bare = f"{bare[: whether.start()]} {bare[whether.end() :]}"
    asking = _BARE_ASKING if plain else _ASKING
    if asking.search(bare.lower()) or len(bare.split()) < 3:
        return ""
    return bare[:1].upper() + bare[1:]


def said_of(question: str) -> str:
    """What a question asks of something, as it ends: "tăng" of "Xuất khẩu năm 2023 có tăng không?".

    Without a word that parts it ("có", "đã", "là") the end of the statement, if it is one.
    """
    said, text = statement(question), " ".join(clean(question).split())
    plain = not _MARKED.search(text)
    parted = list(re.finditer(fold(_WHETHER) if plain else _WHETHER, text.lower()))
    if not parted:
        parted = list(re.finditer(fold(_IS) if plain else _IS, text.lower()))
    if said and parted:
        tail = re.search(_BARE_TAIL if plain else _TAIL, text.lower())
        return text[parted[0].end() : tail.start() if tail else len(text)].strip(" ?.!,")
    return " ".join(said.split()[-_END:])


def whether_yet(question: str) -> bool:
    """Whether it is asked if something has happened yet."""
    return bool(_YET.search(clean(question).lower()))


def implied(question: str) -> bool:
    """Whether it is asked if one thing means another."""
    return bool(_IMPLIED.search(clean(question).lower()))


def meant_from(said: str) -> int:
    """Where a statement begins to say what another thing is asked to mean."""
    match = _IMPLIED.search(said.lower())
    return match.end() if match else 0
