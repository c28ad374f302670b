"""Claims and their cited sentences as words that can be laid side by side; judges nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from assistant.checking_aliases import other_names
from assistant.checking_restoring import restored
from corpus.text import clean
from index.analysis import normalise, tokens
from index.variants import spell

CLOSE = 0.75
"""Share of words in the same order (difflib's ratio) from which a claim is the source reworded."""
ASIDE = re.compile(r"\s*\(([^()]*)\)")
"""What stands in brackets, with the blank before it."""
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]|‘([^‘’]{8,})’")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as written, its key for comparing, and its place."""

    text: str
    key: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def runs(keys: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Positions at which words stand side by side among others."""
    held, run, size = list(keys), list(wanted), len(wanted)
    return [at for at in range(len(held) - size + 1) if held[at : at + size] == run]


class Said:
    """A text read word by word."""

    def __init__(self, text: str) -> None:
        """Read a text once, NFC and with plain blanks."""
        self.text = " ".join(clean(text).split())
        self.lower = normalise(self.text)

    @cached_property
    def words(self) -> list[Word]:
        """The words in order."""
        return [
            Word(self.text[t.start : t.end], spell(t.text), t.start, t.end)
            for t in tokens(self.text)
        ]

    @cached_property
    def keys(self) -> list[str]:
        """The keys of the words in order."""
        return [w.key for w in self.words]

    @cached_property
    def row(self) -> str:
        """The keys in order with a blank on either side of each."""
        return f" {' '.join(self.keys)} "

    @cached_property
    def spelled(self) -> list[str]:
        """The words as spelled, marks kept."""
        return [spell(t.text) for t in tokens(self.text)]

    @cached_property
    def meanings(self) -> frozenset[str]:
        """Terms for the names that have other forms (Moskva, UBND), from the shipped table."""
        return frozenset(other_names(self.keys, [w.capital for w in self.words]))

    @cached_property
    def quoted(self) -> list[str]:
        """What stands in quotation marks."""
        return [(m[1] or m[2]).strip() for m in _QUOTED.finditer(self.text)]

    def find(self, keys: Sequence[str]) -> list[int]:
        """Positions at which a run of keys stands."""
        return runs(self.keys, keys)

    def gap(self, at: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.words[at].end : self.words[at + 1].start]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Words of the source that other words of the claim stand in for; either may be empty.

    Attributes:
        left: Whether the words before both are the same (or both begin here).
        right: Whether the words after both are the same (or both end here).
    """

    source: tuple[int, int]
    claim: tuple[int, int]
    left: bool
    right: bool


@dataclass(frozen=True)
class Pair:
    """A claim beside what it cites.

    Attributes:
        claim: With the marks and capitals that its source gives the same words.
        typed: The claim as it was typed, character for character as long.
    """

    claim: Said
    source: Said
    typed: str = ""

    @cached_property
    def swaps(self) -> list[Swap]:
        """Where the two part, laid side by side word by word."""
        matcher = SequenceMatcher(None, self.source.keys, self.claim.keys, autojunk=False)
        codes = matcher.get_opcodes()
        found = []
        for at, (tag, i1, i2, j1, j2) in enumerate(codes):
            if tag == "equal":
                continue
            left = at > 0 or (i1 == 0 and j1 == 0)
            right = at + 1 < len(codes) or (i2 == len(self.source.keys))
            found.append(Swap(source=(i1, i2), claim=(j1, j2), left=left, right=right))
        return found

    @cached_property
    def close(self) -> bool:
        """Whether the claim is the source's sentence but for a few words."""
        matcher = SequenceMatcher(None, self.source.keys, self.claim.keys, autojunk=False)
        return matcher.ratio() >= CLOSE

    def likeness(self) -> float:
        """Share of the claim's words (0..1) that the source has, in any order."""
        there = set(self.source.keys)
        keys = self.claim.keys
        return sum(k in there for k in keys) / len(keys) if keys else 0.0


def pair(claim: str, source: str, context: str = "") -> Pair:
    """A claim beside its source.

    Args:
        claim: One sentence, with or without marks and capitals.
        source: What it cites.
        context: The articles the source is from, for words that only they write out.
    """
    typed, cited = Said(claim), Said(source)
    return Pair(Said(restored(typed.text, cited.text, context)), cited, typed.text)


def places_of(said: Said, wanted: list[str]) -> list[int]:
    """Positions of the first wanted word that has the second one near, where there are two."""
    spots = [i for i, k in enumerate(said.keys) if k == wanted[0]]
    if len(wanted) < 2:
        return spots
    return [i for i in spots if wanted[1] in said.keys[i + 1 : i + 5]]


def around(said: Said, at: int, before: int = 0) -> str:
    """A few words from a place, as written."""
    words = said.words[max(0, min(at, len(said.words) - 1) - before) : at + 4]
    return said.text[words[0].start : words[-1].end]
