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
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.analysis import fold
from index.train_articles import (
    TokenisedArticles,
    is_dev,
    read_articles,
    read_lines,
    title_lead_body,
    tokenise,
)
from index.train_export import export
from index.train_loop import TrainSettings, first_vectors, train
from index.train_pairs import QUESTION_PHRASES, Batch, draw_batch
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


def batch_source(
    articles: TokenisedArticles,
    questions: list[tuple[Rows, Rows]],
    encode: Encode,
    folded: Rows,
    rng: Generator,
    choose: Callable[[int], NDArray[np.int64]],
) -> Callable[[], Batch]:
    """Returns a function that draws batches of article pairs and question pairs."""
    phrases = [encode(phrase) for phrase in QUESTION_PHRASES]

    def draw() -> Batch:
        some = rng.choice(len(questions), min(QUESTIONS, len(questions)), replace=False)
        pairs = {questions[i][1][-40:].tobytes(): questions[i] for i in some.tolist()}
        chosen = choose(BATCH - len(pairs))
        return draw_batch(articles, chosen, list(pairs.values()), phrases, folded, rng)

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
    settings = TrainSettings(seconds=seconds)
    vectors = first_vectors(counts, settings.dim, seed)
    rng = np.random.default_rng(seed)
    source = batch_source(articles, pairs, encode, folded, rng, shuffled(len(articles), rng))
    vectors = train(vectors, source, settings, LOG.info)
    choose = pick_by_topic(topics(articles, vectors, seed), rng)
    source = batch_source(articles, pairs, encode, folded, rng, choose)
    vectors = train(vectors, source, TrainSettings(seconds=seconds, rate=0.006), LOG.info)
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
