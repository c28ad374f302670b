"""Denials that only the whole clause gives away: lost in other words, doubled, or undone.

Knows a claim and its source; what denies word against word is judged beside it.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from assistant.answer import Difference
from assistant.checking_refusals import denies_in_words
from assistant.checking_words import Pair, Said, around

DOUBLED = 5
"""Words within which a second denial of the claim undoes the first."""
NEAR = 6
"""Words behind a negator that it denies."""
_STOP = re.compile(r"[,.;:)]")
_DONE = re.compile(r"(?<!\w)đã (?!được|bị|có)(?:\w+ ){1,3}(?:được|xong|thành công)(?!\w)")
_TRYING = re.compile(
    r"(?<!\w)(?:(?:vẫn|đang|còn|tiếp tục) (?:\w+ ){0,3}(?:nỗ lực|tìm cách|cố gắng|cố|tìm kiếm|"
    r"chờ)|(?:nỗ lực|cố gắng|tìm cách) (?:để )?\w+|chưa (?:thể )?(?:\w+ ){1,2})(?!\w)?"
)


def denial_differences(
    pair: Pair, ours: Sequence[int], theirs: Sequence[int], weak: frozenset[str]
) -> list[Difference]:
    """Denials that the claim loses, doubles or takes for done; the first only.

    Args:
        pair: The claim beside its source.
        ours: Places of the words of denial in the claim.
        theirs: The same in the source.
        weak: Words that say nothing of what is denied.
    """
    found = itertools.chain(
        _doubled(pair, ours, theirs),
        _dropped(pair, ours, theirs, weak),
        _done(pair, ours),
        _nearly(pair, ours),
        _prefixed(pair),
    )
    return list(itertools.islice(found, 1))


def _doubled(pair: Pair, ours: Sequence[int], theirs: Sequence[int]) -> Iterator[Difference]:
    """Two denials of the claim in one clause where the source never has two."""
    if _rows(pair.source, theirs):
        return
    for first, second in _rows(pair.claim, ours):
        start, end = pair.claim.words[first].start, pair.claim.words[second].end
        source = around(pair.source, theirs[0]) if theirs else ""
        yield Difference(claim=pair.claim.text[start:end], source=source, kind="negation")


def _rows(said: Said, found: Sequence[int]) -> list[tuple[int, int]]:
    return [
        (a, b)
        for a, b in itertools.pairwise(found)
        if b - a <= DOUBLED and not _STOP.search(said.text[said.words[a].end : said.words[b].start])
    ]


def _dropped(
    pair: Pair, ours: Sequence[int], theirs: Sequence[int], weak: frozenset[str]
) -> Iterator[Difference]:
    """What the source denies and a claim without any word of denial says."""
    if ours or denies_in_words(pair.claim):
        return
    keys = pair.source.keys
    for at in theirs:
        scope = [i for i in _clause(pair.source, at) if keys[i] not in weak | {"hay"}]
        plain = {k for i, k in enumerate(keys) if not any(0 < i - n <= NEAR for n in theirs)}
        kept = [i for i in scope if keys[i] in pair.claim.keys]
        only = [i for i in kept if keys[i] not in plain]
        first = scope[:1] == only[:1] and len(keys[scope[0]]) > 1 if scope and only else False
        most = only[:1] == kept[:1] and len(kept) > 1 and 2 * len(kept) >= len(scope)
        if first or (only and most):
            here = pair.claim.keys.index(keys[only[0]])
            yield Difference(
                claim=around(pair.claim, here), source=around(pair.source, at), kind="negation"
            )


def _clause(said: Said, at: int) -> list[int]:
    """The places behind a negator up to the end of its clause."""
    found: list[int] = []
    for i in range(at + 1, min(at + 14, len(said.words))):
        if _STOP.search(said.text[said.words[at].end : said.words[i].start]):
            break
        if said.keys[i] in _PARTING and i > at + 1:
            break
        found.append(i)
    return found


_PARTING = frozenset("nhưng song mà tuy nếu vì để do dù nên khiến làm khi trong còn".split())


_PREFIXES = frozenset({"bất", "vô"})


def _prefixed(pair: Pair) -> Iterator[Difference]:
    """A word turned round by what stands before it: "bất lịch sự", "lịch sự"."""
    for mine, other in ((pair.claim, pair.source), (pair.source, pair.claim)):
        for at in (i for i, k in enumerate(mine.keys) if k in _PREFIXES):
            word = mine.keys[at + 1 : at + 3]
            plain = [i for i in other.find(word) if len(word) == 2]
            turned = _PREFIXES | {"không", "chưa", "thiếu", "mất", "kém"}
            if plain and not any(set(other.keys[max(0, i - 3) : i]) & turned for i in plain):
                here, there = around(mine, at), around(other, plain[0])
                own, source = (here, there) if mine is pair.claim else (there, here)
                yield Difference(claim=own, source=source, kind="negation")


_NEARLY = re.compile(r"(?<!\w)suýt(?: nữa)?(?: thì)?(?: chút nữa)?(?: bị| phải| mất)? (\w+)")
_SPARED = re.compile(r"(?<!\w)(?:suýt|thoát|tưởng|gần như|may mắn|hụt|sắp|nguy cơ|có thể)(?!\w)")


def _nearly(pair: Pair, ours: Sequence[int]) -> Iterator[Difference]:
    """What nearly happened in the source has happened in the claim: "suýt bị đuổi"."""
    nearly = _NEARLY.search(pair.source.lower)
    if not nearly or ours or _SPARED.search(pair.claim.lower):
        return
    if nearly[1] in pair.claim.keys:
        here = pair.claim.keys.index(nearly[1])
        yield Difference(
            claim=around(pair.claim, here),
            source=pair.source.text[nearly.start() : nearly.end()],
            kind="negation",
        )


def _done(pair: Pair, ours: Sequence[int]) -> Iterator[Difference]:
    """What is still being tried, or not yet so, is done in the claim: "đã khống chế được"."""
    done = _DONE.search(pair.claim.lower)
    trying = _TRYING.search(pair.source.lower)
    if not done or not trying or ours or re.search(r"(?<!\w)đã(?!\w)", pair.source.lower):
        return
    yield Difference(
        claim=pair.claim.text[done.start() : done.end()],
        source=pair.source.text[trying.start() : trying.end()].strip(),
        kind="negation",
    )
