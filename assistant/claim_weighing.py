"""What the likest sentences of an archive say to a claim, and what follows; composes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Support
from assistant.checking import check_claim
from assistant.checking_words import Said, pair
from assistant.claim_likeness import same_matter, shares
from assistant.evidence import Evidence
from corpus.article import Article
from corpus.sentences import sentences

Outcome = Literal["supported", "differs", "not_found"]
LOOKED_AT = 8
"""Sentences, the likest first, that a claim is checked against."""
SAME_THING = 0.45
"""A sentence with a smaller weighted share of the claim's words speaks of something else."""
SAYING_IT = 0.42
"""Nor does one with a smaller share of its words say it, whatever they weigh."""
NEARLY, MORE = 0.85, 0.1
"""Shares of a claim's words: from where it is nearly a sentence, and by how much before others."""
CITED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A sentence, how like the claim it is, what the checker found, and if it is of the same.

    `likeness` weighs rare terms more and knows the title; `words` is the share of the claim's.
    """

    evidence: Evidence
    likeness: float
    support: Support
    same: bool
    words: float


def held_against(claim: str, articles: Sequence[Article]) -> list[Held]:
    """Returns the likest sentences of articles with what they say to the claim, likest first."""
    pieces = [(a, s, e) for a in articles for s, e in sentences(a.text)]
    whole = shares(claim, [f"{a.title} {a.text[s:e]}" for a, s, e in pieces])
    own = shares(claim, [a.text[s:e] for a, s, e in pieces])
    scores = [0.3 * t + 0.7 * o for t, o in zip(whole, own, strict=True)]
    best = sorted(range(len(pieces)), key=lambda i: -scores[i])[:LOOKED_AT]
    held = []
    for i in best:
        article, start, end = pieces[i]
        evidence = Evidence(
            text=article.text[start:end],
            article_id=article.article_id,
            revision=article.revision,
            start=start,
            end=end,
            probability=min(1.0, scores[i]),
            score=scores[i],
        )
        words = pair(claim, evidence.text).likeness()
        support = _said_here(claim, evidence.text, article, words)
        day = f"{article.published_at:%d/%m/%Y}" if article.published_at else ""
        same = same_matter(claim, f"{article.title}. {evidence.text}", day)
        held.append(
            Held(evidence=evidence, likeness=scores[i], support=support, same=same, words=words)
        )
    return held


def _said_here(claim: str, text: str, article: Article, words: float) -> Support:
    """What a sentence says to the claim; figures that only the rest of its article has are not its.

    Else "GDP năm 2025 tăng 7,09%" would be borne out by a sentence with 2025 in an article on 2024.
    Nor is a claim borne out by a sentence that has but a few of its words and nothing against it.
    """
    support = check_claim(claim, [(text, article)])
    if support.level == "unsupported":
        return support
    if words < SAYING_IT:
        return Support("unsupported")
    alone = check_claim(claim, [(text, None)])
    elsewhere = any(d.kind in ("figure", "unit") for d in alone.differences)
    return Support("unsupported") if elsewhere else support


def decide(held: Sequence[Held]) -> tuple[Outcome, list[Held]]:
    """Returns the outcome and the sentences it rests on."""
    near = [h for h in held if h.likeness >= SAME_THING]
    bearing = [h for h in near if h.support.level != "unsupported"]
    if bearing and not _outdone(bearing, near):
        bearing.sort(key=lambda h: (h.support.level != "verbatim", -h.likeness))
        other = [h for h in near if _contradicts(h) and h.likeness >= 0.8 * bearing[0].likeness]
        return "supported", [*bearing[: CITED - 1], *other[:1]]
    against = sorted(
        (h for h in near if _contradicts(h)),
        key=lambda h: 0.04 * len(h.support.differences) - h.likeness,
    )
    if against:
        return "differs", against[:1]
    return "not_found", list(held[:1])


def _outdone(bearing: Sequence[Held], near: Sequence[Held]) -> bool:
    """Whether the claim is a sentence that says otherwise, but for a word or two.

    Then others that have fewer of its words and nothing against it bear out nothing, unless they
    say the very thing that differs.
    """
    told = max((h for h in near if _contradicts(h)), key=lambda h: h.words, default=None)
    if told is None or told.words < max(NEARLY, MORE + max(h.words for h in bearing)):
        return False
    things = [Said(d.claim).keys for d in told.support.differences if d.kind != "negation"]
    texts = [Said(h.evidence.text) for h in bearing]
    return not things or not any(all(text.find(thing) for thing in things) for text in texts)


def _contradicts(held: Held) -> bool:
    """Whether a sentence says something else, rather than nothing, to a part of the claim."""
    return held.same and any(d.source for d in held.support.differences)
