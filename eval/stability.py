"""Whether a question typed otherwise gets the same answer from the same place."""

from collections.abc import Mapping
from typing import Any

from eval.answers import answer_tokens


def same_answer(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """1 where two answer objects say the same, or both refuse; else 0."""
    if one["refused"] or other["refused"]:
        return float(one["refused"] == other["refused"])
    return float(answer_tokens(said(one)) == answer_tokens(said(other)))


def said(answer: Mapping[str, Any]) -> str:
    """The short answer of an answer object, or what its claims say."""
    claims = " ".join(c["text"] for c in answer["claims"])
    return str(answer["short_answer"] or claims)


def same_citations(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """The share of quotes two answer objects have in common (Jaccard); 1 where none cites."""
    mine, yours = (
        {(c["article_id"], c["start"], c["end"]) for c in a["citations"]} for a in (one, other)
    )
    return len(mine & yours) / len(mine | yours) if mine | yours else 1.0


def stability(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, float]:
    """The measures of one question typed in two ways."""
    return {
        "same_answer": same_answer(one, other),
        "same_citations": same_citations(one, other),
    }
