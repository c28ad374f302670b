"""Fits a reader for some minutes, and gives it its lexicon and first word vectors."""

from __future__ import annotations

import json
import logging
import math
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from assistant.neural_words import BUCKETS, Lexicon, fold
from assistant.train_reader_batches import Group, collate, loss
from assistant.train_reader_model import Reader
from assistant.train_reader_two import ALONE, Pair

log = logging.getLogger("train_reader")
TABLES = ("marked.weight", "folded.weight")


def load_lexicon(work: Path) -> Lexicon:
    """Return the lexicon that `lexicon.json` in the work folder holds."""
    return Lexicon([(w, int(c)) for w, c in json.loads((work / "lexicon.json").read_text())])


def tables(work: Path, lexicon: Lexicon) -> tuple[torch.Tensor, torch.Tensor]:
    """Return both embedding tables from word vectors: folded the mean, marked what is left."""
    vectors = np.load(work / "vec.npy")
    vectors = vectors / math.sqrt(vectors.shape[1]) * 3.3
    rows, columns = lexicon.sizes
    total = np.zeros((columns, vectors.shape[1]), dtype=np.float32)
    count = np.zeros(columns, dtype=np.float32)
    for word, n in lexicon.words:
        f, m = lexicon.folded[fold(word)], lexicon.marked[word]
        total[f] += vectors[m] * n
        count[f] += n
    folded = total / np.maximum(count, 1)[:, None]
    marked = np.zeros((rows, vectors.shape[1]), dtype=np.float32)
    for word, _ in lexicon.words:
        marked[lexicon.marked[word]] = (
            vectors[lexicon.marked[word]] - folded[lexicon.folded[fold(word)]]
        )
    rng = np.random.default_rng(0)
    empty = np.abs(folded).sum(1) == 0
    folded[empty] = rng.normal(0, 0.08, (int(empty.sum()), vectors.shape[1]))
    assert columns - len(lexicon.folded) == BUCKETS
    return torch.from_numpy(marked), torch.from_numpy(folded)


def grow(state: dict[str, torch.Tensor], model: Reader) -> None:
    """Load an earlier reader's weights; features and layers it lacks begin as nothing added."""
    wanted = model.state_dict()
    old, new = state["look.weight"], wanted["look.weight"]
    state["look.weight"] = torch.zeros_like(new)
    state["look.weight"][:, : old.shape[1]] = old
    layers = 1 + max(int(k.split(".")[1]) for k in state if k.startswith("body."))
    for key in wanted:
        if key not in state:
            last = f"body.{layers - 1}.{key.split('.', 2)[2]}"
            quiet = ".out." in key or ".down." in key
            state[key] = state[last] * (0.0 if quiet else 1.0)
    model.load_state_dict(state)


def optimizer(weights: Sequence[nn.Parameter], rate: float) -> torch.optim.AdamW:
    """Return AdamW whose matrices decay and whose vectors do not."""
    matrices, rest = [p for p in weights if p.ndim > 1], [p for p in weights if p.ndim < 2]
    return torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.02}, {"params": rest, "weight_decay": 0.0}],
        lr=rate,
        betas=(0.9, 0.98),
    )


def falling(gone: float) -> float:
    """Return a cosine from 1 down to a twentieth over a share (0..1) of the time."""
    return 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * gone))


def train(
    model: Reader,
    feed: Iterator[list[Group]],
    *,
    minutes: float,
    rate: float,
    table_rate: float,
    save: Callable[[], None],
    hold: float = 0.0,
    hide: float = 0.08,
    pair: Pair = ALONE,
) -> Reader:
    """Fit for some minutes: warm-up, `rate` for a share `hold`, a cosine down to a twentieth.

    A `table_rate` of 0 leaves the word tables as they are.

    Returns:
        A reader whose weights are the running mean over some 500 steps (every tenth counted).
    """
    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.98))
    pair.begin_alike(model.parameters())
    body = [p for n, p in model.named_parameters() if n not in TABLES]
    fit = optimizer(body, rate)
    words = [model.marked.weight, model.folded.weight]
    table = torch.optim.SparseAdam(words, lr=table_rate) if table_rate else None
    model.marked.sparse = model.folded.sparse = True
    for weight in words:
        weight.requires_grad_(table is not None)
    if table is not None and pair.size > 1:
        raise ValueError("Two processes cannot fit the word tables: give --table-rate 0.")
    begin = saved = time.monotonic()
    mean, right, seen, step = 0.0, 0.0, 0, 0
    while (gone := pair.agree((time.monotonic() - begin) / 60 / minutes)) < 1:
        groups = next(feed)
        batch = collate(groups, hide=hide)
        fall = max(0.0, gone - hold) / (1 - hold)
        pace = min(1.0, (step + 1) / 100) * falling(fall)
        for part in fit.param_groups:
            part["lr"] = rate * pace
        if table is not None:
            table.param_groups[0]["lr"] = table_rate * pace
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(batch.marked, batch.folded, batch.features)
        value, hits = loss(logits.float(), groups)
        value.backward()
        pair.average(body)
        torch.nn.utils.clip_grad_norm_(body, 1.0)
        fit.step()
        if table is not None:
            table.step()
        model.zero_grad(set_to_none=True)
        if step % 10 == 0:
            averaged.update_parameters(model)
        mean, right, seen, step = mean + value.item(), right + hits, seen + len(groups), step + 1
        if step % 100 == 0 and pair.rank == 0:
            log.info(
                "%.0f%% step %d groups %d loss %.3f right %.3f",
                gone * 100,
                step,
                seen,
                mean / 100,
                right / 100,
            )
            mean = right = 0.0
        if time.monotonic() - saved > 240 and pair.rank == 0:
            saved = time.monotonic()
            save()
    save()
    kept: Reader = averaged.module
    return kept
