"""Finds the passages for a question: lexical and dense candidates, fused, then reranked.

Knows the order of the stages; how each of them scores is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.analysis import Terms, analyse
from index.asked import Asked, ask, named
from index.features import NAMES, measure
from index.hit import Hit
from index.lexical_query import cosines
from index.limits import NONE, Limits
from index.rerank import open_cross_encoder, open_ranker
from index.rows import day
from index.sketch import unpack
from index.telex import repair_typing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.embedding import Embedder
    from index.lexical import Lexical
    from index.lexical_query import Candidate
    from index.passage import Passage
    from index.settings import IndexSettings

    Floats = NDArray[np.float32]

LEXICAL_DEPTH = 60
DENSE_DEPTH = 40
FILTERED_DEPTH = 200
CROSS_DEPTH = 20
"""Passages taken of each side, of the dense side before a filter, and by a cross-encoder."""
EXACT = 1000
"""As many passages within the limits are all compared with the question."""


class SearchedStore(Protocol):
    """What retrieval needs of the store."""

    def query(self, vector: Floats, n: int, *, where: Any = None, text: bool = True) -> list[Any]:
        """Returns the nearest passages, or only their ids, with cosines, best first."""

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, Floats]:
        """Returns the vectors of passages by id."""

    def passages(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        """Returns passages by id."""


class Ranker(Protocol):
    """Weighs the features of candidates."""

    def score(self, features: Floats) -> Floats:
        """Returns one score a row of shape (n, len(NAMES)); higher is better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The candidates for a question; arrays and lists are of one length.

    `lexical` is 0 where the words did not bring the passage up, `dense` is its cosine.
    """

    passage_ids: list[str]
    lexical: Floats
    dense: Floats
    features: Floats


class HybridRetriever:
    """Retrieval over one store and the lexical index derived from it."""

    def __init__(
        self,
        store: SearchedStore,
        lexical: Lexical,
        embedder: Embedder,
        settings: IndexSettings,
        ranker: Ranker | None = None,
    ) -> None:
        """Hold the two sides; without `ranker` the one that the settings name is opened."""
        self._store = store
        self._lexical = lexical
        self._embedder = embedder
        self.ranker = ranker or open_ranker()
        self._cross = open_cross_encoder(settings)
        self._top_k = settings.top_k
        self._beside = ThreadPoolExecutor(thread_name_prefix="hoibao-dense")

    def retrieve(
        self,
        question: str,
        *,
        top_k: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        sources: Sequence[str] = (),
    ) -> list[Hit]:
        """Returns the passages for a question, best first, at most `top_k`.

        Args:
            question: as typed: with or without marks, capitals, NFD, slips of Telex.
            top_k: how many at most; the settings' number where it is None.
            since: first day, the article's own date; undated articles are then left out.
            until: last day.
            sources: outlets, any of which will do; none means all.
        """
        limits = Limits(since=day(since), until=day(until), sources=tuple(sources))
        pool = self.pool(question, limits)
        scores = self.ranker.score(pool.features)
        wanted = top_k or self._top_k
        depth = max(wanted, CROSS_DEPTH) if self._cross else wanted
        best = np.argsort(-scores, kind="stable")[:depth].tolist()
        held = self._store.passages([pool.passage_ids[at] for at in best])
        hits = [
            Hit(
                passage=held[pool.passage_ids[at]],
                score=float(scores[at]),
                lexical=float(pool.features[at, NAMES.index("lexical")]),
                dense=float(pool.dense[at]),
            )
            for at in best
            if pool.passage_ids[at] in held
        ]
        return self._by_reading(question, hits)[:wanted]

    def _by_reading(self, question: str, hits: list[Hit]) -> list[Hit]:
        """The hits in the order of the cross-encoder, where there is one."""
        if self._cross is None or not hits:
            return hits
        texts = [f"{hit.passage.title}\n{hit.passage.text}".strip() for hit in hits]
        scores = self._cross.score(question, texts).tolist()
        read = [replace(hit, score=score) for hit, score in zip(hits, scores, strict=True)]
        return sorted(read, key=lambda hit: -hit.score)

    def as_meant(self, question: str) -> str:
        """Returns the question with its Telex slips undone (`index.telex`)."""
        return repair_typing(question, self._times(self._lexical.frequencies()))

    def lexical_order(self, question: str) -> list[str]:
        """Returns the ids that the lexical side alone finds, best first."""
        typed = self.as_meant(question)
        return [c.passage_id for c in self._lexical.search(analyse(typed), self._top_k)]

    def dense_order(self, question: str) -> list[str]:
        """Returns the ids that the dense side alone finds, best first."""
        vector = self._embedder.embed_queries([self.as_meant(question)])[0]
        return [str(found) for found, _ in self._store.query(vector, self._top_k, text=False)]

    def pool(self, question: str, limits: Limits = NONE) -> Pool:
        """Returns the candidates of both sides with their features, in no order.

        The sides are searched at once, for both work outside the interpreter most of their time.
        """
        frequency = self._lexical.frequencies()
        typed = repair_typing(question, self._times(frequency))
        terms = analyse(typed)
        beside = self._beside.submit(self._dense, typed, limits)
        numbers = self._beside.submit(self._asked, typed, terms, frequency)
        found = self._lexical.search(terms, LEXICAL_DEPTH, limits)
        vector, near, others = beside.result()
        held = {candidate.passage_id: candidate for candidate in found}
        scores = {candidate.passage_id: candidate.score for candidate in found}
        kept = [candidate for candidate in others if candidate.passage_id not in held]
        kept.sort(key=lambda candidate: -near[candidate.passage_id])
        held |= {candidate.passage_id: candidate for candidate in kept[:DENSE_DEPTH]}
        near |= self._cosines([c for i, c in held.items() if i not in near], vector)
        return _measured(numbers.result(), list(held.values()), scores, near)

    def _asked(self, typed: str, terms: Terms, frequency: Callable[[str, str], int]) -> Asked:
        return ask(terms, named(typed), frequency, self._lexical.count())

    def _dense(
        self, typed: str, limits: Limits
    ) -> tuple[Floats, dict[str, float], list[Candidate]]:
        """The vector of a question, its neighbours' cosines, and those within the limits."""
        vector = self._embedder.embed_queries([typed])[0]
        near = self._near(vector, limits)
        return vector, near, self._lexical.by_ids(list(near), limits)

    def _cosines(self, found: Sequence[Candidate], vector: Floats) -> dict[str, float]:
        """The cosines of candidates; the store is asked where the lexical index has no vector."""
        known = cosines(found, vector)
        rest = [c.passage_id for c in found if c.passage_id not in known]
        return known | {i: float(v @ vector) for i, v in self._store.vectors(rest).items()}

    def _near(self, vector: Floats, limits: Limits) -> dict[str, float]:
        """The dense candidates.

        Chroma's own filter is thirty times slower. Where few passages are within the limits, all
        of them are compared; else the neighbours are taken without limits, to be sifted later.
        """
        if not vector.any():
            return {}
        if not limits:
            return dict(self._store.query(vector, DENSE_DEPTH, text=False))
        few = self._lexical.within(EXACT, limits)
        if few is None:
            return dict(self._store.query(vector, FILTERED_DEPTH, text=False))
        near = self._cosines(few, vector)
        return dict(sorted(near.items(), key=lambda item: -item[1])[:DENSE_DEPTH])

    @staticmethod
    def _times(frequency: Callable[[str, str], int]) -> Callable[[str], int]:
        """What tells in how many passages a word is written as it is."""
        return lambda word: max((frequency("marked", t) for t in analyse(word).marked), default=0)


def _measured(
    asked: Asked, held: list[Candidate], scores: dict[str, float], near: dict[str, float]
) -> Pool:
    """The candidates with their features, by lexical scores and cosines."""
    ids = [candidate.passage_id for candidate in held]
    lexical = np.array([scores.get(i, 0.0) for i in ids], dtype=np.float32)
    dense = np.array([near.get(i, 0.0) for i in ids], dtype=np.float32)
    features = np.zeros((0, len(NAMES)), dtype=np.float32)
    if held:
        features = measure(
            asked,
            unpack([candidate.sketch for candidate in held]),
            lexical,
            dense,
            [candidate.article_id for candidate in held],
            [int(passage_id.rpartition(".")[2]) for passage_id in ids],
        )
    return Pool(passage_ids=ids, lexical=lexical, dense=dense, features=features)
