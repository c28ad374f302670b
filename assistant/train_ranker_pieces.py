"""Single passages as a search engine finds them, each with whether it answers; fits nothing.

They are the pairs of mailong25's train file on which no network was fitted: those whose id begins
with 0, 1, 2 or f in sha256, as `train_reader` leaves them out.
"""

import json
from pathlib import Path
from typing import Final

from assistant.train_ranker_data import Asked
from assistant.train_ranker_hits import Found
from assistant.train_reader_data import unseen
from corpus.article import Article
from corpus.text import clean

SET: Final = "mailong25"
FILE: Final = Path("questions") / SET / "train-v2.0.json"
WEIGHT: Final = 2.0
"""Of one of them beside a passage of the news. AUROC of the news and of these, crosswise, without
them .855 and .813; with weight 1 .853 and .838, 2 .852 and .839, 4 .849 and .845."""


def pieces(data: Path) -> tuple[list[Asked], dict[str, Article], Found]:
    """The questions, the passages as articles by id, and each question's one find.

    Args:
        data: The data folder.
    """
    asked: list[Asked] = []
    articles: dict[str, Article] = {}
    found: Found = {}
    documents = json.loads((data / FILE).read_text(encoding="utf-8"))["data"]
    for paragraph in (p for document in documents for p in document["paragraphs"]):
        text = clean(paragraph["context"])
        for row in paragraph["qas"] if text.strip() else ():
            if not unseen(str(row["id"])):
                continue
            name = f"{SET}-{row['id']}"
            answers = () if row.get("is_impossible") else tuple(
                said for a in row["answers"] if (said := clean(a["text"])) in text
            )  # fmt: skip
            if not answers and not row.get("is_impossible"):
                continue
            articles[name] = Article(article_id=name, title="", text=text, source=SET, url="")
            found[name, False] = [(name, 0, len(text), 1.0, 0.5)]
            asked.append(
                Asked(
                    question_id=name, kind="fact", text=clean(row["question"]), article_id=name,
                    gold=(0,) if answers else (), quotes=answers, answers=answers, turns=(),
                    part=SET,
                )
            )  # fmt: skip
    return asked, articles, found
