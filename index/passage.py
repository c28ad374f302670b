"""Passages, the retrievable pieces that tile an article; knows nothing of stores."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from corpus.article import Article
from corpus.sentences import sentences
from index.record import id_of_passage

AIM_SYLLABLES = 110
"""A passage is closed once it holds this many syllables (issue 2: about 100 to 180)."""
MOST_SYLLABLES = 180
"""No passage is longer, unless by the blanks that belong to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of an article; ``text == article.text[start:end]``.

    The passages of one revision tile it: joined in order they give the text back, character
    for character. Title, source and date ride along for retrieval and display; they are not
    part of the quotable text.
    """

    article_id: str
    revision: int
    ordinal: int
    start: int
    end: int
    text: str
    title: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    published_at: datetime | None = None

    @property
    def passage_id(self) -> str:
        """Derived, never drawn: article, revision and ordinal."""
        return id_of_passage(self.article_id, self.revision, self.ordinal)


def bounds(text: str) -> list[int]:
    """Where the passages of a text begin, in order, and its length; sentence-aligned.

    Only a sentence longer than ``MOST_SYLLABLES`` is cut inside, at a blank.
    """
    return [0, *_cuts(text), len(text)]


def passages(
    article: Article, revision: int | None = None, cut: Sequence[int] = ()
) -> list[Passage]:
    """The passages of an article in order, tiling its text.

    Args:
        article: What is cut.
        revision: The number under which it will be stored; its own where ``None``.
        cut: The ``bounds`` of its text, where they are known.
    """
    return [
        Passage(
            article_id=article.article_id,
            revision=article.revision if revision is None else revision,
            ordinal=ordinal,
            start=start,
            end=end,
            text=article.text[start:end],
            title=article.title,
            source=article.source,
            author=article.author,
            url=article.url,
            published_at=article.published_at,
        )
        for ordinal, (start, end) in enumerate(itertools.pairwise(cut or bounds(article.text)))
    ]


def _cuts(text: str) -> list[int]:
    """Offsets inside the text at which a new passage begins."""
    cuts: list[int] = []
    held = 0
    for start, end in _pieces(text):
        size = len(text[start:end].split())
        if held and (held >= AIM_SYLLABLES or held + size > MOST_SYLLABLES):
            cuts.append(start)
            held = 0
        held += size
    if cuts and held < AIM_SYLLABLES // 4 and _size(text, cuts) + held <= MOST_SYLLABLES:
        cuts.pop()
    return cuts


def _size(text: str, cuts: list[int]) -> int:
    """Syllables of the passage before the last one."""
    return len(text[cuts[-2] if len(cuts) > 1 else 0 : cuts[-1]].split())


def _pieces(text: str) -> list[tuple[int, int]]:
    """Sentences, the overlong ones cut at blanks."""
    pieces: list[tuple[int, int]] = []
    for start, end in sentences(text):
        if end - start < 2 * MOST_SYLLABLES:
            pieces.append((start, end))
            continue
        while len(words := text[start:end].split(maxsplit=MOST_SYLLABLES)) > MOST_SYLLABLES:
            cut = end - len(words[-1])
            pieces.append((start, cut))
            start = cut
        while end - start > _MOST_CHARACTERS:
            pieces.append((start, start + _MOST_CHARACTERS))
            start += _MOST_CHARACTERS
        pieces.append((start, end))
    return pieces


_MOST_CHARACTERS = 4000
"""A "word" without any blank is cut here; ten times the longest ordinary passage."""
