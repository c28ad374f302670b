"""Tokens and words of Vietnamese text for the reader; knows nothing of questions or articles."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

TOKEN = re.compile(r"\d+(?:[.,/:-]\d+)*%?|[^\W\d_]+(?:[&'’][^\W\d_]+)*|[%$€£]", re.UNICODE)
"""Numbers with their separators, letters (a syllable or a foreign word), and money signs."""

_OLD_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


@lru_cache(maxsize=200_000)
def fold(token: str) -> str:
    """A lower-case token without tone and vowel marks, ``đ`` as ``d``."""
    plain = unicodedata.normalize("NFD", token.lower())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("đ", "d")


@lru_cache(maxsize=200_000)
def key(token: str) -> str:
    """A token in lower case with the tone where the new spelling puts it (hoà -> hòa)."""
    low = token.lower()
    if len(low) >= 2 and (new := _OLD_TONES.get(low[-2:])) and low[:-2][-1:] != "q":
        return low[:-2] + new
    return low


def has_marks(text: str) -> bool:
    """Whether any letter carries a Vietnamese mark."""
    return any(fold(t) != t.lower() for t in TOKEN.findall(unicodedata.normalize("NFC", text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The tokens of one piece of text.

    Attributes:
        keys: Lower-case forms with marks.
        folded: The same without marks.
        starts: Offset of each token in the text.
        ends: Offset after each token.
        capital: Whether the token begins with a capital letter.
    """

    keys: tuple[str, ...]
    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capital: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.keys)


def tokens(text: str) -> Tokens:
    """The tokens of a text, in order."""
    found = list(TOKEN.finditer(text))
    raw = [m.group() for m in found]
    return Tokens(
        keys=tuple(key(t) for t in raw),
        folded=tuple(fold(t) for t in raw),
        starts=tuple(m.start() for m in found),
        ends=tuple(m.end() for m in found),
        capital=tuple(t[0].isupper() for t in raw),
    )
