"""The model that weighs rules and network: fitted crosswise, kept with its card, never against."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import lightgbm
import numpy as np
import pytest

from assistant.answer import Difference, Support
from assistant.checking_rules import RULES, Ruled, differences
from assistant.checking_verdict import CARD, COLUMNS, TREES, Verdict, columns, shipped_verdict
from assistant.checking_words import pair
from corpus.article import Article
from eval.claim_checks import CLAIMS, ClaimLine, read_claims, sample_articles
from eval.train_verdict import FLAGGED, Lot, fit, table

FIGURE = Difference(claim="9 tỷ", source="4 tỷ", kind="figure")


class Knows:
    """Weighs a claim by a number that it ends with."""

    def weigh(self, question: str, title: str, sentences: Sequence[str], at: int) -> float | None:
        return float(question.split("\n")[0].rsplit(" ", 1)[1])


class KnowsNothing:
    def weigh(self, question: str, title: str, sentences: Sequence[str], at: int) -> float | None:
        return None


def lots(n: int) -> list[Lot]:
    """Two lots of n claims each, every second of them right."""
    r = random.Random(4)
    out: list[Lot] = []
    for name in ("máy", "tay"):
        lines = []
        for i in range(n):
            weight = r.gauss(-1.5 if i % 2 else 1.5, 1.0)
            lines.append(
                ClaimLine(
                    claim_id=f"{name}{i}",
                    claim=f"Chợ cháy {weight:.2f}",
                    article=f"{name}{i}",
                    quote="Chợ cháy.",
                    altered="verb" if i % 2 else None,
                )
            )
        known = {
            x.article: Article(
                article_id=x.article, title="Cháy", text="Chợ cháy.", source="", url=""
            )
            for x in lines
        }
        out.append((name, lines, known))
    return out


def test_what_is_fitted_is_kept_with_its_card(tmp_path: Path) -> None:
    card = fit(lots(200), Knows(), tmp_path)
    assert card == json.loads((tmp_path / CARD).read_text())
    assert set(card["crosswise"]) == {"tay", "máy"}
    flagged = [lot["flagged"] for lot in card["crosswise"].values()]
    assert np.mean(flagged) == pytest.approx(FLAGGED, abs=0.02)
    assert all(lot["caught"] > 0.3 for lot in card["crosswise"].values())
    model = lightgbm.Booster(model_file=str(tmp_path / TREES))
    assert tuple(model.feature_name()) == COLUMNS
    verdict = Verdict(model, card["least"])
    ruled = Ruled(support=Support("supported"), likeness=0.5)
    assert verdict.borne_out(ruled, 4.0)
    assert not verdict.borne_out(ruled, -4.0)


def test_a_reader_without_a_network_for_claims_is_refused() -> None:
    with pytest.raises(ValueError, match="learned from claims"):
        table(*lots(2)[0][1:], KnowsNothing())


def test_every_rule_has_its_column() -> None:
    raised = differences(pair("Cầu dài 9 km.", "Cầu dài 4 km."), [])
    assert set(raised) <= set(RULES)
    assert {f"rule_{name}" for name in RULES} <= set(COLUMNS)


def test_columns_say_what_the_rules_found() -> None:
    found = Ruled(
        support=Support("unsupported", (FIGURE,)), raised={"figure": 1}, likeness=0.75, close=True
    )
    row = dict(zip(COLUMNS, columns(found, -0.5), strict=True))
    on = {name for name, value in row.items() if value == 1.0}
    assert on == {"close", "found", "told_otherwise", "digits", "kind_figure", "rule_figure"}
    assert (row["weight"], row["likeness"], row["unlike"]) == (-0.5, 0.75, 0.0)
    unlike = Ruled(support=Support("unsupported"), likeness=0.1)
    assert dict(zip(COLUMNS, columns(unlike, 2.0), strict=True))["unlike"] == 1.0


def test_the_model_is_never_against_the_network(tmp_path: Path) -> None:
    assert shipped_verdict(tmp_path) is None
    fit(lots(200), Knows(), tmp_path)
    shipped_verdict.cache_clear()
    verdict = shipped_verdict(tmp_path)
    assert verdict is not None
    for ruled in (
        Ruled(support=Support("supported"), likeness=0.6),
        Ruled(support=Support("unsupported"), likeness=0.1),
        Ruled(support=Support("unsupported", (FIGURE,)), raised={"figure": 1}, likeness=0.8),
    ):
        chances = [verdict.chance(ruled, w) for w in np.linspace(-9, 9, 19)]
        assert chances == sorted(chances)


def test_the_claims_on_the_samples_are_read_with_their_articles() -> None:
    lines, articles = read_claims(CLAIMS), sample_articles()
    assert len(lines) > 700
    assert all(x.quote in articles[x.article].text for x in lines[:100])
    assert {x.altered is None for x in lines} == {True, False}
