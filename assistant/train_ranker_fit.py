"""Fits the ranker's models on tables and calibrates them; reads no data and searches nothing."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.question_kind import KINDS, ask
from assistant.question_kind_model import kind_features
from assistant.reader_features_answerable import ANSWERABLE_COLUMNS, answerable_row
from assistant.reader_features_span import SPAN_COLUMNS
from assistant.reader_ranking import combined_spans
from assistant.train_ranker_data import Asked
from assistant.train_ranker_table import Table, unmark

Floats = NDArray[np.float32]
COMMON = {
    "verbose": -1, "num_threads": 1, "seed": 3, "max_bin": 63, "bagging_fraction": 0.8,
    "bagging_freq": 1, "lambda_l2": 10,
}  # fmt: skip
RANK = {"objective": "lambdarank", "lambdarank_truncation_level": 8}
COMBINED = [
    "s_score", "s_gap", "s_rank", "s_best", "s_article", "n_logit", "n_null", "n_span", "n_gap",
    "n_rank", "n_best", "n_share", "n_article", "n_article_null", "r_gap", "r_rank",
    "r_passage", "r_place", "r_lexical", "r_dense", "a_fo_gap", "a_so_gap", "a_top3_gap", "a_name",
    "a_miss_name", "f_best", "f_focus", "f_measure", "f_near", "f_count", "p_order", "p_size",
    "p_title", "news_rank", "swin_art_rank", "k_number", "k_date", "k_person", "k_place",
    "k_why", "k_fact",
]  # fmt: skip
"""Columns of the model that combines both readers; 2026-11-21 in DECISIONS.md."""


def fit_kinds(asked: Sequence[Asked], floor: float = 0.2) -> dict[str, Any]:
    """The table of a ``KindModel``: logistic regression, small weights left out."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    texts = [t for one in asked for t in (one.text, unmark(one.text))]
    kinds = [one.kind for one in asked for _ in range(2)]
    maker = DictVectorizer(dtype=np.float32)
    rows = maker.fit_transform([kind_features(t, ask(t)) for t in texts])
    model = LogisticRegression(C=1.0, max_iter=100, tol=1e-3).fit(rows, kinds)
    classes = list(model.classes_)
    weight = np.zeros((len(KINDS), rows.shape[1]))
    bias = np.full(len(KINDS), -9.0)
    for i, kind in enumerate(KINDS):
        if kind in classes:
            weight[i], bias[i] = (
                model.coef_[classes.index(kind)],
                model.intercept_[classes.index(kind)],
            )
    names = maker.get_feature_names_out()
    keep = np.flatnonzero((np.abs(weight) > floor).any(axis=0))
    return {
        "bias": [round(float(b), 3) for b in bias],
        "weights": {names[k]: [round(float(w), 2) for w in weight[:, k]] for k in keep},
    }


def fit_sentences(tables: Sequence[Table], names: Sequence[str], rounds: int, leaves: int) -> Any:
    """A lambdarank model that puts sentences in order."""
    rows, labels, sizes = [], [], []
    for t in tables:
        if not t.label.any():
            continue
        keep = ~t.unsure
        rows.append(np.stack([t.columns[n][keep] for n in names], axis=1))
        labels.append(t.label[keep])
        sizes.append(int(keep.sum()))
    options = {"num_leaves": leaves, "learning_rate": 0.06, "feature_fraction": 0.4}
    return _train(rows, labels, {**RANK, **options, "min_data_in_leaf": 80}, rounds, names, sizes)


def fit_spans(tables: Sequence[Table], rounds: int) -> Any:
    """A lambdarank model over the F1 of spans, in sixths."""
    pairs = [p for t in tables for p in t.spans if len(p[1])]
    options = {"num_leaves": 24, "learning_rate": 0.06, "feature_fraction": 0.5, "cat_smooth": 20}
    names = ("k_kind", "s_kind", "s_measure", "s_before", "s_after")
    return _train(
        [x for x, _ in pairs], [np.floor(y * 6) for _, y in pairs],
        {**RANK, **options, "min_data_in_leaf": 40}, rounds, SPAN_COLUMNS,
        [len(y) for _, y in pairs], [SPAN_COLUMNS.index(n) for n in names],
    )  # fmt: skip


def fit_hinted_spans(tables: Sequence[Table], first: Any, rounds: int) -> Any:
    """The small model that puts spans in order with the neural reader's mark."""
    pairs = [(x, y) for t in tables for x, y in t.spans if len(y)]
    rows = [combined_spans(x, np.asarray(first.predict(x), np.float32)) for x, _ in pairs]
    names = [f"c{i}" for i in range(rows[0].shape[1])]
    options = {"num_leaves": 8, "learning_rate": 0.05, "min_data_in_leaf": 60}
    labels = [np.floor(y * 6) for _, y in pairs]
    return _train(rows, labels, {**RANK, **options}, rounds, names, [len(y) for y in labels])


def fit_answerable(rows: Floats, answered: NDArray[np.bool_], rounds: int) -> Any:
    """A boosted model of whether anything answers."""
    options = {
        "objective": "binary", "learning_rate": 0.04, "num_leaves": 8, "min_data_in_leaf": 40,
        "feature_fraction": 0.4,
    }  # fmt: skip
    return _train([rows], [answered], options, rounds, ANSWERABLE_COLUMNS)


def answerable_rows(tables: Sequence[Table], scores: Sequence[Floats]) -> Floats:
    """(tables, columns) float32."""
    pairs = zip(tables, scores, strict=True)
    return np.array([answerable_row(t.columns, s, t.article.tolist()) for t, s in pairs])


def curve(raw: Floats, answered: NDArray[np.bool_]) -> list[list[float]]:
    """Points of an isotonic calibration, Platt's line mixed in so that it is strictly rising."""
    from sklearn.isotonic import IsotonicRegression
    from sklearn.linear_model import LogisticRegression

    grid = np.linspace(float(raw.min()), float(raw.max()), 25)
    line = LogisticRegression().fit(raw[:, None], answered)
    step = IsotonicRegression(out_of_bounds="clip").fit(raw, answered)
    value = 0.5 * line.predict_proba(grid[:, None])[:, 1] + 0.5 * step.predict(grid)
    return [[round(float(x), 4) for x in grid], [round(float(v), 4) for v in value]]


def threshold(probability: Floats, answered: NDArray[np.bool_], rate: float) -> float:
    """The smallest probability above which at most ``rate`` of what is unanswerable is answered."""
    wrong = np.sort(probability[~answered])[::-1]
    return round(float(wrong[min(len(wrong) - 1, int(rate * len(wrong)))]) + 1e-4, 4)


def _train(
    rows: Sequence[Floats],
    labels: Sequence[Any],
    options: dict[str, Any],
    rounds: int,
    names: Sequence[str],
    sizes: Sequence[int] | None = None,
    categories: Sequence[int] = (),
) -> Any:
    import lightgbm

    data = lightgbm.Dataset(
        np.concatenate(list(rows)),
        np.concatenate(list(labels)).astype(int),
        group=list(sizes) if sizes else None,
        feature_name=list(names),
        categorical_feature=list(categories),
    )
    return lightgbm.train({**COMMON, **options}, data, rounds)
