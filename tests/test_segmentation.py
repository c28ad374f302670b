import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.embedding_static import StaticEmbedder
from index.segmentation import Segmenter

SHIPPED = Path(str(files("index"))) / "models" / "static-vi"
TOKENIZER = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
SEGMENTER = Segmenter(TOKENIZER)
WORDS = (
    "hà nội việt nam đổ xô xôđi nhật linh linhtheo do boe brexit công an doanh nghiệp nghiệpđăng "
    "7,09% 1.234,5 2/9/2024 (afp) – … vietnamnet hoà thuỷ kì quốc zrtkx"
).split()
AWKWARD = [
    "", " ", "  ", "a ", "a. ", " a", "a  b", "\n", "a\n\nb ", "Ⅷ ½ 中文字 ①", "x" * 3000,
    "khách đổ xôđi du lịch", "Nhật LinhTheo CNCB", "tiền số do BoE", "ông Nguyễn Văn A",
    "%%% 5% %", "a\u200bb", "e\u0301 é", "İstanbul ΣΑΣ", "\u202eđảo\u202c", "🙂 vui", "tab\tcách",
]  # fmt: skip


def library(texts: list[str]) -> list[Counter[int]]:
    return [Counter(e.ids) for e in TOKENIZER.encode_batch(texts, add_special_tokens=False)]


def ours(texts: list[str]) -> list[Counter[int]]:
    bags: list[Counter[int]] = [Counter() for _ in texts]
    for text, token in zip(*(part.tolist() for part in SEGMENTER.bags(texts)), strict=True):
        bags[text][token] += 1
    return bags


def test_the_shipped_tokenizer_is_of_the_kind_that_is_cut() -> None:
    assert Segmenter.suits(TOKENIZER)


def test_a_tokenizer_that_splits_elsewhere_is_not_taken() -> None:
    from tokenizers.pre_tokenizers import Whitespace

    other = Tokenizer.from_str(TOKENIZER.to_str())
    other.pre_tokenizer = Whitespace()
    assert not Segmenter.suits(other)


@pytest.mark.parametrize("text", AWKWARD)
def test_an_awkward_text_is_cut_as_the_library_cuts_it(text: str) -> None:
    assert ours([text]) == library([text])


def test_texts_cut_together_do_not_run_into_each_other() -> None:
    assert ours(AWKWARD) == library(AWKWARD)


def test_the_sample_articles_are_cut_as_the_library_cuts_them() -> None:
    folder = Path(str(files("corpus"))) / "samples"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))]
    texts += [unicodedata.normalize("NFD", text).upper() for text in texts]
    assert len(texts) > 100
    assert ours(texts) == library(texts)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=4))
def test_any_row_of_words_is_cut_as_the_library_cuts_it(texts: list[str]) -> None:
    assert ours(texts) == library(texts)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=40), max_size=3))
def test_any_characters_are_cut_as_the_library_cuts_them(texts: list[str]) -> None:
    assert ours(texts) == library(texts)


def test_many_texts_have_the_vectors_of_few() -> None:
    embedder = StaticEmbedder(SHIPPED, "static-vi")
    texts = [f"{a} {b} {c}" for a in WORDS for b in WORDS[:12] for c in WORDS[:6]] + AWKWARD
    few = np.concatenate([embedder.embed(texts[at : at + 100]) for at in range(0, len(texts), 100)])
    assert len(texts) > 1500
    assert np.abs(embedder.embed(texts) - few).max() < 1e-5
