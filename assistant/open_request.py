"""Requests that ask nothing in particular: "Tóm tắt bài về Sơn Đoòng", "Tin mới nhất về bão Yagi".

No one sentence answers them. What a reader can be given is how the articles on the subject begin,
quoted: news says first what matters most. It knows words; what was found and ranked comes in.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from assistant.answer import Turn
from assistant.asked_words import AskedWords
from assistant.evidence import Evidence, Reading, alike
from assistant.question_kind import ask
from corpus.article import Article
from corpus.sentences import sentences
from corpus.text import clean
from index.analysis import fold

OPEN: Final = (
    "Câu hỏi mở: đây là những câu nói về điều này trong các bài gần nhất. Hỏi một điều cụ thể (ai, "
    "khi nào, bao nhiêu…) sẽ được câu trả lời ngắn."
)
LEAST: Final = 0.8
"""Of the words that name the subject, those that an article has in its title and beginning."""
NOT_SAID: Final = (
    "Chưa tìm được câu nói gọn đó là gì; đây là những câu nói về điều này trong các bài gần nhất."
)
TITLED: Final = 0.5
"""The same of its title alone."""
BEGINNING: Final = 3
"""Sentences with which an article begins, and as many are quoted of the only one there is."""
TITLE: Final = 0.95
"""Share of words (F1) from which a sentence is the title again."""
SAME: Final = 0.6
"""Share of words (F1) from which two beginnings tell the same."""
_FEWEST: Final = 6
"""Words of a sentence; fewer are a heading or a place."""
_POLITE: Final = (
    r"(?:(?:hay|xin|vui long|lam on|nho|ban|anh|chi|em|toi|minh|muon|can|co the|giup|cho|nghe|"
    r"biet|hoi)\s+)*"
)
_ASKS: Final = (
    r"(?:(?:viet |doc )?(?:ban )?tom (?:tat|luoc)|tong (?:hop|ket|quan)|diem (?:lai|tin)|"
    r"ke (?:lai|ve|nghe)|noi (?:qua |ro |them )?ve|gioi thieu|tim hieu|"
    r"(?:co )?(?:nhung )?(?:thong tin|tin tuc|tin|bai(?: bao| viet)?)(?: gi| nao)?"
    r"(?: moi| moi nhat| nong| them| lien quan)* (?:ve|lien quan)|"
    r"dien bien|toan canh|boi canh|tinh hinh|so luoc|tong quan|biet (?:them )?ve|(?<=\\s)ve)"
)
_BETWEEN: Final = (
    r"(?:\s+(?:ve|cua|cho|den|toi|lai|cac|nhung|bai(?: bao| viet)?|ban tin|noi dung|thong tin|"
    r"tin tuc|tin|moi nhat|moi|gan day|chinh|chung|nhanh|ngan gon|chi tiet|noi ve|viet ve|"
    r"(?:su kien|cau chuyen|chu de|de tai)))*\s+"
)
_REQUEST: Final = re.compile(rf"^\s*{_POLITE}{_ASKS}{_BETWEEN}")
_NEW: Final = re.compile(
    r"^\s*co (?:tin )?gi moi ve(?!\w)|(?<!\w)co (?:tin )?gi moi(?= khong|\W*$)"
)
_TAIL: Final = re.compile(
    r"(?:\s+(?:di|nhe|nha|voi|giup (?:toi|minh|em)|khong|cho (?:toi|minh)|a))*"
    r"\s*[?.!…]*\s*$"
)
_ONE: Final = re.compile(r"(?<!\w)(?:tom (?:tat|luoc)|bai)(?!\w)")
_NEWEST: Final = re.compile(r"(?<!\w)(?:moi|moi nhat|gan day|hom nay|dien bien)(?!\w)")
_ASKING: Final = re.compile(
    r"(?<!\w)(?:bao nhiêu|mấy|gì|nào|ai|đâu|sao|bao lâu|bao giờ|không|chưa|thế nào)(?!\w)"
)
_BARE_ASKING: Final = re.compile(
    r"(?<!\w)(?:bao nhieu|gi|nao|tai sao|vi sao|ra sao|bao lau|bao gio|the nao|o dau|khong|la ai)"
    r"(?!\w)"
)
_MEANING: Final = re.compile(
    r"(?P<what>[^?]+?) (?:nghĩa )?là "
    r"(?P<asked>gì|ai|(?:cái|tổ chức|sự kiện|nơi|chuyện|vụ) (?:gì|nào))(?: vậy| thế)?"
)
_TITLE: Final = re.compile(r"^(?:ông|bà|anh|chị|cô|cậu|nhân vật|người tên|người) ", re.IGNORECASE)
_HEADS: Final = re.compile(
    r"^(?:(?:vụ việc|vụ|sự kiện|câu chuyện|chuyện|việc|trận|cuộc|bài|chủ đề|đề tài) )+",
    re.IGNORECASE,
)
"""Words before a subject that an article about it need not have."""
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
    if begun:
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
    asked = plain[:start] if begun else plain
    return Topic(text=subject, one=bool(_ONE.search(asked)), newest=bool(_NEWEST.search(asked)))


def only_named(question: str) -> Topic | None:
    """What a question only names or asks the meaning of: "Lionel Messi", "COP26 là gì?"."""
    text = " ".join(clean(question).split()).strip(" ?.!…")
    meaning = _MEANING.fullmatch(text)
    subject = meaning["what"] if meaning else text
    who = meaning is not None and meaning["asked"] == "ai"
    if who:
        subject = _TITLE.sub("", subject)
    words = subject.split()
    named = all(_proper(word, at + 1) for at, word in enumerate(words)) and not text.isupper()
    alone = meaning and any(_proper(word, at) for at, word in enumerate(words))
    if not named or not (len(words) > 1 or alone):
        return None
    return Topic(text=subject, who=who, meant=meaning is not None)


def as_subject(turn: Turn) -> Turn:
    """An open request as later questions lean on it: by its subject, not by what was quoted."""
    topic = topic_of(turn.question) or only_named(turn.question)
    return Turn(topic.text, "") if topic else turn


def _proper(word: str, at: int) -> bool:
    """Whether a word is written as a name; the first of a question may only open it."""
    return (at > 0 and word[:1].isupper()) or any(c.isupper() or c.isdigit() for c in word[1:])


def beginnings(
    topic: Topic, ranked: Sequence[str], articles: Mapping[str, Article], most: int
) -> tuple[Evidence, ...]:
    """How the articles on a subject begin, best first or newest first; empty where none is.

    Args:
        topic: What is asked about.
        ranked: Ids of the articles found, best first.
        articles: Whole, by id.
        most: Sentences at most.
    """
    words = AskedWords(_HEADS.sub("", topic.text))
    fits: list[tuple[float, Article]] = []
    for name in dict.fromkeys(ranked):
        if article := articles.get(name):
            titled = words.share(article.title)
            whole = words.share(" ".join([article.title, *_begins(article)]))
            if whole >= LEAST and titled >= TITLED:
                fits.append((titled, article))
    best = max((share for share, _ in fits), default=0.0)
    about = [article for share, article in fits if share >= min(best, LEAST)]
    if topic.newest:
        about.sort(key=_day, reverse=True)
    if len(about) == 1 or (topic.one and about):
        given = [(about[0], place) for place in _places(about[0])]
        if not topic.one and words.share(" ".join(_begins(about[0])[:1])) < LEAST:
            given = _telling(about[0], words) or given
    else:
        given = [(article, place) for article in about for place in _places(article)[:1]]
    found: list[Evidence] = []
    for article, place in given:
        piece = _piece(article, place, words.share(article.title))
        if not any(alike(piece.text, one.text, SAME) for one in found):
            found.append(piece)
    return tuple(found[:most])


def as_read(topic: Topic, evidence: tuple[Evidence, ...]) -> Reading:
    """The sentences given for an open request, as sure as the least of them."""
    sure = min(piece.probability for piece in evidence)
    return Reading(evidence=evidence, p_answerable=sure, p_right=sure, asked=ask(topic.text))


def _telling(article: Article, words: AskedWords) -> list[tuple[Article, tuple[int, int]]]:
    """The first sentences of an article that name the subject."""
    spans = sentences(article.text)
    told = [(a, b) for a, b in spans if words.share(article.text[a:b]) >= LEAST]
    long = [(a, b) for a, b in told if len(article.text[a:b].split()) >= _FEWEST]
    return [(article, span) for span in long if not _titled(article, span)][:BEGINNING]


def _titled(article: Article, span: tuple[int, int]) -> bool:
    """Whether a sentence is the title."""
    return alike(article.text[slice(*span)], article.title, TITLE)


def _day(article: Article) -> datetime:
    day = article.published_at or datetime.min
    return day if day.tzinfo else day.replace(tzinfo=UTC)


def _places(article: Article) -> list[tuple[int, int]]:
    """Offsets of the sentences with which an article begins, its title and headings aside."""
    spans = (
        (start, end) for start, end in sentences(article.text)
        if len(article.text[start:end].split()) >= _FEWEST
        and article.text[end - 1] in ".!?…\"”"
        and not _titled(article, (start, end))
    )  # fmt: skip
    return [span for span, _ in zip(spans, range(BEGINNING), strict=False)]


def _begins(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in _places(article)]


def _piece(article: Article, place: tuple[int, int], share: float) -> Evidence:
    start, end = place
    return Evidence(
        text=article.text[start:end],
        article_id=article.article_id,
        revision=article.revision,
        start=start,
        end=end,
        probability=share,
        score=share,
        title=article.title,
    )
