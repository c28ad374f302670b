"""One measurement of speed in a process of its own, so that memory and start are its own.

Run as ``python -m eval.speed_worker SYSTEM JSON``; writes one JSON object to stdout.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

from corpus.article import Article
from eval import speed_clock as clock
from eval.speed_text import FIRST_DAY, OUTLETS, articles
from index.settings import IndexSettings

CHUNK = 2000
"""Records of one bare Chroma add."""
TOP_K = 12
WEEK = {"since": FIRST_DAY + timedelta(days=700), "until": FIRST_DAY + timedelta(days=706)}
LIMITS: dict[str, dict[str, Any]] = {
    "retrieve": {},
    "half": {"since": FIRST_DAY, "until": FIRST_DAY + timedelta(days=729)},
    "week": WEEK,
    "outlet": {"sources": OUTLETS[:1]},
}
"""What is asked for: everything, two of the four years, seven days, the largest outlet."""


def questions_from(titles: Sequence[str], count: int) -> list[str]:
    """Questions made of titles, spread over the articles."""
    step = max(1, len(titles) // count)
    return [f"{title} thế nào?" for title in titles[::step][:count]]


def _noting(stream: Iterable[Article], titles: list[str]) -> Iterator[Article]:
    """The articles; their titles are kept."""
    for article in stream:
        titles.append(article.title)
        yield article


def ours(folder: Path, source: Path | None, size: int, asked: int) -> dict[str, Any]:
    """Adding to our archive and asking our assistant."""
    from assistant.answer import Ask
    from assistant.assistant import Assistant
    from index.archive import Archive

    before, titles = clock.resident(), list[str]()
    with Archive.open(folder) as archive:
        stream = clock.Timed(_noting(articles(source, size), titles))
        began, spent = perf_counter(), process_time() + clock.helpers_cpu()
        archive.add(stream)
        seconds = perf_counter() - began - stream.seconds
        cpu = process_time() + clock.helpers_cpu() - spent - stream.cpu
        held, passages = archive.count()
        made = clock.adding(held, passages, seconds, cpu) | {"add_peak_bytes": clock.peak()}
        questions = questions_from(titles, asked)
        assistant = Assistant(archive)
        first, _ = clock.lap(lambda: assistant.ask(Ask(question=questions[0])))
        laps = [clock.lap(partial(assistant.ask, Ask(question=q))) for q in questions]
        found = {
            name: [clock.lap(partial(archive.retrieve, q, **limits))[0] for q in questions]
            for name, limits in LIMITS.items()
        }
    return {
        **made,
        "first_seconds": first.wall,
        **clock.percentiles("ask", [one for one, _ in laps]),
        **{k: v for name, one in found.items() for k, v in clock.percentiles(name, one).items()},
        "stages": clock.stages([answer.timings for _, answer in laps]),
        **clock.size(folder, passages, before),
    }


def bare(folder: Path, source: Path | None, size: int, asked: int) -> dict[str, Any]:
    """The same records put into a Chroma collection as it is, and queried there."""
    from index import rows
    from index.connection import connect
    from index.embedding import open_embedder
    from index.intake import embedded_text
    from index.passage import passages as cut

    embedder, client = open_embedder(IndexSettings()), connect(folder, IndexSettings())
    before = clock.resident()
    space: Any = {"hnsw": {"space": "cosine"}}
    collection = client.create_collection("bare", embedding_function=None, configuration=space)
    held, seconds, cpu, titles = 0, 0.0, 0.0, list[str]()
    pieces = (p for a in _noting(articles(source, size), titles) for p in cut(a))
    for chunk in clock.chunks(pieces, CHUNK):
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
    vectors = embedder.embed_queries(questions_from(titles, asked))
    _query(collection, vectors[0])
    laps = [clock.lap(partial(_query, collection, v))[0] for v in vectors]
    week = {
        "$and": [
            {"day": {"$gte": rows.day(WEEK["since"])}},
            {"day": {"$lte": rows.day(WEEK["until"])}},
        ]
    }
    few = vectors[: max(1, len(vectors) // 4)]
    filtered = [clock.lap(partial(_query, collection, v, week))[0] for v in few]
    client.close()  # type: ignore[attr-defined]
    return {
        **clock.adding(0, held, seconds, cpu),
        **clock.percentiles("retrieve", laps),
        **clock.percentiles("week", filtered),
        **clock.size(folder, held, before),
    }


def _query(collection: Any, vector: Any, where: Any = None) -> Any:
    return collection.query(
        query_embeddings=vector[np.newaxis, :],
        n_results=TOP_K,
        where=where,
        include=["documents", "metadatas"],
    )


def llama(folder: Path, source: Path | None, size: int, asked: int) -> dict[str, Any]:
    """LlamaIndex with Chroma and its defaults, our embedding model in both."""
    import llama_index.core  # noqa: F401  # not booked as adding

    from eval.llama_index_pipeline import LlamaIndexPipeline
    from index.embedding import open_embedder

    embedder, before = open_embedder(IndexSettings()), clock.resident()
    taken = list(articles(source, size))
    began, spent = perf_counter(), process_time()
    pipeline = LlamaIndexPipeline(taken, embedder, folder=folder)
    seconds, cpu = perf_counter() - began, process_time() - spent
    questions = questions_from([a.title for a in taken], asked)
    pipeline.rank(questions[0])
    laps = [clock.lap(partial(pipeline.rank, q))[0] for q in questions]
    nodes = pipeline.nodes
    size_found = clock.size(folder, nodes, before)
    pipeline.close()
    return {
        **clock.adding(len(taken), nodes, seconds, cpu),
        **clock.percentiles("retrieve", laps),
        **size_found,
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
