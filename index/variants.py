"""Finds other names of the same thing (Moskva, Moscow, Mát-xcơ-va; UBND) by a small table.

Knows the table `variants.tsv` beside it and nothing else; the table is read on first use.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_Y_TO_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_I_OR_Y = re.compile(r"(?:h|k|l|m|s|t|v|qu)[yỳýỷỹỵ]")


def spell(syllable: str) -> str:
    """Returns the one spelling of a syllable that is written with i or y (lý -> lí)."""
    return syllable.translate(_Y_TO_I) if _I_OR_Y.fullmatch(syllable) else syllable


@cache
def variant_table() -> dict[tuple[str, ...], str]:
    """Returns the syllables of a form -> the term that stands for it ("=moskva")."""
    table: dict[tuple[str, ...], str] = {}
    text = files("index").joinpath("variants.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, forms = line.split("\t")
            for form in forms.split("|"):
                table[tuple(spell(syllable) for syllable in form.split())] = "=" + name.replace(
                    " ", ""
                )
    return table


@cache
def _first_syllables() -> dict[str, int]:
    longest: dict[str, int] = {}
    for form in variant_table():
        longest[form[0]] = max(longest.get(form[0], 0), len(form))
    return longest


def variant_terms(marked: list[str], folded: list[str]) -> list[str]:
    """Returns the terms of the names found, longest form first, left to right.

    Args:
        marked: the terms of a text, in one spelling.
        folded: the same terms without marks.
    """
    table, longest = variant_table(), _first_syllables()
    found, at = [], 0
    while at < len(folded):
        step = 1
        for length in range(longest.get(folded[at], 1), 1, -1):
            name = table.get(tuple(folded[at : at + length]))
            if name:
                found.append(name)
                step = length
                break
        else:
            name = table.get((marked[at],))
            if name:
                found.append(name)
        at += step
    return found
