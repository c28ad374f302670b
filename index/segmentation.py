"""Cuts many texts into a Unigram tokenizer's pieces at once, by whole arrays instead of letters.

It gives the pieces that the `tokenizers` library gives, without their order: a bag of tokens needs
none. The library stays the reference and cuts what is rare. It knows one kind of tokenizer, the
shipped one's: pieces of whole syllables joined by single spaces, and pieces within a syllable.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from index.span_hash import SpanHashes, Table, span_hashes

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Ints = NDArray[np.int64]
    Tokens = NDArray[np.int32]
    Scores = NDArray[np.float64]

_SPACE, _NEWLINE = ord(" "), ord("\n")
_COMMON: Final = 0x3000
"""Characters below it are judged by a table; those above are rare in Vietnamese texts."""
_REMEMBERED: Final = 20_000
_SPLIT: Final = r" *[^\p{L}\p{M}\p{N}% ][^\p{L}\p{M}\p{N}%]*| {2,}"
_NORMALIZERS: Final = [{"type": "NFC"}, {"type": "Lowercase"}]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of joined texts: where each begins and ends, and the number of its text.

    A stretch is what stands between two marks of punctuation; `opens` is on at its first word,
    `place` counts the words before a word in its stretch.
    """

    joined: str
    hashes: SpanHashes
    start: Ints
    end: Ints
    text: Ints
    opens: NDArray[np.bool_]
    place: Ints

    def word(self, at: int) -> str:
        return self.joined[self.start[at] : self.end[at]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choices:
    """Tokens and scores, shape (most, words): row k the piece of k + 1 words that ends at a word.

    Tokens from -2 down count `rare`, the pieces of words that are none themselves; `apart` are
    the first words of stretches that the library must cut.
    """

    tokens: Tokens
    scores: Scores
    rare: list[Ints]
    apart: set[int]


class Segmenter:
    """The pieces of texts by a Unigram tokenizer whose pieces begin at syllables or lie in one."""

    def __init__(self, tokenizer: Tokenizer, told: dict[str, Any] | None = None) -> None:
        """Take over the vocabulary of a tokenizer that `suits`; `told` is its JSON, if known."""
        told = told or json.loads(tokenizer.to_str())
        vocabulary: list[tuple[str, float]] = told["model"]["vocab"]
        self._tokenizer = tokenizer
        words = {p[1:].replace("▁", " "): i for i, (p, _) in enumerate(vocabulary) if p[0] == "▁"}
        self._space = words.pop("", -1)
        self._most = 1 + max(word.count(" ") for word in words)
        self._pieces = words.keys()
        self._none = len(vocabulary)
        """Stands for words that only begin a piece."""
        self._heads = {word[:at] for word in words for at, c in enumerate(word) if c == " "}
        self._table = Table({**dict.fromkeys(self._heads, self._none), **words})
        self._score = np.array([score for _, score in vocabulary] + [-np.inf])
        self._letters = np.array([_is_letter(chr(code)) for code in range(_COMMON)])
        self._rare: dict[str, tuple[Ints, float]] = {}

    @classmethod
    def fitting(cls, tokenizer: Tokenizer) -> Segmenter | None:
        """Return one for a tokenizer, or None where it does not suit."""
        told: dict[str, Any] = json.loads(tokenizer.to_str())
        return cls(tokenizer, told) if cls.suits(tokenizer, told) else None

    @staticmethod
    def suits(tokenizer: Tokenizer, told: dict[str, Any] | None = None) -> bool:
        """Whether a tokenizer normalises, splits and cuts as this class does."""
        told = told or json.loads(tokenizer.to_str())
        model, outer, inner = told["model"], told["normalizer"] or {}, told["pre_tokenizer"] or {}
        first, second = (*inner.get("pretokenizers", []), {}, {})[:2]
        return (
            model["type"] == "Unigram"
            and not model.get("byte_fallback")
            and outer.get("normalizers") == _NORMALIZERS
            and first.get("pattern") == {"Regex": _SPLIT}
            and (second.get("type"), second.get("split")) == ("Metaspace", False)
            and all("▁" not in piece[1:] or piece[0] == "▁" for piece, _ in model["vocab"])
        )

    def bags(self, texts: Sequence[str]) -> tuple[Ints, Ints]:
        """Return for each piece the number of its text and its token, in no particular order."""
        words = self._words(texts)
        choices = self._choices(words)
        last = np.flatnonzero(np.append(words.opens[1:], True)[: len(words.start)])
        first = last - words.place[last]
        ours = ~np.isin(first, list(choices.apart))
        word, piece = _read_back(
            choices.tokens, _best(words, choices.scores), first[ours], last[ours]
        )
        text = [words.text[word[piece >= 0]]]
        token = [piece[piece >= 0].astype(np.int64)]
        for at, number in zip(word[piece < 0].tolist(), piece[piece < 0].tolist(), strict=True):
            token.append(choices.rare[-2 - number])
            text.append(np.full(len(token[-1]), words.text[at]))
        for begin, end in zip(first[~ours].tolist(), last[~ours].tolist(), strict=True):
            token.append(self._cut(words.joined[words.start[begin] : words.end[end]]))
            text.append(np.full(len(token[-1]), words.text[begin]))
        if self._space >= 0:  # the library makes a piece of a single space at the end
            text.append(np.flatnonzero([_ends_in_space(t) for t in texts]))
            token.append(np.full(len(text[-1]), self._space))
        return np.concatenate(text), np.concatenate(token)

    def _cut(self, text: str) -> Ints:
        """Return the tokens of a text as the library cuts it."""
        return np.array(self._tokenizer.encode(text, add_special_tokens=False).ids, dtype=np.int64)

    def _words(self, texts: Sequence[str]) -> _Words:
        plain = (_normalised(t).replace("\n", ";") for t in texts)
        joined = "\n".join(plain)
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        inside = self._letters[np.minimum(codes, _COMMON - 1)]
        for at in np.flatnonzero(codes >= _COMMON).tolist():
            inside[at] = _is_letter(joined[at])
        edge = np.diff(np.concatenate([[False], inside, [False]]).view(np.int8))
        start, end = np.flatnonzero(edge == 1), np.flatnonzero(edge == -1)
        opens = np.ones(len(start), dtype=np.bool_)
        opens[1:] = (start[1:] - end[:-1] != 1) | (codes[end[:-1]] != _SPACE)
        number = np.arange(len(start))
        return _Words(
            joined=joined, hashes=span_hashes(codes), start=start, end=end, opens=opens,
            text=np.cumsum(codes == _NEWLINE)[start],
            place=number - np.maximum.accumulate(np.where(opens, number, 0)),
        )  # fmt: skip

    def _choices(self, words: _Words) -> _Choices:
        n = len(words.start)
        tokens = np.full((self._most, n), -1, dtype=np.int32)
        scores = np.full((self._most, n), -np.inf)
        first = self._table.find(words.hashes.of(words.start, words.end))
        tokens[0], scores[0] = first, self._score[first]
        choices = _Choices(tokens=tokens, scores=scores, rare=[], apart=set())
        for at in np.flatnonzero((first < 0) | (first == self._none)).tolist():
            pieces, scores[0, at] = self._inside(words.word(at))
            tokens[0, at] = -2 - len(choices.rare)
            choices.rare.append(pieces)
            if self._ends_within(words, at):
                choices.apart.add(at - int(words.place[at]))
        live = np.flatnonzero(first >= 0)
        for more in range(1, self._most):
            live = live[live + more < n]
            live = live[~words.opens[live + more]]
            found = self._table.find(words.hashes.of(words.start[live], words.end[live + more]))
            live, found = live[found >= 0], found[found >= 0]
            tokens[more, live + more], scores[more, live + more] = found, self._score[found]
        return choices

    def _inside(self, word: str) -> tuple[Ints, float]:
        """Return the pieces of a word that is no piece itself, and their scores' sum."""
        known = self._rare.get(word)
        if known is None:
            if len(self._rare) >= _REMEMBERED:
                self._rare.clear()
            tokens = self._cut(word)
            known = self._rare[word] = tokens, float(self._score[tokens].sum())
        return known

    def _ends_within(self, words: _Words, at: int) -> bool:
        """Whether a piece that begins some words before may end within this word."""
        word = words.word(at)
        for back in range(1, min(self._most, int(words.place[at]) + 1)):
            head = words.joined[words.start[at - back] : words.end[at - 1]]
            if head not in self._heads:
                continue
            if any(f"{head} {word[:most]}" in self._pieces for most in range(1, len(word))):
                return True
        return False


def _is_letter(character: str) -> bool:
    """Whether the tokenizer keeps a character within words: letter, mark, number or percent."""
    return character == "%" or unicodedata.category(character)[0] in "LMN"


def _normalised(text: str) -> str:
    """Return the text as the library lowers it, letter by letter: final sigma is any sigma."""
    return unicodedata.normalize("NFC", text).replace("Σ", "σ").lower()


def _ends_in_space(text: str) -> bool:
    return text == " " or (text[-1:] == " " and _is_letter(text[-2]))


def _best(words: _Words, scores: Scores) -> NDArray[np.int8]:
    """Return how many words more than one the best piece has that ends at each word (Viterbi)."""
    most, n = scores.shape
    order, counts = np.argsort(words.place, kind="stable"), np.bincount(words.place)
    total, best, done = np.zeros(n), np.zeros(n, dtype=np.int8), 0
    for place, count in enumerate(counts.tolist()):
        at = order[done : done + count]
        done += count
        high = scores[0, at] + (total[at - 1] if place else 0.0)
        longer = np.zeros(count, dtype=np.int8)
        for more in range(1, min(most, place + 1)):
            value = scores[more, at] + (total[at - more - 1] if place > more else 0.0)
            longer[value >= high] = more  # of equals the library takes the longer
            np.maximum(high, value, out=high)
        total[at], best[at] = high, longer
    return best


def _read_back(
    tokens: Tokens, best: NDArray[np.int8], first: Ints, last: Ints
) -> tuple[Ints, Tokens]:
    """Return the words at which pieces of the best cuts end, and the pieces' tokens."""
    ends, found = [], []
    while len(last):
        longer = best[last]
        ends.append(last)
        found.append(tokens[longer, last])
        last = last - longer - 1
        first, last = first[last >= first], last[last >= first]
    if not ends:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
    return np.concatenate(ends), np.concatenate(found)
