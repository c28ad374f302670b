"""Writes the card of the fitted second stage: what it was fitted on, and how well it did there."""

from __future__ import annotations

from collections.abc import Mapping

from index.train_rerank_fit import Table

_TEXT = """# rerank-vi

What the second stage learned; made by

    python -m index.train_rerank --data DATA --written WRITTEN

- `question_words.json`: words of asking and the part of their rarity that they deserve, by how
  often the passages that answer hold them (`index/train_question_words.py`). Learned from the
  questions that the embedding model was trained on.
- `weights.json`: one number a feature of `index/features.py`, none negative; a passage's score is
  their weighted sum. `lexical` and `dense` stand 7 to 3, fixed before fitting: weights that were
  free to trust the vectors more did no better.
- `sentences.json`: one number a feature of `index/rerank_sentences.py`, for the sentences of the
  passages found.

**Fitted on** (one softmax over the candidates of each question, each set counting alike,
L-BFGS-B): hand-written questions whose article's sha256 digit is 3 to 6, over news; titles and
leads without the title's words against bodies of articles that no model was trained on. A fifth
of the questions had lost their marks. **Not fitted on**: `wiki_reg`, `mailong25`, MLQA-vi,
`vnexpress_2024`, ALQAC, `vietnews_val`.

| fit set | questions | with an answer among the candidates | candidates |
|---|---|---|---|
{sets}

Fitted on the first half of each set, measured on the second ("fused": the two scores alone):

| | hit@1 | nDCG@10 |
|---|---|---|
{figures}

What was tried without success (trees, free signs, all features): `DECISIONS.md`, 2026-11-21.
"""


def card(tables: Mapping[str, Table], figures: Mapping[str, tuple[float, float]]) -> str:
    """Returns the card.

    Args:
        tables: the fit sets by name.
        figures: hit@1 and nDCG@10 by what they are of.
    """
    sets = [
        f"| {name} | {len(t.sizes) + t.missed:,} | {len(t.sizes):,} | {len(t.right):,} |"
        for name, t in tables.items()
    ]
    rows = [f"| {name} | {hit:.4f} | {ndcg:.4f} |" for name, (hit, ndcg) in figures.items()]
    return _TEXT.format(sets="\n".join(sets), figures="\n".join(rows))
