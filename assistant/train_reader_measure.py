"""Measures a reader in training on hand-written questions, against one article or several."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import torch

from assistant.measure_reader import auroc
from assistant.neural_words import fold
from assistant.train_reader_batches import Group, collate
from assistant.train_reader_data import Asked

if TYPE_CHECKING:
    from assistant.train_reader_groups import Viewer
    from assistant.train_reader_model import Reader
    from assistant.train_reader_rivals import Text


def token_f1(said: str, answers: tuple[str, ...]) -> float:
    """Return the best F1 of words against any of the answers."""
    best = 0.0
    mine = Counter(re.findall(r"\w+", said.lower()))
    for answer in answers:
        theirs = Counter(re.findall(r"\w+", answer.lower()))
        common = sum((mine & theirs).values())
        if common:
            p, r = common / sum(mine.values()), common / sum(theirs.values())
            best = max(best, 2 * p * r / (p + r))
    return best


def read_group(
    model: Reader, grp: Group
) -> tuple[dict[int, float], float, dict[int, tuple[int, int, float]]]:
    """Return sentence logits, the null logit and each sentence's best span (first, last word)."""
    batch = collate([grp])
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        logits = model(batch.marked, batch.folded, batch.features).float().numpy()
    scores, spans = {}, {}
    for k, w in enumerate(grp.windows):
        edges = [*w.markers.tolist(), len(w.word) - 1]
        for place, stop, s in zip(edges[:-1], edges[1:], w.sentences.tolist(), strict=True):
            scores[s] = float(logits[k, place, 0])
            a, z = logits[k, place + 1 : stop, 1], logits[k, place + 1 : stop, 2]
            if len(a):
                both = (
                    np.triu(a[:, None] + z[None] + 100)
                    - np.triu(np.ones((len(a), len(a))), 24) * 200
                )
                i, j = np.unravel_index(int(both.argmax()), both.shape)
                spans[s] = (
                    int(w.word[place + 1 + i]),
                    int(w.word[place + 1 + j]),
                    float(a[i] + z[j]),
                )
    return scores, float(np.mean(logits[:, 0, 3])), spans


def measure(
    model: Reader, viewer: Viewer, asked: list[Asked], unmarked: bool = False
) -> dict[str, float]:
    """Return top-1, top-3 and their 95 % half-width, span F1, and AUROC of answerability."""
    model.eval()
    first, third, f1, yes, no = [], [], [], [], []
    for q in asked:
        text = fold(q.text) if unmarked else q.text
        article = viewer(q)
        scores, null, spans = read_group(model, viewer.whole(q, text))
        order = sorted(scores, key=lambda s: -scores[s])
        top = max(scores.values()) - null
        if not q.gold:
            no.append(top)
            continue
        yes.append(top)
        first.append(float(order[0] in q.gold | (q.apart & set())))
        third.append(float(bool(q.gold & set(order[:3]))))
        if q.answers and order[0] in spans:
            a, z, _ = spans[order[0]]
            said = q.sentences[order[0]][article.start[a] : article.end[z]]
            f1.append(token_f1(said, q.answers))
    half = 1.96 * float(np.std(first)) / max(len(first), 1) ** 0.5
    out = {"n": len(first), "first": np.mean(first), "±": half, "third": np.mean(third)}
    out |= {"f1": np.mean(f1), "unanswerable": len(no), "auroc": auroc(np.array(yes), np.array(no))}
    return {k: round(float(v), 3) for k, v in out.items()}


def measure_found(
    model: Reader, viewer: Viewer, asked: list[Asked], unmarked: bool = False, among: int = 6
) -> dict[str, float]:
    """Return the same over several articles: the right one and its rivals, all sentences of each.

    `article` is how often the first sentence is one of the right article.
    """
    assert viewer.shelf
    model.eval()
    first, third, article, f1, yes, no = [], [], [], [], [], []
    for q in asked:
        text = fold(q.text) if unmarked else q.text
        scored: list[tuple[float, int, int]] = []
        nulls: list[float] = []
        said: dict[tuple[int, int], str] = {}
        texts: list[Asked | Text] = [q, *(viewer.shelf.texts[n] for n in q.rivals[: among - 1])]
        for k, one in enumerate(texts):
            bare = replace(q, title=one.title, sentences=one.sentences, gold=frozenset(), spans={})
            seen = viewer(one)
            scores, null, spans = read_group(model, viewer.whole(bare, text))
            scored += [(value, k, s) for s, value in scores.items()]
            nulls.append(null)
            said |= {
                (k, s): one.sentences[s][seen.start[a] : seen.end[z]]
                for s, (a, z, _) in spans.items()
            }
        scored.sort(reverse=True)
        top = scored[0][0] - float(np.mean(nulls))
        if not q.gold:
            no.append(top)
            continue
        yes.append(top)
        right = [k == 0 and s in q.gold for _, k, s in scored]
        first.append(float(right[0]))
        third.append(float(any(right[:3])))
        article.append(float(scored[0][1] == 0))
        if q.answers:
            f1.append(token_f1(said.get(scored[0][1:], ""), q.answers))
    half = 1.96 * float(np.std(first)) / max(len(first), 1) ** 0.5
    out = {"n": len(first), "first": np.mean(first), "±": half, "third": np.mean(third)}
    out |= {"article": np.mean(article), "f1": np.mean(f1)}
    out |= {"unanswerable": len(no), "auroc": auroc(np.array(yes), np.array(no))}
    return {k: round(float(v), 3) for k, v in out.items()}
