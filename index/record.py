"""What the store knows of an article beside its passages; knows nothing of Chroma."""

from dataclasses import dataclass
from datetime import datetime


def id_of_passage(article_id: str, revision: int, ordinal: int) -> str:
    """The id of a passage: derived, never drawn."""
    return f"{article_id}.{revision}.{ordinal}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The one record that says which revision of an article counts.

    Attributes:
        revision: The current one; passages of another revision are not shown.
        passages: How many passages the current revision has.
        content_hash: Of the current revision.
        hashes: Of every revision ever taken in, oldest first, so that an old file added again
            changes nothing.
        lead: The first characters of the text, for lists.
        signature: MinHash of the text (``corpus.copies``); empty where the text is too short.
        changed: Nanoseconds since 1970 at the last change; grows with each change.
        removed: Whether the article was removed and only undoing brings it back.
    """

    article_id: str
    revision: int
    title: str
    source: str = ""
    author: str = ""
    url: str = ""
    published_at: datetime | None = None
    passages: int = 0
    content_hash: str = ""
    hashes: tuple[str, ...] = ()
    lead: str = ""
    signature: str = ""
    changed: int = 0
    removed: bool = False

    @property
    def passage_ids(self) -> list[str]:
        """The ids of the passages of the current revision, in order."""
        return [id_of_passage(self.article_id, self.revision, n) for n in range(self.passages)]
