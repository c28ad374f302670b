"""Baselines of retrieval over the same archive: each side alone, their fusion, LlamaIndex's own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpus.article import Article
from eval.gold import Gold
from index.analysis import analyse
from index.archive import Archive
from index.hit import Hit

DEPTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One place in a ranking: a piece of an article under the name its ranker has for it."""

    name: str
    article_id: str
    score: float


class Ranker(Protocol):
    """A way to find pieces of articles for a question."""

    def rank(self, question: str) -> list[Ranked]:
        """The pieces for a question, best first, at most ``DEPTH``."""

    def relevant(self, gold: Gold) -> Gold:
        """The gold with the names that this ranker has for the pieces that hold it."""

    def answer(self, question: str) -> str | None:
        """What the baseline answers; ``None`` where it only finds."""


@dataclass(frozen=True, slots=True)
class OwnPassages:
    """A ranker over the archive's own passages."""

    find: Callable[[str], Sequence[Ranked]]

    def rank(self, question: str) -> list[Ranked]:
        """The passages that ``find`` gives."""
        return list(self.find(question))

    def relevant(self, gold: Gold) -> Gold:
        """The gold as it is."""
        return gold

    def answer(self, question: str) -> None:
        """Nothing: it only finds."""


def lexical_alone(archive: Archive) -> Ranker:
    """BM25 over the archive's lexical index; the question is not repaired."""

    def find(question: str) -> list[Ranked]:
        found = archive.lexical.search(analyse(question), DEPTH)
        return [Ranked(name=c.passage_id, article_id=c.article_id, score=c.score) for c in found]

    return OwnPassages(find)


def dense_alone(archive: Archive) -> Ranker:
    """Chroma's nearest passages by the archive's embedding model."""

    def find(question: str) -> list[Ranked]:
        vector = archive.embedder.embed_queries([question])[0]
        found = archive.store.query(vector, DEPTH, text=False)
        return [
            Ranked(name=str(name), article_id=str(name).rsplit(".", 2)[0], score=score)
            for name, score in found
        ]

    return OwnPassages(find)


def fusion(archive: Archive) -> Ranker:
    """Both sides joined by weighted scores, without the second stage."""
    from index.rerank import FusionRanker
    from index.retrieval import HybridRetriever

    retriever = HybridRetriever(
        archive.store,
        archive.lexical,
        archive.embedder,
        replace(archive.settings, top_k=DEPTH),
        ranker=FusionRanker(),
    )

    def find(question: str) -> list[Ranked]:
        return _in_order(retriever.retrieve(question))

    return OwnPassages(find)


def unread(archive: Archive) -> Ranker:
    """What `Archive.retrieve` gives: the second stage, nothing read."""

    def find(question: str) -> list[Ranked]:
        return _in_order(archive.retrieve(question, top_k=DEPTH))

    return OwnPassages(find)


def _in_order(hits: Sequence[Hit]) -> list[Ranked]:
    return [
        Ranked(name=h.passage.passage_id, article_id=h.passage.article_id, score=h.score)
        for h in hits
    ]


BASELINES: Mapping[str, Callable[[Archive], Ranker]] = {
    "BM25": lexical_alone,
    "dense": dense_alone,
    "fusion": fusion,
}
"""Name to maker; LlamaIndex's own pipeline is in ``eval.llama_index`` (it needs a package)."""
SEARCHES: Mapping[str, Callable[[Archive], Ranker]] = {**BASELINES, "fusion + reranking": unread}
"""The same, and what a search reads; for measuring searches alone."""


def every_article(archive: Archive, *, batch: int = 500) -> list[Article]:
    """All current articles, read whole."""
    ids = [r.article_id for r in archive.store.changed_since(0) if not r.removed]
    parts = (archive.articles(ids[at : at + batch]) for at in range(0, len(ids), batch))
    return [article for part in parts for article in part.values()]
