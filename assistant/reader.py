"""The reader: which sentences of the articles found answer a question, and which words in them.

It does not search and does not write; hits and articles go in, ranked evidence comes out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import Evidence, Reading, agreeing, by_date
from assistant.large_reader import open_or_say
from assistant.question_kind_model import KindModel
from assistant.reader_features import Pool
from assistant.reader_features_article import ArticleView, Readable
from assistant.reader_features_cover import Columns, Found
from assistant.reader_features_question import QuestionView, as_turns
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
from assistant.reader_spans import FLOOR, Mark, mark
from assistant.settings import AssistantSettings
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
SURE = 0.8
"""Probability given to a short answer that a larger reader marks."""

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
            return Reading(evidence=(), p_answerable=0.0, p_right=0.0, asked=asked)
        pool = self.pool(question, found, self._ranker.kinds)
        looked = self.look(question, pool, self._neural)
        if self._neural is not None:
            looked = replace(looked, scores=self._ranker.combine(looked.columns))
        front = np.argsort(-looked.scores)[:SPANNED].tolist()
        marks = self._marks(pool, looked, [*front, int(looked.columns["s_score"].argmax())])
        looked = self._settled(looked, marks)
        sure = self._ranker.answerable(
            looked.columns,
            looked.scores,
            pool.article[looked.chosen].tolist(),
            lone=len(hits) == 1 and not articles,
        )
        likely = self._ranker.shares(looked.columns, looked.scores) * sure
        scores, given, notices = self._judged(question, pool, looked)
        order = np.argsort(-scores)[:GIVEN].tolist()
        marks |= self._marks(pool, looked, [k for k in order[:SPANNED] if k not in marks]) | given
        evidence = [self._evidence(pool, looked, k, scores, likely, marks.get(k)) for k in order]
        agreed = agreeing(evidence) / sure if sure else 0.0
        right = self._ranker.right(sure, agreed, neural=self._neural is not None)
        if newest_first:
            dates = {f.view.article_id: f.view.article.published_at for f in found}
            evidence = by_date(evidence, dates)
        return Reading(
            evidence=tuple(evidence), p_answerable=sure, p_right=right,
            asked=pool.question.asked, notices=notices,
        )  # fmt: skip

    # --- how it is ordered -----------------------------------------------------------------

    def look(self, question: str, pool: Pool, neural: SentenceScorer | None) -> Looked:
        """The sentences worth a close look in the ranker's order, with all their columns."""
        columns = pool.columns()
        chosen = np.sort(np.argsort(-self._ranker.first(columns))[:CLOSE])
        near = {name: values[chosen] for name, values in columns.items()}
        near |= pool.close(chosen)
        scores = self._ranker.order(near)
        near |= first_columns(scores, pool.article[chosen])
        if neural is None:
            return Looked(chosen=chosen, columns=near, scores=scores, hints={})
        groups = pieces(pool, chosen[np.argsort(-scores)], NETWORK)
        more, hints = neural_columns(neural, as_turns(question), pool, groups)
        near |= {name: values[chosen] for name, values in more.items()}
        return Looked(chosen=chosen, columns=near, scores=scores, hints=hints)

    def _marks(self, pool: Pool, looked: Looked, rows: Sequence[int]) -> dict[int, Mark]:
        """Short answers in some of the sentences looked at, by number there."""
        places = {k: int(looked.chosen[k]) for k in rows}
        found = {k: mark(self._ranker, pool, at, looked.hints.get(at)) for k, at in places.items()}
        return {k: one for k, one in found.items() if one is not None}

    def _settled(self, looked: Looked, marks: Mapping[int, Mark]) -> Looked:
        """The sentences with the quality of their answers, those in front ordered by it too."""
        quality = np.full(len(looked.scores), FLOOR, np.float32)
        for k, one in marks.items():
            quality[k] = one.quality
        scores = self._ranker.settle(looked.scores, quality, looked.columns)
        return replace(looked, scores=scores, columns=looked.columns | {"x_quality": quality})

    def _judged(
        self, question: str, pool: Pool, looked: Looked
    ) -> tuple[Floats, dict[int, Mark], tuple[str, ...]]:
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
        marks: dict[int, Mark] = {}
        for k, found in zip(best.tolist(), judged, strict=True):
            scores[k] = found.score
            if found.span:
                marks[k] = Mark(start=found.span[0], end=found.span[1], sure=SURE, quality=0.0)
        return scores, marks, ()

    def pool(self, question: str, found: Sequence[Found], kinds: KindModel) -> Pool:
        """All sentences of the articles, compared with a question."""
        views = [f.view for f in found]
        asker = QuestionView(question, views, self._ranker.lexicon, kinds)
        return Pool(asker, found, self._ranker.lexicon)

    def found(self, hits: Sequence[Hit], articles: Mapping[str, Article]) -> list[Found]:
        """The articles of the hits, best first, each with its passages."""
        return group(hits, articles, self._view)

    def _new_view(self, article: Readable) -> ArticleView:
        return ArticleView(article, self._ranker.lexicon)

    # --- what is found ---------------------------------------------------------------------

    def _evidence(
        self,
        pool: Pool,
        looked: Looked,
        k: int,
        scores: Floats,
        likely: Floats,
        mark: Mark | None,
    ) -> Evidence:
        """One sentence as evidence, with its short answer where one is looked for."""
        at = int(looked.chosen[k])
        sentence, found = pool.sentences[at], pool.found[pool.article[at]]
        span = (mark.start, mark.end) if mark else None
        return Evidence(
            text=sentence.text,
            article_id=found.view.article_id,
            revision=found.view.article.revision,
            start=sentence.start,
            end=sentence.end,
            probability=float(likely[k]),
            score=float(scores[k]),
            span_start=sentence.start + span[0] if span else None,
            span_end=sentence.start + span[1] if span else None,
            span_probability=mark.sure if mark else 0.0,
            context=pool.before(at),
            title=found.view.title,
            passage_id=found.passage_at(sentence.start),
        )
