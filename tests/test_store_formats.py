from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from index import rows
from index.archive import Archive
from index.doctor import examine
from index.embedding import open_embedder
from index.owner import Owner
from index.record import Record
from index.settings import IndexSettings
from index.store import Store
from index.store_errors import FormatMismatch
from index.store_ids import held
from tests.killing import article, text_of
from tests.test_store import DIM, Killed, dying, written
from tests.test_store import article as plain

words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
hexes = st.text("0123456789abcdef", min_size=16, max_size=16)
records = st.builds(
    Record,
    article_id=hexes,
    revision=st.integers(1, 10**6),
    title=words,
    source=words,
    author=words,
    url=words,
    published_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    passages=st.integers(0, 10**6),
    content_hash=hexes,
    hashes=st.lists(hexes, min_size=1, max_size=4).map(tuple),
    lead=words,
    signature=st.text("abcXYZ_-09", max_size=172),
    changed=st.integers(0, 2**62),
    removed=st.booleans(),
)


@pytest.fixture
def owner(tmp_path: Path):
    held = Owner.open(tmp_path, IndexSettings())
    yield held
    held.close()


def make_format_1(owner: Owner, embedder: str, dim: int) -> None:
    for name in ("passages", "articles", "superseded", "intents"):
        owner.client.create_collection(
            f"hoibao-{name}",
            embedding_function=None,
            metadata={"format": 1, "embedder": embedder, "dim": dim},
            configuration={"hnsw": {"space": "cosine"}},
        )


@given(records)
def test_a_record_is_the_same_after_packing(record: Record) -> None:
    row = rows.of_record(record)
    assert rows.to_record(record.article_id, row) == record
    assert set(row) == {"changed", "removed", "record"}


@given(records)
def test_a_record_of_format_1_is_the_same_too(record: Record) -> None:
    row = rows.of_record_before(record)
    assert rows.to_record_before(record.lead, row) == record


def test_a_new_store_packs_its_records(owner: Owner) -> None:
    store = Store(owner.client, embedder="test", dim=DIM)
    store.put([written(plain())])
    (row,) = owner.client.get_collection("hoibao-articles").get()["metadatas"] or []
    assert set(row) == {"changed", "removed", "record"}
    assert store.records(["a1"])["a1"].title == "Bài a1"


def test_a_store_of_format_1_stays_one_that_the_version_before_can_read(owner: Owner) -> None:
    make_format_1(owner, "test", DIM)
    store = Store(owner.client, embedder="test", dim=DIM)
    first = written(plain("a1"))
    record = replace(
        first.record,
        lead="Đoạn đầu.",
        source="Báo thử",
        published_at=datetime(2024, 9, 2, tzinfo=UTC),
        signature="abc",
    )
    (kept,) = store.put([replace(first, record=record), written(plain("a2"))])[:1]
    assert store.records(["a1"])["a1"] == kept
    assert store.remove("a2") is not None
    assert store.undo_remove("a2") is not None
    assert store.remove("a2") is not None
    found: Any = owner.client.get_collection("hoibao-articles").get(ids=["a1", "a2"])
    assert found["documents"][found["ids"].index("a1")] == "Đoạn đầu."
    assert all({"article_id", "revision", "hashes"} <= set(row) for row in found["metadatas"])
    assert {r.article_id: r.removed for r in store.changed_since(0)} == {"a1": False, "a2": True}


def test_an_archive_of_format_1_is_added_to_and_found_healthy(tmp_path: Path) -> None:
    model = open_embedder(IndexSettings())
    owner = Owner.open(tmp_path, IndexSettings())
    make_format_1(owner, model.name, model.dim)
    owner.close()
    for version in (0, 1):
        with Archive.open(tmp_path) as archive:
            archive.add([article(0, version), article(1, 0)])
            assert archive.article("bai00").text == text_of(0, version)
            assert archive.list_articles().total == 2
            assert archive.retrieve("bài 0 có mấy phiếu?")
            assert all(check.ok for check in examine(archive, mend=False))


def test_a_store_of_a_later_format_is_refused_with_the_command_that_helps(owner: Owner) -> None:
    owner.client.create_collection(
        "hoibao-passages",
        embedding_function=None,
        metadata={"format": 99, "embedder": "test", "dim": DIM},
    )
    with pytest.raises(FormatMismatch, match=r"99.*hoibao backup"):
        Store(owner.client, embedder="test", dim=DIM)


def test_what_is_added_after_a_clock_was_set_back_is_found(tmp_path: Path) -> None:
    future = 4 * 10**18
    with Archive.open(tmp_path) as archive:
        archive.add([article(0, 0)])
        archive.store._update(replace(archive.record("bai00"), changed=future))
        archive.catch_up()
        archive.add([article(1, 0)])
        assert archive.list_articles().total == 2
        assert archive.record("bai01").changed > future
    with Archive.open(tmp_path) as archive:
        archive.add([Article(article_id="x", title="Vườn", text="Vườn có chín quả bưởi.")])
        assert archive.retrieve("quả bưởi")[0].passage.article_id == "x"
        archive.remove("x")
        assert archive.list_articles().total == 2
        assert all(check.ok for check in examine(archive, mend=False))


@pytest.mark.parametrize("step", ["_intend", "_erase", "_delete"])
@pytest.mark.parametrize("after", [False, True])
def test_forgetting_that_dies_anywhere_leaves_nothing_that_comes_back_by_half(
    owner: Owner, step: str, after: bool
) -> None:
    store = Store(owner.client, embedder="test", dim=DIM)
    store.put([written(plain("a1")), written(plain("a2"))])
    store.put([written(plain("a1", "Bản mới. Khác hẳn."), 2)])
    store.remove("a1")
    with pytest.raises(Killed):
        dying(store, step, after=after).forget_removed()
    store.mend()
    if store.undo_remove("a1") is None:
        assert store.revisions("a1") == []
        assert not any(held(where, ["a1"]) for where in (store._passages, store._superseded))
    else:
        assert store.article("a1").text == "Bản mới. Khác hẳn."
        assert store.revisions("a1") == [1, 2]
    assert store.pending() == []
    assert store.article("a2").text == plain("a2").text
