"""Measures retrieval on a test set: our stages beside the usual BM25s, as people type.

Knows rankings and measures; knows nothing of answers. The set is held in memory, in the product's
own lexical index and retriever; only Chroma's place is taken by an exact search.
"""

from __future__ import annotations

import tempfile
import time
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.intervals import SAMPLES, SEED
from eval.ranking import hit, ndcg, reciprocal_rank
from eval.retrieval_rivals import SyllableBm25, llama_index_bm25
from eval.retrieval_sets import RetrievalSet, read_set
from index.analysis import fold
from index.embedding import open_embedder
from index.lexical import Lexical
from index.passage import Passage
from index.rerank import FusionRanker
from index.retrieval import HybridRetriever
from index.settings import IndexSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.embedding import Embedder

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
OURS = "fusion + reranking"


class MemoryStore:
    """Passages and their vectors in memory, searched exactly; stands where the store stands."""

    def __init__(self, passages: Sequence[Passage], embedder: Embedder) -> None:
        """Embed the passages, each with its title as the archive does."""
        self._passages = {passage.passage_id: passage for passage in passages}
        self._ids = list(self._passages)
        texts = [f"{p.title}\n{p.text}" if p.title else p.text for p in self._passages.values()]
        self._vectors = embedder.embed_passages(texts)
        self._at = {passage_id: at for at, passage_id in enumerate(self._ids)}

    def query(
        self, vector: Floats, n: int, *, where: Any = None, text: bool = True
    ) -> list[tuple[str, float]]:
        """Returns the ids of the `n` nearest passages with their cosines, best first."""
        near = self._vectors @ vector
        count = min(n, len(near))
        best = np.argpartition(-near, count - 1)[:count] if count else np.zeros(0, dtype=np.int64)
        best = best[np.argsort(-near[best], kind="stable")]
        return [(self._ids[at], float(near[at])) for at in best.tolist()]

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, Floats]:
        """Returns the vectors of passages by id."""
        return {i: self._vectors[self._at[i]] for i in passage_ids}

    def passages(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        """Returns passages by id."""
        return {i: self._passages[i] for i in passage_ids}


def as_passages(found: RetrievalSet) -> list[Passage]:
    """Returns the documents of a set as passages, whole, whatever their length."""
    return [
        Passage(
            article_id=document.passage_id,
            revision=1,
            ordinal=0,
            start=0,
            end=len(document.text),
            text=document.text,
            title=document.title,
        )
        for document in found.documents
    ]


def rankers(
    passages: Sequence[Passage], folder: Path, settings: IndexSettings, *, rivals: bool = True
) -> dict[str, Rank]:
    """Returns the ways to find passages by name, simplest first; ids are article ids."""
    embedder = open_embedder(settings)
    store, lexical = MemoryStore(passages, embedder), Lexical(folder)
    lexical.add(passages)
    whole = HybridRetriever(store, lexical, embedder, settings)
    fused = HybridRetriever(store, lexical, embedder, settings, FusionRanker())
    found: dict[str, Rank] = {}
    if rivals:
        texts = {p.article_id: f"{p.title}\n{p.text}".strip() for p in passages}
        shipped = llama_index_bm25(texts, DEPTH)
        if shipped is not None:
            found["BM25 as LlamaIndex ships it"] = shipped
        found["BM25 over syllables"] = SyllableBm25(texts).rank
    return found | {
        "our lexical side": whole.lexical_order,
        "our dense side": whole.dense_order,
        "fusion": lambda text: _articles(fused, text),
        OURS: lambda text: _articles(whole, text),
    }


def _articles(retriever: HybridRetriever, text: str) -> list[str]:
    return [hit.passage.passage_id for hit in retriever.retrieve(text, top_k=DEPTH)]


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Returns the 95 % bootstrap interval of a mean (percentiles, questions drawn)."""
    rng = np.random.default_rng(SEED)
    held = np.asarray(values, dtype=float)
    drawn = rng.integers(0, len(held), (SAMPLES, len(held)))
    low, high = np.percentile(held[drawn].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def measure(found: RetrievalSet, rank: Rank, typed: Callable[[str], str]) -> dict[str, Any]:
    """Returns the measures of one way over one way of typing, with interval and seconds."""
    ranked, begun = [], time.perf_counter()
    for query in found.queries:
        names = [name.removesuffix(".1.0") for name in rank(typed(query.text))]
        ranked.append((names, query.relevant))
    seconds = time.perf_counter() - begun
    per_query = [ndcg(names, relevant, 10) for names, relevant in ranked]
    count = len(ranked)
    return {
        "ndcg@10": sum(per_query) / count,
        "ndcg@10 interval": list(interval(per_query)),
        "mrr@10": sum(reciprocal_rank(n, r) for n, r in ranked) / count,
        **{f"hit@{k}": sum(hit(n, r, k) for n, r in ranked) / count for k in (1, 5, 10)},
        "ms": 1000 * seconds / count,
    }


def benchmark(
    path: Path, settings: IndexSettings | None = None, *, rivals: bool = True
) -> dict[str, Any]:
    """Returns the figures of `hoibao eval retrieval SET`.

    `columns` holds our whole retrieval by way of typing; `rows` every way to find passages by
    way of typing; `sentences` how often the best sentence holds the answer, where that is known.

    Raises:
        SetError: The set cannot be read.
        EmbeddingError: The embedding model cannot be loaded.
    """
    found = read_set(path)
    settings = settings or IndexSettings()
    with tempfile.TemporaryDirectory() as folder:
        ways = rankers(as_passages(found), Path(folder) / "lexical", settings, rivals=rivals)
        rows = {
            name: {column: measure(found, rank, typed) for column, typed in COLUMNS.items()}
            for name, rank in ways.items()
        }
    result: dict[str, Any] = {
        "set": found.name,
        "questions": len(found.queries),
        "passages": len(found.documents),
        "embedder": settings.embedder,
        "columns": rows[OURS],
        "tags": {},
        "rows": rows,
        "notes": found.notes,
    }
    sentences = sentence_set(found)
    if sentences is not None:
        result["sentences"] = _sentence_rows(sentences, settings)
    return result


def sentence_set(found: RetrievalSet) -> RetrievalSet | None:
    """Returns the set with sentences for passages; None where no answer's place is known."""
    from eval.retrieval_sentences import cut

    return cut(found)


def _sentence_rows(found: RetrievalSet, settings: IndexSettings) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        ways = rankers(as_passages(found), Path(folder) / "lexical", settings, rivals=False)
        return {
            name: measure(found, rank, COLUMNS["as typed"]) | {"sentences": len(found.documents)}
            for name, rank in ways.items()
        }
