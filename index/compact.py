"""Shrinking what Chroma leaves behind in an embedded folder."""

from pathlib import Path

from index.owner import lock_of
from index.server import vacuum
from index.settings import IndexSettings


def compact(data: Path, settings: IndexSettings) -> tuple[int, int]:
    """Bytes of the store before and after; nothing is done for a store at a URL.

    Raises:
        StoreBusy: Another process owns the folder.
        StoreUnavailable: Chroma's own command failed.
    """
    if settings.store_url:
        return 0, 0
    folder = data / "chroma"
    with lock_of(data, settings.lock_timeout):
        before = size(folder)
        vacuum(folder)
        return before, size(folder)


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
