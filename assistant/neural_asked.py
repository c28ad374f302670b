"""What kind of thing a question asks for, and which words of an article are of that kind.

Coarse on purpose: these are hints among the reader's features, which learns how far to trust them.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.neural_words import Words, fold, hashed

DATE: Final = re.compile(
    r"\b(khi nao|bao gio|luc nao|(?:hom|ngay|nam|thang|hoi|bua|dem|toi|sang|chieu|thu|dip|mua|quy|"
    r"the ky|thoi diem|thoi gian) nao|(?:thang|nam|ngay|thu|mung) may|may gio|nam bao nhieu|bao h|"
    r"chung nao)\b"
)
NUMBER: Final = re.compile(
    r"\b(?:bao nhieu|may|bao lau|bao xa|bao lon|ty le|ti le|con so|muc nao|gia nao)\b"
)
REASON: Final = re.compile(
    r"\b(vi sao|tai sao|do dau|vi dau|nho dau|ly do|nguyen nhan|vi co gi|co gi|do gi|vi gi)\b"
    r"|^(?:sao|vi)\b"
)
PERSON: Final = re.compile(
    r"\b(ai|nguoi nao|ong nao|ba nao|vi nao|co nao|anh nao|ten gi|ten la gi|ho ten|nhan vat nao)\b"
)
PLACE: Final = re.compile(
    r"\b(dau|cho nao|noi nao|(?:tinh|nuoc|thanh pho|huyen|xa|quan|phuong|bang|khu|vung|"
    r"quoc gia|dao|thi tran|dia phuong|benh vien|truong|san bay|duong|pho) nao)\b"
)
UNIT: Final = re.compile(
    r"\b(?:bao nhieu|may)\s+(?:(?:tram|nghin|ngan|trieu|ty|ti|chuc)\s+)*(\w+|%)"
)
KINDS: Final = (
    ("date", DATE), ("number", NUMBER), ("why", REASON), ("person", PERSON), ("place", PLACE),
)  # fmt: skip
COLUMN: Final = {"number": 0, "date": 1, "person": 2, "place": 2, "name": 2, "why": 3}

_TIME_WORDS: Final = "ngay thang nam gio h sang trua chieu toi dem hom thu tuan mung ram quy mua"
_CAUSE_WORDS: Final = "vi do boi nho khien ly nguyen nen tai gay bi nham"
_TIMES: Final = frozenset(map(hashed, _TIME_WORDS.split()))
_CAUSES: Final = frozenset(map(hashed, _CAUSE_WORDS.split()))


def asked_kind(question: str) -> tuple[str, int]:
    """Return the kind ("" if none is plain) and the hash of the unit asked for (or -1)."""
    text = fold(question)
    kind = next((name for name, pattern in KINDS if pattern.search(text)), "")
    if kind == "" and re.search(r"\b\w+ nao\b", text):
        kind = "name"
    unit = UNIT.search(text)
    return kind, hashed(unit.group(1)) if unit and kind == "number" else -1


def word_kinds(words: Words, shape: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return (n, 4): is the word part of a figure, a time, a name, a cause?"""
    n = len(words.surface)
    out = np.zeros((n, 4), dtype=np.bool_)
    if not n:
        return out
    digit = shape[:, 0] > 0
    first = np.array([s[0] for s in words.syllables], dtype=np.int64)
    timely = np.isin(first, list(_TIMES))
    near = np.zeros(n, dtype=np.bool_)
    near[1:] |= timely[:-1]
    near[:-1] |= timely[1:]
    out[:, 1] = (shape[:, 3] > 0) | (shape[:, 4] > 0) | (digit & near)
    out[:, 0] = digit & (shape[:, 4] == 0)
    out[:, 2] = (shape[:, 1] > 0) | (shape[:, 2] > 0) | (shape[:, 9] > 0)
    out[:, 3] = np.isin(first, list(_CAUSES))
    return out
