"""Fits the model that decides from rules and network whether a claim is borne out; one command.

    python -m eval.train_verdict --data DATA

It learns from claims by hand that the network has not seen (`data/claims_held.jsonl.xz`), from
those of `eval/sets/claims_retold.jsonl.xz` and `eval/sets/claims.jsonl`. Articles are kept together
in five folds; the least chance is where `FLAGGED` of the true claims would fall, fold by fold.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.checking_rules import rule
from assistant.checking_verdict import CARD, COLUMNS, MODEL, TREES, columns
from assistant.claim_reading import Weighs, weigh_claim
from assistant.neural_reader import NeuralReader
from assistant.train_reader_claim_data import HELD
from corpus.article import Article
from eval.claim_checks import CLAIMS, ClaimLine, read_claims, sample_articles
from eval.claims_retold import RETOLD, retold

if TYPE_CHECKING:
    import lightgbm

log = logging.getLogger("train_verdict")
FLAGGED: Final = 0.04
FOLDS: Final = 5
Floats = NDArray[np.float64]
Lot = tuple[str, Sequence[ClaimLine], Mapping[str, Article]]


def lots(data: Path) -> Iterator[Lot]:
    """Yield each file of claims to fit on: its name, its claims and their articles by id."""
    for path in (HELD, RETOLD):
        yield path.name, *retold(data, path)
    yield CLAIMS.name, read_claims(CLAIMS), sample_articles()


def table(lines: Iterable[ClaimLine], articles: Mapping[str, Article], reader: Weighs) -> Floats:
    """Return the `COLUMNS` of each line, (n, columns).

    Raises:
        ValueError: The reader has no network that learned from claims.
    """
    rows = []
    for line in lines:
        cited = [(line.quote, articles.get(line.article))]
        weight = weigh_claim(reader, line.claim, cited)
        if weight is None:
            raise ValueError("The reader has no network that learned from claims.")
        rows.append(columns(rule(line.claim, cited), weight))
    return np.array(rows)


def booster() -> lightgbm.LGBMClassifier:
    """Return an unfitted model: shallow, and never against the network's weight."""
    import lightgbm

    return lightgbm.LGBMClassifier(
        num_leaves=6, n_estimators=120, learning_rate=0.05, min_child_samples=20, subsample=0.7,
        subsample_freq=1, colsample_bytree=0.8, n_jobs=1, verbose=-1, random_state=0,
        monotone_constraints=[int(name == "weight") for name in COLUMNS],
    )  # fmt: skip


def crosswise(x: Floats, right: NDArray[np.bool_], keys: list[str]) -> Floats:
    """Return each claim's chance by models that saw nothing of its article, (n,)."""
    from sklearn.model_selection import GroupKFold

    out = np.zeros(len(right))
    for fit, rest in GroupKFold(FOLDS).split(x, right, keys):
        out[rest] = booster().fit(x[fit], right[fit]).predict_proba(x[rest])[:, 1]
    return out


def rates(chances: Floats, right: NDArray[np.bool_], least: float) -> dict[str, Any]:
    """Return the shares of wrong claims caught and of right ones flagged."""
    return {
        "claims": len(right),
        "caught": round(float((chances[~right] < least).mean()), 4),
        "flagged": round(float((chances[right] < least).mean()), 4),
    }


def fit(found: Iterable[Lot], reader: Weighs, out: Path) -> dict[str, Any]:
    """Fit on all lots, write the model and its card; return the card."""
    kept = list(found)
    x = np.concatenate([table(lines, articles, reader) for _, lines, articles in kept])
    lines = [line for _, lot, _ in kept for line in lot]
    right = np.array([line.altered is None for line in lines])
    of = np.array([name for name, lot, _ in kept for _ in lot])
    chances = crosswise(x, right, [line.article or line.quote for line in lines])
    least = float(np.quantile(chances[right], FLAGGED))
    card = {
        "least": round(least, 4),
        "crosswise": {
            name: rates(chances[of == name], right[of == name], least) for name, _, _ in kept
        },
    }
    booster().fit(x, right, feature_name=list(COLUMNS)).booster_.save_model(str(out / TREES))
    (out / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return card


def main() -> None:
    """Fit and print the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    card = fit(lots(args.data), NeuralReader(args.out, threads=1), args.out)
    log.info("%s", json.dumps(card, indent=1))


if __name__ == "__main__":
    main()
