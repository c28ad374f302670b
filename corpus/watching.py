"""A feed read again and again: only what is new or changed, and no more often than is polite.

Knows neither the store nor a file: what must be remembered is handed out and taken back.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from corpus.article import Article
from corpus.draft import Limits, UnreadableError
from corpus.feeds import Entry, Unread, entries
from corpus.fetching import article_of
from corpus.page import NEVER_SEEN, AwayError, Page, Stamp
from corpus.parsing import Parser
from corpus.reading import Skipped
from corpus.web import Web, WebLimits

RETRIES = 3
"""Rounds in which a page that gave no article is tried again."""
LOOK_AGAIN = 6 * 3600.0
"""Seconds after which a page that the feed still names is asked whether it changed."""
LONGEST_PAUSE = 6 * 3600.0
"""Seconds between two rounds at most, however often a server failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is remembered of one entry: what the feed said of it, its page's stamp, and when."""

    changed: str = ""
    etag: str = ""
    modified: str = ""
    at: float = 0.0
    failed: int = 0


class Watched:
    """One feed and what is known of it.

    Attributes:
        failures: Rounds in a row in which its server was in trouble.
    """

    def __init__(self, url: str, limits: WebLimits, kept: Any = None) -> None:
        """Begin anew, or with what ``settle`` gave; anything else is passed over."""
        self.url = url
        self.failures = 0
        self._limits = limits
        self._sizes = Limits(file=limits.size, seconds=limits.seconds)
        self._stamp, self._known = _read(kept)
        self._begin()

    def _begin(self) -> None:
        self._found: dict[str, _Known] = {}
        self._listed: set[str] = set()
        self._complete = self._all_settled = True
        self._trouble, self._wait, self._next = False, 0.0, self._stamp

    def fresh(self, web: Web, now: float) -> Iterator[Article | Skipped]:
        """What is new or changed since the last round that was settled; at most one limit's worth.

        A server in trouble ends the round. Nothing counts as known before ``settle``.

        Args:
            web: The client, of this round.
            now: Seconds since 1970.
        """
        self._begin()
        parser = Parser(self._sizes)
        try:
            yield from self._round(web, parser, now)
        finally:
            parser.close()

    def _round(self, web: Web, parser: Parser, now: float) -> Iterator[Article | Skipped]:
        left = self._limits.pages
        for found in entries(
            lambda url: self._feed(web, url), parser.feed, self.url, self._limits.size
        ):
            if isinstance(found, Unread):
                self._complete, self._trouble = False, True
                self._wait = max(self._wait, getattr(found.error, "wait", 0.0))
                yield Skipped(found.url, str(found.error))
                continue
            self._listed.add(found.key)
            if not self._due(found, now):
                continue
            if not left:
                self._complete = False
                return
            left -= 1
            yield from self._one(web, parser, found, now)
            if self._trouble:
                return

    def _feed(self, web: Web, url: str) -> Page:
        """The feed itself is asked for only if it changed."""
        if url != self.url:
            return web.get(url)
        page = web.get(url, self._stamp)
        self._next = page.stamp
        self._complete = self._complete and not page.unchanged
        return page

    def _due(self, entry: Entry, now: float) -> bool:
        known = self._known.get(entry.key)
        return (
            known is None
            or 0 < known.failed <= RETRIES
            or known.changed != entry.changed
            or not 0 <= now - known.at < LOOK_AGAIN
        )

    def _one(
        self, web: Web, parser: Parser, entry: Entry, now: float
    ) -> Iterator[Article | Skipped]:
        """The article of an entry, nothing where its page did not change."""
        known = self._known.get(entry.key, _Known())
        failed, stamp = 0, Stamp(known.etag, known.modified)
        try:
            page = web.get(entry.url, stamp)
            stamp = page.stamp
            if not page.unchanged:
                yield article_of(page, entry, parser, self._sizes)
        except AwayError as error:
            self._complete, self._trouble, self._wait = False, True, error.wait
            yield Skipped(entry.url, str(error))
            return
        except UnreadableError as error:
            failed, stamp = min(known.failed, RETRIES) + 1, NEVER_SEEN
            self._all_settled = self._all_settled and failed > RETRIES
            yield Skipped(entry.url, str(error))
        self._found[entry.key] = _Known(
            changed=entry.changed,
            etag=stamp.etag,
            modified=stamp.modified,
            at=now,
            failed=failed,
        )

    def settle(self) -> dict[str, Any]:
        """Count what the round gave as known, after it was stored; to be kept as JSON."""
        self._known.update(self._found)
        if self._complete:
            self._known = {key: self._known[key] for key in self._listed if key in self._known}
            self._stamp = self._next if self._all_settled else NEVER_SEEN
        self.failures = self.failures + 1 if self._trouble else 0
        known = {key: asdict(entry) for key, entry in self._known.items()}
        return {"etag": self._stamp.etag, "modified": self._stamp.modified, "known": known}

    def fail(self) -> None:
        """Forget the round: what it gave could not be stored and will be given again."""
        self._begin()
        self.failures += 1

    def pause(self, every: float) -> float:
        """Seconds to the next round: longer each time while the server is in trouble."""
        backed_off = min(every * 2.0 ** min(self.failures, 20), max(every, LONGEST_PAUSE))
        return max(backed_off, self._wait)


def _read(kept: Any) -> tuple[Stamp, dict[str, _Known]]:
    """The stamp of a feed and its known entries, as ``settle`` gave them."""
    try:
        stamp = Stamp(str(kept["etag"]), str(kept["modified"]))
        return stamp, {
            str(key): _Known(
                changed=str(entry["changed"]),
                etag=str(entry["etag"]),
                modified=str(entry["modified"]),
                at=float(entry["at"]),
                failed=int(entry["failed"]),
            )
            for key, entry in kept["known"].items()
        }
    except (TypeError, KeyError, AttributeError, ValueError):
        return NEVER_SEEN, {}
