"""Reads training articles as arrays of token rows, leaving out what the measures are taken on.

Knows files and near-copies; knows nothing of pairs or vectors.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.analysis import fold, normalise

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

SENTENCE_END = re.compile(r"(?<=[.!?…])[\s\"”]+(?=[\"“(]?[A-ZĐÀ-Ỹ0-9])|\n+")
_MAX_SENTENCES = 80
_WIKI_TAIL = re.compile(
    r"\n== *(?:Tham khảo|Liên kết ngoài|Xem thêm|Chú thích|Ghi chú) *==.*", re.S
)


def sentences(text: str) -> list[str]:
    """Returns the sentences of a text, roughly, without empty ones."""
    return [piece.strip() for piece in SENTENCE_END.split(text) if piece.strip()]


def fingerprint(sentence: str) -> int:
    """Returns a number that two copies of a sentence share whatever their spacing and marks."""
    letters = re.sub(r"[\W_]+", "", fold(normalise(sentence)))
    return int.from_bytes(hashlib.blake2b(letters.encode(), digest_size=8).digest(), "big")


def long_fingerprints(text: str) -> set[int]:
    """Returns the fingerprints of the sentences of a text that are long enough to tell."""
    return {fingerprint(sentence) for sentence in sentences(text) if len(sentence) > 50}


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yields the objects of a JSON Lines file, packed by xz or not."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def title_lead_body(line: dict[str, Any]) -> tuple[str, str, str]:
    """Returns the three parts of a training article; an encyclopedia article has no lead."""
    if "text" in line:
        lead, _, body = _WIKI_TAIL.sub("", line["text"]).partition("\n")
        return line["title"], lead, re.sub(r"=+[^=\n]*=+", "\n", body)
    return line["title"], line.get("lead") or "", line.get("body") or ""


def is_dev(article_id: str) -> bool:
    """Returns whether the questions of an article are never fitted on."""
    return hashlib.sha256(article_id.encode()).hexdigest()[0] in "012"


def held_out_fingerprints(data: Path) -> set[int]:
    """Returns the fingerprints of every sentence that a measure is taken on."""
    held: set[int] = set()
    for line in read_lines(data / "vietnews_val.jsonl.xz"):
        held |= long_fingerprints("\n".join(title_lead_body(line)))
    mlqa = json.loads((data / "questions/mlqa_vi_dev/dev-context-vi-question-vi.json").read_text())
    for article in mlqa["data"]:
        for paragraph in article["paragraphs"]:
            held |= long_fingerprints(paragraph["context"])
    for chunk in read_lines(data / "questions/vnexpress_2024/chunks.jsonl"):
        held |= long_fingerprints("\n".join(title_lead_body(chunk)))
    return held


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenisedArticles:
    """Articles as token rows: unit 0 is the title, unit 1 the lead, then the sentences.

    `tokens` are rows of the vector table; unit u holds `tokens[units[u]:units[u + 1]]`;
    article a owns the units `[articles[a], articles[a + 1])`.
    """

    tokens: NDArray[np.int32]
    units: NDArray[np.int64]
    articles: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.articles) - 1


def read_articles(data: Path, names: list[str], dev_ids: set[str]) -> Iterator[list[str]]:
    """Yields title, lead and sentences of every article fit for training, once each.

    Left out: articles that share three sentences or a fifth of theirs with a held-out text, those
    named in `dev_ids`, and copies of an article that came before.
    """
    held, seen = held_out_fingerprints(data), set[int]()
    for name in names:
        for line in read_lines(data / name):
            title, lead, body = title_lead_body(line)
            prints = long_fingerprints("\n".join((title, lead, body)))
            shared = len(prints & held)
            if line.get("id") in dev_ids or shared >= 3 or shared > len(prints) / 5:
                continue
            if len(prints & seen) > len(prints) / 2:
                continue
            seen |= prints
            yield [title, lead, *sentences(body)[:_MAX_SENTENCES]]


def tokenise(
    articles: Iterator[list[str]], tokenizer: Tokenizer, rows: NDArray[np.int32]
) -> TokenisedArticles:
    """Returns the articles as arrays of vector-table rows."""
    tokens: list[NDArray[np.int32]] = []
    units, bounds = [0], [0]
    for article in articles:
        for encoding in tokenizer.encode_batch(article, add_special_tokens=False):
            tokens.append(rows[np.asarray(encoding.ids, dtype=np.int64)])
            units.append(units[-1] + len(encoding.ids))
        bounds.append(len(units) - 1)
    return TokenisedArticles(
        tokens=np.concatenate(tokens), units=np.asarray(units), articles=np.asarray(bounds)
    )
