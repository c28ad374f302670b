"""Trains the neural reader: made questions first, hand-written ones after; one command each.

    python -m assistant.train_reader made --data DATA --work DIR --minutes 8
    python -m assistant.train_reader written --data DATA --work DIR --from made.pt --minutes 45
    python -m assistant.train_reader measure --data DATA --work DIR --from written.pt

Hand-written questions are read against their own article and its rivals in an archive. It does not
export (`assistant/train_reader_export.py`) and is never loaded at run time.
"""

from __future__ import annotations

import argparse
import logging
import random
from collections.abc import Iterator
from pathlib import Path

import torch

from assistant.neural_words import Lexicon
from assistant.train_reader_batches import Group
from assistant.train_reader_claims import claim_groups
from assistant.train_reader_data import Asked, digit, unseen
from assistant.train_reader_feed import batches, made_groups, read_given, read_own, written_groups
from assistant.train_reader_fit import grow, load_lexicon, tables, train
from assistant.train_reader_groups import Viewer
from assistant.train_reader_measure import measure, measure_found
from assistant.train_reader_model import Reader, Shape
from assistant.train_reader_own import OWN
from assistant.train_reader_rivals import Shelf, archive, with_rivals
from assistant.train_reader_two import Pair, together

log = logging.getLogger("train_reader")


def arguments() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("made", "written", "measure"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--own", type=Path, nargs="+", default=OWN)
    parser.add_argument("--from", dest="source")
    parser.add_argument("--name", default="")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--table-rate", type=float, default=2e-4)
    parser.add_argument("--hold", type=float, default=0.0, help="share of the time at full rate")
    parser.add_argument("--articles", type=int, default=30000)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--hide", type=float, default=0.08, help="share of words made unknown")
    parser.add_argument("--tokens", type=int, default=5000)
    parser.add_argument(
        "--mix", type=float, default=0.0, help="made questions for each written one"
    )
    parser.add_argument("--given", type=int, default=1, help="rounds of the given sets in one")
    parser.add_argument("--claims", type=float, default=0.0, help="claims for each question")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--parts", nargs="+", default=["held out", "dev"], help="to measure")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Train or measure."""
    args = arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    lexicon = load_lexicon(args.work)
    if args.stage == "made":
        together(args.processes, args.seed, lambda pair: _made(args, lexicon, pair))
        return
    given = read_given(args.data)
    asked = given + read_own(args.data, args.own)
    shelf = Shelf(archive(args.data, asked))
    viewer = Viewer(lexicon, shelf)
    log.info("%d questions, %d articles", len(asked), len(shelf.texts))
    if args.stage == "written":
        fitted = [q for q in asked if not unseen(q.key)]
        fitted = with_rivals(fitted, shelf, fitting=True)
        first = sum(not unseen(q.key) for q in given)
        log.info("%d questions to fit, the first %d of them given", len(fitted), first)
        fitted += fitted[:first] * (args.given - 1)
        together(args.processes, args.seed, lambda pair: _written(args, viewer, fitted, pair))
        return
    model = _reader(args, lexicon)
    for label, digits in (("held out", "f"), ("dev", "012")):
        if label not in args.parts:
            continue
        part = with_rivals([q for q in asked if digit(q.key) in digits], shelf, fitting=False)
        for unmarked in (False, True):
            typed = "no marks" if unmarked else "as typed"
            log.info("%s %s, own article: %s", label, typed, measure(model, viewer, part, unmarked))
            log.info("%s %s, six: %s", label, typed, measure_found(model, viewer, part, unmarked))


def _reader(args: argparse.Namespace, lexicon: Lexicon) -> Reader:
    """Return the reader to begin with."""
    rows, columns = lexicon.sizes
    shape = Shape(marked_rows=rows, folded_rows=columns, layers=args.layers, dropout=args.dropout)
    model = Reader(shape, tables(args.work, lexicon) if not args.source else None)
    if args.source:
        grow(torch.load(args.work / args.source), model)
    return model


def _made(args: argparse.Namespace, lexicon: Lexicon, pair: Pair) -> None:
    """Fit on made questions."""
    feed = made_groups(lexicon, args.data, args.articles, args.seed + pair.rank)
    _fit(args, _reader(args, lexicon), feed, pair)


def _written(args: argparse.Namespace, viewer: Viewer, fitted: list[Asked], pair: Pair) -> None:
    """Fit on hand-written questions and a share of made ones."""
    model = _reader(args, viewer.lexicon)
    seed, rounds = args.seed + pair.rank, 0

    def round_done() -> None:
        nonlocal rounds
        rounds += 1
        log.info("round %d done", rounds)
        if pair.rank == 0:
            name = args.name or args.stage
            torch.save(model.state_dict(), args.work / f"{name}_{rounds}.pt")

    written = written_groups(fitted, viewer, seed, round_done)
    made = made_groups(viewer.lexicon, args.data, 4000, seed) if args.mix else None
    feed = mixed(written, made, args.mix)
    if args.claims:
        feed = mixed(feed, claim_groups(viewer.lexicon, args.data, seed), args.claims)
    _fit(args, model, feed, pair)


def _fit(args: argparse.Namespace, model: Reader, feed: Iterator[Group], pair: Pair) -> None:
    """Fit, and keep the weights and their running mean."""
    name = args.name or args.stage

    def save() -> None:
        if pair.rank == 0:
            torch.save(model.state_dict(), args.work / f"{name}.pt")

    kept = train(
        model,
        batches(feed, args.tokens),
        minutes=args.minutes,
        rate=args.rate,
        table_rate=args.table_rate,
        save=save,
        hold=args.hold,
        hide=args.hide,
        pair=pair,
    )
    if pair.rank == 0:
        torch.save(kept.state_dict(), args.work / f"{name}_mean.pt")


def mixed(groups: Iterator[Group], others: Iterator[Group] | None, share: float) -> Iterator[Group]:
    """Yield groups with `share` (at most 1) of the others for each."""
    for g in groups:
        yield g
        if others and random.random() < share:
            yield next(others)


if __name__ == "__main__":
    main()
