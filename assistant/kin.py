"""Who somebody's husband, mother or daughter is: "người chồng Trung Quốc - **Trần Hoa**".

A question that asks for kin names somebody else than the answer. What counts is a sentence that
names both with the word for the kin between; it knows forms, not people.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from assistant.checking_name_runs import Name, names
from assistant.checking_titles import person
from assistant.checking_words import Said
from assistant.evidence import Evidence, quoted
from assistant.fitting_lands import lands
from corpus.article import Article
from corpus.sentences import sentences

SURE: Final = 0.9
"""Probability given to a name beside the word for the kin."""
_KIN: Final = (
    r"chồng cũ|vợ cũ|chồng|vợ|(?:cha|bố|mẹ) (?:nuôi|ruột|dượng)|mẹ|bố|cha|ba|con trai|con gái|"
    r"anh trai|em trai|chị gái|em gái|bạn trai|bạn gái|con nuôi|con rể|con dâu|hôn phu|hôn thê|"
    r"ông nội|bà nội|ông ngoại|bà ngoại|người yêu"
)
_ASKS: Final = re.compile(
    rf"^(?P<kin>{_KIN}) (?:của )?(?P<whose>.+?) (?:hiện |hiện nay )?(?:là ai|tên (?:là )?gì|"
    r"là người nào)(?: vậy| thế)?\W*$",
    re.IGNORECASE,
)
_WHOSE: Final = re.compile(
    r"^(?:(?:ông|bà|anh|chị|cô|ca sĩ|diễn viên|cầu thủ|hoa hậu|minh tinh|đạo diễn|mc|nghệ sĩ|"
    r"người mẫu) )+",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"(?: [^\W\d_]+){0,3}?(?: ?[-–:,(]| là| tên| tên là)?(?: [^\W\d_]+){0,3} ?")
_FROM: Final = re.compile(r" ?(?:,|-|–|\(|là) ?(?:người )?")
_COUPLE: Final = re.compile(
    r"(?<!\w)(?:vợ chồng|cặp đôi|đôi vợ chồng)(?: [a-zà-ỹđ]+){0,3} ?[-–:]? ?$"
)
_AND: Final = re.compile(r" ?(?:và|–|-|&) ?")
_NOT: Final = re.compile(
    r"(?<!\w)(?:của|và|với|cùng|cho|về|như|không|chưa|cũ|đã|đang|được|bị|nói|biết|có|từng|vừa|sẽ|"
    r"khi|mà|vì|để|ở|tại|trong|theo)(?!\w)"
)
_SPOUSES: Final = frozenset({"chồng", "vợ"})


class Kin(NamedTuple):
    """Whose kin is asked for: ("chồng", "Ham So Won")."""

    word: str
    whose: str


def kin_asked(question: str) -> Kin | None:
    """The kin that a question asks for; ``None`` where it asks anything else."""
    match = _ASKS.match(" ".join(question.split()))
    if match is None:
        return None
    whose = _WHOSE.sub("", match["whose"])
    proper = all(word[:1].isupper() for word in whose.split())
    return Kin(match["kin"].lower(), whose) if proper else None


def related(
    kin: Kin, ranked: Sequence[str], articles: Mapping[str, Article]
) -> tuple[Evidence, ...]:
    """The first sentence that names the kin, the name marked; empty where none does.

    Args:
        kin: As asked for; the name is found in its own writing only.
        ranked: Ids of the articles, best first.
        articles: Whole, by id.
    """
    for article in filter(None, map(articles.get, dict.fromkeys(ranked))):
        for start, end in sentences(article.text):
            text = article.text[start:end]
            if kin.whose in text and (name := _named(kin, Said(text), text)):
                return (quoted(article, (start, end), SURE, name),)
    return ()


def _named(kin: Kin, said: Said, text: str) -> tuple[int, int] | None:
    """Where a sentence names the kin of whom it names."""
    if said.text != text:
        return None
    theirs, land = set(Said(kin.whose).keys), lands()
    people = [
        n for n in names(said) if person(said, n) and not land.fullmatch(text, n.start, n.end)
    ]
    mine = [n for n in people if theirs.issuperset(n.keys) or theirs.issubset(n.keys)]
    others = [n for n in people if n not in mine]
    if kin.word in _SPOUSES and (one := _of_couple(said, mine, others)):
        return one
    for match in re.finditer(rf"(?<!\w)(?<!vợ ){re.escape(kin.word)}(?! chồng)(?!\w)", said.lower):
        last = max((n for n in people if n.end <= match.start()), key=_end, default=None)
        for name in others:
            if _behind(said, match, name) and last in mine:
                return name.start, name.end
            if _before(kin, said, match, name):
                return name.start, name.end
    return None


def _end(name: Name) -> int:
    return name.end


def _of_couple(said: Said, mine: list[Name], others: list[Name]) -> tuple[int, int] | None:
    """The other of two called a couple: "vợ chồng Triệu Lệ Dĩnh và **Phùng Thiệu Phong**"."""
    for one in mine:
        for other in others:
            first, second = sorted((one, other), key=_end)
            between = said.text[first.end : second.start]
            if _AND.fullmatch(between) and _COUPLE.search(said.lower[: first.start]):
                return other.start, other.end
    return None


def _behind(said: Said, word: re.Match[str], name: Name) -> bool:
    """Whether a name stands right behind the word."""
    between = said.text[word.end() : name.start]
    return name.start > word.end() and bool(_TO.fullmatch(between)) and not _NOT.search(between)


def _before(kin: Kin, said: Said, word: re.Match[str], name: Name) -> bool:
    """Whether the word with whose it is stands right behind a name: "…, vợ Trần Hoa"."""
    own = re.match(
        rf" (?:của )?(?:\w+ ){{0,2}}{re.escape(kin.whose)}(?!\w)", said.text[word.end() :]
    )
    return bool(own and _FROM.fullmatch(said.text[name.end : word.start()]))
