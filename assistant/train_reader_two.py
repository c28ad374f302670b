"""Lets two processes fit one network: their gradients are averaged at every step.

Each reads windows of its own on one thread; cutting words, which one process does beside its
threads one at a time, is shared too.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from torch import nn
from torch.nn.utils import parameters_to_vector, vector_to_parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Which of how many processes this is."""

    rank: int = 0
    size: int = 1

    def begin_alike(self, weights: Iterable[nn.Parameter]) -> None:
        """Give every process the first one's weights."""
        if self.size > 1:
            for weight in weights:
                dist.broadcast(weight.data, 0)

    def average(self, weights: Iterable[nn.Parameter]) -> None:
        """Replace every weight's gradient by its mean; the same weights must have one in each."""
        if self.size == 1:
            return
        held = [p.grad for p in weights if p.grad is not None]
        flat = parameters_to_vector(held)
        dist.all_reduce(flat)
        vector_to_parameters(flat / self.size, held)

    def agree(self, value: float) -> float:
        """Return the mean of the processes' numbers."""
        if self.size == 1:
            return value
        held = torch.tensor([value], dtype=torch.float64)
        dist.all_reduce(held)
        return float(held.item()) / self.size


ALONE = Pair()


def _begin(rank: int, size: int, meeting: str, seed: int, ranked: Callable[[Pair], None]) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(seed + rank)
    random.seed(seed + rank)
    np.random.seed(seed + rank)
    dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=size)
    ranked(Pair(rank=rank, size=size))
    dist.destroy_process_group()


def together(processes: int, seed: int, ranked: Callable[[Pair], None]) -> None:
    """Call `ranked` in so many processes, which begin as copies of this one."""
    if processes == 1:
        torch.manual_seed(seed)
        random.seed(seed)
        ranked(ALONE)
        return
    import torch.multiprocessing as mp

    with tempfile.TemporaryDirectory() as folder:
        meeting = str(Path(folder) / "meeting")
        mp.start_processes(
            _begin, (processes, meeting, seed, ranked), nprocs=processes, start_method="fork"
        )
