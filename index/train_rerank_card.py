"""Writes the card of the fitted second stage: what it was fitted on, and how well it did there."""

from __future__ import annotations

from collections.abc import Mapping

from index.train_rerank_fit import RIGHT, Figures, Table

_TEXT = """# rerank-vi

What the second stage learned; made by

    python -m index.train_rerank --data DATA --written assistant/data/questions.jsonl.xz

- `trees.safetensors`: small decision trees over the features of `index/features.py` and
  `index/features_among.py`; a passage's score is their sum. LightGBM's lambdarank fitted them
  (settings in `index/train_rerank_fit.py`); `index/rerank_trees.py` reads them without LightGBM.
  More of what speaks for a passage (words held, cosine, its article ahead of the others) may not
  lower its score; place, length and the question as a whole may count either way. Where every
  candidate is an article by itself, the fused score counts beside them (`index/rerank.py`).
- `flat.json`: where, besides, no title holds a word of the question, a few weights stand in for
  the trees (`index/rerank_flat.py`): what the trees learned of articles tells nothing there. They
  make the right candidates likeliest on the sets below whose passages are articles by themselves
  (`index/train_rerank_flat.py`), and are brought to the scale of the trees.
- `question_words.json`: words of asking and the part of their rarity that they deserve, by how
  often the passages that answer hold them (`index/train_question_words.py`; `--words` learns them
  anew). Learned from the questions that the embedding model was trained on.

**Fitted on**: hand-written questions over news whose article's sha256 digit is 3 to 6; titles and
leads without the title's words against bodies of articles that no model was trained on;
`wiki_reg` and the train part of `mailong25`, whose questions the vectors see without a third of
their words because the embedding model was trained on them; and questions made of sentences in
small archives of news, of the copies of a few events, and of encyclopedia and web; `flat.json` on
the sets but news, titles and leads, and on hand-written and made questions over pieces of news of
one to seven passages. A fifth of the questions had lost their marks; a question on news counts
twice. **Not fitted on**: digits 0 to 2
and f, the reader's held-out questions, MLQA-vi, `vnexpress_2024`, ALQAC, `vietnews_val`,
`mailong25` dev.

| fit set | questions | with an answer among the candidates | candidates |
|---|---|---|---|
{sets}

Fitted on four fifths of the questions (by article), measured on the others ("fused": lexical and
dense score alone; titles and leads: any passage of the article is right):

| | hit@1 | nDCG@10 | article first | article in the first six |
|---|---|---|---|---|
{figures}

What was tried besides: `DECISIONS.md`, 2026-11-21 and 2026-11-22.
"""


def card(tables: Mapping[str, Table], found: Mapping[str, Mapping[str, Figures]]) -> str:
    """Returns the card.

    Args:
        tables: the fit sets by name.
        found: by name of a set and of an order, how good it is.
    """
    sets = [
        f"| {name} | {len(t.sizes):,} | {_answered(t):,} | {len(t.grades):,} |"
        for name, t in tables.items()
    ]
    rows = [
        f"| {name}, {order} | {f.hit:.4f} | {f.ndcg:.4f} | {f.article_first:.4f} | "
        f"{f.article_six:.4f} |"
        for name, orders in found.items()
        for order, f in orders.items()
    ]
    return _TEXT.format(sets="\n".join(sets), figures="\n".join(rows))


def _answered(table: Table) -> int:
    ends, at = [], 0
    for size in table.sizes:
        ends.append(bool((table.grades[at : at + size] == RIGHT).any()))
        at += size
    return sum(ends)
