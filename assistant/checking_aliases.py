"""Names that news use for one another: capitals for countries, short forms for bodies.

Knows the table beside it and the one that searching uses; whoever asks says what for.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from index.analysis import fold
from index.variants import spell, variant_table


def other_names(keys: Sequence[str], large: Sequence[bool] = ()) -> list[str]:
    """One term for each name found that has other forms, whichever of them it is written in.

    Args:
        keys: The words of a text or of a name, in order.
        large: Whether each begins with a capital; of a form of one syllable ("Pháp") nothing else
            is known that parts it from a common word. All do where it is empty.
    """
    return [term for terms, _ in _found(list(keys), large) for term in terms]


def uncovered(keys: Sequence[str]) -> set[str]:
    """The words of a name that belong to no form of the table: "Sullivan" of "Mỹ Sullivan"."""
    spans = spans_with_others(keys)
    return {k for i, k in enumerate(keys) if not any(s <= i < e for s, e in spans)}


def spans_with_others(keys: Sequence[str]) -> list[tuple[int, int]]:
    """From which word to before which word each form of the table stands."""
    return [span for _, span in _found(list(keys), ())]


def _found(keys: list[str], large: Sequence[bool]) -> list[tuple[list[str], tuple[int, int]]]:
    table, longest = _table()
    bare = [fold(k) for k in keys]
    found, at = [], 0
    while at < len(keys):
        step = 1
        for length in range(longest.get(bare[at], 0), 0, -1):
            form = tuple(bare[at : at + length] if length > 1 else keys[at : at + 1])
            if (names := table.get(form)) and (length > 1 or not large or large[at]):
                found.append((names, (at, at + length)))
                step = length
                break
        at += step
    return found


@cache
def _table() -> tuple[dict[tuple[str, ...], list[str]], dict[str, int]]:
    """Every form with its terms, and how long forms are that begin with a syllable."""
    table: dict[tuple[str, ...], list[str]] = {}
    for form, name in variant_table().items():
        table.setdefault(form, []).append(name)
    lines = files("assistant").joinpath("checking_aliases.tsv").read_text(encoding="utf-8")
    for line in lines.splitlines():
        if not line or line.startswith("#"):
            continue
        name, forms = line.split("\t")
        for written in forms.split("|"):
            words = tuple(spell(w) for w in written.replace("-", " ").split())
            table.setdefault(words, []).append(f"~{name}")
    longest: dict[str, int] = {}
    for form in table:
        head = fold(form[0])
        longest[head] = max(longest.get(head, 0), len(form))
    return table, longest
