"""Sources that give different figures for one question, side by side; never merges them."""

from collections.abc import Sequence

from assistant.answer import Citation
from index.figures import numbers, plain


def disagreements(question: str, citations: Sequence[Citation]) -> tuple[tuple[int, ...], ...]:
    """Groups of citation numbers from different articles that give different figures.

    Args:
        question: What was asked.
        citations: Under the answer.
    """
    if not any(w in question.lower() for w in ("bao nhiêu", "mấy")):
        return ()
    said = {}
    for c in citations:
        if c.span is None:
            continue
        values = frozenset(
            plain(f.value) for f in numbers(c.quote[c.span[0] - c.start : c.span[1] - c.start])
        )
        if values:
            said[c.number] = (c.article_id, values)
    articles = {a for a, _ in said.values()}
    figures = {v for _, v in said.values()}
    return (tuple(sorted(said)),) if len(articles) > 1 and len(figures) > 1 else ()
