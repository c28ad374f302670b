"""Trains the neural reader: made questions first, hand-written ones after; one command each.

    python -m assistant.train_reader made --data DATA --work DIR --minutes 40
    python -m assistant.train_reader written --data DATA --work DIR --from made.pt --minutes 20

It does not export (`assistant/train_reader_export.py`) and is never loaded at run time.
"""

from __future__ import annotations

import argparse
import logging
import random
from collections.abc import Iterator
from pathlib import Path

import torch

from assistant.train_reader_batches import Group
from assistant.train_reader_data import (
    digit,
)
from assistant.train_reader_feed import Viewer, batches, made_groups, read_written, written_groups
from assistant.train_reader_fit import load_lexicon, tables, train
from assistant.train_reader_measure import measure
from assistant.train_reader_model import Reader, Shape
from assistant.train_reader_own import OWN

log = logging.getLogger("train_reader")
MADE_ROOM = 200  # tokens of a window while learning from made questions
SYNONYMS = Path(__file__).with_name("synonyms.tsv")


def main() -> None:
    """Read the arguments and train."""
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
    parser.add_argument("--articles", type=int, default=30000)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--tokens", type=int, default=5000)
    parser.add_argument("--keep", type=int, default=3)
    parser.add_argument("--mix", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    lexicon = load_lexicon(args.work)
    rows, columns = lexicon.sizes
    shape = Shape(marked_rows=rows, folded_rows=columns, layers=args.layers)
    model = Reader(shape, tables(args.work, lexicon))
    if args.source:
        model.load_state_dict(torch.load(args.work / args.source))
    name = args.name or args.stage
    viewer = Viewer(lexicon)

    def save() -> None:
        torch.save(model.state_dict(), args.work / f"{name}.pt")

    if args.stage == "made":
        feed = made_groups(lexicon, args.data, args.articles, args.seed)
        train(
            model,
            batches(feed, args.tokens),
            minutes=args.minutes,
            rate=args.rate,
            table_rate=args.table_rate,
            save=save,
        )
        return
    asked = read_written(args.data, args.own)
    held = [q for q in asked if digit(q.key) == "f"]
    fitted = [q for q in asked if digit(q.key) not in "012f"]
    log.info(
        "%d fitted, %d held out, %d dev",
        len(fitted),
        len(held),
        len(asked) - len(held) - len(fitted),
    )
    if args.stage == "written":

        def epoch() -> None:
            save()
            log.info("held out: %s", measure(model, viewer, held))
            model.train()

        made = made_groups(lexicon, args.data, 4000, args.seed) if args.mix else None
        written = written_groups(fitted, viewer, args.seed, args.keep, epoch)

        def mixed() -> Iterator[Group]:
            for g in written:
                yield g
                if made and random.random() < args.mix:
                    yield next(made)

        train(
            model,
            batches(mixed(), args.tokens),
            minutes=args.minutes,
            rate=args.rate,
            table_rate=args.table_rate,
            save=save,
        )
    dev = [q for q in asked if digit(q.key) in "012"]
    for label, questions in (("held out", held), ("dev", dev)):
        for unmarked in (False, True):
            log.info(
                "%s %s: %s",
                label,
                "no marks" if unmarked else "as typed",
                measure(model, viewer, questions, unmarked),
            )


if __name__ == "__main__":
    main()
