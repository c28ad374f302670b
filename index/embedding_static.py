"""The shipped kind of embedding model, read without torch: a text is the mean of its tokens' rows.

Knows the files that sentence-transformers writes for a `StaticEmbedding`; nothing of passages.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding_errors import ModelUnusable
from index.segmentation import Segmenter

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Vectors = NDArray[np.float32]

_CHUNK = 1024
_MANY = 256
"""From so many texts on, making the tables of `Segmenter` (a fifth of a second) pays."""


class StaticEmbedder:
    """A bag of token vectors: the mean of a text's rows, scaled to length one.

    Reads the folder that sentence-transformers writes for a `StaticEmbedding`, without torch.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Load tokenizer and vectors.

        Raises:
            ModelUnusable: The folder holds no static model.
        """
        from tokenizers import Tokenizer

        self.name = name
        try:
            home = folder / "0_StaticEmbedding"
            home = home if home.is_dir() else folder
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(home / "tokenizer.json"))
            self._table = _read_table(home / "model.safetensors")
        except Exception as error:  # the tokenizer library raises bare Exception
            raise ModelUnusable(
                f"{folder}: không đọc được mô hình nhúng ({error}); "
                "hãy cài lại hoibao hoặc đặt lại [index] embedder"
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.dim = int(self._table.shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Returns one unit row a text, shape (n, dim); a text without any token gives zeros."""
        if len(texts) < _MANY or self._segmenter is None:
            return _scaled(self._sums(texts))
        parts = [texts[at : at + _CHUNK] for at in range(0, len(texts), _CHUNK)]
        cut = partial(self._many_sums, self._segmenter)
        if len(parts) < 2:
            return _scaled(cut(parts[0]))
        with ThreadPoolExecutor(min(len(parts), os.cpu_count() or 1)) as threads:
            return _scaled(np.concatenate(list(threads.map(cut, parts))))

    @cached_property
    def _segmenter(self) -> Segmenter | None:
        """What cuts many texts at once, where the tokenizer is of the shipped kind."""
        return Segmenter.fitting(self._tokenizer)

    def _sums(self, texts: Sequence[str]) -> Vectors:
        """Returns the sum of each text's token vectors, shape (n, dim)."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, encoding in zip(out, encodings, strict=True):
            if encoding.ids:
                np.sum(self._table[encoding.ids], axis=0, out=row)
        return out

    def _many_sums(self, segmenter: Segmenter, texts: Sequence[str]) -> Vectors:
        """Returns what `_sums` returns, about eight times as fast."""
        from scipy.sparse import csr_matrix

        text, token = segmenter.bags(texts)
        often = np.ones(len(token), dtype=np.float32)
        shape = len(texts), len(self._table)
        return np.asarray(csr_matrix((often, (text, token)), shape=shape) @ self._table)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Returns `embed`: a static model has no prompts."""
        return self.embed(texts)

    def embed_passages(
        self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Returns `embed`: a static model has no prompts."""
        rows = self.embed(texts)
        if on_progress:
            on_progress(len(texts))
        return rows


def _scaled(rows: Vectors) -> Vectors:
    """Returns rows scaled to length one, in place; rows of zeros stay."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    np.divide(rows, length, out=rows, where=length > 0)
    return rows


def _read_table(path: Path) -> Vectors:
    """Returns the vector of each token id, shape (tokens, dim), float32."""
    from safetensors.numpy import load_file

    stored: dict[str, Vectors] = load_file(path)
    if "embedding.weight" in stored:
        return np.asarray(stored["embedding.weight"], dtype=np.float32)
    table = stored["embeddings"].astype(np.float32)
    if "mapping" in stored:
        table = table[stored["mapping"]]
    if "weights" in stored:
        table *= stored["weights"].astype(np.float32)[:, np.newaxis]
    return np.ascontiguousarray(table, dtype=np.float32)
