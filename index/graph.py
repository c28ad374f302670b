"""Whether a graph of vectors that Chroma left on disk can be walked.

Chroma writes the graph in place; a kill in between may leave links that lead outside of it
(chroma-core/chroma#7678), and whoever follows one reads foreign memory: an answer, or the end of
the process, as chance has it. So the links are looked at, all of them, without following any.
The layout is hnswlib's with the separate files of Chroma's fork (version 1 of its header).
"""

import shutil
import struct
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

HEADER = struct.Struct("<iQQQQQQiIQQQdQ")
SIZE = struct.Struct("<I")
"""Before a vector's links on the levels above: how many bytes they are."""
_VERSION = 1
MAP = "index_metadata.pickle"
"""Chroma's map of a graph: which record each label is."""
AT_ONCE = 65_536
"""Vectors whose links are looked at together; 75 MB for 256 dimensions."""
COUNT = 4
"""Bytes before a vector's links: how many there are (16 bits), then flags."""


class Layout(NamedTuple):
    """The header, field by field; what is not named here is only carried along.

    Attributes:
        vectors: Rows, of vectors that are deleted too.
        width: Bytes of a row: its links, its vector, its label.
        label: Where in a row the label begins.
        top: The highest level.
        entry: The vector where a search begins.
        links_above: Most links on each level above.
        links: Most links of a vector on the level of all vectors.
    """

    version: int
    level: int
    capacity: int
    vectors: int
    width: int
    label: int
    data: int
    top: int
    entry: int
    links_above: int
    links: int
    wanted: int
    spread: float
    effort: int

    @classmethod
    def read(cls, header: bytes) -> "Layout | None":
        """The layout, or ``None`` for a version that is not known here.

        Raises:
            ValueError: There is no whole header.
        """
        if len(header) < HEADER.size:
            raise ValueError("no header")
        layout = cls._make(HEADER.unpack_from(header))
        return layout if layout.version == _VERSION else None


def graphs(chroma: Path) -> list[Path]:
    """The folders with a written graph, of a Chroma folder; Chroma waits for a thousand vectors."""
    return sorted(path.parent for path in chroma.glob(f"*/{MAP}"))


def whole(graph: Path) -> bool:
    """Whether each link of a graph leads to one of its vectors; so where the layout is not known.

    Args:
        graph: A folder of ``graphs``, which nobody is writing.
    """
    try:
        layout = Layout.read((graph / "header.bin").read_bytes())
        return layout is None or (_level_whole(graph, layout) and _above_whole(graph, layout))
    except (OSError, ValueError):
        return False


def drop(graph: Path) -> None:
    """Delete a graph; Chroma begins an empty one in its place."""
    shutil.rmtree(graph)


def _level_whole(graph: Path, layout: Layout) -> bool:
    """The links of the level on which all vectors stand."""
    shape = (layout.vectors, layout.width)
    if not layout.vectors:
        return True
    rows = np.memmap(graph / "data_level0.bin", dtype=np.uint8, mode="r", shape=shape)
    return all(
        _inside(rows[at : at + AT_ONCE, : COUNT + 4 * layout.links], layout.vectors).all()
        for at in range(0, layout.vectors, AT_ONCE)
    )


def _above_whole(graph: Path, layout: Layout) -> bool:
    """The links of the levels above: after each vector's size in bytes, a row for each level."""
    lists = (graph / "link_lists.bin").read_bytes()
    width = COUNT + 4 * layout.links_above
    at, rows = 0, bytearray()
    for _ in range(layout.vectors):
        if at + SIZE.size > len(lists):
            return False
        size = SIZE.unpack_from(lists, at)[0]
        at += SIZE.size + size
        if size % width or at > len(lists):
            return False
        rows += lists[at - size : at]
    above = np.frombuffer(rows, dtype=np.uint8).reshape(-1, width)
    return bool(_inside(above, layout.vectors).all())


def _inside(rows: "NDArray[np.uint8]", vectors: int) -> "NDArray[np.bool_]":
    """Whether the links of each row lead to vectors; rows of shape ``(n, 4 + 4 * links)``."""
    counts, ends, used = links_of(rows)
    inside: NDArray[np.bool_] = (counts <= ends.shape[1]) & ~(used & (ends >= vectors)).any(axis=1)
    return inside


def links_of(
    rows: "NDArray[np.uint8]",
) -> "tuple[NDArray[np.uint16], NDArray[np.uint32], NDArray[np.bool_]]":
    """How many links each row says it has, where its places lead, and which of them it uses.

    Args:
        rows: Shape ``(n, 4 + 4 * links)``.

    Returns:
        Shapes ``(n,)``, ``(n, links)`` and ``(n, links)``.
    """
    said = np.ascontiguousarray(rows)
    counts = said[:, :COUNT].copy().view("<u2")[:, 0]
    ends = said[:, COUNT:].copy().view("<u4")
    return counts, ends, np.arange(ends.shape[1]) < counts[:, np.newaxis]
