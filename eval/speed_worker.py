"""One measurement of speed in a process of its own, so that memory and start are its own.

Run as ``python -m eval.speed_worker SYSTEM JSON``; writes one JSON object to stdout.
"""

import json
import resource
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, TypeVar

import numpy as np

from corpus.article import Article
from eval.speed_text import articles
from index.settings import IndexSettings

Item = TypeVar("Item")
CHUNK = 2000
"""Records of one bare Chroma add."""
TOP_K = 12


class Timed:
    """An iterable that knows how long its source took, so that reading is not booked as adding."""

    def __init__(self, source: Iterable[Article]) -> None:
        """Wrap a source."""
        self._source = iter(source)
        self.seconds = self.cpu = 0.0
        self.count = 0

    def __iter__(self) -> Iterator[Article]:
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


def questions_from(source: Path | None, passages: int, count: int) -> list[str]:
    """Questions made of titles, spread over the articles."""
    titles = [a.title for a in articles(source, passages)]
    step = max(1, len(titles) // count)
    return [f"{title} thế nào?" for title in titles[::step][:count]]


def ours(folder: Path, source: Path | None, size: int, asked: int) -> dict[str, Any]:
    """Adding to our archive and asking our assistant."""
    from assistant.answer import Ask
    from assistant.assistant import Assistant
    from index.archive import Archive

    before = resident()
    with Archive.open(folder) as archive:
        stream = Timed(articles(source, size))
        began, spent = perf_counter(), process_time()
        archive.add(stream)
        seconds = perf_counter() - began - stream.seconds
        cpu = process_time() - spent - stream.cpu
        held, passages = archive.count()
        questions = questions_from(source, size, asked)
        assistant = Assistant(archive)
        began = perf_counter()
        assistant.ask(Ask(question=questions[0]))
        first = perf_counter() - began
        laps = [_lap(partial(assistant.ask, Ask(question=q))) for q in questions]
        found = [_lap(partial(archive.retrieve, q)) for q in questions]
        stages = _stages([answer.timings for _, answer in laps])
    return {
        **_adding(held, passages, seconds, cpu),
        "first_seconds": first,
        **_percentiles("ask", [s for s, _ in laps]),
        **_percentiles("retrieve", [s for s, _ in found]),
        "stages": stages,
        **_size(folder, passages, before),
    }


def bare(folder: Path, source: Path | None, size: int, asked: int) -> dict[str, Any]:
    """The same records put into a Chroma collection as it is, and queried there."""
    from index import rows
    from index.connection import connect
    from index.embedding import open_embedder
    from index.intake import embedded_text
    from index.passage import passages as cut

    embedder, client = open_embedder(IndexSettings()), connect(folder, IndexSettings())
    before = resident()
    space: Any = {"hnsw": {"space": "cosine"}}
    collection = client.create_collection("bare", embedding_function=None, configuration=space)
    held, seconds, cpu = 0, 0.0, 0.0
    pieces = (p for a in articles(source, size) for p in cut(a))
    for chunk in _chunks(pieces, CHUNK):
        vectors = embedder.embed_passages([embedded_text(p) for p in chunk])
        metadatas: Any = [rows.of_passage(p) for p in chunk]
        began, spent = perf_counter(), process_time()
        collection.add(
            ids=[p.passage_id for p in chunk],
            embeddings=vectors,
            documents=[p.text for p in chunk],
            metadatas=metadatas,
        )
        seconds += perf_counter() - began
        cpu += process_time() - spent
        held += len(chunk)
    vectors = embedder.embed_queries(questions_from(source, size, asked))
    _query(collection, vectors[0])
    laps = [_lap(partial(_query, collection, v))[0] for v in vectors]
    client.close()  # type: ignore[attr-defined]
    return {
        **_adding(0, held, seconds, cpu),
        **_percentiles("retrieve", laps),
        **_size(folder, held, before),
    }


def _query(collection: Any, vector: Any) -> Any:
    return collection.query(
        query_embeddings=vector[np.newaxis, :], n_results=TOP_K, include=["documents", "metadatas"]
    )


def llama(folder: Path, source: Path | None, size: int, asked: int) -> dict[str, Any]:
    """LlamaIndex with Chroma and its defaults, our embedding model in both."""
    import llama_index.core  # noqa: F401  # not booked as adding

    from eval.llama_index_pipeline import LlamaIndexPipeline
    from index.embedding import open_embedder

    embedder, before = open_embedder(IndexSettings()), resident()
    taken = list(articles(source, size))
    began, spent = perf_counter(), process_time()
    pipeline = LlamaIndexPipeline(taken, embedder, folder=folder)
    seconds, cpu = perf_counter() - began, process_time() - spent
    questions = questions_from(source, size, asked)
    pipeline.rank(questions[0])
    laps = [_lap(partial(pipeline.rank, q))[0] for q in questions]
    nodes = pipeline.nodes
    size_found = _size(folder, nodes, before)
    pipeline.close()
    return {
        **_adding(len(taken), nodes, seconds, cpu),
        **_percentiles("retrieve", laps),
        **size_found,
    }


def _lap(work: Callable[[], Item]) -> tuple[float, Item]:
    began = perf_counter()
    done = work()
    return perf_counter() - began, done


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _adding(held: int, passages: int, seconds: float, cpu: float) -> dict[str, Any]:
    return {
        "articles": held,
        "passages": passages,
        "add_seconds": seconds,
        "add_cpu_seconds": cpu,
        "articles_per_second": held / seconds if held else None,
        "passages_per_second": passages / seconds,
    }


def _percentiles(name: str, seconds: Sequence[float]) -> dict[str, float]:
    low, high = np.percentile(seconds, [50, 95])
    return {f"{name}_p50": float(low), f"{name}_p95": float(high)}


def _stages(timings: Sequence[dict[str, float]]) -> dict[str, list[float]]:
    names = dict.fromkeys(stage for t in timings for stage in t)
    return {
        stage: [
            float(np.percentile([t[stage] for t in timings if stage in t], p)) for p in (50, 95)
        ]
        for stage in names
    }


def resident() -> float:
    """Memory of this process in bytes, now; its peak where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
    return float(pages * resource.getpagesize())


def _size(folder: Path, passages: int, before: float) -> dict[str, float]:
    disk = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    return {
        "disk_bytes": float(disk),
        "disk_per_thousand": 1000 * disk / passages,
        "resident_bytes": resident(),
        "memory_per_thousand": 1000 * max(0.0, resident() - before) / passages,
    }


SYSTEMS: dict[str, Callable[[Path, Path | None, int, int], dict[str, Any]]] = {
    "hoibao": ours,
    "chroma": bare,
    "llama_index": llama,
}


def main(arguments: Sequence[str]) -> None:
    """Measure one system and write what was found."""
    given = json.loads(arguments[1])
    source = Path(given["source"]) if given.get("source") else None
    with tempfile.TemporaryDirectory(prefix="hoibao-speed-") as folder:
        found = SYSTEMS[arguments[0]](Path(folder), source, given["size"], given["asked"])
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
