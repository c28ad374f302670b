"""Trains the static embedding model: one vector a token, a text is the mean of its vectors.

Knows the loss, the optimiser and the file format; where pairs come from is not known here.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.train_pairs import Batch

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainSettings:
    """How long and how fast to train; tried values stand in DECISIONS.md, 2026-11-21."""

    dim: int = 256
    seconds: float = 1200.0
    rate: float = 0.01
    scale: float = 20.0
    report_every: int = 50


def first_vectors(counts: NDArray[np.float64], dim: int, seed: int) -> NDArray[np.float32]:
    """Returns random vectors, shape (rows, dim), the longer the rarer the token."""
    rng = np.random.default_rng(seed)
    rarity = np.log((counts.sum() + 1) / (counts + 1))
    vectors = rng.standard_normal((len(counts), dim)).astype(np.float32) / np.sqrt(dim)
    return np.asarray(vectors * (rarity / rarity.max())[:, None], dtype=np.float32)


def train(
    vectors: NDArray[np.float32],
    batches: Callable[[], Batch],
    settings: TrainSettings,
    report: Callable[[str], None],
) -> NDArray[np.float32]:
    """Returns the trained vectors: in-batch negatives in both directions, Adam, linear decay."""
    import torch
    from torch.nn.functional import cross_entropy, embedding_bag, normalize

    device = "cuda" if torch.cuda.is_available() else "cpu"
    table = torch.nn.Parameter(torch.from_numpy(vectors.copy()).to(device))
    optimiser = torch.optim.Adam([table], lr=settings.rate, betas=(0.9, 0.99), fused=True)
    begun, step, total = time.monotonic(), 0, 0.0
    while (spent := time.monotonic() - begun) < settings.seconds:
        share = spent / settings.seconds
        for group in optimiser.param_groups:
            group["lr"] = settings.rate * min(1.0, (step + 1) / 30) * max(0.01, 1 - share)
        batch = batches()
        sides = [
            normalize(
                embedding_bag(
                    torch.from_numpy(rows).to(device),
                    table,
                    torch.from_numpy(starts).to(device),
                    mode="mean",
                )
            )
            for rows, starts in (
                (batch.queries, batch.query_starts),
                (batch.passages, batch.passage_starts),
            )
        ]
        scores = sides[0] @ sides[1].T * settings.scale
        wanted = torch.arange(len(scores), device=device)
        loss = (cross_entropy(scores, wanted) + cross_entropy(scores.T, wanted)) / 2
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        step, total = step + 1, total + float(loss.detach())
        if step % settings.report_every == 0:
            report(f"step {step}, {spent:.0f} s, loss {total / settings.report_every:.4f}")
            total = 0.0
    return np.asarray(table.detach().cpu().numpy(), dtype=np.float32)
