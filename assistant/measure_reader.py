"""Measures the shipped reader on the dev part of ``news_train`` over a whole archive; one command.

    python -m assistant.measure_reader --data DATA --work DIR [--threads N]

The archive holds Dân trí, phenikaa, every article that ``news_train`` asks about and a thousand
others; each question is searched for and read as the product does, as typed and without marks.
Nothing is fitted here, and nothing of it is loaded at run time. The archive and what was found in
it are kept in the work folder until the retriever changes.
"""

import argparse
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import numpy as np
from numpy.typing import NDArray

from assistant.neural_reader import MODEL as NEURAL
from assistant.neural_reader import NeuralReader
from assistant.reader import Reader
from assistant.reader_ranking import MODEL, Ranker
from assistant.train_ranker_data import Asked, lines, read_articles, read_questions
from assistant.train_ranker_hits import Found, hits, search, unmark
from assistant.train_ranker_table import f1
from corpus.article import Article

log = logging.getLogger("measure_reader")
HITS, ARTICLES = 12, 6
SAME = 0.8
"""F1 of a short answer from which another article tells what is asked."""
FALSE = 0.1
ANSWERED = 0.85
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What one question got; the rates and ``f1`` say nothing where ``answerable`` is not.

    Attributes:
        probability: That anything answers.
        right: That the best sentence does; below the threshold the product refuses.
        article: The first sentence's article is the one asked about.
        told: That, or its short answer is one of the accepted ones: another article told the same.
    """

    kind: str
    answerable: bool
    probability: float
    right: float = 0.0
    first: bool = False
    third: bool = False
    article: bool = False
    told: bool = False
    f1: float = 0.0
    seconds: float = 0.0


def read_one(
    reader: Reader, asked: Asked, found: Found, articles: Mapping[str, Article], bare: bool
) -> Read:
    """Read what was found for one question; its seconds are CPU seconds of reading alone."""
    text = unmark(asked.searched) if bare else asked.searched
    some = hits(found[asked.question_id, bare][:HITS], articles)
    names = list(dict.fromkeys(h.passage.article_id for h in some))[:ARTICLES]
    start = process_time()
    reading = reader.read(text, some, {name: articles[name] for name in names})
    seconds = process_time() - start
    if not asked.gold or not reading.evidence:
        return Read(
            kind=asked.kind,
            answerable=bool(asked.gold),
            probability=reading.p_answerable,
            right=reading.p_right,
            seconds=seconds,
        )
    quotes = {quote.lower() for quote in asked.quotes}
    right = [e.text.lower() in quotes for e in reading.evidence[:3]]
    best = reading.evidence[0]
    own = right[0] or best.article_id == asked.article_id
    shared = f1(best.short_answer or best.text, asked.answers)
    return Read(
        kind=asked.kind,
        answerable=True,
        probability=reading.p_answerable,
        right=reading.p_right,
        first=right[0],
        third=any(right),
        article=own,
        told=own or shared >= SAME,
        f1=shared,
        seconds=seconds,
    )


def auroc(yes: Numbers, no: Numbers) -> float:
    """The probability that an answerable question gets more than one that is not."""
    if not len(yes) or not len(no):
        return float("nan")
    return float(((yes[:, None] > no) + 0.5 * (yes[:, None] == no)).mean())


def table(read: Sequence[Read], threshold: float) -> list[tuple[str, str]]:
    """Names and figures, with half a 95 % interval where it is a mean over questions."""
    can = [r for r in read if r.answerable]
    yes = np.array([r.probability for r in can])
    no = np.sort([r.probability for r in read if not r.answerable])[::-1]
    means = {
        "sentence first": [float(r.first) for r in can],
        "sentence among three": [float(r.third) for r in can],
        "article first": [float(r.article) for r in can],
        "or another that tells it": [float(r.told) for r in can],
        "short answer F1": [r.f1 for r in can],
    }
    rows = [("questions", f"{len(yes)} + {len(no)} unanswerable")]
    for name, values in means.items():
        half = 1.96 * float(np.std(values)) / max(len(values), 1) ** 0.5
        rows.append((name, f"{np.mean(values):.3f} ± {half:.3f}"))
    rows.append(("AUROC of answerable", f"{auroc(yes, no):.3f}"))
    if len(no):
        answered, wrong = (
            np.mean([r.right >= threshold for r in some])
            for some in (can, [r for r in read if not r.answerable])
        )
        rows += [
            ("answered at the default", f"{answered:.3f}, {wrong:.3f} of the others"),
            ("answered at 10 % false", f"{np.mean(yes > no[int(FALSE * len(no))]):.3f}"),
            ("false at 85 % answered", f"{np.mean(no >= np.quantile(yes, 1 - ANSWERED)):.3f}"),
        ]
    for kind in sorted({r.kind for r in can}):
        some = [r for r in can if r.kind == kind]
        first, words = np.mean([r.first for r in some]), np.mean([r.f1 for r in some])
        rows.append((f"  {kind} ({len(some)})", f"first {first:.2f}, F1 {words:.2f}"))
    took = [1000 * r.seconds for r in read]
    median, late = np.median(took), np.percentile(took, 95)
    return [*rows, ("CPU ms, median and p95", f"{median:.0f} {late:.0f}")]


def main() -> None:
    """Read the arguments, search, read and say the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL, help="the ranker's folder")
    parser.add_argument("--neural", type=Path, default=NEURAL, help="the neural reader's folder")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--most", type=int, default=None, help="questions, for a trial")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    args.work.mkdir(parents=True, exist_ok=True)
    rows = list(lines(args.data / "questions" / "news_train" / "questions.jsonl"))
    texts = read_articles(args.data, {(r["set"] or "", r["article_id"] or "") for r in rows})
    asked = [a for a in read_questions(rows, texts) if a.part == "dev"][: args.most]
    articles = {a.article_id: a for a in texts.values()}
    found = search(
        args.work, list(articles.values()), [(a, b) for a in asked for b in (False, True)]
    )
    ranker = Ranker(args.model)
    reader = Reader(ranker, neural=NeuralReader(args.neural, threads=args.threads))
    log.info("%d articles", len(articles))
    for bare in (False, True):
        read = [read_one(reader, one, found, articles, bare) for one in asked]
        log.info("\n%s", "without marks" if bare else "as typed")
        for name, figure in table(read, reader.threshold):
            log.info("%-26s %s", name, figure)


if __name__ == "__main__":
    main()
