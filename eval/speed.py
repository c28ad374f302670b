"""Speed and size of the product beside bare Chroma and LlamaIndex, each in its own process."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.provenance import commit
from eval.speed_text import generated

SIZES = (1_000, 10_000, 100_000)
"""Passages; a million is measured on request."""
ASKED = 40
LLAMA_LIMIT = 100_000
"""LlamaIndex holds all documents in memory: not measured above this."""
REPEATS = 3
_IMPORTS = "import chromadb, llama_index.core"
FILTERS = ("half", "week", "outlet")
"""Limits whose cost is given as a multiple of the same questions without one."""
Progress = Callable[[str], None]


class SpeedError(Exception):
    """A measurement did not come to its end; the message holds its last words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedPlan:
    """What to measure.

    Attributes:
        source: File or folder of articles; generated text where ``None`` or too little.
        startup: Whether the start of the command and of the page is measured too.
    """

    sizes: Sequence[int] = SIZES
    source: Path | None = None
    asked: int = ASKED
    startup: bool = True
    llama_index: bool = True


def measure(plan: SpeedPlan, progress: Progress = lambda _: None) -> dict[str, Any]:
    """All figures: ``sizes``, a list of one object a size, and ``startup``.

    Raises:
        SpeedError: A measuring process failed.
    """
    found: dict[str, Any] = {
        "command": _command(plan),
        "commit": commit(),
        "processors": os.cpu_count(),
        "source": plan.source.name if plan.source else "",
        "sizes": [],
    }
    for size in plan.sizes:
        systems = ["hoibao", "chroma"]
        systems += ["llama_index"] if plan.llama_index and size <= LLAMA_LIMIT else []
        row: dict[str, Any] = {"size": size}
        for system in systems:
            progress(f"{system}, {size} đoạn")
            row[system] = worker(system, plan, size)
        found["sizes"].append(row | ratios(row))
    if plan.startup:
        progress("khởi động")
        found["startup"] = startup()
    return found


def _command(plan: SpeedPlan) -> str:
    """The command line that measures the same."""
    parts = ["hoibao eval speed --sizes", ",".join(map(str, plan.sizes))]
    parts += ["--articles", plan.source.name] if plan.source else []
    parts += [] if plan.startup else ["--no-startup"]
    parts += [] if plan.llama_index else ["--no-llama-index"]
    return " ".join(parts)


def worker(system: str, plan: SpeedPlan, size: int) -> dict[str, Any]:
    """The figures of one system at one size, measured in a fresh process.

    Raises:
        SpeedError: The process failed.
    """
    given = {"source": str(plan.source or ""), "size": size, "asked": plan.asked}
    command = [sys.executable, "-m", "eval.speed_worker", system, json.dumps(given)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=_home())
    if done.returncode:
        raise SpeedError(f"{system}, {size} đoạn: {done.stderr.strip()[-800:]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _home() -> Path:
    return Path(__file__).parent.parent


def ratios(row: dict[str, Any]) -> dict[str, float]:
    """How our figures stand to those of bare Chroma in the same run; 1 is as fast."""
    ours, bare = row["hoibao"], row["chroma"]
    return {
        "add_ratio": ours["passages_per_second"] / bare["passages_per_second"],
        "add_cpu_ratio": (bare["add_cpu_seconds"] / bare["passages"])
        / (ours["add_cpu_seconds"] / ours["passages"]),
        "retrieve_ratio": ours["retrieve_p50"] / bare["retrieve_p50"],
        "retrieve_cpu_ratio": ours["retrieve_cpu_p50"] / bare["retrieve_cpu_p50"],
        **{f"{n}_cpu_ratio": ours[f"{n}_cpu_p50"] / ours["retrieve_cpu_p50"] for n in FILTERS},
        "ask_ratio": ours["ask_p50"] / bare["retrieve_p50"],
    }


def startup() -> dict[str, float]:
    """Seconds until the first answer of ``hoibao ask`` and until the page answers, and ratios.

    The measure beside them is importing chromadb and llama_index.core in a bare process; the
    best of some repeats is taken for each.
    """
    with tempfile.TemporaryDirectory(prefix="hoibao-start-") as folder:
        data = Path(folder)
        _fill(data)
        command = [sys.executable, "-m", "ui.cli", "--data", folder]
        imports = _best(lambda: _timed([sys.executable, "-c", _IMPORTS]))
        ask = _best(lambda: _timed([*command, "ask", generated(0).title, "--json"]))
        page = _best(lambda: page_start(command))
    return {
        "import_seconds": imports,
        "ask_seconds": ask,
        "page_seconds": page,
        "ask_ratio": ask / imports,
        "page_ratio": page / imports,
    }


def _fill(data: Path) -> None:
    """An archive with a few articles, made in this process and closed."""
    from index.archive import Archive

    with Archive.open(data) as archive:
        archive.add(generated(n) for n in range(50))


def _best(measured: Callable[[], float]) -> float:
    return min(measured() for _ in range(REPEATS))


def _timed(command: Sequence[str]) -> float:
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=_home())
    if done.returncode:
        raise SpeedError(f"{' '.join(command[1:4])}: {done.stderr.strip()[-800:]}")
    return time.perf_counter() - began


def page_start(command: Sequence[str], *, patience: float = 120.0) -> float:
    """Seconds from starting the page's process until it answers on its port.

    Raises:
        SpeedError: It ended or did not answer in time.
    """
    port = _free_port()
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "page", "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=_home(),
    )
    try:
        while time.perf_counter() - began < patience:
            if process.poll() is not None:
                raise SpeedError(f"hoibao page kết thúc với mã {process.returncode}")
            if _answers(port):
                return time.perf_counter() - began
            time.sleep(0.02)
        raise SpeedError(f"hoibao page không trả lời sau {patience:.0f} giây")
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError):
        return False
