"""The numbers that say how the neural reader's logits lie to each other."""

import math

import lightgbm
import numpy as np
import pytest

from assistant.reader_features_answerable import COMBINED_COLUMNS, combined_row
from assistant.reader_features_nulls import NULL_COLUMNS, null_row
from assistant.reader_ranking import MODEL


def columns(logits, nulls, span=0.0):
    logit = np.array(logits, np.float32)
    return {
        "n_logit": logit,
        "n_null": logit - np.array(nulls, np.float32),
        "n_span": np.full(len(logits), span, np.float32),
        "n_before": np.full(len(logits), -12.0, np.float32),
        "n_after": np.full(len(logits), -12.0, np.float32),
    }


def named(logits, nulls, best, articles):
    row = null_row(columns(logits, nulls), best, np.array(articles))
    assert len(row) == len(NULL_COLUMNS)
    return dict(zip(NULL_COLUMNS, row, strict=True))


def test_sentences_all_alike_have_the_entropy_of_a_free_choice():
    found = named([1.0] * 4, [0.0] * 4, 0, [0, 0, 0, 0])
    assert found["own_entropy"] == pytest.approx(math.log(4), abs=1e-4)
    assert found["all_share"] == pytest.approx(0.25, abs=1e-4)
    assert found["own_lead"] == 0


def test_a_sentence_alone_above_the_null_has_hardly_any_entropy_and_a_long_lead():
    found = named([8.0, -6.0, -6.0], [0.0] * 3, 0, [0, 0, 0])
    assert found["all_entropy"] < 0.01
    assert found["own_lead"] == 14
    assert found["above"] == 1
    assert found["own_best"] == 8


def test_the_best_articles_numbers_know_nothing_of_the_others_sentences():
    found = named([3.0, 1.0, 9.0], [2.0, 2.0, 4.0], 0, [0, 0, 1])
    assert found["own_best"] == 1
    assert found["all_three"] == pytest.approx((5 + 1 - 1) / 3)
    assert (found["least_null"], found["most_null"], found["own_null"]) == (2, 4, 2)
    assert found["own_over_null"] == -1
    assert found["own_mass"] < found["all_mass"]


def test_a_single_sentence_is_enough():
    found = named([2.0], [1.0], 0, [0])
    assert found["all_second"] == found["all_three"] == found["own_best"] == 1
    assert all(math.isfinite(value) for value in found.values())


def test_the_shipped_models_ask_for_the_columns_that_are_made():
    for name in ("answerable-neural", "answerable-lone"):
        model = lightgbm.Booster(model_file=str(MODEL / f"{name}.txt"))
        assert model.feature_name() == list(COMBINED_COLUMNS)
    names = ("s_score", "x_quality", *COMBINED_COLUMNS)
    sentences = columns([1.0, 2.0], [0.0, 0.0])
    sentences |= {n: np.zeros(2, np.float32) for n in names if n not in sentences}
    row = combined_row(0.5, sentences, np.array([0.2, 0.1], np.float32), [0, 1])
    assert row.shape == (len(COMBINED_COLUMNS),)
