"""Chroma's map of the labels of a graph, and a copy of it.

Chroma 1.5.9 writes the map over the one before it, so a kill may leave neither. The copy is of the
last write that was finished, and so is what SQLite says Chroma's log has been taken in up to.
"""

import os
import pickle
import shutil
from collections.abc import Set
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.graph import MAP, graphs

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEPT = "index_metadata.kept"
"""The copy, beside the map."""


@dataclass(frozen=True)
class LabelMap:
    """What a map says.

    Attributes:
        added: Vectors that were ever added; their labels are 1 to that.
        alive: The labels that are not deleted, in order.
        ids: The records that they are of.
        written: The map as it is in its file.
    """

    added: int
    alive: "NDArray[np.uint64]"
    ids: Set[str]
    written: bytes

    @classmethod
    def of(cls, graph: Path) -> "LabelMap":
        """The map of a graph, or its copy where the map cannot be read.

        Raises:
            OSError: There is none.
            ValueError: Neither is a map of labels.
        """
        try:
            return cls.read(graph / MAP)
        except ValueError:
            return cls.read(graph / KEPT)

    @classmethod
    def read(cls, file: Path) -> "LabelMap":
        """The map in a file.

        Raises:
            OSError: It cannot be read.
            ValueError: It is not a map of labels.
        """
        written = file.read_bytes()
        try:
            said = _Plain(BytesIO(written)).load()
            labels = np.array(sorted(said["label_to_id"]), dtype=np.uint64)
            ids = frozenset(said["id_to_label"])
            return cls(int(said["total_elements_added"]), labels, ids, written)
        except (pickle.UnpicklingError, EOFError, LookupError, TypeError, OverflowError) as error:
            raise ValueError(f"{file}: {error}") from error


class _Plain(pickle.Unpickler):
    """Reads numbers, texts and dictionaries, and makes nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Refuse.

        Raises:
            UnpicklingError: Always.
        """
        raise pickle.UnpicklingError(f"{module}.{name}")


def keep_maps(chroma: Path) -> None:
    """Copy each map that has changed since it was copied; called before something is written.

    A map that is being written meanwhile is left for the next call.
    """
    for graph in graphs(chroma):
        written, kept = graph / MAP, graph / KEPT
        with suppress(OSError):  # Gone meanwhile, or the disk is full: the copy before it stays.
            now = written.stat().st_mtime_ns
            if kept.exists() and kept.stat().st_mtime_ns == now:
                continue
            part = kept.with_suffix(".part")
            shutil.copyfile(written, part)
            os.utime(part, ns=(now, now))
            if written.stat().st_mtime_ns == now and _ended(part):
                part.replace(kept)
            part.unlink(missing_ok=True)


def _ended(file: Path) -> bool:
    """Whether a file ends as a pickle does."""
    with file.open("rb") as source:
        source.seek(max(0, source.seek(0, os.SEEK_END) - 1))
        return source.read() == pickle.STOP
