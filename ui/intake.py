"""Adding articles from the page: files, pasted text and addresses, reported one by one."""

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.article import Article
from corpus.web import WebLimits

if TYPE_CHECKING:
    from index.archive import Archive

CHUNK = 64
_LIMITS = WebLimits()


@dataclass(slots=True, kw_only=True)
class Report:
    """What became of one file or address.

    Attributes:
        skipped: What gave no article, and why.
        more: How many more gave none than are told one by one.
    """

    name: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    more: int = 0


def add_paths(archive: "Archive", paths: Iterable[str]) -> Iterator[list[Report]]:
    """The reports so far, after each chunk of articles."""
    from corpus.reading import read_articles

    reports: list[Report] = []
    for path in paths:
        reports.append(Report(name=Path(path).name))
        for _ in _take_in(archive, read_articles([Path(path)]), reports[-1]):
            yield reports


def add_address(
    archive: "Archive", url: str, *, allow_private: bool, limits: WebLimits = _LIMITS
) -> Iterator[list[Report]]:
    """The report of one address, after each chunk of articles."""
    from corpus.fetching import fetch_articles

    report = Report(name=url)
    found = fetch_articles(url, allow_private=allow_private, limits=limits)
    for _ in _take_in(archive, found, report):
        yield [report]


def add_pasted(archive: "Archive", fields: dict[str, str]) -> Iterator[list[Report]]:
    """The report of one article given as title, body, source, date and url."""
    with tempfile.TemporaryDirectory(prefix="hoibao-") as folder:
        path = Path(folder) / "pasted.jsonl"
        path.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8", errors="replace")
        for reports in add_paths(archive, [str(path)]):
            reports[0].name = fields.get("title") or fields.get("body", "")[:60]
            yield reports


def _take_in(archive: "Archive", things: Iterable[Any], report: Report) -> Iterator[None]:
    """Add a stream of articles and skips in chunks, counting into the report."""
    stream = iter(things)
    yield None
    while chunk := list(islice(stream, CHUNK)):
        articles = [thing for thing in chunk if isinstance(thing, Article)]
        report.skipped += [
            (Path(str(thing.path)).name or str(thing.path), thing.reason)
            for thing in chunk
            if not isinstance(thing, Article)
        ]
        report.more += sum(t.count - 1 for t in chunk if not isinstance(t, Article))
        done = archive.add(articles)
        report.added += done.added
        report.updated += done.updated
        report.unchanged += done.unchanged
        yield None
