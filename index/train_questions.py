"""Reads written questions with the passages that answer them, only those that may be fitted on.

Knows the files of the question sets; knows nothing of tokens or vectors.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.train_articles import read_lines, title_lead_body

_AROUND = 350
MODEL_DIGITS = "789abcdef"
ASKING_DIGITS = "789abcde"
SOURCES = {
    "dantri": ("dantri/articles.jsonl", "id"),
    "phenikaa": ("phenikaa_mds_2024/docs.jsonl", "url"),
    "vietnews_train": ("vietnews_train.jsonl.xz", "id"),
}
"""The articles that questions were written about: file, and the key of the id."""


def fit_digit(article_id: str) -> str:
    """Returns the digit that decides the use of an article's questions.

    0 to 2: dev, never fitted on; 3 to 6: kept for fusion and reranking; the rest: this model. The
    words of asking leave out f as well, by which the reader is checked.
    """
    return hashlib.sha256(article_id.encode()).hexdigest()[0]


def passage_around(text: str, evidence: str) -> str | None:
    """Returns the evidence with some hundred characters around it, cut at spaces."""
    at = text.find(evidence)
    if at < 0:
        return None
    start = text.rfind(" ", 0, max(0, at - _AROUND)) + 1 if at > _AROUND else 0
    stop = text.find(" ", min(len(text), at + len(evidence) + _AROUND))
    return text[start : stop if stop > 0 else len(text)]


def news_articles(data: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Returns (set, article_id) -> (title, lead and body) for the articles with questions."""
    found = {}
    for name, (path, key) in SOURCES.items():
        for line in read_lines(data / path):
            title, lead, body = title_lead_body(line)
            found[name, str(line[key])] = (title, f"{lead}\n{body}")
    return found


def news_questions(
    data: Path, digits: str, articles: dict[tuple[str, str], tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """Yields question, title, passage of the answerable single questions of the given digits."""
    for line in read_lines(data / "questions/news_train/questions.jsonl"):
        if not line["answerable"] or line.get("history") or not line["article_id"]:
            continue
        if fit_digit(line["article_id"]) in digits:
            title, text = articles[line["set"], line["article_id"]]
            passage = passage_around(text, unicodedata.normalize("NFC", line["evidence"]))
            if passage:
                yield line["question"], title, passage


def squad_questions(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yields question, empty title, context of the answerable questions of a SQuAD file."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                if question["answers"]:
                    yield question["question"], "", paragraph["context"]


def written_lines(folder: Path) -> Iterator[dict[str, Any]]:
    """Yields the answerable questions of folders of `out_NN.tsv` with `map_NN.json`.

    A line holds article, sentence number, kind, question, answers; "-" is for no answer. What
    comes back has set, article_id, question, evidence (the sentence), title and near (the five
    sentences around it).
    """
    for table in sorted(folder.glob("w*/out_*.tsv")):
        key = table.with_name(table.stem.replace("out", "map") + ".json")
        articles = json.loads(key.read_text(encoding="utf-8"))
        for line in table.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) < 5 or not cells[1].isdigit():
                continue
            article = articles[int(cells[0].lstrip("A"))]
            number, parts = int(cells[1]), article["sents"]
            if number < len(parts):
                yield {
                    "set": article["set"],
                    "article_id": article["article_id"],
                    "question": cells[3],
                    "evidence": parts[number],
                    "title": article.get("title", ""),
                    "near": " ".join(parts[max(0, number - 2) : number + 3]),
                }


def own_lines(data: Path, path: Path) -> Iterator[dict[str, Any]]:
    """Yields the answerable questions of a packed file that names their places in the articles.

    They come as `written_lines` gives them; questions that follow others, and those whose article
    is not in the data folder as it was, are left out.
    """
    lines = [line for line in read_lines(path) if line["end"] and not line.get("history")]
    texts = _texts(data, {(line["set"], line["article_id"]) for line in lines})
    for line in lines:
        text = texts.get((line["set"], line["article_id"]), "")
        if hashlib.sha256(text.encode()).hexdigest() == line["sha256"]:
            yield line | {"evidence": text[line["start"] : line["end"]]}


def _texts(data: Path, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Lead and body, as they are in the data, by set and id."""
    found = {}
    for name, (path, key) in SOURCES.items():
        for line in read_lines(data / path):
            if (name, str(line[key])) in wanted:
                found[name, str(line[key])] = (line.get("lead") or "") + "\n" + line["body"]
    return found


def written_questions(folder: Path, digits: str) -> Iterator[tuple[str, str, str]]:
    """Yields question, title, passage of the written questions of the given digits."""
    for line in written_lines(folder):
        if fit_digit(line["article_id"]) in digits:
            yield line["question"], line["title"], line["near"]


def every_question(data: Path, written: Path | None) -> Iterator[tuple[str, str]]:
    """Yields question and passage of all that this model is fitted on, some of them twice.

    Hand-written news questions come twice, once with the title before the passage.
    """
    sets = data / "questions"
    titled = list(news_questions(data, MODEL_DIGITS, news_articles(data)))
    titled += squad_questions(sets / "wiki_reg/train_wiki.json")
    titled += written_questions(written, MODEL_DIGITS) if written else []
    for question, title, passage in titled:
        yield question, f"{title}\n{passage}".strip()
        yield question, passage
    for name in ("wiki_reg/train_reg.json", "mailong25/train-v2.0.json"):
        for question, _, passage in squad_questions(sets / name):
            yield question, passage
