"""Starting a module of this package as a process of its own, whatever folder one stands in."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def command(module: str, *arguments: str) -> list[str]:
    """The command line: ``-P`` keeps files of the working folder from being imported."""
    return [sys.executable, "-P", "-m", module, *arguments]


def environment() -> Mapping[str, str]:
    """This process's environment, with this package where the other one finds it."""
    home = str(Path(__file__).parent.parent)
    path = os.pathsep.join(p for p in (home, os.environ.get("PYTHONPATH", "")) if p)
    return {**os.environ, "PYTHONPATH": path}
