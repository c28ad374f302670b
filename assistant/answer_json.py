"""Answers as plain JSON objects (the form DESIGN.md promises) and questions from them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assistant.answer import Answer, Ask, Citation, Claim, Turn
from corpus.dates import parse_date


def answer_object(answer: Answer) -> dict[str, Any]:
    """The JSON object of an answer; every date in ISO 8601."""
    return {
        "question": answer.question,
        "searched_for": answer.searched_for,
        "refused": answer.refused,
        "confidence": round(answer.confidence, 4),
        "p_answerable": round(answer.p_answerable, 4),
        "short_answer": answer.short_answer,
        "claims": [claim_object(c) for c in answer.claims],
        "citations": [citation_object(c) for c in answer.citations],
        "nearest": [citation_object(c) for c in answer.nearest],
        "as_of": _iso(answer.as_of),
        "since": _iso(answer.since),
        "until": _iso(answer.until),
        "disagreement": [list(group) for group in answer.disagreement],
        "phantoms": list(answer.phantoms),
        "notices": list(answer.notices),
        "writer": answer.writer,
        "timings": {stage: round(seconds, 5) for stage, seconds in answer.timings.items()},
    }


def claim_object(claim: Claim) -> dict[str, Any]:
    """The JSON object of a claim."""
    return {
        "text": claim.text,
        "support": claim.support.level,
        "differences": [
            {"claim": d.claim, "source": d.source, "kind": d.kind}
            for d in claim.support.differences
        ],
        "citations": list(claim.citations),
    }


def citation_object(citation: Citation) -> dict[str, Any]:
    """The JSON object of a citation; offsets count characters of the article's text."""
    return {
        "number": citation.number,
        "article_id": citation.article_id,
        "revision": citation.revision,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "title": citation.title,
        "source": citation.source,
        "author": citation.author,
        "url": citation.url,
        "published_at": _iso(citation.published_at),
        "span": list(citation.span) if citation.span else None,
        "note": citation.note,
        "copies": [list(copy) for copy in citation.copies],
        "content_hash": citation.content_hash,
        "superseded": citation.superseded,
    }


def ask_from(line: Mapping[str, Any]) -> Ask:
    """The question of one line of a batch or of a question set.

    Raises:
        ValueError: No text, or a date that cannot be read.
    """
    text = line.get("text") or line.get("question")
    if not isinstance(text, str) or not text.strip():
        raise ValueError('cần một khóa "text" có nội dung')
    history = line.get("history") or []
    source = line.get("source") or line.get("sources") or []
    return Ask(
        question=text,
        history=tuple(Turn(str(t["question"]), str(t.get("answer", ""))) for t in history),
        since=moment(line.get("since")),
        until=moment(line.get("until"), end=True),
        sources=(source,) if isinstance(source, str) else tuple(source),
        now=moment(line.get("now")),
    )


def moment(text: str | None, *, end: bool = False) -> datetime | None:
    """The moment a date names; the end of that day where ``end`` and no time is given.

    Raises:
        ValueError: It is no date.
    """
    if not text:
        return None
    parsed = parse_date(text)
    if parsed is None:
        raise ValueError(f"không hiểu ngày {text!r}; hãy viết như 2021-04-30 hoặc 30/4/2021")
    if end and (parsed.hour, parsed.minute, parsed.second) == (0, 0, 0):
        return parsed.replace(hour=23, minute=59, second=59)
    return parsed


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None
