"""Whether a graph of vectors that Chroma left on disk can be walked.

Chroma writes the graph in place; a kill in between may leave links that lead outside of it
(chroma-core/chroma#7678), and whoever follows one reads foreign memory: an answer, or the end of
the process, as chance has it. So the links are looked at, all of them, without following any.
The layout is hnswlib's with the separate files of Chroma's fork (version 1 of its header).
"""

import shutil
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HEADER = struct.Struct("<iQQQQQQiIQQQdQ")
_SIZE = struct.Struct("<I")
_VERSION = 1
_AT_ONCE = 65_536
"""Vectors whose links are looked at together; 75 MB for 256 dimensions."""
_COUNT = 4
"""Bytes before a vector's links: how many there are (16 bits), then flags."""


@dataclass(frozen=True)
class _Layout:
    """What the header says: counts of vectors and links, and sizes in bytes."""

    vectors: int
    width: int
    links: int
    links_above: int

    @classmethod
    def read(cls, header: bytes) -> "_Layout | None":
        """The layout, or ``None`` for a version that is not known here.

        Raises:
            ValueError: There is no whole header.
        """
        if len(header) < _HEADER.size:
            raise ValueError("no header")
        version, _, _, vectors, width, *_, above, links, _, _, _ = _HEADER.unpack_from(header)
        return cls(vectors, width, links, above) if version == _VERSION else None


def graphs(chroma: Path) -> list[Path]:
    """The folders with a written graph, of a Chroma folder; Chroma waits for a thousand vectors."""
    return sorted(path.parent for path in chroma.glob("*/index_metadata.pickle"))


def whole(graph: Path) -> bool:
    """Whether each link of a graph leads to one of its vectors; so where the layout is not known.

    Args:
        graph: A folder of ``graphs``, which nobody is writing.
    """
    try:
        layout = _Layout.read((graph / "header.bin").read_bytes())
        return layout is None or (_level_whole(graph, layout) and _above_whole(graph, layout))
    except (OSError, ValueError):
        return False


def drop(graph: Path) -> None:
    """Delete a graph; Chroma begins an empty one in its place."""
    shutil.rmtree(graph)


def _level_whole(graph: Path, layout: _Layout) -> bool:
    """The links of the level on which all vectors stand."""
    shape = (layout.vectors, layout.width)
    if not layout.vectors:
        return True
    rows = np.memmap(graph / "data_level0.bin", dtype=np.uint8, mode="r", shape=shape)
    return all(
        _inside(rows[at : at + _AT_ONCE, : _COUNT + 4 * layout.links], layout.vectors).all()
        for at in range(0, layout.vectors, _AT_ONCE)
    )


def _above_whole(graph: Path, layout: _Layout) -> bool:
    """The links of the levels above: after each vector's size in bytes, a row for each level."""
    lists = (graph / "link_lists.bin").read_bytes()
    width = _COUNT + 4 * layout.links_above
    at, rows = 0, bytearray()
    for _ in range(layout.vectors):
        if at + _SIZE.size > len(lists):
            return False
        size = _SIZE.unpack_from(lists, at)[0]
        at += _SIZE.size + size
        if size % width or at > len(lists):
            return False
        rows += lists[at - size : at]
    above = np.frombuffer(rows, dtype=np.uint8).reshape(-1, width)
    return bool(_inside(above, layout.vectors).all())


def _inside(rows: "NDArray[np.uint8]", vectors: int) -> "NDArray[np.bool_]":
    """Whether the links of each row lead to vectors; rows of shape ``(n, 4 + 4 * links)``."""
    said = np.ascontiguousarray(rows)
    counts = said[:, :_COUNT].copy().view("<u2")[:, 0]
    ends = said[:, _COUNT:].copy().view("<u4")
    used = np.arange(ends.shape[1]) < counts[:, np.newaxis]
    inside: NDArray[np.bool_] = (counts <= ends.shape[1]) & ~(used & (ends >= vectors)).any(axis=1)
    return inside
