"""Numbers that say whether any sentence found answers a question; knows no model."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_OF_BEST = [
    "fo_idf", "fo_art", "so_idf", "so_art", "swin_idf", "swin_art", "wpt_idf", "wpt_art",
    "name", "name_far", "digit", "digit_win", "news", "news_win", "bi", "ex_idf", "cosine",
    "matched", "a_fo", "a_so", "a_title", "a_lead", "a_miss", "a_miss_name", "a_miss_digit",
    "a_name", "a_year", "a_bi", "a_top3", "r_score", "r_lexical", "r_dense", "r_gap",
    "r_rank", "r_passage", "f_best", "f_near", "f_focus", "f_focus_near", "f_measure",
    "f_fine", "f_count", "f_run", "f_near_any", "p_size", "q_size", "q_names", "q_digits",
    "q_measure", "k_number", "k_person", "k_date", "k_place", "k_why", "k_how", "k_list",
    "k_yesno", "k_fact",
]  # fmt: skip
_OF_FIVE = ["f_near", "f_best", "f_focus_near", "f_measure", "so_idf", "swin_idf"]

ANSWERABLE_COLUMNS = (
    *(f"best_{name}" for name in _OF_BEST),
    *(f"five_{name}" for name in _OF_FIVE),
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
    best, five = order[0], order[:5]
    zero = np.zeros(len(scores), np.float32)
    row = [float(columns.get(name, zero)[best]) for name in _OF_BEST]
    row += [float(columns.get(name, zero)[five].max()) for name in _OF_FIVE]
    ranked = scores[order]
    mine = np.array(articles)[order] == articles[best]
    weight = np.exp(ranked - ranked[0])
    others = ranked[~mine]
    row += [
        float(ranked[0]),
        float(ranked[0] - ranked[1]) if len(ranked) > 1 else 5.0,
        float(ranked[0] - ranked[2]) if len(ranked) > 2 else 5.0,
        float(ranked[0] - others[0]) if len(others) else 5.0,
        float((weight > 0.37).sum()),
        float(1 / weight.sum()),
        float(weight[mine].sum() / weight.sum()),
    ]
    return np.array(row, dtype=np.float32)


COMBINED_COLUMNS = (
    "raw", "n_logit", "n_null", "n_span", "n_gap", "n_article_null", "top_null", "top_span",
    "score",
    "second", "other", "share", "k_number", "k_why", "f_best", "a_miss_name",
)  # fmt: skip
_DIRECT = ("n_logit", "n_null", "n_span", "n_gap", "n_article_null")


def combined_row(raw: float, columns: Mapping[str, Floats], scores: Floats, same: Floats) -> Floats:
    """(len(COMBINED_COLUMNS),) float32 of one question read by the neural reader too.

    Args:
        raw: What the model without the neural reader makes of the question, in log odds.
        columns: Features of the sentences, the neural reader's among them.
        scores: Of both readers together.
        same: Number of each sentence's article.
    """
    order = np.argsort(-scores)
    best, ranked = order[0], scores[order]
    others = scores[same != same[best]]
    weight = np.exp(ranked - ranked[0])
    row = [raw, *(float(columns[name][best]) for name in _DIRECT)]
    row += [float(columns["n_null"].max()), float(columns["n_span"].max()), float(ranked[0])]
    row.append(float(ranked[0] - ranked[1]) if len(ranked) > 1 else 5.0)
    row.append(float(ranked[0] - others.max()) if len(others) else 5.0)
    row.append(float(1 / weight.sum()))
    row += [float(columns[n][best]) for n in ("k_number", "k_why", "f_best", "a_miss_name")]
    return np.array(row, dtype=np.float32)
