import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.analysis import analyse, fold
from index.lexical import Lexical
from index.lexical_query import cosines
from index.limits import Limits
from index.passage import Passage
from index.record import Record
from index.rows import day

TEXTS = {
    "xang": "Giá xăng tăng 1,5 nghìn đồng mỗi lít từ ngày 2 tháng 9.",
    "bong": "Đội tuyển bóng đá nữ thắng đậm ở Mát-xcơ-va.",
    "benh": "Bệnh viện ghi nhận 8.700 ca sốt xuất huyết.",
    "toan": "Bà Thuý và ông Hoà dự phiên toà ở Mĩ.",
}


def passage(name: str, text: str, *, revision: int = 1, source: str = "Báo A") -> Passage:
    return Passage(
        article_id=name,
        revision=revision,
        ordinal=0,
        start=0,
        end=len(text),
        text=text,
        source=source,
        published_at=datetime(2024, 9, 1 + len(name), tzinfo=UTC),
    )


class ListStore:
    """A store of one-passage articles in two dictionaries."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.held: dict[str, Passage] = {}

    def put(self, piece: Passage, changed: int, *, removed: bool = False) -> None:
        self.records[piece.article_id] = Record(
            article_id=piece.article_id,
            revision=piece.revision,
            title="",
            passages=1,
            changed=changed,
            removed=removed,
        )
        self.held = {i: p for i, p in self.held.items() if p.article_id != piece.article_id}
        if not removed:
            self.held[piece.passage_id] = piece

    def changed_since(self, stamp: int) -> Iterable[Record]:
        return [record for record in self.records.values() if record.changed > stamp]

    def passages(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        return {i: self.held[i] for i in passage_ids if i in self.held}

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, Any]:
        return {i: np.full(4, 0.5, dtype=np.float32) for i in passage_ids if i in self.held}

    def count_passages(self) -> int:
        return len(self.held)


@pytest.fixture
def lexical(tmp_path: Path) -> Lexical:
    made = Lexical(tmp_path / "lexical")
    made.add(passage(name, text) for name, text in TEXTS.items())
    return made


def found(lexical: Lexical, question: str, **limits: object) -> list[str]:
    return [c.article_id for c in lexical.search(analyse(question), 10, Limits(**limits))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("giá xăng", "xang"),
        ("GIÁ XĂNG", "xang"),
        (fold("giá xăng"), "xang"),
        ("tăng 1.500 đồng", "xang"),
        ("việc hôm 2/9", "xang"),
        ("trận ở Moscow", "bong"),
        ("8700 người", "benh"),
        ("Thúy Hòa", "toan"),
        ("toà án Mỹ", "toan"),
    ],
)
def test_a_question_in_any_form_finds_its_passage_first(
    lexical: Lexical, question: str, wanted: str
) -> None:
    assert found(lexical, question)[0] == wanted


def test_query_syntax_has_no_meaning(lexical: Lexical) -> None:
    for question in ('"giá xăng" AND -đồng', "folded:* OR", "xăng^9 ~ (", "+*:*", ""):
        found(lexical, question)
    assert found(lexical, 'giá "xăng" -giá')[0] == "xang"


def test_date_and_source_limits_hold_inside_the_search(lexical: Lexical) -> None:
    when = day(datetime(2024, 9, 5, tzinfo=UTC))
    assert found(lexical, "giá xăng", since=when, until=when) == ["xang"]
    assert found(lexical, "giá xăng", until=(when or 0) - 1) == []
    assert found(lexical, "giá xăng", sources=("Báo B",)) == []
    assert found(lexical, "giá xăng", sources=("Báo B", "Báo A")) == ["xang"]


def test_passages_are_read_by_id_with_the_limits(lexical: Lexical) -> None:
    assert [c.article_id for c in lexical.by_ids(["bong.1.0", "none.1.0"])] == ["bong"]
    assert lexical.by_ids(["bong.1.0"], Limits(sources=("Báo B",))) == []
    assert lexical.by_ids([]) == []


def test_it_catches_up_with_what_was_added_changed_and_removed(tmp_path: Path) -> None:
    store, lexical = ListStore(), Lexical(tmp_path / "lexical")
    for stamp, (name, text) in enumerate(TEXTS.items(), 1):
        store.put(passage(name, text), stamp * 10**11)
    assert lexical.catch_up(store) == 4
    assert lexical.catch_up(store) == 0
    store.put(passage("xang", "Giá vàng giảm sâu.", revision=2), 9 * 10**11)
    store.put(passage("bong", TEXTS["bong"]), 10 * 10**11, removed=True)
    assert lexical.catch_up(store) == 2
    assert found(lexical, "giá vàng")[0] == "xang"
    assert "xang" not in found(lexical, "lít")
    assert found(lexical, "bóng đá nữ") == []
    assert lexical.count() == store.count_passages() == 3


def test_a_reopened_index_knows_its_state(tmp_path: Path) -> None:
    store = ListStore()
    for stamp, (name, text) in enumerate(TEXTS.items(), 1):
        store.put(passage(name, text), stamp * 10**11)
    Lexical(tmp_path / "lexical").catch_up(store)
    again = Lexical(tmp_path / "lexical")
    assert again.catch_up(store) == 0
    assert found(again, "giá xăng")[0] == "xang"


def test_a_deleted_or_broken_folder_is_filled_again(tmp_path: Path) -> None:
    store, folder = ListStore(), tmp_path / "lexical"
    store.put(passage("xang", TEXTS["xang"]), 10**11)
    Lexical(folder).catch_up(store)
    shutil.rmtree(folder)
    assert Lexical(folder).catch_up(store) == 1
    (folder / "meta.json").write_text("{", encoding="utf-8")
    assert Lexical(folder).catch_up(store) == 1


def test_what_is_made_visible_meanwhile_is_counted_and_found(tmp_path: Path) -> None:
    store, lexical = ListStore(), Lexical(tmp_path)
    for stamp, (name, text) in enumerate(TEXTS.items(), start=1):
        store.put(passage(name, text), stamp)
        assert lexical.catch_up(store, wait=False) == 1
    assert lexical.newest() == len(TEXTS) == lexical.count()
    assert found(lexical, "giá xăng")[0] == "xang"


def test_the_next_call_says_that_nothing_could_be_made_visible(tmp_path: Path) -> None:
    class Losing(ListStore):
        def vectors(self, passage_ids: Sequence[str]) -> dict[str, Any]:
            shutil.rmtree(tmp_path / "lexical")
            return super().vectors(passage_ids)

    store, lexical = Losing(), Lexical(tmp_path / "lexical")
    store.put(passage("xang", TEXTS["xang"]), 1)

    def both() -> None:
        lexical.catch_up(store, wait=False, verify=False)  # This one may notice it already.
        lexical.catch_up(store, verify=False)

    with pytest.raises(ValueError):
        both()
    lexical.renew()
    assert lexical.count() == 0


def test_vectors_of_another_model_are_not_compared_with_questions(tmp_path: Path) -> None:
    store, folder = ListStore(), tmp_path / "lexical"
    store.put(passage("xang", TEXTS["xang"]), 10**11)
    assert Lexical(folder, "one").catch_up(store) == 1
    assert Lexical(folder, "one").catch_up(store) == 0
    assert Lexical(folder, "other").catch_up(store) == 1


def test_an_index_of_another_store_is_filled_again(tmp_path: Path) -> None:
    one, other = ListStore(), ListStore()
    for stamp, (name, text) in enumerate(TEXTS.items(), 1):
        one.put(passage(name, text), stamp * 10**12)
    other.put(passage("xang", TEXTS["xang"]), 10**11)
    Lexical(tmp_path / "lexical").catch_up(one)
    moved = Lexical(tmp_path / "lexical")
    moved.catch_up(other)
    assert moved.count() == 1
    assert found(moved, "bóng đá nữ") == []


def test_undated_passages_are_left_out_of_a_dated_search(tmp_path: Path) -> None:
    lexical = Lexical(tmp_path / "lexical")
    lexical.add([replace(passage("xang", TEXTS["xang"]), published_at=None)])
    assert found(lexical, "giá xăng") == ["xang"]
    assert found(lexical, "giá xăng", until=10**5) == []


def test_vectors_are_taken_over_from_the_store_and_missing_ones_are_known(tmp_path: Path) -> None:
    store, lexical = ListStore(), Lexical(tmp_path / "lexical")
    store.put(passage("xang", TEXTS["xang"]), 10**11)
    lexical.catch_up(store)
    asked = np.array([1, 0, 0, 0], dtype=np.float32)
    assert cosines(lexical.by_ids(["xang.1.0"]), asked) == {"xang.1.0": 0.5}
    lexical.add([passage("bong", TEXTS["bong"])])
    both = lexical.by_ids(["xang.1.0", "bong.1.0"])
    assert len(both) == 2
    assert set(cosines(both, asked)) == {"xang.1.0"}
    assert cosines(both, asked[:3]) == {}, "vectors of another model"
    assert cosines([], asked) == {}
