"""The reader: which sentences of the articles found answer a question, and which words in them.

It does not search and does not write; hits and articles go in, ranked evidence comes out.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import Evidence, Reading
from assistant.question_kind import ask
from assistant.reader_features import Columns, Found, Pool
from assistant.reader_features_article import ArticleView
from assistant.reader_features_question import QuestionView
from assistant.reader_features_span import span_table
from assistant.reader_ranking import Ranker
from assistant.settings import AssistantSettings
from assistant.spans import candidates
from corpus.article import Article
from corpus.text import clean
from index.hit import Hit

log = logging.getLogger(__name__)

ARTICLES = 8
"""Articles read for one question."""
CLOSE = 56
"""Sentences looked at closely; 2026-11-21 in DECISIONS.md."""
GIVEN = 12
"""Sentences in a reading."""
SPANNED = 4
"""Sentences in which a short answer is looked for."""
NEWER = 0.7
"""Where the newest is asked for, evidence of at least this share of the best probability may pass it."""

Floats = NDArray[np.float32]


class Scorer(Protocol):
    """A further model that scores sentences, such as the neural reader."""

    def columns(self, question: str, pool: Pool) -> Columns:
        """Columns for every sentence of the pool, each (n,), named ``n_…``."""

    def hint(self, sentence: int) -> tuple[int, int, float] | None:
        """What it marks in a sentence of that pool: start, end, log-probability."""


class Reader:
    """Reads articles for answers; one instance serves many readers at once."""

    def __init__(self, ranker: Ranker | None = None, notices: Sequence[str] = ()) -> None:
        """Take the shipped ranker unless another is given; nothing large is loaded yet.

        Args:
            ranker: In place of the shipped one.
            notices: Said with every reading, such as that a configured model was not reached.
        """
        self._ranker = ranker or Ranker()
        self._notices = tuple(notices)
        self._view = lru_cache(maxsize=256)(self._new_view)

    @classmethod
    def open(cls, settings: AssistantSettings) -> "Reader":
        """The reader that the settings name."""
        del settings
        return cls()

    @property
    def threshold(self) -> float:
        """Below this probability a question counts as not answered."""
        return self._ranker.threshold(neural=False)

    def read(
        self,
        question: str,
        hits: Sequence[Hit],
        articles: Mapping[str, Article] | None = None,
        *,
        newest_first: bool = False,
    ) -> Reading:
        """The sentences that may answer, best first, and how sure it is that one does.

        Args:
            question: As typed; a follow-up with what it refers to put in.
            hits: Passages found, best first.
            articles: Whole articles by id; of an article that is missing here only the hits'
                passages are read.
            newest_first: Among sentences about as likely, put the newest article's first.
        """
        question = clean(question)
        asked = ask(question)
        found = self._found(hits, articles or {})
        if not found or not any(f.view.sentences for f in found):
            return Reading(evidence=(), p_answerable=0.0, asked=asked, notices=self._notices)
        asker = QuestionView(question, [f.view for f in found], self._ranker.lexicon)
        pool = Pool(asker, found, self._ranker.lexicon)
        columns = pool.columns()
        light = pool.light(columns)
        chosen = np.sort(np.argsort(-light)[:CLOSE])
        near = {name: values[chosen] for name, values in columns.items()}
        near |= pool.close(chosen) | {"light": light[chosen]}
        scores = self._ranker.order(near)
        sure = self._ranker.answerable(near, scores, pool.article[chosen].tolist())
        likely = self._ranker.shares(near, scores) * sure
        order = np.argsort(-scores)[:GIVEN].tolist()
        evidence = [
            self._evidence(pool, int(chosen[k]), float(scores[k]), float(likely[k]), n < SPANNED)
            for n, k in enumerate(order)
        ]
        if newest_first:
            evidence = _newest(evidence, found)
        return Reading(
            evidence=tuple(evidence), p_answerable=sure, asked=asker.asked, notices=self._notices
        )

    # --- what is read ----------------------------------------------------------------------

    def _found(self, hits: Sequence[Hit], articles: Mapping[str, Article]) -> list[Found]:
        """The articles of the hits, best first, each with its passages."""
        groups: dict[tuple[str, int], list[Hit]] = {}
        for hit in hits:
            groups.setdefault((hit.passage.article_id, hit.passage.revision), []).append(hit)
        top = max((h.lexical for h in hits), default=0.0) or 1.0
        return [self._group(group, articles, top) for group in list(groups.values())[:ARTICLES]]

    def _group(self, group: list[Hit], articles: Mapping[str, Article], top: float) -> Found:
        best = group[0].passage
        article = articles.get(best.article_id)
        if article is not None and article.revision == best.revision:
            view = self._view(
                article.article_id, article.revision, article.title, article.text,
                article.published_at, 0,
            )  # fmt: skip
        else:
            view = self._view(
                best.article_id, best.revision, best.title, best.text, best.published_at, best.start
            )
        return Found(
            view=view,
            score=max(h.lexical for h in group) / top,
            lexical=max(h.lexical for h in group) / top,
            dense=0.0,
            passages=tuple((h.passage.start, h.passage.end, h.lexical / top) for h in group),
        )

    def _new_view(
        self,
        article_id: str,
        revision: int,
        title: str,
        text: str,
        published_at: datetime | None,
        offset: int,
    ) -> ArticleView:
        return ArticleView(
            article_id=article_id, revision=revision, title=title, text=text,
            published_at=published_at, lexicon=self._ranker.lexicon, offset=offset,
        )  # fmt: skip

    # --- what is found ---------------------------------------------------------------------

    def _evidence(
        self, pool: Pool, at: int, score: float, probability: float, spanned: bool
    ) -> Evidence:
        """One sentence as evidence, with its short answer where one is looked for."""
        sentence, found = pool.sentences[at], pool.found[pool.article[at]]
        span: tuple[int, int, float] | None = None
        if spanned and pool.question.asked.kind != "yesno":
            span = self._span(pool, at)
        first = at == pool.first[pool.article[at]]
        return Evidence(
            text=sentence.text,
            article_id=found.view.article_id,
            revision=found.view.revision,
            start=sentence.start,
            end=sentence.end,
            probability=probability,
            score=score,
            span_start=span[0] if span else None,
            span_end=span[1] if span else None,
            span_probability=span[2] if span else 0.0,
            context="" if first else pool.sentences[at - 1].text,
            title=found.view.title,
        )

    def _span(self, pool: Pool, at: int) -> tuple[int, int, float] | None:
        """Offsets of the likeliest short answer in the article, and its probability."""
        sentence = pool.sentences[at]
        spans = candidates(sentence.text)
        if not spans:
            return None
        scores = self._ranker.spans(span_table(pool.question, sentence, spans))
        best = spans[int(scores.argmax())]
        sure = self._ranker.span_probability(scores)
        return sentence.start + best.start, sentence.start + best.end, sure


def _newest(evidence: list[Evidence], found: Sequence[Found]) -> list[Evidence]:
    """Likely evidence with the newest article's first; the rest keeps its place."""
    dates = {f.view.article_id: f.view.published_at for f in found}
    floor = NEWER * evidence[0].probability
    likely = [e for e in evidence if e.probability >= floor]
    rest = [e for e in evidence if e.probability < floor]

    def age(piece: Evidence) -> float:
        day = dates.get(piece.article_id)
        return -day.timestamp() if day else 0.0

    return sorted(likely, key=age) + rest
