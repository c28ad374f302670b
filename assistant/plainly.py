"""Finds a sentence that says all that a question names, so that no doubt is left to weigh.

The calibrated probability is careful with short, plain questions; where every word of the question
stands in one of the best sentences, or in it and what it stands under, and a short answer of the
kind asked for is marked in it, that sentence is shown.

It knows words only; the reader found the sentences.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from assistant.asked_words import AskedWords, Reading
from assistant.checking_amounts import amounts
from assistant.checking_days import dates_in
from assistant.checking_words import Said
from assistant.evidence import Evidence
from assistant.question_kind import ask
from assistant.subject import beside
from assistant.yes_no import yes_or_no
from corpus.article import Article
from index.analysis import numbers

LEAST: Final = 0.49
"""Below this probability of the reader the words alone do not decide."""
LOOKED_AT: Final = 3
"""Sentences, the best first, among which one may say it plainly."""
SHARE: Final = 0.5
"""Of the words that a question names, those that must stand in the sentence itself."""
BEST: Final = 0.4
"""The same of the best sentence, where the title names the rest and when or where is asked."""
_SOME: Final = 2
_HAPPENING: Final = frozenset({"diễn", "xảy", "dien", "xay"})
"""Of "diễn ra" and "xảy ra": by them it is asked when or where something was."""
MARKED: Final = 0.5
"""A short answer less likely than this is no plain one."""
BESIDE: Final = 0.5
"""Of the pairs of words of a question, those that a sentence further down must have."""
_FEWEST = 3
_NONE: Final[Mapping[str, Article]] = MappingProxyType({})


def plainly_told(
    question: str, evidence: Sequence[Evidence], articles: Mapping[str, Article] = _NONE
) -> int | None:
    """The place of the first of the best sentences that tells it plainly, if any does.

    Args:
        question: As searched for, typing slips undone; a follow-up carries its subject in brackets
            and is left to the reader.
        evidence: The sentences, best first.
        articles: Whole, by id; a yes or a no leans on them.
    """
    words = AskedWords(question)
    read, named = words.read, words.named
    if "(" in question or len(named) < _FEWEST:
        return None
    likely = [p for p in evidence[:LOOKED_AT] if p.span is not None and p.probability > 0]
    told = [p for p in likely if words.tells(p.text)]
    kind = ask(question).kind
    if not told and kind in ("number", "date"):
        told = [p for p in likely if _fits(p, kind) and _under(p, named, read)]
    elif not told and kind in ("person", "place"):
        told = [p for p in evidence if _word_for_word(question, p.text, named, read)]
    if not told and kind in ("date", "place") and likely and likely[0] is evidence[0]:
        told = [p for p in likely[:1] if _of_its_title(p, named, read)]
    elif not told and kind == "yesno":
        held = [(p, articles.get(p.article_id)) for p in evidence[:LOOKED_AT]]
        told = [p for p, article in held if yes_or_no(question, p.text, article)]
    return list(evidence).index(told[0]) if told else None


def _word_for_word(question: str, text: str, named: Sequence[str], read: Reading) -> bool:
    """Whether a sentence has every word, side by side as in the question."""
    return set(read(text)).issuperset(named) and beside(question, text) >= BESIDE


def _of_its_title(piece: Evidence, named: Sequence[str], read: Reading) -> bool:
    """Whether the title names the event and the best sentence, with a sure answer, some of it."""
    own, title = set(read(piece.text)), set(read(piece.title))
    named = [word for word in named if word not in _HAPPENING]
    held = sum(word in own for word in named)
    return (
        (own | title).issuperset(named)
        and held >= max(_SOME, BEST * len(named))
        and piece.span_probability >= MARKED
        and piece.short_answer.lower() not in piece.title.lower()
    )


def _under(piece: Evidence, named: Sequence[str], read: Reading) -> bool:
    """Whether what is not in the sentence is in its title, and the title gives no other figure."""
    own, title = set(read(piece.text)), set(read(piece.title))
    if not (own | title).issuperset(named) or piece.span_probability < MARKED:
        return False
    given = {n.value for n in numbers(piece.title)} - {n.value for n in numbers(" ".join(named))}
    marked = {n.value for n in numbers(piece.short_answer)}
    if title.issuperset(named):
        return bool(given & marked)
    return sum(word in own for word in named) >= SHARE * len(named)


def _fits(piece: Evidence, kind: str) -> bool:
    """Whether the marked words hold a figure or a date, as was asked for."""
    said = Said(piece.short_answer)
    return bool(dates_in(said) if kind == "date" else amounts(said, []))
