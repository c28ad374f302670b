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
    r"\b(khi nao|bao gio|luc nao|(?:hom|ngay|nam|thang|hoi|bua|dem|toi|sang|chieu|dip|mua|"
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
    r"\b(ai|nguoi nao|ong nao|ba nao|vi nao|co nao|anh nao|ten gi|ten la gi|ho ten|nhan vat nao|"
    r"(?:cau thu|ca si|dien vien|luat su|bac si|tuyen thu|hoc sinh|nghe si|nguoi mau|hoa hau|"
    r"thu mon|hlv|quan chuc|bo truong|lanh dao) nao)\b"
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
FOCUS: Final = re.compile(r"\b(\w+) (?:nao|gi)\b")
_VAGUE: Final = frozenset(
    "the cai la lam noi co vi ly nhu ra dieu viec luc khi ngay nguoi vao".split()
)
MEASURES: Final = (
    (r"(?:may|bao nhieu) phan tram|(?:ty|ti) le|%", "% phan tram"),
    (r"bao nhieu tien|(?:may|bao nhieu) (?:dong|usd|do|trieu|ty|ti|nghin|ngan)\b|gia (?:\w+ )*?"
     r"(?:bao nhieu|may)|het bao nhieu", "dong usd do euro trieu ty nghin ngan vnd"),
    (r"bao lau|may (?:gio|phut|ngay|tuan|thang|nam|tieng)",
     "nam thang ngay gio phut tuan giay tieng dem"),
    (r"bao xa|bao nhieu (?:km|cay|m|met)|may (?:km|cay|m|met)|cao bao nhieu|dai bao nhieu",
     "km m met cm mm dam kilomet ki"),
    (r"nang bao nhieu|(?:may|bao nhieu) (?:kg|can|ky|ki|tan|ta|yen|gam)",
     "kg ky tan ta yen gam can mg"),
    (r"may do\b|bao nhieu do\b|nhiet do|richter|do lon", "do richter c"),
    (r"rong bao nhieu|dien tich|(?:may|bao nhieu) (?:m2|ha|hec)", "m2 ha hecta met m km2 hec"),
    (r"may tuoi|bao nhieu tuoi|tuoi tac", "tuoi"),
    (r"(?:may|bao nhieu) nguoi|so nguoi", "nguoi ca nan hanh"),
)  # fmt: skip
_MEASURES: Final = [
    (re.compile(rf"(?<!\w)(?:{asked})"), tuple(map(hashed, units.split())))
    for asked, units in MEASURES
]
COLUMN: Final = {"number": 0, "date": 1, "person": 2, "place": 2, "name": 2, "why": 3}

_TIME_WORDS: Final = "ngay thang nam gio h sang trua chieu toi dem hom thu tuan mung ram quy mua"
_CAUSE_WORDS: Final = "vi do boi nho khien ly nguyen nen tai gay bi nham"
_TITLE_WORDS: Final = (
    "ong ba anh chi em co chu bac thay cu chau be su si doc tich truong tuong ta thu vien hlv "
    "mc nsnd nsut hau phu giao uy cao can dau mau ceo bo muc vua hoang"
)
_SAYING_WORDS: Final = "noi biet rang dinh se bo ke the"


def _numbers(words: str) -> NDArray[np.int64]:
    return np.array(sorted({hashed(w) for w in words.split()}), dtype=np.int64)


_TITLES: Final = _numbers(_TITLE_WORDS)
_SAYING: Final = _numbers(_SAYING_WORDS)
_TIMES: Final = _numbers(_TIME_WORDS)
_CAUSES: Final = _numbers(_CAUSE_WORDS)


def asked_kind(question: str) -> tuple[str, int]:
    """Return the kind ("" if none is plain) and the hash of the unit asked for (or -1)."""
    text = fold(question)
    kind = next((name for name, pattern in KINDS if pattern.search(text)), "")
    if kind == "" and re.search(r"\b\w+ nao\b", text):
        kind = "name"
    unit = UNIT.search(text)
    return kind, hashed(unit.group(1)) if unit and kind == "number" else -1


def asked_focus(question: str) -> int:
    """Return the hash of the noun that the question asks about ("quỹ nào": quy), or -1."""
    found = [x for x in FOCUS.findall(fold(question)) if x not in _VAGUE]
    return hashed(found[-1]) if found else -1


def asked_units(question: str) -> tuple[int, ...]:
    """Return the hashes of all units in which the asked figure may be given."""
    text = fold(question)
    return tuple(u for asked, units in _MEASURES if asked.search(text) for u in units)


def word_kinds(words: Words, shape: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return (n, 5): is the word part of a figure, a time, a name, a cause, a person's name?"""
    n = len(words.surface)
    out = np.zeros((n, 5), dtype=np.bool_)
    if not n:
        return out
    digit = shape[:, 0] > 0
    first = np.array([s[0] for s in words.syllables], dtype=np.int64)
    timely = np.isin(first, _TIMES)
    near = np.zeros(n, dtype=np.bool_)
    near[1:] |= timely[:-1]
    near[:-1] |= timely[1:]
    out[:, 1] = (shape[:, 3] > 0) | (shape[:, 4] > 0) | (digit & near)
    out[:, 0] = digit & (shape[:, 4] == 0)
    out[:, 2] = (shape[:, 1] > 0) | (shape[:, 2] > 0) | (shape[:, 9] > 0)
    out[:, 3] = np.isin(first, _CAUSES)
    last = np.array([s[-1] for s in words.syllables], dtype=np.int64)
    titled = np.isin(last, _TITLES)
    for gap in (1, 2, 3):
        out[gap:, 4] |= titled[:-gap]
    out[:-1, 4] |= np.isin(last[1:], _SAYING)
    out[:, 4] &= out[:, 2]
    return out
