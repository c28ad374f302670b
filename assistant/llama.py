"""The assistant in LlamaIndex's terms: a query engine, and a reranker for any retriever.

Knows LlamaIndex's types; how answers are found and checked is not known here.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.bridge.pydantic import Field
from llama_index.core.callbacks import CallbackManager
from llama_index.core.postprocessor.types import BaseNodePostprocessor
from llama_index.core.schema import MetadataMode, NodeWithScore, QueryBundle, TextNode

from assistant.answer import Answer, Ask, Citation
from assistant.answer_json import answer_object
from assistant.rereading import READ, WEIGHT, likely

if TYPE_CHECKING:
    from assistant.assistant import Assistant

REFUSED = "Không tìm thấy câu nào trong kho bài trả lời chắc chắn câu hỏi này."
_UNCHECKED = " (chưa khớp nguồn)"


class AssistantQueryEngine(BaseQueryEngine):
    """A LlamaIndex query engine whose every answer is checked against its sources.

    The response's text has a citation number behind each claim; its source nodes are the quotes,
    read from the store, none where it refuses; its metadata are the whole answer as
    `hoibao ask --json` prints it, what came nearest included.
    """

    def __init__(
        self, assistant: Assistant, callback_manager: CallbackManager | None = None
    ) -> None:
        """Answer with an assistant; LlamaIndex's own events go to `callback_manager`."""
        self._assistant = assistant
        super().__init__(callback_manager=callback_manager)

    def _query(self, query_bundle: QueryBundle) -> Response:
        answer = self._assistant.ask(Ask(question=query_bundle.query_str))
        return Response(
            response=_said(answer),
            source_nodes=[_quoted(c, answer.confidence) for c in answer.citations],
            metadata=answer_object(answer),
        )

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> dict[str, Any]:
        return {}


class ReaderRerank(BaseNodePostprocessor):
    """Puts the first nodes of any retriever in the order of how well they answer.

    The shipped neural reader reads them, on CPU, without a network; where it is missing, or the
    query asks nothing, the order stays.
    """

    top_n: int = Field(default=READ, ge=1, description="How many nodes are read; others follow.")
    weight: float = Field(
        default=WEIGHT, ge=0, description="What the reader's logit counts beside a node's score."
    )

    @classmethod
    def class_name(cls) -> str:
        """Returns the name that LlamaIndex writes of it."""
        return "ReaderRerank"

    def _postprocess_nodes(
        self, nodes: list[NodeWithScore], query_bundle: QueryBundle | None = None
    ) -> list[NodeWithScore]:
        front, rest = nodes[: self.top_n], nodes[self.top_n :]
        texts = [
            (str(n.node.metadata.get("title", "")), n.node.get_content(MetadataMode.NONE))
            for n in front
        ]
        found = likely(query_bundle.query_str, texts) if query_bundle else None
        if found is None:
            return nodes
        read = [
            NodeWithScore(node=n.node, score=(n.score or 0.0) + self.weight * one)
            for n, one in zip(front, found, strict=True)
        ]
        return sorted(read, key=lambda n: -(n.score or 0.0)) + rest


def _said(answer: Answer) -> str:
    """The claims, one a line, each with its citations; what nobody bore out says so."""
    if answer.refused:
        return "\n".join([*answer.notices, REFUSED])
    lines = [
        f"{claim.text}{''.join(f' [{n}]' for n in claim.citations)}"
        f"{_UNCHECKED if claim.support.level == 'unsupported' else ''}"
        for claim in answer.claims
    ]
    return "\n".join([*([f"{answer.short_answer}."] if answer.short_answer else []), *lines])


def _quoted(citation: Citation, score: float) -> NodeWithScore:
    """A quote as a node; where it stands and where it comes from are in its metadata."""
    day = citation.published_at
    node = TextNode(
        id_=f"{citation.article_id}.{citation.revision}.{citation.start}-{citation.end}",
        text=citation.quote,
        metadata={
            "number": citation.number,
            "article_id": citation.article_id,
            "revision": citation.revision,
            "start": citation.start,
            "end": citation.end,
            "title": citation.title,
            "source": citation.source,
            "url": citation.url,
            "published_at": day.isoformat() if day else "",
        },
    )
    return NodeWithScore(node=node, score=score)
