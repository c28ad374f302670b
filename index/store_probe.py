"""Looks whether Chroma's vectors answer, after a process that wrote was killed.

Chroma writes its graph of vectors in place. Where a kill tears it, the next query may end the whole
process, whatever Python does (chroma-core/chroma#7678); texts and records, which are in SQLite,
are not touched. First its links are looked at (``index.graph``), then it is queried, in a process
of its own: ``python -P -m index.store_probe FOLDER``, while nobody else has the folder open. A torn
graph is taken back to Chroma's last finished write (``index.graph_mending``), and then every record
must have its vector.
"""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.child import command, environment
from index.connection import connect
from index.graph import graphs, whole
from index.graph_map import LabelMap
from index.graph_mending import roll_back
from index.settings import IndexSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_SEGMENTS = """
SELECT collections.name, vectors.id, texts.id FROM collections
JOIN segments AS vectors ON vectors.collection = collections.id AND vectors.scope = 'VECTOR'
JOIN segments AS texts ON texts.collection = collections.id AND texts.scope = 'METADATA'
"""
_RECORDS = "SELECT embedding_id FROM embeddings WHERE segment_id = ?"
ASKED = 100
"""Queries by vectors of the newest passages, of passages from anywhere, and by chance."""
AT_ONCE = 100
"""Records whose vectors are read together; where one is lacking Chroma gives none."""


def answers(folder: Path) -> bool:
    """Whether queries of a Chroma folder that nobody has open come back.

    Yes where Chroma has not written a graph yet: then it makes one from its log.
    """
    written = graphs(folder)
    if not all(whole(graph) for graph in written):
        return False
    if not written:
        return True
    return _asked(folder)


def mended(folder: Path) -> bool:
    """Whether the graphs of a folder that nobody has open could be mended, and nothing is lost."""
    return all(roll_back(graph) for graph in graphs(folder)) and _asked(folder, "all")


def _asked(folder: Path, *how: str) -> bool:
    """Whether a process of its own comes back from asking."""
    asked = subprocess.run(
        command("index.store_probe", str(folder), *how),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return asked.returncode == 0


def ask(folder: Path, *, each: bool = False) -> None:
    """Query every collection; what is torn or missing raises, or ends the process.

    Args:
        folder: Chroma's.
        each: Whether every record must have a vector, written or read from the log just now.
    """
    from chromadb.errors import ChromaError

    client = connect(folder, IndexSettings())
    for collection in client.list_collections():
        try:
            records = collection.count()
        except ChromaError:
            records = collection.count()  # The first call after a kill may only finish its work.
        if records:
            _query(collection, records)
    if each and (number := lacking(client, folder)):
        raise ValueError(f"{number} records have no vector")


def lacking(client: "ClientAPI", folder: Path) -> int:
    """How many records have no vector, neither on disk nor in the log; told to the hundred.

    Args:
        client: Of the folder.
        folder: Chroma's, on this machine.
    """
    from chromadb.errors import ChromaError

    number = 0
    for name, ids in _unwritten(folder):
        collection = client.get_collection(name)
        for at in range(0, len(ids), AT_ONCE):
            part = ids[at : at + AT_ONCE]
            try:
                collection.get(ids=part, include=["embeddings"])
            except ChromaError:
                number += len(part)
    return number


def _unwritten(folder: Path) -> "Iterator[tuple[str, list[str]]]":
    """Records that have no vector in a graph on disk, by collection; the log must have it.

    Asked of SQLite itself: Chroma's own list of a million ids takes minutes, by pages.
    """
    address = f"{(folder / 'chroma.sqlite3').absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as tables:
        for name, vectors, texts in tables.execute(_SEGMENTS).fetchall():
            written = _on_disk(folder / vectors)
            found = tables.execute(_RECORDS, (texts,))
            yield name, [record for (record,) in found if record not in written]


def _on_disk(graph: Path) -> "Set[str]":
    """The records of a graph; none where it was never written or is being written."""
    try:
        return LabelMap.of(graph).ids
    except (OSError, ValueError):
        return frozenset()


def _query(collection: "Collection", count: int) -> None:
    rng = np.random.default_rng()
    few = min(ASKED, count)
    places = {count - few, int(rng.integers(0, count - few + 1))}
    known: list[Any] = [
        np.asarray(collection.get(limit=few, offset=at, include=["embeddings"])["embeddings"])
        for at in places
    ]
    for vectors in (*known, rng.normal(size=(few, known[0].shape[1])).astype(np.float32)):
        collection.query(query_embeddings=vectors, n_results=min(20, count), include=[])


if __name__ == "__main__":
    ask(Path(sys.argv[1]), each=sys.argv[2:] == ["all"])
