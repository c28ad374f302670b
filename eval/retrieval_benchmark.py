"""Measures retrieval on a test set: our stages beside the usual BM25s, as people type.

Knows rankings and measures; knows nothing of answers. The set is held in memory, in the product's
own lexical index and retriever; only Chroma's place is taken by an exact search.
"""

from __future__ import annotations

import itertools
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.intervals import SAMPLES, SEED
from eval.ranking import hit, ndcg, reciprocal_rank
from eval.retrieval_reading import by_reading, rereading
from eval.retrieval_rivals import SyllableBm25, llama_index_bm25
from eval.retrieval_sentences import cut
from eval.retrieval_sets import Query, RetrievalSet, read_set
from index.analysis import fold
from index.embedding import open_embedder
from index.lexical import Lexical
from index.memory import MemoryStore
from index.passage import Passage
from index.rerank import FusionRanker
from index.retrieval import HybridRetriever, Pool
from index.settings import IndexSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

Rank = Callable[[str], list[str]]
"""From a question to the ids of passages, best first."""

COLUMNS: dict[str, Callable[[str], str]] = {
    "as typed": lambda text: text,
    "no marks": fold,
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "capitals": str.upper,
}
DEPTH = 10
LARGE = 20_000
"""Passages from which on only the main rows are measured, without the BM25s of others."""
Progress = Callable[[int, int], None]
"""Told how many questions of how many are done."""
OURS = "fusion + reranking"
READ = "fusion + reranking + our reader"
"""What `Archive.retrieve` gives, and what a search of the page gives, where passages are read."""
PAIRS = "BM25 over syllables and bigrams"
THROUGH = "the sentence that our reader puts first"


def as_passages(found: RetrievalSet) -> list[Passage]:
    """Returns the documents of a set as passages, whole, whatever their length."""
    return [
        Passage(
            article_id=document.article or document.passage_id,
            revision=1,
            ordinal=ordinal if document.article else 0,
            start=0,
            end=len(document.text),
            text=document.text,
            title=document.title,
        )
        for ordinal, document in enumerate(found.documents)
    ]


def rankers(
    passages: Sequence[Passage], folder: Path, settings: IndexSettings, *, rivals: bool = True
) -> dict[str, Rank]:
    """Returns the ways to find passages by name, simplest first; ids are passage ids."""
    embedder = open_embedder(settings)
    store, lexical = MemoryStore(passages, embedder), Lexical(folder)
    lexical.add(passages)
    whole = HybridRetriever(store, lexical, embedder, settings)
    texts = {p.passage_id: f"{p.title}\n{p.text}".strip() for p in passages}
    found: dict[str, Rank] = {}
    if rivals and len(texts) < LARGE:
        shipped = llama_index_bm25(texts, DEPTH)
        if shipped is not None:
            found["BM25 as LlamaIndex ships it"] = shipped
        found["BM25 over syllables"] = SyllableBm25(texts).rank
        found[PAIRS] = SyllableBm25(texts, pairs=True).rank
    stages = Stages(whole)
    found |= {
        "our lexical side": stages.by(lambda pool: pool.lexical),
        "our dense side": stages.by(lambda pool: pool.dense),
        "fusion": stages.by(lambda pool: FusionRanker().score(pool.features)),
    }
    if settings.reranker:
        return found | {OURS: lambda text: _found(whole, text)}
    ours = stages.by(lambda pool: whole.ranker.score(pool.features))
    return found | {OURS: ours, READ: rereading(whole, DEPTH)}


class Stages:
    """Our stages, each an order of the same candidates; a question is searched for only once."""

    def __init__(self, retriever: HybridRetriever) -> None:
        """Search with the retriever, as its `retrieve` does."""
        self._retriever = retriever
        self._pools: dict[str, Pool] = {}

    def by(self, score: Callable[[Pool], Floats]) -> Rank:
        """Returns the way that orders candidates by a score."""

        def rank(text: str) -> list[str]:
            if text not in self._pools:
                self._pools[text] = self._retriever.pool(text)
            pool = self._pools[text]
            best = np.argsort(-score(pool), kind="stable")[:DEPTH]
            return [pool.passage_ids[at] for at in best.tolist()]

        return rank


def _found(retriever: HybridRetriever, text: str) -> list[str]:
    return [hit.passage.passage_id for hit in retriever.retrieve(text, top_k=DEPTH)]


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Returns the 95 % bootstrap interval of a mean (percentiles, questions drawn)."""
    rng = np.random.default_rng(SEED)
    held = np.asarray(values, dtype=float)
    drawn = rng.integers(0, len(held), (SAMPLES, len(held)))
    low, high = np.percentile(held[drawn].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def measure(
    found: RetrievalSet, rank: Rank, typed: Callable[[str], str], done: Callable[[], None]
) -> dict[str, Any]:
    """Returns the measures of one way over one way of typing, with intervals.

    `groups` holds the same for each group of questions, where there are any; `done` is called
    after each question.
    """
    ranked = []
    for query in found.queries:
        done()
        names = [name.rsplit(".", 2)[0] for name in rank(typed(query.text))]
        ranked.append((query, list(dict.fromkeys(names))))
    result = _means(ranked)
    groups = sorted({query.group for query, _ in ranked} - {""})
    if groups:
        result["groups"] = {
            group: _means([row for row in ranked if row[0].group == group]) for group in groups
        }
    return result


def _means(ranked: Sequence[tuple[Query, list[str]]]) -> dict[str, Any]:
    per_query = [ndcg(names, query.relevant, 10) for query, names in ranked]
    first = [float(hit(names, query.relevant, 1)) for query, names in ranked]
    count = len(ranked)
    return {
        "ndcg@10": sum(per_query) / count,
        "ndcg@10 interval": list(interval(per_query)),
        "mrr@10": sum(reciprocal_rank(names, query.relevant) for query, names in ranked) / count,
        "hit@1": sum(first) / count,
        "hit@1 interval": list(interval(first)),
        **{
            f"hit@{k}": sum(hit(names, query.relevant, k) for query, names in ranked) / count
            for k in (5, 10)
        },
    }


def benchmark(
    path: Path,
    settings: IndexSettings | None = None,
    *,
    rivals: bool = True,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Returns the figures of `hoibao eval retrieval SET`.

    `columns` holds what a search gives, by way of typing; `rows` every way to find passages by
    way of typing, `Archive.retrieve` (`OURS`) among them; `sentences` how often the best sentence
    holds the answer, where that is known. Over a large set the BM25s of others are left out, our
    ways are asked as typed only, and ways of typing that are the same to the analysis (NFD,
    capitals) not at all.

    Raises:
        SetError: The set cannot be read.
        EmbeddingError: The embedding model cannot be loaded.
    """
    found = read_set(path)
    settings = settings or IndexSettings()
    large = len(found.documents) >= LARGE
    with tempfile.TemporaryDirectory() as folder:
        ways = rankers(as_passages(found), Path(folder) / "lexical", settings, rivals=rivals)
        plan = [
            (name, column)
            for name in ways
            for column in COLUMNS
            if not large or column == "as typed" or (name in (OURS, READ) and column == "no marks")
        ]
        done = counter(progress, len(plan) * len(found.queries))
        rows: dict[str, dict[str, Any]] = {name: {} for name in ways}
        for name, column in plan:
            rows[name][column] = measure(found, ways[name], COLUMNS[column], done)
    whole = rows[READ if READ in rows else OURS]
    result: dict[str, Any] = {
        "set": found.name,
        "questions": len(found.queries),
        "passages": len(found.documents),
        "embedder": settings.embedder,
        "columns": whole,
        "tags": whole["as typed"].pop("groups", {}),
        "rows": rows,
        "notes": found.notes,
    }
    sentences = cut(found)
    if sentences is not None:
        result["sentences"] = sentence_rows(found, sentences, settings, progress)
    return result


def counter(progress: Progress | None, total: int) -> Callable[[], None]:
    """Returns what is called after each question and tells how many are done."""
    counted = itertools.count(1)
    return (lambda: progress(next(counted), total)) if progress else (lambda: None)


def sentence_rows(
    found: RetrievalSet,
    single: RetrievalSet,
    settings: IndexSettings,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Returns how well the sentence that answers is found: by itself, and by our reader."""
    with tempfile.TemporaryDirectory() as folder:
        ways = rankers(as_passages(single), Path(folder) / "alone", settings, rivals=True)
        for needless in ("BM25 as LlamaIndex ships it", READ):
            ways.pop(needless, None)
        ways[THROUGH] = by_reading(as_passages(found), Path(folder) / "whole", settings, DEPTH)
        done = counter(progress, len(ways) * len(single.queries))
        return {
            name: measure(single, rank, COLUMNS["as typed"], done)
            | {"sentences": len(single.documents)}
            for name, rank in ways.items()
        }
