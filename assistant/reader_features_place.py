"""Columns that say where a sentence stands and what is asked; nothing of how words match."""

from typing import TYPE_CHECKING

import numpy as np

from assistant.question_kind import KINDS
from assistant.reader_features_cover import Columns

if TYPE_CHECKING:
    from assistant.reader_features import Pool

MEASURES = (
    "", "percent", "money", "age", "time", "length", "weight", "temperature", "people", "area",
    "volume", "hour", "day", "month", "year",
)  # fmt: skip
FAR = 12
"""Place among the hits of a passage that was not found."""


def question_columns(pool: "Pool") -> Columns:
    """What holds for the question, the same for all sentences."""
    q, n = pool.question, len(pool.sentences)
    values = {f"k_{kind}": p for kind, p in zip(KINDS, q.kinds, strict=True)}
    measure = q.asked.measure
    values["q_measure"] = float(MEASURES.index(measure) if measure in MEASURES else -1)
    values["q_counted"] = float(q.asked.counted)
    values["q_size"] = float(len(q.folded))
    values["q_names"], values["q_digits"] = float(q.name.sum()), float(q.number.sum())
    return {name: np.full(n, value, np.float32) for name, value in values.items()}


def place_columns(pool: "Pool") -> Columns:
    """Where the sentence stands, how long it is, and how its passage was found."""
    n = len(pool.sentences)
    order = np.arange(n) - pool.first[pool.article]
    passage, place = np.zeros(n, np.float32), np.full(n, FAR, np.float32)
    for k, s in enumerate(pool.sentences):
        hits = pool.found[pool.article[k]].passages
        passage[k] = max((w for a, b, w, _, _ in hits if a <= s.start < b), default=0.0)
        place[k] = min((p for a, b, _, _, p in hits if a <= s.start < b), default=FAR)
    titles = np.array([t for f in pool.found for t in f.view.is_title], np.float32)
    return {
        "p_order": order.astype(np.float32),
        "p_size": np.array([len(s.tokens) for s in pool.sentences], np.float32),
        "p_title": titles,
        "p_rest": (pool.first[1:][pool.article] - 1 - np.arange(n)).astype(np.float32),
        "r_passage": passage,
        "r_place": place,
    }
