"""A small embedding model for tests that need a second one."""

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file


def static_folder(folder: Path, dim: int) -> Path:
    """A small static model of its own: the shipped tokenizer with other vectors."""
    folder.mkdir()
    shipped = Path(str(files("index"))) / "models" / "static-vi" / "tokenizer.json"
    (folder / "tokenizer.json").write_bytes(shipped.read_bytes())
    size = len(json.loads(shipped.read_text())["model"]["vocab"])
    rows = np.random.default_rng(0).normal(size=(size, dim)).astype(np.float32)
    save_file({"embedding.weight": rows}, folder / "model.safetensors")
    kind = "sentence_transformers.models.StaticEmbedding"
    (folder / "modules.json").write_text(json.dumps([{"idx": 0, "path": "", "type": kind}]))
    return folder
