"""Whether an article tells at all of what a question is about; judges no answers.

The calibrated probability was fitted on questions about news. Asked how to bake bread, it finds
the sentence that looks most like a way of doing something. What tells such questions apart is
plain: words that stand side by side in the question ("bánh mì") do so nowhere in the article.
"""

import itertools
import re
from functools import lru_cache
from typing import Final

from assistant.asked_words import AskedWords
from assistant.checking_restoring import lexicon
from assistant.conversation import BARE_ASKING, content_runs
from assistant.conversation_leaning import foreign
from assistant.how_to import is_task
from corpus.article import Article
from index.analysis import fold, tokens

WORDS: Final = 0.8
"""Of a question's words, those that the article must have; 2026-11-22 in DECISIONS.md."""
PAIRS: Final = 0.4
"""Of its pairs of words side by side, those that an article must have to tell how to do it."""
FEW: Final = 0.7
"""The same for any other question that an article has no pair of."""
FEWEST: Final = 2
"""Pairs that a question of another kind must have for the lack of them to tell something."""


def off_subject(question: str, article: Article) -> bool:
    """Whether an article tells nothing of a question that stands alone.

    Args:
        question: As typed.
        article: Whole.

    Returns:
        For a question how to do something, whether many of its words or most of its pairs are not
        there; for any other, whether no pair, no foreign word and no name of it is.
    """
    words, pairs, rare = _asked(question)
    whole = f"{article.title} . {article.text}"
    if not words or not pairs:
        return bool(words) and is_task(question) and _share(words, whole) < WORDS
    said, paired = _share(words, whole), _share(pairs, whole)
    if is_task(question):
        return said < WORDS or paired < PAIRS
    told = paired or (rare and _share(rare, whole))
    return len(pairs) >= FEWEST and said < FEW and not told


def beside(question: str, text: str) -> float:
    """Share (0..1) of the pairs of words of a question that a text has side by side."""
    pairs = _asked(question)[1]
    return _share(pairs, text) if pairs else 1.0


@lru_cache(maxsize=64)
def _asked(question: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The words of a question, its pairs of words and its foreign words and names, folded."""
    words = tuple(dict.fromkeys(fold(word) for word in AskedWords(question).named))
    runs = [_keys(run) for run in content_runs(question)]
    beside = [pair for run in runs for pair in itertools.pairwise(run)]
    if not is_task(question):
        beside += [p for p in itertools.pairwise(_keys(question)) if p in lexicon() and _names(p)]
    pairs = tuple(dict.fromkeys(" ".join(pair) for pair in beside))
    written = re.findall(r"[^\W_]+", question)
    capitals = not question.isupper()
    named = [
        w for at, w in enumerate(written) if foreign(w) or (capitals and at and w[:1].isupper())
    ]
    return words, pairs, tuple(dict.fromkeys(fold(w.lower()) for w in named))


def _names(pair: tuple[str, str]) -> bool:
    """Whether a word of two syllables names something though one of them may ask ("thế giới")."""
    return any(syllable not in BARE_ASKING for syllable in pair)


def _keys(text: str) -> list[str]:
    return [fold(t.text) for t in tokens(text)]


def _share(phrases: tuple[str, ...], text: str) -> float:
    """Share of some phrases that stand in a text, marks aside."""
    held = _folded(text)
    return sum(f" {phrase} " in held for phrase in phrases) / len(phrases)


@lru_cache(maxsize=32)
def _folded(text: str) -> str:
    return f" {' '.join(_keys(text))} "
