"""A question made of an article's sentence, and which sentences stand by themselves."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
_TURNS = ("who", "figure", "when", "why", "where")

SHORTEST, LONGEST = 24, 96
UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
_LEANING = frozenset(
    "anh bà bên bộ cô chị cả chỉ còn cũng do dù em họ khi kể lần một nay này ngoài ngay nhưng nó "
    "nước ông phía qua riêng sau sự theo tháng thế trong trước trên tuy tại tính từ và vì với vụ "
    "việc đã đây đáng đó đến để đợt hai cậu mà như ví danh".split()
)
"""First words that lean on what was said before, or leave no subject."""
_AWKWARD = re.compile(
    r"[:;\"“”()…\[\]|]|\b(?:này|đó|ấy|trên đây|nói trên)\b"
    rf"|\b(?:anh|bà|chị|cô|họ|nó|ông)\b(?!\s+[{UPPER}])"
    rf"|[a-zà-ỹ][{UPPER}][a-zà-ỹ]*[à-ỹ]"  # two words run together: "New YorkNhà"
)
_LEFT_OVER = re.compile(r"\b(?:bằng|cho|của|là|trong|tại|từ|và|về|với|đến|để|ở)\?$")
"""Ends of what was cut too short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and the words of the sentence that it asks for.

    Attributes:
        text: The question.
        wanted: The article's own words that answer it.
        kind: ``figure``, ``who``, ``when``, ``why`` or ``where``.
    """

    text: str
    wanted: str
    kind: str

    def answered_by(self, short: str) -> bool:
        """Whether a short answer is what the question was made to ask for."""
        said, wanted = (" ".join(part.casefold().split()) for part in (short, self.wanted))
        if self.kind in ("figure", "when") and _figures(wanted):
            return bool(_figures(said)) and _figures(said) <= _figures(wanted)
        return bool(said) and (said in wanted or wanted in said)


def _figures(text: str) -> set[str]:
    return {figure.rstrip(".,") for figure in re.findall(r"\d[\d.,]*", text)}


def mixed(made: Iterable[T], kind_of: Callable[[T], str]) -> list[T]:
    """The same things, kinds taking turns; each kind in its own order."""
    kinds: dict[str, list[T]] = {}
    for one in made:
        kinds.setdefault(kind_of(one), []).append(one)
    turns = sorted(
        (place, _TURNS.index(kind)) for kind in kinds for place in range(len(kinds[kind]))
    )
    return [kinds[_TURNS[kind]][place] for place, kind in turns]


def alone(sentence: str) -> bool:
    """Whether a sentence can be understood by who has not read what stands before it."""
    first = sentence.split(" ", 1)[0].lower().strip(",")
    return sentence[:1].isupper() and first not in _LEANING and not _AWKWARD.search(sentence)


def fits(question: str) -> bool:
    """Whether a question is whole, long enough to be clear, short enough to be read at a glance."""
    return SHORTEST <= len(question) <= LONGEST and not _LEFT_OVER.search(question)
