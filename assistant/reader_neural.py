"""Lends the neural reader's view of each sentence to the ranker, as columns of its table.

It chooses which articles the neural reader reads; it does not order sentences itself.
"""

import logging
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.neural_reader import NeuralReader, ReaderMissingError, SentenceScores
from assistant.reader_features import Pool
from assistant.reader_features_cover import Columns

log = logging.getLogger(__name__)

ABSENT = -12.0
"""Logit of a sentence that the neural reader did not read."""
AROUND = 2
"""Sentences read on each side of one that the first order chose."""

HINTED = ("h_own", "h_digits", "h_size", "h_capital", "h_suits", "h_focus_in", "h_focus_by")

Floats = NDArray[np.float32]
Hint = tuple[int, int, float]


class SentenceScorer(Protocol):
    """What is needed of a neural reader."""

    def score_many(
        self, question: str, articles: Sequence[tuple[str, Sequence[str]]]
    ) -> list[SentenceScores]:
        """Scores of several articles' sentences, in the articles' order."""


def pieces(pool: Pool, chosen: NDArray[np.int64], limit: int) -> list[NDArray[np.int64]]:
    """Which sentences to read, article by article: the chosen ones with what stands around them.

    Args:
        pool: The sentences of the articles found.
        chosen: Sentences that the first order put in front, best first.
        limit: Sentences to read in all, about.
    """
    wanted: set[int] = set()
    for k in chosen.tolist():
        if len(wanted) >= limit:
            break
        a = pool.article[k]
        low, high = int(pool.first[a]), int(pool.first[a + 1])
        wanted.update(range(max(low, k - AROUND), min(high, k + AROUND + 1)))
    rows = np.array(sorted(wanted), dtype=np.int64)
    return [rows[pool.article[rows] == a] for a in np.unique(pool.article[rows])]


def neural_columns(
    scorer: SentenceScorer, question: str, pool: Pool, groups: Sequence[NDArray[np.int64]]
) -> tuple[Columns, dict[int, Hint]]:
    """Columns ``n_…`` for every sentence of the pool, and what is marked in the sentences read.

    Args:
        scorer: The neural reader.
        question: As typed.
        pool: The sentences.
        groups: Sentences to read, one array an article, as ``pieces`` gives them.
    """
    n = len(pool.sentences)
    logit, null = np.full(n, ABSENT, np.float32), np.zeros(n, np.float32)
    span = np.full(n, ABSENT, np.float32)
    hints: dict[int, Hint] = {}
    articles = [
        (pool.found[pool.article[rows[0]]].view.title, [pool.sentences[k].text for k in rows])
        for rows in groups
    ]
    for rows, found in zip(groups, scorer.score_many(question, articles), strict=True):
        logit[rows] = np.maximum(found.logits, ABSENT)
        span[rows] = np.maximum(found.span_logits, ABSENT)
        null[pool.article == pool.article[rows[0]]] = found.null
        for at, k in enumerate(rows.tolist()):
            if found.end[at] > found.start[at]:
                hints[k] = int(found.start[at]), int(found.end[at]), float(found.span_logits[at])
    return _columns(pool, logit, null, span) | _hinted(pool, hints), hints


def _hinted(pool: Pool, hints: Mapping[int, Hint]) -> Columns:
    """Columns ``h_…``: how what is marked in each sentence suits what is asked."""
    q, n = pool.question, len(pool.sentences)
    table = np.zeros((n, len(HINTED)), np.float32)
    table[:, 0] = -1
    for k, (start, end, _) in hints.items():
        t = pool.sentences[k].tokens
        i, j = (
            int(np.searchsorted(t.ends, start, side="right")),
            int(np.searchsorted(t.starts, end)),
        )
        if j <= i:
            continue
        folded, size = t.folded[i:j], j - i
        digits = sum(f[0].isdigit() for f in folded)
        before = frozenset(t.folded[max(0, i - 2) : i]) | frozenset(t.folded[j : j + 2])
        focus = frozenset(q.asked.focus)
        table[k] = (
            sum(f in q.own for f in folded) / size, digits, size, sum(t.capital[i:j]) / size,
            _suits(q.asked.kind, digits, sum(t.capital[i:j])), len(focus & set(folded)),
            len(focus & before),
        )  # fmt: skip
    return {name: table[:, i] for i, name in enumerate(HINTED)}


def _suits(kind: str, digits: int, capitals: int) -> float:
    """1 where the marked words hold what an answer of the kind must hold, -1 where not."""
    if kind in ("number", "date"):
        return 1.0 if digits else -1.0
    if kind in ("person", "place"):
        return 1.0 if capitals else -1.0
    return 0.0


def _columns(pool: Pool, logit: Floats, null: Floats, span: Floats) -> Columns:
    """Logits with their ranks, distances and shares within the pool and the article."""
    weight = np.exp(logit - logit.max())
    best = np.zeros_like(logit)
    share = np.zeros_like(logit)
    for a, b in zip(pool.first, pool.first[1:], strict=False):
        best[a:b] = logit[a:b].max(initial=ABSENT)
        share[a:b] = weight[a:b].sum() / weight.sum()
    order = np.argsort(np.argsort(-logit))
    beside = np.full_like(logit, ABSENT)
    beside[1:] = np.where(pool.article[1:] == pool.article[:-1], logit[:-1], ABSENT)
    after = np.full_like(logit, ABSENT)
    after[:-1] = np.where(pool.article[1:] == pool.article[:-1], logit[1:], ABSENT)
    others = np.array([best[pool.article != a].max(initial=ABSENT) for a in range(len(pool.found))])
    return {
        "n_before": beside,
        "n_after": after,
        "n_others": best - others[pool.article].astype(np.float32),
        "n_logit": logit,
        "n_null": logit - null,
        "n_span": span,
        "n_gap": logit - logit.max(),
        "n_rank": np.minimum(order, 20).astype(np.float32),
        "n_best": logit - best,
        "n_share": (weight / weight.sum()).astype(np.float32),
        "n_article": share,
        "n_article_null": best - null,
    }


def first_columns(scores: Floats, article: NDArray[np.int64]) -> Columns:
    """The ranker's own scores of (n,) sentences as columns ``s_…`` for the model that combines.

    Args:
        scores: Of the sentences looked at closely.
        article: The number of each one's article.
    """
    best = np.zeros_like(scores)
    for a in np.unique(article):
        best[article == a] = scores[article == a].max()
    rank = np.argsort(np.argsort(-scores)).astype(np.float32)
    return {
        "s_score": scores,
        "s_gap": scores - scores.max(),
        "s_rank": rank,
        "s_best": scores - best,
        "s_article": best - scores.max(),
    }


@cache
def open_neural() -> NeuralReader | None:
    """The shipped neural reader, loaded once; ``None``: its files or onnxruntime are missing."""
    try:
        return NeuralReader(threads=1)
    except (ReaderMissingError, ImportError) as error:
        log.warning("reading without the neural reader: %s", error)
        return None
