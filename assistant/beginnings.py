"""How the articles on a subject begin: sentences for an open request, in the articles' own order.

News says first what matters most. What was found and ranked comes in; it knows words.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Final, NamedTuple

from assistant.asked_words import AskedWords
from assistant.evidence import Evidence, Reading, alike, quoted
from assistant.open_request import Topic
from assistant.question_kind import ask
from corpus.article import Article
from corpus.sentences import sentences

Place = tuple[int, int]
"""Offsets of a sentence in its article's text."""
LEAST: Final = 0.8
"""Of the words that name the subject, those that an article has in its title and beginning."""
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
_HEADS: Final = re.compile(
    r"^(?:(?:vụ việc|vụ|sự kiện|câu chuyện|chuyện|việc|trận|cuộc|bài|chủ đề|đề tài) )+",
    re.IGNORECASE,
)
"""Words before a subject that an article about it need not have."""


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
    fits: list[_Beginning] = []
    for name in dict.fromkeys(ranked):
        if article := articles.get(name):
            titled, places = words.share(article.title), _places(article)
            begins = [article.title, *(article.text[slice(*place)] for place in places)]
            if titled >= TITLED and words.share(" ".join(begins)) >= LEAST:
                fits.append(_Beginning(article, places, titled))
    best = max((one.titled for one in fits), default=0.0)
    about = [one for one in fits if one.titled >= min(best, LEAST)]
    if topic.newest:
        about.sort(key=_day, reverse=True)
    if topic.one or len(about) == 1:
        given = [(one, place) for one in about[:1] for place in _of_one(one, words, topic)]
    else:
        given = [(one, place) for one in about for place in _first(one, words)]
    found: list[Evidence] = []
    for one, place in given:
        piece = quoted(one.article, place, one.titled)
        if not any(alike(piece.text, other.text, SAME) for other in found):
            found.append(piece)
    return tuple(found[:most])


class _Beginning(NamedTuple):
    """An article, the sentences it begins with, and how much of the subject its title has."""

    article: Article
    places: list[Place]
    titled: float


def _of_one(one: _Beginning, words: AskedWords, topic: Topic) -> list[Place]:
    """Of the only article its first sentences; those that name the subject if the first does not.

    A summary begins where the article does.
    """
    first = " ".join(one.article.text[slice(*place)] for place in one.places[:1])
    if topic.one or words.share(first) >= LEAST:
        return one.places
    return _telling(one.article, words) or one.places


def _first(one: _Beginning, words: AskedWords) -> list[Place]:
    """The first sentence of a beginning that names the subject, else the first."""
    named = [p for p in one.places if words.share(one.article.text[slice(*p)]) >= TITLED]
    return (named or one.places)[:1]


def as_read(topic: Topic, evidence: tuple[Evidence, ...]) -> Reading:
    """The sentences given for an open request, as sure as the least of them."""
    sure = min(piece.probability for piece in evidence)
    return Reading(evidence=evidence, p_answerable=sure, p_right=sure, asked=ask(topic.text))


def _telling(article: Article, words: AskedWords) -> list[Place]:
    """The first sentences of an article that name the subject."""
    told = (
        span for span in sentences(article.text)
        if words.share(article.text[slice(*span)]) >= LEAST
        and len(article.text[slice(*span)].split()) >= _FEWEST
        and not _titled(article, span)
    )  # fmt: skip
    return list(islice(told, BEGINNING))


def _titled(article: Article, span: Place) -> bool:
    """Whether a sentence is the title."""
    return alike(article.text[slice(*span)], article.title, TITLE)


def _day(one: _Beginning) -> datetime:
    day = one.article.published_at or datetime.min
    return day if day.tzinfo else day.replace(tzinfo=UTC)


def _places(article: Article) -> list[Place]:
    """Offsets of the sentences with which an article begins, its title and headings aside."""
    spans = (
        (start, end) for start, end in sentences(article.text)
        if len(article.text[start:end].split()) >= _FEWEST
        and article.text[end - 1] in ".!?\"”"
        and not article.text[:end].endswith("...")
        and not (article.text[start].islower() or article.text[start] in ".…,;-")
        and not _titled(article, (start, end))
    )  # fmt: skip
    return list(islice(spans, BEGINNING))
