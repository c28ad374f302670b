"""Whether a store is healthy, and mending what can be mended; knows nothing of pages.

Every passage is counted; texts are compared of all articles of a small store, and of a thousand of
a large one.
"""

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from index.archive import Archive
from index.record import Record
from index.store_probe import lacking

LEAST_ROOM = 200_000_000
"""Free bytes below which adding will soon fail."""
READ_WHOLE = 1000
"""Articles read back and compared with what was taken in; a thousand take about a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: What was checked, a short phrase for the report.
        ok: Whether it is in order now.
        detail: What was counted or found.
        mended: What was done about it; empty where nothing had to be done.
    """

    name: str
    ok: bool
    detail: str
    mended: str = ""


@dataclass(slots=True)
class _Tally:
    """Passages seen of one revision of one article."""

    count: int = 0
    last: int = -1


def examine(archive: Archive, *, mend: bool = True) -> Iterator[Check]:
    """Checks of a store, one by one as they are done; nothing is changed without ``mend``."""
    yield _interrupted(archive, mend=mend)
    records = _records(archive)
    yield _whole(archive, records, mend=mend)
    current = [r for r in records.values() if not r.removed]
    yield Check(
        name="hồ sơ bài",
        ok=True,
        detail=f"{len(current)} bài đang dùng, {len(records) - len(current)} bài đã gỡ",
    )
    yield _derived(archive, sum(r.passages for r in current), len(current), mend=mend)
    yield _in_step(archive, records, mend=mend)
    yield from _vectors(archive)
    yield _restoring(archive)
    yield _folder(archive)


def _records(archive: Archive) -> dict[str, Record]:
    """Every record by id, without its texts: those of a million passages would take 400 MB."""
    return {
        r.article_id: Record(
            article_id=r.article_id,
            revision=r.revision,
            title="",
            passages=r.passages,
            content_hash=r.content_hash,
            changed=r.changed,
            removed=r.removed,
        )
        for r in archive.store.changed_since(0)
    }


def _interrupted(archive: Archive, *, mend: bool) -> Check:
    """Intents that a killed process left."""
    pending = archive.store.pending()
    mended = archive.store.mend() if mend and pending else []
    return Check(
        name="việc ghi dở dang",
        ok=not pending or bool(mended),
        detail=f"{len(pending)} lần ghi bị ngắt",
        mended=f"đã hoàn tất hoặc hoàn tác {len(mended)} bài" if mended else "",
    )


def _whole(archive: Archive, records: dict[str, Record], *, mend: bool) -> Check:
    """Every article has exactly the passages of its current revision, and they give its text."""
    count, broken = _miscounted(archive, records)
    looked = _sample(records, broken)
    broken |= {i for part in _parts(looked) for i in _altered(archive, records, part)}
    if broken and mend:
        archive.store.settle(sorted(broken))
        archive.catch_up()
        left = _whole(archive, _records(archive), mend=False)
        return Check(
            name=left.name, ok=left.ok, detail=left.detail, mended=f"đã sửa {len(broken)} bài"
        )
    return Check(
        name="đoạn của từng bài",
        ok=not broken,
        detail=f"{count} đoạn, đọc lại trọn {len(looked)} bài"
        + (f"; bài hỏng: {', '.join(sorted(broken)[:5])}" if broken else ""),
    )


def _miscounted(archive: Archive, records: dict[str, Record]) -> tuple[int, set[str]]:
    """How many passages there are, and the articles of which some lack or are too many."""
    seen: dict[tuple[str, int], _Tally] = {}
    for passage_id in archive.store.passage_ids():
        article_id, revision, ordinal = passage_id.rsplit(".", 2)
        tally = seen.setdefault((article_id, int(revision)), _Tally())
        tally.count += 1
        tally.last = max(tally.last, int(ordinal))
    wanted = {(r.article_id, r.revision): r.passages for r in records.values() if not r.removed}
    broken = {i for i, _ in seen.keys() - wanted.keys()}
    for key, expected in wanted.items():
        tally = seen.get(key, _Tally())
        if (tally.count, tally.last) != (expected, expected - 1):
            broken.add(key[0])
    return sum(t.count for t in seen.values()), broken


def _sample(records: dict[str, Record], broken: set[str]) -> list[str]:
    """Articles to be read whole: all of a small store, some drawn anew each time of a large."""
    ids = [r.article_id for r in records.values() if not r.removed and r.article_id not in broken]
    return ids if len(ids) <= READ_WHOLE else random.sample(ids, READ_WHOLE)


def _parts(ids: list[str]) -> Iterator[list[str]]:
    yield from (ids[at : at + 100] for at in range(0, len(ids), 100))


def _altered(archive: Archive, records: dict[str, Record], ids: list[str]) -> set[str]:
    """Articles whose passages do not give what was taken in, character for character."""
    read = archive.articles(ids)
    return {i for i in ids if i not in read or read[i].content_hash != records[i].content_hash}


def _derived(archive: Archive, passages: int, articles: int, *, mend: bool) -> Check:
    """The lexical index and the list hold what the store holds."""
    lexical, listed = archive.lexical.count(), archive.list_articles(limit=1).total
    fits = lexical == passages and listed == articles
    mended = ""
    if not fits and mend:
        archive.rebuild()
        lexical, listed = archive.lexical.count(), archive.list_articles(limit=1).total
        fits = lexical == passages and listed == articles
        mended = "đã lập lại chỉ mục từ và danh sách bài"
    return Check(
        name="chỉ mục từ và danh sách",
        ok=fits,
        detail=f"chỉ mục từ {lexical}/{passages} đoạn, danh sách {listed}/{articles} bài",
        mended=mended,
    )


def _in_step(archive: Archive, records: dict[str, Record], *, mend: bool) -> Check:
    """What is derived holds the newest state of every article, not only as many articles.

    A clock that was set back would leave a change unnoticed.
    """
    behind = [r.article_id for r in records.values() if not _holds(archive, r)]
    mended = ""
    if behind and mend:
        archive.rebuild()
        left = [i for i in behind if not _holds(archive, records[i])]
        mended, behind = f"đã lập lại chỉ mục cho {len(behind)} bài", left
    return Check(
        name="chỉ mục theo kịp kho",
        ok=not behind,
        detail=f"{len(behind)} bài có bản mới hơn chỉ mục",
        mended=mended,
    )


def _holds(archive: Archive, record: Record) -> bool:
    return archive.lexical._holds(record) and archive.catalogue._holds(record)


def _vectors(archive: Archive) -> Iterator[Check]:
    """Every record has a vector; a power cut may have cost some. A store at a URL keeps its own."""
    folder = archive._owner.data / "chroma"
    if archive.settings.store_url or not folder.exists():
        return
    number = lacking(archive._owner.client, folder)
    yield Check(
        name="vec-tơ",
        ok=not number,
        detail=f"thiếu của {number} bản ghi; hãy lập lại: hoibao rebuild --embedder"
        if number
        else "đủ cho mọi đoạn",
    )


def _restoring(archive: Archive) -> Check:
    """A restore that was killed has left an article in an older revision, perhaps."""
    mark = archive._owner.derived / "restoring"
    return Check(
        name="đưa lại từ bản sao lưu",
        ok=not mark.exists(),
        detail="bị ngắt giữa chừng; hãy chạy lại: hoibao restore TỆP" if mark.exists() else "xong",
    )


def _folder(archive: Archive) -> Check:
    """Room on the disk, and whether other users of the machine can read the folder."""
    folder = archive._owner.derived.parent
    free = shutil.disk_usage(folder).free
    seen = os.name == "posix" and bool(folder.stat().st_mode & 0o077)
    return Check(
        name="thư mục dữ liệu",
        ok=free > LEAST_ROOM,
        detail=f"đĩa còn {free / 1e9:.1f} GB"
        + (f"; người khác trên máy đọc được, nên chạy: chmod 700 {folder}" if seen else ""),
    )
