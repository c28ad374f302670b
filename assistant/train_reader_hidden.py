"""What the neural reader reads before it is asked anything: windows with words hidden.

It knows articles and what a window looks like; nothing of networks.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from assistant.neural_views import QUESTION_LIMIT, TITLE_LIMIT, WIDTH, Floats, Ints, looks
from assistant.neural_views import SENTENCE_LIMIT as LIMIT
from assistant.neural_words import UNKNOWN, Lexicon

ROOM = 208  # tokens of a window
DROPPED = 0.45  # words left out of the sentence that stands in the question's place
Cut = tuple[Ints, Ints, Floats]
Article = tuple[str, list[str]]


class Cutter:
    """Cuts text into the rows of both tables and what the words look like, (n,), (n,), (n, 10)."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Number rareness by folded row."""
        self.lexicon = lexicon
        self.rare = np.ones(lexicon.sizes[1], dtype=np.float32)
        for key, row in lexicon.folded.items():
            self.rare[row] = lexicon.idf(key)

    def __call__(self, text: str, limit: int) -> Cut:
        """Return the first `limit` words."""
        words = self.lexicon.split(text[: limit * 12], False)
        return (
            np.array(words.marked[:limit], dtype=np.int64),
            np.array(words.folded[:limit], dtype=np.int64),
            looks(words)[:limit, :10],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One window: rows (T,), features (T, WIDTH), markers' places and the right one, 0 for none."""

    marked: Ints
    folded: Ints
    features: Floats
    markers: Ints
    right: int


def shown(cutter: Cutter, article: Article, other: Article, r: random.Random) -> Shown | None:
    """Return a window of an article, a sentence taken out of it put in the question's place."""
    title, sentences = article
    if len(sentences) < 4:
        return None
    first = r.randrange(max(1, len(sentences) - 5))
    gone = r.randrange(first + 1, min(len(sentences), first + 8))
    asked, right = sentences[gone], 0
    if r.random() < 0.25:
        asked = r.choice(other[1])
        gone = -1
    cut = cutter(asked, QUESTION_LIMIT)
    keep = np.array([r.random() >= DROPPED for _ in cut[0]], dtype=np.bool_)
    question = (cut[0][keep], cut[1][keep], cut[2][keep])
    if r.random() < 0.25:  # typed without marks
        question = (np.where(question[2][:, 0] > 0, question[0], UNKNOWN), *question[1:])
    head = cutter(title, TITLE_LIMIT) if r.random() < 0.8 else cutter("", 1)
    parts: list[tuple[int, Cut | None]] = [(2, question), (3, head)]
    used = 3 + len(question[0]) + len(head[0])
    markers: list[int] = []
    for s in range(first, len(sentences)):
        if s == gone:
            right = len(markers)
            continue
        one = cutter(sentences[s], LIMIT)
        if used + 1 + len(one[0]) > ROOM:
            break
        markers.append(used - 1)
        parts.append((4, one))
        used += 1 + len(one[0])
    if len(markers) < 2 or right > len(markers):
        return None
    parts.append((5, None))
    return _joined(cutter, parts, np.array(markers, dtype=np.int64), right)


def _joined(
    cutter: Cutter, parts: Sequence[tuple[int, Cut | None]], markers: Ints, right: int
) -> Shown:
    """Return the parts behind their special words, in a row."""
    sizes = [1 + (len(c[0]) if c else 0) for _, c in parts]
    at = np.cumsum([0, *sizes])
    total = int(at[-1])
    marked, folded = np.zeros(total, dtype=np.int64), np.zeros(total, dtype=np.int64)
    features = np.zeros((total, WIDTH), dtype=np.float32)
    for k, (special, cut) in enumerate(parts):
        marked[at[k]] = folded[at[k]] = special
        if cut is None:
            continue
        inside = slice(int(at[k]) + 1, int(at[k + 1]))
        marked[inside], folded[inside] = cut[0], cut[1]
        features[inside, :10] = cut[2]
        features[inside, (19, 17, 18)[min(k, 2)]] = 1.0
    live = folded > 5
    features[live, 16] = cutter.rare[folded[live]]
    asked = folded[1 : at[1]]
    features[at[1] :, 12] = np.isin(folded[at[1] :], asked) & live[at[1] :]
    _, inverse, counts = np.unique(folded, return_inverse=True, return_counts=True)
    features[live, 15] = (1.0 / np.sqrt(counts[inverse]))[live]
    features[: at[1], 15] = features[: at[1], 12] = 0.0
    return Shown(marked=marked, folded=folded, features=features, markers=markers, right=right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A batch: ids (B, T), features (B, T, WIDTH); `where` (n,) are flat places of `names` (n,)."""

    marked: Tensor
    folded: Tensor
    features: Tensor
    where: Tensor
    names: Tensor
    markers: Tensor
    right: Tensor


def hidden(some: Sequence[Shown], rng: np.random.Generator, random_rows: Ints) -> Hidden:
    """Return windows with words hidden: rare ones more often; one in ten replaced, one kept."""
    size = max(len(w.marked) for w in some)
    most = 1 + max(len(w.markers) for w in some)
    marked = np.zeros((len(some), size), dtype=np.int64)
    folded = np.zeros_like(marked)
    features = np.zeros((len(some), size, WIDTH), dtype=np.float32)
    markers = np.full((len(some), most), -1, dtype=np.int64)
    for i, w in enumerate(some):
        n = len(w.marked)
        marked[i, :n], folded[i, :n], features[i, :n] = w.marked, w.folded, w.features
        markers[i, 0], markers[i, 1 : 1 + len(w.markers)] = 0, w.markers
    chance = np.where(features[..., 8] > 0, 0.04, 0.1 + 0.2 * features[..., 16])
    known = (marked > 5) & (features[..., 19] < 1)
    at = known & (rng.random(marked.shape) < chance)
    names = marked[at]
    fate = rng.random(len(names))
    rows = np.where(fate < 0.1, names, UNKNOWN)
    swapped = fate > 0.9
    rows[swapped] = rng.choice(random_rows, int(swapped.sum()))
    marked[at] = rows
    folded[at] = np.where(fate < 0.1, folded[at], UNKNOWN)
    blank = np.zeros_like(at)
    blank[at] = fate >= 0.1
    kept = features[blank][:, 17:20]
    features[blank] = 0.0
    features[np.nonzero(blank)[0][:, None], np.nonzero(blank)[1][:, None], [17, 18, 19]] = kept
    return Hidden(
        marked=torch.from_numpy(marked),
        folded=torch.from_numpy(folded),
        features=torch.from_numpy(features),
        where=torch.from_numpy(np.flatnonzero(at)),
        names=torch.from_numpy(names),
        markers=torch.from_numpy(markers),
        right=torch.from_numpy(np.array([w.right for w in some])),
    )
