"""Turns questions into the tables that the ranker's models are fitted on.

Each question is searched for in a real archive and read as the product reads it; only then are
its sentences labelled. It fits nothing itself.
"""

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.question_kind_model import KindModel
from assistant.reader import CLOSE, Reader
from assistant.reader_features import Pool
from assistant.reader_features_question import QuestionView
from assistant.reader_features_span import span_table
from assistant.reader_neural import (
    Hint,
    SentenceScorer,
    first_columns,
    neural_columns,
    pieces,
)
from assistant.reader_ranking import Ranker
from assistant.spans import Span, candidates
from assistant.train_ranker_data import Asked
from corpus.article import Article
from index.archive import Archive
from index.hit import Hit

log = logging.getLogger(__name__)
READ_BY_NETWORK = 40
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One question as typed, or without marks, with its sentences; arrays are of one length.

    Attributes:
        columns: Features of the sentences looked at closely.
        label: 1 for a sentence that answers, or says the same words.
        unsure: Sentences that hold the answer but were not marked as evidence: left out of fitting.
        article: Number of each sentence's article.
        right: Whether the article is the one asked about.
        spans: Of the sentences that answer: span features and the F1 of each.
    """

    asked: Asked
    unmarked: bool
    removed: bool
    columns: dict[str, Floats]
    label: Floats
    unsure: NDArray[np.bool_]
    article: NDArray[np.int64]
    right: NDArray[np.bool_]
    spans: list[tuple[Floats, Floats]] = field(default_factory=list)


def unmark(text: str) -> str:
    """The text as typed without marks."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


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
    """Makes tables from an archive; knows the models that are fitted before others."""

    def __init__(self, folder: Path, archive: Archive, articles: Mapping[str, Article]) -> None:
        """Use the words of a model folder.

        Args:
            folder: With ``words.tsv``, ``words.safetensors`` and ``calibration.json``.
            archive: Holds the articles.
            articles: The same by id.
        """
        self.ranker = Ranker(folder)
        self.reader = Reader(self.ranker)
        self._archive, self._articles = archive, articles

    def make(
        self,
        asked: Sequence[Asked],
        kinds: Mapping[str, KindModel],
        *,
        neural: SentenceScorer | None = None,
        removed: bool = False,
    ) -> Iterator[Table]:
        """Tables of questions, each as typed and without marks.

        Args:
            asked: The questions.
            kinds: The kind model for each question's id: one not fitted on it.
            neural: Adds the neural reader's columns, for questions it was not fitted on.
            removed: Take the article asked about out of what was found.
        """
        for number, one in enumerate(asked):
            for unmarked in (False, True):
                text = unmark(one.searched) if unmarked else one.searched
                hits = self._archive.retrieve(text, top_k=16)
                if removed:
                    hits = [h for h in hits if h.passage.article_id != one.article_id]
                table = self._table(one, text, hits[:12], kinds[one.question_id], neural)
                if table is not None:
                    yield table
            if number % 200 == 0:
                log.info("%d of %d questions", number, len(asked))

    def _table(
        self,
        one: Asked,
        text: str,
        hits: Sequence[Hit],
        kinds: KindModel,
        neural: SentenceScorer | None,
    ) -> Table | None:
        found = self.reader.found(hits, self._articles)
        if not any(f.view.sentences for f in found):
            return None
        lexicon = self.ranker.lexicon
        question = QuestionView(text, [f.view for f in found], lexicon, kinds)
        pool = Pool(question, found, lexicon)
        columns = pool.columns()
        light = pool.light(columns)
        chosen = np.sort(np.argsort(-light)[:CLOSE])
        near = {name: values[chosen] for name, values in columns.items()}
        near |= pool.close(chosen) | {"light": light[chosen]}
        hints: dict[int, Hint] = {}
        if neural is not None:
            scores = self.ranker.order(near)
            groups = pieces(pool, chosen[np.argsort(-scores)], READ_BY_NETWORK)
            more, hints = neural_columns(neural, text, pool, groups)
            near |= {name: values[chosen] for name, values in more.items()}
            near |= first_columns(scores, pool.article[chosen])
        label, unsure = self._labels(one, pool, chosen)
        right = [found[pool.article[k]].view.article_id == one.article_id for k in chosen]
        return Table(
            asked=one,
            unmarked=text != one.searched,
            removed=bool(one.gold) and not any(f.view.article_id == one.article_id for f in found),
            columns=near,
            label=label,
            unsure=unsure,
            article=pool.article[chosen],
            right=np.array(right, dtype=bool),
            spans=[
                self._spans(one, question, pool, int(k), hints.get(int(k)))
                for k in chosen[label > 0]
            ],
        )

    def _labels(
        self, one: Asked, pool: Pool, chosen: NDArray[np.int64]
    ) -> tuple[Floats, NDArray[np.bool_]]:
        """Which sentences answer, and which hold the answer without being marked."""
        said = [a.lower() for a in one.answers if len(a) > 3 or one.kind != "number"]
        gold = set()
        for k, sentence in enumerate(pool.sentences):
            number = k - int(pool.first[pool.article[k]])
            if pool.found[pool.article[k]].view.article_id == one.article_id and number in one.gold:
                gold.add(sentence.text.lower())
        texts = [pool.sentences[int(k)].text.lower() for k in chosen]
        label = np.array([t in gold for t in texts], dtype=np.float32)
        holds = np.array([any(a in t for a in said) for t in texts], dtype=bool)
        return label, holds & (label == 0) & bool(one.gold)

    def _spans(
        self, one: Asked, question: QuestionView, pool: Pool, at: int, hint: Hint | None
    ) -> tuple[Floats, Floats]:
        """Features of the spans of a sentence, and how well each agrees with the answers."""
        sentence = pool.sentences[at]
        spans = candidates(sentence.text)
        if hint and not any((s.start, s.end) == hint[:2] for s in spans):
            spans.append(Span(start=hint[0], end=hint[1], kind="chunk"))
        value = [f1(sentence.text[s.start : s.end], one.answers) for s in spans]
        return span_table(question, sentence, spans, hint), np.array(value, dtype=np.float32)
