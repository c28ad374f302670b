"""Looks whether Chroma's vectors answer, after a process that wrote was killed.

Chroma writes its graph of vectors in place. Where a kill tears it, the next query may end the whole
process, whatever Python does (chroma-core/chroma#7678); texts and records, which are in SQLite,
are not touched. First its links are looked at (``index.graph``), then it is queried, in a process
of its own: ``python -P -m index.store_probe FOLDER``, while nobody else has the folder open.
"""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.child import command, environment
from index.connection import connect
from index.graph import graphs, whole
from index.settings import IndexSettings

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

ASKED = 100
"""Queries by vectors of the newest passages, of passages from anywhere, and by chance."""


def answers(folder: Path) -> bool:
    """Whether queries of a Chroma folder that nobody has open come back.

    Yes where Chroma has not written a graph yet: then it makes one from its log.
    """
    written = graphs(folder)
    if not all(whole(graph) for graph in written):
        return False
    if not written:
        return True
    asked = subprocess.run(
        command("index.store_probe", str(folder)),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return asked.returncode == 0


def ask(folder: Path) -> None:
    """Query every collection; what is torn raises, or ends the process."""
    from chromadb.errors import ChromaError

    client = connect(folder, IndexSettings())
    for collection in client.list_collections():
        try:
            count = collection.count()
        except ChromaError:
            count = collection.count()  # The first call after a kill may only finish its work.
        if count:
            _query(collection, count)


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
    ask(Path(sys.argv[1]))
