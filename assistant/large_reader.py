"""Larger readers by one setting: any cross-encoder or extractive QA model of transformers.

It scores sentences that the shipped reader put in front; it does not choose or calibrate.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

LONGEST = 384
"""Tokens of question and text together; longer texts are cut at the end."""
TOGETHER = 16
"""Pairs in one run of the model."""
SPAN_TOKENS = 30
"""Longest short answer, in tokens of the model."""


class LargeReaderError(RuntimeError):
    """A configured reader cannot be used; the message says which, why, and what mends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a large reader says of one sentence.

    Attributes:
        score: Higher is better, comparable within one question.
        span: Offsets of the short answer in the sentence; ``None`` from a cross-encoder.
    """

    score: float
    span: tuple[int, int] | None = None


class LargeReader:
    """A model loaded from a name or folder, on a GPU where there is one."""

    def __init__(self, name: str, model: Any, tokenizer: Any, *, extractive: bool) -> None:
        """Hold a loaded model; ``open_large`` loads one.

        Args:
            name: As configured.
            model: For sequence classification or question answering.
            tokenizer: A fast tokenizer, so that tokens know their characters.
            extractive: Whether it marks spans rather than scoring pairs.
        """
        self.name, self._model, self._tokenizer = name, model, tokenizer
        self._extractive = extractive

    def judge(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Judged]:
        """One judgement a sentence, in the given order.

        Args:
            question: As typed.
            texts: What stands before each sentence, and the sentence.
        """
        found: list[Judged] = []
        for at in range(0, len(texts), TOGETHER):
            found += self._batch(question, texts[at : at + TOGETHER])
        return found

    def _batch(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Judged]:
        import torch

        wholes = [f"{before} {text}".strip() for before, text in texts]
        inputs = self._tokenizer(
            [question] * len(texts),
            wholes,
            padding=True,
            truncation="only_second",
            max_length=LONGEST,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        offsets = inputs.pop("offset_mapping")
        with torch.inference_mode():
            out = self._model(**inputs.to(self._model.device))
        if not self._extractive:
            return [Judged(score=score) for score in _pair_scores(out.logits.float().cpu())]
        starts, ends = out.start_logits.float().cpu(), out.end_logits.float().cpu()
        return [
            _span(
                starts[k].tolist(),
                ends[k].tolist(),
                [
                    (a, b) if inputs.sequence_ids(k)[t] == 1 else None
                    for t, (a, b) in enumerate(offsets[k].tolist())
                ],
                len(whole) - len(text),
            )
            for k, (whole, (_, text)) in enumerate(zip(wholes, texts, strict=True))
        ]


def _pair_scores(logits: Any) -> list[float]:
    """One score a pair: the only logit, or the last class against the first."""
    if logits.shape[1] == 1:
        return [float(x) for x in logits[:, 0].tolist()]
    return [float(row[-1] - row[0]) for row in logits.tolist()]


def _span(
    starts: list[float],
    ends: list[float],
    offsets: list[tuple[int, int] | None],
    skip: int,
) -> Judged:
    """The likeliest span that lies in the sentence, scored against the model's "no answer".

    Args:
        starts: Start logits of the tokens.
        ends: End logits.
        offsets: Characters of each token of the text, ``None`` for other tokens.
        skip: Where the sentence begins in the text.
    """
    inside = [t for t, o in enumerate(offsets) if o is not None and o[0] >= skip and o[1] > o[0]]
    best, where = float("-inf"), None
    for a in inside:
        for b in inside:
            if a <= b < a + SPAN_TOKENS and starts[a] + ends[b] > best:
                best, where = starts[a] + ends[b], (a, b)
    if where is None:
        return Judged(score=-1e4)
    first, last = offsets[where[0]], offsets[where[1]]
    assert first is not None
    assert last is not None
    return Judged(score=best - starts[0] - ends[0], span=(first[0] - skip, last[1] - skip))


def open_large(name: str) -> LargeReader:
    """The reader of a name or folder.

    Raises:
        LargeReaderError: It is neither a folder here nor to be had, or of another kind.
    """
    import torch
    import transformers

    try:
        config = transformers.AutoConfig.from_pretrained(name)
        kinds = " ".join(config.architectures or [])
        extractive = "QuestionAnswering" in kinds
        if not extractive and "SequenceClassification" not in kinds:
            raise LargeReaderError(
                f"Mô hình đọc “{name}” là loại {kinds or 'không rõ'}; cần một cross-encoder "
                "(SequenceClassification) hoặc mô hình trích câu trả lời (QuestionAnswering). "
                "Đang dùng bộ đọc đi kèm; sửa mục reader trong [assistant] của hoibao.toml."
            )
        auto = (
            "AutoModelForQuestionAnswering" if extractive else "AutoModelForSequenceClassification"
        )
        model = getattr(transformers, auto).from_pretrained(name)
        tokenizer = transformers.AutoTokenizer.from_pretrained(name, use_fast=True)
    except LargeReaderError:
        raise
    except Exception as error:
        raise LargeReaderError(_unreachable(name)) from error
    device = "cuda" if torch.cuda.is_available() else "cpu"
    return LargeReader(name, model.eval().to(device), tokenizer, extractive=extractive)


def open_or_say(name: str) -> tuple[LargeReader | None, str]:
    """The reader of a name or folder, or ``None`` and the sentence that says why there is none."""
    try:
        return open_large(name), ""
    except LargeReaderError as error:
        log.warning("%s", error)
        return None, str(error)


def _unreachable(name: str) -> str:
    """One sentence on a model that could not be loaded."""
    if Path(name).is_dir():
        return (
            f"Thư mục “{name}” có đó nhưng không nạp được mô hình đọc từ nó; đang dùng bộ đọc đi "
            "kèm. Kiểm tra mục reader trong [assistant] của hoibao.toml."
        )
    return (
        f"Không tải được mô hình đọc “{name}” và không có thư mục nào tên như vậy; đang dùng bộ "
        "đọc đi kèm. Kiểm tra mạng hoặc mục reader trong [assistant] của hoibao.toml."
    )
