"""Claims typed without marks, written as their source writes the same words.

Every character stays in its place, so what is found in the restored text can be shown in the
reader's own. It knows the source's words and a few common ones; what neither has stays as typed.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from assistant.checking_capitals import needs_capitals, with_capitals
from index.analysis import fold, tokens

_MARKED = re.compile(r"[^\W\d_a-zA-Z]")
_SURE = {"khong": "không", "chua": "chưa", "chang": "chẳng", "ty": "tỷ", "ti": "tỉ"}
LEXICON = ("models", "ranker-vi", "words.tsv")
"""Counted words of the reader, syllables joined by blanks, in the package."""
_CAPITAL_LONE = {"my": "mỹ", "uc": "úc", "duc": "đức", "phap": "pháp", "nhat": "nhật", "han": "hàn",
                 "y": "ý", "lao": "lào", "an": "ấn", "hue": "huế"}  # fmt: skip


def restored(claim: str, source: str, context: str = "") -> str:
    """The claim with the marks and capitals its source gives the same words; as long as before.

    Args:
        claim: NFC, single blanks.
        source: What it is held against.
        context: The title and text of the article, which may name more.
    """
    if not _MARKED.search(claim) and _MARKED.search(source):
        claim = _with_marks(claim, source, context)
    return with_capitals(claim, source, context) if needs_capitals(claim) else claim


def _with_marks(claim: str, source: str, context: str) -> str:
    found = tokens(claim)
    pairs, words = _forms(source)
    more, _ = _forms(context)
    keys = [fold(t.text) for t in found]
    usual = _usual(keys)
    pieces, end = [], 0
    for at, token in enumerate(found):
        capital = claim[token.start].isupper() and not claim[token.start : token.end].isupper()
        form = (
            _counted(keys, at)
            or _paired(keys, at, pairs)
            or (_paired(keys, at, more) if capital and at else None)
            or (_CAPITAL_LONE.get(keys[at]) if capital and at else None)
            or usual.get(at)
            or _SURE.get(keys[at])
            or _most(words.get(keys[at]))
            or _paired(keys, at, more)
            or lexicon().get((keys[at],))
            or token.text
        )
        pieces += [claim[end : token.start], _cased(form, claim[token.start : token.end])]
        end = token.end
    return "".join(pieces) + claim[end:]


_MONTHS = {"gieng": "giêng", "hai": "hai", "ba": "ba", "tu": "tư", "nam": "năm", "sau": "sáu",
           "bay": "bảy", "tam": "tám", "chin": "chín", "muoi": "mười", "chap": "chạp"}  # fmt: skip
_NUMERALS = frozenset("hai ba bon sau bay tam chin muoi lam tram nghin vai may".split())


def _counted(keys: Sequence[str], at: int) -> str | None:
    """A syllable that only the figure beside it tells: "thang 4", "ba nam", "5 trieu do la"."""
    key = keys[at]
    before = keys[at - 1] if at else ""
    after = keys[at + 1] if at + 1 < len(keys) else ""
    if key == "thang" and (after[:1].isdigit() or (after in _MONTHS and before in ("dau", "cuoi"))):
        return "tháng"
    if before == "thang" and key in _MONTHS and not after[:1].isdigit():
        return _MONTHS[key] if key != "nam" or after != "truoc" else None
    if key == "nam" and (before[:1].isdigit() or before in _NUMERALS or after[:1].isdigit()):
        return "năm"
    scaled = (before, key) == ("do", "la") and at > 1
    if (key, after) == ("do", "la") and (before in _SCALES or before[:1].isdigit()):
        return "đô"
    return "la" if scaled and (keys[at - 2] in _SCALES or keys[at - 2][:1].isdigit()) else None


_SCALES = frozenset("trieu ty ti nghin ngan tram".split())


def _usual(keys: Sequence[str]) -> dict[int, str]:
    """The syllables of the longest words of the lexicon in a text, by their place."""
    found: dict[int, str] = {}
    at = 0
    while at < len(keys):
        step = 1
        for length in (4, 3, 2):
            words = lexicon().get(tuple(keys[at : at + length]), "").split()
            if len(words) == length:
                found |= dict(zip(range(at, at + length), words, strict=True))
                step = length
                break
        at += step
    return found


@lru_cache(maxsize=1)
def lexicon() -> dict[tuple[str, ...], str]:
    """Each word without marks -> the commonest way of marking it."""
    table: dict[tuple[str, ...], str] = {}
    path = files("assistant").joinpath(*LEXICON)
    for line in path.read_text(encoding="utf-8").splitlines():
        word = line.partition("\t")[0]
        if word[:1].isalpha():
            table.setdefault(tuple(fold(word).split()), word)
    return table


_Pairs = dict[tuple[str, str], Counter[tuple[str, str]]]


@lru_cache(maxsize=32)
def _forms(text: str) -> tuple[_Pairs, dict[str, Counter[str]]]:
    """How a text writes each pair of neighbours and each word, by their folded form."""
    found = [t.text for t in tokens(text)]
    bare = [fold(t) for t in found]
    pairs: _Pairs = defaultdict(Counter)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for at, word in enumerate(found):
        words[bare[at]][word] += 1
        if at:
            pairs[bare[at - 1], bare[at]][found[at - 1], word] += 1
    return dict(pairs), dict(words)


def _paired(keys: Sequence[str], at: int, pairs: _Pairs) -> str | None:
    """The word as a text writes it beside the same neighbour."""
    after = pairs.get((keys[at], keys[at + 1])) if at + 1 < len(keys) else None
    before = pairs.get((keys[at - 1], keys[at])) if at else None
    if before:
        return before.most_common(1)[0][0][1]
    return after.most_common(1)[0][0][0] if after else None


def _most(forms: Counter[str] | None) -> str | None:
    return forms.most_common(1)[0][0] if forms else None


def _cased(form: str, typed: str) -> str:
    """A form in the capitals of what was typed, where it is as long."""
    if len(form) != len(typed):
        return typed
    return "".join(f.upper() if t.isupper() else f for f, t in zip(form, typed, strict=True))
