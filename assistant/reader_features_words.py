"""The reader's own words: how rare each is, a small vector for it, and marks put back.

It knows the language of news in general and nothing of any question or article.
"""

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.reader_features_text import fold, key

SYNONYMS = Path(__file__).with_name("synonyms.tsv")
LONGEST = 4
"""Syllables of the longest word."""

LOCAL, PAIR, ASKING = 1.0, 3.0, 4.0
"""Weights of what the articles say when marks are put back; 2026-11-21 in DECISIONS.md."""
_ASKING = frozenset(
    [
        "bao nhiêu",
        "mấy",
        "đâu",
        "nào",
        "gì",
        "ai",
        "sao",
        "vì sao",
        "tại sao",
        "bao giờ",
        "bao lâu",
        "hồi",
        "thế nào",
        "ra sao",
        "lúc",
        "do đâu",
    ]
)

Floats = NDArray[np.float32]
Seen = Callable[[str], int]


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Words with document frequencies and vectors.

    Attributes:
        rows: Word (syllables joined by blanks, lower case) to its row.
        df: How many of ``documents`` news articles hold the word.
        vectors: (words, dim) float32, unit rows.
        synonyms: Row to the rows of words that news writes for the same thing.
    """

    rows: dict[str, int]
    df: NDArray[np.int64]
    vectors: Floats
    documents: int
    synonyms: dict[int, frozenset[int]]

    @classmethod
    def load(cls, folder: Path) -> "Lexicon":
        """The lexicon of a model folder: ``words.tsv`` and ``words.safetensors``."""
        from safetensors.numpy import load_file

        lines = (folder / "words.tsv").read_text(encoding="utf-8").splitlines()
        documents = int(lines[0].split("\t")[1])
        pairs = [line.split("\t") for line in lines[1:]]
        vectors = load_file(folder / "words.safetensors")["vectors"].astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
        rows = {word: i for i, (word, _) in enumerate(pairs)}
        return cls(
            rows=rows,
            synonyms=_synonyms(rows),
            df=np.array([int(df) for _, df in pairs], dtype=np.int64),
            vectors=vectors,
            documents=documents,
        )

    def idf(self, word: str) -> float:
        """Rarity of a word: about 0 for "và", 11 for one never seen."""
        row = self.rows.get(word)
        df = 0 if row is None else int(self.df[row])
        return math.log((self.documents + 1) / (df + 1))

    def folded_idf(self, folded: str) -> float:
        """Rarity of a folded syllable: of all its marked forms together."""
        return math.log((self.documents + 1) / (self._folded_df.get(folded, 0) + 1))

    def segment(self, keys: tuple[str, ...]) -> list[tuple[int, int, int]]:
        """Words of a token sequence as ``(start, end, row)``, longest first; -1 for unknown."""
        found, at, rows, first = [], 0, self.rows, self._reach
        while at < len(keys):
            reach = min(first.get(keys[at], 1), len(keys) - at)
            for size in range(reach, 0, -1):
                row = rows.get(" ".join(keys[at : at + size]) if size > 1 else keys[at], -1)
                if row >= 0 or size == 1:
                    found.append((at, at + size, row))
                    at += size
                    break
        return found

    def restore(self, folded: tuple[str, ...], seen: Seen) -> tuple[str, ...]:
        """The likeliest marked forms of tokens typed without marks.

        Args:
            folded: Tokens of the question.
            seen: Says how often a marked syllable or pair of syllables stands in the articles
                found; what they say outweighs what is common in general.
        """
        size = len(folded)
        best: list[tuple[float, tuple[str, ...]]] = [(-1e9, ())] * (size + 1)
        best[0] = (0.0, ())
        for i in range(size):
            for j in range(i + 1, min(size, i + LONGEST) + 1):
                words = self._marked.get(" ".join(folded[i:j]), [])
                if not words and j == i + 1:
                    words = [(folded[i], 0)]
                total = 0.5 * len(words) + sum(_seen(word, seen) for word, _ in words)
                for word, df in words:
                    parts = tuple(word.split())
                    score = best[i][0] + math.log((df + 0.5) / self._mass)
                    score += LOCAL * math.log((_seen(word, seen) + 0.5) / total)
                    if i and seen(f"{best[i][1][-1]} {parts[0]}"):
                        score += PAIR
                    if word in _ASKING:
                        score += ASKING
                    if score > best[j][0]:
                        best[j] = (score, best[i][1] + parts)
        return best[size][1]

    @cached_property
    def _mass(self) -> float:
        """Sum of all frequencies, so that a frequency over it is a probability of a word."""
        return float(self.df.sum())

    @cached_property
    def _reach(self) -> dict[str, int]:
        """First syllable to the length of the longest word that it opens."""
        reach: dict[str, int] = {}
        for word in self.rows:
            parts = word.split(" ")
            reach[parts[0]] = max(reach.get(parts[0], 1), min(LONGEST, len(parts)))
        return reach

    @cached_property
    def _folded_df(self) -> dict[str, int]:
        """Folded syllable to the sum of its forms' frequencies."""
        total: dict[str, int] = {}
        for word, row in self.rows.items():
            if " " not in word:
                total[fold(word)] = total.get(fold(word), 0) + int(self.df[row])
        return total

    @cached_property
    def _marked(self) -> dict[str, list[tuple[str, int]]]:
        """Folded word to its marked forms with their frequencies."""
        forms: dict[str, list[tuple[str, int]]] = {}
        for word, row in self.rows.items():
            folded = " ".join(fold(part) for part in word.split(" "))
            forms.setdefault(folded, []).append((word, int(self.df[row])))
        return {key: sorted(v, key=lambda p: -p[1])[:6] for key, v in forms.items()}


def _seen(word: str, seen: Seen) -> float:
    """How often a word stands in the articles found, by its rarest syllable or pair."""
    parts = word.split(" ")
    if len(parts) == 1:
        return float(seen(word))
    return float(min(seen(f"{a} {b}") for a, b in itertools.pairwise(parts)))


def _synonyms(rows: dict[str, int]) -> dict[int, frozenset[int]]:
    """The synonym groups beside this module, as rows."""
    found: dict[int, set[int]] = {}
    for line in SYNONYMS.read_text(encoding="utf-8").splitlines():
        words = (" ".join(key(s) for s in word.split()) for word in line.split("\t"))
        group = {rows[word] for word in words if word in rows}
        for row in group:
            found.setdefault(row, set()).update(group - {row})
    return {row: frozenset(group) for row, group in found.items()}
