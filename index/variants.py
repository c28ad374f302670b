"""Finds other names of the same thing (Moskva, Moscow, Mát-xcơ-va; UBND) by a small table.

Knows the table `variants.tsv` beside it and nothing else; the table is read on first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
def _openings() -> dict[str, dict[str, int]]:
    """Syllables of the longest form that opens with a first and a second syllable."""
    found: dict[str, dict[str, int]] = {}
    for form in variant_table():
        if len(form) > 1:
            seconds = found.setdefault(form[0], {})
            seconds[form[1]] = max(seconds.get(form[1], 0), len(form))
    return found


@cache
def _lone_forms() -> dict[str, str]:
    return {form[0]: name for form, name in variant_table().items() if len(form) == 1}


def may_begin(marked: str, folded: str) -> bool:
    """Returns whether a form in the table begins with a word, given with marks and without."""
    return folded in _openings() or marked in _lone_forms()


def variant_terms(
    marked: Sequence[str], folded: Sequence[str], places: Iterable[int] | None = None
) -> list[str]:
    """Returns the terms of the names found, longest form first, left to right.

    Args:
        marked: the terms of a text, in one spelling.
        folded: the same terms without marks.
        places: of the terms for which `may_begin` is true, where the caller knows them.
    """
    table, openings, lone = variant_table(), _openings(), _lone_forms()
    found, free = [], 0
    for at in range(len(folded)) if places is None else places:
        if at < free:
            continue
        seconds = openings.get(folded[at])
        most = seconds.get(folded[at + 1], 1) if seconds and at + 1 < len(folded) else 1
        for length in range(most, 1, -1):
            name = table.get(tuple(folded[at : at + length]))
            if name:
                found.append(name)
                free = at + length
                break
        else:
            if name := lone.get(marked[at]):
                found.append(name)
    return found
