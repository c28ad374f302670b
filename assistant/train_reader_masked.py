"""Teaches the neural reader to read before it is asked anything: hidden words, a missing sentence.

    python -m assistant.train_reader_masked --data DATA --work DIR --from t.pt --minutes 60

A window of an article stands behind a sentence of the same article in the place of the question,
half of its words left out. Some words are hidden and have to be named (masked words, arXiv
1810.04805); the sentence in the question's place has been taken out of the window, and the one
before it has to be found (one window in four holds none: the null is right). Word tables stay
as they are. Never loaded at run time.
"""

from __future__ import annotations

import argparse
import logging
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from assistant.neural_views import WIDTH
from assistant.neural_words import Lexicon, fold
from assistant.train_reader_data import training_articles
from assistant.train_reader_fit import falling, load_lexicon, optimizer
from assistant.train_reader_hidden import ROOM, Cutter, Hidden, Shown, hidden, shown
from assistant.train_reader_model import Reader, Shape
from assistant.train_reader_two import Pair, together

log = logging.getLogger("train_reader")
SEEN = (*range(10), 12, *range(15, 20))  # features that windows without a question have
OTHERS = 3072  # words drawn by chance that a hidden one is told from


class Namer(nn.Module):  # type: ignore[misc]
    """A reader that also names hidden words, by how their row's vectors agree with its states."""

    def __init__(self, reader: Reader, lexicon: Lexicon) -> None:
        """Wrap a reader; its tables are not fitted."""
        super().__init__()
        self.reader = reader
        reader.marked.weight.requires_grad_(False)
        reader.folded.weight.requires_grad_(False)
        dim = reader.shape.dim
        self.turn = nn.Linear(dim, dim)
        self.norm = nn.LayerNorm(dim)
        self.out = nn.Linear(dim, dim)
        rows, _ = lexicon.sizes
        other = torch.zeros(rows, dtype=torch.long)
        self.often = nn.Embedding(rows, 1)
        nn.init.constant_(self.often.weight, -12.0)
        total = sum(c for _, c in lexicon.words)
        for word, count in lexicon.words:
            other[lexicon.marked[word]] = lexicon.folded[fold(word)]
            self.often.weight.data[lexicon.marked[word]] = math.log(count / total) * 0.5
        with torch.no_grad():
            rows_ = reader.marked.weight + reader.folded.weight[other]
        self.register_buffer("rows", F.normalize(rows_, dim=-1) * 4.0, persistent=False)

    def forward(self, batch: Hidden, others: Tensor) -> tuple[Tensor, Tensor, float, float]:
        """Return both losses, and the shares of words and of places found."""
        reader = self.reader
        e = reader.marked(batch.marked) + reader.folded(batch.folded)
        states = reader.states(e, batch.folded > 0, batch.features)
        at = states.flatten(0, 1)[batch.where]
        said = self.out(self.norm(F.gelu(self.turn(at), approximate="tanh")))
        several, which = torch.unique(batch.names, return_inverse=True)
        rest = others[~torch.isin(others, several)]
        all_of = torch.cat([several, rest])
        scores = said @ self.rows[all_of].T + self.often(all_of).squeeze(-1)
        named = F.cross_entropy(scores.float(), which)
        places = reader.judge(states).float()
        score = places[..., 0].gather(1, batch.markers.clamp(min=0))
        score = torch.cat([places[:, :1, 3], score[:, 1:]], dim=1)
        score = score.masked_fill(batch.markers < 0, -1e4)
        found = F.cross_entropy(score, batch.right)
        right = (scores.argmax(1) == which).float().mean().item()
        return named, found, right, (score.argmax(1) == batch.right).float().mean().item()


def feed(
    articles: Sequence[tuple[str, str, list[str]]], cutter: Cutter, r: random.Random, tokens: int
) -> Iterator[list[Shown]]:
    """Yield windows of similar length, about `tokens` tokens together, without end."""
    held: list[Shown] = []
    while True:
        while len(held) < 240:
            title, _, sentences = articles[r.randrange(len(articles))]
            _, _, others = articles[r.randrange(len(articles))]
            one = shown(cutter, (title, sentences), ("", others), r) if others else None
            if one is not None:
                held.append(one)
        held.sort(key=lambda w: len(w.marked))
        many = max(1, tokens // ROOM)
        packs = [held[i : i + many] for i in range(0, len(held), many)]
        held = []
        r.shuffle(packs)
        yield from packs


def main() -> None:
    """Read the arguments and fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--from", dest="source", help="weights to begin with")
    parser.add_argument("--name", default="masked")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--articles", type=int, default=120_000)
    parser.add_argument("--layers", type=int, default=5)
    parser.add_argument("--tokens", type=int, default=6000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    articles = training_articles(args.data, args.articles)
    log.info("%d articles", len(articles))
    lexicon = load_lexicon(args.work)

    def ranked(pair: Pair) -> None:
        fit(args, pair, articles, lexicon)

    together(args.processes, args.seed, ranked)


def fit(
    args: argparse.Namespace,
    pair: Pair,
    articles: Sequence[tuple[str, str, list[str]]],
    lexicon: Lexicon,
) -> None:
    """Fit for some minutes: warm-up, then a cosine down to a twentieth of the rate."""
    rows, columns = lexicon.sizes
    reader = Reader(Shape(marked_rows=rows, folded_rows=columns, layers=args.layers, dropout=0.0))
    if args.source:
        reader.load_state_dict(torch.load(args.work / args.source), strict=False)
    unseen = [k for k in range(WIDTH) if k not in SEEN]
    reader.look.weight.data[:, unseen] = 0.0  # what only questions show begins as nothing
    model = Namer(reader, lexicon)
    r = random.Random(args.seed * 100 + pair.rank)
    rng = np.random.default_rng(args.seed * 100 + pair.rank)
    weights = [p for p in model.parameters() if p.requires_grad]
    pair.begin_alike(model.parameters())
    adam = optimizer(weights, args.rate)
    windows = feed(articles, Cutter(lexicon), r, args.tokens)
    words = np.arange(13, rows)
    begin = time.monotonic()
    sums, step, seen = np.zeros(4), 0, 0
    while (gone := pair.agree((time.monotonic() - begin) / 60 / args.minutes)) < 1:
        some = next(windows)
        batch = hidden(some, rng, words)
        others = torch.from_numpy(rng.choice(words, OTHERS, replace=False))
        pace = min(1.0, (step + 1) / 300) * falling(gone)
        for part in adam.param_groups:
            part["lr"] = args.rate * pace
        with torch.autocast("cpu", torch.bfloat16):
            named, found, right, placed = model(batch, others)
        (named + 0.3 * found).backward()
        pair.average(weights)
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        adam.step()
        adam.zero_grad(set_to_none=True)
        sums += (named.item(), found.item(), right, placed)
        step, seen = step + 1, seen + batch.marked.numel()
        if step % 200 == 0 and pair.rank == 0:
            log.info(
                "%.0f%% step %d tokens %.1fM named %.3f found %.3f right %.3f placed %.3f",
                gone * 100, step, seen * pair.size / 1e6, *(sums / 200),
            )  # fmt: skip
            sums[:] = 0
            torch.save(reader.state_dict(), args.work / f"{args.name}.pt")
    if pair.rank == 0:
        torch.save(reader.state_dict(), args.work / f"{args.name}.pt")


if __name__ == "__main__":
    main()
