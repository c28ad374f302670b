"""What the neural reader's logits say together of whether anything answers; knows no model.

One sentence's logit over the null says little where many sentences look alike or where the
articles disagree about how little they hold; these numbers say how the logits lie to each other.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

NULL_COLUMNS = (
    "own_best", "all_second", "all_three", "own_entropy", "all_entropy", "all_share", "own_null",
    "least_null", "most_null", "own_over_null", "null_span", "over_before", "over_after",
    "own_mass", "all_mass", "own_lead", "above",
)  # fmt: skip


def null_row(columns: Mapping[str, Floats], best: int, articles: NDArray[np.int64]) -> list[float]:
    """The values of ``NULL_COLUMNS``.

    Args:
        columns: Of the sentences looked at closely, the neural reader's among them.
        best: The sentence in front.
        articles: Number of each sentence's article.
    """
    logit, over = columns["n_logit"], columns["n_null"]
    own = articles == articles[best]
    nulls = np.array([(logit - over)[articles == a][0] for a in np.unique(articles)])
    null = float(logit[best] - over[best])
    ranked = np.sort(over)[::-1]
    mine = np.sort(logit[own])[::-1]
    return [
        float(over[own].max()),
        float(ranked[:2][-1]),
        float(ranked[:3].mean()),
        _entropy(logit[own]),
        _entropy(logit),
        float(np.exp(logit[best] - np.logaddexp.reduce(logit))),
        null,
        float(nulls.min()),
        float(nulls.max()),
        null - float(nulls.mean()),
        float(over[best] + columns["n_span"][best]),
        float(columns["n_before"][best] - logit[best]),
        float(columns["n_after"][best] - logit[best]),
        float(np.logaddexp.reduce(over[own])),
        float(np.logaddexp.reduce(over)),
        float(logit[best] - mine[:2][-1]),
        float((over > 0).sum()),
    ]


def _entropy(logits: Floats) -> float:
    """Of the softmax of some logits, in nats."""
    share = np.exp(logits - np.logaddexp.reduce(logits))
    return float(-(share * np.log(share + 1e-9)).sum())
