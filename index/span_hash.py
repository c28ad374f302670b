"""Finds many pieces of one long text in a dictionary at once: rolling hashes and an open table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

_BASE: Final = 0x9E3779B97F4A7C15
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, slots=True)
class SpanHashes:
    """Hashes of any span of a text by two lookups; equal texts have equal hashes.

    A span's hash is the polynomial of its characters modulo 2**64 (Karp and Rabin, 1987), so two
    different spans agree by chance about once in 10**19.
    """

    prefix: Hashes
    inverse: Hashes

    def of(self, start: Ints, end: Ints) -> Hashes:
        """Return the hash of each span ``[start, end)``, shape (n,)."""
        return np.asarray(
            (self.prefix[end] - self.prefix[start]) * self.inverse[start] * _MIX, dtype=np.uint64
        )


def span_hashes(codes: NDArray[np.uint32]) -> SpanHashes:
    """Return what the hashes of spans of a text are made from; `codes` are its code points."""
    prefix = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * _powers(_BASE, len(codes)), dtype=np.uint64, out=prefix[1:])
    return SpanHashes(prefix, _powers(pow(_BASE, -1, 1 << 64), len(codes) + 1))


def _powers(base: int, count: int) -> Hashes:
    """Return base**0, base**1, … modulo 2**64, shape (count,)."""
    each = np.full(count, base, dtype=np.uint64)
    each[:1] = 1
    return np.cumprod(each, dtype=np.uint64)


class Table:
    """Numbers by words, looked up by the words' hashes (open addressing, linear probing)."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        """Enter the words; four places or more stand ready for each."""
        joined = "".join(numbers)
        ends = np.cumsum([len(word) for word in numbers])
        codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
        starts = np.concatenate([[0], ends[:-1]]).astype(np.int64)
        hashes = span_hashes(codes).of(starts, ends)
        bits = max(8, int(4 * len(numbers)).bit_length())
        self._shift, self._last = np.uint64(64 - bits), (1 << bits) - 1
        self._keys = np.zeros(1 << bits, dtype=np.uint64)
        self._values = np.full(1 << bits, -1, dtype=np.int32)
        self._enter(hashes, np.fromiter(numbers.values(), dtype=np.int32, count=len(numbers)))

    def _enter(self, hashes: Hashes, values: NDArray[np.int32]) -> None:
        """Enter all at once: of those that want one free place the first takes it."""
        waiting = np.arange(len(hashes))
        place = (hashes >> self._shift).astype(np.int64)
        while len(waiting):
            free = waiting[self._keys[place[waiting]] == 0]
            at, first = np.unique(place[free], return_index=True)
            self._keys[at], self._values[at] = hashes[free[first]], values[free[first]]
            waiting = np.setdiff1d(waiting, free[first], assume_unique=True)
            place[waiting] = (place[waiting] + 1) & self._last

    def find(self, hashes: Hashes) -> NDArray[np.int32]:
        """Return the number of each word, -1 for those not there, shape (n,)."""
        place = (hashes >> self._shift).astype(np.int64)
        key = self._keys[place]
        found = np.where(key == hashes, self._values[place], np.int32(-1))
        waiting = np.flatnonzero((key != hashes) & (key != 0))
        while len(waiting):
            place[waiting] = (place[waiting] + 1) & self._last
            at = place[waiting]
            key = self._keys[at]
            hit = key == hashes[waiting]
            found[waiting[hit]] = self._values[at[hit]]
            waiting = waiting[~hit & (key != 0)]
        return np.asarray(found, dtype=np.int32)
