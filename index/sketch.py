"""Packs the words of a passage as numbers, so that reranking need not read its text again.

Knows terms, sentence starts and capitals; knows nothing of queries, scores or engines.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from struct import Struct
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from index.analysis import Terms, analyse, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Hashes = NDArray[np.uint32]

_OPENS = frozenset("\n.!?…;")
DIGIT, CAPITAL, SENTENCE = 1, 2, 4
_HEAD = Struct("=III")
_MOST = 1000
"""Words kept of a passage; ours have 200 at most, those of other sets more."""


@lru_cache(maxsize=200_000)
def term_hash(term: str) -> int:
    """Returns the number that stands for a term; two terms share one in four thousand million."""
    return crc32(term.encode())


def hashes(terms: Sequence[str]) -> Hashes:
    """Returns the numbers of terms, in order, shape (n,)."""
    return np.fromiter((term_hash(term) for term in terms), dtype=np.uint32, count=len(terms))


def pack(text: str, found: Terms, title: Terms) -> bytes:
    """Returns the sketch of a passage: its words twice, their flags, meanings and its title."""
    flags = word_flags(text)[: len(found.marked)][:_MOST]
    marked, folded = found.marked[:_MOST], found.folded[:_MOST]
    meanings, head = found.meanings[:_MOST], title.folded[:40]
    sizes = np.array([len(marked), len(meanings), len(head)], dtype=np.uint32)
    parts = [sizes, hashes(marked), hashes(folded), hashes(meanings), hashes(head)]
    return b"".join(part.tobytes() for part in parts) + flags.tobytes()


def word_flags(text: str) -> NDArray[np.uint8]:
    """Returns for each word of a text whether it is a figure, a capital, or opens a sentence."""
    out, end = [], 0
    for token in tokens(text):
        first = text[token.start] if token.start < len(text) else " "
        gap = text[end : token.start]
        opens = end == 0 or (gap != " " and not _OPENS.isdisjoint(gap))
        flag = DIGIT if first.isdigit() else 0
        flag |= CAPITAL if first.isupper() else 0
        out.append(flag | (SENTENCE if opens else 0))
        end = token.end
    return np.array(out, dtype=np.uint8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketches:
    """The sketches of several passages end to end; word i belongs to passage `owner[i]`."""

    marked: Hashes
    folded: Hashes
    flags: NDArray[np.uint8]
    owner: NDArray[np.int64]
    lengths: NDArray[np.int64]
    meanings: Hashes
    meaning_owner: NDArray[np.int64]
    titles: Hashes
    title_owner: NDArray[np.int64]


def unpack(packed: Sequence[bytes]) -> Sketches:
    """Returns the sketches of passages, in the order given."""
    heads = [_HEAD.unpack_from(piece) for piece in packed]
    words: list[list[bytes]] = [[], [], [], []]
    flags: list[bytes] = []
    for piece, (n, m, t) in zip(packed, heads, strict=True):
        at = _HEAD.size
        for column, size in zip(words, (n, n, m, t), strict=True):
            column.append(piece[at : at + 4 * size])
            at += 4 * size
        flags.append(piece[at : at + n])
    marked, folded, held, heading = (
        np.frombuffer(b"".join(column), dtype=np.uint32) for column in words
    )
    sizes = np.array(heads, dtype=np.int64).reshape(len(packed), 3)
    lengths, meanings, titles = sizes[:, 0], sizes[:, 1], sizes[:, 2]
    each = np.arange(len(packed))
    return Sketches(
        marked=marked,
        folded=folded,
        flags=np.frombuffer(b"".join(flags), dtype=np.uint8),
        owner=np.repeat(each, lengths),
        lengths=lengths,
        meanings=held,
        meaning_owner=np.repeat(each, meanings),
        titles=heading,
        title_owner=np.repeat(each, titles),
    )


def sketch(text: str, title: str = "") -> bytes:
    """Returns the sketch of a text as `pack` makes it."""
    return pack(text, analyse(text), analyse(title))
