import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.embedding_errors import ModelUnusable
from index.features import NAMES
from index.passage import Passage
from index.question_words import FOLDER
from index.rerank import BESIDE, FusionRanker, SecondStage, open_ranker
from index.rerank_flat import FlatRanker, write_flat
from index.rerank_trees import TreeRanker
from index.train_rerank_fit import RIGHT, Table, figures
from index.train_rerank_flat import FLAT, fit_flat
from index.train_rerank_pieces import in_pieces, made_of_pieces
from index.train_rerank_sets import FitQuestion, FitSet


def made_table(questions: int, seed: int) -> Table:
    """Ten candidates a question; right is the one of the highest "dense"."""
    features = np.random.default_rng(seed).random((10 * questions, len(NAMES)), dtype=np.float32)
    grades = np.zeros((questions, 10), dtype=np.int8)
    best = features[:, NAMES.index("dense")].reshape(questions, 10).argmax(axis=1)
    grades[np.arange(questions), best] = RIGHT
    return Table(
        features=features,
        grades=grades.ravel(),
        articles=np.tile(np.arange(10), questions),
        sizes=[10] * questions,
        known=[1] * questions,
        keys=[str(at) for at in range(questions)],
    )


@pytest.mark.parametrize("candidates", [1, 2])
def test_what_is_shipped_speaks_for_words_and_vectors_never_against(candidates: int) -> None:
    ranker, rng = open_ranker(), np.random.default_rng(5)
    rows = rng.random((200, len(NAMES))).astype(np.float32)
    rows[:, NAMES.index("article_count")] = candidates
    rows[:, NAMES.index("title")] = 0
    before = ranker.score(rows)
    for name in ("lexical", "dense", "coverage", "sentence", "article_gap", "covered_gap"):
        more = rows.copy()
        more[:, NAMES.index(name)] += 0.2
        assert (ranker.score(more) >= before - 1e-4).all(), name


def test_articles_of_several_passages_and_titles_decide_how_candidates_are_ordered() -> None:
    rows = np.random.default_rng(6).random((3, len(NAMES))).astype(np.float32)
    trees_alone, weights = TreeRanker.read(FOLDER), FlatRanker.read(FOLDER)
    stage = SecondStage(trees_alone, weights)
    rows[:, NAMES.index("title")] = 0
    rows[:, NAMES.index("article_count")] = [1, 2, 2]
    assert stage.score(rows).tolist() == trees_alone.score(rows).tolist()
    rows[:, NAMES.index("article_count")] = 1
    assert stage.score(rows).tolist() == weights.score(rows).tolist()
    rows[0, NAMES.index("title")] = 0.4
    fused = FusionRanker().score(rows)
    assert stage.score(rows) == pytest.approx(trees_alone.score(rows) + BESIDE * fused, abs=1e-4)
    assert stage.score(rows[:0]).shape == (0,)


def test_weights_of_another_version_or_broken_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="không đọc được"):
        FlatRanker.read(tmp_path)
    for text in ("[]", "{}", '{"weights": {"dense": "x"}, "base": 0}', "{"):
        (tmp_path / "flat.json").write_text(text, encoding="utf-8")
        with pytest.raises(ModelUnusable, match="không đọc được"):
            FlatRanker.read(tmp_path)
    write_flat(tmp_path, {"odd_one": 1.0}, 0)
    with pytest.raises(ModelUnusable, match="odd_one"):
        FlatRanker.read(tmp_path)


def test_weights_are_fitted_to_what_finds_and_brought_to_the_scale_of_the_trees(
    tmp_path: Path,
) -> None:
    def theirs(rows: Any) -> Any:
        return 3 * rows[:, NAMES.index("dense")] - 2

    tables = {f"made {n}": made_table(60, n) for n in range(3)}
    weights, base = fit_flat(tables, theirs)
    assert set(weights) == set(FLAT)
    assert min(weights.values()) >= 0
    assert max(weights, key=weights.__getitem__) == "dense"
    write_flat(tmp_path, weights, base)
    other = made_table(100, 9)
    scores = FlatRanker.read(tmp_path).score(other.features)
    found, mixed = figures(other, scores), figures(other, FusionRanker().score(other.features))
    assert found.hit > mixed.hit
    first = scores > np.quantile(scores, 0.7)
    assert scores[first].mean() == pytest.approx(theirs(other.features)[first].mean(), abs=0.3)


def test_pieces_of_articles_are_articles_by_themselves_and_keep_what_was_asked() -> None:
    texts = [f"Đoạn thứ {number} kể chuyện số {number * 7}. " for number in range(7)]
    held = [
        Passage(
            article_id=name, revision=1, ordinal=number, start=0, end=len(text), text=name + text,
            title="Tít",
        )
        for name in ("a", "b")
        for number, text in enumerate(texts)
    ]  # fmt: skip
    question = FitQuestion(
        text="Chuyện số 28?", article_ids=frozenset({"a"}), key="a", evidence="a" + texts[4]
    )
    other = FitQuestion(text="Gì?", article_ids=frozenset({"b"}), key="b", evidence="không có")
    found = in_pieces(FitSet(passages=held, questions=[question, other]), 3, random.Random(1))
    assert [piece.article_id for piece in found.passages] == [
        "a.0",
        "a.1",
        "a.2",
        "b.0",
        "b.1",
        "b.2",
    ]
    assert [piece.title for piece in found.passages] == [""] * 6
    assert found.passages[1].text == "".join("a" + text for text in texts[3:6]).strip()
    assert [asked.article_ids for asked in found.questions] == [frozenset({"a.1"})]
    names = {piece.article_id for piece in found.passages}
    made = made_of_pieces(found, random.Random(2))
    assert all(asked.article_ids <= names for asked in made.questions)
