"""Signatures that show which articles are near-copies; knows nothing of stores.

MinHash (Broder 1997) over shingles of three syllables, kept to 16 bits a row (b-bit minwise
hashing, Li and König 2010). datasketch does the same but takes seconds to import; the few lines
of NumPy here are also faster (DECISIONS.md, 2026-11-21).
"""

import base64
import re
import sys
import zlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from corpus.text import clean

_ROWS = 64
_BANDS = 16
_SHINGLE = 3
_LEAST = 30
_CHUNK = 128
_REMEMBERED = 60_000
_WORD = re.compile(r"\w+")


class _Codes(dict[str, bytes]):
    """Four bytes for each word of what stands between two blanks, made when first asked for."""

    def __missing__(self, text: str) -> bytes:
        if len(self) >= _REMEMBERED:
            self.clear()
        codes = (zlib.crc32(word.encode()) for word in _WORD.findall(text))
        made = self[text] = b"".join(code.to_bytes(4, sys.byteorder) for code in codes)
        return made


_CODES = _Codes()


def signature(text: str) -> str:
    """A short string that similar texts share most of; ``""`` under 30 syllables.

    Case, punctuation and blanks make no difference. 172 characters, the same on every machine.
    """
    return clean_signature(clean(text))


def clean_signature(text: str) -> str:
    """The signature of a text that has gone through ``corpus.text.clean``, as articles' have."""
    pieces = map(_CODES.__getitem__, text.lower().split())
    codes = np.frombuffer(b"".join(pieces), dtype=np.uint32).astype(np.uint64)
    if len(codes) < _LEAST:
        return ""
    shingles = _shingles(codes)
    factors, shifts = _permutations()
    rows = np.full(_ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    room = np.empty((_CHUNK, _ROWS), dtype=np.uint64)
    for start in range(0, len(shingles), _CHUNK):
        part = shingles[start : start + _CHUNK, None]
        hashed = np.multiply(part, factors, out=room[: len(part)])
        hashed += shifts  # all modulo 2**64
        np.minimum(rows, hashed.min(axis=0), out=rows)
    # The high bits of a minimum are near zero in long texts; the middle ones are spread evenly.
    low = (rows >> np.uint64(32) & np.uint64(0xFFFF)).astype(">u2")
    return base64.urlsafe_b64encode(low.tobytes()).decode().rstrip("=")


def similarity(a: str, b: str) -> float:
    """Estimated share of shingles, 0 to 1, that two signed texts have in common.

    The standard error is at most 0.063 (64 rows). An empty signature is similar to nothing.
    """
    if not a or not b:
        return 0.0
    return float(np.mean(_rows(a) == _rows(b)))


def bands(signature: str) -> tuple[str, ...]:
    """Sixteen short keys of a signature, or none of an empty one.

    Two texts are candidates when any key is equal: found for 99 % of pairs with similarity 0.7,
    for 65 % at 0.5, for 0.2 % at 0.1. Each key names its band, so all may go in one list.
    """
    if not signature:
        return ()
    rows = _rows(signature).reshape(_BANDS, -1)
    return tuple(
        f"{n:x}{base64.urlsafe_b64encode(row.tobytes()).decode().rstrip('=')}"
        for n, row in enumerate(rows)
    )


def _shingles(codes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Mixed 64-bit codes of every run of three words, each once; shape (n,)."""
    mixed = np.zeros(len(codes) - _SHINGLE + 1, dtype=np.uint64)
    for k in range(_SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + codes[k : k + len(mixed)]
        mixed ^= mixed >> np.uint64(29)  # splitmix64's finish, so that near codes part.
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return mixed ^ (mixed >> np.uint64(32))


@lru_cache(maxsize=1)
def _permutations() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Odd factors and shifts of the 64 hash functions, always the same."""
    random = np.random.Generator(np.random.PCG64(20211031))
    factors = random.integers(0, 2**64, size=_ROWS, dtype=np.uint64) | np.uint64(1)
    return factors, random.integers(0, 2**64, size=_ROWS, dtype=np.uint64)


def _rows(signature: str) -> npt.NDArray[np.uint16]:
    """The 64 numbers of a signature."""
    raw = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    return np.frombuffer(raw, dtype=">u2")
