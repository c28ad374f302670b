"""The support checker on claims retold freely by hand, true and false; one command.

    python -m eval.claims_retold --data DATA

A line of `sets/claims_retold.jsonl.xz` names the article (set, id, sha256 of its text) and the
place in lead + newline + body of the sentence that a claim rests on, not its words; whoever has the
articles can join them again.
"""

import argparse
import hashlib
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.train_reader_data import news_articles
from corpus.article import Article
from corpus.text import clean
from eval.claim_checks import ClaimLine, measure_claims

RETOLD = Path(__file__).with_name("sets") / "claims_retold.jsonl.xz"


def retold(data: Path, path: Path = RETOLD) -> tuple[list[ClaimLine], dict[str, Article]]:
    """The claims whose articles are in the data folder and unchanged, and these articles by id."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    found = news_articles(data, {(r["set"], r["article_id"]) for r in rows})
    lines, articles = [], {}
    for number, row in enumerate(rows):
        title, text = found.get((row["set"], row["article_id"]), ("", ""))
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            continue
        name = f"{row['set']}|{row['article_id']}"
        if name not in articles:
            articles[name] = Article(
                article_id=name, title=clean(title), text=clean(text), source=row["set"], url=""
            )
        lines.append(
            ClaimLine(
                claim_id=f"retold-{number}",
                claim=row["claim"],
                article=name,
                quote=clean(text[row["start"] : row["end"]]),
                altered=row["altered"],
                made="hand",
            )
        )
    return lines, articles


def collect(data: Path, folder: Path, path: Path = RETOLD) -> int:
    """Write the claims of `w*/claims_NN.tsv` (by `map_NN.json`) as one file; return how many."""
    rows = list(_rows(folder))
    found = news_articles(data, {(r["set"], r["article_id"]) for r in rows})
    kept = 0
    with lzma.open(path, "wt", encoding="utf-8", preset=9) as file:
        for row in rows:
            text, quote = found[row["set"], row["article_id"]][1], row.pop("quote")
            start = text.find(quote)
            if start >= 0:
                row["sha256"] = hashlib.sha256(text.encode()).hexdigest()
                row |= {"start": start, "end": start + len(quote)}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                kept += 1
    return kept


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    """Each claim of the tables with its sentence."""
    for table in sorted(folder.glob("w*/claims_*.tsv")):
        maps = json.loads(
            table.with_name(table.name.replace("claims", "map")).with_suffix(".json").read_text()
        )
        for line in table.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) < 5 or not cells[0][1:].isdigit() or not cells[1].isdigit():
                continue
            article, at = maps[int(cells[0][1:])], int(cells[1])
            if at < len(article["sents"]):
                yield {
                    "set": article["set"],
                    "article_id": article["article_id"],
                    "quote": article["sents"][at],
                    "claim": clean(cells[4]),
                    "altered": None if cells[2] == "true" else cells[3],
                }


def main() -> None:
    """Measure, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--claims", type=Path, default=RETOLD)
    args = parser.parse_args()
    made = measure_claims(*retold(args.data, args.claims))
    print(json.dumps(made, ensure_ascii=False, indent=1))  # noqa: T201


if __name__ == "__main__":
    main()
