"""The list of articles at size: its first, middle and last page, searches and sorts, timed.

``python -m tests.many_articles --articles 100000`` puts made-up records into the real catalogue
in a folder of its own and turns its pages as the page's tab of articles does; with
``--archive FOLDER`` it turns those of an archive that is there. It knows no browser.
"""

import argparse
import base64
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from eval.speed_clock import resident
from index.catalogue import Catalogue
from index.record import Record
from ui.tab_articles import PAGE_SIZE, SORTS, list_page

WORDS = (
    "mưa lũ bão học sinh thi tốt nghiệp giá vàng xăng dầu bệnh viện cầu đường tàu điện nhà máy "
    "công nhân lương hưu thuế đất đai bóng đá đội tuyển vô địch du lịch khách sạn chợ nông dân "
    "lúa gạo cà phê xuất khẩu ngân hàng lãi suất cổ phiếu tòa án xét xử cháy rừng cứu hộ biển đảo"
).split()
OUTLETS = tuple(f"Báo {name}" for name in ("Sơn", "Thủy", "Hòa", "Lộc", "Phú", "Quý", "Tân", "Yên"))
FIRST = datetime(2016, 1, 1, tzinfo=UTC)


def made_up(count: int, seed: int = 1) -> Iterator[Record]:
    """So many records, each of another article, no two titles alike."""
    chance = random.Random(seed)
    for number in range(count):
        title = " ".join(chance.choices(WORDS, k=11))
        yield Record(
            article_id=f"{number:016x}",
            revision=1,
            title=f"{title} {number}",
            source=chance.choice(OUTLETS),
            published_at=FIRST + timedelta(minutes=chance.randrange(4 * 525_600)),
            passages=4,
            content_hash=f"{number:064x}",
            hashes=(f"{number:064x}",),
            lead=" ".join(chance.choices(WORDS, k=60)),
            signature=base64.urlsafe_b64encode(chance.randbytes(128)).decode().rstrip("="),
            changed=number + 1,
        )


class Recorded:
    """A store of which only the records are there."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Hold records; they are gone through once."""
        self._records = records

    def changed_since(self, stamp: int) -> Iterator[Record]:
        """Yields those changed after a moment."""
        return (r for r in self._records if r.changed > stamp)


class Listed:
    """What the tab of articles asks of an archive, by a catalogue alone."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Hold a catalogue."""
        self.list_articles = catalogue.page


def turned(archive: Any, articles: int) -> dict[str, Any]:
    """Milliseconds of each way of looking at the list, the slowest of five."""
    last = -(-articles // PAGE_SIZE)
    asked: dict[str, tuple[str, str, int]] = {
        "first page": ("", "newest", 1),
        "page 500": ("", "newest", 500),
        "last page": ("", "newest", last),
        "a page far behind the last": ("", "newest", 10**15),
        **{f"by {sort}": ("", sort, 1) for sort in SORTS},
        **{f"by {sort}, last page": ("", sort, last) for sort in SORTS},
        "search, one word": ("bão", "newest", 1),
        "search, two words without marks": ("bong da", "newest", 1),
        "search, begun word": ("ng", "title", 1),
        "search, nothing found": ("xylophon", "newest", 1),
    }
    return {
        name: _slowest(lambda g=given: list_page(archive, *g, "vi"))  # type: ignore[misc]
        for name, given in asked.items()
    }


def _slowest(work: Callable[[], Any]) -> float:
    took = []
    for _ in range(5):
        began = time.perf_counter()
        work()
        took.append(1000 * (time.perf_counter() - began))
    return round(max(took), 1)


def main() -> int:
    """Run it and print one JSON object; 1 where something took over a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--archive", type=Path)
    given = parser.parse_args()
    found: dict[str, Any] = {"load": round(os.getloadavg()[0], 1)}
    if given.archive:
        from index.archive import Archive

        with Archive.open(given.archive) as archive:
            found |= _looked_at(archive, archive.count()[0])
    else:
        with tempfile.TemporaryDirectory(prefix="hoibao-list-") as folder:
            catalogue, began = Catalogue(Path(folder)), time.perf_counter()
            catalogue.catch_up(Recorded(made_up(given.articles)))
            found["taken in, seconds"] = round(time.perf_counter() - began, 1)
            del catalogue
            found |= _looked_at(Listed(Catalogue(Path(folder))), given.articles)
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    return int(max(found["milliseconds"].values()) > 1000)


def _looked_at(archive: Any, articles: int) -> dict[str, Any]:
    before = resident()
    took = turned(archive, articles)
    memory = {"before": round(before / 2**20), "after": round(resident() / 2**20)}
    return {"articles": articles, "milliseconds": took, "memory_mib": memory}


if __name__ == "__main__":
    sys.exit(main())
