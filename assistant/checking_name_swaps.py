"""Names of a claim that stand in another name's place in its source; knows no articles."""

from collections.abc import Callable, Sequence

from assistant.answer import Difference
from assistant.checking_aliases import other_names
from assistant.checking_name_forms import by_other_name, spelt_alike
from assistant.checking_name_runs import Name, names
from assistant.checking_words import Pair, Said


def exchanged(
    pair: Pair, theirs: Sequence[Name], there: Callable[[Name], bool]
) -> list[Difference]:
    """A name that stands exactly where the source has another one.

    Args:
        pair: The claim beside its source.
        theirs: The names of the source.
        there: Whether the source has a name anywhere.
    """
    ours = names(pair.claim)
    found: list[Difference] = []
    for swap in pair.swaps if pair.close else []:
        empty = swap.source[0] == swap.source[1] or swap.claim[0] == swap.claim[1]
        if empty or not (swap.left and swap.right):
            continue
        new = [n for n in ours if _covers(n, swap.claim)]
        old = [n for n in theirs if _covers(n, swap.source)]
        if len(new) == 1 and len(old) == 1 and there(new[0]):
            alike = set(new[0].keys) <= set(old[0].keys) or set(old[0].keys) <= set(new[0].keys)
            known = _terms(new[0]) & _terms(old[0])
            if not alike and not known and not spelt_alike(new[0], old):
                found.append(
                    Difference(
                        claim=pair.claim.text[new[0].start : new[0].end],
                        source=pair.source.text[old[0].start : old[0].end],
                        kind="name",
                    )
                )
    return found


def reordered(pair: Pair, theirs: Sequence[Name]) -> list[Difference]:
    """Names that changed places while every other word stayed where it was."""
    ours = names(pair.claim)
    if sorted(pair.claim.keys) != sorted(pair.source.keys):
        return []
    mine, others = (_parted(s, n) for s, n in ((pair.claim, ours), (pair.source, theirs)))
    if mine[0] == others[0] or mine[1] != others[1]:
        return []
    first = next(i for i, (a, b) in enumerate(zip(mine[0], others[0], strict=False)) if a != b)
    return [Difference(claim=mine[0][first], source=others[0][first], kind="name")]


def _parted(said: Said, found: Sequence[Name]) -> tuple[list[str], list[str]]:
    """The words of a text that belong to names, and the others."""
    inside = {i for n in found for i in range(n.first, n.last)}
    named = [w.text for i, w in enumerate(said.words) if i in inside]
    return named, [w.key for i, w in enumerate(said.words) if i not in inside]


def _terms(name: Name) -> set[str]:
    return set(other_names(name.keys))


def _covers(name: Name, span: tuple[int, int]) -> bool:
    """Whether a span is a name or part of one, but for a title before it."""
    inside = name.first <= span[0] and span[1] <= name.last
    return inside or (
        name.last == span[1] and span[0] <= name.first <= span[0] + 2 and span[0] < name.last
    )


def replaced_by(name: Name, pair: Pair, theirs: Sequence[Name]) -> Name | None:
    """The source's name that stands just where this one does, laid side by side."""
    for swap in pair.swaps:
        if swap.left and swap.right and swap.claim[0] < name.last and name.first < swap.claim[1]:
            if swap.claim[1] - swap.claim[0] > len(name.keys) + 3:
                continue
            for other in theirs:
                if swap.source[0] < other.last and other.first < swap.source[1]:
                    return other
    return None


def ousted_by(name: Name, pair: Pair, theirs: Sequence[Name]) -> Name | None:
    """The source's whole name that this one, told elsewhere in the sentence, has driven out.

    "Donald Trump giữ lại trợ lý của Obama", "Barack Obama giữ lại trợ lý của Obama".
    """
    if not pair.close or len(name.keys) < 2:
        return None
    other = replaced_by(name, pair, theirs)
    if other is None or len(other.keys) < 2 or set(other.keys) & set(pair.claim.keys):
        return None
    aliases = set(other_names(name.keys)) & set(other_names(other.keys))
    return None if aliases or by_other_name(other, pair.claim) else other
