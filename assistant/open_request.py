"""Requests that ask nothing in particular: "Tóm tắt bài về Sơn Đoòng", "Tin mới nhất về bão Yagi".

No one sentence answers them. What a reader can be given is how the articles on the subject begin
(`assistant.beginnings`). It knows words, no articles.
"""

import re
from dataclasses import dataclass
from typing import Final

from assistant.answer import Turn
from assistant.asked_words import AskedWords
from assistant.conversation_leaning import foreign
from assistant.kin import kin_asked
from assistant.question_kind_words import ASKING
from corpus.text import clean
from index.analysis import fold

OPEN: Final = (
    "Câu hỏi mở: đây là những câu nói về điều này trong các bài gần nhất. Hỏi một điều cụ thể (ai, "
    "khi nào, bao nhiêu…) sẽ được câu trả lời ngắn."
)
NOT_SAID: Final = (
    "Chưa tìm được câu nói gọn đó là gì; đây là những câu nói về điều này trong các bài gần nhất."
)
_POLITE: Final = (
    r"(?:(?:hay|xin|vui long|lam on|nho|ban|anh|chi|em|toi|minh|muon|can|co the|giup|cho|nghe|"
    r"biet|hoi)\s+)*"
)
_ASKS: Final = (
    r"(?:(?:viet |doc )?(?:ban )?tom (?:tat|luoc)|tong (?:hop|ket|quan)|diem (?:lai|tin)|"
    r"ke (?:lai|ve|nghe)|noi (?:qua |ro |them )?ve|gioi thieu|tim hieu|"
    r"(?:co )?(?:nhung )?(?:thong tin|tin tuc|tin|bai(?: bao| viet)?)(?: gi| nao)?"
    r"(?: moi| moi nhat| nong| them| lien quan)* (?:ve|lien quan)|"
    r"dien bien|toan canh|boi canh|tinh hinh|so luoc|tong quan|biet (?:them )?ve|(?<=\s)ve)"
)
_BETWEEN: Final = (
    r"(?:\s+(?:ve|cua|cho|den|toi|lai|cac|nhung|bai(?: bao| viet)?|ban tin|noi dung|thong tin|"
    r"tin tuc|tin|moi nhat|moi|gan day|chinh|chung|nhanh|ngan gon|chi tiet|noi ve|viet ve|"
    r"(?:su kien|cau chuyen|chu de|de tai)))*\s+"
)
_REQUEST: Final = re.compile(rf"^\s*{_POLITE}{_ASKS}{_BETWEEN}")
_EVENT: Final = re.compile(
    r"(?:(?:sự kiện|câu chuyện|chuyện)|(?P<kept>vụ(?: việc| án)?))(?: về| của)? "
    r"(?=\S+(?: \S+){1,5}$)",
    re.IGNORECASE,
)
"""A short phrase that only names what happened: "Vụ gạo ST25"."""
_NEW: Final = re.compile(
    r"^\s*co (?:tin )?gi moi ve(?!\w)|(?<!\w)co (?:tin )?gi moi(?= khong|\W*$)"
)
_TAIL: Final = re.compile(
    r"(?:\s+(?:di|nhe|nha|voi|giup (?:toi|minh|em)|khong|cho (?:toi|minh)|a))*"
    r"\s*[?.!…]*\s*$"
)
_ONE: Final = re.compile(r"(?<!\w)(?:tom (?:tat|luoc)|bai)(?!\w)")
_NEWEST: Final = re.compile(r"(?<!\w)(?:moi|moi nhat|gan day|hom nay|dien bien)(?!\w)")
_ASKING: Final = re.compile(rf"(?<!\w)(?:{ASKING}|không|chưa)(?!\w)")
_BARE_ASKING: Final = re.compile(
    r"(?<!\w)(?:bao nhieu|gi|nao|tai sao|vi sao|ra sao|bao lau|bao gio|the nao|o dau|khong|la ai)"
    r"(?!\w)"
)
_MEANING: Final = re.compile(
    r"(?P<what>[^?]+?) (?:nghĩa )?là "
    r"(?P<asked>gì|ai|(?:cái|tổ chức|sự kiện|nơi|chuyện|vụ) (?:gì|nào))(?: vậy| thế)?"
)
_TITLE: Final = re.compile(r"^(?:ông|bà|anh|chị|cô|cậu|nhân vật|người tên|người) ", re.IGNORECASE)
_POINTING: Final = frozenset("này đó kia nó ấy trên đây vậy thế nay do kia no ay".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What an open request is about.

    Attributes:
        text: The subject, as typed.
        one: Whether one article is to be summed up.
        newest: Whether the newest articles come first.
        who: Whether it is asked who somebody is; `text` is then the bare name.
        meant: Whether it is asked what or who that is.
    """

    text: str
    one: bool = False
    newest: bool = False
    who: bool = False
    meant: bool = False


def topic_of(question: str) -> Topic | None:
    """What an open request is about; ``None`` for a question and for what leans on a talk."""
    text = " ".join(clean(question).split())
    plain = fold(text.lower())
    if "(" in text or len(plain) != len(text):
        return None
    tail = _TAIL.search(plain)
    end = tail.start() if tail else len(plain)
    begun, new = _REQUEST.match(plain), _NEW.search(plain)
    if event := _EVENT.match(text):
        start = 0 if event["kept"] else event.end()
    elif begun:
        start = begun.end()
    elif new:
        start, end = (0, new.start()) if plain[: new.start()].strip() else (new.end(), end)
    else:
        return None
    subject = text[start:end].strip(' ?.!…,:"“”')
    asking = _BARE_ASKING if plain == text.lower() else _ASKING
    if not AskedWords(subject).named or asking.search(subject.lower()):
        return None
    if subject.lower().split()[-1] in _POINTING:
        return None
    asked = plain[:start] if begun or event else plain
    return Topic(text=subject, one=bool(_ONE.search(asked)), newest=bool(_NEWEST.search(asked)))


def only_named(question: str) -> Topic | None:
    """What a question only names or asks the meaning of: "Lionel Messi", "COP26 là gì?"."""
    text = " ".join(clean(question).split()).strip(" ?.!…")
    if kin_asked(text):
        return None
    meaning = _MEANING.fullmatch(text)
    subject = meaning["what"] if meaning else text
    who = meaning is not None and meaning["asked"] == "ai"
    if who:
        subject = _TITLE.sub("", subject)
    words = subject.split()
    named = all(_proper(word, at + 1) for at, word in enumerate(words)) and not text.isupper()
    alone = meaning and any(_proper(word, at) for at, word in enumerate(words))
    if not named and len(words) == 1:
        named = foreign(subject)
    if not named or not (len(words) > 1 or alone or foreign(subject)):
        return None
    return Topic(text=subject, who=who, meant=meaning is not None)


def as_subject(turn: Turn) -> Turn:
    """An open request as later questions lean on it: by its subject, not by what was quoted."""
    topic = topic_of(turn.question) or only_named(turn.question)
    return Turn(topic.text, "") if topic else turn


def _proper(word: str, at: int) -> bool:
    """Whether a word is written as a name; the first of a question may only open it."""
    return (at > 0 and word[:1].isupper()) or any(c.isupper() or c.isdigit() for c in word[1:])
