"""Coverage of a question by sets of words, and what holds for an article as a whole.

It knows the pool of sentences that it is given; it orders nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.reader_features_article import ArticleView

if TYPE_CHECKING:
    from assistant.reader_features import Pool

Floats = NDArray[np.float32]
Columns = dict[str, Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article found for a question, with what retrieval said of it.

    Attributes:
        score: Of its best passage, divided by the best of all passages.
        passages: ``(start, end, score, passage_id, place)`` of its passages that were
            found; the best of all is at place 0.
    """

    view: ArticleView
    score: float
    lexical: float
    dense: float
    passages: tuple[tuple[int, int, float, str, int], ...]

    def passage_at(self, offset: int) -> str:
        """Id of the passage found that covers an offset of the article; empty where none does."""
        return next((i for a, b, _, i, _ in self.passages if a <= offset < b), "")


def article_columns(pool: "Pool") -> Columns:
    """What holds for the article as a whole, the same for all its sentences."""
    q, rows = pool.question, []
    top = max((f.score for f in pool.found), default=1.0)
    for k, f in enumerate(pool.found):
        part = slice(pool.first[k], pool.first[k + 1])
        whole = np.maximum(pool.fold[part].max(0, initial=0), pool.title[k])
        near = pool.soft[part].max(0, initial=0)
        miss = q.idf * (1 - whole)
        year = f.view.published_at.year if f.view.published_at else 0
        lead = pool.fold[part][:3].max(0, initial=0)
        rows.append(
            (
                float(k), f.score, f.score - top, f.lexical, f.dense, float(len(f.passages)),
                share(whole, q.idf), share(near, q.word_idf), share(pool.title[k], q.idf),
                share(lead, q.idf), float(miss.max(initial=0)),
                float((miss * q.name).max(initial=0)),
                float((miss * q.number).max(initial=0)), share(whole, q.idf * q.name),
                float(1 if year in q.years else -1 if year and q.years else 0),
                float(pool.pairs[part].max(0,
                initial=0) @ q.pair_weight / (q.pair_weight.sum() + 1e-6)),
                float(len(f.view.sentences)),
                float(np.sort(pool.soft[part] @ q.word_idf)[-3:].sum())
                / float(q.word_idf.sum() + 1e-6),
            )
        )  # fmt: skip
    names = [
        "r_rank",
        "r_score",
        "r_gap",
        "r_lexical",
        "r_dense",
        "r_passages",
        "a_fo",
        "a_so",
        "a_title",
        "a_lead",
        "a_miss",
        "a_miss_name",
        "a_miss_digit",
        "a_name",
        "a_year",
        "a_bi",
        "a_size",
        "a_top3",
    ]
    table = np.array(rows, dtype=np.float32).reshape(len(rows), len(names))
    columns = {name: table[pool.article, i] for i, name in enumerate(names)}
    for name in ("a_fo", "a_so", "a_bi", "a_top3"):
        best = table[:, names.index(name)].max(initial=0)
        columns[f"{name}_gap"] = columns[name] - best
    return columns


def hits(sets: list[frozenset[str]], wanted: Sequence[str]) -> Floats:
    """(sets, wanted) float32: 1 where the set holds the string."""
    rows = [[w in s for w in wanted] for s in sets]
    return np.array(rows, dtype=np.float32).reshape(len(sets), len(wanted))


def cover(matrix: Floats, weights: Floats) -> Floats:
    """Weighted share of the question covered, row by row; 0 where nothing has weight."""
    return np.asarray((matrix * weights).sum(1) / (weights.sum(1) + 1e-6), dtype=np.float32)


def share(row: Floats, weights: Floats) -> float:
    """The same for one row."""
    return float(row @ weights / (weights.sum() + 1e-6))


def rarity(matrix: Floats, idf: Floats) -> Floats:
    """Weights of words by how few of the rows hold them; 0 for words that none holds."""
    count = matrix.sum(0)
    weight = idf * np.log((len(matrix) + 1) / (count + 0.5)) * (count > 0)
    return np.broadcast_to(weight.astype(np.float32), matrix.shape)
