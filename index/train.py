"""Trains the shipped static model from the data folder by one command.

    python -m index.train --data DATA [--written FOLDER] --out index/models/static-vi

Knows the order of the steps; each step lies in a module of its own.
"""

from __future__ import annotations

import argparse
import itertools
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.analysis import fold
from index.train_articles import (
    is_dev,
    read_articles,
    read_lines,
    title_lead_body,
    tokenise,
)
from index.train_export import export
from index.train_lexical import overlap
from index.train_loop import TrainSettings, first_vectors, train
from index.train_pairs import QUESTION_PHRASES, Batch, Sources, draw_batch
from index.train_questions import every_question
from index.train_topics import pick_by_topic, topics
from index.train_vocabulary import (
    build_tokenizer,
    canonical,
    choose_pieces,
    extra_words,
    read_words,
)

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Rows = NDArray[np.int32]
    Encode = Callable[[str], Rows]

LOG = logging.getLogger(__name__)
FILES = ["viwiki_2017.jsonl.xz", "baomoi_2017.jsonl.xz", "vietnews_train.jsonl.xz"]
PIECES, BATCH, QUESTIONS = 60_000, 2048, 128
TWINS = 0.3
"""Share of the articles of a batch that two pairs are drawn from, each wrong for the other."""
RATES = (0.01, 0.01)
"""Of the two rounds: at random, then by topic and beside the words."""


def make_tokenizer(data: Path) -> tuple[Tokenizer, Rows]:
    """Returns the tokenizer and the vector-table row of each of its tokens."""
    words = read_words(data / "words.tsv")
    texts = (
        "\n".join(title_lead_body(line))
        for line in itertools.chain(*(read_lines(data / name) for name in FILES[:2]))
    )
    found = extra_words(texts, words, 3)
    often = Counter({word: count for word, count in found.items() if count >= 12})
    pieces = choose_pieces(words, often, found - often, PIECES)
    tokenizer, rows = build_tokenizer(pieces)
    return tokenizer, np.asarray(rows, dtype=np.int32)


def folded_rows(tokenizer: Tokenizer, rows: Rows) -> Rows:
    """Returns what each row becomes without marks, shape (rows, 4), padded with -1."""
    vocabulary: dict[str, int] = tokenizer.get_vocab()
    pieces: dict[int, str] = {}
    for piece, token in vocabulary.items():
        plain = piece.replace("▁", " ")
        if rows[token] not in pieces or canonical(plain) == plain:
            pieces[int(rows[token])] = piece
    out = np.full((int(rows.max()) + 1, 4), -1, dtype=np.int32)
    for row, piece in pieces.items():
        bare = fold(piece)
        if bare in vocabulary:
            out[row, 0] = rows[vocabulary[bare]]
        else:
            ids = tokenizer.encode(bare.replace("▁", " ").strip()).ids[:4]
            out[row, : len(ids)] = rows[ids]
    return out


def rarities(counts: NDArray[np.float64], highest: float) -> NDArray[np.float64]:
    """Returns how rare each row is, by how often it occurs; 0 for rows that never do."""
    found = np.log((counts.sum() + 1) / (counts + 1))
    return np.asarray(np.where(counts > 0, np.minimum(found, highest), 0.0))


def folded_rarities(counts: NDArray[np.float64], folded: Rows) -> NDArray[np.float64]:
    """Returns how rare each row is where all marks are dropped; very common ones near 0."""
    bare = np.zeros(len(counts))
    for column in folded.T:
        kept = column >= 0
        bare += np.bincount(column[kept], weights=counts[kept], minlength=len(counts))
    return np.asarray(np.clip(np.log((bare.sum() + 1) / (bare + 1)) - 4, 0.3, 9.0))


def batch_source(
    sources: Sources,
    questions: list[tuple[Rows, Rows]],
    rng: Generator,
    choose: Callable[[int], NDArray[np.int64]],
) -> Callable[[], Batch]:
    """Returns a function that draws batches of article pairs and question pairs."""

    def draw() -> Batch:
        some = rng.choice(len(questions), min(QUESTIONS, len(questions)), replace=False)
        pairs = {questions[i][1][-40:].tobytes(): questions[i] for i in some.tolist()}
        chosen = choose(int((BATCH - len(pairs)) / (1 + TWINS)))
        return draw_batch(sources, chosen, int(len(chosen) * TWINS), list(pairs.values()), rng)

    return draw


def shuffled(count: int, rng: Generator) -> Callable[[int], NDArray[np.int64]]:
    """Returns a function that deals article numbers, each once before any comes again."""

    def endless() -> Iterator[int]:
        while True:
            yield from rng.permutation(count).tolist()

    numbers = endless()
    return lambda wanted: np.fromiter(itertools.islice(numbers, wanted), dtype=np.int64)


def run(data: Path, written: Path | None, out: Path, seconds: float, seed: int) -> None:
    """Train in two rounds, at random and then by topic (harder negatives), and write the model."""
    tokenizer, rows = make_tokenizer(data)
    asked = read_lines(data / "questions/news_train/questions.jsonl")
    ids = {str(line["article_id"]) for line in asked if line["article_id"]}
    dev = {article_id for article_id in ids if is_dev(article_id)}
    articles = tokenise(read_articles(data, FILES, dev), tokenizer, rows)
    LOG.info("%d articles, %d tokens", len(articles), len(articles.tokens))

    def encode(text: str) -> Rows:
        return rows[np.asarray(tokenizer.encode(text).ids, dtype=np.int64)]

    pairs = [(encode(q)[:80], encode(p)[:220]) for q, p in every_question(data, written)]
    pairs = [(question, passage) for question, passage in pairs if len(question) and len(passage)]
    folded = folded_rows(tokenizer, rows)
    counts = np.bincount(articles.tokens, minlength=len(folded)).astype(np.float64)
    vectors = first_vectors(counts, TrainSettings().dim, seed)
    rng = np.random.default_rng(seed)
    sources = Sources(
        articles=articles,
        phrases=[encode(phrase) for phrase in QUESTION_PHRASES],
        folded=folded,
        rarity=rarities(counts, 12.0),
    )
    unmarked = folded_rarities(counts, folded)
    for number, rate in enumerate(RATES):
        choose = shuffled(len(articles), rng)
        if number:
            choose = pick_by_topic(topics(articles, vectors, seed), rng)
        source = batch_source(sources, pairs, rng, choose)
        settings = TrainSettings(seconds=seconds, rate=rate)
        by_words = partial(overlap, folded=folded, rarity=unmarked) if number else None
        vectors = train(vectors, source, settings, LOG.info, by_words)
    export(out, tokenizer, rows, vectors)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--written", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=1200.0, help="of each round")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    run(given.data, given.written, given.out, given.seconds, given.seed)


if __name__ == "__main__":
    main()
