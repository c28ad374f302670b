"""Undoes slips of Telex typing ("tieengs" -> "tiếng") where a word is otherwise unknown.

Knows the Telex keys and how a Vietnamese syllable is built; knows no dictionary: the caller says
how often a word is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_ONSETS = "b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
_RIMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|ech|em|en|eng|enh|eo|ep|et|eu|i|ia|ich|iec|iem|ien|"
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
OFTENER = 10
"""Times that a word must be written oftener than its keys to be meant by them."""


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


def repair_typing(text: str, times: Callable[[str], int]) -> str:
    """Returns the text with the Telex slips undone.

    A word that is written nowhere is one; where a text has such a word, so is one that is written
    far less often than what its keys stand for ("gif" beside "gì"), and one in small letters of
    which neither is written.

    Args:
        text: a question as typed.
        times: how often a lower-case word is written in what is searched.
    """
    text = unicodedata.normalize("NFC", text)
    meant = {word: found for word in _words(text) if (found := untelex(word))}
    sure = {word for word, found in meant.items() if _is_slip(word, found, times)}
    if not sure:
        return text

    def mend(match: re.Match[str]) -> str:
        word, written = match[0].lower(), match[0]
        if (found := meant.get(word)) is None:
            return written
        often, its = times(found), times(word)
        if word not in sure and often <= OFTENER * its and (its or not written.islower()):
            return written
        return found.capitalize() if written[0].isupper() else found

    return _WORD.sub(mend, text)


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _is_slip(word: str, meant: str, times: Callable[[str], int]) -> bool:
    """Whether a word is no word: "bus" may be one that is unknown, "tuwowngs" cannot be."""
    if times(word):
        return False
    return times(meant) > 0 or (_bare(meant) != word.rstrip("fsrxj") and not is_syllable(word))
