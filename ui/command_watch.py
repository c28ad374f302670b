"""`hoibao add --feed URL --watch`: rounds over feeds until stopped; knows nothing of fetching."""

import json
import logging
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import Any

from corpus.article import Article
from ui.failures import one_line
from ui.session import Session, show_json

CHUNK = 64
"""Articles fetched before they are stored; the archive is open only while they are."""
KEPT = "watch.json"
_LOG = logging.getLogger(__name__)


class Stopping:
    """SIGINT and SIGTERM as an interruption, put off while articles are being stored."""

    def __init__(self) -> None:
        self._storing = self._asked = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> "Stopping":
        """Listen to both signals."""
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no longer."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self._asked = True
        if not self._storing:
            raise KeyboardInterrupt

    @contextmanager
    def storing(self) -> Iterator[None]:
        """Finish what is within before an interruption."""
        self._storing = True
        try:
            yield
        finally:
            self._storing = False
        if self._asked:
            raise KeyboardInterrupt


@dataclass(slots=True, kw_only=True)
class Round:
    """What one look at one feed gave; ``error`` where the archive could not take it in."""

    feed: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[dict[str, str]] = field(default_factory=list)
    error: str = ""


def watch(
    session: Session,
    urls: Sequence[str],
    *,
    every: float,
    allow_private: bool = False,
    as_json: bool = False,
) -> None:
    """Look at each feed every so many seconds until SIGINT or SIGTERM; one line a round.

    The archive is opened for each round and let go of after it, so that the page and other
    commands can be started and ended meanwhile.
    """
    from corpus.watching import Watched

    folder = session.folder
    kept = _read(folder / KEPT)
    feeds = [Watched(url, session.web_limits, kept.get(url)) for url in dict.fromkeys(urls)]
    due = {feed.url: 0.0 for feed in feeds}
    try:
        with Stopping() as stopping:
            while True:
                feed = min(feeds, key=lambda one: due[one.url])
                time.sleep(max(0.0, due[feed.url] - time.monotonic()))
                done = look(session, feed, stopping, allow_private=allow_private)
                pause = feed.pause(every)
                due[feed.url] = time.monotonic() + pause
                _tell(done, datetime.now().astimezone() + timedelta(seconds=pause), as_json)
    except KeyboardInterrupt:
        print("Đã dừng theo dõi; những gì đã nạp vẫn còn.", file=sys.stderr)


def look(session: Session, feed: Any, stopping: Stopping, *, allow_private: bool) -> Round:
    """One round over one feed: fetch what is new, store it, remember that it is stored."""
    from corpus.web import Web
    from index.connection import failures
    from index.embedding_errors import EmbeddingError
    from index.store_errors import StoreError

    done = Round(feed=feed.url)
    lost: tuple[type[Exception], ...] = (StoreError, EmbeddingError, OSError, *failures())
    try:
        with Web(session.web_limits, allow_private=allow_private) as web:
            stream = feed.fresh(web, time.time())
            while chunk := list(islice(stream, CHUNK)):
                _store(session, chunk, done, stopping)
        _keep(session.folder / KEPT, feed.url, feed.settle())
    except lost as error:
        _LOG.info("a round failed", exc_info=True)
        feed.fail()
        done.error = one_line(str(error))
    return done


def _store(session: Session, chunk: Sequence[Any], done: Round, stopping: Stopping) -> None:
    """Add the articles of a chunk, counting into the round."""
    from index.archive import Archive

    articles = [thing for thing in chunk if isinstance(thing, Article)]
    done.skipped += [
        {"path": str(thing.path), "reason": thing.reason}
        for thing in chunk
        if not isinstance(thing, Article)
    ]
    if not articles:
        return
    with stopping.storing(), Archive.open(session.folder, session.index_settings) as archive:
        added = archive.add(articles)
    done.added += added.added
    done.updated += added.updated
    done.unchanged += added.unchanged


def _tell(done: Round, following: datetime, as_json: bool) -> None:
    """One line for the round; what was skipped goes to stderr."""
    if as_json:
        counts = {"added": done.added, "updated": done.updated, "unchanged": done.unchanged}
        when = following.isoformat(timespec="seconds")
        show_json(
            {
                "feed": done.feed,
                **counts,
                "skipped": done.skipped,
                "error": done.error,
                "next": when,
            }
        )
        sys.stdout.flush()
        return
    for skip in done.skipped:
        print(f"bỏ qua {one_line(skip['path'])}: {skip['reason']}", file=sys.stderr)
    what = (
        f"chưa nạp được ({done.error})"
        if done.error
        else f"thêm {done.added} bài, cập nhật {done.updated}, không đổi {done.unchanged}, "
        f"bỏ qua {len(done.skipped)}"
    )
    now = datetime.now().astimezone()
    print(f"{now:%d/%m %H:%M} {done.feed}: {what}; lần sau {following:%H:%M}", flush=True)


def _read(file: Path) -> dict[str, Any]:
    """What was kept of each feed; nothing where the file is missing or spoiled."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _LOG.warning("%s is not used: %s", file, error)
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(file: Path, url: str, known: dict[str, Any]) -> None:
    """Write down what is known of a feed; the file is whole at any moment."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    fresh.write_text(json.dumps({**_read(file), url: known}), encoding="utf-8")
    fresh.replace(file)
