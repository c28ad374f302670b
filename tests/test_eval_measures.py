"""The measures against numbers worked by hand and, for ranking, against ir_measures."""

import random
from dataclasses import replace
from math import log2

import pytest

from eval.answers import (
    answer_in_text,
    answer_scores,
    answer_tokens,
    exact_match,
    says_the_contrary,
    token_f1,
)
from eval.intervals import mcnemar, paired_bootstrap
from eval.ranking import first_seen, hit, ndcg, ranking_scores, reciprocal_rank
from eval.refusal import (
    Verdict,
    area,
    auroc,
    coverage_at,
    false_answers,
    false_refusals,
    refusal_f1,
    risk_coverage,
)


def test_a_relevant_passage_at_rank_two_scores_by_hand() -> None:
    ranked, relevant = ["a", "b", "c"], {"b"}
    assert hit(ranked, relevant, 1) == 0
    assert hit(ranked, relevant, 3) == 1
    assert reciprocal_rank(ranked, relevant) == 0.5
    assert ndcg(ranked, relevant) == pytest.approx(1 / log2(3))


def test_the_ideal_of_ndcg_is_over_what_is_relevant_not_over_what_was_retrieved() -> None:
    assert ndcg(["a", *"bcdefghij"], {"a"}) == 1.0
    assert ndcg(["a"], {"a", "z"}) == pytest.approx(1 / (1 + 1 / log2(3)))


def test_a_question_without_results_scores_zero_everywhere() -> None:
    assert set(ranking_scores([], {"a"}).values()) == {0.0}
    assert ndcg(["a"], set()) == 0.0


def test_what_is_found_below_rank_ten_counts_for_nothing() -> None:
    ranked = [*"bcdefghijk", "a"]
    assert set(ranking_scores(ranked, {"a"}).values()) == {0.0}


def test_a_repeated_id_keeps_its_first_place_only() -> None:
    assert first_seen(["a", "b", "a"]) == ["a", "b"]
    assert ranking_scores(["b", "b", "a"], {"a"})["mrr@10"] == 0.5


def test_ir_measures_agrees_on_random_rankings() -> None:
    import ir_measures
    from ir_measures import RR, Success, nDCG

    rng = random.Random(3)
    qrels, run, ours = [], [], {}
    for q in range(60):
        names = [f"d{i}" for i in range(20)]
        rng.shuffle(names)
        relevant = set(rng.sample(names, rng.randint(1, 4)))
        ranked = names[: rng.randint(0, 15)]
        qrels += [ir_measures.Qrel(str(q), d, 1) for d in relevant]
        run += [ir_measures.ScoredDoc(str(q), d, -r) for r, d in enumerate(ranked)]
        ours[str(q)] = ranking_scores(ranked, relevant)
    theirs = {"ndcg@10": nDCG @ 10, "mrr@10": RR @ 10, "hit@1": Success @ 1, "hit@3": Success @ 3}
    for name, measure in theirs.items():
        for found in ir_measures.iter_calc([measure], qrels, run):
            assert ours[found.query_id][name] == pytest.approx(found.value), (name, found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,5 triệu đồng", "1.500.000 đồng"),
        ("7,09 %", "7,09 phần trăm"),
        ("ngày 2 tháng 9", "02/9"),
        ("tháng 9 năm 2024", "9/2024"),
        ("hoà bình", "hòa bình"),
        ("Lý Thái Tổ", "Lí Thái Tổ"),
        ("8.700 người", "8700 NGƯỜI"),
        ("hai người", "2 người"),
        ("khoảng 30 người", "30 người"),
    ],
)
def test_two_ways_of_writing_one_answer_match_exactly(one: str, other: str) -> None:
    assert exact_match(one, [other]) == 1.0
    assert exact_match(other, [one]) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [("ma", "má"), ("7,09%", "7,9%"), ("ngài", "ngày nghỉ"), ("1,5 triệu", "15 triệu"), ("", "a")],
)
def test_marks_and_figures_that_differ_do_not_match(one: str, other: str) -> None:
    assert exact_match(one, [other]) == 0.0


def test_decomposed_letters_are_the_same_answer() -> None:
    import unicodedata

    assert exact_match(unicodedata.normalize("NFD", "Nguyễn Đình Thi"), ["Nguyễn Đình Thi"]) == 1


def test_token_f1_counts_each_shared_word_as_often_as_both_have_it() -> None:
    assert token_f1("ông Nguyễn Văn A", ["Nguyễn Văn A"]) == pytest.approx(2 * 3 / (4 + 3))
    assert token_f1("đi đi đi", ["đi"]) == pytest.approx(2 * 1 / 4)
    assert token_f1("xa", ["gần đây", "xa"]) == 1.0


def test_an_answer_stands_in_a_text_as_whole_words_only() -> None:
    assert answer_in_text("Có hơn 100 người chết ngày 2/9/2024.", ["100 người"]) == 1
    assert answer_in_text("Bão đổ bộ ngày 2 tháng 9 năm 2024.", ["2/9"]) == 1
    assert answer_in_text("Có 1.100 người.", ["100 người"]) == 0
    assert answer_in_text("Bà Mai nói.", ["Ma"]) == 0


def test_a_bare_yes_or_no_counts_only_where_the_text_opens_with_it() -> None:
    assert answer_in_text("Bệnh không lây sang người.", ["không"]) == 0
    assert answer_in_text("Không, bệnh này lành.", ["không"]) == 1
    assert answer_in_text("Bệnh không lây sang người.", ["không", "không lây sang người"]) == 1


def test_a_yes_where_no_is_accepted_is_the_contrary_and_a_not_yet_is_a_no() -> None:
    assert says_the_contrary("Có", ["Không", "không tráng men"])
    assert says_the_contrary("Không.", ["Có"])
    assert not says_the_contrary("Chưa", ["Không"])
    assert not says_the_contrary("Đúng", ["Có"])
    assert not says_the_contrary("Có", ["13 ga"])
    assert not says_the_contrary("không tráng men", ["Có"])


def test_each_part_of_an_answer_of_several_has_to_be_said_in_any_order() -> None:
    accepted = ["171 bàn; 172 bàn"]
    both = "Giải có 172 bàn thắng.\nGiải trước có 171 bàn thắng."
    assert answer_scores("", both, accepted)["correct"] == 1
    assert answer_scores("", "Giải có 172 bàn thắng.", accepted)["correct"] == 0
    half = answer_scores("Ba Lan", "", ["Ba Lan; Nga"])
    assert half["answer_f1"] > 0.5
    assert half["correct"] == 0
    assert answer_scores("Ba Lan", "", ["Ba Lan, Nga"])["correct"] == 1


def test_a_day_without_the_word_for_day_is_the_same_day() -> None:
    assert exact_match("sáng 8 tháng 8 năm 2024", ["sáng 8/8/2024"]) == 1
    assert answer_tokens("chuyến Apollo 17 tháng 12/1972")[:3] == ["chuyến", "apollo", "17"]


def test_a_correct_answer_is_said_in_the_text_or_shares_half_its_words() -> None:
    assert answer_scores("", "Ông A thắng 44 trận.", ["44 trận"])["correct"] == 1
    assert answer_scores("mưa rất lớn kéo dài", "", ["mưa lớn kéo dài"])["correct"] == 1
    assert answer_scores("nắng", "Trời nắng.", ["mưa"])["correct"] == 0
    assert answer_tokens("25%") == ["25%"]


def verdict(confidence: float, answerable: bool, correct: bool, refused: bool) -> Verdict:
    return Verdict(
        confidence=confidence, p_answerable=confidence, answerable=answerable, correct=correct,
        refused=refused,
    )  # fmt: skip


HAND = [
    verdict(0.9, True, True, False),
    verdict(0.8, True, False, False),
    verdict(0.7, False, False, False),
    verdict(0.6, True, True, True),
    verdict(0.1, False, False, True),
]


def test_refusals_are_counted_by_hand() -> None:
    assert false_answers(HAND) == 1 / 2
    assert false_refusals(HAND) == 1 / 3
    assert refusal_f1(HAND) == pytest.approx(2 * 1 / (2 + 2))
    assert auroc(HAND) == pytest.approx(5 / 6)
    curve = risk_coverage(HAND)
    assert [c for c, _ in curve] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert [r for _, r in curve] == pytest.approx([0, 1 / 2, 2 / 3, 2 / 4, 3 / 5])
    assert area(curve) == pytest.approx(0.2 * (0 + 1 / 2 + 2 / 3 + 2 / 4 + 3 / 5))
    assert coverage_at(curve) == 0.2


def test_equal_confidences_are_answered_together_whatever_their_order() -> None:
    tied = [verdict(0.5, i % 2 == 0, i % 2 == 0, False) for i in range(4)]
    assert risk_coverage(tied) == risk_coverage(tied[::-1]) == [(1.0, 0.5)]
    assert auroc(tied) == 0.5


def test_auroc_is_of_the_probability_that_the_articles_answer_at_all() -> None:
    known = replace(verdict(0.2, True, False, False), p_answerable=0.9)
    unknown = replace(verdict(0.6, False, False, False), p_answerable=0.3)
    assert auroc([known, unknown]) == 1.0
    assert risk_coverage([known, unknown])[0] == (0.5, 1.0)


def test_auroc_agrees_with_scikit_learn() -> None:
    from sklearn.metrics import roc_auc_score

    rng = random.Random(5)
    some = [verdict(round(rng.random(), 1), rng.random() < 0.6, True, False) for _ in range(200)]
    theirs = roc_auc_score([v.answerable for v in some], [v.confidence for v in some])
    assert auroc(some) == pytest.approx(theirs)


def test_measures_of_one_kind_only_do_not_exist() -> None:
    assert auroc(HAND[:1]) is None
    assert false_answers(HAND[:1]) is None


def test_mcnemar_agrees_with_the_exact_binomial_test() -> None:
    from scipy.stats import binomtest

    before = [True] * 9 + [False] * 2 + [True] * 5
    after = [False] * 9 + [True] * 2 + [True] * 5
    assert mcnemar(before, after) == pytest.approx(binomtest(2, 11).pvalue)
    assert mcnemar([True], [True]) == 1.0


def test_an_interval_holds_zero_for_noise_and_not_for_a_real_loss() -> None:
    rng = random.Random(1)
    before = [float(rng.random() < 0.7) for _ in range(200)]
    shuffled = [float(rng.random() < 0.7) for _ in range(200)]
    worse = [0.0 if i % 4 == 0 else b for i, b in enumerate(before)]
    assert not paired_bootstrap(before, shuffled).beyond_noise
    assert paired_bootstrap(before, worse).high < 0
    assert paired_bootstrap(before, before).mean == 0
    with pytest.raises(ValueError, match="cùng độ dài"):
        paired_bootstrap([1.0], [])
