"""Whether a claim keeps what its source denies, and denies nothing of its own."""

import itertools

from assistant.answer import Difference
from assistant.checking_denials import denial_differences
from assistant.checking_negators import NEGATORS, negators
from assistant.checking_opposites import opposite_differences
from assistant.checking_refusals import (
    denies_in_words,
    negative_before,
    only_measures,
    refusal_differences,
    refused_before,
)
from assistant.checking_restated import restated, unheard_of
from assistant.checking_words import Pair, Said, around, places_of

_WEAK = frozenset(
    {"có", "được", "bị", "thể", "phải", "là", "còn", "cần", "hề", "từng", "đã", "sẽ", "đang", "nên",
     "dám", "muốn", "chịu", "cho", "hoàn", "toàn", "bao", "giờ", "ai", "gì", "nào", "một", "các",
     "những", "quá", "đến", "tới", "bất", "kỳ", "kì", "cứ", "đủ", "xảy", "ra", "sự", "rõ",
     "hoặc", "và", "của", "nghĩa", "rằng", "với", "ở", "tại", "trong", "về", "do", "vì", "để",
     "khi", "này", "đó", "vẫn", "cũng", "lại", "ông", "bà", "anh", "chị", "cô", "tôi", "họ",
     "nó", "mình", "chúng", "ta", "em", "người", "mà", "thì", "theo", "như", "nhưng"}
)  # fmt: skip


def negation_differences(pair: Pair) -> list[Difference]:
    """Negations that the claim adds, loses or turns round."""
    return (
        _side_by_side(pair)
        or [*_added(pair), *_lost(pair)]
        or _turned(pair)
        or refusal_differences(pair, negators)
        or denial_differences(pair, negators(pair.claim), negators(pair.source), _WEAK)
    )


def _turned(pair: Pair) -> list[Difference]:
    """Opposite words, neither of which is denied."""
    return opposite_differences(
        pair, _WEAK, lambda said, at: any(0 < at - n <= 3 for n in negators(said))
    )


def _side_by_side(pair: Pair) -> list[Difference]:
    """A word of denial that is all one side has over the other at some place."""
    found = []
    for swap in pair.swaps:
        ours = pair.claim.keys[slice(*swap.claim)]
        theirs = pair.source.keys[slice(*swap.source)]
        if not (swap.left and swap.right) or len(ours) + len(theirs) != 1:
            continue
        said, at = (pair.claim, swap.claim[0]) if ours else (pair.source, swap.source[0])
        behind = said.keys[at + 1 : at + 8]
        alone = said.keys[at] not in NEGATORS or behind[:1] in ([], ["chỉ"])
        before = said.keys[max(0, at - 2) : at]
        either = before[-1:] in (["hay"], ["hoặc"]) and before != ["cho", "hay"]
        either = either and (not behind or not _WHETHER.isdisjoint(said.keys[max(0, at - 8) : at]))
        if not alone and not either and not only_measures(behind, "".join(before[-1:])):
            found.append(
                Difference(
                    claim=around(pair.claim, swap.claim[0]),
                    source=around(pair.source, swap.source[0]),
                    kind="negation",
                )
            )
    return found


_WHETHER = frozenset({"có", "liệu", "được"})
"""Before "hay không" they ask whether something is so."""


def _denied(said: Said, at: int) -> list[str]:
    """The words that a negator denies: up to two strong ones after it, with the weak between."""
    run: list[str] = []
    strong = 0
    for i, word in enumerate(said.words[at + 1 : at + 8], at + 1):
        if run and any(c in said.text[said.words[at].end : word.start] for c in ",.;:)"):
            break
        if word.key in NEGATORS or said.keys[i : i + 2] == ["thực", "sự"]:
            continue
        run.append(word.key)
        strong += word.key not in _WEAK
        if strong == 2:
            break
    return run


def _strong(keys: list[str]) -> list[str]:
    return [k for k in keys if k not in _WEAK] or keys[:1]


def _near_negator(said: Said, at: int, found: list[int]) -> bool:
    """Whether a negator stands closely before a word."""
    return any(0 < at - n <= 6 for n in found)


def _added(pair: Pair) -> list[Difference]:
    """Negations of the claim whose words the source says without any."""
    theirs = negators(pair.source)
    found = []
    for at in negators(pair.claim):
        first = _strong(_denied(pair.claim, at))
        if not first:
            continue
        places = places_of(pair.source, first) or places_of(pair.source, first[:1])
        places = places or ([] if theirs else _plainly(pair, at))
        if any(_near_negator(pair.source, p, theirs) or _kept(pair.source, p) for p in places):
            continue
        if any(refused_before(pair.source, p) for p in places):
            continue
        if _moved(pair.claim, at, pair.source, theirs) or restated(pair, at):
            continue
        if not places and unheard_of(pair):
            continue
        denies = bool(theirs) or denies_in_words(pair.source)
        if places or not denies or _inserted(pair, at):
            text = around(pair.claim, at)
            instead = around(pair.source, places[0], before=0) if places else ""
            found.append(Difference(claim=text, source=instead, kind="negation"))
    return found


def _plainly(pair: Pair, at: int) -> list[int]:
    """Where the source says two words in a row of the clause that a negator stands in."""
    scope = _scope(pair.claim, at)
    runs = set(itertools.pairwise(scope))
    keys = [(i, k) for i, k in enumerate(pair.source.keys) if k not in _WEAK]
    return [i for (i, k), (j, m) in itertools.pairwise(keys) if (k, m) in runs and j - i <= 2][:1]


def _lost(pair: Pair) -> list[Difference]:
    """Negations of the source whose words the claim says without any."""
    ours = negators(pair.claim)
    found = []
    for at in negators(pair.source):
        first = _strong(_denied(pair.source, at))
        if not first:
            continue
        plain = [
            p
            for p in places_of(pair.claim, first)
            if not _near_negator(pair.claim, p, ours) and not _kept(pair.claim, p)
        ]
        elsewhere = [
            p
            for p in places_of(pair.source, first)
            if not _near_negator(pair.source, p, negators(pair.source))
        ]
        if not plain and not ours and (shared := _shared(pair, at)) is not None:
            plain, elsewhere = [shared], []
        if plain and not elsewhere and not _moved(pair.source, at, pair.claim, ours):
            text = around(pair.claim, plain[0], before=0)
            found.append(Difference(claim=text, source=around(pair.source, at), kind="negation"))
    return found


def _moved(said: Said, at: int, other: Said, theirs: list[int]) -> bool:
    """Whether the other text denies the same with its negator at another place of the clause.

    "không được đánh giá cao", "đánh giá không cao".
    """
    own = set(_scope(said, at))
    for there in theirs:
        shared = own & set(_scope(other, there))
        near = _strong(_denied(said, at))[:1], _strong(_denied(other, there))[:1]
        if any(word and word[0] in shared for word in near) and shared - set(_WEAK):
            return True
    return False


_PARTING = frozenset({"nhưng", "song", "mà", "tuy", "nếu", "vì", "để", "do", "dù", "nên",
                      "khiến", "làm", "khi"})  # fmt: skip
_LIGHT = frozenset({"kịp", "đi", "vào", "ra", "lên", "tiếp", "tục", "hề", "từng"})


def _scope(said: Said, at: int) -> list[str]:
    """The words of the clause that a negator stands in, behind it."""
    run: list[str] = []
    for word in said.words[at + 1 : at + 14]:
        gap = said.text[said.words[at].end : word.start]
        first = word is said.words[at + 1]
        if any(c in gap for c in ",.;:)") or (word.key in _PARTING and not first):
            break
        if word.key not in _WEAK:
            run.append(word.key)
    return run


def _shared(pair: Pair, at: int) -> int | None:
    """Where the claim has two strong words of what a negator of the source denies, itself plain."""
    if denies_in_words(pair.claim):
        return None
    clause: list[str] = []
    for word in pair.source.words[at + 1 : at + 9]:
        if any(c in pair.source.text[pair.source.words[at].end : word.start] for c in ",.;:)"):
            break
        if word.key in _PARTING:
            break
        if word.key not in _WEAK | _LIGHT and not word.capital and not word.key[:1].isdigit():
            clause.append(word.key)
    if not set(clause[:2]) & set(pair.claim.keys):
        return None
    places = [i for i, k in enumerate(pair.claim.keys) if k in clause]
    own, denied = pair.claim.keys, negators(pair.source)
    plain = {
        (a, b)
        for i, (a, b) in enumerate(itertools.pairwise(pair.source.keys))
        if not _near_negator(pair.source, i, denied)
    }
    close = [
        i for i, j in itertools.pairwise(places) if j - i <= 2 and (own[i], own[j]) not in plain
    ]
    return close[0] if close else None


def _kept(said: Said, at: int) -> bool:
    """Whether a negative word just before keeps the denial in other words."""
    return negative_before(said, at, 5)


def _inserted(pair: Pair, at: int) -> bool:
    """Whether the negator is all that the claim has over the source at its place."""
    return any(
        s.left and s.right and s.source[0] == s.source[1] and s.claim == (at, at + 1)
        for s in pair.swaps
    )
