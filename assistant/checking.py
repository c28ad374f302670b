"""The support checker: does a cited sentence say what the claim says; knows no writer.

Rules, not a model: a figure, date, name, negation, unit or speaker that differs is named, so that
a reader sees at once what is wrong. What the rules cannot see is a wrong verb in its place.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Difference, Support
from assistant.checking_bonds import bond_differences
from assistant.checking_contrasts import contrast_differences
from assistant.checking_dates import date_differences
from assistant.checking_days import dates_in
from assistant.checking_doers import doer_differences
from assistant.checking_figures import figure_differences
from assistant.checking_labels import label_differences
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
from assistant.checking_words import Pair, Said, pair
from corpus.article import Article

LEAST_LIKENESS = 0.25
"""A claim with a smaller share of its words in the source is not supported by it."""
ANCHORED = 0.15
"""The same for a claim that has a figure or a name of the source."""
_LINE = re.compile(r"[\"“”„«»‘’']")


def check_claim(text: str, cited: Sequence[tuple[str, Article | None]]) -> Support:
    """What the cited sentences bear out of a claim.

    Args:
        text: The claim, one sentence.
        cited: Each quote with the article it comes from, where that is known.
    """
    quotes = [quote for quote, _ in cited if quote.strip()]
    if not quotes or not text.strip():
        return Support("unsupported")
    if any(verbatim(text, quote) for quote in quotes):
        return Support("verbatim")
    articles = [article for _, article in cited if article is not None]
    context = " ".join(f"{a.title} {a.text}" for a in articles)
    sides = pair(text, "\n".join(quotes).replace("\n", " "), context)
    found = differences(sides, articles, " ".join(_before(q, a) for q, a in cited if a))
    anchored = _anchored(sides)
    if found or sides.likeness() < (ANCHORED if anchored else LEAST_LIKENESS):
        return Support("unsupported", tuple(found))
    if not anchored and not set(sides.claim.keys) & set(sides.source.keys) - _SAYING_NOTHING:
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


def differences(sides: Pair, articles: Sequence[Article], before: str = "") -> list[Difference]:
    """All that a claim says otherwise than its source, each place once, surest first.

    Args:
        sides: The claim beside its source.
        articles: Where the source is from, as far as that is known.
        before: What the articles say just before it.
    """
    ours, theirs = dates_in(sides.claim), dates_in(sides.source)
    found = [
        *date_differences(sides, ours, theirs, articles),
        *figure_differences(
            sides, [(d.start, d.end) for d in ours], [(d.start, d.end) for d in theirs], articles
        ),
        *label_differences(sides),
        *name_differences(sides, articles, before),
        *speech_differences(sides, articles),
        *negation_differences(sides),
        *order_differences(sides),
        *contrast_differences(sides),
        *title_differences(sides, articles),
        *role_differences(sides),
        *doer_differences(sides),
        *tail_differences(sides),
        *slot_differences(sides, articles, before),
        *bond_differences(sides),
        *plan_differences(sides),
        *amount_differences(sides),
    ]
    found += speakers_renamed(sides, found)
    if not any(d.kind in ("figure", "date", "unit") for d in found):
        found += swapped_differences(sides) or pairing_differences(sides)
    return list(dict.fromkeys(_as_typed(d, sides) for d in found))


def _as_typed(difference: Difference, sides: Pair) -> Difference:
    """The difference with the claim's words as the reader typed them."""
    at = sides.claim.text.find(difference.claim)
    if at < 0 or sides.claim.text == sides.typed:
        return difference
    return replace(difference, claim=sides.typed[at : at + len(difference.claim)])
