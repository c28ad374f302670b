"""Counts the words, pairs and triples of questions, for `assistant.restoring` to put marks back.

`python -m assistant.train_marks --data DATA` writes `models/marks-vi/ngrams.tsv`. Questions on the
articles that nothing is fitted on (dev, held out) are left out, and so are those without marks.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.question_ngrams import FILE, FOLDER, START
from assistant.restoring import is_bare
from assistant.train_reader_data import read_lines, unseen
from assistant.train_reader_own import OWN
from index.analysis import tokens

LEAST = (2, 2, 3)
"""Times that a word, a pair, a triple must be met to be kept."""


def read_questions(data: Path) -> list[str]:
    """Questions with marks on articles that may be fitted on."""
    paths = [*sorted((data / "questions" / "news_train").glob("*.jsonl")), *OWN]
    rows = [row for path in paths for row in read_lines(path)]
    texts = [r["question"] for r in rows if not unseen(r.get("article_id") or r["id"])]
    return [text for text in texts if not is_bare(text)]


def count(texts: Iterable[str]) -> tuple[Counter[tuple[str, ...]], ...]:
    """Words, pairs and triples, each question beginning with `START`."""
    found: tuple[Counter[tuple[str, ...]], ...] = (Counter(), Counter(), Counter())
    for text in texts:
        words = [START, *(token.text.lower() for token in tokens(text))]
        for length, counter in enumerate(found, 1):
            counter.update(zip(*(words[at:] for at in range(length)), strict=False))
    return found


def lines(counted: Sequence[Counter[tuple[str, ...]]]) -> list[str]:
    """One line for what goes before: "v w<TAB>next:count next:count"; of a word alone its count."""
    words, *longer = (
        {run: n for run, n in counter.items() if n >= least}
        for counter, least in zip(counted, LEAST, strict=True)
    )
    out = [f"{word}\t{n}" for (word,), n in sorted(words.items())]
    for runs in longer:
        behind: dict[str, list[str]] = {}
        for (*before, last), n in sorted(runs.items()):
            if before[0] != START or len(before) == 1:
                behind.setdefault(" ".join(before), []).append(f"{last}:{n}")
        out += [f"{before} \t{' '.join(next_)}" for before, next_ in behind.items()]
    return out


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    texts = read_questions(parser.parse_args().data)
    written = lines(count(texts))
    (FOLDER / FILE).write_text("\n".join(written) + "\n", encoding="utf-8")
    print(f"{len(texts)} questions, {len(written)} lines")


if __name__ == "__main__":
    main()
