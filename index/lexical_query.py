"""Passages as tantivy documents and questions as tantivy queries; knows no folder and no store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from index.analysis import Terms, bigrams, read
from index.limits import NO_DAY, Limits
from index.question_words import part
from index.rows import day
from index.sketch import pack

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.passage import Passage

    Floats = NDArray[np.float32]

WEIGHTS = {"marked": 0.6, "folded": 0.5, "folded_pairs": 0.3, "title": 0.15}
"""What a field counts in the first search; searched on training questions (DECISIONS.md)."""
UNMARKED_WEIGHTS = {"folded": 1.0, "folded_pairs": 0.36, "title": 0.15}
"""The same for a question typed without any marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage that the words of a question were found in, or that was asked for by id.

    `vector` is its embedding as half-precision numbers, empty where it is not known here.
    """

    passage_id: str
    article_id: str
    score: float
    sketch: bytes
    vector: bytes = b""


def words_query(schema: Any, asked: Terms) -> Any:
    """Returns the query: each term once in each field, counted as often as it was asked for."""
    import tantivy

    plain = asked.marked == asked.folded
    weights, parts = UNMARKED_WEIGHTS if plain else WEIGHTS, []
    for field, terms in fields(asked, asked).items():
        for term, times in Counter(terms).items():
            weight = weights.get(field, 0.0) * times * part(field, term)
            if weight:
                one = tantivy.Query.term_query(schema, field, term, "freq")
                parts.append(tantivy.Query.boost_query(one, weight))
    return boolean([], parts) if parts else None


def limit_queries(schema: Any, limits: Limits) -> list[Any]:
    """Returns the queries that keep to the limits and add nothing to a score."""
    import tantivy

    found = []
    if limits.since is not None or limits.until is not None:
        low = NO_DAY + 1 if limits.since is None else limits.since
        high = 10**6 if limits.until is None else limits.until
        whole = tantivy.FieldType.Integer
        found.append(tantivy.Query.range_query(schema, "day", whole, low, high))
    if limits.sources:
        found.append(tantivy.Query.term_set_query(schema, "source", list(limits.sources)))
    return [tantivy.Query.const_score_query(query, 0.0) for query in found]


def ids_query(schema: Any, passage_ids: Sequence[str]) -> Any:
    """Returns the query for passages by id, each with score 0.

    A query for a set of terms would go through all ids there are.
    """
    import tantivy

    one = [tantivy.Query.term_query(schema, "passage_id", i, "basic") for i in passage_ids]
    return tantivy.Query.const_score_query(boolean([], one), 0.0)


def fields(text: Terms, title: Terms) -> dict[str, list[str]]:
    """Returns what each field of the index holds of a text and its title."""
    return {
        "marked": text.marked,
        "folded": text.folded + text.meanings,
        "folded_pairs": bigrams(text.folded),
        "title": title.folded + bigrams(title.folded),
    }


_read_title = lru_cache(maxsize=100)(read)
"""The passages of an article share a title."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What the index holds of a passage's words: its sketch, and the terms of each field."""

    sketch: bytes
    terms: tuple[tuple[str, str], ...]


def ready(text: str, title: str) -> Ready:
    """Returns what the index holds of a text under a title."""
    words, found = read(text)
    heading, known = _read_title(title)
    held = fields(found, known)
    terms = tuple((field, " ".join(held[field])) for field in held if held[field])
    return Ready(pack(words, found.meanings, heading), terms)


def document(
    passage: Passage, changed: int, known: Ready | None = None, vector: Floats | None = None
) -> Any:
    """Returns the tantivy document of a passage.

    Args:
        passage: what will be found.
        changed: of its article's record.
        known: what `ready` gives for it, where that is known.
        vector: its embedding, where that is known.
    """
    import tantivy

    known = known or ready(passage.text, passage.title)
    made = tantivy.Document(
        passage_id=passage.passage_id,
        article_id=passage.article_id,
        source=passage.source,
        day=day(passage.published_at) if passage.published_at else NO_DAY,
        changed=changed,
        sketch=known.sketch,
        vector=b"" if vector is None else vector.astype(np.float16).tobytes(),
    )
    for field, terms in known.terms:
        made.add_text(field, terms)
    return made


def boolean(must: list[Any], rest: list[Any]) -> Any:
    """Returns a query that demands some parts and, without those, any of the rest."""
    import tantivy

    if must:
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in must + rest])
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in rest])


def candidates(searcher: Any, query: Any, limit: int) -> list[Candidate]:
    """Returns the passages that a query finds, best first, `limit` at most."""
    found = []
    for score, address in searcher.search(query, limit, count=False).hits:
        kept = searcher.doc(address)
        found.append(
            Candidate(
                passage_id=kept["passage_id"][0],
                article_id=kept["article_id"][0],
                score=score,
                sketch=kept["sketch"][0],
                vector=kept["vector"][0],
            )
        )
    return found


def cosines(found: Sequence[Candidate], vector: Floats) -> dict[str, float]:
    """Returns the cosine of each candidate whose vector is known, by passage id.

    Args:
        found: the candidates.
        vector: of the question, a unit row.
    """
    size = 2 * len(vector)
    known = [candidate for candidate in found if len(candidate.vector) == size]
    rows = np.frombuffer(b"".join(c.vector for c in known), dtype=np.float16)
    near = rows.reshape(len(known), len(vector)).astype(np.float32) @ vector
    return {c.passage_id: value for c, value in zip(known, near.tolist(), strict=True)}
