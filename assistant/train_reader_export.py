"""Writes a trained reader as the files the runtime loads: byte tables, words, a network in bytes.

    python -m assistant.train_reader_export --work DIR --from written.pt --out DIR
    python -m assistant.train_reader_export --work DIR --from other.pt --out DIR --beside deep.onnx

The second adds a network to a reader whose words and tables it shares; both are asked.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn

from assistant.neural_reader import NETWORK
from assistant.neural_views import WIDTH
from assistant.neural_words import Lexicon
from assistant.train_reader_batches import ROOM
from assistant.train_reader_model import Reader, Shape


class Network(nn.Module):  # type: ignore[misc]
    """The reader from embedded words on, which is what ONNX holds."""

    def __init__(self, reader: Reader) -> None:
        """Wrap a reader."""
        super().__init__()
        self.reader = reader

    def forward(self, words: Tensor, live: Tensor, features: Tensor) -> Tensor:
        """Return logits (B, T, 4)."""
        return self.reader.read(words, live, features)


def to_bytes(table: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Return a table's rows as int8 and the float16 scale of each row."""
    rows = table.detach().float().numpy()
    scale = np.maximum(np.abs(rows).max(axis=1), 1e-8) / 127.0
    scale = scale.astype(np.float16).astype(np.float32)
    scale = np.maximum(scale, 6e-8)
    whole = np.clip(np.round(rows / scale[:, None]), -127, 127).astype(np.int8)
    return whole, scale.astype(np.float16)


LEVELS: Final = 31
"""Whole steps either side of zero in which a weight of a network is stored: six bits of its byte,
so that packed a network takes a third of what float16 takes. The sentence that 220 held-out
questions have first answers as often; its logit moves by .1 on the average (with 127 by .01)."""
SMALL: Final = 256
"""Weights of a tensor up to which it is stored as it is."""


def narrow(source: Path, target: Path) -> None:
    """Store a network's large weights as bytes with a scale for each column.

    They are made float32 when the network is loaded, for int8 products overflow on processors
    without VNNI. A cast and a product do it, which onnxruntime works out once; its own operator
    for it, DequantizeLinear, it works out at every run.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(str(source))
    nodes, scales = [], []
    for tensor in model.graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or int(np.prod(tensor.dims)) <= SMALL:
            continue
        name, weights = tensor.name, numpy_helper.to_array(tensor)
        scale = np.abs(weights).max(axis=tuple(range(weights.ndim - 1)), keepdims=True) / LEVELS
        scale = np.maximum(scale, 1e-12).astype(np.float32)
        whole = np.round(weights / scale).astype(np.int8)
        tensor.CopyFrom(numpy_helper.from_array(whole, f"{name}_whole"))
        scales.append(numpy_helper.from_array(scale, f"{name}_scale"))
        nodes.append(helper.make_node("Cast", [f"{name}_whole"], [f"{name}_cast"],
                                      to=TensorProto.FLOAT))  # fmt: skip
        nodes.append(helper.make_node("Mul", [f"{name}_cast", f"{name}_scale"], [name]))
    model.graph.initializer.extend(scales)
    for node in reversed(nodes):
        model.graph.node.insert(0, node)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


def export(reader: Reader, lexicon: Lexicon, out: Path) -> None:
    """Write the model's folder."""
    from safetensors.numpy import save

    out.mkdir(parents=True, exist_ok=True)
    reader.eval().float()
    marked, marked_scale = to_bytes(reader.marked.weight)
    folded, folded_scale = to_bytes(reader.folded.weight)
    names = ("marked", "marked_scale", "folded", "folded_scale")
    tables = dict(zip(names, (marked, marked_scale, folded, folded_scale), strict=True))
    (out / "tables.safetensors").write_bytes(save(tables))
    (out / "words.tsv").write_text(
        "".join(f"{w}\t{c}\n" for w, c in lexicon.words), encoding="utf-8"
    )
    _write_network(reader, out / NETWORK)
    config = {
        "version": 1,
        "room": ROOM,
        "dim": reader.shape.dim,
        "layers": reader.shape.layers,
        "heads": reader.shape.heads,
        "inner": reader.shape.inner,
        "features": WIDTH,
        "sha256": {
            name: hashlib.sha256((out / name).read_bytes()).hexdigest()
            for name in (NETWORK, "tables.safetensors", "words.tsv")
        },
    }
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def add(reader: Reader, out: Path, name: str, uses: Sequence[str] = ("questions",)) -> None:
    """Put a network of the same tables beside the ones of a model's folder.

    Args:
        reader: The network.
        out: The model's folder.
        name: Of the network's file.
        uses: What it is read for: "questions", with the others; "claims", alone.

    Raises:
        ValueError: The reader's tables are not the folder's.
    """
    from safetensors.numpy import load_file

    held = load_file(out / "tables.safetensors")
    for table in ("marked", "folded"):
        step = held[f"{table}_scale"].astype(np.float32)[:, None]
        own = getattr(reader, table).weight.detach().float().numpy()
        alike = own.shape == held[table].shape
        if not alike or (np.abs(own - held[table] * step) > step).any():
            raise ValueError(f"The reader's {table} words are not those of {out}.")
    reader.eval().float()
    _write_network(reader, out / name)
    config = json.loads((out / "config.json").read_text(encoding="utf-8"))
    if "questions" in uses:
        config["networks"] = list(dict.fromkeys([*config.get("networks", [NETWORK]), name]))
    if "claims" in uses:
        config["claims"] = name
    config["sha256"][name] = hashlib.sha256((out / name).read_bytes()).hexdigest()
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def _write_network(reader: Reader, path: Path) -> None:
    """Write the network from embedded words on."""
    example = (
        torch.randn(2, 40, reader.shape.dim),
        torch.ones(2, 40, dtype=torch.bool),
        torch.rand(2, 40, WIDTH),
    )
    axes = {name: {0: "batch", 1: "words"} for name in ("words", "live", "features", "logits")}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / NETWORK
        torch.onnx.export(
            Network(reader),
            example,
            str(whole),
            input_names=["words", "live", "features"],
            output_names=["logits"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        narrow(whole, path)


def average(paths: list[Path]) -> dict[str, Tensor]:
    """Return the mean of checkpoints' weights, for checkpoints of one run."""
    states = [torch.load(path) for path in paths]
    return {k: sum(s[k] for s in states) / len(states) for k in states[0]}


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--from", dest="sources", nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--beside", help="name of a further network for the reader in --out")
    parser.add_argument("--for", dest="uses", nargs="+", default=["questions"])
    args = parser.parse_args()
    from assistant.train_reader_fit import load_lexicon

    lexicon = load_lexicon(args.work)
    rows, columns = lexicon.sizes
    reader = Reader(Shape(marked_rows=rows, folded_rows=columns, layers=args.layers))
    reader.load_state_dict(average([args.work / s for s in args.sources]))
    if args.beside:
        add(reader, args.out, args.beside, args.uses)
    else:
        export(reader, lexicon, args.out)


if __name__ == "__main__":
    main()
