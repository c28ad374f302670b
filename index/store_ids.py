"""Which passages of articles a Chroma collection holds, told by their ids alone.

A filter over metadata costs Chroma time with the size of the collection (.06 s for one article
and .8 s with its revision at 550,000 passages), so it is asked for many articles at once, or not
at all: the ids of an article's passages are known.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from index.record import id_of_passage

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

_BLOCK = 64
"""Ids asked for at a time; few articles have more passages."""
_MANY = 1000
"""Articles asked for at a time."""

Held = dict[str, dict[int, list[str]]]
"""Ids of passages by article and revision."""


def of_revision(where: "Collection", article_id: str, revision: int) -> list[str]:
    """The ids of the passages of one revision, which are numbered without gaps."""
    found: list[str] = []
    for start in range(0, 10**9, _BLOCK):
        ids = [id_of_passage(article_id, revision, o) for o in range(start, start + _BLOCK)]
        found += (there := where.get(ids=ids, include=[])["ids"])
        if len(there) < len(ids):
            break
    return found


def held(where: "Collection", article_ids: Sequence[str]) -> Held:
    """The ids of all passages of articles, by article and revision."""
    found: Held = defaultdict(lambda: defaultdict(list))
    for at in range(0, len(article_ids), _MANY):
        wanted: Any = {"article_id": {"$in": list(article_ids[at : at + _MANY])}}
        for passage_id in where.get(where=wanted, include=[])["ids"]:
            article_id, revision, _ = passage_id.rsplit(".", 2)
            found[article_id][int(revision)].append(passage_id)
    return found
