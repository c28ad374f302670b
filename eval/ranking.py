"""Ranking measures over ids, best first, and the ids that are relevant; binary relevance."""

from collections.abc import Collection, Sequence
from math import log2


def hit(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """1 where a relevant id is among the first k, else 0 (also called success@k)."""
    return float(any(name in relevant for name in ranked[:k]))


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """One over the rank of the first relevant id among the first k, else 0.

    Its mean is MRR@k (Voorhees, The TREC-8 Question Answering Track Report, 1999).
    """
    for rank, name in enumerate(ranked[:k], 1):
        if name in relevant:
            return 1 / rank
    return 0.0


def ndcg(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """Discounted gain at k over that of the ideal ranking of all relevant ids (0 without any).

    Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002; gain 1,
    discount log2(rank + 1). The ideal is over what is relevant, not over what was retrieved.
    """
    gain = sum(1 / log2(rank + 1) for rank, n in enumerate(ranked[:k], 1) if n in relevant)
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    return gain / ideal if ideal else 0.0


def first_seen(names: Sequence[str]) -> list[str]:
    """The names in order, each once: passages become a ranking of their articles."""
    return list(dict.fromkeys(names))


def ranking_scores(ranked: Sequence[str], relevant: Collection[str]) -> dict[str, float]:
    """All ranking measures of one question by name; an id ranked twice counts once."""
    ranked = first_seen(ranked)
    return {
        "hit@1": hit(ranked, relevant, 1),
        "hit@3": hit(ranked, relevant, 3),
        "hit@10": hit(ranked, relevant, 10),
        "mrr@10": reciprocal_rank(ranked, relevant),
        "ndcg@10": ndcg(ranked, relevant),
    }
