"""Fits the reader's boosted models; one command.

    python -m assistant.train_ranker --data DATA --work DIR [--out DIR] [--words] [--neural DIR]
    python -m assistant.train_ranker --data DATA --work DIR --combined  (after a new neural reader)

It builds an archive in the work folder, searches it for every question as the product does, fits
the models on the ``fit`` part and, with the neural reader installed, the models that combine both
on ``held``, where everything is calibrated too. What was searched for and read is kept in the work
folder; what has not changed since is not done again. Nothing of it is loaded at run time.
"""

import argparse
import logging
import os
from pathlib import Path

from assistant.neural_reader import MODEL as NEURAL
from assistant.reader_ranking import MODEL
from assistant.train_ranker_data import (
    bare,
    own,
    raw_questions,
    read_articles,
    read_questions,
    share,
)
from assistant.train_ranker_hits import search
from assistant.train_ranker_pieces import pieces
from assistant.train_ranker_steps import Fitting
from assistant.train_ranker_words import make_words

log = logging.getLogger("train_ranker")
ROUNDS = 300


def main() -> None:
    """Read the arguments and fit."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # LightGBM's threads do not outlive a fork
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--neural", type=Path, default=NEURAL, help="the neural reader's folder")
    parser.add_argument("--words", action="store_true", help="make words and vectors anew")
    parser.add_argument("--most", type=int, default=0, help="questions of each part, for a trial")
    parser.add_argument("--own", type=float, default=1.0, help="share of our own questions to fit")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--until", choices=("hits", "ranker", "all"), default="all")
    parser.add_argument("--combined", action="store_true", help="only what combines both readers")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    args.out.mkdir(parents=True, exist_ok=True)
    if args.words or not (args.out / "words.tsv").is_file():
        make_words(args.data, args.out)
    rows = raw_questions(args.data)
    articles = read_articles(args.data, {(r["set"] or "", r["article_id"] or "") for r in rows})
    asked = read_questions(rows, articles)
    parts = {p: [a for a in asked if a.part == p] for p in ("fit", "held", "dev")}
    if args.most:
        parts = {p: some[: args.most] for p, some in parts.items()}
    log.info("%s questions, %d articles", {p: len(s) for p, s in parts.items()}, len(articles))
    taken = {a.article_id for a in parts["held"] if a.article_id}
    parts["fit"] = [a for a in parts["fit"] if a.article_id not in taken]
    parts["fit"] = [a for a in parts["fit"] if not own(a) or share(a, "own") < args.own]
    searched = {"held": parts["held"]} if args.combined else parts
    wanted = [(a, False) for some in searched.values() for a in some]
    wanted += [(a, True) for p, some in searched.items() for a in some if p != "fit" or bare(a)]
    found = search(args.work, list(articles.values()), wanted)
    if args.until == "hits":
        return
    parts["pieces"], passages, finds = pieces(args.data)
    fitting = Fitting(
        out=args.out,
        work=args.work,
        parts=parts,
        found=found | finds,
        articles={a.article_id: a for a in articles.values()} | passages,
        rounds=args.rounds,
        workers=args.workers,
        neural=args.neural,
    )
    if args.combined:
        fitting.keep_ranker()
    else:
        fitting.fit_ranker()
    if args.until == "all":
        fitting.fit_both()


if __name__ == "__main__":
    main()
