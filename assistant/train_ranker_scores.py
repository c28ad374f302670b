"""What scores of sentences come to: which are kept, which come first, and how often they are right.

It fits nothing but one weight.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.reader import CLOSE, SPANNED
from assistant.reader_ranking import Ranker
from assistant.reader_spans import FLOOR
from assistant.train_ranker_table import Table

log = logging.getLogger("train_ranker")
Floats = NDArray[np.float32]


def report(label: str, made: Sequence[Table], scores: Sequence[Any]) -> None:
    """Log how often the first sentence, one of three, and the first article are right."""
    for way in ("typed", "bare"):
        hits = []
        for t, s in zip(made, scores, strict=True):
            if t.way == way and t.asked.gold:
                best = np.argsort(-s)
                hits.append((t.label[best[0]] > 0, t.label[best[:3]].any(), t.right[best[0]]))
        mean = np.mean(np.array(hits, dtype=float), axis=0).round(3).tolist()
        log.info("%s, %s: first, in three, article: %s of %d", label, way, mean, len(hits))


def nearest(table: Table, scores: Any) -> Table:
    """The table with only the sentences that are looked at closely."""
    k = np.sort(np.argsort(-scores)[:CLOSE])
    where = {int(old): new for new, old in enumerate(k.tolist())}
    return replace(
        table, rows=table.rows[k], label=table.label[k], unsure=table.unsure[k],
        article=table.article[k], right=table.right[k], place=table.place[k],
        spans=[(where[i], x, y) for i, x, y in table.spans if i in where],
    )  # fmt: skip


def settle(table: Table, scores: Floats, weight: float) -> Floats:
    """Scores with the quality of the answers in those in front added, as the reader adds it."""
    front = np.argsort(-scores)[:SPANNED]
    quality = table.rows[:, -1]
    known = [k for k in front if quality[k] > FLOOR]
    added = np.zeros_like(scores)
    if known:
        middle = float(np.median(quality[known]))
        added[front] = [(quality[k] if k in known else middle) - FLOOR for k in front]
    return np.asarray(scores + weight * added, dtype=np.float32)


def combined(
    made: Sequence[Table], names: Sequence[str], ranker: Ranker, weight: float
) -> list[Floats]:
    """The scores of both readers, settled.

    Args:
        made: Tables with the neural reader's columns and, last, the quality of answers.
        names: Of their columns.
        ranker: With the models that combine both.
        weight: Of that quality.
    """
    columns = [dict(zip(names, t.rows.T, strict=True)) for t in made]
    return [settle(t, ranker.combine(c), weight) for t, c in zip(made, columns, strict=True)]


def settled(made: Sequence[Table], scores: Sequence[Floats]) -> float:
    """The weight of that quality under which the first sentence is right most often."""
    pairs = zip(made, scores, strict=True)
    some = [(t, s) for t, s in pairs if t.label.any() and not t.asked.paired]

    def right(value: float) -> float:
        return float(np.mean([t.label[settle(t, s, value).argmax()] > 0 for t, s in some]))

    weights = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
    found = {w: round(right(w), 4) for w in weights}
    log.info("weight of answers' quality: %s", found)
    return max(weights, key=lambda w: (found[w], -w))


def kept(made: Sequence[Table], near: Sequence[Table]) -> float:
    """Share of the questions whose answering sentence is still there."""
    pairs = [(a, b) for a, b in zip(made, near, strict=True) if a.label.any()]
    return float(np.mean([b.label.any() for _, b in pairs]))
