"""Reads what the ranker is fitted on: articles, questions with their evidence, and the split.

It knows the layout of the data folder; nothing of features or models. Questions whose article's
sha256 begins with 0, 1 or 2 are dev and never fitted on; those with f, and our questions in
``questions_held.jsonl.xz``, are held out for calibration and for the models that combine with the
neural reader.
"""

import hashlib
import json
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from assistant.answer import Turn
from assistant.conversation import search_query
from assistant.train_reader_data import news_articles
from assistant.train_reader_own import DATA, OWN, text_hash
from corpus.article import Article
from corpus.sentences import sentences
from corpus.text import clean

HANOI = timezone(timedelta(hours=7))
FOLDS = 4
"""Parts of the held-out questions, for scores of models that did not see them."""
BARE = 0.15
"""Share of the questions read without marks too."""
HELD = DATA / "questions_held.jsonl.xz"
"""Our own questions on which no network is fitted, on articles of any digit but dev's."""
OTHERS = 700
"""Articles of vietnews_train in the archive that nothing is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question with what answers it.

    Attributes:
        article_id: Of the article asked about; empty for a question off every subject.
        gold: Numbers of the sentences that answer; empty for an unanswerable question.
        quotes: What those sentences say.
        turns: What was asked and answered before it, for a follow-up.
        part: ``fit``, ``held`` or ``dev``.
        paired: One of two alike on one article, of which only one is answered there: as many
            unanswerable as answerable, of every kind; only answerability is fitted on them.
    """

    question_id: str
    kind: str
    text: str
    article_id: str
    gold: tuple[int, ...]
    quotes: tuple[str, ...]
    answers: tuple[str, ...]
    turns: tuple[Turn, ...]
    part: str
    paired: bool = False

    @property
    def searched(self) -> str:
        """What is searched for, as in the product: a follow-up with its subject put in."""
        return search_query(self.text, self.turns)


def part(key: str) -> str:
    """The part of the split that an article or question belongs to."""
    digit = hashlib.sha256(key.encode()).hexdigest()[0]
    return "dev" if digit in "012" else "held" if digit == "f" else "fit"


def own(asked: Asked) -> bool:
    """Whether it is one of this project's own questions."""
    return asked.question_id.startswith("own-")


def half(asked: Asked) -> int:
    """0 or 1, the same for all questions on an article."""
    return int(_drawn("half" + (asked.article_id or asked.question_id)) * 2)


def fold(asked: Asked) -> int:
    """Below ``FOLDS``, the same for all questions on an article."""
    return int(_drawn("fold" + (asked.article_id or asked.question_id)) * FOLDS)


def share(asked: Asked, draw: str = "") -> float:
    """A number from 0 to 1 drawn by the question's id."""
    return _drawn(draw + asked.question_id)


def bare(asked: Asked) -> bool:
    """Whether a question to fit is read without marks too."""
    return share(asked) < BARE


def _drawn(key: str) -> float:
    return int(hashlib.sha256(key.encode()).hexdigest()[:12], 16) / 16**12


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, packed or not."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def read_articles(data: Path, asked_about: set[tuple[str, str]]) -> dict[tuple[str, str], Article]:
    """The archive: Dân trí, phenikaa, the articles asked about and some others."""
    found = {}
    for row in lines(data / "dantri" / "articles.jsonl"):
        found["dantri", row["id"]] = row
    for row in lines(data / "phenikaa_mds_2024" / "docs.jsonl"):
        found["phenikaa", row["url"]] = row
    others = []
    for number, row in enumerate(lines(data / "vietnews_train.jsonl.xz")):
        key = ("vietnews_train", row["id"])
        if key in asked_about:
            found[key] = row
        elif number % 30 == 7:
            others.append((key, row))
    random.Random(5).shuffle(others)
    found |= dict(others[:OTHERS])
    return {key: article for key, row in found.items() if (article := _article(key, row))}


def _article(key: tuple[str, str], row: dict[str, Any]) -> Article | None:
    """One article as the archive would hold it; ``None`` without text."""
    title, lead, body = (clean(row.get(name) or "") for name in ("title", "lead", "body"))
    lead = "" if lead and body.startswith(lead[:80]) else lead
    head = "" if (lead or body).startswith(title) else title
    text = clean("\n\n".join(piece for piece in (head, lead, body) if piece))
    if not text:
        return None
    return Article(
        article_id="|".join(key),
        title=title,
        text=text,
        source=row.get("source") or key[0],
        url=row.get("url") or "",
        published_at=_day(row.get("date") or ""),
    )


def _day(printed: str) -> datetime | None:
    """The day of a date as the data prints it."""
    if m := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", printed):
        return datetime(int(m[1]), int(m[2]), int(m[3]), tzinfo=HANOI)
    if m := re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", printed):
        return datetime(int(m[3]), int(m[2]), int(m[1]), tzinfo=HANOI)
    return None


def raw_questions(data: Path) -> list[dict[str, Any]]:
    """The questions of news_train, and this project's own with their evidence put back."""
    rows = list(lines(data / "questions" / "news_train" / "questions.jsonl"))
    own = [row | {"held": path == HELD} for path in (*OWN, HELD) for row in lines(path)]
    texts = news_articles(data, {(r["set"], r["article_id"]) for r in own})
    for row in own:
        text = texts.get((row["set"], row["article_id"]), ("", ""))[1]
        if text_hash(text) == row["sha256"]:
            evidence = text[row["start"] : row["end"]]
            name = text_hash(f"{row['article_id']} {row['question']}")[:12]
            more = {"id": f"own-{name}", "evidence": evidence, "answerable": bool(evidence)}
            rows.append(row | more)
    return rows


def read_questions(
    rows: list[dict[str, Any]], articles: dict[tuple[str, str], Article]
) -> list[Asked]:
    """The questions whose evidence is found in their article, and the unanswerable ones."""
    cut: dict[str, list[tuple[int, int]]] = {}
    found = []
    for row in rows:
        article = articles.get((row.get("set") or "", row.get("article_id") or ""))
        gold: tuple[int, ...] = ()
        spans: list[tuple[int, int]] = []
        if row["answerable"]:
            if article is None:
                continue
            if article.article_id not in cut:
                cut[article.article_id] = sentences(article.text)
            spans = cut[article.article_id]
            gold = _gold(article.text, spans, clean(row["evidence"]), row["answers"])
            if not gold:
                continue
        found.append(
            Asked(
                question_id=row["id"],
                kind=row["kind"],
                text=clean(row["question"]),
                article_id=article.article_id if article else "",
                gold=gold,
                quotes=tuple(article.text[slice(*spans[k])] for k in gold) if article else (),
                answers=tuple(clean(a) for a in row["answers"]),
                turns=_turns(row.get("history") or []),
                part="held" if row.get("held") else part(row.get("article_id") or row["id"]),
                paired=bool(row.get("paired")),
            )
        )
    return found


def _turns(history: list[dict[str, str]] | str) -> tuple[Turn, ...]:
    """Earlier turns, oldest first; our own questions keep one as "question? answer"."""
    if isinstance(history, str):
        question, mark, answer = history.partition("?")
        return (Turn(clean(question + mark), clean(answer)),) if history else ()
    return tuple(Turn(clean(t["question"]), clean(t.get("answer") or "")) for t in history)


def _gold(
    text: str, spans: list[tuple[int, int]], evidence: str, answers: list[str]
) -> tuple[int, ...]:
    """The sentences that the evidence covers, of several those that hold an answer."""
    start = text.find(evidence)
    if start < 0:
        evidence = evidence.split("\n")[0]
        start = text.find(evidence)
    if start < 0:
        return ()
    end = start + len(evidence)
    gold = []
    for number, (a, b) in enumerate(spans):
        common = min(end, b) - max(start, a)
        if common > 0 and (common >= 0.5 * (b - a) or common >= 0.5 * (end - start)):
            gold.append(number)
    said = [a.lower() for a in answers]
    holding = [k for k in gold if any(a in text[slice(*spans[k])].lower() for a in said)]
    return tuple(holding or gold)
