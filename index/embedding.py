"""Turns texts into unit vectors: the shipped static model, or any sentence-transformers model.

Knows models and their prompts; knows nothing of passages, stores or questions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.embedding_errors import EmbeddingError, ModelUnreachable, ModelUnusable
from index.embedding_static import StaticEmbedder
from index.prompts import prompts_for

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.settings import IndexSettings

    Vectors = NDArray[np.float32]

__all__ = [
    "Embedder",
    "EmbeddingError",
    "ModelUnreachable",
    "ModelUnusable",
    "SentenceTransformerEmbedder",
    "StaticEmbedder",
    "open_embedder",
]

SHIPPED = ("static-vi",)
Progress = Callable[[int], None]


class Embedder(Protocol):
    """What the index needs of a model; `name` is remembered by the index it makes."""

    name: str
    dim: int

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Returns one unit row a text, shape (n, dim), float32, without any prompt."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Returns the rows of questions, with the model's query prompt."""

    def embed_passages(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """Returns the rows of passages, with the model's passage prompt."""


class SentenceTransformerEmbedder:
    """Any sentence-transformers model by name or folder, on whatever device there is."""

    def __init__(self, name: str, settings: IndexSettings) -> None:
        """Load the model, from the hub where it is not a folder.

        Raises:
            ModelUnreachable: It is no folder and cannot be downloaded.
            ModelUnusable: It is there but cannot be loaded.
        """
        self.name = name
        self._batch = settings.batch_size
        known = prompts_for(name)
        self._query = known.query if settings.query_prompt is None else settings.query_prompt
        self._passage = (
            known.passage if settings.passage_prompt is None else settings.passage_prompt
        )
        self._model = load_model("SentenceTransformer", name, settings.device)
        self.dim = int(self._model.get_embedding_dimension())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Returns one unit row a text, shape (n, dim), without any prompt."""
        return self._encode(texts, "", None)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Returns the rows of questions, with the query prompt."""
        return self._encode(texts, self._query, None)

    def embed_passages(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """Returns the rows of passages, with the passage prompt; progress in texts done."""
        return self._encode(texts, self._passage, on_progress)

    def _encode(self, texts: Sequence[str], prompt: str, on_progress: Progress | None) -> Vectors:
        step = self._batch * 8
        parts = [np.zeros((0, self.dim), dtype=np.float32)]
        for at in range(0, len(texts), step):
            chunk = [prompt + text for text in texts[at : at + step]]
            rows: Any = self._model.encode(
                chunk,
                batch_size=self._batch,
                prompt="",
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            parts.append(np.asarray(rows, dtype=np.float32))
            if on_progress:
                on_progress(len(chunk))
        return np.concatenate(parts)


def load_model(kind: str, name: str, device: str) -> Any:
    """Returns a `SentenceTransformer` or `CrossEncoder`; downloads show their own progress.

    Raises:
        ModelUnreachable: It is no folder and cannot be downloaded.
        ModelUnusable: It is there but cannot be loaded.
    """
    import sentence_transformers

    where = None if device == "auto" else device
    try:
        return getattr(sentence_transformers, kind)(name, device=where)
    except Exception as error:  # hub, network and file errors share no base class
        if Path(name).exists():
            raise ModelUnusable(
                f"{name}: thư mục có đó nhưng không nạp được mô hình ({error})"
            ) from error
        raise ModelUnreachable(
            f"Không tải được mô hình {name!r} và không có thư mục nào tên như vậy; hãy kiểm tra "
            'mạng và tên mô hình, hoặc dùng mô hình kèm sẵn: đặt embedder = "static-vi" '
            "trong mục [index] của hoibao.toml"
        ) from error


def open_embedder(settings: IndexSettings) -> Embedder:
    """Returns the model that the settings name: shipped, static folder, or any other.

    Raises:
        ModelUnreachable: It is neither shipped nor a folder nor to be had from the hub.
        ModelUnusable: Its files cannot be loaded.
    """
    name = settings.embedder
    if name in SHIPPED:
        shipped = Path(str(files("index"))) / "models" / name
        return StaticEmbedder(shipped, f"{name}@{_checksum(shipped)}")
    folder = Path(name)
    if is_static(folder):
        return StaticEmbedder(folder, name)
    return SentenceTransformerEmbedder(name, settings)


def _checksum(folder: Path) -> str:
    """Returns eight digits that tell one training of a shipped model from the next."""
    for line in (folder / "SHA256SUMS.txt").read_text(encoding="ascii").splitlines():
        digest, _, name = line.partition("  ")
        if name == "model.safetensors":
            return digest[:8]
    raise ModelUnusable(f"{folder}: SHA256SUMS.txt không có model.safetensors; hãy cài lại hoibao")


def is_static(folder: Path) -> bool:
    """Returns whether a folder holds a sentence-transformers model of one static module."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(modules) and "StaticEmbedding" in str(modules[0].get("type"))
