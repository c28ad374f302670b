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
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from assistant.train_reader_data import Asked, ask, news_articles, read_lines
from corpus.sentences import sentences as sentence_spans

DATA: Final = Path(__file__).with_name("data")
OWN: Final = (DATA / "questions.jsonl.xz", DATA / "questions_2.jsonl.xz")


def text_hash(text: str) -> str:
    """Return the sha256 of an article's text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def joined(data: Path, paths: Sequence[Path]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Yield each line that `keep` wrote with its article's title and text, if still the same."""
    rows = [row for path in paths for row in read_lines(path)]
    articles = news_articles(data, {(r["set"], r["article_id"]) for r in rows})
    for r in rows:
        title, text = articles.get((r["set"], r["article_id"]), ("", ""))
        if text_hash(text) == r["sha256"]:
            yield r, title, text


def own_questions(data: Path, paths: Sequence[Path] = OWN) -> list[Asked]:
    """Return the questions whose articles are in the data folder and unchanged."""
    out = []
    for r, title, text in joined(data, paths):
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
    for article, cells in table_lines(folder, "out"):
        sentence, kind, question, answers, earlier = cells[:5]
        if not question or not (sentence == "-" or told(article, sentence)):
            continue
        quote = article["sents"][int(sentence)] if sentence != "-" else ""
        short = [a.strip() for a in answers.split("|") if a.strip()] if quote else []
        rows.append(
            {
                "set": article["set"], "article_id": str(article["article_id"]), "quote": quote,
                "kind": kind, "question": question,
                "answers": short,
            }
            | ({"history": [_turn(earlier)]} if earlier else {})
        )  # fmt: skip
    return keep(data, rows, path)


def table_lines(folder: Path, name: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Yield the article of each line of `w*/NAME_NN.tsv`, and the (at least 5) cells behind it."""
    for table in sorted(folder.glob(f"w*/{name}_*.tsv")):
        maps = json.loads(
            unicodedata.normalize(
                "NFC",
                table.with_name(table.name.replace(name, "map")).with_suffix(".json").read_text(),
            )
        )
        for line in unicodedata.normalize("NFC", table.read_text(encoding="utf-8")).splitlines():
            number, *cells = (cell.strip() for cell in (*line.split("\t"), *5 * [""]))
            if number.lstrip("A").isdigit():
                yield maps[int(number.lstrip("A"))], cells


def told(article: dict[str, Any], sentence: str) -> bool:
    """Whether an article of a map has the sentence of this number."""
    return sentence.isdigit() and int(sentence) < len(article["sents"])


def keep(data: Path, rows: Sequence[dict[str, Any]], path: Path) -> int:
    """Write lines with the place of their `quote` (empty: none) instead of it; return how many.

    A line whose quote its article has not is left out.
    """
    articles = news_articles(data, {(r["set"], r["article_id"]) for r in rows})
    path.parent.mkdir(exist_ok=True)
    kept = 0
    with lzma.open(path, "wt", encoding="utf-8", preset=9) as file:
        for row in rows:
            text, quote = articles[row["set"], row["article_id"]][1], row["quote"]
            start = text.find(quote)
            if start < 0:
                continue
            place = {"sha256": text_hash(text), "start": start, "end": start + len(quote)}
            line = {k: v for k, v in row.items() if k != "quote"} | place
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            kept += 1
    return kept
