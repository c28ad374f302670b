import itertools
from pathlib import Path

import numpy as np
import pytest

from corpus.article import Article
from index.owner import Owner
from index.passage import passages
from index.record import Record
from index.settings import IndexSettings
from index.store import Store, Written
from index.store_errors import EmbedderMismatch, StoreBusy
from index.store_reading import Vectors

DIM = 8
TEXT = "\n".join(
    f"Câu thứ {i} của bài này kể một việc khác. " + "Thêm chữ. " * 40 for i in range(5)
)


def written(article: Article, revision: int = 1, hashes: tuple[str, ...] = ()) -> Written:
    article = article.with_revision(revision)
    cut = passages(article)
    rng = np.random.default_rng(len(article.text) + revision)
    vectors: Vectors = rng.normal(size=(len(cut), DIM)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    record = Record(
        article_id=article.article_id,
        revision=revision,
        title=article.title,
        passages=len(cut),
        content_hash=article.content_hash,
        hashes=(*hashes, article.content_hash),
    )
    return Written(record=record, passages=cut, vectors=vectors)


def article(name: str = "a1", text: str = TEXT) -> Article:
    from corpus.text import clean

    return Article(article_id=name, title=f"Bài {name}", text=clean(text), source="Báo thử")


@pytest.fixture
def owner(tmp_path: Path):
    held = Owner.open(tmp_path, IndexSettings(lock_timeout=0.2))
    yield held
    held.close()


@pytest.fixture
def store(owner: Owner) -> Store:
    return Store(owner.client, embedder="test", dim=DIM)


def test_an_article_is_read_back_character_for_character(store: Store) -> None:
    store.put([written(article("a1")), written(article("a2", "Một câu ngắn."))])
    for name in ("a1", "a2"):
        back = store.article(name)
        assert back is not None
        assert back.text == article(name, TEXT if name == "a1" else "Một câu ngắn.").text
    assert store.articles(["a1", "a2"]) == {n: store.article(n) for n in ("a1", "a2")}
    assert store.count_articles() == 2


def test_a_new_revision_replaces_the_old_one_in_search_and_keeps_it_readable(store: Store) -> None:
    first = written(article())
    store.put([first])
    second = written(article(text="Bản đã sửa. Số liệu đúng là 7,09%."), 2)
    store.put([second])
    assert store.article("a1").text == "Bản đã sửa. Số liệu đúng là 7,09%."
    assert store.article("a1", 1).text == article().text
    assert store.revisions("a1") == [1, 2]
    found = store.query(first.vectors[0], 10)
    assert {p.revision for p, _ in found} == {2}
    assert store.count_passages() == len(second.passages)


def test_a_removed_article_is_nowhere_and_comes_back_whole(store: Store) -> None:
    store.put([written(article("a1")), written(article("a2"))])
    assert store.remove("a1") is not None
    assert store.remove("a1") is None
    assert store.article("a1") is None
    assert {p.article_id for p, _ in store.query(written(article()).vectors[0], 50)} == {"a2"}
    assert store.count_articles() == 1
    assert store.undo_remove("a1") is not None
    assert store.article("a1").text == article().text


def test_the_nearest_passage_comes_first_with_its_cosine(store: Store) -> None:
    one = written(article())
    store.put([one])
    (passage, near), *rest = store.query(one.vectors[2], 3)
    assert passage.ordinal == 2
    assert near == pytest.approx(1.0, abs=1e-5)
    assert all(near >= other for _, other in rest)


def test_changes_are_reported_once_in_time_order(store: Store) -> None:
    (record,) = store.put([written(article("a1"))])
    assert [r.article_id for r in store.changed_since(0)] == ["a1"]
    assert list(store.changed_since(record.changed)) == []
    store.put([written(article("a2"))])
    assert [r.article_id for r in store.changed_since(record.changed)] == ["a2"]


STEPS = ("_upsert", "_commit", "_retire", "_move", "_intend")


class Killed(Exception):
    """Stands for the end of the process."""


def dying(store: Store, step: str, *, after: bool) -> Store:
    """The same store, ending right before or right after one of its steps."""

    class Dying(type(store)):  # type: ignore[misc]
        pass

    original = getattr(store, step)

    def end(*args: object, **kwargs: object) -> None:
        if after:
            original(*args, **kwargs)
        raise Killed

    dead = Dying.__new__(Dying)
    dead.__dict__.update(store.__dict__)
    setattr(dead, step, end)
    return dead


@pytest.mark.parametrize(("step", "after"), list(itertools.product(STEPS, (False, True))))
def test_an_update_that_dies_anywhere_leaves_the_old_or_the_new_article(
    store: Store, step: str, after: bool
) -> None:
    old, new = article(), article(text="Bản mới. Khác hẳn.")
    store.put([written(old)])
    with pytest.raises(Killed):
        dying(store, step, after=after).put([written(new, 2, (old.content_hash,))])
    store.mend()
    back = store.article("a1")
    assert back is not None
    assert back.text in (old.text, new.text)
    shown = store.query(written(old).vectors[0], 50)
    assert {p.revision for p, _ in shown} == {back.revision}
    assert "".join(p.text for p in sorted((p for p, _ in shown), key=lambda p: p.ordinal)) == (
        back.text
    )
    store.put([written(new, back.revision + 1)])
    assert store.article("a1").text == new.text


def test_a_folder_has_one_owner_and_the_second_is_told(owner: Owner, tmp_path: Path) -> None:
    with pytest.raises(StoreBusy, match="một tiến trình khác"):
        Owner.open(tmp_path, IndexSettings(lock_timeout=0.1))


def test_another_embedding_model_is_refused_by_name(store: Store, owner: Owner) -> None:
    with pytest.raises(EmbedderMismatch, match="hoibao rebuild"):
        Store(owner.client, embedder="another", dim=DIM)
