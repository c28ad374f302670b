"""Clocks, memory and sizes for measuring; knows nothing of what is measured."""

import os
import resource
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

Item = TypeVar("Item")


class Timed(Generic[Item]):
    """An iterable that knows how long its source took, so that reading is not booked as adding."""

    def __init__(self, source: Iterable[Item]) -> None:
        """Wrap a source."""
        self._source = iter(source)
        self.seconds = self.cpu = 0.0
        self.count = 0

    def __iter__(self) -> Iterator[Item]:
        """The items, each fetch timed."""
        while True:
            began, spent = perf_counter(), process_time()
            item = next(self._source, None)
            self.seconds += perf_counter() - began
            self.cpu += process_time() - spent
            if item is None:
                return
            self.count += 1
            yield item


class Lap(NamedTuple):
    """Seconds of one piece of work: as the clock has it, and those that processors spent on it."""

    wall: float
    cpu: float


def lap(work: Callable[[], Item]) -> tuple[Lap, Item]:
    """How long something took, and what it gave."""
    began, spent = perf_counter(), process_time()
    done = work()
    return Lap(perf_counter() - began, process_time() - spent), done


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of a size, the last one shorter."""
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def percentiles(name: str, laps: Sequence[Lap]) -> dict[str, float]:
    """Median and 95th percentile by the clock, and by the processors' time (``_cpu_``)."""
    wall, cpu = np.percentile(np.array(laps), [50, 95], axis=0).T.tolist()
    return {
        f"{name}_p50": wall[0],
        f"{name}_p95": wall[1],
        f"{name}_cpu_p50": cpu[0],
        f"{name}_cpu_p95": cpu[1],
    }


def stages(timings: Sequence[Mapping[str, float]]) -> dict[str, list[float]]:
    """Median and 95th percentile of each stage of answering."""
    names = dict.fromkeys(stage for t in timings for stage in t)
    return {
        stage: [
            float(np.percentile([t[stage] for t in timings if stage in t], p)) for p in (50, 95)
        ]
        for stage in names
    }


def helpers_cpu() -> float:
    """Seconds that processors spent on processes of ours that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def resident() -> float:
    """Memory of this process in bytes, now; its peak where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return peak()
    return float(pages * resource.getpagesize())


def peak() -> float:
    """The most memory this process has had, in bytes."""
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def load() -> float:
    """Processes that wanted a processor in the last minute, on average."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def size(folder: Path, passages: int, before: float) -> dict[str, float]:
    """Disk and memory, in all and for a thousand passages.

    Args:
        folder: What was written.
        passages: That are in it.
        before: What ``resident`` was before they were.
    """
    disk = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    return {
        "disk_bytes": float(disk),
        "disk_per_thousand": 1000 * disk / passages,
        "resident_bytes": resident(),
        "peak_bytes": peak(),
        "memory_per_thousand": 1000 * max(0.0, resident() - before) / passages,
    }


def adding(held: int, passages: int, seconds: float, cpu: float) -> dict[str, Any]:
    """How fast articles were added."""
    return {
        "articles": held,
        "passages": passages,
        "add_seconds": seconds,
        "add_cpu_seconds": cpu,
        "articles_per_second": held / seconds if held else None,
        "passages_per_second": passages / seconds,
        "load": load(),
    }
