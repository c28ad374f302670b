"""The one door through which text enters the program; knows nothing of articles."""

import re
import unicodedata
from functools import lru_cache

_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Control characters, zero-width characters, soft hyphens, bidi controls, lone surrogates,
# noncharacters and tags: nothing a reader can see, and some of them mislead what is seen.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """Text in NFC with plain spaces and line ends and nothing invisible in it.

    Typographic quotes and dashes stay. Runs of blanks become one space, lines are stripped,
    more than one blank line becomes one; a letter keeps ten marks at most, since sorting
    thousands of them would take minutes. ``clean(clean(x)) == clean(x)`` for every string.
    """
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", _stacks().sub(r"\1", text))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


@lru_cache(maxsize=1)
def _stacks() -> re.Pattern[str]:
    """Runs of more than ten combining marks, the first ten of them captured."""
    found = [c for c in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(c)]
    marks = re.escape("".join(found))
    return re.compile(rf"([{marks}]{{10}})[{marks}]+")
