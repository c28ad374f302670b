"""The BM25s that others ship, over the passages of a test set, to be compared with.

Knows their settings; knows nothing of our indexes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np

_WORD = re.compile(r"\w+")


class SyllableBm25:
    """BM25 over lower-case syllables, k1 1.5 and b 0.75, as ViRE computes it; or bigrams too."""

    def __init__(
        self, texts: Mapping[str, str], k1: float = 1.5, b: float = 0.75, *, pairs: bool = False
    ) -> None:
        """Count the syllables of the texts, by id; with `pairs` those that stand side by side."""
        self._names, self._pairs = np.array(list(texts)), pairs
        held = [Counter(self._terms(text)) for text in texts.values()]
        lengths = np.array([sum(counts.values()) for counts in held], dtype=float)
        self._norm = k1 * (1 - b + b * lengths / max(lengths.mean(), 1e-9))
        self._k1 = k1
        places: dict[str, tuple[list[int], list[int]]] = {}
        for at, counts in enumerate(held):
            for term, times in counts.items():
                lists = places.setdefault(term, ([], []))
                lists[0].append(at)
                lists[1].append(times)
        self._places = {
            term: (np.array(at), np.array(times, dtype=float))
            for term, (at, times) in places.items()
        }

    @staticmethod
    def syllables(text: str) -> list[str]:
        """Returns the words of a text, NFC and lower case, without punctuation."""
        return _WORD.findall(unicodedata.normalize("NFC", text).lower())

    def _terms(self, text: str) -> list[str]:
        alone = self.syllables(text)
        return alone + [f"{a} {b}" for a, b in pairwise(alone)] if self._pairs else alone

    def rank(self, question: str, depth: int = 10) -> list[str]:
        """Returns the ids of the best texts, best first."""
        scores = np.zeros(len(self._names))
        for term in self._terms(question):
            at, times = self._places.get(term, (np.zeros(0, dtype=int), np.zeros(0)))
            rarity = np.log1p((len(scores) - len(at) + 0.5) / (len(at) + 0.5))
            scores[at] += rarity * times * (self._k1 + 1) / (times + self._norm[at])
        best = np.argsort(-scores, kind="stable")[:depth]
        return [str(name) for name in self._names[best]]


def llama_index_bm25(texts: Mapping[str, str], depth: int) -> Callable[[str], list[str]] | None:
    """Returns LlamaIndex's own BM25 retriever with its defaults (English stemmer and stop words).

    None where its package `llama-index-retrievers-bm25` is not installed.
    """
    try:
        from llama_index.retrievers.bm25 import BM25Retriever
    except ImportError:
        return None
    from llama_index.core.schema import BaseNode, TextNode

    nodes: list[BaseNode] = [TextNode(id_=name, text=text) for name, text in texts.items()]
    shipped = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=min(depth, len(nodes)))
    return lambda question: [found.node.node_id for found in shipped.retrieve(question)]
