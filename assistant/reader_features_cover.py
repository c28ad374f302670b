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
    from assistant.reader_features_question import QuestionView

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


ARTICLE_COLUMNS = (
    "r_rank", "r_score", "r_gap", "r_lexical", "r_dense", "r_passages", "a_fo", "a_so", "a_title",
    "a_lead", "a_miss", "a_miss_name", "a_miss_digit", "a_name", "a_year", "a_bi", "a_size",
    "a_top3", "a_day", "a_so_miss", "a_so_three", "a_title_so",
)  # fmt: skip


def article_columns(pool: "Pool") -> Columns:
    """What holds for the article as a whole, the same for all its sentences."""
    rows = [_of_article(pool, k) for k in range(len(pool.found))]
    table = np.array(rows, dtype=np.float32).reshape(len(rows), len(ARTICLE_COLUMNS))
    columns = {name: table[pool.article, i] for i, name in enumerate(ARTICLE_COLUMNS)}
    for name in ("a_fo", "a_so", "a_bi", "a_top3", "a_so_three", "a_title_so"):
        values = table[:, ARTICLE_COLUMNS.index(name)]
        columns[f"{name}_gap"] = columns[name] - (values.max() if len(values) else 0)
    return columns


def _of_article(pool: "Pool", k: int) -> tuple[float, ...]:
    """The values of one article, in the order of ``ARTICLE_COLUMNS``."""
    q, f = pool.question, pool.found[k]
    top = max((f.score for f in pool.found), default=1.0)
    part = slice(pool.first[k], pool.first[k + 1])
    whole = np.maximum(pool.fold[part].max(0, initial=0), pool.title[k])
    near = np.maximum(pool.soft[part].max(0, initial=0), pool.title_soft[k])
    miss, missed = q.idf * (1 - whole), np.sort(q.word_idf * (1 - near))[::-1]
    lead = pool.fold[part][:3].max(0, initial=0)
    pairs = float(pool.pairs[part].max(0, initial=0) @ q.pair_weight)
    three = float(np.sort(pool.soft[part] @ q.word_idf)[-3:].sum())
    return (
        float(k), f.score, f.score - top, f.lexical, f.dense, float(len(f.passages)),
        share(whole, q.idf), share(near, q.word_idf), share(pool.title[k], q.idf),
        share(lead, q.idf), float(miss.max(initial=0)), float((miss * q.name).max(initial=0)),
        float((miss * q.number).max(initial=0)), share(whole, q.idf * q.name), _year(q, f),
        pairs / float(q.pair_weight.sum() + 1e-6), float(len(f.view.sentences)),
        three / float(q.word_idf.sum() + 1e-6), _day(q, f), float(missed[:1].sum()),
        float(missed[:3].sum()), share(pool.title_soft[k], q.word_idf),
    )  # fmt: skip


def _year(q: "QuestionView", f: Found) -> float:
    """1 where the article is of a year that the question names, -1 where of another."""
    published = f.view.article.published_at
    return 0.0 if not published or not q.years else 1.0 if published.year in q.years else -1.0


def _day(q: "QuestionView", f: Found) -> float:
    """1 where the article is of a day that the question names or soon after, -1 where not."""
    published = f.view.article.published_at
    if not published or not q.days:
        return 0.0
    day = published.timetuple().tm_yday
    late = [(day - (m - 1) * 30.5 - d) % 366 for d, m in q.days]
    return 1.0 if min(late) < 4 or max(late) > 363 else -1.0


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
