"""What the pages show of the archive, remembered for a few seconds; ranks nothing."""

import logging
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.answer import Ask
from corpus.sentences import sentences
from ui.asked import Asked, mixed
from ui.examples import questions_of

if TYPE_CHECKING:
    from index.archive import Archive
    from index.listing import Entry

KEPT_SECONDS = 5.0
EXAMPLES = 4
LATEST = 5
_CANDIDATES = 200
_READ = 60
_SPREAD = 12
_TRIED = 40
"""Newest titles looked at for examples, articles read, places of the archive where some more are
read, and questions tried."""
_PAUSE = 0.2
_OF_A_KIND = 2
"""Examples that ask for a figure, a person, a day or a place, as long as there are others."""
_CLAIMS_IN = 24
_SHORTEST, _LONGEST = 20, 110
_FIGURE = re.compile(r"(?<![\d/.,])[1-9]\d{1,2}(?![\d/.,])")
_Value = TypeVar("_Value")
_LOG = logging.getLogger(__name__)


class ArchiveView:
    """Numbers, outlets and example questions of one archive, for all readers."""

    def __init__(
        self, archive: "Archive", assistant: Any, busy: Callable[[], bool] = lambda: False
    ) -> None:
        """A view of an archive.

        Args:
            archive: What is shown.
            assistant: Tries the examples.
            busy: Whether a reader's question is being answered; examples are tried meanwhile not.
        """
        self.archive, self._busy = archive, busy
        self._assistant = assistant
        self._kept: dict[str, tuple[float, Any]] = {}
        self._examples: tuple[str, ...] = ()
        self._examples_of = -1
        self._lock = threading.Lock()

    def _fresh(self, key: str, make: Callable[[], _Value]) -> _Value:
        at, value = self._kept.get(key, (-KEPT_SECONDS, None))
        now = time.monotonic()
        if now - at >= KEPT_SECONDS:
            value = make()
            self._kept[key] = (now, value)
        return value  # type: ignore[no-any-return]

    def forget(self) -> None:
        """Look again at the next call: articles were added or removed."""
        self._kept.clear()

    def counts(self) -> tuple[int, int]:
        """Articles and passages."""
        return self._fresh("counts", self.archive.count)

    def outlets(self) -> list[str]:
        """Names of the outlets, most articles first."""
        return self._fresh("outlets", lambda: [name for name, _ in self.archive.sources()])

    def newest(self) -> datetime | None:
        """Date of the newest article."""
        listing = self._fresh("newest", lambda: self.archive.list_articles(limit=1))
        return listing.entries[0].published_at if listing.entries else None

    def latest(self) -> "tuple[Entry, ...]":
        """The newest articles."""
        listing = self._fresh("latest", lambda: self.archive.list_articles(limit=LATEST))
        return tuple(listing.entries)

    def claims(self) -> tuple[str, ...]:
        """Sentences to check: one that stands in a new article, and one with a figure changed."""
        return self._fresh("claims", self._find_claims)

    def _find_claims(self) -> tuple[str, ...]:
        for entry in self.archive.list_articles(limit=_CLAIMS_IN).entries:
            article = self.archive.article(entry.article_id)
            text = article.text if article else ""
            for start, end in sentences(text):
                figure = _FIGURE.search(text, start, end)
                if figure and _SHORTEST < end - start < _LONGEST and text[end - 1] == ".":
                    other = str(int(figure.group()) + 1)
                    altered = text[start : figure.start()] + other + text[figure.end() : end]
                    return text[start:end], altered
        return ()

    def examples(self) -> tuple[str, ...]:
        """Questions about the articles there; once tried, only those that are answered."""
        articles = self.counts()[0]
        if articles != self._examples_of and self._lock.acquire(blocking=False):
            self._examples_of = articles
            threading.Thread(target=self._try_examples, daemon=True).start()
        if self._examples:
            return self._examples
        titles = (next(questions_of(e.title, ""), None) for e in self._newest_entries())
        return tuple(islice((asked.text for asked in titles if asked), EXAMPLES))

    @property
    def trying(self) -> bool:
        """Whether better examples are being looked for."""
        return self._lock.locked()

    def _newest_entries(self) -> "Sequence[Entry]":
        return self.archive.list_articles(limit=_CANDIDATES).entries

    def _candidates(self) -> Iterator[tuple[Asked, str]]:
        """Questions of the newest titles, of the newest articles and of older ones; with ids."""
        entries = self._newest_entries()
        yield from _by_kind((list(questions_of(e.title, "")), e.article_id) for e in entries)
        yield from _by_kind(map(self._asked_in, entries[:_READ]))
        yield from _by_kind(map(self._asked_in, self._older_entries()))

    def _older_entries(self) -> "Iterator[Entry]":
        """Articles from all over the archive."""
        articles = self.counts()[0]
        for place in range(_SPREAD):
            offset = _READ + (articles - _READ) * place // _SPREAD
            if offset < articles:
                listing = self.archive.list_articles(offset=offset, limit=_READ // 3)
                yield from listing.entries

    def _asked_in(self, entry: "Entry") -> tuple[list[Asked], str]:
        self._let_readers_pass()
        article = self.archive.article(entry.article_id)
        asked = list(questions_of(entry.title, article.text)) if article else []
        return asked, entry.article_id

    def _try_examples(self) -> None:
        """Keep candidates that the assistant answers with what was asked for, of several kinds."""
        try:
            found: dict[str, Asked] = {}
            spare: list[Asked] = []
            for asked, article_id in islice(self._candidates(), _TRIED):
                if len(found) == EXAMPLES:
                    break
                if article_id in found or not self._answered(asked):
                    continue
                if sum(one.kind == asked.kind for one in found.values()) < _OF_A_KIND:
                    found[article_id] = asked
                else:
                    spare.append(asked)
            kept = [*found.values(), *spare][:EXAMPLES]
            self._examples = tuple(asked.text for asked in kept)
        except Exception:  # noqa: BLE001 - nobody waits for it; the archive may just be closing
            _LOG.info("examples could not be tried to the end", exc_info=True)
            self._examples_of = -1  # tried again when somebody opens the page
        finally:
            self._lock.release()

    def _let_readers_pass(self) -> None:
        while self._busy():
            time.sleep(_PAUSE)

    def _answered(self, asked: Asked) -> bool:
        self._let_readers_pass()
        answer = self._assistant.ask(Ask(question=asked.text))
        return not answer.refused and asked.answered_by(answer.short_answer)


def _by_kind(made: Iterable[tuple[list[Asked], str]]) -> list[tuple[Asked, str]]:
    """Of each article one question of a kind, kinds taking turns."""
    pairs: list[tuple[Asked, str]] = []
    for asked, article_id in made:
        firsts = {one.kind: one for one in reversed(asked)}
        pairs += [(one, article_id) for one in firsts.values()]
    return mixed(pairs, lambda one: one[0].kind)
