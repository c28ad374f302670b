"""The archive: articles in, passages out; joins the store, the lexical index and the model."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic

from corpus.article import Article
from index.adding import Adding
from index.catalogue import Catalogue
from index.embedding import Embedder, open_embedder
from index.hit import Hit
from index.intake import Added
from index.lexical import Lexical
from index.listing import Entry, Listing
from index.owner import Owner
from index.preparing import of_use
from index.recent import Recent
from index.record import Record
from index.retrieval import HybridRetriever
from index.settings import IndexSettings
from index.store import Store
from index.store_errors import StoreUnavailable

log = logging.getLogger(__name__)
HELD = 10_000
"""Passages remembered until what is derived takes them in: about 70 MB with their terms."""
FRESH = 2.0
"""Seconds after which a process that is not the only writer looks for what others added."""

Progress = Callable[[int], None]


class Archive:
    """The articles of one store; close it, or use it as a context manager."""

    def __init__(self, owner: Owner, settings: IndexSettings) -> None:
        """Open over a connection that ``Archive.open`` made."""
        self.settings = settings
        self._owner = owner
        self.embedder: Embedder = open_embedder(settings)
        self.store = Store(owner.client, embedder=self.embedder.name, dim=self.embedder.dim)
        self.store.before_writing = owner.keep_maps
        self.lexical = Lexical(owner.derived / "lexical", self.embedder.name)
        self.catalogue = Catalogue(owner.derived / "catalogue")
        self._retriever = HybridRetriever(self.store, self.lexical, self.embedder, settings)
        if owner.exclusive:
            self.store.mend()
        self.catch_up()

    @classmethod
    def open(
        cls, data: Path, settings: IndexSettings | None = None, *, serve: bool = False
    ) -> "Archive":
        """The archive in a folder, or at ``settings.store_url`` with ``data`` for what is derived.

        Args:
            data: The data folder.
            settings: Table ``[index]``.
            serve: Whether other processes shall be able to use the folder meanwhile.

        Raises:
            StoreError: It cannot be opened, is owned by another process, or does not fit.
            EmbeddingError: The embedding model cannot be loaded.
        """
        settings = settings or IndexSettings()
        owner = Owner.open(data, settings, serve=serve)
        try:
            return cls(owner, settings)
        except BaseException:
            owner.close()
            raise

    def close(self) -> None:
        """Let go of the folder; nothing is lost by not calling this."""
        self.lexical.close()
        self.catalogue.close()
        self._owner.close()

    def __enter__(self) -> "Archive":
        """The archive itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    # --- writing ---------------------------------------------------------------------------

    def add(self, articles: Iterable[Article], on_progress: Progress | None = None) -> Added:
        """Take in articles; new, changed and unchanged ones counted.

        Each batch is durable when it is counted, so that a killed run resumes by adding again.

        Args:
            articles: Streamed; never more than a few hundred are held.
            on_progress: Called with the number of articles of each finished batch.
        """
        total = Added()
        recent = Recent(self.store, complete=self.catch_up() and self._owner.exclusive)
        helped = self._owner.exclusive and of_use(self.embedder)
        with Adding(
            self.store, recent, self.embedder, self._owner, self.settings, helped=helped
        ) as adding:
            for done in adding.through(articles):
                total += done
                if len(recent) > HELD:
                    self.catch_up(recent, wait=not helped)
                if on_progress:
                    on_progress(done.count)
        self.catch_up(recent)
        return total

    def remove(self, article_id: str) -> bool:
        """Take an article out of every search and list; whether there was one."""
        with self._owner.writing():
            gone = self.store.remove(article_id)
        self.catch_up()
        return gone is not None

    def undo_remove(self, article_id: str) -> bool:
        """Bring a removed article back; whether there was one."""
        with self._owner.writing():
            back = self.store.undo_remove(article_id)
        self.catch_up()
        return back is not None

    def catch_up(self, recent: Recent | None = None, *, wait: bool = True) -> bool:
        """Bring what is derived in step with the store, unless another process is doing it.

        Args:
            recent: What was just written and need not be read back.
            wait: Whether it must be possible to find it when this returns.
        """
        news = recent if recent is not None else self._all()
        with self._owner.deriving() as mine:
            if mine:
                self._derive(news, wait=wait)
        news.forget(complete=mine)
        if wait:
            self.store.newest = max(self.store.newest, self.lexical.newest())
        self._caught_up = monotonic()
        return mine

    def _all(self) -> Recent:
        return Recent(self.store, complete=False)

    def _derive(self, news: Recent, *, wait: bool) -> None:
        """Catch up; what a killed process left unusable is thrown away and derived again."""
        whole, known = self._owner.exclusive, news.ready
        words = partial(self.lexical.catch_up, verify=whole, known=known, wait=wait)
        for part, catch_up in ((self.lexical, words), (self.catalogue, self.catalogue.catch_up)):
            try:
                catch_up(news)
            except ValueError as error:
                log.warning("%s is built again: %s", type(part).__name__, error)
                part.renew()
                self._again(catch_up)

    def _again(self, catch_up: Callable[[Recent], int]) -> None:
        """Catch up from nothing; StoreUnavailable where nothing can be written beside the store."""
        try:
            catch_up(self._all())
        except ValueError as error:
            raise StoreUnavailable(
                f"không ghi được chỉ mục cạnh kho ({error}); ổ đĩa còn chỗ không? Bài đã nạp xong "
                "vẫn còn trong kho; hãy giải phóng chỗ rồi chạy lại"
            ) from error

    def rebuild(self) -> None:
        """Throw away what is derived and derive it again from the store."""
        with self._owner.deriving():
            self.lexical.renew()
            self.catalogue.renew()
        self.catch_up()

    def _stay_fresh(self) -> None:
        """Notice within ``FRESH`` seconds what other processes added."""
        if not self._owner.exclusive and monotonic() - self._caught_up > FRESH:
            self.catch_up()

    # --- reading ---------------------------------------------------------------------------

    def retrieve(
        self,
        question: str,
        *,
        top_k: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        sources: Sequence[str] = (),
    ) -> list[Hit]:
        """Current passages for a question, best first (``index.retrieval`` ranks them)."""
        self._stay_fresh()
        return self._retriever.retrieve(
            question,
            top_k=top_k or self.settings.top_k,
            since=since,
            until=until,
            sources=sources,
        )

    def as_meant(self, question: str) -> str:
        """The question with typing slips undone, as ``retrieve`` understands it."""
        return self._retriever.as_meant(question)

    def article(self, article_id: str, revision: int | None = None) -> Article | None:
        """An article whole; the current revision unless another is named."""
        return self.store.article(article_id, revision)

    def articles(self, article_ids: Sequence[str]) -> dict[str, Article]:
        """Current articles by id; missing and removed ones are left out."""
        return self.store.articles(article_ids)

    def record(self, article_id: str) -> Record | None:
        """The record of an article, also of a removed one."""
        return self.store.records([article_id]).get(article_id)

    def revisions(self, article_id: str) -> list[int]:
        """The revisions that can be read, oldest first."""
        return self.store.revisions(article_id)

    def list_articles(
        self,
        *,
        offset: int = 0,
        limit: int = 20,
        search: str = "",
        sort: str = "date",
        descending: bool = True,
    ) -> Listing:
        """One page of the list of articles, and how many there are in all."""
        self._stay_fresh()
        return self.catalogue.page(
            offset=offset, limit=limit, search=search, sort=sort, descending=descending
        )

    def copies(self, article_id: str) -> list[Entry]:
        """Other articles that carry nearly the same text, most similar first."""
        return self.catalogue.copies(article_id)

    def sources(self) -> list[tuple[str, int]]:
        """Outlets with their number of articles, most first."""
        return self.catalogue.sources()

    def count(self) -> tuple[int, int]:
        """Articles and passages there are to search."""
        return self.store.count_articles(), self.store.count_passages()
