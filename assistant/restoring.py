"""Questions typed without marks or capitals, written as what was found for them is written.

Finding needs neither; reading is surer with them: "nam" and "hai" are several words, "HÒA" is a
name or none. The likeliest way of marking all words together is looked for (Viterbi), each word
weighed by the two before it: by what questions say, by the passages found and their articles, by
the words of the news. Capitals are those of what was found.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from assistant.checking_capitals import lowered, needs_capitals
from assistant.conversation_leaning import foreign
from assistant.question_ngrams import START, of_news, of_questions, written
from index.analysis import Token, fold, tokens

_MARKED: Final = re.compile(r"[^\W\d_a-zA-Z]")
PASSAGES: Final = 3
"""Times that a passage found counts, against once for the rest of its article."""
BEAM: Final = 40
"""Ways of marking that are followed at once."""
_LANDS: Final = frozenset("mỹ mĩ nga úc đức pháp nhật hàn ý lào ấn huế".split())
"""Names of one syllable, which stand beside any word."""
_TRIPLE, _PAIR, _FOUND, _NEWS, _ALONE = 0.35, 0.3, 0.3, 0.3, 0.05
"""Weights: three words of questions, two, two of what was found, two of the news, one alone."""
_OF_QUESTIONS, _OF_FOUND, _OF_NEWS, _UNKNOWN = 0.5, 0.3, 0.2, 1e-9
"""Weights of the three for one word alone."""


class _Found(NamedTuple):
    """Words and pairs of neighbours in what was found."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]
    total: int


def is_bare(text: str) -> bool:
    """Whether a text has no mark at all."""
    return not _MARKED.search(text)


def needs_writing(text: str) -> bool:
    """Whether a text has no mark at all, or no capital, or nothing but capitals."""
    return is_bare(text) or needs_capitals(text)


def as_written(question: str, passages: Sequence[str], articles: Sequence[str]) -> str:
    """The question in the marks and capitals of what was found, where it was typed without.

    Args:
        question: One line, NFC.
        passages: What was found, best first.
        articles: The titles and texts of their articles.

    Returns:
        A text of the same length; the question itself where it is written with care, or where
        nothing was found.
    """
    if is_bare(question):
        return with_marks(question, passages, articles)
    if not passages or not needs_capitals(question):
        return question
    return with_capitals(question, (*passages, *articles))


def with_capitals(question: str, texts: Sequence[str]) -> str:
    """The question with the capitals and hyphens of some texts, whatever it was typed with."""
    out = list(lowered(question))
    _written_alike(out, tokens("".join(out)), texts)
    return _begun_large(out)


def with_marks(question: str, passages: Sequence[str], articles: Sequence[str]) -> str:
    """The question in the likeliest marks and the capitals of what was found; as long as before.

    Args:
        question: One line, NFC; what has a mark anywhere is returned as it is.
        passages: What was found, best first.
        articles: The titles and texts of their articles.
    """
    if not is_bare(question) or not passages:
        return question
    places = tokens(question)
    found = _found(passages, articles)
    out = list(question)
    for place, word in zip(places, _likeliest([p.text for p in places], found), strict=True):
        typed = question[place.start : place.end]
        if len(word) == len(typed):
            capital = typed[:1].isupper() and not typed.isupper()
            out[place.start : place.end] = word.capitalize() if capital else word
    if needs_capitals(question):
        _written_alike(out, places, (*passages, *articles))
    return _begun_large(out)


def _begun_large(chars: Sequence[str]) -> str:
    return "".join((chars[0].upper(), *chars[1:])) if chars else ""


def _written_alike(out: list[str], places: Sequence[Token], texts: Sequence[str]) -> None:
    """Capitals and hyphens as the texts write each pair of neighbours, mostly: "Park Hang-seo"."""
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    alone: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for one, other in pairwise(tokens(text)):
            alone[other.text.lower()][text[other.start : other.end]] += 1
            if other.start - one.end == 1:
                pair = one.text.lower(), other.text.lower()
                forms[pair][text[one.start : other.end]] += 1
    words = ["".join(out[place.start : place.end]).lower() for place in places]
    sure = [0] * len(words)
    for at, word in enumerate(words):
        if (ways := alone.get(word)) and _is_name(word):
            form = ways.most_common(1)[0][0]
            out[places[at].start : places[at].end] = form if len(form) == len(word) else word
    for at, pair in enumerate(pairwise(words)):
        first, second = places[at], places[at + 1]
        if not (ways := forms.get(pair)) or second.start - first.end != 1:
            continue
        form, times = ways.most_common(1)[0]
        if len(form) != second.end - first.start:
            continue
        if times >= sure[at]:
            out[first.start : first.end] = form[: first.end - first.start]
        out[first.end : second.end] = form[first.end - first.start :]
        sure[at + 1] = times


def _is_name(word: str) -> bool:
    """Whether a word by itself may be a name, by its form or a short list."""
    return foreign(word) or word in _LANDS or any(c.isdigit() for c in word)


def _found(passages: Sequence[str], articles: Sequence[str]) -> _Found:
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for texts, times in ((passages, PASSAGES), (articles, 1)):
        for text in texts:
            said = [token.text.lower() for token in tokens(text)]
            for word, n in Counter(said).items():
                words[word] += n * times
            for pair, n in Counter(pairwise(said)).items():
                pairs[pair] += n * times
    return _Found(words, pairs, max(1, words.total()))


def _likeliest(typed: Sequence[str], found: _Found) -> tuple[str, ...]:
    """The likeliest words for bare syllables."""
    bare = [word.lower() for word in typed]
    wanted = set(bare)
    ways: dict[str, set[str]] = {key: set(written().get(key, ())) for key in wanted}
    for word in found.words:
        if (key := fold(word)) in wanted:
            ways[key].add(word)
    followed: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {("", START): (0.0, ())}
    for key in bare:
        ahead: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
        for (before, last), (score, path) in followed.items():
            for word in ways[key] or {key}:
                now = score + math.log(_probability(before, last, word, found))
                if (last, word) not in ahead or now > ahead[last, word][0]:
                    ahead[last, word] = (now, (*path, word))
        followed = dict(sorted(ahead.items(), key=lambda one: -one[1][0])[:BEAM])
    return max(followed.values(), key=lambda one: one[0])[1]


def _probability(before: str, last: str, word: str, found: _Found) -> float:
    """How likely a word is behind two others; not normalised."""
    asked, news = of_questions(), of_news()
    alone = (
        _OF_QUESTIONS * asked.words.get(word, 0) / asked.total
        + _OF_FOUND * found.words[word] / found.total
        + _OF_NEWS * news.words.get(word, 0) / news.total
        + _UNKNOWN
    )
    sum_ = _ALONE * alone
    if n := asked.words.get(last, 0):
        sum_ += _PAIR * asked.pairs.get((last, word), 0) / (n + 2)
    if n := asked.pairs.get((before, last), 0):
        sum_ += _TRIPLE * asked.triples.get((before, last, word), 0) / (n + 1)
    if n := found.words[last]:
        sum_ += _FOUND * found.pairs[last, word] / (n + 3)
    if n := news.words.get(last, 0):
        sum_ += _NEWS * news.pairs.get((last, word), 0) / n
    return sum_
