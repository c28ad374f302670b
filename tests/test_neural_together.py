"""A reader of several networks over the same words: its mean, and what may be put beside it."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.claim_reading import as_asked
from assistant.neural_claims import CITED, HELD, PAIRED, claim_window
from assistant.neural_reader import NETWORK, TWICE, NeuralReader, ReaderMissingError
from assistant.neural_views import view, view_question
from assistant.neural_words import Lexicon
from assistant.train_reader_batches import collate
from assistant.train_reader_claim_data import Claimed
from assistant.train_reader_claims import claim_group
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


def test_claims_are_weighed_by_the_network_that_learned_from_them(tmp_path: Path) -> None:
    first = reader(1, 3)
    second = of_the_same_words(first, 2, 4)
    weights = {}
    for name, uses in (("own", ["claims"]), ("both", ["questions", "claims"]), ("none", [])):
        export(first, LEXICON, tmp_path / name)
        add(second, tmp_path / name, "deep.onnx", uses)
        weighs = NeuralReader(tmp_path / name, threads=1)
        weights[name] = weighs.weigh("Chợ cháy.\nđúng không", TITLE, SENTENCES, 0)
    assert weights["none"] is None
    assert weights["own"] == pytest.approx(weights["both"])
    alone = NeuralReader(tmp_path / "own", threads=1).score(QUESTION, TITLE, SENTENCES)
    plain = NeuralReader(tmp_path / "none", threads=1).score(QUESTION, TITLE, SENTENCES)
    np.testing.assert_array_equal(alone.logits, plain.logits)


def test_a_claim_is_weighed_as_in_training(tmp_path: Path) -> None:
    first = reader(1, 3)
    export(first, LEXICON, tmp_path)
    add(of_the_same_words(first, 2, 4), tmp_path, "deep.onnx", ["claims"])
    model = of_the_same_words(first, 2, 4).eval()
    claimed = Claimed(
        key="a", text="Vụ cháy làm mất 4,5 tỷ đồng.", title=TITLE, sentences=SENTENCES, cited=1,
        right=True,
    )  # fmt: skip
    group = claim_group(LEXICON, claimed, claimed.text)
    (seen,) = group.windows
    batch = collate([group])
    with torch.no_grad():
        out = model(batch.marked, batch.folded, batch.features)[0]
    expected = float(out[seen.markers[1], 0] - out[0, 3])
    weighs = NeuralReader(tmp_path, threads=1)
    found = weighs.weigh(as_asked(claimed.text), TITLE, SENTENCES, 1)
    assert found == pytest.approx(expected, abs=0.02)


def test_a_claims_window_tells_what_the_cited_sentence_has() -> None:
    claim = view_question(LEXICON, "thiệt hại 4,5 triệu\nđúng không")
    shown = claim_window(claim, view(LEXICON, TITLE, SENTENCES), 1, 224)
    words = claim.words.surface
    held = dict(zip(words, shown.features[1 : len(words) + 1, HELD].tolist(), strict=True))
    assert held == {"thiệt hại": 1.0, "4,5": 1.0, "triệu": 0.0, "đúng": 0.0, "không": 0.0}
    paired = shown.features[1 : len(words) + 1, PAIRED]
    assert paired[words.index("thiệt hại")] == 1.0
    assert paired[words.index("triệu")] == 0.0
    cited = np.nonzero(shown.features[:, CITED])[0]
    cited = cited[cited > len(words)]
    first, last = shown.markers[1], shown.markers[2]
    assert cited.tolist() == list(range(first, last))


@pytest.mark.parametrize("at", range(12))
def test_the_cited_sentence_is_in_the_window_however_long_the_rest(at: int) -> None:
    sentences = tuple(f"Câu {i} " + "rất dài " * (5 * i) for i in range(12))
    shown = claim_window(view_question(LEXICON, "Câu dài"), view(LEXICON, "", sentences), at, 224)
    assert at in shown.sentences


def test_large_weights_are_stored_in_bytes(tmp_path: Path) -> None:
    import onnx

    export(reader(2, 5), LEXICON, tmp_path)
    network = onnx.load(str(tmp_path / NETWORK))
    kinds = {t.data_type for t in network.graph.initializer if np.prod(t.dims) > 256}
    assert kinds == {onnx.TensorProto.INT8}
