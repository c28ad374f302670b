import json
from pathlib import Path

import pytest

from assistant.large_reader import LargeReaderError, open_large

WORDS = ["ai", "ký", "hiệp", "định", "ông", "nam", "bà", "lan", "hà", "nội", "năm", "2021", "tỷ"]
WORDS += ["đồng", ".", ",", "?"]


def _folder(path: Path, kind: str) -> Path:
    """A tiny randomly initialised model with its tokenizer, as transformers saves them."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import (
        BertConfig,
        BertForMaskedLM,
        BertForQuestionAnswering,
        BertForSequenceClassification,
        PreTrainedTokenizerFast,
    )

    torch.manual_seed(1)
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = {word: i for i, word in enumerate([*special, *WORDS])}
    inner = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    inner.pre_tokenizer = pre_tokenizers.Whitespace()
    inner.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=inner,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
    )
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        num_labels=1 if kind == "pairs" else 2,
    )
    model = {
        "pairs": BertForSequenceClassification,
        "spans": BertForQuestionAnswering,
        "words": BertForMaskedLM,
    }[kind](config)
    model.save_pretrained(path)
    tokenizer.save_pretrained(path)
    assert json.loads((path / "config.json").read_text())["architectures"]
    return path


TEXTS = [("", "ông Nam ký hiệp định ."), ("ông Nam ký .", "bà Lan ở Hà Nội năm 2021 .")]


def test_a_cross_encoder_folder_scores_every_sentence(tmp_path):
    found = open_large(str(_folder(tmp_path / "m", "pairs"))).judge("ai ký hiệp định ?", TEXTS)
    assert len(found) == 2
    assert all(j.span is None for j in found)
    assert found[0].score != found[1].score


def test_an_extractive_folder_marks_a_span_inside_the_sentence_not_before_it(tmp_path):
    found = open_large(str(_folder(tmp_path / "m", "spans"))).judge("ai ký hiệp định ?", TEXTS)
    for judged, (_, text) in zip(found, TEXTS, strict=True):
        start, end = judged.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()


def test_a_model_of_another_kind_is_refused_by_name(tmp_path):
    with pytest.raises(LargeReaderError, match="BertForMaskedLM"):
        open_large(str(_folder(tmp_path / "m", "words")))


def test_a_folder_that_is_no_model_is_told_apart_from_one_that_is_not_there(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(LargeReaderError, match="có đó nhưng không nạp được"):
        open_large(str(tmp_path / "empty"))
    with pytest.raises(LargeReaderError, match="không có thư mục nào tên như vậy"):
        open_large(str(tmp_path / "nowhere"))
