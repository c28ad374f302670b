"""An article as the ranker sees it: sentences, their words, figures, dates and names.

Nothing here depends on the question, so that a view can be kept between questions.
"""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np

from assistant.reader_features_signs import signs
from assistant.reader_features_text import Tokens, tokens
from assistant.reader_features_words import Lexicon
from assistant.spans import Span, slots
from corpus.sentences import sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A figure, date, name or quote as token positions ``[i, j)`` of its sentence."""

    i: int
    j: int
    span: Span
    folded: frozenset[str]


class SentenceView:
    """One sentence with what features are made of."""

    def __init__(self, text: str, start: int, lexicon: Lexicon) -> None:
        """Cut the sentence into tokens and words.

        Args:
            text: The sentence.
            start: Its offset in the article.
            lexicon: Knows words and their rows.
        """
        self.text, self.start, self.end = text, start, start + len(text)
        self.tokens: Tokens = tokens(text)
        self.keys = frozenset(self.tokens.keys)
        self.folded = frozenset(self.tokens.folded)
        pairs = zip(self.tokens.folded, self.tokens.folded[1:], strict=False)
        self.pairs = frozenset(f"{a} {b}" for a, b in pairs)
        self.words = lexicon.segment(self.tokens.keys)
        self.rows = np.array([r for _, _, r in self.words if r >= 0], dtype=np.int64)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Figures, dates, names and quotes, each piece of text once."""
        seen: dict[tuple[int, int, str], Slot] = {}
        starts, ends = self.tokens.starts, self.tokens.ends
        for span in slots(self.text):
            inside = [
                k for k in range(len(starts)) if starts[k] >= span.start and ends[k] <= span.end
            ]
            if inside:
                i, j = inside[0], inside[-1] + 1
                folded = frozenset(self.tokens.folded[i:j])
                seen.setdefault((i, j, span.kind), Slot(i=i, j=j, span=span, folded=folded))
        return tuple(seen.values())

    @cached_property
    def signs(self) -> tuple[float, ...]:
        """What of its looks matters, whatever is asked."""
        return signs(self.text, self.tokens)

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """Folded token to where it stands."""
        where: dict[str, list[int]] = {}
        for i, token in enumerate(self.tokens.folded):
            where.setdefault(token, []).append(i)
        return where


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """What is at hand of one article: all of it, or a passage.

    Attributes:
        text: The article's text from ``offset`` on.
        published_at: Its date, if known.
        offset: Where ``text`` begins in the article.
    """

    article_id: str
    revision: int
    title: str
    text: str
    published_at: datetime | None
    offset: int = 0


class ArticleView:
    """One article, or what is at hand of it, with its sentences."""

    def __init__(self, article: Readable, lexicon: Lexicon) -> None:
        """Cut the text into sentences.

        Args:
            article: What is at hand.
            lexicon: Knows words and their rows.
        """
        self.article, text = article, article.text
        self.title_view = SentenceView(article.title, 0, lexicon)
        spans = sentences(text)
        self.sentences = [SentenceView(text[a:b], article.offset + a, lexicon) for a, b in spans]
        self.is_title = [s.text == article.title.strip() for s in self.sentences]
        self.paragraphs = _paragraphs(text, spans)

    @property
    def article_id(self) -> str:
        """The article's id."""
        return self.article.article_id

    @property
    def title(self) -> str:
        """The article's title as the store gives it."""
        return self.article.title

    @cached_property
    def folded(self) -> frozenset[str]:
        """All folded tokens of the article."""
        return self.title_view.folded.union(*(s.folded for s in self.sentences))

    @cached_property
    def capitals(self) -> Counter[str]:
        """How often each folded token stands capitalised inside a sentence."""
        count: Counter[str] = Counter()
        for s in self.sentences:
            t = s.tokens
            count.update(t.folded[i] for i in range(1, len(t)) if t.capital[i])
        return count

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each folded token stands inside a sentence."""
        count: Counter[str] = Counter()
        for s in self.sentences:
            count.update(s.tokens.folded[1:])
        return count

    @cached_property
    def seen(self) -> Counter[str]:
        """Marked syllables and pairs of syllables with their counts."""
        count: Counter[str] = Counter()
        for s in [self.title_view, *self.sentences]:
            k = s.tokens.keys
            count.update(k)
            count.update(f"{a} {b}" for a, b in itertools.pairwise(k))
        return count


def _paragraphs(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """The number of the line that each sentence stands on."""
    numbers, line, last = [], 0, 0
    for start, _ in spans:
        line += text.count("\n", last, start)
        last = start
        numbers.append(line)
    return numbers
