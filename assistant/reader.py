"""The reader: which sentences of the articles found answer a question, and which words in them.

It does not search and does not write; hits and articles go in, ranked evidence comes out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import Evidence, Reading, by_date
from assistant.large_reader import open_or_say
from assistant.reader_features import Pool
from assistant.reader_features_article import ArticleView
from assistant.reader_features_cover import Columns, Found
from assistant.reader_features_question import QuestionView
from assistant.reader_features_span import span_table
from assistant.reader_found import group
from assistant.reader_neural import (
    Hint,
    SentenceScorer,
    first_columns,
    neural_columns,
    open_neural,
    pieces,
)
from assistant.reader_ranking import Ranker
from assistant.settings import AssistantSettings
from assistant.spans import Span, candidates, without_place
from corpus.article import Article
from corpus.text import clean
from index.hit import Hit

CLOSE = 48
"""Sentences looked at closely; 2026-11-21 in DECISIONS.md."""
GIVEN = 12
"""Sentences in a reading."""
SPANNED = 4
"""Sentences in which a short answer is looked for."""
NETWORK = 40
"""Sentences that the neural reader reads."""
JUDGED = 16
"""Sentences that a configured larger reader puts in order."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The sentences looked at closely; arrays are of one length.

    Attributes:
        chosen: Their numbers in the pool.
        columns: Their features.
        scores: Higher is better.
        hints: What the neural reader marks, by number in the pool.
    """

    chosen: NDArray[np.int64]
    columns: Columns
    scores: Floats
    hints: Mapping[int, Hint]


class Reader:
    """Reads articles for answers; one instance serves many readers at once."""

    def __init__(
        self,
        ranker: Ranker | None = None,
        *,
        neural: SentenceScorer | None = None,
        large: str = "",
    ) -> None:
        """Hold the parts; nothing large is loaded yet.

        Args:
            ranker: In place of the shipped one.
            neural: Reads what the ranker puts in front; ``None`` for the ranker alone.
            large: Name or folder of a larger reader that puts the best sentences in order.
        """
        self._ranker = ranker or Ranker()
        self._neural = neural if self._ranker.wants_neural() else None
        self._large = large
        self._opened = lru_cache(maxsize=1)(lambda: open_or_say(large))
        self._view = lru_cache(maxsize=256)(self._new_view)

    @classmethod
    def open(cls, settings: AssistantSettings) -> "Reader":
        """The reader that the settings name; the shipped one where it is ``shipped``."""
        large = "" if settings.reader == "shipped" else settings.reader
        return cls(neural=open_neural(), large=large)

    @property
    def threshold(self) -> float:
        """Below this probability a question counts as not answered."""
        return self._ranker.threshold(neural=self._neural is not None)

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
                best passage is read.
            newest_first: Among sentences about as likely, put the newest article's first.
        """
        question = clean(question)
        found = self.found(hits, articles or {})
        if not any(f.view.sentences for f in found):
            asked = self._ranker.kinds.ask(question)[0]
            return Reading(evidence=(), p_answerable=0.0, asked=asked)
        views = [f.view for f in found]
        asker = QuestionView(question, views, self._ranker.lexicon, self._ranker.kinds)
        pool = Pool(asker, found, self._ranker.lexicon)
        looked = self._look(question, pool)
        sure = self._ranker.answerable(
            looked.columns, looked.scores, pool.article[looked.chosen].tolist()
        )
        likely = self._ranker.shares(looked.columns, looked.scores) * sure
        scores, spans, notices = self._judged(question, pool, looked)
        evidence = [
            self._evidence(pool, looked, k, scores, likely, spans if n < SPANNED else None)
            for n, k in enumerate(np.argsort(-scores)[:GIVEN].tolist())
        ]
        if newest_first:
            dates = {f.view.article_id: f.view.published_at for f in found}
            evidence = by_date(evidence, dates)
        return Reading(
            evidence=tuple(evidence), p_answerable=sure, asked=asker.asked, notices=notices
        )

    # --- how it is ordered -----------------------------------------------------------------

    def _look(self, question: str, pool: Pool) -> Looked:
        """The sentences worth a close look, scored by the ranker and, if at hand, the network."""
        columns = pool.columns()
        light = pool.light(columns)
        chosen = np.sort(np.argsort(-light)[:CLOSE])
        near = {name: values[chosen] for name, values in columns.items()}
        near |= pool.close(chosen) | {"light": light[chosen]}
        scores = self._ranker.order(near)
        if self._neural is None:
            return Looked(chosen=chosen, columns=near, scores=scores, hints={})
        groups = pieces(pool, chosen[np.argsort(-scores)], NETWORK)
        more, hints = neural_columns(self._neural, question, pool, groups)
        near |= {name: values[chosen] for name, values in more.items()}
        near |= first_columns(scores, pool.article[chosen])
        return Looked(chosen=chosen, columns=near, scores=self._ranker.combine(near), hints=hints)

    def _judged(
        self, question: str, pool: Pool, looked: Looked
    ) -> tuple[Floats, dict[int, Hint], tuple[str, ...]]:
        """Scores as a larger reader sees them, where one is configured and reached."""
        if not self._large:
            return looked.scores, {}, ()
        large, notice = self._opened()
        if large is None:
            return looked.scores, {}, (notice,)
        best = np.argsort(-looked.scores)[:JUDGED]
        places = [int(looked.chosen[k]) for k in best]
        texts = [(pool.before(at), pool.sentences[at].text) for at in places]
        judged = large.judge(question, texts)
        scores = looked.scores - looked.scores.max() - max(abs(j.score) for j in judged) - 1e3
        spans: dict[int, Hint] = {}
        for k, at, found in zip(best, places, judged, strict=True):
            scores[k] = found.score
            if found.span:
                spans[at] = (*found.span, 0.0)
        return scores, spans, ()

    def found(self, hits: Sequence[Hit], articles: Mapping[str, Article]) -> list[Found]:
        """The articles of the hits, best first, each with its passages."""
        return group(hits, articles, self._view)

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
        self,
        pool: Pool,
        looked: Looked,
        k: int,
        scores: Floats,
        likely: Floats,
        spans: Mapping[int, Hint] | None,
    ) -> Evidence:
        """One sentence as evidence, with its short answer where one is looked for."""
        at = int(looked.chosen[k])
        sentence, found = pool.sentences[at], pool.found[pool.article[at]]
        span: Hint | None = None
        if spans is not None and pool.question.asked.kind != "yesno":
            span = self._span(pool, at, looked.hints.get(at), spans.get(at))
        return Evidence(
            text=sentence.text,
            article_id=found.view.article_id,
            revision=found.view.revision,
            start=sentence.start,
            end=sentence.end,
            probability=float(likely[k]),
            score=float(scores[k]),
            span_start=sentence.start + span[0] if span else None,
            span_end=sentence.start + span[1] if span else None,
            span_probability=span[2] if span else 0.0,
            context=pool.before(at),
            title=found.view.title,
            passage_id=found.passage_at(sentence.start),
        )

    def _span(self, pool: Pool, at: int, hint: Hint | None, given: Hint | None) -> Hint | None:
        """The likeliest short answer in a sentence: start, end, probability."""
        sentence = pool.sentences[at]
        spans = candidates(sentence.text)
        if hint and not any((s.start, s.end) == hint[:2] for s in spans):
            spans.append(Span(start=hint[0], end=hint[1], kind="chunk"))
        if not spans:
            return None
        table = span_table(pool.question, sentence, spans, hint)
        scores = self._ranker.spans(table, hinted=hint is not None)
        sure = self._ranker.span_probability(scores, hinted=hint is not None)
        best = spans[int(scores.argmax())]
        start, end = given[:2] if given else (best.start, best.end)
        if pool.question.asked.kind == "person":
            start = without_place(sentence.text, start, end)
        return start, end, sure
