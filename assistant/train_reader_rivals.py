"""Finds, for each question, the articles that a search would put beside the one that answers.

They become the reader's hard negatives; near-copies of the answering article, other reports of the
same event and sentences that hold the answer's words are kept from counting as wrong. BM25 over
passages of folded syllables and pairs of syllables; it knows nothing of the network.
"""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.neural_words import fold
from assistant.train_reader_data import Asked, locate, read_lines, split_sentences, unseen

BITS: Final = 20
PASSAGE: Final = 110  # syllables
OTHERS: Final = 3000  # articles of vietnews_train that nobody asked about
KEPT: Final = 8  # rivals of one question
COPY: Final = 0.08  # share of runs of four syllables from which on two articles are one story


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article of the archive; `event` is shared by the reports of one event, if known."""

    key: str
    event: str
    title: str
    sentences: tuple[str, ...]


def identity(title: str, sentences: Sequence[str]) -> tuple[str, int, str]:
    """Return what tells one article from another."""
    return title, len(sentences), sentences[0] if sentences else ""


def archive(data: Path, asked: Iterable[Asked]) -> list[Text]:
    """Return the articles asked about and all that lie around them, each once."""
    out: dict[tuple[str, int, str], Text] = {}
    for name, key, limit in (
        ("phenikaa_mds_2024/docs.jsonl", "url", 10**6),
        ("dantri/articles.jsonl", "id", 10**6),
        ("vietnews_train.jsonl.xz", "id", OTHERS),
    ):
        for i, a in enumerate(read_lines(data / name)):
            if i >= limit:
                break
            sentences = tuple(split_sentences((a.get("lead") or "") + "\n" + a["body"]))
            text = Text(
                key=str(a[key]), event=str(a.get("cluster", "")), title=a["title"],
                sentences=sentences,
            )  # fmt: skip
            out.setdefault(identity(text.title, sentences), text)
    for q in asked:
        text = Text(key=q.key, event="", title=q.title, sentences=q.sentences)
        out.setdefault(identity(q.title, q.sentences), text)
    return list(out.values())


def _syllables(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _terms(syllables: list[str]) -> list[int]:
    """Return the numbers of the syllables and of their pairs."""
    pairs = (f"{a} {b}" for a, b in itertools.pairwise(syllables))
    return [zlib.crc32(x.encode()) & (2**BITS - 1) for x in (*syllables, *pairs)]


def _runs(text: Text) -> NDArray[np.int64]:
    """Return the hashes of an article's runs of four syllables."""
    words = [w for s in text.sentences for w in _syllables(s)]
    return np.unique([zlib.crc32(" ".join(words[i : i + 4]).encode()) for i in range(len(words))])


class Shelf:
    """The archive with its index.

    Args:
        texts: Its articles.
    """

    def __init__(self, texts: list[Text]) -> None:
        """Build the index: a row a passage."""
        import scipy.sparse as sp

        self.texts = texts
        self.number = {identity(t.title, t.sentences): i for i, t in enumerate(texts)}
        rows: list[int] = []
        columns: list[int] = []
        owner: list[int] = []
        lengths: list[int] = []
        for number, text in enumerate(texts):
            for passage in _passages(text):
                terms = _terms(passage)
                rows += [len(owner)] * len(terms)
                columns += terms
                owner.append(number)
                lengths.append(len(terms))
        shape = (len(owner), 2**BITS)
        counts = sp.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
        counts.sum_duplicates()
        spread = np.bincount(counts.indices, minlength=2**BITS)
        self._idf = np.log(1 + (len(owner) - spread + 0.5) / (spread + 0.5)).astype(np.float32)
        long = np.repeat(np.array(lengths) / np.mean(lengths), np.diff(counts.indptr))
        counts.data = counts.data * 1.9 / (counts.data + 0.9 * (0.5 + 0.5 * long))
        counts.data *= self._idf[counts.indices]
        self._index = counts.T.tocsr()
        self._owner = np.array(owner, dtype=np.int64)
        self._kept: dict[int, NDArray[np.int64]] = {}

    def nearest(self, questions: Sequence[str], most: int) -> Iterator[list[int]]:
        """Yield the articles whose best passage fits each question best."""
        import scipy.sparse as sp

        for at in range(0, len(questions), 256):
            terms = [_terms(_syllables(q)) for q in questions[at : at + 256]]
            rows = np.repeat(np.arange(len(terms)), [len(t) for t in terms])
            columns = np.array([x for t in terms for x in t], dtype=np.int64)
            shape = (len(terms), 2**BITS)
            weights: Any = sp.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape)
            scores = (weights @ self._index).toarray()
            for row in scores:
                best = np.argpartition(-row, 40)[:40] if len(row) > 40 else np.arange(len(row))
                best = best[np.argsort(-row[best], kind="stable")]
                yield list(dict.fromkeys(self._owner[best].tolist()))[:most]

    def runs(self, number: int) -> NDArray[np.int64]:
        """Return an article's runs of four syllables."""
        if number not in self._kept:
            self._kept[number] = _runs(self.texts[number])
        return self._kept[number]

    def one_story(self, a: int, b: int) -> bool:
        """Say whether two articles are reports of one event or near-copies."""
        if a == b or (self.texts[a].event and self.texts[a].event == self.texts[b].event):
            return True
        one, two = self.runs(a), self.runs(b)
        common = len(np.intersect1d(one, two, assume_unique=True))
        return common > COPY * max(min(len(one), len(two)), 1)


def _passages(text: Text) -> Iterator[list[str]]:
    """Yield the syllables of the title with those of about PASSAGE syllables of text."""
    title = _syllables(text.title)
    held: list[str] = []
    for sentence in text.sentences:
        held += _syllables(sentence)
        if len(held) >= PASSAGE:
            yield title + held
            held = []
    if held or not text.sentences:
        yield title + held


def telling(sentences: Sequence[str], asked: Asked) -> frozenset[int]:
    """Return the sentences that hold one of the question's answers, and so may be right too."""
    said = tuple(a for a in asked.answers if a.strip(" .").lower() not in ("có", "không"))
    return frozenset(s for s, x in enumerate(sentences) if said and locate(x, said))


def with_rivals(asked: list[Asked], shelf: Shelf, *, fitting: bool) -> list[Asked]:
    """Return the questions with the numbers of their rivals, most similar first.

    Args:
        asked: The questions.
        shelf: The archive.
        fitting: Leaves out articles of the dev part and of the part held out.
    """
    out = []
    found = shelf.nearest([q.text for q in asked], 16)
    for q, near in zip(asked, found, strict=True):
        own = shelf.number[identity(q.title, q.sentences)]
        kept = [
            n
            for n in near
            if not (fitting and unseen(shelf.texts[n].key)) and not shelf.one_story(n, own)
        ]
        out.append(replace(q, rivals=tuple(kept[:KEPT])))
    return out
