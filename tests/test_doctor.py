from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.doctor import examine
from tests.killing import article, text_of


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path) as held:
        held.add(article(n, v) for v in (0, 1) for n in range(4))
        yield held


def wrong(archive: Archive, *, mend: bool = False) -> list[str]:
    return [check.name for check in examine(archive, mend=mend) if not check.ok]


def test_a_healthy_store_is_counted_and_read_back(archive: Archive) -> None:
    checks = {c.name: c for c in examine(archive, mend=False)}
    assert all(check.ok for check in checks.values())
    count = archive.count()[1]
    assert checks["đoạn của từng bài"].detail == f"{count} đoạn, đọc lại trọn 4 bài"


@pytest.mark.parametrize("ordinal", [0, 1, -1])
def test_a_passage_that_is_lacking_is_seen_wherever_it_stood(
    archive: Archive, ordinal: int
) -> None:
    record = archive.record("bai01")
    assert record is not None
    archive.store._passages.delete(ids=[f"bai01.2.{ordinal % record.passages}"])
    found = next(c for c in examine(archive, mend=False) if c.name == "đoạn của từng bài")
    assert not found.ok
    assert "bai01" in found.detail


def test_a_passage_that_says_something_else_is_seen(archive: Archive) -> None:
    row: Any = archive.store._passages.get(ids=["bai02.2.0"], include=["documents", "embeddings"])
    archive.store._passages.update(
        ids=["bai02.2.0"],
        documents=[row["documents"][0].replace("phiếu", "phiêu")],
        embeddings=row["embeddings"],
    )
    assert "đoạn của từng bài" in wrong(archive)


def test_passages_of_an_older_revision_among_the_current_are_put_away(archive: Archive) -> None:
    record = archive.record("bai03")
    assert record is not None
    store = archive.store
    old = store._superseded.get(
        where={"article_id": "bai03"}, include=["documents", "metadatas", "embeddings"]
    )
    store._passages.upsert(
        ids=old["ids"],
        documents=old["documents"],
        metadatas=old["metadatas"],
        embeddings=old["embeddings"],
    )
    assert "đoạn của từng bài" in wrong(archive)
    assert wrong(archive, mend=True) == []
    assert wrong(archive) == []
    assert archive.revisions("bai03") == [1, 2]
    assert archive.article("bai03", 1).text == text_of(3, 0)  # type: ignore[union-attr]
