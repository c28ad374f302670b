"""Fits the model that decides from rules and network whether a claim is borne out; one command.

    python -m assistant.train_verdict --data DATA

It learns from claims by hand that the network has not seen (`data/claims_held.jsonl.xz`), from
those of `eval/sets/claims_retold.jsonl.xz` and `eval/sets/claims.jsonl`. Articles are kept together
in five folds; the least chance is where `FLAGGED` of the true claims would fall, fold by fold.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.checking_rules import rule
from assistant.checking_verdict import CARD, COLUMNS, MODEL, TREES, columns
from assistant.claim_reading import Weighs, weigh_claim
from assistant.neural_reader import NeuralReader
from assistant.train_reader_claim_data import HELD, own_claims
from corpus.article import Article
from corpus.reading import read_articles
from corpus.text import clean

if TYPE_CHECKING:
    import lightgbm

log = logging.getLogger("train_verdict")
ROOT: Final = Path(__file__).parent.parent
FLAGGED: Final = 0.04
FOLDS: Final = 5
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A claim, the quote it cites, that one's article, and whether it bears it out."""

    claim: str
    quote: str
    article: Article | None
    right: bool
    lot: str


def by_hand(data: Path, path: Path) -> Iterator[Line]:
    """Yield the claims of a file of `train_reader_claim_data`."""
    for one in own_claims(data, path):
        article = Article(
            article_id=one.key, title=clean(one.title), text=clean("\n".join(one.sentences)),
            source="", url="",
        )  # fmt: skip
        quote = clean(one.sentences[one.cited])
        yield Line(claim=one.text, quote=quote, article=article, right=one.right, lot=path.name)


def of_samples(path: Path = ROOT / "eval/sets/claims.jsonl") -> Iterator[Line]:
    """Yield the claims on the sample articles, most of them altered by program."""
    known = {
        a.article_id: a for a in read_articles([ROOT / "corpus/samples"]) if isinstance(a, Article)
    }
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        article = known.get(row["article"])
        right = row["altered"] is None
        yield Line(
            claim=row["claim"], quote=row["quote"], article=article, right=right, lot=path.name
        )


def table(lines: list[Line], reader: Weighs) -> Floats:
    """Return the `COLUMNS` of each line, (n, columns).

    Raises:
        ValueError: The reader has no network that learned from claims.
    """
    rows = []
    for line in lines:
        cited = [(line.quote, line.article)]
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


def fit(lines: list[Line], reader: Weighs, out: Path) -> dict[str, Any]:
    """Fit on all lines, write the model and its card; return the card."""
    x = table(lines, reader)
    right = np.array([line.right for line in lines])
    keys = [line.article.article_id if line.article else line.quote for line in lines]
    chances = crosswise(x, right, keys)
    least = float(np.quantile(chances[right], FLAGGED))
    lots = np.array([line.lot for line in lines])
    card = {
        "least": round(least, 4),
        "crosswise": {
            lot: rates(chances[lots == lot], right[lots == lot], least) for lot in sorted(set(lots))
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
    retold = ROOT / "eval/sets/claims_retold.jsonl.xz"
    lines = [*by_hand(args.data, HELD), *by_hand(args.data, retold), *of_samples()]
    log.info("%s", json.dumps(fit(lines, NeuralReader(args.out, threads=1), args.out), indent=1))


if __name__ == "__main__":
    main()
