"""Groups the passages found into articles to read; does not read them."""

from collections.abc import Callable, Mapping, Sequence

from assistant.reader_features_article import ArticleView, Readable
from assistant.reader_features_cover import Found
from corpus.article import Article
from index.hit import Hit

ARTICLES = 6
"""Articles read for one question."""
Weight = tuple[float, float, float, int]


Viewer = Callable[[Readable], ArticleView]
"""Makes or remembers the view of an article's text."""


def group(hits: Sequence[Hit], articles: Mapping[str, Article], viewer: Viewer) -> list[Found]:
    """The articles of the hits, best first, each with its passages.

    Args:
        hits: Best first.
        articles: Whole articles by id; of one that is missing only the best passage is read.
        viewer: Makes views.
    """
    groups: dict[tuple[str, int], list[Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.passage.article_id, hit.passage.revision), []).append(hit)
    weights = _weights(hits)
    return [_found(some, articles, weights, viewer) for some in list(groups.values())[:ARTICLES]]


def _found(
    hits: list[Hit],
    articles: Mapping[str, Article],
    weights: Mapping[str, Weight],
    viewer: Viewer,
) -> Found:
    """One article with its passages."""
    best = hits[0].passage
    article = articles.get(best.article_id)
    whole = article is not None and article.revision == best.revision
    at_hand = article if article is not None and whole else best
    readable = Readable(
        article_id=best.article_id,
        revision=best.revision,
        title=at_hand.title,
        text=at_hand.text,
        published_at=at_hand.published_at,
        offset=0 if whole else best.start,
    )
    mine = [weights[h.passage.passage_id] for h in hits]
    return Found(
        view=viewer(readable),
        score=max(w[0] for w in mine),
        lexical=max(w[1] for w in mine),
        dense=max(w[2] for w in mine),
        passages=tuple(
            (h.passage.start, h.passage.end, w[0], h.passage.passage_id, int(w[3]))
            for h, w in zip(hits, mine, strict=True)
        ),
    )


def _weights(hits: Sequence[Hit]) -> dict[str, Weight]:
    """Each passage's weight, its share of the best lexical score, its cosine and its place.

    The retriever's own score is not used: its scale depends on the ranker behind it.
    """
    lexical = max((h.lexical for h in hits), default=0.0) or 1.0
    dense = max((h.dense for h in hits), default=0.0) or 1.0
    return {
        h.passage.passage_id: (
            0.7 * h.lexical / lexical + 0.3 * h.dense / dense,
            h.lexical / lexical,
            h.dense,
            place,
        )
        for place, h in enumerate(hits)
    }
