"""Sentences beside the best one that a list, a reason or a way of doing needs; ranks nothing.

They are quoted after it, each a citation of its own, in the article's own characters.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from assistant.evidence import Evidence
from assistant.question_kind import Kind, ask
from corpus.article import Article
from corpus.sentences import sentences

MOST: Final = 2
"""Neighbours given at most."""
SHARE: Final = 0.5
"""Of the best one's probability given to a neighbour that the reader did not name."""
LONG_KINDS: Final[frozenset[Kind]] = frozenset({"list", "why", "how"})
"""Kinds of question whose answer may need the sentences beside it."""
_BULLET: Final = re.compile(
    r"(?:[-–•*+]\s|\(?\d{1,2}[.)]\s|[a-eđ]\)\s|(?:thứ (?:nhất|hai|ba|tư|năm|sáu)|"
    r"(?:một|hai|ba|bốn|năm) là|đầu tiên|trước hết|trước tiên|tiếp theo|tiếp đến|kế đến|sau đó|"
    r"sau cùng|cuối cùng|ngoài ra|bên cạnh đó|bước \d)(?!\w))",
    re.IGNORECASE,
)
_OPENS: Final = re.compile(
    r":\s*$|(?<!\w)(?:như sau|sau đây|dưới đây|bao gồm)\s*[:.]?\s*$", re.IGNORECASE
)
_CAUSE_AFTER: Final = re.compile(
    r"(?:(?:những |một trong những )?(?:nguyên nhân|lý do|lí do)|bởi|vì(?! vậy| thế)|"
    r"do(?! đó| vậy)|theo đó|cụ thể|đó là (?:vì|do|bởi)|điều này (?:là )?(?:vì|do|bởi)|sở dĩ|"
    r"(?:ông|bà) giải thích)(?!\w)",
    re.IGNORECASE,
)
_CAUSE: Final = re.compile(
    r"(?:(?:những |các |một trong những )?(?:nguyên nhân|lý do|lí do)(?: chính| chủ yếu)?)(?!\w)",
    re.IGNORECASE,
)
FURTHER: Final = 3
"""Sentences behind the best one among which one may name the cause."""
_NEXT: Final = 3
"""Characters between a sentence and the next."""
Place = tuple[int, int]
_RESULT: Final = re.compile(
    r"(?:do đó|do vậy|vì vậy|vì thế|bởi vậy|bởi thế|chính vì vậy|chính vì thế|nhờ đó|nhờ vậy|"
    r"điều (?:này|đó) khiến|hậu quả là|kết quả là)(?!\w)",
    re.IGNORECASE,
)
_STEP: Final = re.compile(
    r"(?:theo đó|cụ thể|sau đó|tiếp theo|tiếp đến|kế đến|cuối cùng|thay vào đó|trước hết|đầu tiên|"
    r"bằng cách|muốn vậy|để làm (?:việc|điều) này|trong đó|khi đó|rồi)(?!\w)",
    re.IGNORECASE,
)
_REASON: Final = re.compile(
    r"(?<!\w)(?:vì|do|bởi|nhờ|nguyên nhân|lý do|lí do|nhằm|xuất phát từ)(?!\w)", re.IGNORECASE
)
_ASKED: Final = re.compile(r"\?[\s\"”’')]*$")
"""Ends a sentence that asks: what it asks is told behind it, if anywhere."""
_HEAD: Final = re.compile(r"^[\s\"“”'‘(]+")


def with_neighbours(
    question: str, evidence: Sequence[Evidence], articles: Mapping[str, Article]
) -> tuple[Evidence, ...]:
    """The evidence with the sentences that the best one needs right behind it.

    Args:
        question: As searched for.
        evidence: Best first.
        articles: Whole, by id.
    """
    kind = ask(question.split(" (")[0]).kind
    best = evidence[0] if evidence else None
    article = articles.get(best.article_id) if best else None
    if best is None or article is None:
        return tuple(evidence)
    if not may_need(kind, best.text):
        return tuple(evidence)
    given = {(e.article_id, e.start): e for e in evidence[1:]}
    found = [
        given.get((best.article_id, start)) or _made(best, article, start, end)
        for start, end in _needed(kind, best, article)
    ]
    if kind == "why" and any(e.start - best.end > _NEXT for e in found):
        best = best.unmarked()
    taken = {e.start for e in found}
    rest = [e for e in evidence[1:] if e.article_id != best.article_id or e.start not in taken]
    return (best, *found, *rest)


def may_need(kind: Kind, best: str) -> bool:
    """Whether the answer may stand beside a sentence: by the kind, or because it asks itself."""
    return kind in LONG_KINDS or bool(_ASKED.search(best))


def names_cause(text: str) -> bool:
    """Whether a sentence opens with the word for a cause: "Nguyên nhân chủ yếu là …"."""
    return bool(_CAUSE.match(_HEAD.sub("", text)))


def needs(kind: Kind, best: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a sentence needs the one before it and the one after it to answer."""
    own, follows = _HEAD.sub("", best), _HEAD.sub("", after)
    if _ASKED.search(best):
        return False, bool(after)
    if _OPENS.search(best) or (_BULLET.match(own) and _BULLET.match(follows)):
        return False, bool(after)
    if kind == "why":
        reason = _REASON.search(own)
        back = bool(_RESULT.match(own)) and bool(before)
        return back, not reason and not back and bool(_CAUSE_AFTER.match(follows))
    if kind == "how":
        return False, bool(_STEP.match(follows))
    return False, False


def _needed(kind: Kind, best: Evidence, article: Article) -> list[tuple[int, int]]:
    """The offsets of the neighbours a sentence needs, in the order they are quoted."""
    spans = sentences(article.text)
    at = next((i for i, (start, _) in enumerate(spans) if start == best.start), None)
    if at is None:
        return []
    texts = [article.text[a:b] for a, b in spans[at + 1 : at + 1 + MOST]]
    before = article.text[slice(*spans[at - 1])] if at else ""
    back, on = needs(kind, best.text, before, texts[0] if texts else "")
    found = [spans[at - 1]] if back else []
    if kind == "why" and not back and not on and not _REASON.search(best.text):
        found.extend(_cause_of(best, article, spans[at + 1 : at + 1 + FURTHER]))
    if on:
        found.append(spans[at + 1])
        listed = _OPENS.search(best.text) or _BULLET.match(_HEAD.sub("", texts[0]))
        if listed and len(texts) > 1 and _BULLET.match(_HEAD.sub("", texts[1])):
            found.append(spans[at + 2])
    return found[:MOST]


def _cause_of(best: Evidence, article: Article, behind: list[Place]) -> list[Place]:
    """The sentence a little further on that names the cause, in the same paragraph."""
    for start, end in behind:
        if "\n" in article.text[best.end : start]:
            return []
        if names_cause(article.text[start:end]):
            return [(start, end)]
    return []


def _made(best: Evidence, article: Article, start: int, end: int) -> Evidence:
    """A neighbour that the reader did not name, as evidence without a short answer."""
    return replace(
        best, text=article.text[start:end], start=start, end=end, span_start=None, span_end=None,
        span_probability=0.0, probability=SHARE * best.probability, context="", passage_id="",
    )  # fmt: skip
