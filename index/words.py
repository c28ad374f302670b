"""Reads a text word by word: what stands between two blanks is looked up, not analysed again.

Knows spelling, case and where sentences open; knows nothing of meanings, passages or scores.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple
from zlib import crc32

from index.spelling import WORD, fold, lower, new_tones, one_spelling
from index.variants import may_begin

DIGIT, CAPITAL, SENTENCE = 1, 2, 4
_NAME, _ENDED = 8, b"\x80"
_ALL_FLAGS: Final = bytes(code & (DIGIT | CAPITAL | SENTENCE) for code in range(256))
_OPENED: Final = {bytes([flags]): bytes([flags | SENTENCE]) for flags in range(16)}
_NAMED: Final = re.compile(rb"[\x08-\x0f]")
_ENDS: Final = re.compile(r"[\n.!?…;]")
_REMEMBERED: Final = 60_000
"""Chunks kept in memory, about 30 MB; 98 of 100 in news are among them."""


def term_code(term: str) -> bytes:
    """Returns the four bytes that stand for a term; one pair in four thousand million collides."""
    return crc32(term.encode()).to_bytes(4, sys.byteorder)


class Chunk(NamedTuple):
    """What stands between two blanks: its words and four bytes for each.

    `flags` has a byte for each word, and one more wherever a sentence ends after a word.
    """

    marked: tuple[str, ...]
    folded: tuple[str, ...]
    marked_codes: bytes
    folded_codes: bytes
    flags: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text in order: spelled one way, their codes, and a byte of flags for each.

    `names` are the words with which a name of the table of variants may begin.
    """

    lowered: str
    marked: list[str]
    folded: list[str]
    marked_codes: bytes
    folded_codes: bytes
    flags: bytes
    names: list[int]


class _Chunks(dict[str, Chunk]):
    """Chunks by their text, made when first asked for."""

    def __missing__(self, text: str) -> Chunk:
        if len(self) >= _REMEMBERED:
            self.clear()
        made = self[text] = _chunk(text, text.lower())
        return made


_CHUNKS: Final = _Chunks()


def read_words(text: str) -> Words:
    """Returns the words of a text; offsets and flags are those of its NFC form."""
    text = unicodedata.normalize("NFC", text)
    lowered = lower(text)
    if "İ" in text or "Σ" in text:  # lower case depends on what stands around them
        pairs = zip(_pieces(text), _pieces(lowered), strict=True)
        chunks = [_chunk(piece, low) for piece, low in pairs]
    else:
        chunks = list(map(_CHUNKS.__getitem__, _pieces(text)))
    marked, folded, marked_codes, folded_codes, flags = zip(*chunks, strict=True)
    marks = _with_openings(b"".join(flags))
    return Words(
        lowered=lowered,
        marked=list(chain.from_iterable(marked)),
        folded=list(chain.from_iterable(folded)),
        marked_codes=b"".join(marked_codes),
        folded_codes=b"".join(folded_codes),
        flags=marks.translate(_ALL_FLAGS),
        names=[match.start() for match in _NAMED.finditer(marks)],
    )


def _pieces(text: str) -> list[str]:
    """Returns what stands between blanks, line ends by themselves."""
    return (text.replace("\n", " \n ") if "\n" in text else text).split(" ")


def _with_openings(flags: bytes) -> bytes:
    """Returns the flags of words; the first word and each after an end opens a sentence."""
    return b"".join([_OPENED[part[:1]] + part[1:] for part in flags.split(_ENDED) if part])


def _chunk(text: str, lowered: str) -> Chunk:
    """Returns a chunk of a text in NFC, made from it and its lower case."""
    plain = new_tones(lowered)
    marked, folded, flags, end = [], [], b"", 0
    for match in WORD.finditer(plain):
        begin, first = match.start(), text[match.start()]
        if _ENDS.search(text, end, begin):
            flags += _ENDED
        marked.append(one_spelling(match[0]))
        folded.append(one_spelling(fold(match[0])))
        names = _NAME if may_begin(marked[-1], folded[-1]) else 0
        flags += bytes([DIGIT * first.isdigit() | CAPITAL * first.isupper() | names])
        end = match.end()
    if _ENDS.search(text, end):
        flags += _ENDED
    return Chunk(
        marked=tuple(marked),
        folded=tuple(folded),
        marked_codes=b"".join(map(term_code, marked)),
        folded_codes=b"".join(map(term_code, folded)),
        flags=flags,
    )
