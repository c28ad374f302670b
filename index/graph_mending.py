"""Takes a graph of vectors that a kill left torn back to the last write that was finished.

Chroma writes a graph in four files, one after the other and in place, then the map of its labels
(``index.graph_map``), then in SQLite how far its log has been taken in. So the map tells which
vectors were there when all was whole: rows are only appended, a vector never moves, and its row
changes in nothing but its links and its mark of deletion. What came later is cut off here, and
Chroma takes it in again from its log. The layout is described in ``index.graph``.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.graph import AT_ONCE, COUNT, HEADER, MAP, SIZE, Layout, links_of
from index.graph_map import LabelMap

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_DELETED = 2
"""Which byte of a row holds the mark of deletion, in its lowest bit."""
_NAMELESS = 2**32
"""First label that Chroma never gives, its own have 32 bits."""
_REACHED = 0.9
"""Least share of the vectors that links must still lead to; .93 to 1 where nothing was torn."""


def roll_back(graph: Path) -> bool:
    """Whether a graph was taken back to its last finished write; untouched where it cannot be.

    Killed, it is done again.

    Args:
        graph: A folder of ``index.graph.graphs``, which nobody has open.
    """
    try:
        header = (graph / "header.bin").read_bytes()
        layout, known = Layout.read(header), LabelMap.of(graph)
        if layout is None:
            return False
        rows = _rows(graph / "data_level0.bin", layout, known)
        levels, lists = _cut_above(graph / "link_lists.bin", layout, len(rows))
    except (OSError, ValueError):
        return False
    if not len(rows):
        _put(graph / MAP, known.written)
        return not layout.vectors
    entry = layout.entry
    if entry >= len(rows) or levels[entry] < levels.max():
        entry = int(levels.argmax())
    links = _cut_level(rows, layout, known)
    reached = _rejoin(links, entry)[links[:, _DELETED] & 1 == 0]
    if reached.size and reached.mean() < _REACHED:
        return False
    for at in range(0, len(rows), AT_ONCE):
        part, cut = rows[at : at + AT_ONCE, : links.shape[1]], links[at : at + AT_ONCE]
        changed = (part != cut).any(axis=1)
        part[changed] = cut[changed]
    later = np.flatnonzero(_labels(rows, layout) > known.added)
    names = (later + _NAMELESS).astype("<u8")[:, np.newaxis].view(np.uint8)
    rows[later, layout.label : layout.label + 8] = names
    _put(graph / MAP, known.written)
    _put(graph / "link_lists.bin", lists)
    settled = layout._replace(vectors=len(rows), top=int(levels.max()), entry=entry)
    _put(graph / "header.bin", HEADER.pack(*settled) + header[HEADER.size :])
    return True


def _rows(file: Path, layout: Layout, known: LabelMap) -> "NDArray[np.uint8]":
    """The rows that were written, of shape ``(vectors, width)``, to be changed in place.

    A label may have no row: what came and went between two writes never had one.

    Raises:
        ValueError: Some that the map knows are not there.
    """
    count = min(layout.vectors, file.stat().st_size // layout.width)
    rows = np.zeros((0, layout.width), dtype=np.uint8)
    if count:
        rows = np.memmap(file, dtype=np.uint8, mode="r+", shape=(count, layout.width))
    labels = _labels(rows, layout)
    nameless = labels == _NAMELESS + np.arange(count, dtype=np.uint64)
    unwritten = np.flatnonzero((labels < 1) | ((labels >= _NAMELESS) & ~nameless))
    written = int(unwritten[0]) if unwritten.size else count
    found = np.unique(labels[:written])
    if len(found) < written or not np.isin(known.alive, found).all():
        raise ValueError("other labels")
    return rows[:written]


def _labels(rows: "NDArray[np.uint8]", layout: Layout) -> "NDArray[np.uint64]":
    labels = np.ascontiguousarray(rows[:, layout.label : layout.label + 8]).view("<u8")
    return labels[:, 0]


def _cut_level(rows: "NDArray[np.uint8]", layout: Layout, known: LabelMap) -> "NDArray[np.uint8]":
    """The links of the level of all vectors, deleted what the map does not know as alive.

    Returns:
        Shape ``(vectors, 4 + 4 * links)``.
    """
    links = rows[:, : COUNT + 4 * layout.links].copy()
    deleted = ~np.isin(_labels(rows, layout), known.alive)
    links[:, _DELETED] = links[:, _DELETED] & 0xFE | deleted
    for at in range(0, len(rows), AT_ONCE):
        _cut(links[at : at + AT_ONCE], lambda ends: ends < len(rows))
    return links


def _rejoin(rows: "NDArray[np.uint8]", entry: int) -> "NDArray[np.bool_]":
    """Link to vectors that no links lead to any more from those they lead to themselves.

    Args:
        rows: Shape ``(vectors, 4 + 4 * links)``; changed.
        entry: Where a search begins.

    Returns:
        Which vectors links lead to then, of shape ``(vectors,)``.
    """
    counts, ends, _ = links_of(rows)
    most, joined = ends.shape[1], True
    while joined:
        joined = False
        seen = _reached(counts, ends, entry)
        for lost in np.flatnonzero(~seen):
            near = ends[lost, : counts[lost]]
            near = near[seen[near] & (counts[near] < most)]
            if near.size:
                ends[near[0], counts[near[0]]] = lost
                counts[near[0]] += 1
                joined = True
    rows[:, :2] = counts.astype("<u2")[:, np.newaxis].view(np.uint8)
    rows[:, COUNT:] = ends.astype("<u4").view(np.uint8)
    return seen


def _reached(
    counts: "NDArray[np.uint16]", ends: "NDArray[np.uint32]", entry: int
) -> "NDArray[np.bool_]":
    """Which vectors links lead to from one of them, of shape ``(vectors,)``."""
    seen = np.zeros(len(counts), dtype=bool)
    front = np.array([entry])
    while front.size:
        seen[front] = True
        used = np.arange(ends.shape[1]) < counts[front][:, np.newaxis]
        onward = ends[front][used]
        front = np.unique(onward[~seen[onward]])
    return seen


def _cut_above(file: Path, layout: Layout, vectors: int) -> "tuple[NDArray[np.int64], bytes]":
    """On how many levels above each vector stands, and its links there; on none where they lack.

    Raises:
        ValueError: Other things are written there.
    """
    lists = bytearray(file.read_bytes())
    width = COUNT + 4 * layout.links_above
    levels, at = np.zeros(vectors, dtype=np.int64), 0
    starts: list[int] = []
    for vector in range(vectors):
        size = SIZE.unpack_from(lists, at)[0] if at + SIZE.size <= len(lists) else 0
        if size % width:
            raise ValueError("no lists of links")
        if at + SIZE.size + size > len(lists):
            del lists[at:]
            lists += bytes(SIZE.size)
            size = 0
        at += SIZE.size
        starts += range(at, at + size, width)
        at += size
        levels[vector] = size // width
    kept = np.frombuffer(lists, dtype=np.uint8)[:at].copy()
    if starts:
        places = np.array(starts)[:, np.newaxis] + np.arange(width)
        level = np.concatenate([np.arange(1, n + 1) for n in levels[levels > 0]])[:, np.newaxis]
        links = kept[places]
        _cut(links, lambda e: (e < vectors) & (levels[np.minimum(e, vectors - 1)] >= level))
        kept[places] = links
    return levels, kept.tobytes()


def _cut(
    rows: "NDArray[np.uint8]", good: "Callable[[NDArray[np.uint32]], NDArray[np.bool_]]"
) -> None:
    """Leave of the links of each row those that are good.

    Args:
        rows: Shape ``(n, 4 + 4 * links)``; changed.
        good: Whether links that lead to given vectors are, both of shape ``(n, links)``.
    """
    counts, ends, used = links_of(rows)
    stay = used & good(ends)
    bad = stay.sum(axis=1) != counts
    first = np.argsort(~stay[bad], axis=1, kind="stable")
    rows[bad, COUNT:] = np.take_along_axis(ends[bad], first, axis=1).astype("<u4").view(np.uint8)
    rows[bad, :2] = stay[bad].sum(axis=1).astype("<u2")[:, np.newaxis].view(np.uint8)


def _put(file: Path, data: bytes) -> None:
    """Write a file again, whole or not at all."""
    part = file.with_name(file.name + ".part")
    part.write_bytes(data)
    part.replace(file)
