"""How often words follow one another in questions, and how often they are met in the news.

`models/marks-vi/ngrams.tsv` is counted by `assistant.train_marks`; the words of the news are those
of `models/ranker-vi/words.tsv`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from index.analysis import fold

FOLDER: Final = Path(__file__).with_name("models") / "marks-vi"
FILE: Final = "ngrams.tsv"
START: Final = "<"
"""Stands before the first word of a question."""
_NEWS: Final = Path(__file__).with_name("models") / "ranker-vi" / "words.tsv"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of words and of pairs of neighbours, the words in their marks.

    Attributes:
        words: Times each word is met.
        pairs: Times each pair of neighbours is met.
        triples: The same of three; empty where they are not counted.
        total: Times all words are met.
    """

    words: Mapping[str, float]
    pairs: Mapping[Pair, float]
    triples: Mapping[tuple[str, str, str], float]
    total: float


@lru_cache(maxsize=1)
def of_questions() -> Counts:
    """What questions say."""
    words: dict[str, float] = {}
    pairs: dict[Pair, float] = {}
    triples: dict[tuple[str, str, str], float] = {}
    for line in (FOLDER / FILE).read_text(encoding="utf-8").splitlines():
        before, behind = line.split("\t")
        if not before.endswith(" "):
            words[before] = int(behind)
            continue
        first, *second = before.split()
        for following in behind.split(" "):
            word, _, n = following.rpartition(":")
            if second:
                triples[first, second[0], word] = int(n)
            else:
                pairs[first, word] = int(n)
    return Counts(words, pairs, triples, sum(words.values()) - words[START])


@lru_cache(maxsize=1)
def of_news() -> Counts:
    """What the news says, by the reader's counted words of one syllable or more."""
    words: dict[str, float] = defaultdict(float)
    pairs: dict[Pair, float] = defaultdict(float)
    total = 0.0
    for line in _NEWS.read_text(encoding="utf-8").splitlines():
        word, n = line.split("\t")
        syllables = word.split()
        total += int(n)
        for syllable in syllables:
            words[syllable] += int(n)
        for at, syllable in enumerate(syllables[1:]):
            pairs[syllables[at], syllable] += int(n)
    return Counts(dict(words), dict(pairs), {}, total)


@lru_cache(maxsize=1)
def written() -> Mapping[str, frozenset[str]]:
    """Each syllable without marks -> the ways of marking it that are known."""
    ways: dict[str, set[str]] = defaultdict(set)
    for counts in (of_questions(), of_news()):
        for word in counts.words:
            ways[fold(word)].add(word)
    return {bare: frozenset(marked) for bare, marked in ways.items()}
