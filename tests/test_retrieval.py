import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from corpus.article import Article
from index.analysis import analyse, fold
from index.archive import Archive
from index.asked import ask, named
from index.embedding_errors import ModelUnusable
from index.features import NAMES, measure, places
from index.fusion import fuse
from index.rerank_trees import TreeRanker, write_trees
from index.sketch import hashes, sketch, unpack
from tests.running import in_its_own_loop

NEWS = {
    "xang": (
        "Giá xăng tăng mạnh",
        "Từ chiều 2/9, mỗi lít xăng tăng 1.500 đồng, theo Bộ Công Thương.",
    ),
    "bong": (
        "Tuyển nữ thắng đậm",
        "Huỳnh Như ghi hai bàn giúp tuyển nữ Việt Nam thắng 4-0 tại Cẩm Phả.",
    ),
    "benh": (
        "Sốt xuất huyết lan rộng",
        "Hà Nội ghi nhận 8.700 ca sốt xuất huyết, tăng gấp ba cùng kỳ.",
    ),
    "luat": (
        "Quốc hội thông qua luật",
        "Luật Đất đai sửa đổi được thông qua với 95,55% đại biểu tán thành.",
    ),
    "lua": (
        "Mưa lũ miền Trung",
        "Lũ trên sông Hương vượt báo động 3, Thừa Thiên Huế sơ tán 2.000 hộ.",
    ),
}


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add(
        Article(
            article_id=name,
            title=title,
            text=f"{title}\n\n{body}",
            source="Báo A" if name < "c" else "Báo B",
            published_at=datetime(2024, 9, 1 + number, tzinfo=UTC),
        )
        for number, (name, (title, body)) in enumerate(NEWS.items())
    )
    return archive


def first(archive: Archive, question: str) -> str:
    return archive.retrieve(question)[0].passage.article_id


@pytest.mark.parametrize(
    "question",
    [
        "Ai ghi bàn cho tuyển nữ Việt Nam?",
        "AI GHI BÀN CHO TUYỂN NỮ VIỆT NAM?",
        "ai ghi ban cho tuyen nu viet nam",
        "ai ghi bàn cho tuyen nữ viet nam",
        unicodedata.normalize("NFD", "Ai ghi bàn cho tuyển nữ Việt Nam?"),
        "ai ghi banf cho tuyeern nuwx vieetj nam",
    ],
)
def test_a_question_finds_its_passage_however_it_is_typed(filled: Archive, question: str) -> None:
    assert first(filled, question) == "bong"


def test_hits_come_best_first_with_the_scores_of_both_sides(filled: Archive) -> None:
    hits = filled.retrieve("Giá xăng tăng bao nhiêu đồng một lít?")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits[0].passage.article_id == "xang"
    assert hits[0].lexical == 1
    assert 0 < hits[0].dense <= 1


def test_top_k_is_the_most_that_comes_back(filled: Archive) -> None:
    assert len(filled.retrieve("tăng", top_k=2)) == 2


def test_date_and_source_limits_hold_for_both_sides(filled: Archive) -> None:
    since = datetime(2024, 9, 3, tzinfo=UTC)
    late = {h.passage.article_id for h in filled.retrieve("xăng tăng", since=since)}
    assert late == {"benh", "luat", "lua"}
    one = filled.retrieve("xăng tăng", sources=["Báo A"])
    assert {h.passage.article_id for h in one} == {"bong", "benh"}
    assert filled.retrieve("xăng tăng", sources=["Báo C"]) == []


def test_a_question_of_unknown_words_or_signs_only_does_no_harm(filled: Archive) -> None:
    for question in ("", "???", "qwrtp zxcvb", "😀"):
        filled.retrieve(question)


def test_an_empty_archive_finds_nothing(archive: Archive) -> None:
    assert archive.retrieve("Giá xăng?") == []


def test_fusion_keeps_the_order_of_one_side_where_the_other_is_empty() -> None:
    some, none = np.array([3, 1, 2], dtype=np.float32), np.zeros(3, dtype=np.float32)
    assert np.argsort(-fuse(some, none)).tolist() == [0, 2, 1]
    assert np.argsort(-fuse(none, some / 3)).tolist() == [0, 2, 1]
    assert fuse(np.array([2, 1], dtype=np.float32), np.array([0, 1], dtype=np.float32), 0.5) == (
        pytest.approx([0.5, 0.75])
    )


def test_places_tell_terms_that_share_their_lowest_bits() -> None:
    wanted = np.array([5, 5 + (1 << 14)], dtype=np.uint32)
    words = np.array([5, 5 + (1 << 14), 5 + (1 << 15), 7], dtype=np.uint32)
    found = places(wanted, words)
    assert (found.at.tolist(), found.which.tolist()) == ([0, 1], [0, 1])


def test_a_sketch_gives_back_words_sentences_and_title() -> None:
    text = "Giá tăng 7%. Bà Lan nói vậy."
    held = unpack([sketch(text, "Giá cả"), sketch("")])
    assert held.lengths.tolist() == [7, 0]
    assert held.folded.tolist() == hashes(analyse(text).folded).tolist()
    assert held.flags.tolist() == [6, 0, 1, 6, 2, 0, 0]
    assert held.title_owner.tolist() == [0, 0]


def test_the_best_sentence_and_runs_of_words_are_measured() -> None:
    question = "Bà Lan nói thật?"
    terms = analyse(question)
    asked = ask(terms, named(question), lambda _field, _term: 1, 10)
    texts = ["Giá tăng. Bà Lan nói vậy.", "Bà ấy nói. Lan nghe.", ""]
    none = np.zeros(3, dtype=np.float32)
    found = measure(
        asked, unpack([sketch(t) for t in texts]), none, none, ["a", "b", "c"], [0, 1, 2]
    )
    at = {name: found[:, NAMES.index(name)] for name in NAMES}
    assert at["coverage"] == pytest.approx([0.75, 0.75, 0])
    assert at["sentence"][0] > at["sentence"][1] > at["sentence"][2] == 0
    assert at["run"] == pytest.approx([0.5, 0, 0])
    assert at["pairs_coverage"] == pytest.approx([2 / 3, 0, 0])
    assert at["coverage_gap"] == pytest.approx([0, 0, -0.75])
    assert at["first"].tolist() == [1, 0, 0]
    assert at["position"] == pytest.approx(np.log([1, 2, 3]))


def test_a_title_counts_beside_the_passage_and_an_article_as_a_whole() -> None:
    question = "Giá vàng hôm thứ Hai thế nào?"
    terms = analyse(question)
    asked = ask(terms, named(question), lambda _field, _term: 1, 10)
    held = unpack([sketch("Vàng tăng.", "Giá vàng"), sketch("Thứ Hai."), sketch("Thứ Hai.")])
    scores = np.array([3, 1, 1], dtype=np.float32)
    found = measure(asked, held, scores, scores / 10, ["a", "a", "b"], [0, 1, 0])
    at = {name: found[:, NAMES.index(name)] for name in NAMES}
    assert at["covered"][0] > at["coverage"][0] > 0
    assert at["title_part"].tolist() == [1, 0, 0]
    assert at["article_covered"][0] == at["article_covered"][1] > at["article_covered"][2]
    assert at["article_covered"][0] == pytest.approx(at["covered"][0] + at["covered"][1])
    assert at["article_count"].tolist() == [2, 2, 1]
    assert at["article_gap"][0] == -at["article_gap"][2] > 0
    assert at["lexical_rank"] == pytest.approx(np.log([1, 2, 3]))


def test_a_figure_that_was_not_asked_counts_with_the_words_near_it() -> None:
    question = "Giá vàng bao nhiêu?"
    asked = ask(analyse(question), named(question), lambda _field, _term: 1, 10)
    far = " ".join(["xa"] * 15)
    texts = ["Giá vàng 70 triệu.", f"Giá vàng {far} 70 triệu.", "Giá vàng tăng.", "70 triệu."]
    none = np.zeros(4, dtype=np.float32)
    held = unpack([sketch(text) for text in texts])
    found = measure(asked, held, none, none, list("abcd"), [0] * 4)
    near = found[:, NAMES.index("digit_near")]
    assert near[0] > 0
    assert near[1:].tolist() == [0, 0, 0]


def test_no_candidates_have_no_features() -> None:
    asked = ask(analyse("Giá?"), named("Giá?"), lambda _field, _term: 1, 10)
    none = np.zeros(0, dtype=np.float32)
    assert measure(asked, unpack([]), none, none, [], []).shape == (0, len(NAMES))


def test_trees_of_another_version_or_broken_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="không đọc được"):
        TreeRanker.read(tmp_path)
    nodes, ends = np.zeros((1, 1)), np.zeros((1, 2), dtype=np.float32)
    write_trees(tmp_path, ["odd_one"], nodes.astype(np.int64), nodes.astype(np.float32), ends)
    with pytest.raises(ModelUnusable, match="odd_one"):
        TreeRanker.read(tmp_path)


def test_a_tree_leads_up_to_its_threshold_to_the_left() -> None:
    names = ["dense", "lexical"]
    inf = np.inf
    ranker = TreeRanker(
        names,
        np.array([[1, 0, 0], [0, 0, 0]]),
        np.array([[0.5, 0.1, 0.2], [inf, inf, inf]], dtype=np.float32),
        np.array([[1, 2, 3, 4], [10, 0, 0, 0]], dtype=np.float32),
    )
    rows = np.zeros((4, len(NAMES)), dtype=np.float32)
    rows[:, NAMES.index("lexical")] = [0.5, 0.5, 0.6, 0.6]
    rows[:, NAMES.index("dense")] = [0.1, 0.11, 0.2, 0.3]
    assert ranker.score(rows).tolist() == [11, 12, 13, 14]
    assert ranker.score(rows[:0]).shape == (0,)


def test_it_works_inside_llamaindex(filled: Archive) -> None:
    from llama_index.core import get_response_synthesizer
    from llama_index.core.llms import MockLLM
    from llama_index.core.query_engine import RetrieverQueryEngine

    from index.llama import HoibaoRetriever

    retriever = HoibaoRetriever(filled.retrieve)
    synthesizer = get_response_synthesizer(llm=MockLLM(), response_mode="compact")
    engine = RetrieverQueryEngine(retriever=retriever, response_synthesizer=synthesizer)
    question = "Bao nhiêu ca sốt xuất huyết ở Hà Nội?"
    answer = engine.query(question)
    assert answer.source_nodes[0].node.metadata["article_id"] == "benh"
    assert "8.700 ca" in str(answer)
    later = in_its_own_loop(lambda: engine.aquery(question))
    assert [n.node.node_id for n in later.source_nodes] == [
        n.node.node_id for n in answer.source_nodes
    ]


def test_folding_a_question_keeps_the_passages(filled: Archive) -> None:
    for _title, body in NEWS.values():
        assert first(filled, fold(body[:40])) == first(filled, body[:40])
