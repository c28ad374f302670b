"""What rules find of a claim beside its source; they know no writer and no model.

A figure, date, name, negation, unit or speaker that differs is named, so that a reader sees at once
what is wrong. What rules cannot see is told by a network (`claim_reading`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from assistant.answer import Difference, Support
from assistant.checking_bonds import bond_differences
from assistant.checking_contrasts import contrast_differences
from assistant.checking_dates import date_differences
from assistant.checking_days import dates_in
from assistant.checking_doers import doer_differences
from assistant.checking_figures import figure_differences
from assistant.checking_labels import label_differences
from assistant.checking_meaning import on_the_same
from assistant.checking_name_runs import names
from assistant.checking_names import name_differences
from assistant.checking_negation import negation_differences
from assistant.checking_negators import negators
from assistant.checking_orders import order_differences
from assistant.checking_pairings import pairing_differences
from assistant.checking_plans import amount_differences, plan_differences
from assistant.checking_roles import role_differences
from assistant.checking_slots import slot_differences
from assistant.checking_speech import speakers_renamed, speech_differences
from assistant.checking_swaps import swapped_differences
from assistant.checking_tails import tail_differences
from assistant.checking_titles import title_differences
from assistant.checking_words import ASIDE, Pair, Said, pair
from corpus.article import Article

RULES: Final = (  # as `differences` names them
    "date", "figure", "label", "name", "speech", "negation", "order", "contrast", "title", "role",
    "doer", "tail", "slot", "bond", "plan", "amount", "renamed", "swapped",
)  # fmt: skip
_LINE = re.compile(r"[\"“”„«»‘’']")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What the rules say of a claim.

    Attributes:
        support: Their verdict, with what differs.
        raised: How many differences each rule found, by its name.
        likeness: Share of the claim's words (0..1) that the source has.
        close: Whether the claim is the source's sentence but for a few words.
    """

    support: Support
    raised: Mapping[str, int] = field(default_factory=dict)
    likeness: float = 0.0
    close: bool = False


def check_by_rules(text: str, cited: Sequence[tuple[str, Article | None]]) -> Support:
    """What the rules alone make of a claim; arguments as of `rule`."""
    return rule(text, cited).support


def rule(text: str, cited: Sequence[tuple[str, Article | None]]) -> Ruled:
    """What the rules find of a claim in the cited sentences.

    What a sentence has in brackets may be left out.

    Args:
        text: The claim, one sentence.
        cited: Each quote with the article it comes from, where that is known.
    """
    ruled = _ruled(text, cited)
    if ruled.support.differences and (bare := _without_asides(text, cited)) != list(cited):
        again = _ruled(text, bare)
        if again.support.level != "unsupported":
            return replace(again, support=Support("supported"))
    return ruled


def _without_asides(
    text: str, cited: Sequence[tuple[str, Article | None]]
) -> list[tuple[str, Article | None]]:
    """The quotes without brackets that hold no word of the claim."""
    own = set(Said(text).keys)
    if "(" in text:
        return list(cited)

    def kept(aside: re.Match[str]) -> str:
        return aside[0] if own.intersection(Said(aside[1]).keys) else ""

    return [(ASIDE.sub(kept, quote), article) for quote, article in cited]


def _ruled(text: str, cited: Sequence[tuple[str, Article | None]]) -> Ruled:
    quotes = [quote for quote, _ in cited if quote.strip()]
    if not quotes or not text.strip():
        return Ruled(support=Support("unsupported"))
    if any(verbatim(text, quote) for quote in quotes):
        return Ruled(support=Support("verbatim"), likeness=1.0, close=True)
    articles = [article for _, article in cited if article is not None]
    context = " ".join(f"{a.title} {a.text}" for a in articles)
    sides = pair(text, "\n".join(quotes).replace("\n", " "), context)
    raised = differences(sides, articles, " ".join(_before(q, a) for q, a in cited if a))
    found = list(dict.fromkeys(_as_typed(d, sides) for some in raised.values() for d in some))
    return Ruled(
        support=_support(sides, quotes, found),
        raised={name: len(some) for name, some in raised.items() if some},
        likeness=sides.likeness(),
        close=sides.close,
    )


def _support(sides: Pair, quotes: Sequence[str], found: Sequence[Difference]) -> Support:
    """The verdict: what differs counts first, then whether it is about the same at all."""
    if found or not on_the_same(sides, quotes):
        return Support("unsupported", tuple(found))
    shared = set(sides.claim.keys) & set(sides.source.keys) - _SAYING_NOTHING
    if not shared and not _anchored(sides):
        return Support("unsupported")
    return Support("supported")


_SAYING_NOTHING = frozenset(
    "không chưa chẳng có là và của các những một được bị đã đang sẽ cho với ở tại trong khi từ thì "
    "mà này đó rằng cũng còn the".split()
)


def _anchored(sides: Pair) -> bool:
    """Whether a figure or a name stands in both."""
    there = set(sides.source.keys)
    digits = any(k in there for k in sides.claim.keys if any(c.isdigit() for c in k))
    return digits or any(set(n.keys) <= there for n in names(sides.claim))


def verbatim(text: str, quote: str) -> bool:
    """Whether the claim is the source's own words in a row, and none before them deny it."""
    sides = Pair(Said(text), Said(quote))
    if not sides.claim.keys:
        return False
    own, other = _plain(sides.claim.text), _plain(sides.source.text)
    at = other.find(own)
    if at < 0 or _cut(other, at, len(own)):
        return False
    places = sides.source.find(sides.claim.keys)
    if not places:
        return False
    first = places[0]
    denying = [n for n in negators(sides.source) if first - 6 <= n < first]
    return not denying


def _plain(text: str) -> str:
    return _LINE.sub('"', text).casefold().strip().rstrip(".!? ")


def _cut(text: str, at: int, size: int) -> bool:
    """Whether a find begins or ends inside a word or a number."""
    before, after = text[at - 1 : at], text[at + size : at + size + 2]
    return before.isalnum() or after[:1].isalnum() or bool(re.match(r"[.,]\d|%", after))


def _before(quote: str, article: Article) -> str:
    """The title of an article and what stands just before a quote in it."""
    at = article.text.find(quote.strip())
    return f"{article.title}. {article.text[:at]}" if at >= 0 else article.title


def differences(
    sides: Pair, articles: Sequence[Article], before: str = ""
) -> dict[str, list[Difference]]:
    """All that a claim says otherwise than its source, by rule, the surest rule first.

    Args:
        sides: The claim beside its source.
        articles: Where the source is from, as far as that is known.
        before: What the articles say just before it.
    """
    ours, theirs = dates_in(sides.claim), dates_in(sides.source)
    found = {
        "date": date_differences(sides, ours, theirs, articles),
        "figure": figure_differences(
            sides, [(d.start, d.end) for d in ours], [(d.start, d.end) for d in theirs], articles
        ),
        "label": label_differences(sides),
        "name": name_differences(sides, articles, before),
        "speech": speech_differences(sides, articles),
        "negation": negation_differences(sides),
        "order": order_differences(sides),
        "contrast": contrast_differences(sides),
        "title": title_differences(sides, articles),
        "role": role_differences(sides),
        "doer": doer_differences(sides),
        "tail": tail_differences(sides),
        "slot": slot_differences(sides, articles, before),
        "bond": bond_differences(sides),
        "plan": plan_differences(sides),
        "amount": amount_differences(sides),
    }
    so_far = [d for some in found.values() for d in some]
    found["renamed"] = speakers_renamed(sides, so_far)
    if not any(d.kind in ("figure", "date", "unit") for d in (*so_far, *found["renamed"])):
        found["swapped"] = swapped_differences(sides) or pairing_differences(sides)
    return {name: list(some) for name, some in found.items()}


def _as_typed(difference: Difference, sides: Pair) -> Difference:
    """The difference with the claim's words as the reader typed them."""
    at = sides.claim.text.find(difference.claim)
    if at < 0 or sides.claim.text == sides.typed:
        return difference
    return replace(difference, claim=sides.typed[at : at + len(difference.claim)])
