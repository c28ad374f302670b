"""Turns questions and what was found for them into the tables that the models are fitted on.

Each question is read as the product reads it; only then are its sentences labelled. It searches
nothing and fits nothing.
"""

import logging
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.question_kind_model import KindModel
from assistant.reader import SPANNED, Reader
from assistant.reader_features import Pool
from assistant.reader_neural import Hint, SentenceScorer
from assistant.reader_ranking import Ranker
from assistant.reader_spans import spans_of
from assistant.train_ranker_data import Asked
from assistant.train_ranker_hits import Found, hits, unmark
from corpus.article import Article
from index.hit import Hit

log = logging.getLogger(__name__)
READ = 12
"""Passages read for a question."""
FAR = 2
"""Other articles that a small archive gives."""
TELLING = 6
"""Characters of an answer that is unlikely to stand in another article by chance."""
LONE = ("lone", "stray")
"""Ways in which a single passage is read, without its article."""
WITHOUT = ("removed", "stray")
"""Ways in which nothing answers."""
Floats = NDArray[np.float32]
Spans = list[tuple[int, Floats, Floats]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One question, in one way of asking it, with its sentences; arrays are of one length.

    Attributes:
        asked: The question.
        way: ``typed``, ``bare`` (without marks), ``removed`` (its article taken out), ``small``
            (as an archive of few articles gives it: its article and the furthest ones found),
            ``lone`` (a single passage that answers) or ``stray`` (a single one that does not).
        rows: (sentences, columns) float32; the columns' names are kept beside the tables.
        label: 1 for a sentence that answers, or says the same words.
        unsure: Sentences that hold the answer but were not marked as evidence: left out of fitting.
        article: Number of each sentence's article.
        right: Whether the article is the one asked about.
        place: Number of each sentence among all of the articles found.
        spans: Of some sentences: the row, span features, and the F1 of each span.
    """

    asked: Asked
    way: str
    rows: Floats
    label: Floats
    unsure: NDArray[np.bool_]
    article: NDArray[np.int64]
    right: NDArray[np.bool_]
    place: NDArray[np.int64]
    spans: Spans

    @property
    def answered(self) -> bool:
        """Whether anything found can answer the question."""
        return bool(self.asked.gold) and self.way not in WITHOUT


def f1(said: str, answers: Sequence[str]) -> float:
    """Best F1 of words against any of the answers, as SQuAD counts it."""
    mine = Counter(re.findall(r"\w+(?:[.,]\w+)*%?", said.lower()))
    best = 0.0
    for answer in answers:
        theirs = Counter(re.findall(r"\w+(?:[.,]\w+)*%?", answer.lower()))
        common = sum((mine & theirs).values())
        if common:
            best = max(best, 2 * common / (sum(mine.values()) + sum(theirs.values())))
    return best


class TableMaker:
    """Makes tables of questions."""

    def __init__(
        self,
        folder: Path,
        articles: Mapping[str, Article],
        found: Found,
        neural: SentenceScorer | None = None,
    ) -> None:
        """Use the words and kinds of a model folder, and its models once they are fitted.

        Args:
            folder: The model folder.
            articles: The archive's content by id.
            found: What was found for each question.
            neural: With it, tables hold only what is looked at closely, with its columns.
        """
        self.ranker = Ranker(folder)
        self.reader = Reader(self.ranker)
        self._articles, self._found, self._neural = articles, found, neural
        self.names: list[str] = []

    def make(self, one: Asked, way: str, kinds: KindModel) -> Table | None:
        """The table of a question; ``None`` where nothing was found.

        Args:
            one: The question.
            way: As in ``Table``.
            kinds: A kind model that was not fitted on the question.
        """
        pool, text = self._pool(one, way, kinds)
        if not pool.sentences:
            return None
        if self._neural is None:
            chosen = np.arange(len(pool.sentences))
            columns, hints = pool.columns() | pool.close(chosen), {}
        else:
            looked = self.reader.look(text, pool, self._neural)
            chosen, columns, hints = looked.chosen, looked.columns, dict(looked.hints)
        self.names = list(columns)
        label, unsure = _labels(one, pool, chosen)
        if way in WITHOUT:
            label[:] = 0
        front = np.flatnonzero(label) if self._neural is None else _front(columns, label)
        spans = [_spans(one, way, pool, chosen, int(k), hints) for k in front]
        return Table(
            asked=one,
            way=way,
            rows=np.stack([columns[n] for n in self.names], axis=1).astype(np.float32),
            label=label,
            unsure=unsure,
            article=pool.article[chosen],
            right=np.array([pool.found[a].view.article_id == one.article_id
                            for a in pool.article[chosen]], dtype=bool),
            place=chosen,
            spans=spans if pool.question.asked.kind != "yesno" else [],
        )  # fmt: skip

    def marked(self, table: Table, rows: Sequence[int], kinds: KindModel) -> Spans:
        """The spans of some sentences of a table that was made without the neural reader."""
        pool, _ = self._pool(table.asked, table.way, kinds)
        if pool.question.asked.kind == "yesno":
            return []
        return [_spans(table.asked, table.way, pool, table.place, k, {}) for k in rows]

    def _pool(self, one: Asked, way: str, kinds: KindModel) -> tuple[Pool, str]:
        rows = self._found[one.question_id, way == "bare"]
        if way == "removed":
            rows = [r for r in rows if r[0] != one.article_id]
        if way == "small":
            far = list(dict.fromkeys(r[0] for r in rows))[-FAR:]
            rows = [r for r in rows if r[0] in (one.article_id, *far)]
        text = unmark(one.searched) if way == "bare" else one.searched
        given = hits(rows[:READ], self._articles)
        if way in LONE:
            given = _single(one, given, answers=way == "lone")
        found = self.reader.found(given, {} if way in LONE else self._articles)
        return self.reader.pool(text, found, kinds), text


def _single(one: Asked, given: Sequence[Hit], *, answers: bool) -> list[Hit]:
    """The first passage that holds the evidence, or the first that holds no answer."""
    said = [*one.quotes, *(a for a in one.answers if len(a) >= TELLING)]
    if answers:
        return [h for h in given if any(q in h.passage.text for q in one.quotes)][:1]
    return [h for h in given if not any(s in h.passage.text for s in said)][:1]


def _front(columns: Mapping[str, Floats], label: Floats) -> list[int]:
    """The rows that either reader puts in front, and those that answer."""
    best = {*np.argsort(-columns["s_score"])[: SPANNED + 1].tolist()}
    best |= {*np.argsort(-columns["n_logit"])[: SPANNED + 1].tolist()}
    return sorted(best | {*np.flatnonzero(label).tolist()})


def _labels(one: Asked, pool: Pool, chosen: NDArray[np.int64]) -> tuple[Floats, NDArray[np.bool_]]:
    """Which sentences answer, and which hold the answer without being marked."""
    said = [a.lower() for a in one.answers if len(a) > 3 or one.kind != "number"]
    long = [a for a in said if len(a) >= TELLING]
    gold = {text.lower() for text in one.quotes}
    texts = [pool.sentences[int(k)].text.lower() for k in chosen]
    label = np.array([t in gold for t in texts], dtype=np.float32)
    ids = [pool.found[pool.article[k]].view.article_id for k in chosen]
    holds = np.array(
        [
            any(a in t for a in (said if i == one.article_id else long))
            for t, i in zip(texts, ids, strict=True)
        ],
        dtype=bool,
    )
    return label, holds & (label == 0) & bool(one.gold)


def _spans(
    one: Asked,
    way: str,
    pool: Pool,
    chosen: NDArray[np.int64],
    row: int,
    hints: Mapping[int, Hint],
) -> tuple[int, Floats, Floats]:
    """The row, features of the spans of its sentence, and how well each agrees with the answers."""
    at = int(chosen[row])
    text = pool.sentences[at].text
    spans, table = spans_of(pool, at, hints.get(at))
    answers = one.answers if way not in WITHOUT else ()
    value = [f1(text[s.start : s.end], answers) for s in spans]
    return row, table, np.array(value, dtype=np.float32)
