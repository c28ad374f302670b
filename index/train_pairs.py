"""Draws training pairs (a query and the passage that answers it) from articles and questions.

Knows token rows only; what a row's vector is, and how good a pair is, is not known here.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from index.train_articles import TokenisedArticles

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    Rows = NDArray[np.int32]

QUESTION_PHRASES = re.split(
    r"\|",
    "ai|là ai|người nào|ông nào|bao nhiêu|là bao nhiêu|mấy|bao nhiêu người|bao nhiêu phần trăm|"
    "bao lâu|khi nào|ngày nào|năm nào|hồi nào|lúc nào|ở đâu|nơi nào|tỉnh nào|nước nào|tại sao|"
    "vì sao|do đâu|là gì|gì|cái gì|điều gì|như thế nào|thế nào|ra sao|có phải|không|có đúng không|"
    "cơ quan nào|công ty nào|đội nào|tên là gì|gồm những gì|những ai|bị gì|làm gì|hãy cho biết|"
    "cho hỏi|theo quy định thì|được định nghĩa là gì|nghĩa là gì|bằng cách nào|mức nào",
)
_KINDS = ("title", "lead", "gist", "sentence", "span", "cloze", "keywords")
_SHARES = (0.18, 0.08, 0.10, 0.14, 0.16, 0.24, 0.10)
_OWN_KINDS = ("sentence", "span", "cloze", "keywords")
_OWN_SHARES = (0.22, 0.25, 0.38, 0.15)
_TWIN_SENTENCES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Rows of queries and passages, flat, with the start of each one."""

    queries: NDArray[np.int64]
    query_starts: NDArray[np.int64]
    passages: NDArray[np.int64]
    passage_starts: NDArray[np.int64]


def flatten(texts: list[Rows]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Returns the rows of all texts in one array, and where each text starts."""
    lengths = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    return np.concatenate(texts).astype(np.int64), np.concatenate([[0], np.cumsum(lengths)[:-1]])


def window(
    articles: TokenisedArticles, first: int, last: int, around: int, length: int
) -> tuple[int, int]:
    """Returns the units `[start, stop)` of about `length` tokens that contain unit `around`."""
    units = articles.units
    start, stop = around, around + 1
    while units[stop] - units[start] < length and (start > first or stop < last):
        if stop < last and (start == first or (stop - around) <= (around - start)):
            stop += 1
        else:
            start -= 1
    return start, stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What pairs are drawn from.

    Attributes:
        articles: the texts.
        phrases: rows of question phrases.
        folded: shape (rows, 4); what each row becomes without marks, padded with -1.
        rarity: of each row, higher for rarer ones.
    """

    articles: TokenisedArticles
    phrases: list[Rows]
    folded: Rows
    rarity: NDArray[np.float64]


def draw_pairs(
    sources: Sources, article: int, twice: bool, rng: Generator
) -> list[tuple[Rows, Rows]]:
    """Returns a (query, passage) of an article, or two of its two halves, each wrong for the other.

    A pair is left out where the article is too short for it.
    """
    articles = sources.articles
    body, end = articles.articles[article] + 2, articles.articles[article + 1]
    if end - body < 2:
        return []
    if twice and end - body >= _TWIN_SENTENCES:
        middle = (body + end) // 2
        found = [
            _draw(sources, article, first, last, _one_of(_OWN_KINDS, _OWN_SHARES, rng), rng)
            for first, last in ((body, middle), (middle, end))
        ]
    else:
        kind = _one_of(_KINDS, _SHARES, rng)
        found = [_draw(sources, article, body, end, kind, rng)]
    return [(q[:80], p[:220]) for q, p in found if len(q) and len(p) >= 8]


def _one_of(names: tuple[str, ...], shares: tuple[float, ...], rng: Generator) -> str:
    return names[min(bisect(list(accumulate(shares)), rng.random()), len(names) - 1)]


def _draw(
    sources: Sources, article: int, first: int, last: int, kind: str, rng: Generator
) -> tuple[Rows, Rows]:
    """Returns one (query, passage) of the sentences `[first, last)` of an article."""
    articles = sources.articles
    units, tokens, head = articles.units, articles.tokens, articles.articles[article]
    title, lead = tokens[units[head] : units[head + 1]], tokens[units[head + 1] : units[head + 2]]
    around = int(rng.integers(first, last))
    start, stop = window(articles, first, last, around, int(rng.integers(25, 150)))
    passage = tokens[units[start] : units[stop]]
    sentence = tokens[units[around] : units[around + 1]]
    if kind in ("lead", "gist") and len(lead) >= 5:
        fresh = lead[~np.isin(lead, title)] if kind == "gist" else lead
        return _keep_some(fresh, rng, 0.0, 0.5), passage
    if kind in ("title", "lead", "gist"):
        return (_keep_some(title, rng, 0.0, 0.5) if rng.random() < 0.4 else title), passage
    if kind == "sentence":
        rest = (tokens[units[start] : units[around]], tokens[units[around + 1] : units[stop]])
        query, passage = _keep_some(sentence, rng, 0.0, 0.6), np.concatenate(rest)
    elif kind == "keywords":
        near = tokens[units[max(start, around - 1)] : units[min(stop, around + 2)]]
        query = _keywords(near, sources.rarity, rng)
    else:
        query = _cut(sentence, rng, kind == "cloze")
    if kind == "cloze":
        query = _with_phrase(query, sources.phrases[int(rng.integers(len(sources.phrases)))], rng)
    if rng.random() < 0.4:
        passage = np.concatenate((title, passage))
    return query, passage


def _keywords(near: Rows, rarity: NDArray[np.float64], rng: Generator) -> Rows:
    """Returns two to seven words of a text, rare ones rather, in order or in none."""
    words = np.unique(near)
    weights = rarity[words] ** 2 + 1e-9
    count = min(len(words), int(rng.integers(2, 8)))
    if not count:
        return near
    picked = rng.choice(words, count, replace=False, p=weights / weights.sum())
    if rng.random() < 0.5:
        return np.asarray(picked, dtype=near.dtype)
    return near[np.isin(near, picked)][: 2 * count]


def _keep_some(query: Rows, rng: Generator, least: float, most: float) -> Rows:
    return query[rng.random(len(query)) >= rng.uniform(least, most)]


def _cut(sentence: Rows, rng: Generator, scattered: bool) -> Rows:
    """Returns a piece of a sentence: some of its words, or a run of three to fourteen."""
    if scattered:
        return _keep_some(sentence, rng, 0.2, 0.75)[: int(rng.integers(5, 20))]
    length = int(rng.integers(3, 15))
    start = int(rng.integers(0, max(1, len(sentence) - length)))
    return sentence[start : start + length]


def _with_phrase(query: Rows, phrase: Rows, rng: Generator) -> Rows:
    if rng.random() < 0.3:
        return np.concatenate((phrase, query))
    if rng.random() < 0.5:
        return np.concatenate((query, phrase))
    at = int(rng.integers(0, len(query) + 1))
    return np.concatenate((query[:at], phrase, query[at:]))


def typed_without_marks(
    queries: list[Rows], folded: Rows, rng: Generator, share: float
) -> list[Rows]:
    """Returns the queries, a share of them without marks (half of those only in part).

    Args:
        queries: rows of each query.
        folded: shape (rows, 4); what each row becomes without marks, padded with -1.
        rng: the source of chance.
        share: how many of the queries lose marks.
    """
    out = []
    for query in queries:
        if rng.random() < share:
            bare = folded[query]
            if rng.random() < 0.3:
                kept = rng.random(len(query)) < rng.uniform(0.2, 0.8)
                bare[kept] = -1
                bare[kept, 0] = query[kept]
            query = bare[bare >= 0]
        out.append(query)
    return out


def draw_batch(
    sources: Sources,
    chosen: NDArray[np.int64],
    twins: int,
    questions: list[tuple[Rows, Rows]],
    rng: Generator,
) -> Batch:
    """Returns a pair for each chosen article, two for the first `twins`, then the questions."""
    kept = [
        pair
        for place, article in enumerate(chosen.tolist())
        for pair in draw_pairs(sources, article, place < twins, rng)
    ]
    kept += [(_keep_some(q, rng, 0.0, 0.25) if len(q) > 4 else q, p) for q, p in questions]
    kept = [(q if len(q) else p[:5], p) for q, p in kept]
    queries = typed_without_marks([query for query, _ in kept], sources.folded, rng, 0.25)
    return _batch(queries, [passage for _, passage in kept])


def _batch(queries: list[Rows], passages: list[Rows]) -> Batch:
    flat_queries, query_starts = flatten(queries)
    flat_passages, passage_starts = flatten(passages)
    return Batch(
        queries=flat_queries,
        query_starts=query_starts,
        passages=flat_passages,
        passage_starts=passage_starts,
    )
