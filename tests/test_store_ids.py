"""Passages are told apart by their ids, however long an article and however alike the names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.owner import Owner
from index.settings import IndexSettings
from index.store_ids import held, of_revision


@pytest.fixture
def where(tmp_path: Path) -> Iterator[Any]:
    owner = Owner.open(tmp_path, IndexSettings())
    yield owner.client.get_or_create_collection("thu-ids", embedding_function=None)
    owner.close()


def put(where: Any, article_id: str, revision: int, count: int) -> list[str]:
    ids = [f"{article_id}.{revision}.{n}" for n in range(count)]
    rows = [{"article_id": article_id, "revision": revision}] * count
    where.upsert(ids=ids, embeddings=np.ones((count, 2), dtype=np.float32), metadatas=rows)
    return ids


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 200])
def test_all_passages_of_a_revision_are_found_and_no_other(where: Any, count: int) -> None:
    for name, revision in (("a", 2), ("a.1", 1), ("b", 1)):
        put(where, name, revision, 3)
    ids = put(where, "a", 1, count) if count else []
    assert sorted(of_revision(where, "a", 1)) == sorted(ids)


def test_passages_are_told_by_article_and_revision(where: Any) -> None:
    first, second = put(where, "a", 1, 2), put(where, "a", 12, 3)
    other = put(where, "a.1", 2, 1)
    put(where, "c", 1, 1)
    found = held(where, ["a", "a.1", "b"])
    assert {i: {n: sorted(ids) for n, ids in one.items()} for i, one in found.items()} == {
        "a": {1: first, 12: second},
        "a.1": {2: other},
    }
