"""Decides from what rules and network say of a claim whether its source bears it out.

A small boosted model (`verdict.txt` in a folder of the reader), fitted by
`eval/train_verdict.py` on claims that the network did not learn from.
"""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import numpy as np

from assistant.answer import Kind
from assistant.checking_rules import RULES, Ruled

if TYPE_CHECKING:
    import lightgbm

MODEL: Final = Path(__file__).with_name("models") / "reader-vi"
TREES: Final = "verdict.txt"
CARD: Final = "verdict.json"
COLUMNS: Final = (
    "weight", "likeness", "close", "unlike", "found", "told_otherwise", "digits",
    *(f"kind_{kind}" for kind in get_args(Kind)), *(f"rule_{name}" for name in RULES),
)  # fmt: skip


def columns(ruled: Ruled, weight: float) -> list[float]:
    """The `COLUMNS` of a claim.

    Args:
        ruled: What the rules found.
        weight: What the network makes of it, in logits.
    """
    found = ruled.support.differences
    kinds = {d.kind for d in found}
    exact = (d for d in found if d.kind in ("figure", "date", "unit"))
    return [
        weight,
        ruled.likeness,
        float(ruled.close),
        float(ruled.support.level == "unsupported" and not found),
        float(len(found)),
        float(sum(bool(d.source) for d in found)),
        float(any(c.isdigit() for d in exact for c in d.claim)),
        *(float(kind in kinds) for kind in get_args(Kind)),
        *(float(ruled.raised.get(name, 0)) for name in RULES),
    ]


class Verdict:
    """The model and the least chance at which a claim counts as borne out.

    Args:
        trees: A LightGBM model of `COLUMNS`.
        least: A chance, 0..1.
    """

    def __init__(self, trees: "lightgbm.Booster", least: float) -> None:
        """Keep both."""
        self._trees = trees
        self.least = least

    def chance(self, ruled: Ruled, weight: float) -> float:
        """How likely (0..1) the claim is borne out."""
        row = np.array([columns(ruled, weight)])
        return float(np.asarray(self._trees.predict(row, num_threads=1))[0])

    def borne_out(self, ruled: Ruled, weight: float) -> bool:
        """Whether the claim counts as borne out."""
        return self.chance(ruled, weight) >= self.least


@cache
def shipped_verdict(folder: Path = MODEL) -> Verdict | None:
    """The model of a reader's folder, loaded once; ``None``: it has none."""
    if not (folder / CARD).is_file():
        return None
    import lightgbm

    least = json.loads((folder / CARD).read_text(encoding="utf-8"))["least"]
    return Verdict(lightgbm.Booster(model_file=str(folder / TREES)), float(least))
