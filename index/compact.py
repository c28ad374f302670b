"""Shrinking what Chroma leaves behind in an embedded folder, and what was derived in many parts."""

from dataclasses import dataclass
from pathlib import Path

from index.archive import Archive
from index.owner import lock_of
from index.server import vacuum
from index.settings import IndexSettings
from index.store_errors import StoreBusy


@dataclass(frozen=True, slots=True, kw_only=True)
class Compacted:
    """How many removed articles are gone for good, and the store's bytes before and after."""

    forgotten: int
    before: int = 0
    after: int = 0


def compact(data: Path, settings: IndexSettings) -> Compacted:
    """Delete for good what was removed, then shrink the folder; a store at a URL shrinks itself.

    The lexical index grows by segments, and a question goes through each: it is written anew.

    Raises:
        StoreBusy: Another process uses the folder; nothing was deleted.
        StoreUnavailable: Chroma's own command failed.
    """
    folder = data / "chroma"
    with Archive.open(data, settings) as archive:
        if not settings.store_url and not archive._owner.exclusive:
            raise StoreBusy(f"{data}: trang hoặc lệnh khác đang dùng kho; hãy đóng rồi chạy lại.")
        before = 0 if settings.store_url else size(folder)
        forgotten = archive.store.forget_removed()
        archive.rebuild()
    if settings.store_url:
        return Compacted(forgotten=forgotten)
    with lock_of(data, settings.lock_timeout) as descriptor:
        vacuum(folder, descriptor)
        return Compacted(forgotten=forgotten, before=before, after=size(folder))


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
