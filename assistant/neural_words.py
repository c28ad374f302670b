"""Cuts text into words for the neural reader: ids, shapes, syllables and exact character offsets.

Words are found by the most probable segmentation over a counted lexicon, with marks or, for a
question typed without them, over the folded lexicon. It does not know models or questions' kinds.
"""

from __future__ import annotations

import math
import re
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

PIECE: Final = re.compile(r"\d+(?:[.,/:]\d+)*|[^\W\d_]+(?:-?\d+)?|[^\w\s]|_")
UNKNOWN: Final = 1  # 0 pads
SPECIALS: Final = ("<pad>", "<unk>", "<question>", "<title>", "<sentence>", "<end>")
NUMBERS: Final = ("<digit>", "<two>", "<year>", "<large>", "<decimal>", "<date>", "<clock>")
BUCKETS: Final = 1024
LONGEST: Final = 4  # syllables in one lexicon word

_TONE_MOVES: Final = re.compile(r"(?<!q)(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])$")
_TONES: Final = "\u0300\u0301\u0309\u0303\u0323"


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return the text in lower case without marks, đ as d."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _move_tone(match: re.Match[str]) -> str:
    first, second = match.group()[0], unicodedata.normalize("NFD", match.group()[1])
    tone = "".join(c for c in second if c in _TONES)
    rest = "".join(c for c in second if c not in _TONES)
    return unicodedata.normalize("NFC", first + tone + rest)


@lru_cache(maxsize=200_000)
def plain(syllable: str) -> str:
    """Return the syllable in lower case with the newer tone placement (hoà becomes hòa)."""
    return _TONE_MOVES.sub(_move_tone, unicodedata.normalize("NFC", syllable.lower()))


def number_class(piece: str) -> str:
    """Return which of NUMBERS a piece that begins with a digit is."""
    if "/" in piece:
        return "<date>"
    if ":" in piece:
        return "<clock>"
    if "." in piece or "," in piece:
        return "<large>" if re.search(r"\.\d{3}", piece) else "<decimal>"
    if len(piece) == 4 and piece[:2] in ("17", "18", "19", "20"):
        return "<year>"
    return ("<digit>", "<two>")[len(piece) - 1] if len(piece) <= 2 else "<large>"


@lru_cache(maxsize=200_000)
def hashed(text: str) -> int:
    """Return a stable 31-bit number for a string."""
    return zlib.crc32(text.encode()) & 0x7FFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one text; all lists run in parallel.

    `surface[i]` stands at `[start[i], end[i])`; `syllables[i]` are hashes of its folded pieces.
    """

    surface: list[str]
    start: list[int]
    end: list[int]
    marked: list[int]
    folded: list[int]
    syllables: list[list[int]]


class Lexicon:
    """The counted words that segmentation and the embedding tables share.

    Args:
        words: `(word, count)`, syllables joined by single blanks, most frequent first.
    """

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        """Number the words and their folded forms."""
        self.words = list(words)
        total = math.log(sum(count for _, count in self.words) + 1)
        self.marked = {name: i for i, name in enumerate((*SPECIALS, *NUMBERS))}
        self.folded = dict(self.marked)
        self.weight: dict[str, float] = {}
        folded_counts: dict[str, int] = {}
        for word, count in self.words:
            self.marked.setdefault(word, len(self.marked))
            self.weight[word] = math.log(count + 0.1) - total
            key = fold(word)
            folded_counts[key] = folded_counts.get(key, 0) + count
        for key in folded_counts:
            self.folded.setdefault(key, len(self.folded))
        self.folded_weight = {k: math.log(c + 0.1) - total for k, c in folded_counts.items()}
        self.rare = math.log(0.1) - total

    @property
    def sizes(self) -> tuple[int, int]:
        """Rows of the marked and of the folded embedding table."""
        return len(self.marked), len(self.folded) + BUCKETS

    def idf(self, key: str) -> float:
        """Return how rare a folded word is: 0 for the commonest, 1 for the unseen."""
        return min(1.0, max(0.0, (self.folded_weight.get(key, self.rare) + 4.0) / (self.rare + 4)))

    def split(self, text: str, unmarked: bool | None = None) -> Words:
        """Return the words of a text.

        Args:
            text: NFC text.
            unmarked: Whether it was typed without marks; `None` finds out.
        """
        if unmarked is None:
            unmarked = is_unmarked(text)
        found = [(m.group(), m.start(), m.end()) for m in PIECE.finditer(text)]
        keys = [fold(p) if unmarked else plain(p) for p, _, _ in found]
        spans: list[tuple[int, int]] = []
        at = 0
        while at < len(found):
            stop = at + 1
            if found[at][0][0].isalpha():
                while (
                    stop < len(found)
                    and found[stop][0][0].isalpha()
                    and found[stop][1] - found[stop - 1][2] == 1
                ):
                    stop += 1
            spans += self._segment(keys, at, stop, unmarked) if stop > at + 1 else [(at, stop)]
            at = stop
        return self._words(text, found, spans, unmarked)

    def _segment(self, keys: list[str], a: int, b: int, unmarked: bool) -> list[tuple[int, int]]:
        """Return the most probable segmentation of pieces `[a, b)` (Viterbi)."""
        weight = self.folded_weight if unmarked else self.weight
        n = b - a
        best = [0.0] + [-1e9] * n
        back = [0] * (n + 1)
        for i in range(n):
            here, key = best[i], ""
            for j in range(i + 1, min(n, i + LONGEST) + 1):
                key = keys[a + i] if j == i + 1 else f"{key} {keys[a + j - 1]}"
                w = weight.get(key)
                if w is None:
                    if j > i + 1:
                        continue
                    w = self.rare
                if here + w > best[j]:
                    best[j], back[j] = here + w, i
        spans = []
        j = n
        while j > 0:
            spans.append((a + back[j], a + j))
            j = back[j]
        return spans[::-1]

    def _words(
        self,
        text: str,
        found: list[tuple[str, int, int]],
        spans: list[tuple[int, int]],
        unmarked: bool,
    ) -> Words:
        """Look the segments up in both tables."""
        words = Words(surface=[], start=[], end=[], marked=[], folded=[], syllables=[])
        for a, b in spans:
            start, end = found[a][1], found[b - 1][2]
            pieces = [p for p, _, _ in found[a:b]]
            words.surface.append(text[start:end])
            words.start.append(start)
            words.end.append(end)
            words.syllables.append([hashed(fold(p)) for p in pieces])
            marked, folded = self.ids(pieces)
            words.marked.append(UNKNOWN if unmarked and pieces[0][0].isalpha() else marked)
            words.folded.append(folded)
        return words

    def ids(self, pieces: list[str]) -> tuple[int, int]:
        """Return a word's rows in the marked and the folded table."""
        if pieces[0][0].isdigit():
            row = self.marked[number_class(pieces[0])]
            return row, row
        key = " ".join(fold(p) for p in pieces)
        folded = self.folded.get(key)
        if folded is None:
            folded = len(self.folded) + hashed(key) % BUCKETS
        return self.marked.get(" ".join(plain(p) for p in pieces), UNKNOWN), folded


def is_unmarked(text: str) -> bool:
    """Say whether a text was typed without Vietnamese marks: at most one letter carries one."""
    marks = sum(1 for c in text if c in "đĐ" or (c.isalpha() and fold(c) != c.lower()))
    return marks <= max(0, len(text) // 60) and any(c.isalpha() for c in text)
