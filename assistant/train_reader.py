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

from assistant.train_reader_batches import Group
from assistant.train_reader_data import digit
from assistant.train_reader_feed import batches, made_groups, read_written, written_groups
from assistant.train_reader_fit import grow, load_lexicon, tables, train
from assistant.train_reader_groups import Viewer
from assistant.train_reader_measure import measure, measure_found
from assistant.train_reader_model import Reader, Shape
from assistant.train_reader_own import OWN
from assistant.train_reader_rivals import Shelf, archive, with_rivals

log = logging.getLogger("train_reader")


def arguments() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("made", "written", "measure"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=OWN)
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
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Train or measure."""
    args = arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    lexicon = load_lexicon(args.work)
    rows, columns = lexicon.sizes
    shape = Shape(marked_rows=rows, folded_rows=columns, layers=args.layers, dropout=args.dropout)
    model = Reader(shape, tables(args.work, lexicon))
    if args.source:
        grow(torch.load(args.work / args.source), model)
    name = args.name or args.stage
    rounds = 0

    def save() -> None:
        torch.save(model.state_dict(), args.work / f"{name}.pt")

    def round_done() -> None:
        nonlocal rounds
        rounds += 1
        log.info("round %d done", rounds)
        torch.save(model.state_dict(), args.work / f"{name}_{rounds}.pt")

    if args.stage == "made":
        feed = made_groups(lexicon, args.data, args.articles, args.seed)
    else:
        asked = read_written(args.data, args.own)
        shelf = Shelf(archive(args.data, asked))
        viewer = Viewer(lexicon, shelf)
        log.info("%d questions, %d articles", len(asked), len(shelf.texts))
    if args.stage == "written":
        fitted = [q for q in asked if digit(q.key) not in "012f"]
        fitted = with_rivals(fitted, shelf, fitting=True)
        log.info("%d questions to fit", len(fitted))
        written = written_groups(fitted, viewer, args.seed, round_done)
        made = made_groups(lexicon, args.data, 4000, args.seed) if args.mix else None
        feed = mixed(written, made, args.mix)
    if args.stage != "measure":
        kept = train(
            model,
            batches(feed, args.tokens),
            minutes=args.minutes,
            rate=args.rate,
            table_rate=args.table_rate,
            save=save,
            hold=args.hold,
            hide=args.hide,
        )
        torch.save(kept.state_dict(), args.work / f"{name}_mean.pt")
        return
    for label, digits in (("held out", "f"), ("dev", "012")):
        part = with_rivals([q for q in asked if digit(q.key) in digits], shelf, fitting=False)
        for unmarked in (False, True):
            typed = "no marks" if unmarked else "as typed"
            log.info("%s %s, own article: %s", label, typed, measure(model, viewer, part, unmarked))
            log.info("%s %s, six: %s", label, typed, measure_found(model, viewer, part, unmarked))


def mixed(written: Iterator[Group], made: Iterator[Group] | None, share: float) -> Iterator[Group]:
    """Yield hand-written questions' groups with `share` made ones for each."""
    for g in written:
        yield g
        if made and random.random() < share:
            yield next(made)


if __name__ == "__main__":
    main()
