"""Reads news that the second stage is fitted on: questions, titles and leads, and their passages.

Knows the files of the data folder; knows nothing of features or trees. Only articles that the
embedding model's questions do not come from are asked about, and none of dev.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.text import clean
from index.passage import Passage, passages
from index.train_articles import read_lines, title_lead_body
from index.train_questions import SOURCES, fit_digit, own_lines, written_lines

FIT_DIGITS = "3456"
_TITLED = {**SOURCES, "multi": ("multi_outlet_2022/articles.jsonl", "url")}
_DISTRACTORS, _MORE_DISTRACTORS = 100, 12
"""One in so many articles of the largest set is there without being asked about: of questions,
and of titles, which are sought among more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitQuestion:
    """A question, the articles that answer it and, unless any passage will do, the evidence.

    Questions of one `key` are never divided between what is fitted on and what is measured.
    """

    text: str
    article_ids: frozenset[str]
    key: str
    evidence: str = ""

    def answered_by(self, passage: Passage) -> bool:
        """Returns whether a passage holds the evidence, or is of the article where none is set."""
        if passage.article_id not in self.article_ids:
            return False
        return not self.evidence or self.stands_in(passage.text)

    def stands_in(self, text: str) -> bool:
        """Returns whether a text holds either end of the evidence."""
        where, known = letters(text), letters(self.evidence)
        return known[:60] in where or known[-60:] in where


def letters(text: str) -> str:
    """Returns a text in NFC without blanks."""
    return "".join(unicodedata.normalize("NFC", text).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class FitSet:
    """Passages and the questions asked of them.

    `forgotten` is the share of a question's words that its vector is made without: the embedding
    model was trained on the questions of some sets and finds their passages too well.
    """

    passages: list[Passage]
    questions: list[FitQuestion]
    forgotten: float = 0.0


def cut(article_id: str, title: str, text: str) -> list[Passage]:
    """Returns the passages of an article as an archive would hold them; none without a text."""
    if not clean(text):
        return []
    return passages(
        Article(article_id=article_id, revision=1, title=clean(title), text=clean(text))
    )


def once(held: Sequence[Passage]) -> list[Passage]:
    """Returns the passages, the last one of each id."""
    return list({passage.passage_id: passage for passage in held}.values())


def news(data: Path, written: Sequence[Path], most: int, rng: random.Random) -> FitSet:
    """Returns the hand-written questions over the articles they were written about and others."""
    asked = [
        FitQuestion(
            text=line["question"],
            article_ids=frozenset({f"{line['set']}|{line['article_id']}"}),
            key=str(line["article_id"]),
            evidence=line["evidence"],
        )
        for line in _asked(data, written)
        if fit_digit(str(line["article_id"])) in FIT_DIGITS
    ]
    rng.shuffle(asked)
    wanted = frozenset().union(*(question.article_ids for question in asked[:most]))
    held = []
    for name, (path, key) in SOURCES.items():
        for number, line in enumerate(read_lines(data / path)):
            article_id = f"{name}|{line[key]}"
            small = name != "vietnews_train" or number % _DISTRACTORS == 0
            if small or article_id in wanted:
                title, lead, body = title_lead_body(line)
                held += cut(article_id, title, f"{title}\n\n{lead}\n\n{body}")
    return FitSet(passages=once(held), questions=asked[:most])


def _asked(data: Path, written: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for line in read_lines(data / "questions/news_train/questions.jsonl"):
        if line["answerable"] and not line.get("history") and line["article_id"]:
            yield line
    for path in written:
        yield from written_lines(path) if path.is_dir() else own_lines(data, path)


def titles(data: Path, most: int, rng: random.Random) -> FitSet:
    """Returns titles, and leads without the title's words, to be found by the bodies."""
    held: list[Passage] = []
    items = []
    for name, (path, key) in _TITLED.items():
        for number, line in enumerate(read_lines(data / path)):
            lead, body = line.get("lead") or "", line.get("body") or line.get("content") or ""
            article_id = f"{name}|{line[key]}"
            if name == "vietnews_train":
                held += cut(article_id, "", body) if number % _MORE_DISTRACTORS == 3 else []
            elif len(body) >= 300:
                held += cut(article_id, "", body.replace(lead, "") if lead else body)
                items.append((line["title"], without_words(lead, line["title"]), article_id))
    rng.shuffle(items)
    asked = [(title, article_id) for title, _, article_id in items[: most // 2]]
    rest = [(lead, i) for _, lead, i in items[most // 2 :] if len(lead.split()) > 5]
    return FitSet(
        passages=once(held),
        questions=[
            FitQuestion(text=text, article_ids=frozenset({article_id}), key=article_id)
            for text, article_id in asked + rest[: most // 2]
        ],
    )


def without_words(text: str, others: str) -> str:
    """Returns a text without the words that occur in another."""
    known = set(re.findall(r"\w+", others.lower()))
    return " ".join(word for word in text.split() if re.sub(r"\W", "", word.lower()) not in known)
