"""Retrieval as a LlamaIndex retriever, for use inside any of its query engines.

Knows LlamaIndex's types; how passages are found is not known here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.hit import Hit


class HoibaoRetriever(BaseRetriever):
    """A LlamaIndex retriever over a function from question to hits (`Archive.retrieve`)."""

    def __init__(self, retrieve: Callable[[str], Sequence[Hit]], **more: Any) -> None:
        """Hold the function; `more` goes to LlamaIndex (for example a callback manager)."""
        self._find = retrieve
        super().__init__(**more)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [node(hit) for hit in self._find(query_bundle.query_str)]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


def node(hit: Hit) -> NodeWithScore:
    """Returns a hit as a node; offsets and origin stand in its metadata, out of prompts."""
    passage = hit.passage
    origin = {
        "article_id": passage.article_id,
        "revision": passage.revision,
        "start": passage.start,
        "end": passage.end,
        "title": passage.title,
        "source": passage.source,
        "url": passage.url,
        "published_at": passage.published_at.isoformat() if passage.published_at else "",
        "lexical": hit.lexical,
        "dense": hit.dense,
    }
    hidden = [key for key in origin if key not in ("title", "source", "published_at")]
    text = TextNode(
        id_=passage.passage_id,
        text=passage.text,
        metadata=origin,
        excluded_llm_metadata_keys=hidden,
        excluded_embed_metadata_keys=list(origin),
    )
    return NodeWithScore(node=text, score=hit.score)
