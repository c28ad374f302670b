"""This project's own further questions: written by hand on other articles, without their text.

A line of `data/questions*.jsonl.xz` names the article (set, id, sha256 of its text) and the place
of the evidence in lead + newline + body; whoever has the articles can join them again. A further
lot is a file of its own, so that the history does not hold the earlier ones again.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from assistant.train_reader_data import Asked, ask, news_articles, read_lines
from corpus.sentences import sentences as sentence_spans

DATA: Final = Path(__file__).with_name("data")
OWN: Final = (DATA / "questions.jsonl.xz", DATA / "questions_2.jsonl.xz")


def text_hash(text: str) -> str:
    """Return the sha256 of an article's text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def own_questions(data: Path, paths: Sequence[Path] = OWN) -> list[Asked]:
    """Return the questions whose articles are in the data folder and unchanged."""
    rows = [row for path in paths for row in read_lines(path)]
    articles = news_articles(data, {(r["set"], r["article_id"]) for r in rows})
    out = []
    for r in rows:
        title, text = articles.get((r["set"], r["article_id"]), ("", ""))
        if text_hash(text) != r["sha256"]:
            continue
        places = sentence_spans(text)
        gold = {
            i for i, (a, z) in enumerate(places) if r["end"] > 0 and a < r["end"] and z > r["start"]
        }
        turns = [f"{t['question']} {t['answer']}" for t in r.get("history", [])]
        out.append(
            ask(
                key=r["article_id"], kind=r["kind"], title=title,
                text="\n".join([*turns, r["question"]]),
                sentences=[text[a:z] for a, z in places], gold=gold, answers=r["answers"],
            )
        )  # fmt: skip
    return out


def _turn(earlier: str) -> dict[str, str]:
    """Return the turn written as `question = answer`."""
    question, _, answer = earlier.partition("=")
    return {"question": question.strip(), "answer": answer.strip()}


def collect(data: Path, folder: Path, path: Path) -> int:
    """Write the questions of `w*/out_NN.tsv` (by `map_NN.json`) as one file; return how many."""
    rows: list[dict[str, Any]] = []
    for table in sorted(folder.glob("w*/out_*.tsv")):
        maps = json.loads(
            table.with_name(table.name.replace("out", "map")).with_suffix(".json").read_text()
        )
        for line in unicodedata.normalize("NFC", table.read_text(encoding="utf-8")).splitlines():
            cells = (*line.split("\t"), "", "", "", "", "")[:6]
            number, sentence, kind, question, answers, earlier = (c.strip() for c in cells)
            if not number.lstrip("A").isdigit() or not question:
                continue
            article = maps[int(number.lstrip("A"))]
            if sentence != "-" and not (
                sentence.isdigit() and int(sentence) < len(article["sents"])
            ):
                continue
            quote = (
                unicodedata.normalize("NFC", article["sents"][int(sentence)])
                if sentence != "-"
                else ""
            )
            short = [a.strip() for a in answers.split("|") if a.strip()] if quote else []
            rows.append(
                {
                    "set": article["set"], "article_id": str(article["article_id"]), "quote": quote,
                    "kind": kind, "question": question,
                    "answers": short,
                }
                | ({"history": [_turn(earlier)]} if earlier else {})
            )  # fmt: skip
    articles = news_articles(data, {(r["set"], r["article_id"]) for r in rows})
    path.parent.mkdir(exist_ok=True)
    kept = 0
    with lzma.open(path, "wt", encoding="utf-8", preset=9) as file:
        for r in rows:
            text = articles[r["set"], r["article_id"]][1]
            quote = r.pop("quote")
            start = text.find(quote) if quote else -1
            if quote and start < 0:
                continue
            r |= {
                "sha256": text_hash(text),
                "start": max(start, 0),
                "end": start + len(quote) if quote else 0,
            }
            file.write(json.dumps(r, ensure_ascii=False) + "\n")
            kept += 1
    return kept
