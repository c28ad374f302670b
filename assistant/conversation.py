"""Search queries made from a conversation by rules; knows nothing of articles.

The subject of a conversation is where it last began anew: the latest question that stands alone.
A question that leans on the conversation is searched for with the words of that subject, of the
turn before it and of what was answered there.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answer import Turn
from assistant.checking_restoring import lexicon
from assistant.conversation_leaning import leans, points
from index.analysis import fold, tokens

MOST_WORDS = 30
"""Words of the conversation added to a query; more would drown the question itself."""
NAME_WORDS = 5
"""A longer text behind "Còn" is a question of its own, not a name in place of another."""
SHORT_ANSWER = 14
"""Of an answer longer than this only the names go into a query."""
_ASKING = frozenset(
    "bao nhiêu lâu xa giờ mấy nào gì ai đâu sao thế khi hồi hôm vì tại như không phải chưa là "
    "vậy thì có "
    "được bị đã đang sẽ của và ở trong với cho từ về đến tới do để mà lại nữa rồi hả nhỉ à ạ "
    "cái những các "
    "một này đó ấy kia còn ra vào lên xuống cũng đều chỉ hơn".split()
)
_POINTING = frozenset(
    "ong ba anh chi co cau em ho no chung ay nay do truoc sau nguoi ta hien luc vay".split()
)
BARE_ASKING = frozenset(fold(word) for word in _ASKING)


def search_query(question: str, history: Sequence[Turn]) -> str:
    """What to search for: the question, with the subject of the conversation where it leans on it.

    Args:
        question: As asked.
        history: Earlier turns, oldest first.
    """
    if not history or not leans(question):
        return question
    added = _subject(question, history)
    return f"{question.strip()} ({', '.join(added)})" if added else question


def _subject(question: str, history: Sequence[Turn]) -> list[str]:
    """Phrases of the conversation that the question does not say itself, nearest first."""
    said = {fold(t.text) for t in tokens(question)}
    phrases: list[str] = []
    room = MOST_WORDS
    for phrase in _phrases(history, instead=_instead(question, history)):
        words = {fold(t.text) for t in tokens(phrase)}
        new = words - said
        if not new or len(words) > room:
            continue
        said |= words
        room -= len(words)
        phrases.append(phrase)
    return phrases


def _phrases(history: Sequence[Turn], *, instead: bool) -> Iterator[str]:
    """What may be added: the last turn, then the question with which its subject began.

    Args:
        history: Earlier turns, oldest first.
        instead: Whether the question puts another subject in place of the last one ("Còn Sơn La?"):
            then what was answered of the last one says nothing.
    """
    last = history[-1]
    yield from content_runs(last.question)
    if not instead:
        yield from _of_answer(last.answer)
    if not leans(last.question):
        return
    for turn in reversed(history[:-1]):
        began = not leans(turn.question)
        phrases = [*content_runs(turn.question), *(_of_answer(turn.answer) * (not instead))]
        yield from phrases if began else [p for p in phrases if _named(p)]
        if began:
            return


def _named(phrase: str) -> bool:
    """Whether a phrase has a name; of turns midway nothing else goes into a query."""
    return any(word[:1].isupper() for word in phrase.split()[1:]) or phrase[:1].isupper()


def content_runs(question: str) -> list[str]:
    """The runs of words of a question between the words that only ask."""
    runs: list[list[str]] = [[]]
    end = 0
    marked = question != fold(question)
    found = tokens(question)
    for at, token in enumerate(found):
        written = question[token.start : token.end] if len(question) >= token.end else token.text
        asking = token.text in _ASKING if marked else token.text in BARE_ASKING
        asking = asking and not (marked and _opens_a_word([t.text for t in found[at : at + 2]]))
        if asking or _parted(question[end : token.start]):
            runs.append([])
        if not asking:
            runs[-1].append(written)
        end = token.end
    return [
        " ".join(run) for run in runs if run and not {fold(w.lower()) for w in run} <= _POINTING
    ]


_OPENERS = frozenset("từ do bao ra lên xuống vào tại tới lại".split())
"""Syllables that only ask or join, but also begin words: "từ chối", "ra mắt", "lên ngôi"."""


def _opens_a_word(pair: Sequence[str]) -> bool:
    """Whether the first of two syllables begins a word of the lexicon with the second."""
    if len(pair) < 2 or pair[0] not in _OPENERS or pair[1] in _ASKING:
        return False
    return lexicon().get((fold(pair[0]), fold(pair[1]))) == " ".join(pair)


_NOW = re.compile(
    r"(?<!\w)(?:hom (?:nay|qua)|(?:sang|chieu|toi|trua) nay|hien (?:nay|tai|gio)|bay gio|ngay mai|"
    r"moi nhat|tuan nay|thang nay)(?!\w)"
)


def named_now(question: str) -> tuple[str, ...]:
    """Pairs of words by which a question with "hôm nay", "hiện nay" names its own subject.

    Where no passage found with the conversation's words has one of them, the question has left
    the conversation: "Giá vàng hôm nay bao nhiêu?". Empty for every other question.
    """
    bare = fold(" ".join(t.text for t in tokens(question)))
    if not _NOW.search(bare) or points(question):
        return ()
    runs = (fold(run.lower()).split() for run in content_runs(_NOW.sub(",", bare)))
    return tuple(f"{a} {b}" for run in runs for a, b in itertools.pairwise(run))


_OTHER = re.compile(r"^\s*(?:thế |vậy |và )?(?:còn|con)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Turned:
    """A question that goes over to something else: "Còn Super League thì sao?".

    Attributes:
        query: To search for where the old subject and the new one are told of nowhere together.
        new: The names it goes over to.
        old: The names of the conversation.
    """

    query: str
    new: tuple[str, ...]
    old: tuple[str, ...]


def turned(question: str, history: Sequence[Turn]) -> Turned | None:
    """What a question goes over to, or ``None`` where it names nothing new."""
    if not history or not _OTHER.match(question):
        return None
    rest = _OTHER.sub("", question)
    new = tuple(_names(f"- {rest}"))
    told = fold(" ".join(f"{t.question} {t.answer}" for t in history).lower())
    if not new or any(fold(name.lower()) in told for name in new):
        return None
    phrases = [p for p in content_runs(history[-1].question) if not _named(p)]
    old = tuple(n for t in history for n in _names(f"- {t.question}"))
    added = f" ({', '.join(phrases)})" if phrases else ""
    return Turned(f"{question.strip()}{added}", new, old)


_THEN: Final = re.compile(r"\s*(?:(?:thì|thi) (?:sao|thế nào|the nao))?[\s?.!]*$", re.IGNORECASE)


def _instead(question: str, history: Sequence[Turn]) -> bool:
    """Whether a question puts another name in place of the last subject: "Còn Sơn La?"."""
    if not _OTHER.match(question):
        return False
    rest = _THEN.sub("", _OTHER.sub("", question))
    told = fold(f"{history[-1].question} {history[-1].answer}".lower())
    if len(rest.split()) > NAME_WORDS or points(rest):
        return False
    return any(_names(f"- {rest}")) and fold(rest.lower()) not in told


def _parted(gap: str) -> bool:
    return any(mark in gap for mark in ',;:?!()"“”')


def _of_answer(answer: str) -> list[str]:
    """A short answer, or the names of a long one."""
    words = answer.split()
    if len(words) > SHORT_ANSWER:
        return list(_names(answer))
    return [" ".join(answer.strip(" .").split())] if words else []


def _names(text: str) -> Iterator[str]:
    """Runs of capitalised words that do not begin a sentence."""
    run: list[str] = []
    first = True
    for word in text.split():
        bare = word.strip('.,;:!?"“”()')
        if bare[:1].isupper() and not first:
            run.append(bare)
        if (not bare[:1].isupper() or word != bare) and run:
            yield " ".join(run)
            run = []
        first = word.endswith((".", "!", "?"))
    if run:
        yield " ".join(run)
