"""Fits the ranker's models on tables and calibrates them; reads no data and searches nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.question_kind import KINDS, ask
from assistant.question_kind_model import kind_features
from assistant.reader_features_span import SPAN_COLUMNS
from assistant.reader_ranking import combined_spans
from assistant.reader_spans import FLOOR
from assistant.train_ranker_data import Asked, own
from assistant.train_ranker_hits import unmark
from assistant.train_ranker_table import Table

Floats = NDArray[np.float32]
COMMON = {
    "verbose": -1, "num_threads": 1, "seed": 3, "max_bin": 63, "bagging_fraction": 0.8,
    "bagging_freq": 1, "lambda_l2": 10,
}  # fmt: skip
RANK = {"objective": "lambdarank", "lambdarank_truncation_level": 8}
LEFT_IN, GOOD = 0.4, 0.6
"""Share of the sentences without an answer that ``fit_answers`` sees; F1 of a right span."""
FIRST = [
    "fo_art", "fo_idf", "so_art", "so_idf", "so_pool", "wpt_art", "wpt_idf", "swin_art",
    "swin_idf", "news", "news_win", "bi", "cosine", "cosine_prev", "light", "a_fo", "a_so",
    "a_top3", "a_fo_gap", "a_so_gap", "r_score", "r_gap", "r_passage", "r_place", "r_rank",
    "p_order", "p_size", "p_title", "fo_art_rank", "so_art_rank", "wpt_art_rank",
    "swin_art_rank", "news_rank", "so_pool_gap", "prev_art", "win_art", "para_art", "u_max",
    "u_three", "u_share", "k_number", "k_why", "k_how", "k_person", "k_date", "a_title_so",
    "a_size",
]  # fmt: skip
"""Columns of the model that decides which sentences are looked at closely."""
COMBINED = [
    "s_score", "s_gap", "s_rank", "s_best", "s_article", "n_logit", "n_null", "n_span", "n_gap",
    "n_rank", "n_best", "n_share", "n_article", "n_article_null", "n_before", "n_after",
    "n_others", "h_own", "h_suits", "h_focus_in", "h_focus_by", "h_size", "r_gap", "r_rank",
    "r_passage", "r_place", "r_lexical", "r_dense", "a_fo_gap", "a_so_gap", "a_top3_gap",
    "a_name", "a_miss_name", "a_so_three_gap", "u_max", "u_three", "u_name", "a_day", "a_year",
    "f_best", "f_focus", "f_measure", "f_near", "f_count", "p_order", "p_size", "p_title",
    "news_rank", "swin_art_rank", "k_number", "k_date", "k_person", "k_place", "k_why", "k_fact",
]  # fmt: skip
"""Columns of the model that combines both readers; 2026-11-21 in DECISIONS.md."""
FEW: dict[str, float] = {
    "rounds": 130, "leaves": 8, "learning_rate": 0.05, "min_data_in_leaf": 60,
}  # fmt: skip
"""Options of the models that are fitted on the held-out questions alone."""


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


def matrix(tables: Sequence[Table], names: Sequence[str], wanted: Sequence[str]) -> list[Floats]:
    """The wanted columns of each table."""
    places = [names.index(name) for name in wanted]
    return [t.rows[:, places] for t in tables]


def fit_sentences(
    tables: Sequence[Table], names: Sequence[str], wanted: Sequence[str], **options: float
) -> Any:
    """A lambdarank model that puts sentences in order.

    Args:
        tables: Those without a sentence that answers are passed over.
        names: Of the tables' columns.
        wanted: Columns of the model.
        options: LightGBM's; ``rounds`` and ``leaves`` are needed.
    """
    some = [t for t in tables if t.label.any()]
    keep = [~t.unsure for t in some]
    rows = [x[k] for x, k in zip(matrix(some, names, wanted), keep, strict=True)]
    labels = [t.label[k] for t, k in zip(some, keep, strict=True)]
    weights = [np.full(len(y), weight(t.asked)) for t, y in zip(some, labels, strict=True)]
    rounds, leaves = int(options.pop("rounds")), int(options.pop("leaves"))
    chosen = {"learning_rate": 0.06, "feature_fraction": 0.4, "min_data_in_leaf": 80, **options}
    return _train(
        rows, labels, {**RANK, "num_leaves": leaves, **chosen}, rounds, wanted,
        [len(y) for y in labels], weights=np.concatenate(weights).astype(np.float32),
    )  # fmt: skip


def weight(asked: Asked) -> float:
    """What a question counts: news_train's are closer to what people ask than our own."""
    return 1.0 if own(asked) else 2.0


def answering(tables: Sequence[Table]) -> list[tuple[Floats, Floats]]:
    """Span features and the F1 of each span, of the sentences that answer."""
    return [(x, y) for t in tables for k, x, y in t.spans if t.label[k] and len(y)]


def fit_answers(tables: Sequence[Table], rounds: int) -> Any:
    """A model of whether a span is an answer, in sentences that answer and in those that do not.

    Three in five of the sentences that do not answer are left out.
    """
    rng = np.random.default_rng(7)
    pairs = [
        (x, y)
        for t in tables
        for k, x, y in t.spans
        if len(y) and (t.label[k] or (not t.unsure[k] and rng.random() < LEFT_IN))
    ]
    options = {
        "objective": "binary", "num_leaves": 31, "learning_rate": 0.08, "feature_fraction": 0.6,
        "min_data_in_leaf": 60, "cat_smooth": 20,
    }  # fmt: skip
    names = ("k_kind", "s_kind", "s_measure", "s_before", "s_after")
    return _train(
        [x for x, _ in pairs], [y >= GOOD for _, y in pairs], options, rounds, SPAN_COLUMNS,
        categories=[SPAN_COLUMNS.index(n) for n in names],
    )  # fmt: skip


def with_quality(table: Table, model: Any) -> Table:
    """The table with the quality of the answers in the sentences whose spans it holds."""
    quality = np.full(len(table.label), FLOOR, np.float32)
    for k, x, y in table.spans:
        if len(y):
            quality[k] = max(FLOOR, float(model.predict(x, raw_score=True).max()))
    return replace(table, rows=np.column_stack([table.rows, quality]))


def fit_spans(tables: Sequence[Table], rounds: int) -> Any:
    """A lambdarank model over the F1 of spans, in sixths."""
    pairs = answering(tables)
    options = {"num_leaves": 24, "learning_rate": 0.06, "feature_fraction": 0.5, "cat_smooth": 20}
    names = ("k_kind", "s_kind", "s_measure", "s_before", "s_after")
    return _train(
        [x for x, _ in pairs], [np.floor(y * 6) for _, y in pairs],
        {**RANK, **options, "min_data_in_leaf": 40}, rounds, SPAN_COLUMNS,
        [len(y) for _, y in pairs], [SPAN_COLUMNS.index(n) for n in names],
    )  # fmt: skip


def fit_hinted_spans(tables: Sequence[Table], first: Any, rounds: int) -> Any:
    """The small model that puts spans in order with the neural reader's mark."""
    pairs = answering(tables)
    rows = [combined_spans(x, np.asarray(first.predict(x), np.float32)) for x, _ in pairs]
    names = [f"c{i}" for i in range(rows[0].shape[1])]
    options = {"num_leaves": 8, "learning_rate": 0.05, "min_data_in_leaf": 60}
    labels = [np.floor(y * 6) for _, y in pairs]
    return _train(rows, labels, {**RANK, **options}, rounds, names, [len(y) for y in labels])


def fit_answerable(
    rows: Floats,
    answered: NDArray[np.bool_],
    weights: Floats,
    names: Sequence[str],
    **options: float,
) -> Any:
    """A boosted model of whether anything answers; ``rounds`` is needed among the options."""
    chosen: dict[str, Any] = {
        "objective": "binary", "learning_rate": 0.04, "num_leaves": 6, "min_data_in_leaf": 30,
        "feature_fraction": 0.3, **options,
    }  # fmt: skip
    rounds = int(chosen.pop("rounds"))
    return _train([rows], [answered], chosen, rounds, names, weights=weights)


def span_line(tables: Sequence[Table], spans: Any, *, hinted: Any) -> list[float]:
    """A logistic line from the best span's score and lead to its being right."""
    from sklearn.linear_model import LogisticRegression

    points, right = [], []
    for x, y in answering(tables):
        scores = np.asarray(spans.predict(x), np.float32)
        if hinted is not None:
            scores = np.asarray(hinted.predict(combined_spans(x, scores)), np.float32)
        order = np.argsort(-scores)
        lead = scores[order[0]] - scores[order[1]] if len(order) > 1 else 3.0
        points.append([scores[order[0]], min(float(lead), 3.0)])
        right.append(y[order[0]] >= 0.5)
    line = LogisticRegression().fit(np.array(points), np.array(right))
    return [round(float(v), 4) for v in (line.intercept_[0], *line.coef_[0])]


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
    weights: Floats | None = None,
) -> Any:
    import lightgbm

    data = lightgbm.Dataset(
        np.concatenate(list(rows)),
        np.concatenate(list(labels)).astype(int),
        group=list(sizes) if sizes else None,
        weight=weights,
        feature_name=list(names),
        categorical_feature=list(categories),
    )
    return lightgbm.train({**COMMON, **options}, data, rounds)
