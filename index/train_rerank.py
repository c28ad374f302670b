"""Fits the second stage from the data folder by one command, and writes its card.

    python -m index.train_rerank --data DATA [--written FOLDER]

Knows the order of the steps and which features may weigh anything; each step lies in a module of
its own. The embedding model and the fields' weights are taken as they are.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index import question_words as asking
from index.analysis import analyse
from index.embedding import open_embedder
from index.features import NAMES
from index.lexical import Lexical
from index.memory import MemoryStore
from index.rerank import FusionRanker, LinearRanker
from index.rerank_sentences import PASSAGES, SENTENCE_NAMES
from index.retrieval import HybridRetriever
from index.settings import IndexSettings
from index.train_question_words import learn
from index.train_questions import ASKING_DIGITS, news_articles, news_questions, written_questions
from index.train_rerank_card import card
from index.train_rerank_fit import Table, fit, hit_and_ndcg
from index.train_rerank_sets import FitQuestion, FitSet, news, titles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LOG = logging.getLogger(__name__)
QUESTIONS, RIDGE, SENTENCE_RIDGE = 1800, 0.03, 0.003
LEXICAL_SHARE = 0.7
"""Of the two first scores, fixed before fitting (DECISIONS.md, 2026-11-21)."""
WEIGHED = (
    "lexical", "marked", "folded", "folded_pairs", "meanings", "sentence", "sentence_two",
    "sentence_pairs", "run", "digits", "article", "first", "answer_digit", "answer_capital",
)  # fmt: skip
SENTENCE_WEIGHED = (
    "passage", "dense", "marked", "folded", "folded_pairs", "meanings", "coverage", "digits",
    "capitals", "run", "before", "after", "window", "answer_digit", "answer_capital", "length",
    "opens", "rare_missing", "title",
)  # fmt: skip
SIGNED = ("opens", "length", "rare_missing", "title", "after", "before")


def opened(found: FitSet, folder: Path, settings: IndexSettings) -> HybridRetriever:
    """Returns the product's retriever over the passages of a fit set."""
    embedder, lexical = open_embedder(settings), Lexical(folder)
    lexical.add(found.passages)
    store = MemoryStore(found.passages, embedder)
    return HybridRetriever(store, lexical, embedder, settings, FusionRanker())


def passage_table(found: FitSet, retriever: HybridRetriever) -> Table:
    """Returns the candidates of each question."""
    by_id = {passage.passage_id: passage for passage in found.passages}
    rows: list[Floats] = []
    right: list[NDArray[np.bool_]] = []
    for question in found.questions:
        pool = retriever.pool(question.text)
        answers = np.array([question.answered_by(by_id[i]) for i in pool.passage_ids], dtype=bool)
        if answers.any():
            rows.append(pool.features)
            right.append(answers)
    return _table(rows, right, len(found.questions))


def _table(rows: Sequence[Floats], right: Sequence[NDArray[np.bool_]], questions: int) -> Table:
    return Table(
        features=np.concatenate(rows),
        right=np.concatenate(right),
        sizes=[len(part) for part in right],
        missed=questions - len(right),
    )


def sentence_table(questions: Sequence[FitQuestion], retriever: HybridRetriever) -> Table:
    """Returns the sentences of the passages found for each question."""
    rows: list[Floats] = []
    right: list[NDArray[np.bool_]] = []
    for question in questions:
        found, features = retriever.sentence_features(question.text, PASSAGES)
        answers = np.array(
            [
                passage.article_id == question.article_id
                and question.stands_in(passage.text[start:end])
                for passage, start, end in found
            ],
            dtype=bool,
        )
        if answers.any():
            rows.append(features)
            right.append(answers)
    return _table(rows, right, len(questions))


def places(names: Sequence[str], among: Sequence[str]) -> list[int]:
    """Returns where names stand among others."""
    return [among.index(name) for name in names]


def fit_passages(tables: Sequence[Table]) -> Floats:
    """Returns the weights, shape (len(NAMES),), lexical and dense in a fixed proportion."""
    at, near = NAMES.index("lexical"), NAMES.index("dense")
    joined = []
    for table in tables:
        features = table.features.copy()
        features[:, at] *= LEXICAL_SHARE
        features[:, at] += (1 - LEXICAL_SHARE) * np.maximum(features[:, near], 0)
        joined.append(
            Table(features=features, right=table.right, sizes=table.sizes, missed=table.missed)
        )
    weights = fit(joined, places(WEIGHED, NAMES), RIDGE)
    weights[near] = weights[at] * (1 - LEXICAL_SHARE)
    weights[at] *= LEXICAL_SHARE
    return weights


def fit_sentences(table: Table) -> Floats:
    """Returns the weights of sentences, shape (len(SENTENCE_NAMES),)."""
    kept, signed = places(SENTENCE_WEIGHED, SENTENCE_NAMES), places(SIGNED, SENTENCE_NAMES)
    return fit([table], kept, SENTENCE_RIDGE, signed=signed)


def write(path: Path, names: Sequence[str], weights: Floats) -> None:
    """Write weights by name."""
    named = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
    path.write_text(json.dumps(named, indent=1) + "\n", encoding="utf-8")


def learn_words(data: Path, written: Path | None, archive: FitSet, out: Path) -> None:
    """Learn and write what the words of asking are worth, by the embedding model's questions."""
    asked = list(news_questions(data, ASKING_DIGITS, news_articles(data)))
    asked += written_questions(written, ASKING_DIGITS) if written else []
    pairs = [(question, f"{title}\n{passage}") for question, title, passage in asked]
    found = learn(pairs, [analyse(passage.text) for passage in archive.passages])
    text = json.dumps(found, ensure_ascii=False, indent=0) + "\n"
    (out / "question_words.json").write_text(text, encoding="utf-8")
    asking.table.cache_clear()


def run(data: Path, written: Path | None, out: Path, seed: int) -> None:
    """Learn the words of asking, fit passages, then sentences, and write all with a card."""
    settings, rng = IndexSettings(), random.Random(seed)
    asked, named = news(data, written, QUESTIONS, rng), titles(data, QUESTIONS, rng)
    learn_words(data, written, asked, out)
    with tempfile.TemporaryDirectory() as folder:
        over = opened(asked, Path(folder) / "news", settings)
        tables = {
            "news": passage_table(asked, over),
            "titles": passage_table(named, opened(named, Path(folder) / "titles", settings)),
        }
        weights = fit_passages(list(tables.values()))
        write(out / "weights.json", NAMES, weights)
        over.ranker = LinearRanker.read(out)
        tables["sentences"] = sentence_table(asked.questions, over)
    write(out / "sentences.json", SENTENCE_NAMES, fit_sentences(tables["sentences"]))
    (out / "README.md").write_text(card(tables, _checked(tables)), encoding="utf-8")


def _checked(tables: dict[str, Table]) -> dict[str, tuple[float, float]]:
    """Hit@1 and nDCG@10 on the second halves of weights fitted on the first ones."""
    halves = {name: table.halves() for name, table in tables.items()}
    weights = fit_passages([halves[name][0] for name in ("news", "titles")])
    found = {}
    for name in ("news", "titles"):
        second = halves[name][1]
        fused = FusionRanker().score(second.features)
        found[f"{name}, fused"] = hit_and_ndcg(second, fused)
        found[f"{name}, weighed"] = hit_and_ndcg(second, second.features @ weights)
    first, second = halves["sentences"]
    found["sentences, weighed"] = hit_and_ndcg(second, second.features @ fit_sentences(first))
    for name, figures in found.items():
        LOG.info("%s: hit@1 %.4f, nDCG@10 %.4f", name, *figures)
    return found


def main() -> None:
    """Read the command line and fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--written", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    run(given.data, given.written, asking.FOLDER, given.seed)


if __name__ == "__main__":
    main()
