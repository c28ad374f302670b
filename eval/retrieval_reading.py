"""Finds passages, and the sentence that answers, as the product does: by reading what was found.

Knows the retriever and the reader; knows nothing of measures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from index.embedding import open_embedder
from index.lexical import Lexical
from index.memory import MemoryStore
from index.passage import Passage
from index.retrieval import HybridRetriever
from index.settings import IndexSettings

READ = 12
"""Passages that are read."""


def rereading(retriever: HybridRetriever, depth: int) -> Callable[[str], list[str]]:
    """Returns the way from a question to the ids of passages, the first of them read."""
    from assistant.rereading import reread

    def rank(text: str) -> list[str]:
        hits = reread(retriever.as_meant(text), retriever.retrieve(text, top_k=depth))
        return [hit.passage.passage_id for hit in hits]

    return rank


def by_reading(
    passages: Sequence[Passage], folder: Path, settings: IndexSettings, depth: int
) -> Callable[[str], list[str]]:
    """Returns the way from a question to the ids of sentences, as `cut` names them, best first."""
    from assistant.reader import Reader
    from assistant.settings import AssistantSettings

    embedder, lexical = open_embedder(settings), Lexical(folder)
    lexical.add(passages)
    retriever = HybridRetriever(MemoryStore(passages, embedder), lexical, embedder, settings)
    reader = Reader.open(AssistantSettings())

    def rank(text: str) -> list[str]:
        read = reader.read(retriever.as_meant(text), retriever.retrieve(text, top_k=READ))
        return [f"{e.article_id}s{e.start}.1.0" for e in read.evidence[:depth]]

    return rank
