"""Reads what the second stage is fitted on: questions, passages, and where the answers stand.

Knows the files of the data folder; knows nothing of features or weights. Only articles that the
embedding model's questions do not come from are asked about.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.text import clean
from index.analysis import fold
from index.passage import Passage, passages
from index.train_articles import read_lines, title_lead_body
from index.train_questions import fit_digit, written_lines

FIT_DIGITS = "3456"
UNMARKED = 0.2
"""Share of the questions that lose their marks."""
_SOURCES = {
    "dantri": ("dantri/articles.jsonl", "id"),
    "phenikaa": ("phenikaa_mds_2024/docs.jsonl", "url"),
    "vietnews_train": ("vietnews_train.jsonl.xz", "id"),
}
_TITLED = {**_SOURCES, "multi": ("multi_outlet_2022/articles.jsonl", "url")}
_DISTRACTORS = 100
"""One in so many articles of the largest set is there without being asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitQuestion:
    """A question, the article that answers it and, unless any passage will do, its sentence."""

    text: str
    article_id: str
    evidence: str = ""

    def answered_by(self, passage: Passage) -> bool:
        """Returns whether a passage holds the evidence, or is of the article where none is set."""
        if passage.article_id != self.article_id:
            return False
        return not self.evidence or self.stands_in(passage.text)

    def stands_in(self, text: str) -> bool:
        """Returns whether a text holds either end of the evidence."""
        where, known = letters(text), letters(self.evidence)
        return known[:60] in where or known[-60:] in where


def letters(text: str) -> str:
    """Returns a text in NFC without blanks."""
    return "".join(unicodedata.normalize("NFC", text).split())


@dataclass(frozen=True, slots=True)
class FitSet:
    """Passages and the questions asked of them."""

    passages: list[Passage]
    questions: list[FitQuestion]


def _cut(article_id: str, title: str, text: str) -> list[Passage]:
    return passages(
        Article(article_id=article_id, revision=1, title=clean(title), text=clean(text))
    )


def _shuffled(questions: list[FitQuestion], most: int, rng: random.Random) -> list[FitQuestion]:
    rng.shuffle(questions)
    return [
        FitQuestion(text=fold(q.text), article_id=q.article_id, evidence=q.evidence)
        if rng.random() < UNMARKED
        else q
        for q in questions[:most]
    ]


def news(data: Path, written: Path | None, most: int, rng: random.Random) -> FitSet:
    """Returns the hand-written questions over the articles they were written about and others."""
    found = [
        FitQuestion(
            text=line["question"],
            article_id=f"{line['set']}|{line['article_id']}",
            evidence=line["evidence"],
        )
        for line in _asked(data, written)
        if fit_digit(line["article_id"]) in FIT_DIGITS
    ]
    asked = _shuffled(found, most, rng)
    wanted = {question.article_id for question in asked}
    held = []
    for name, (path, key) in _SOURCES.items():
        for number, line in enumerate(read_lines(data / path)):
            article_id = f"{name}|{line[key]}"
            small = name != "vietnews_train" or number % _DISTRACTORS == 0
            if small or article_id in wanted:
                title, lead, body = title_lead_body(line)
                held += _cut(article_id, title, f"{title}\n\n{lead}\n\n{body}")
    return FitSet(_once(held), asked)


def _asked(data: Path, written: Path | None) -> Iterator[dict[str, Any]]:
    for line in read_lines(data / "questions/news_train/questions.jsonl"):
        if line["answerable"] and not line.get("history") and line["article_id"]:
            yield line
    yield from written_lines(written) if written else ()


def titles(data: Path, most: int, rng: random.Random) -> FitSet:
    """Returns titles, and leads without the title's words, to be found by the bodies."""
    held: list[Passage] = []
    items = []
    for name, (path, key) in _TITLED.items():
        if name == "vietnews_train":
            continue
        for line in read_lines(data / path):
            lead, body = line.get("lead") or "", line.get("body") or line.get("content") or ""
            if len(body) >= 300:
                article_id = f"{name}|{line[key]}"
                held += _cut(article_id, "", body.replace(lead, "") if lead else body)
                items.append((line["title"], without_words(lead, line["title"]), article_id))
    rng.shuffle(items)
    asked = [FitQuestion(text=title, article_id=i) for title, _, i in items[: most // 2]]
    asked += [
        FitQuestion(text=lead, article_id=i)
        for _, lead, i in items[most // 2 : most]
        if len(lead.split()) > 5
    ]
    return FitSet(_once(held), _shuffled(asked, most, rng))


def without_words(text: str, others: str) -> str:
    """Returns a text without the words that occur in another."""
    known = set(re.findall(r"\w+", others.lower()))
    return " ".join(word for word in text.split() if re.sub(r"\W", "", word.lower()) not in known)


def _once(held: list[Passage]) -> list[Passage]:
    return list({passage.passage_id: passage for passage in held}.values())
