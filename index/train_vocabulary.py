"""Builds the Unigram tokenizer of the static model: syllables, words, their folded forms.

Knows word counts and spelling variants; knows nothing of vectors.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.analysis import fold, normalise

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
)
_FOLDED_SHARE = 0.2
_I_Y = dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))
_I_OR_Y = re.compile(r"(?<![^\W\d_])((?:h|k|l|m|s|t|v|qu))([iìíỉĩịyỳýỷỹỵ])(?![^\W\d_])")
_NEW_OPEN = re.compile(r"(?<!q)(òa|óa|ỏa|õa|ọa|òe|óe|ỏe|õe|ọe|ùy|úy|ủy|ũy|ụy)(?![^\W\d_])")
_TO_OLD = dict(
    zip(
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        strict=True,
    )
)


def canonical(word: str) -> str:
    """Returns the one spelling that stands for all variants of a word (hoà = hòa, kì = kỳ)."""
    return _I_OR_Y.sub(lambda m: m[1] + _I_Y.get(m[2], m[2]), normalise(word))


def variants(word: str) -> set[str]:
    """Returns the spellings of a canonical word: both tone placements, both i and y."""
    to_i = {y: i for i, y in _I_Y.items()}
    forms = {word, _I_OR_Y.sub(lambda m: m[1] + to_i.get(m[2], m[2]), word)}
    return forms | {_NEW_OPEN.sub(lambda m: _TO_OLD[m[1]], form) for form in forms}


def read_words(path: Path) -> Counter[str]:
    """Returns how often each word occurs, from a file of word, tab, count."""
    counts: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count = line.split("\t")
        counts[canonical(word)] += int(count)
    return counts


def extra_words(texts: Iterable[str], known: Counter[str], at_least: int) -> Counter[str]:
    """Returns the written words that `known` lacks and that occur often enough, with counts."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(re.findall(r"[^\W_]+", normalise(text)))
    merged: Counter[str] = Counter()
    for word, count in found.items():
        if canonical(word) not in known and len(word) < 25:
            merged[canonical(word)] += count
    return Counter({word: count for word, count in merged.items() if count >= at_least})


def fragments(rare: Counter[str], size: int) -> Counter[str]:
    """Returns the most useful pieces of 2 to 5 letters of words outside the vocabulary.

    A piece that begins a word carries the mark "▁".
    """
    found: Counter[str] = Counter()
    for word, count in rare.items():
        marked = "▁" + word
        for length in (2, 3, 4, 5):
            for start in range(len(marked) - length + 1):
                found[marked[start : start + length]] += count * (length - 1)
    return Counter(dict(found.most_common(size)))


def choose_pieces(
    words: Counter[str], extra: Counter[str], rare: Counter[str], size: int
) -> dict[str, float]:
    """Returns piece -> log probability, at most `size` of them, one per canonical form."""
    counts: Counter[str] = Counter(words)
    counts.update(extra)
    for word, count in words.items():
        for syllable in word.split():
            if " " in word:
                counts[syllable] += max(1, count // 50)
    folded: Counter[str] = Counter()
    for word, count in counts.items():
        folded[canonical(fold(word))] += math.ceil(count * _FOLDED_SHARE)
    for word, count in folded.items():
        if word not in counts:
            counts[word] = count
    total = sum(counts.values())
    pieces: dict[str, float] = {}
    broken = fragments(rare, 4000)
    for word, count in counts.most_common(size - len(broken) - 400):
        pieces["▁" + word.replace(" ", "▁")] = math.log(count / total)
    mass = sum(broken.values())
    for piece, count in broken.items():
        pieces.setdefault(piece, math.log(count / mass) - 8)
    for letter in LETTERS + "0123456789%":
        for piece in (letter, "▁" + letter):
            pieces.setdefault(piece, -18.0)
    pieces.setdefault("▁", -12.0)
    return pieces


def build_tokenizer(pieces: dict[str, float]) -> tuple[Tokenizer, list[int]]:
    """Returns the tokenizer and, for each of its token ids, the row of the vector table.

    Spelling variants are tokens of their own that share a row. Row 0 is for unknown characters.
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    vocabulary: list[tuple[str, float]] = [("<unk>", -25.0)]
    rows, taken = [0], {"<unk>"}
    for row, (piece, score) in enumerate(pieces.items(), start=1):
        plain = piece.replace("▁", " ")
        for form in sorted(variants(plain), key=lambda form: form != plain):
            surface = form.replace(" ", "▁")
            if surface not in taken and (surface == piece or surface not in pieces):
                taken.add(surface)
                vocabulary.append((surface, score if surface == piece else score - 0.01))
                rows.append(row)
    tokenizer: Any = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    stop = r" *[^\p{L}\p{M}\p{N}% ][^\p{L}\p{M}\p{N}%]*| {2,}"
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(stop), "removed"),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False),
        ]
    )
    return tokenizer, rows
