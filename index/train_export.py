"""Writes trained vectors as a sentence-transformers folder with eight-bit rows and checksums.

Knows file formats; knows nothing of training.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer


def quantise(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Returns rows as whole numbers from -127 to 127 and the factor of each row."""
    scale = np.abs(vectors).max(axis=1) / 127
    scale = np.where(scale > 0, scale, 1).astype(np.float32)
    return np.round(vectors / scale[:, np.newaxis]).astype(np.int8), scale


def export(
    folder: Path, tokenizer: Tokenizer, rows: NDArray[np.int32], vectors: NDArray[np.float32]
) -> None:
    """Write the model; `SentenceTransformer(folder)` opens it.

    Args:
        folder: made where it is not there.
        tokenizer: of the model.
        rows: shape (tokens,); the row of `vectors` that each token has, several may share one.
        vectors: shape (rows, dim).
    """
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    small, scale = quantise(vectors)
    tensors = {"embeddings": small, "mapping": rows.astype(np.int32), "weights": scale[rows]}
    save_file(tensors, folder / "model.safetensors")
    place = "sentence_transformers.models"
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": f"{place}.StaticEmbedding"},
        {"idx": 1, "name": "1", "path": "1_Normalize", "type": f"{place}.Normalize"},
    ]
    _write(folder / "modules.json", modules)
    _write(
        folder / "config_sentence_transformers.json",
        {"prompts": {"query": "", "document": ""}, "similarity_fn_name": "cosine"},
    )
    checksum(folder)


def checksum(folder: Path) -> None:
    """Write the SHA-256 of every file of the model beside them."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name not in ("SHA256SUMS.txt", "README.md")
    ]
    (folder / "SHA256SUMS.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
