"""Adding articles batch by batch: what is new is prepared and written; knows no question.

Where this process is the only writer, the next batch is prepared in a second process while this
one is written (``index.preparing``). A batch is durable when it is counted.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.article import Article
from index.embedding import Embedder
from index.intake import Added, Made, assembled, make, seen, without_repeats
from index.owner import Owner
from index.preparing import Helper, HelperLost
from index.recent import Recent
from index.record import Record
from index.settings import IndexSettings
from index.store import Store

log = logging.getLogger(__name__)
BATCH = 128
"""Articles written at a time: about a thousand passages, some 10 MB with their vectors."""
HELPED = 512
"""The same once a second process prepares them: each write costs Chroma a tenth of a second."""
ALONE = 256
"""Articles taken in before a second process is started: it costs a second."""


@dataclass(slots=True, kw_only=True)
class _Part:
    """Articles of different ids that are written at once, held against the store.

    Attributes:
        news: New and changed articles, with the record of those that are known.
        back: Removed articles that were added again as they were.
        made: What was made of the news; `None` where that is still to be done.
        asked: Whether the second process was asked for it.
    """

    count: int
    news: Sequence[tuple[Article, Record | None]]
    back: Sequence[str]
    ids: frozenset[str]
    made: Made | None = None
    asked: bool = False


class Adding:
    """One run of adding; a context manager, so that the second process ends with it."""

    def __init__(
        self,
        store: Store,
        recent: Recent,
        embedder: Embedder,
        owner: Owner,
        settings: IndexSettings,
        *,
        helped: bool,
    ) -> None:
        """Prepare to add; nothing is read yet.

        Args:
            store: What is known.
            recent: Where to write.
            embedder: The model.
            owner: The right to write.
            settings: What the second process opens the same model from.
            helped: Whether a second process may be started; only where nobody else can write.
        """
        self._store = store
        self._recent = recent
        self._embedder = embedder
        self._owner = owner
        self._settings = settings
        self._helper: Helper | None = None
        self._may_help = helped
        self._ready = False
        self._done = 0

    def __enter__(self) -> "Adding":
        """The run itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the second process, if there is one."""
        if self._helper is not None:
            self._helper.close()

    def through(self, articles: Iterable[Article]) -> Iterator[Added]:
        """What each batch came to, in order, as soon as it is durable.

        What was taken from the source when it fails is written first.
        """
        held: _Part | None = None
        parts = self._parts(articles)
        while True:
            try:
                part = next(parts, None)
            except BaseException:
                if held is not None:
                    self._finish(held)
                raise
            if held is not None and (part is None or part_ids(part) & held.ids):
                yield self._finish(held)
                held = None
            if part is None:
                return
            if held is None and not self._helped():
                with self._owner.writing():
                    done = self._finish(self._begin(part))
                yield done
                continue
            if held is not None:
                self._receive(held)
            fresh = self._begin(part)
            self._ask(fresh)
            if held is not None:
                yield self._finish(held)
            held = fresh

    def _parts(self, articles: Iterable[Article]) -> Iterator[list[Article]]:
        """The articles in batches, parted where an id would occur twice."""
        stream = iter(articles)
        while batch := list(islice(stream, HELPED if self._ready else BATCH)):
            yield from without_repeats(batch)

    def _begin(self, articles: Sequence[Article]) -> _Part:
        """Hold articles against what the store knows of them."""
        known = self._store.records([a.article_id for a in articles])
        return _Part(
            count=len(articles),
            news=[(a, r) for a in articles if not seen(a, r := known.get(a.article_id))],
            back=[
                a.article_id
                for a in articles
                if (r := known.get(a.article_id)) and r.removed and seen(a, r)
            ],
            ids=part_ids(articles),
        )

    def _finish(self, part: _Part) -> Added:
        """Write a part."""
        self._receive(part)
        made = part.made or make([(a.title, a.text) for a, _ in part.news], self._embedder)
        for article_id in part.back:
            self._recent.undo_remove(article_id)
        self._recent.put(assembled(part.news, made))
        self._done += part.count
        added = sum(r is None or r.removed for _, r in part.news)
        return Added(
            added=added + len(part.back),
            updated=len(part.news) - added,
            unchanged=part.count - len(part.news) - len(part.back),
        )

    # --- the second process ----------------------------------------------------------------

    def _helped(self) -> bool:
        """Whether there is a second process that takes work; started when it is worth it."""
        if self._helper is None:
            if not self._may_help or self._done < ALONE:
                return False
            try:
                self._helper = Helper(self._settings)
            except (OSError, HelperLost) as error:
                self._lose(error)
                return False
        try:
            self._ready = self._helper.ready()
        except HelperLost as error:
            self._lose(error)
        return self._ready

    def _ask(self, part: _Part) -> None:
        if self._helper is None or not part.news:
            return
        try:
            self._helper.send([(a.title, a.text) for a, _ in part.news])
            part.asked = True
        except HelperLost as error:
            self._lose(error)

    def _receive(self, part: _Part) -> None:
        if self._helper is None or not part.asked or part.made is not None:
            return
        try:
            part.made = self._helper.receive()
        except HelperLost as error:
            self._lose(error)

    def _lose(self, error: Exception) -> None:
        """Go on alone."""
        log.warning("the helping process ended (%s); going on without it", error)
        self._may_help = self._ready = False
        if self._helper is not None:
            self._helper.close()
            self._helper = None


def part_ids(articles: Iterable[Article]) -> frozenset[str]:
    """The ids of articles."""
    return frozenset(a.article_id for a in articles)
