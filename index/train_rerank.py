"""Fits the second stage from the data folder by one command, and writes its card.

    python -m index.train_rerank --data DATA [--written FILE_OR_FOLDER]...

Knows the order of the steps; each step lies in a module of its own. The embedding model and the
fields' weights are taken as they are.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index import question_words as asking
from index.analysis import analyse, fold
from index.embedding import Embedder, open_embedder
from index.features import NAMES
from index.lexical import Lexical
from index.memory import MemoryStore
from index.rerank import FusionRanker
from index.rerank_flat import write_flat
from index.rerank_trees import write_trees
from index.retrieval import HybridRetriever
from index.settings import IndexSettings
from index.train_question_words import learn
from index.train_questions import ASKING_DIGITS, news_articles, news_questions, written_questions
from index.train_rerank_card import card
from index.train_rerank_fit import (
    NEITHER,
    RIGHT,
    SAME_ARTICLE,
    Figures,
    Table,
    figures,
    fit,
    joined,
    trees,
)
from index.train_rerank_flat import FLAT, columns, fit_flat
from index.train_rerank_others import encyclopedia, made_of_news, made_of_others, typed
from index.train_rerank_pieces import LENGTHS, in_pieces, made_of_pieces
from index.train_rerank_sets import FitSet, news, titles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LOG = logging.getLogger(__name__)
QUESTIONS, TITLES, ARCHIVES, UNMARKED = 4500, 1600, 3, 0.2
"""Asked of news; titles and leads; small archives of each kind; the share that loses its marks."""
WEIGHTS = {"news": 2.0}
"""What a question of a set counts; 1 where it is not named."""
WHOLE, PIECES = ("news", "titles and leads"), ("pieces", "made of pieces")
"""Sets of articles of several passages, on which only the trees are fitted; and those on which
only the weights are."""


class Forgetful:
    """An embedder whose questions lose some of their words first."""

    def __init__(self, embedder: Embedder, share: float, rng: random.Random) -> None:
        """Lose that share of the words of questions."""
        self._embedder, self._share, self._rng = embedder, share, rng
        self.name, self.dim = embedder.name, embedder.dim
        self.embed, self.embed_passages = embedder.embed, embedder.embed_passages

    def embed_queries(self, texts: Sequence[str]) -> Floats:
        """Returns the rows of questions that are not whole."""
        kept = (
            " ".join(word for word in text.split() if self._rng.random() >= self._share) or text
            for text in texts
        )
        return self._embedder.embed_queries(list(kept))


def fit_sets(
    data: Path, written: Sequence[Path], rng: random.Random, share: float = 1.0
) -> Iterator[tuple[str, FitSet]]:
    """Yields the sets by name, one at a time.

    Args:
        data: the data folder.
        written: more questions on news.
        rng: draws what is drawn.
        share: of the questions on news, the titles and the small archives.
    """
    whole = news(data, written, round(QUESTIONS * share), rng)
    yield "news", whole
    yield "titles and leads", titles(data, round(TITLES * share), rng)
    yield "wiki_reg", encyclopedia(data)
    yield "mailong25", typed(data)
    for number in range(max(1, round(ARCHIVES * share))):
        yield f"made of events {number}", made_of_news(data, copies=True, rng=rng)
        yield f"made of news {number}", made_of_news(data, copies=False, rng=rng)
        yield f"made of others {number}", made_of_others(data, rng)
    for length in LENGTHS[: max(1, round(len(LENGTHS) * share))]:
        pieces = in_pieces(whole, length, rng)
        yield f"{PIECES[0]} {length}", pieces
        yield f"{PIECES[1]} {length}", made_of_pieces(pieces, rng)


def table(found: FitSet, folder: Path, settings: IndexSettings, rng: random.Random) -> Table:
    """Returns the candidates of each question, as the product's retriever finds them."""
    embedder, lexical = open_embedder(settings), Lexical(folder)
    lexical.add(found.passages)
    asked = Forgetful(embedder, found.forgotten, rng) if found.forgotten else embedder
    store = MemoryStore(found.passages, embedder)
    retriever = HybridRetriever(store, lexical, asked, settings, FusionRanker())
    by_id = {passage.passage_id: passage for passage in found.passages}
    of_article: dict[str, list[str]] = {}
    for passage in found.passages:
        of_article.setdefault(passage.article_id, []).append(passage.passage_id)
    tables = []
    for question in found.questions:
        text = fold(question.text) if rng.random() < UNMARKED else question.text
        pool = retriever.pool(text)
        if not pool.passage_ids:
            continue
        held = [by_id[i] for i in pool.passage_ids]
        known = [by_id[i] for a in question.article_ids for i in of_article.get(a, ())]
        grades = [
            RIGHT
            if question.answered_by(passage)
            else SAME_ARTICLE * (passage.article_id in question.article_ids)
            for passage in held
        ]
        _, articles = np.unique([passage.article_id for passage in held], return_inverse=True)
        tables.append(
            Table(
                features=pool.features,
                grades=np.array(grades, dtype=np.int8) + np.int8(NEITHER),
                articles=articles,
                sizes=[len(held)],
                known=[sum(question.answered_by(passage) for passage in known)],
                keys=[question.key],
            )
        )
    return joined(tables)


def learn_words(data: Path, written: Sequence[Path], archive: FitSet, out: Path) -> None:
    """Learn and write what the words of asking are worth, by the embedding model's questions."""
    asked = list(news_questions(data, ASKING_DIGITS, news_articles(data)))
    for path in written:
        asked += written_questions(path, ASKING_DIGITS) if path.is_dir() else []
    pairs = [(question, f"{title}\n{passage}") for question, title, passage in asked]
    found = learn(pairs, [analyse(passage.text) for passage in archive.passages])
    text = json.dumps(found, ensure_ascii=False, indent=0) + "\n"
    (out / "question_words.json").write_text(text, encoding="utf-8")
    asking.table.cache_clear()


def run(
    data: Path, written: Sequence[Path], out: Path, *, seed: int, words: bool, share: float
) -> None:
    """Learn the words of asking if wanted, fit trees and weights, and write all with a card."""
    settings, rng = IndexSettings(), random.Random(seed)
    tables: dict[str, Table] = {}
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, found in fit_sets(data, written, rng, share):
            if words and name == "news":
                learn_words(data, written, found, out)
            tables[name] = table(found, Path(folder) / name, settings, rng)
            LOG.info("%s: %d questions", name, len(tables[name].sizes))
    booster, weights, base = both(tables)
    column, threshold, leaf = trees(booster)
    write_trees(out, NAMES, column, threshold, leaf)
    write_flat(out, weights, base)
    (out / "README.md").write_text(card(tables, checked(tables)), encoding="utf-8")


def both(tables: dict[str, Table]) -> tuple[Any, dict[str, float], float]:
    """Returns LightGBM's booster, and the weights and base for passages by themselves."""
    booster = fit({n: t for n, t in tables.items() if not n.startswith(PIECES)}, WEIGHTS)
    alone = {n: t for n, t in tables.items() if n not in WHOLE}
    return booster, *fit_flat(alone, lambda rows: booster.predict(rows, num_threads=1))


def checked(tables: dict[str, Table]) -> dict[str, dict[str, Figures]]:
    """Figures on one question in five of what is fitted on the others, beside the fused scores."""
    aside = {
        name: [int(sha256(key.encode()).hexdigest(), 16) % 5 == 0 for key in table.keys]
        for name, table in tables.items()
    }
    rest = {n: t.part([not away for away in aside[n]]) for n, t in tables.items()}
    booster, weights, _ = both(rest)
    found = {}
    for name, whole in tables.items():
        part = whole.part(aside[name])
        orders = {
            "fused": FusionRanker().score(part.features),
            "trees": booster.predict(part.features, num_threads=1),
            "weights": columns(part.features) @ [weights[column] for column in FLAT],
        }
        if name in WHOLE:
            del orders["weights"]
        found[name] = {order: figures(part, scores) for order, scores in orders.items()}
        LOG.info("%s: %s", name, found[name])
    return found


def main() -> None:
    """Read the command line and fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--written", type=Path, action="append", default=[])
    parser.add_argument("--words", action="store_true", help="learn the words of asking anew")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="of the questions, to try it out")
    parser.add_argument("--out", type=Path, default=asking.FOLDER)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    run(
        given.data,
        given.written,
        given.out,
        seed=given.seed,
        words=given.words,
        share=given.share,
    )


if __name__ == "__main__":
    main()
