"""Draws training pairs (a query and the passage that answers it) from articles and questions.

Knows token rows only; what a row's vector is, and how good a pair is, is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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
_KINDS = ("title", "lead", "sentence", "span", "cloze")
_SHARES = (0.22, 0.12, 0.16, 0.22, 0.28)


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


def draw_pair(
    articles: TokenisedArticles, article: int, phrases: list[Rows], rng: Generator
) -> tuple[Rows, Rows] | None:
    """Returns one (query, passage) of an article, or None where it is too short."""
    units, tokens = articles.units, articles.tokens
    title, end = articles.articles[article], articles.articles[article + 1]
    body = title + 2
    if end - body < 2:
        return None
    around = int(rng.integers(body, end))
    start, stop = window(articles, body, end, around, int(rng.integers(25, 140)))
    passage = tokens[units[start] : units[stop]]
    kind = rng.choice(len(_KINDS), p=_SHARES)
    name = _KINDS[kind]
    if name == "lead" and units[title + 2] - units[title + 1] < 5:
        name = "title"
    if name == "title":
        query = tokens[units[title] : units[title + 1]]
    elif name == "lead":
        query = tokens[units[title + 1] : units[title + 2]]
        query = _keep_some(query, rng, 0.0, 0.5)
    elif name == "sentence":
        query = tokens[units[around] : units[around + 1]]
        rest = (tokens[units[start] : units[around]], tokens[units[around + 1] : units[stop]])
        passage = np.concatenate(rest)
        query = _keep_some(query, rng, 0.0, 0.6)
    else:
        query = _cut(tokens[units[around] : units[around + 1]], rng, name == "cloze")
        if name == "cloze":
            query = _with_phrase(query, phrases[int(rng.integers(len(phrases)))], rng)
    if name != "title" and rng.random() < 0.35:
        passage = np.concatenate((tokens[units[title] : units[title + 1]], passage))
    if len(query) < 1 or len(passage) < 8:
        return None
    return query[:80], passage[:200]


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
    articles: TokenisedArticles,
    chosen: NDArray[np.int64],
    questions: list[tuple[Rows, Rows]],
    phrases: list[Rows],
    folded: Rows,
    rng: Generator,
) -> Batch:
    """Returns one pair for each chosen article, followed by the given question pairs."""
    pairs = [draw_pair(articles, int(article), phrases, rng) for article in chosen]
    kept = [pair for pair in pairs if pair is not None]
    kept += [(_keep_some(q, rng, 0.0, 0.25) if len(q) > 4 else q, p) for q, p in questions]
    kept = [(q if len(q) else p[:5], p) for q, p in kept]
    queries = typed_without_marks([query for query, _ in kept], folded, rng, 0.25)
    passages = [passage for _, passage in kept]
    return _batch(queries, passages)


def _batch(queries: list[Rows], passages: list[Rows]) -> Batch:
    flat_queries, query_starts = flatten(queries)
    flat_passages, passage_starts = flatten(passages)
    return Batch(
        queries=flat_queries,
        query_starts=query_starts,
        passages=flat_passages,
        passage_starts=passage_starts,
    )
