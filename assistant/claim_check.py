"""A claim held against the archive or a given source; knows nothing of pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant.answer import Citation, Support
from assistant.answer_json import citation_object
from assistant.checking import check_claim
from assistant.citing import cite_all
from assistant.claim_likeness import shares
from assistant.claim_parts import Part, claim_parts
from assistant.claim_weighing import Held, Outcome, decide, held_against
from assistant.english import NEEDED_CLAIM
from assistant.explaining import explain
from corpus.article import Article
from corpus.sentences import sentences

if TYPE_CHECKING:
    from assistant.assistant import Assistant


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCheck:
    """What the archive says to a claim.

    Attributes:
        outcome: ``supported``; ``differs`` where a source speaks of the same thing and says
            otherwise; ``not_found`` where none speaks of it.
        parts: Each figure, date, name and quoted word of the claim, with its own verdict.
        citations: The sentences it was held against, the best first.
        against: Numbers of cited sentences that say otherwise than the claim.
        as_of: Date of the newest cited source.
        notices: Sentences for the reader: that a claim in English was not checked, and why.
    """

    claim: str
    outcome: Outcome
    support: Support
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...]
    against: tuple[int, ...] = ()
    as_of: datetime | None = None
    timings: dict[str, float] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def check_against_source(claim: str, quote: str, article: Article | None) -> dict[str, Any]:
    """The JSON object that says whether a quote bears out a claim.

    Args:
        claim: One sentence.
        quote: What it is said to rest on; the article's whole text where it is empty.
        article: Where the quote is from, where that is known.
    """
    quotes = [(quote, article)] if quote.strip() else []
    if not quotes and article is not None:
        quotes = [(text, article) for text in _likest(claim, article)]
    return support_object(check_claim(claim, quotes))


def support_object(support: Support) -> dict[str, Any]:
    """The JSON object of what the checker found."""
    return {
        "support": support.level,
        "differences": [
            {"claim": d.claim, "source": d.source, "kind": d.kind} for d in support.differences
        ],
    }


def check_object(check: ClaimCheck) -> dict[str, Any]:
    """The JSON object of a check against the archive."""
    return {
        "claim": check.claim,
        "outcome": check.outcome,
        **support_object(check.support),
        "parts": [
            {"text": p.text, "kind": p.kind, "verdict": p.verdict, "source": p.source,
             "start": p.start, "end": p.end}
            for p in check.parts
        ],
        "citations": [citation_object(c) for c in check.citations],
        "against": list(check.against),
        "as_of": check.as_of.isoformat() if check.as_of else None,
        "timings": {k: round(v, 5) for k, v in check.timings.items()},
        "notices": list(check.notices),
    }  # fmt: skip


def check_against_archive(assistant: "Assistant", claim: str) -> ClaimCheck:
    """What the archive says to a claim, with the sentences that say it."""
    if assistant.needs_another_model(claim):
        return _not_read(claim)
    began = perf_counter()
    hits = assistant.archive.retrieve(claim)
    ids = list(dict.fromkeys(h.passage.article_id for h in hits))
    articles = assistant.archive.articles(ids[: assistant.settings.context_articles])
    found = perf_counter()
    held = held_against(claim, list(articles.values()))
    outcome, chosen = decide(held)
    check = _composed(claim, outcome, chosen, articles)
    check.timings.update(retrieve=found - began, check=perf_counter() - found)
    return check


def _not_read(claim: str) -> ClaimCheck:
    """What is said to a claim that the model cannot read: no part of it is judged."""
    return ClaimCheck(
        claim=claim,
        outcome="not_found",
        support=Support("unsupported"),
        parts=(),
        citations=(),
        notices=(NEEDED_CLAIM,),
    )


def _composed(
    claim: str, outcome: Outcome, chosen: Sequence[Held], articles: Mapping[str, Article]
) -> ClaimCheck:
    """The check put together; what was only nearest is cited but bears nothing."""
    citations = [
        explain(c, articles[c.article_id])
        for c in cite_all([h.evidence for h in chosen], articles, span=False)
    ]
    support = chosen[0].support if chosen else Support("unsupported")
    if outcome == "not_found":
        support = Support("unsupported")
    against = tuple(
        c.number
        for c, h in zip(citations, chosen, strict=True)
        if outcome != "not_found" and h.support.level == "unsupported"
    )
    return ClaimCheck(
        claim=claim,
        outcome=outcome,
        support=support,
        parts=claim_parts(
            claim,
            support.differences,
            found=outcome != "not_found",
            source=chosen[0].evidence.text if chosen else "",
        ),
        citations=tuple(citations),
        against=against,
        as_of=max((c.published_at for c in citations if c.published_at), default=None),
    )


def _likest(claim: str, article: Article) -> list[str]:
    """The two sentences of an article that are most like a claim."""
    texts = [article.text[s:e] for s, e in sentences(article.text)]
    found = shares(claim, texts)
    best = sorted(range(len(texts)), key=lambda i: -found[i])[:2]
    return [texts[i] for i in sorted(best)]
