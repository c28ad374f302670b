"""The support checker tried on a set of claims: what it catches and what it flags wrongly."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Support
from assistant.checking import check_claim
from corpus.article import Article
from corpus.reading import read_articles
from corpus.samples import sample_paths

CLAIMS = Path(__file__).with_name("sets") / "claims.jsonl"
"""The set that comes with the project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim of a set.

    Attributes:
        article: Id of the article the quote is from; empty where only the quote is given.
        altered: What was made wrong in it; ``None`` for a true claim.
        made: ``hand``, ``restated`` or ``program``.
    """

    claim_id: str
    claim: str
    article: str
    quote: str
    altered: str | None
    made: str = ""


def read_claims(path: Path) -> list[ClaimLine]:
    """The claims of a JSON Lines file, in order.

    Raises:
        ValueError: A line is none; the message names it.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(ClaimLine(**json.loads(line)))
        except (TypeError, ValueError) as error:
            raise ValueError(f"{path}, dòng {number}: {error}") from error
    return found


def sample_articles() -> dict[str, Article]:
    """The articles that come with the project, which the set that does so cites, by id."""
    return {a.article_id: a for a in read_articles(sample_paths()) if isinstance(a, Article)}


def measure_claims(lines: Sequence[ClaimLine], articles: Mapping[str, Article]) -> dict[str, Any]:
    """Counts and rates: ``caught`` of the altered claims, ``flagged`` of the true ones.

    Args:
        lines: The claims.
        articles: By id; a claim whose article is missing is checked against its quote alone.
    """
    results = [(line, _checked(line, articles)) for line in lines]
    altered = [(x, s) for x, s in results if x.altered is not None]
    true = [(x, s) for x, s in results if x.altered is None]
    kinds = sorted({x.altered for x, _ in altered if x.altered})
    return {
        "altered": len(altered),
        "caught": _rate(s.level == "unsupported" for _, s in altered),
        "named rightly": _rate(any(d.kind == x.altered for d in s.differences) for x, s in altered),
        "by kind": {
            kind: {
                "altered": sum(x.altered == kind for x, _ in altered),
                "caught": _rate(s.level == "unsupported" for x, s in altered if x.altered == kind),
            }
            for kind in kinds
        },
        "true": len(true),
        "flagged": _rate(s.level == "unsupported" for _, s in true),
        "levels": dict(Counter(s.level for _, s in true)),
        "missed": [x.claim_id for x, s in altered if s.level != "unsupported"],
        "wrongly flagged": [x.claim_id for x, s in true if s.level == "unsupported"],
    }


def _checked(line: ClaimLine, articles: Mapping[str, Article]) -> Support:
    return check_claim(line.claim, [(line.quote, articles.get(line.article))])


def _rate(values: Iterable[bool]) -> float | None:
    """The share that is true, four digits; ``None`` of nothing."""
    found = list(values)
    return round(sum(found) / len(found), 4) if found else None
