"""LlamaIndex's own pipeline as its documentation shows it, over the archive's articles.

``SentenceSplitter`` with its defaults, its Chroma vector store and its own retriever; only the
embedding model is ours, since its default is a paid service. ``CitationQueryEngine`` answers where
a language model is configured (https://docs.llamaindex.ai, "Chroma" and "CitationQueryEngine").
"""

import logging
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.writer_llm_failures import client_errors
from corpus.article import Article
from eval.gold import Gold
from eval.rankers import DEPTH, Ranked
from eval.run_file import RunError
from index.connection import connect
from index.embedding import Embedder
from index.settings import IndexSettings

_log = logging.getLogger(__name__)


class PipelineMissing(RunError):
    """A package that only this baseline needs is not installed; the message names it."""


def pipeline_installed() -> bool:
    """Whether the package that only this baseline needs is there."""
    try:
        return find_spec("llama_index.vector_stores.chroma") is not None
    except ModuleNotFoundError:
        return False


class LlamaIndexPipeline:
    """A ranker over LlamaIndex's nodes; close it to delete its folder."""

    def __init__(
        self,
        articles: Sequence[Article],
        embedder: Embedder,
        llm: Any = None,
        *,
        folder: Path | None = None,
    ) -> None:
        """Split, embed and store the articles in a folder, a temporary one unless it is given.

        Raises:
            PipelineMissing: ``llama-index-vector-stores-chroma`` is not installed.
        """
        self._folder = folder or Path(tempfile.mkdtemp(prefix="hoibao-llama-index-"))
        self._client = connect(self._folder, IndexSettings())
        self._spans: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        self._llm = llm
        self._index = self._built(articles, embedder)
        self._retriever = self._index.as_retriever(similarity_top_k=DEPTH)

    def _built(self, articles: Sequence[Article], embedder: Embedder) -> Any:
        try:
            from llama_index.vector_stores.chroma import ChromaVectorStore
        except ImportError as error:
            raise PipelineMissing(
                "mốc so sánh LlamaIndex cần gói llama-index-vector-stores-chroma; "
                "hãy chạy: pip install llama-index-vector-stores-chroma"
            ) from error
        from llama_index.core import StorageContext, VectorStoreIndex
        from llama_index.core.node_parser import SentenceSplitter
        from llama_index.core.schema import Document

        collection = self._client.get_or_create_collection("quickstart", embedding_function=None)
        storage = StorageContext.from_defaults(
            vector_store=ChromaVectorStore(chroma_collection=collection)
        )
        documents = [
            Document(text=a.text, id_=a.article_id, metadata={"title": a.title}) for a in articles
        ]
        nodes = SentenceSplitter().get_nodes_from_documents(documents)
        for node in nodes:
            span: Any = node
            self._spans[str(node.ref_doc_id)].append(
                (node.node_id, span.start_char_idx or 0, span.end_char_idx or 0)
            )
        return VectorStoreIndex(
            nodes, storage_context=storage, embed_model=llama_embedding(embedder)
        )

    def rank(self, question: str) -> list[Ranked]:
        """The nodes its retriever gives, best first."""
        return [
            Ranked(
                name=n.node.node_id, article_id=str(n.node.ref_doc_id), score=float(n.score or 0)
            )
            for n in self._retriever.retrieve(question)
        ]

    def relevant(self, gold: Gold) -> Gold:
        """The gold with the nodes that hold most of each span."""
        held = {
            name
            for span in gold.spans
            for name, start, end in self._spans.get(span.article_id, ())
            if span.start >= 0
            and 2 * (min(end, span.end) - max(start, span.start)) > span.end - span.start
        }
        return Gold(spans=gold.spans, passages=frozenset(held), articles=gold.articles)

    @property
    def nodes(self) -> int:
        """How many pieces the articles were split into."""
        return sum(map(len, self._spans.values()))

    def answer(self, question: str) -> str | None:
        """What its ``CitationQueryEngine`` writes, nothing where the model cannot be had.

        ``None`` without a language model.
        """
        if self._llm is None:
            return None
        from llama_index.core.query_engine import CitationQueryEngine

        engine = CitationQueryEngine.from_args(self._index, llm=self._llm, similarity_top_k=3)
        try:
            return str(engine.query(question))
        except client_errors() as error:
            _log.warning("CitationQueryEngine: %s", error)
            return ""

    def close(self) -> None:
        """Delete its folder."""
        self._client.close()  # type: ignore[attr-defined]
        shutil.rmtree(self._folder, ignore_errors=True)


def llama_embedding(embedder: Embedder) -> Any:
    """A LlamaIndex embedding that asks ours."""
    from llama_index.core.base.embeddings.base import BaseEmbedding

    class Ours(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(x) for x in embedder.embed_queries([query])[0]]

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [[float(x) for x in row] for row in embedder.embed_passages(texts)]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    return Ours(embed_batch_size=256)
