"""Packs the words of a passage as numbers, so that reranking need not read its text again.

Knows terms, sentence starts and capitals; knows nothing of queries, scores or engines.
"""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct
from typing import TYPE_CHECKING

import numpy as np

from index.analysis import read
from index.words import CAPITAL, DIGIT, SENTENCE, Words, read_words, term_code

__all__ = ["CAPITAL", "DIGIT", "SENTENCE", "Sketches", "hashes", "pack", "sketch", "unpack"]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Hashes = NDArray[np.uint32]

_HEAD = Struct("=III")
_MOST, _TITLE = 1000, 40
"""Words kept of a passage and of a title; our passages have 200 at most, other sets' have more."""


def hashes(terms: Sequence[str]) -> Hashes:
    """Returns the numbers of terms, in order, shape (n,)."""
    return np.frombuffer(b"".join(map(term_code, terms)), dtype=np.uint32)


def pack(words: Words, meanings: Sequence[str], title: Words) -> bytes:
    """Returns the sketch of a passage: its words twice, their flags, meanings and its title."""
    count, held = min(len(words.marked), _MOST), meanings[:_MOST]
    parts = (
        _HEAD.pack(count, len(held), min(len(title.marked), _TITLE)),
        words.marked_codes[: 4 * _MOST],
        words.folded_codes[: 4 * _MOST],
        *map(term_code, held),
        title.folded_codes[: 4 * _TITLE],
        words.flags[:_MOST],
    )
    return b"".join(parts)


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
    words, terms = read(text)
    return pack(words, terms.meanings, read_words(title))
