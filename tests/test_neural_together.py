"""A reader of several networks over the same words: its mean, and what may be put beside it."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.neural_reader import TWICE, NeuralReader, ReaderMissingError
from assistant.neural_words import Lexicon
from assistant.train_reader_export import add, export
from assistant.train_reader_model import Reader, Shape

QUESTION = "Cháy chợ đêm thiệt hại bao nhiêu?"
TITLE = "Cháy chợ đêm ở Cần Thơ"
SENTENCES = ("Vụ cháy xảy ra ở chợ đêm.", "Tổng thiệt hại 4,5 tỷ đồng.", "Không có ai thiệt mạng.")
WORDS = "chợ đêm|vụ cháy|thiệt hại|có|ai".split("|")
LEXICON = Lexicon([(word, 500 - i) for i, word in enumerate(WORDS)])


def reader(layers: int, seed: int) -> Reader:
    torch.manual_seed(seed)
    rows, columns = LEXICON.sizes
    return Reader(
        Shape(marked_rows=rows, folded_rows=columns, dim=32, layers=layers, heads=2, inner=48)
    )


def of_the_same_words(other: Reader, layers: int, seed: int) -> Reader:
    made = reader(layers, seed)
    made.marked.weight.data.copy_(other.marked.weight)
    made.folded.weight.data.copy_(other.folded.weight)
    return made


def test_two_networks_answer_with_the_mean_of_their_scores(tmp_path: Path) -> None:
    first = reader(1, 3)
    second = of_the_same_words(first, 2, 4)
    for name, one in (("first", first), ("second", second), ("both", first)):
        export(one, LEXICON, tmp_path / name)
    add(second, tmp_path / "both", "deep.onnx")
    a, b, mean = (
        NeuralReader(tmp_path / name, threads=1).score(QUESTION, TITLE, SENTENCES)
        for name in ("first", "second", "both")
    )
    assert not np.allclose(a.logits, b.logits, atol=0.01)
    np.testing.assert_allclose(mean.logits, (a.logits + b.logits) / 2, atol=0.01)
    assert mean.null == pytest.approx((a.null + b.null) / 2, abs=0.01)


def test_adding_a_network_again_replaces_it(tmp_path: Path) -> None:
    first = reader(1, 3)
    export(first, LEXICON, tmp_path)
    add(of_the_same_words(first, 1, 4), tmp_path, "deep.onnx")
    before = json.loads((tmp_path / "config.json").read_text())
    add(of_the_same_words(first, 1, 5), tmp_path, "deep.onnx")
    after = json.loads((tmp_path / "config.json").read_text())
    assert after["networks"] == before["networks"] == ["reader.onnx", "deep.onnx"]
    assert after["sha256"]["deep.onnx"] != before["sha256"]["deep.onnx"]


def test_a_network_of_other_words_is_not_put_beside(tmp_path: Path) -> None:
    export(reader(1, 3), LEXICON, tmp_path)
    with pytest.raises(ValueError, match="not those of"):
        add(reader(1, 4), tmp_path, "deep.onnx")
    assert not (tmp_path / "deep.onnx").exists()


def test_a_missing_second_network_is_named(tmp_path: Path) -> None:
    first = reader(1, 3)
    export(first, LEXICON, tmp_path)
    add(of_the_same_words(first, 1, 4), tmp_path, "deep.onnx")
    (tmp_path / "deep.onnx").unlink()
    with pytest.raises(ReaderMissingError, match=r"lacks deep\.onnx"):
        NeuralReader(tmp_path)


def test_what_the_first_network_puts_last_is_left_to_it(tmp_path: Path) -> None:
    first = reader(1, 3)
    second = of_the_same_words(first, 2, 4)
    for name in ("first", "both"):
        export(first, LEXICON, tmp_path / name)
    add(second, tmp_path / "both", "deep.onnx")
    articles = [(f"{TITLE} {n}", tuple(f"{s} Bản tin {n}." for s in SENTENCES)) for n in range(12)]
    alone, both = (
        NeuralReader(tmp_path / name, threads=1).score_many(QUESTION, articles)
        for name in ("first", "both")
    )
    again = {n for n in range(12) if not np.allclose(alone[n].logits, both[n].logits, atol=1e-4)}
    best = sorted(range(12), key=lambda n: -alone[n].logits.max())[:TWICE]
    assert again == set(best)
