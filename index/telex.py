"""Undoes slips of Telex typing ("tieengs" -> "tiếng") where a word is otherwise unknown.

Knows the Telex keys and how a Vietnamese syllable is built; knows no dictionary: the caller says
which words are known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_ONSETS = "b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
_RIMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|em|en|eng|eo|ep|et|eu|i|ia|ich|iec|iem|ien|"
    "ieng|iep|iet|ieu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oc|"
    "oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot|u|ua|uan|uang|uat|uay|uc|ue|uech|uenh|ui|um|un|"
    "ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu|uy|uya|uych|uyen|uyet|uynh|uyt|uyu|y|ych|"
    "yem|yen|yet|yeu"
)
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?(?:{_RIMES})")
_FINALS = {"", "a", "c", "ch", "i", "m", "n", "ng", "nh", "o", "p", "t", "u", "y"}
_DOUBLES = (("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("uow", "ươ"),
            ("ow", "ơ"), ("uw", "ư"))  # fmt: skip
_TONES = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile("[\u0300-\u036f]")
_STOPPED = re.compile(r"(?:c|ch|p|t)$")


def _bare(word: str) -> str:
    folded = _MARKS.sub("", unicodedata.normalize("NFD", word))
    return folded.replace("đ", "d")


def is_syllable(word: str) -> bool:
    """Returns whether a lower-case word is built like a Vietnamese syllable, marks aside."""
    return _SYLLABLE.fullmatch(_bare(word)) is not None


def untelex(word: str) -> str | None:
    """Returns what the Telex keys of a lower-case word would have given, or None."""
    tone, rest = "", word
    match = re.fullmatch(r"([^\W\d_]*?[aeiouyăâêôơưw][a-zăâêôơưđ]*?)([fsrxj])([a-z]*)", word)
    if match and match[3] in _FINALS:
        tone, rest = match[2], match[1] + match[3]
    shaped = rest
    for keys, letter in _DOUBLES:
        shaped = shaped.replace(keys, letter)
    shaped = re.sub(r"(?<=[aăâ])([a-zăâêôơưđ]*)w$", r"\1", shaped)
    if re.search(r"uo(?=[a-z]*w$)", shaped):
        shaped = shaped.replace("uo", "ươ").rstrip("w")
    if shaped == word or not is_syllable(shaped):
        return None
    return _with_tone(shaped, tone) if tone else shaped


def _with_tone(word: str, tone: str) -> str:
    """Returns the word with the tone on the vowel that carries it in modern spelling."""
    vowels = [at for at, letter in enumerate(word) if letter in "aăâeêioôơuưy"]
    if word.startswith(("qu", "gi")) and len(vowels) > 1:
        vowels = vowels[1:]
    marked = [at for at in vowels if word[at] in "ăâêôơư"]
    if marked:
        at = marked[-1]
    elif len(vowels) == 1 or vowels[-1] == len(word) - 1:
        at = vowels[0] if len(vowels) < 3 else vowels[1]
    else:
        at = vowels[-1]
    return unicodedata.normalize("NFC", word[: at + 1] + _TONES[tone] + word[at + 1 :])


def repair_typing(text: str, known: Callable[[str], bool]) -> str:
    """Returns the text with the Telex slips undone in words that are not known.

    Args:
        text: a question as typed.
        known: whether a lower-case word occurs in what is searched.
    """

    def mend(match: re.Match[str]) -> str:
        word = match[0].lower()
        if known(word) or (is_syllable(word) and word == _bare(word)):
            return match[0]
        return untelex(word) or match[0]

    return _WORD.sub(mend, unicodedata.normalize("NFC", text))
