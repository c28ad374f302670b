"""What a yes-or-no question asks about, as a statement; knows no articles."""

import re

from assistant.question_kind_words import ASKING
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
_ASKING = re.compile(rf"(?<!\w)(?:{ASKING})(?!\w)")
_BARE_ASKING = re.compile(
    r"(?<!\w)(?:bao nhieu|may|gi|nao|ai|dau(?! tien)|tai sao|vi sao|bao lau|bao gio)(?!\w)"
)
_END = 3
"""Words at the end of a statement that its sentence must have, where no word splits it."""
_YET = re.compile(r"(?:chưa|(?<!ngoi )(?<!ngôi )chua)\s*[?.!]*\s*$")
_IMPLIED = re.compile(r"(?<!\w)(?:tức là|có nghĩa là|nghĩa là|đồng nghĩa|vậy là|thế là)(?!\w)")
_MARKED = re.compile(r"[^\W\d_a-zA-Z]")


class _Asked:
    """A question as typed, and the forms of asking that it is read by."""

    def __init__(self, question: str) -> None:
        """Read it in NFC; without a single marked letter everything in it is bare."""
        self.text = " ".join(clean(question).split())
        self.bare = not _MARKED.search(self.text)
        tail = self.search(_TAIL, _BARE_TAIL)
        self.asks_at_end, self.end = tail is not None, tail.start() if tail else len(self.text)

    def search(
        self, pattern: str, bare: str = "", *, within: str | None = None
    ) -> re.Match[str] | None:
        """The first place of a pattern, of its bare form where the question is bare."""
        text = self.text if within is None else within
        return re.search((bare or fold(pattern)) if self.bare else pattern, text.lower())


def statement(question: str) -> str:
    """The statement in NFC; empty where it is no such question."""
    asked = _Asked(question)
    head = asked.search(_HEAD)
    if not head and not asked.asks_at_end:
        return ""
    said = asked.text[head.end() if head else 0 : asked.end].strip(" ?.!,")
    if not head and (whether := asked.search(_WHETHER, within=said)):
        said = f"{said[: whether.start()]} {said[whether.end() :]}"
    asking = _BARE_ASKING if asked.bare else _ASKING
    if asking.search(said.lower()) or len(said.split()) < 3:
        return ""
    return said[:1].upper() + said[1:]


def said_of(question: str) -> str:
    """What a question asks of something, as it ends: "tăng" of "Xuất khẩu năm 2023 có tăng không?".

    Without a word that parts it ("có", "đã", "là") the end of the statement, if it is one.
    """
    said, asked = statement(question), _Asked(question)
    parted = asked.search(_WHETHER) or asked.search(_IS)
    if said and parted:
        return asked.text[parted.end() : asked.end].strip(" ?.!,")
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
