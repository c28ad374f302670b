"""Numbers that say whether any sentence found answers a question; knows no model.

What the retriever said is left out: vectors know the questions that they were trained on.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.reader_features_nulls import NULL_COLUMNS, null_row

Floats = NDArray[np.float32]

_OF_BEST = [
    "fo_idf", "fo_art", "so_idf", "so_art", "swin_idf", "swin_art", "wpt_idf", "wpt_art",
    "name", "name_far", "digit", "digit_win", "news", "news_win", "bi", "ex_idf", "cosine",
    "matched", "a_fo", "a_so", "a_title", "a_lead", "a_miss", "a_miss_name", "a_miss_digit",
    "a_name", "a_year", "a_bi", "a_top3", "a_day", "a_so_miss", "a_so_three", "a_title_so",
    "u_max", "u_three", "u_share", "u_name", "u_number", "u_count",
    "f_best", "f_near", "f_focus", "f_focus_near", "f_measure", "f_fine", "f_count", "f_run",
    "f_near_any", "p_size", "p_order", "q_size", "q_names", "q_digits", "q_measure", "q_counted",
    "k_number", "k_person", "k_date", "k_place", "k_why", "k_how", "k_list",
    "k_yesno", "k_fact", "x_quality",
]  # fmt: skip
_MOST = [
    "x_quality",
    "f_near",
    "f_best",
    "f_focus_near",
    "f_measure",
    "so_idf",
    "swin_idf",
    "fo_idf",
]
_LEAST = ["u_max", "u_three", "u_share", "u_name", "u_number", "a_so_miss", "a_miss_name"]
FIVE = 5
"""Sentences in front among which the most and the least are looked for."""

ANSWERABLE_COLUMNS = (
    *(f"best_{name}" for name in _OF_BEST),
    *(f"most_{name}" for name in _MOST),
    *(f"least_{name}" for name in _LEAST),
    "score", "second", "third", "other", "close", "share", "same",
)  # fmt: skip


def answerable_row(
    columns: Mapping[str, Floats], scores: Floats, articles: Sequence[int]
) -> Floats:
    """(len(ANSWERABLE_COLUMNS),) float32 of one question.

    Args:
        columns: Features of the sentences looked at closely; a missing one counts as 0.
        scores: The ranker's scores of the same sentences.
        articles: Number of each sentence's article.
    """
    order = np.argsort(-scores)
    best, five = order[0], order[:FIVE]
    zero = np.zeros(len(scores), np.float32)
    row = [float(columns.get(name, zero)[best]) for name in _OF_BEST]
    row += [float(columns.get(name, zero)[five].max()) for name in _MOST]
    row += [float(columns.get(name, zero)[five].min()) for name in _LEAST]
    return np.array([*row, *_leads(scores, order, np.array(articles))], dtype=np.float32)


def _leads(scores: Floats, order: NDArray[np.int64], articles: NDArray[np.int64]) -> list[float]:
    """How far the best sentence lies before others, and how many lie close."""
    ranked, mine = scores[order], articles[order] == articles[order[0]]
    weight, others = np.exp(ranked - ranked[0]), ranked[~mine]
    return [
        float(ranked[0]),
        float(ranked[0] - ranked[1]) if len(ranked) > 1 else 5.0,
        float(ranked[0] - ranked[2]) if len(ranked) > 2 else 5.0,
        float(ranked[0] - others[0]) if len(others) else 5.0,
        float((weight > 0.37).sum()),
        float(1 / weight.sum()),
        float(weight[mine].sum() / weight.sum()),
    ]


_DIRECT = (
    "n_logit", "n_null", "n_span", "n_gap", "n_article_null", "n_others", "n_share", "s_gap",
    "s_rank", "h_own", "h_suits", "h_focus_in", "u_max", "u_three", "u_name", "u_number",
    "a_so_miss", "a_miss_name", "a_year", "a_day", "f_best", "f_focus_near", "k_number", "k_why",
    "k_person", "k_yesno", "x_quality",
)  # fmt: skip
COMBINED_COLUMNS = (
    "raw", *_DIRECT, "over_nulls", "top_quality", "top_null", "top_span", "top_logit", "agree",
    *NULL_COLUMNS, "score", "second", "third", "other", "close", "share", "same",
)  # fmt: skip


def combined_row(
    raw: float, columns: Mapping[str, Floats], scores: Floats, articles: Sequence[int]
) -> Floats:
    """(len(COMBINED_COLUMNS),) float32 of one question read by the neural reader too.

    Args:
        raw: What the model without the neural reader makes of the question, in log odds.
        columns: Features of the sentences, the neural reader's among them.
        scores: Of both readers together.
        articles: Number of each sentence's article.
    """
    order = np.argsort(-scores)
    best = order[0]
    row = [raw, *(float(columns[name][best]) for name in _DIRECT)]
    row.append(_over_nulls(columns, np.array(articles)))
    row += [float(columns[name].max()) for name in ("x_quality", "n_null", "n_span", "n_logit")]
    row.append(float(columns["n_logit"].argmax() == columns["s_score"].argmax()))
    row += null_row(columns, int(best), np.array(articles))
    return np.array([*row, *_leads(scores, order, np.array(articles))], dtype=np.float32)


def _over_nulls(columns: Mapping[str, Floats], articles: NDArray[np.int64]) -> float:
    """The best logit less the mean of what the articles give to "nothing here answers"."""
    nulls = columns["n_logit"] - columns["n_null"]
    own = [float(nulls[articles == a][0]) for a in np.unique(articles)]
    return float(columns["n_logit"].max() - np.mean(own))
