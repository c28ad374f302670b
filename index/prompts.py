"""The prompts that known embedding models ask for, by name; knows nothing of loading them."""

from __future__ import annotations

from dataclasses import dataclass

_TASK = "Given a question, retrieve the passages of news articles that answer it"


@dataclass(frozen=True, slots=True)
class Prompts:
    """What is put before a question and before a passage; empty for nothing."""

    query: str = ""
    passage: str = ""


_KNOWN = (
    # https://huggingface.co/intfloat/multilingual-e5-large-instruct
    ("e5-large-instruct", Prompts(f"Instruct: {_TASK}\nQuery: ")),
    ("e5-mistral", Prompts(f"Instruct: {_TASK}\nQuery: ")),
    # https://huggingface.co/intfloat/multilingual-e5-large
    ("e5-", Prompts("query: ", "passage: ")),
    # https://huggingface.co/BAAI/bge-m3: no instruction for queries
    ("bge-m3", Prompts()),
    # https://huggingface.co/BAAI/bge-large-en-v1.5
    ("bge-", Prompts("Represent this sentence for searching relevant passages: ")),
    # https://huggingface.co/Alibaba-NLP/gte-Qwen2-7B-instruct
    ("gte-qwen2", Prompts(f"Instruct: {_TASK}\nQuery: ")),
    # https://huggingface.co/Alibaba-NLP/gte-multilingual-base: no prompts
    ("gte-", Prompts()),
    # https://huggingface.co/Qwen/Qwen3-Embedding-0.6B
    ("qwen3-embedding", Prompts(f"Instruct: {_TASK}\nQuery:")),
    # https://huggingface.co/nomic-ai/nomic-embed-text-v2-moe
    ("nomic-embed", Prompts("search_query: ", "search_document: ")),
)


def prompts_for(name: str) -> Prompts:
    """Returns the prompts that the card of a model asks for; none for unknown models."""
    last = name.rstrip("/").rsplit("/", 1)[-1].lower()
    return next((prompts for part, prompts in _KNOWN if part in last), Prompts())
