"""The kind of answer asked for, weighed by a fitted linear model over the words of a question.

The rules of ``question_kind`` find the question words; this weighs all that stands around them.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.question_kind import KINDS, Asked, ask
from assistant.reader_features_text import tokens


@dataclass(frozen=True, slots=True)
class KindModel:
    """Multinomial logistic regression; fitted by ``assistant.train_ranker``.

    Attributes:
        weights: Feature to one weight for each of ``KINDS``.
        bias: One for each of ``KINDS``.
    """

    weights: Mapping[str, tuple[float, ...]]
    bias: tuple[float, ...]

    @classmethod
    def load(cls, path: Path) -> "KindModel":
        """The model of a file ``kinds.json``."""
        table = json.loads(path.read_text(encoding="utf-8"))
        weights = {name: tuple(values) for name, values in table["weights"].items()}
        return cls(weights, tuple(table["bias"]))

    def ask(self, question: str) -> tuple[Asked, tuple[float, ...]]:
        """What is asked, with the likeliest kind, and the probability of each of ``KINDS``."""
        asked = ask(question)
        sums = list(self.bias)
        for name, value in kind_features(question, asked).items():
            for i, weight in enumerate(self.weights.get(name, ())):
                sums[i] += weight * value
        top = max(sums)
        odds = [math.exp(s - top) for s in sums]
        shares = tuple(o / sum(odds) for o in odds)
        best = KINDS[shares.index(max(shares))]
        return replace(asked, kind=best), shares


def kind_features(question: str, asked: Asked) -> dict[str, float]:
    """Words of a question by their place relative to the question word; all folded."""
    f = ["#" if t[0].isdigit() else t for t in tokens(question).folded]
    cue = sorted(asked.cue) or [len(f)]
    i, j = cue[0], cue[-1] + 1
    found = {f"rule={asked.kind}": 1.0, f"m={asked.measure}": 1.0, "cue=" + " ".join(f[i:j]): 1.0}
    for k in range(1, 7):
        if i - k >= 0:
            name = f"l={f[i - k]}"
            found[name] = max(found.get(name, 0.0), 1 / k)
        if k < 5 and j + k - 1 < len(f):
            found[f"r={f[j + k - 1]}"] = 1 / k
        if k < 5 and i - k - 1 >= 0:
            found[f"lb={f[i - k - 1]} {f[i - k]}"] = 1 / k
    if i >= 1:
        found[f"l1={f[i - 1]}"] = 1.0
    if i >= 2:
        found[f"l12={f[i - 2]} {f[i - 1]}"] = 1.0
    if j + 1 < len(f):
        found[f"r12={f[j]} {f[j + 1]}"] = 1.0
    if f:
        found |= {f"first={f[0]}": 1.0, f"last={f[-1]}": 1.0}
        found |= {"first2=" + " ".join(f[:2]): 1.0, "last2=" + " ".join(f[-2:]): 1.0}
    for word in f:
        found.setdefault(f"w={word}", 0.3)
    return found
