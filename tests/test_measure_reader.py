"""The reader's own table: what its rates mean, and that they come from reading."""

import numpy as np
import pytest

from assistant.measure_reader import Read, auroc, read_one, table
from assistant.neural_reader import MODEL as NEURAL
from assistant.neural_reader import NeuralReader
from assistant.reader import Reader
from assistant.reader_ranking import MODEL, Ranker
from assistant.train_ranker_data import Asked
from corpus.article import Article

TEXT = "Huyện Sơn Hà mở trường mới. Cây cầu khánh thành sáng 5/3. Cầu dài 312 m, rộng 9 m."
ARTICLE = Article(
    article_id="a", title="Sơn Hà có cầu mới", text=TEXT, source="Báo", url="", published_at=None
)
FOUND = {("q", bare): [("a", 0, len(TEXT), 9.0, 0.6)] for bare in (False, True)}


def asked(gold: tuple[int, ...], quote: str) -> Asked:
    return Asked(
        question_id="q", kind="number", text="Cây cầu ở Sơn Hà dài bao nhiêu mét?",
        article_id="a", gold=gold, quotes=(quote,), answers=("312 m", "312"), turns=(), part="dev",
    )  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Ranker(MODEL), neural=NeuralReader(NEURAL, threads=1))


@pytest.mark.parametrize("bare", [False, True])
def test_a_right_sentence_counts_and_one_that_was_not_meant_does_not(
    reader: Reader, bare: bool
) -> None:
    said, other = "Cầu dài 312 m, rộng 9 m.", "Huyện Sơn Hà mở trường mới."
    right = read_one(reader, asked((2,), said), FOUND, {"a": ARTICLE}, bare)
    wrong = read_one(reader, asked((0,), other), FOUND, {"a": ARTICLE}, bare)
    assert right.first
    assert right.f1 > 0.5
    assert right.seconds > 0
    assert not wrong.first
    assert wrong.article


def test_a_question_that_nothing_answers_has_only_its_probability(reader: Reader) -> None:
    read = read_one(reader, asked((), ""), FOUND, {"a": ARTICLE}, bare=False)
    assert not read.answerable
    assert not read.first
    assert 0 <= read.probability <= 1


def test_the_table_is_the_mean_over_answerable_questions() -> None:
    read = [
        Read(kind="date", answerable=True, probability=0.9, right=0.7, first=True, third=True,
             article=True, told=True, f1=1.0),
        Read(kind="date", answerable=True, probability=0.4, right=0.3, third=True, told=True,
             f1=0.5),
        Read(kind="number", answerable=True, probability=0.8, right=0.6),
        Read(kind="number", answerable=False, probability=0.6, right=0.5),
        Read(kind="number", answerable=False, probability=0.1),
    ]  # fmt: skip
    found = dict(table(read, threshold=0.5))
    assert found["questions"] == "3 + 2 unanswerable"
    assert found["sentence first"].startswith("0.333 ")
    assert found["sentence among three"].startswith("0.667 ")
    assert found["article first"].startswith("0.333 ")
    assert found["or another that tells it"].startswith("0.667 ")
    assert found["short answer F1"].startswith("0.500 ")
    assert found["AUROC of answerable"] == "0.833"
    assert found["answered at the default"] == "0.667, 0.500 of the others"
    assert found["  date (2)"] == "first 0.50, F1 0.75"


def test_equal_probabilities_tell_nothing() -> None:
    assert auroc(np.array([0.5, 0.5]), np.array([0.5])) == 0.5
    assert np.isnan(auroc(np.array([0.5]), np.array([])))
