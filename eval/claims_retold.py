"""The support checker on claims retold freely by hand, true and false; one command.

    python -m eval.claims_retold --data DATA

A line of `sets/claims_retold.jsonl.xz` names the article (set, id, sha256 of its text) and the
place in lead + newline + body of the sentence that a claim rests on, not its words; whoever has the
articles can join them again.
"""

import argparse
import json
from pathlib import Path

from assistant.train_reader_own import joined
from corpus.article import Article
from corpus.text import clean
from eval.claim_checks import ClaimLine, measure_claims

RETOLD = Path(__file__).with_name("sets") / "claims_retold.jsonl.xz"


def retold(data: Path, path: Path = RETOLD) -> tuple[list[ClaimLine], dict[str, Article]]:
    """The claims whose articles are in the data folder and unchanged, and these articles by id."""
    lines, articles = [], {}
    for number, (row, title, text) in enumerate(joined(data, [path])):
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
