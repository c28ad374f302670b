"""Batches for the neural reader: groups of windows padded together, and the loss over them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from assistant.neural_features import match
from assistant.neural_views import WIDTH, ArticleView, Ints, QuestionView
from assistant.neural_windows import Window, pack, window
from assistant.neural_words import UNKNOWN

ROOM: Final = 224  # tokens of a window
LONGEST: Final = 24  # words of a span


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a batch's sentences stand: (G, 1 + most sentences of a group), the null first.

    `index` points into the flattened tokens, `dead` is on where nothing stands or a sentence is
    set apart, `right` marks the answers; `spans` are (window, word, starts, ends) of known spans.
    """

    index: Ints
    dead: NDArray[np.bool_]
    right: NDArray[np.bool_]
    owner: Ints
    spans: list[tuple[int, Window, list[int], list[int]]]


def lay_out(groups: list[Group], width: int) -> Layout:
    """Return the layout of groups whose windows are padded to `width` tokens."""
    columns = 1 + max(sum(len(w.markers) for w in g.windows) for g in groups)
    index = np.zeros((len(groups), columns), dtype=np.int64)
    dead = np.ones((len(groups), columns), dtype=np.bool_)
    right = np.zeros((len(groups), columns), dtype=np.bool_)
    dead[:, 0] = False
    owner: list[int] = []
    spans: list[tuple[int, Window, list[int], list[int]]] = []
    for g, grp in enumerate(groups):
        column = 1
        for w in grp.windows:
            k = len(owner)
            owner.append(g)
            for place, s in zip(w.markers.tolist(), w.sentences.tolist(), strict=True):
                index[g, column] = k * width + place
                dead[g, column] = s in grp.apart
                right[g, column] = s in grp.gold
                if s in grp.gold and (found := _shown(w, grp.spans.get(s, []))):
                    spans.append((k, w, [a for a, _ in found], [z for _, z in found]))
                column += 1
        right[g, 0] = not right[g].any()
    return Layout(
        index=index, dead=dead, right=right, owner=np.array(owner, dtype=np.int64), spans=spans
    )


def _shown(w: Window, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the window's tokens at which the article's words `(first, last)` are shown."""
    both = [(np.nonzero(w.word == a)[0], np.nonzero(w.word == z)[0]) for a, z in places]
    return [(int(a[0]), int(z[0])) for a, z in both if len(a) and len(z)]


def loss(
    logits: Tensor, groups: list[Group], span_weight: float = 0.4, alone: float = 0.3
) -> tuple[Tensor, float]:
    """Return the loss and the share of groups whose first choice is right.

    Listwise: one softmax over a group's sentences and its null (the mean of its windows' nulls),
    the right ones' probabilities summed; the same for each window `alone`, so that its null knows
    whether it answers; spans: a softmax over all pairs of words, in the window and in the sentence.
    """
    layout = lay_out(groups, logits.shape[1])
    lost, hits = _listwise(logits, layout)
    total = lost.mean()
    if alone and any(len(g.windows) > 1 for g in groups):
        each = [replace(g, windows=[w]) for g in groups for w in g.windows]
        unsure = [
            any(s in g.apart for s in g.windows[0].sentences.tolist())
            and not any(s in g.gold for s in g.windows[0].sentences.tolist())
            for g in each
        ]
        known = torch.from_numpy(~np.array(unsure)).float()
        lost, _ = _listwise(logits, lay_out(each, logits.shape[1]))
        total = total + alone * (lost * known).sum() / known.sum().clamp(min=1.0)
    if layout.spans:
        total = total + span_weight * _span_loss(logits, layout) / len(groups)
    return total, float(hits.mean())


def _listwise(logits: Tensor, layout: Layout) -> tuple[Tensor, Tensor]:
    """Return each group's loss, and 1 where its first choice is right."""
    who = torch.from_numpy(layout.owner)
    n = len(layout.index)
    null = torch.zeros(n).index_add(0, who, logits[:, 0, 3])
    null = null / torch.bincount(who, minlength=n)
    scores = logits.reshape(-1, 4)[torch.from_numpy(layout.index), 0]
    scores = torch.cat([null[:, None], scores[:, 1:]], dim=1)
    logp = torch.log_softmax(scores.masked_fill(torch.from_numpy(layout.dead), -1e4), dim=1)
    good = torch.from_numpy(layout.right)
    lost = -torch.logsumexp(logp.masked_fill(~good, -1e4), dim=1)
    return lost, good.gather(1, logp.argmax(1, keepdim=True)).float()


def _span_loss(logits: Tensor, layout: Layout) -> Tensor:
    """Return the summed cross entropy of spans, all right ones counted, in window and sentence."""
    rows = [k for k, _, _, _ in layout.spans]
    size = logits.shape[1]
    inside = np.full((len(rows), size), -1, dtype=np.int64)
    gold = np.zeros((len(rows), size, LONGEST), dtype=np.bool_)
    asked = np.zeros(len(rows), dtype=np.int64)
    for i, (_, w, starts, ends) in enumerate(layout.spans):
        whose = np.searchsorted(w.markers, np.arange(len(w.word)), side="right")
        inside[i, : len(w.word)] = np.where((w.word >= 0) & (whose > 0), whose, -1)
        asked[i] = inside[i, starts[0]]
        for a, z in zip(starts, ends, strict=True):
            gold[i, a, min(max(z - a, 0), LONGEST - 1)] = True
    where = torch.from_numpy(inside)
    ahead = F.pad(where, (0, LONGEST - 1), value=-2).unfold(1, LONGEST, 1)
    possible = (ahead == where[..., None]) & (where >= 0)[..., None]
    pairs = logits[rows, :, 1, None] + F.pad(logits[rows, :, 2], (0, LONGEST - 1)).unfold(
        1, LONGEST, 1
    )
    here = possible & (where == torch.from_numpy(asked)[:, None])[..., None]
    right = torch.from_numpy(gold) & here

    def summed(mask: Tensor) -> Tensor:
        return torch.logsumexp(pairs.masked_fill(~mask, -1e4).flatten(1), dim=1)

    lost = summed(possible) + summed(here) - 2 * summed(right)
    return (lost * right.flatten(1).any(1)).sum()
