"""How the articles on a subject begin: sentences for an open request, in the articles' own order.

News says first what matters most. What was found and ranked comes in; it knows words.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from assistant.asked_words import AskedWords
from assistant.evidence import Evidence, Reading, alike
from assistant.open_request import Topic
from assistant.question_kind import ask
from corpus.article import Article
from corpus.sentences import sentences

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
        given = [(article, place) for article in about for place in _first(article, words)]
    found: list[Evidence] = []
    for article, place in given:
        piece = _piece(article, place, words.share(article.title))
        if not any(alike(piece.text, one.text, SAME) for one in found):
            found.append(piece)
    return tuple(found[:most])


def _first(article: Article, words: AskedWords) -> list[tuple[int, int]]:
    """The first sentence of a beginning that names the subject, else the first."""
    places = _places(article)
    named = [p for p in places if words.share(article.text[slice(*p)]) >= TITLED]
    return (named or places)[:1]


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
        and article.text[end - 1] in ".!?\"”"
        and not article.text[:end].endswith("...")
        and not (article.text[start].islower() or article.text[start] in ".…,;-")
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
