"""Takes the shipped reader apart again, so that training can go on from it.

    python -m assistant.train_reader_shipped --work DIR

writes `lexicon.json`, `tables.pt` (the word tables alone) and all weights of each network there
(`reader.pt`, `deeper.pt`). Weights come back as they were stored: bytes or float16. Never loaded at
run time.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from assistant.neural_reader import MODEL, NETWORK, read_lexicon
from assistant.train_reader_fit import TABLES

MATRICES = ("qkv", "out", "up", "down")


def _tables(folder: Path) -> dict[str, Tensor]:
    """Return both word tables, (rows, dim) each, by their names in a reader's state."""
    from safetensors.numpy import load_file

    held = load_file(folder / "tables.safetensors")
    return {
        f"{name}.weight": torch.from_numpy(
            held[name].astype(np.float32) * held[f"{name}_scale"].astype(np.float32)[:, None]
        )
        for name in ("marked", "folded")
    }


def shipped_state(folder: Path, network: str = NETWORK) -> dict[str, Tensor]:
    """Return the state of a reader with one of the folder's networks.

    Exporting names vectors and turns matrices round without their names, in the order in which
    the network uses them; that order is what is read here.

    Raises:
        ValueError: The network holds other matrices than a reader of its number of layers.
    """
    import onnx
    from onnx import numpy_helper

    state = _tables(folder)
    matrices = []
    held = {
        t.name: numpy_helper.to_array(t).astype(np.float32)
        for t in onnx.load(str(folder / network)).graph.initializer
    }
    for name, stored in held.items():
        if name.removesuffix("_scale") + "_whole" in held:
            continue
        name, mark, _ = name.partition("_whole")
        value = torch.from_numpy(stored * held[f"{name}_scale"] if mark else stored)
        if name.startswith("reader."):
            state[name.removeprefix("reader.").removesuffix("_half")] = value
        elif value.ndim == 2:
            matrices.append(value.T.contiguous())
    first, last = ["look", "soft", "mix"], ["head", "score"]
    layers = (len(matrices) - len(first) - len(last)) // len(MATRICES)
    names = [*first, *(f"body.{k}.{one}" for k in range(layers) for one in MATRICES), *last]
    if len(matrices) != len(names):
        raise ValueError(f"{folder} holds {len(matrices)} matrices, expected {len(names)}.")
    return state | {f"{name}.weight": m for name, m in zip(names, matrices, strict=True)}


def main() -> None:
    """Read the arguments and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    words = read_lexicon(args.model / "words.tsv").words
    config = json.loads((args.model / "config.json").read_text(encoding="utf-8"))
    state = _tables(args.model)
    (args.work / "lexicon.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    torch.save({name: state[name] for name in TABLES}, args.work / "tables.pt")
    for network in config.get("networks", [NETWORK]):
        path = (args.work / network).with_suffix(".pt")
        torch.save(shipped_state(args.model, network), path)


if __name__ == "__main__":
    main()
