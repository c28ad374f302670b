"""Batches for the neural reader: groups of windows padded together, and the loss over them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from assistant.neural_features import (
    WIDTH,
    ArticleView,
    QuestionView,
    match,
)
from assistant.neural_windows import Window, pack, window
from assistant.neural_words import UNKNOWN

ROOM = 224  # tokens of a window


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The windows of one question that compete with each other.

    `spans[s]` are first and last words, counted in the article, of the answers in sentence s.
    """

    windows: list[Window]
    gold: frozenset[int]
    apart: frozenset[int]
    spans: dict[int, list[tuple[int, int]]]


def group(
    question: QuestionView,
    article: ArticleView,
    *,
    gold: frozenset[int],
    apart: frozenset[int] = frozenset(),
    spans: dict[int, list[tuple[int, int]]] | None = None,
    first: int = 0,
    keep: int | None = None,
    size: int = ROOM,
) -> Group:
    """Return a question's windows: all, or those with a right sentence and `keep` altogether."""
    matched = match(question, article)
    room = size - 3 - len(question.words.marked) - article.title.stop
    packed = pack(article, room, first)
    if keep is not None and len(packed) > keep:
        right = [p for p in packed if any(p[1] <= s < p[2] for s in gold)]
        strength = [float(matched.sentences[p[1] : p[2], 22].max()) for p in packed]
        rest = sorted(
            (p for p in packed if p not in right), key=lambda p: -strength[packed.index(p)]
        )
        packed = (right + rest)[: max(keep, 1)]
    return Group(
        windows=[window(question, article, matched, p) for p in packed],
        gold=gold,
        apart=apart,
        spans=spans or {},
    )


def words_of(
    article: ArticleView, sentence: int, places: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the first and last words that cover each character span of a sentence."""
    tokens = article.tokens_of[sentence]
    start, end = article.start[tokens], article.end[tokens]
    out = []
    for a, b in places:
        inside = np.nonzero((end > a) & (start < b))[0]
        if len(inside):
            out.append((tokens.start + int(inside[0]), tokens.start + int(inside[-1])))
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Padded windows: ids (B, T), features (B, T, WIDTH), and the groups they came from."""

    marked: Tensor
    folded: Tensor
    features: Tensor
    groups: list[Group]


def collate(groups: list[Group], hide: float = 0.0) -> Batch:
    """Return the groups' windows padded to the longest, a share `hide` of words made unknown.

    Hidden words keep their features: the reader cannot learn answers by their vectors alone.
    """
    windows = [w for g in groups for w in g.windows]
    size = max(len(w.marked) for w in windows)
    marked = np.zeros((len(windows), size), dtype=np.int64)
    folded = np.zeros((len(windows), size), dtype=np.int64)
    features = np.zeros((len(windows), size, WIDTH), dtype=np.float32)
    for i, w in enumerate(windows):
        n = len(w.marked)
        marked[i, :n], folded[i, :n], features[i, :n] = w.marked, w.folded, w.features
    if hide:
        gone = (np.random.default_rng(int(marked.sum())).random(marked.shape) < hide) & (folded > 5)
        marked[gone] = folded[gone] = UNKNOWN
    return Batch(
        marked=torch.from_numpy(marked),
        folded=torch.from_numpy(folded),
        features=torch.from_numpy(features),
        groups=groups,
    )


def loss(logits: Tensor, groups: list[Group], span_weight: float = 0.3) -> tuple[Tensor, float]:
    """Return the loss and the share of groups whose first choice is right.

    Listwise: one softmax over a group's sentences and its null (the mean of its windows' nulls),
    the right ones' probabilities summed; spans: a softmax over a window's words of sentences.
    """
    b, t, _ = logits.shape
    flat = logits.reshape(b * t, 4)
    width = 1 + max(sum(len(w.markers) for w in g.windows) for g in groups)
    index = np.zeros((len(groups), width), dtype=np.int64)
    dead = np.ones((len(groups), width), dtype=bool)
    right = np.zeros((len(groups), width), dtype=bool)
    owner = np.zeros(b, dtype=np.int64)
    rows, start_at, end_at = [], [], []
    k = 0
    for g, grp in enumerate(groups):
        column = 1
        dead[g, 0] = False
        for w in grp.windows:
            owner[k] = g
            for place, s in zip(w.markers.tolist(), w.sentences.tolist(), strict=True):
                index[g, column] = k * t + place
                dead[g, column] = s in grp.apart
                right[g, column] = s in grp.gold
                if s in grp.gold and grp.spans.get(s):
                    spots = [
                        (np.nonzero(w.word == a)[0], np.nonzero(w.word == z)[0])
                        for a, z in grp.spans[s]
                    ]
                    spots = [x for x in spots if len(x[0]) and len(x[1])]
                    if spots:
                        rows.append((k, int(w.markers[0]), w.word))
                        start_at.append([int(x[0][0]) for x in spots])
                        end_at.append([int(x[1][0]) for x in spots])
                column += 1
            k += 1
        if not right[g].any():
            right[g, 0] = True
    who = torch.from_numpy(owner)
    null = torch.zeros(len(groups)).index_add(0, who, logits[:, 0, 3])
    null = null / torch.bincount(who, minlength=len(groups))
    scores = flat[torch.from_numpy(index), 0]
    scores = torch.cat([null[:, None], scores[:, 1:]], dim=1)
    scores = scores.masked_fill(torch.from_numpy(dead), -1e4)
    logp = torch.log_softmax(scores, dim=1)
    good = torch.from_numpy(right)
    total = -torch.logsumexp(logp.masked_fill(~good, -1e4), dim=1).mean()
    hits = float(good.gather(1, logp.argmax(1, keepdim=True)).float().mean())
    if rows:
        pick = torch.tensor([r[0] for r in rows])
        live = np.zeros((len(rows), t), dtype=bool)
        for i, (_, marker, word) in enumerate(rows):
            live[i, : len(word)] = word >= 0
            live[i, :marker] = False
        live_t = torch.from_numpy(live)
        for channel, targets in ((1, start_at), (2, end_at)):
            lp = torch.log_softmax(logits[pick, :, channel].masked_fill(~live_t, -1e4), dim=1)
            hit = torch.zeros_like(live_t)
            for i, spots in enumerate(targets):
                hit[i, spots] = True
            span = -torch.logsumexp(lp.masked_fill(~hit, -1e4), dim=1)
            total = total + span_weight * span.sum() / len(groups)
    return total, hits
