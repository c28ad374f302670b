"""The same question as other people would type it: no marks, NFD, capitals, slips, keywords."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Turn
from eval.question import Question
from index.analysis import fold

AS_TYPED = "as typed"
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_SHAPES = {"\u0302": "", "\u0306": "w", "\u031b": "w"}
_ASKING = re.compile(
    r"(?<!\w)(?:bao nhiêu|bao lâu|bao giờ|khi nào|như thế nào|thế nào|vì sao|tại sao|ở đâu|là ai"
    r"|là gì|những ai|những gì|cái gì|hay không|phải không|đúng không|có phải|ai|gì|nào|mấy|đâu"
    r"|không|là|thì|mà|vậy|nhỉ|hả|được|đã|bị|của|những|các|theo|cho biết)(?!\w)",
    re.IGNORECASE,
)


def no_marks(text: str) -> str:
    """The text without tone and vowel marks, đ as d."""
    return fold(text)


def nfd(text: str) -> str:
    """The text with its letters decomposed, as some keyboards and systems send it."""
    return unicodedata.normalize("NFD", text)


def capitals(text: str) -> str:
    """The text in capitals."""
    return text.upper()


def telex(text: str) -> str:
    """The text with every second marked word as its Telex keys ("tiếng" -> "tieesng").

    This is what stays on the screen when the typing program misses a word.
    """
    words = text.split(" ")
    marked = [n for n, word in enumerate(words) if fold(word) != word]
    for n in marked[::2]:
        words[n] = _keys(words[n])
    return " ".join(words)


def _keys(word: str) -> str:
    """The Telex keys of a word: shape keys where the letter is, the tone key at the end."""
    keys, tone, last = [], "", ""
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            tone = _TONES[letter]
        elif letter in _SHAPES:
            keys.append(_SHAPES[letter] or last.lower())
        elif letter in "đĐ":
            keys.append("dd" if letter == "đ" else "Dd")
        else:
            keys.append(letter)
            last = letter
    typed = "".join(keys)
    body = typed.rstrip(".,?!:;\"”')")
    return body + tone + typed[len(body) :]


def keywords(text: str) -> str:
    """The words of a search query: asking words dropped, the second half put first.

    A name is not torn: the cut moves on behind it.
    """
    words = [w.strip("?!.,;:“”\"'()") for w in _ASKING.sub(" ", text).split()]
    words = [w for w in words if w]
    middle = (len(words) + 1) // 2
    while 0 < middle < len(words) and words[middle - 1].istitle() and words[middle].istitle():
        middle += 1
    return " ".join(words[middle:] + words[:middle]) or text


TWINS: dict[str, Callable[[str], str]] = {
    "no marks": no_marks,
    "nfd": nfd,
    "capitals": capitals,
    "telex": telex,
    "keywords": keywords,
}
"""Column to what is done to the question and to the questions before it."""


def twin(question: Question, column: str) -> Question:
    """The question as its column types it; ``AS_TYPED`` changes nothing.

    Raises:
        KeyError: There is no such column.
    """
    if column == AS_TYPED:
        return question
    change = TWINS[column]
    history = tuple(Turn(change(turn.question), turn.answer) for turn in question.history)
    return replace(question, text=change(question.text), history=history)
