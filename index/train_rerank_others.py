"""Reads what the second stage is fitted on beside news, and makes questions that copy words.

Knows the files of the data folder; knows nothing of features or trees. So that a gain on news is
none at the cost of other fields: the encyclopedia, questions as typed into a search engine, and
small archives, partly of near-copies, asked for in the words of one of their sentences.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.sentences import sentences
from corpus.text import clean
from index.passage import Passage
from index.train_articles import read_lines, title_lead_body
from index.train_questions import squad_questions
from index.train_rerank_sets import FitQuestion, FitSet, cut, once

FORGOTTEN, SOME_FORGOTTEN = 0.35, 0.15
"""With so many words forgotten, vectors find the passages of `wiki_reg` as well as those of MLQA,
which the embedding model never saw (nDCG@10 .71)."""
_WIKI = ("wiki_reg/train_wiki.json", "wiki_reg/train_reg.json")
_TYPED = "mailong25/train-v2.0.json"
_PER_ARCHIVE, _EVENTS, _ARTICLES = 220, 18, 150
_ASKING = {
    "number": ("bao nhiêu", "là bao nhiêu", "mấy"),
    "date": ("khi nào", "vào năm nào", "ngày nào", "vào thời gian nào"),
    "name": ("ai", "ở đâu", "là gì", "người nào", "nơi nào", "tổ chức nào"),
    "other": ("gì", "như thế nào", "là gì", "làm gì", "thế nào"),
}


def alone(text: str, title: str = "", name: str = "") -> Passage:
    """Returns a passage that is an article of its own, as those of test sets are."""
    name = name or hashlib.sha256(text.encode()).hexdigest()[:12]
    return Passage(
        article_id=name, revision=1, ordinal=0, start=0, end=len(text), text=text, title=title
    )


def _squad(path: Path) -> Iterator[tuple[str, Passage]]:
    for question, _, context in squad_questions(path):
        yield question, alone(clean(context))


def _contexts(path: Path) -> Iterator[Passage]:
    """Every passage of a SQuAD file, also those that answer nothing."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        yield from (alone(clean(part["context"])) for part in article["paragraphs"])


def encyclopedia(data: Path) -> FitSet:
    """Returns the questions of `wiki_reg` over their passages and others of the encyclopedia."""
    pairs = [pair for name in _WIKI for pair in _squad(data / "questions" / name)]
    held = [passage for _, passage in pairs]
    for number, line in enumerate(read_lines(data / "viwiki_2017.jsonl.xz")):
        if number % 16 == 3:
            _, lead, body = title_lead_body(line)
            others = cut(f"x{number}", "", f"{lead}\n\n{body}")[:40]
            held += [alone(p.text, name=f"x{number}.{p.ordinal}") for p in others]
    questions = [
        FitQuestion(text=text, article_ids=frozenset({p.article_id}), key=p.article_id)
        for text, p in pairs
    ]
    return FitSet(passages=once(held), questions=questions, forgotten=FORGOTTEN)


def typed(data: Path) -> FitSet:
    """Returns the questions of mailong25's train part over all of its passages."""
    right: dict[str, set[str]] = {}
    held = list(_contexts(data / "questions" / _TYPED))
    for question, passage in _squad(data / "questions" / _TYPED):
        right.setdefault(question, set()).add(passage.article_id)
    questions = [
        FitQuestion(text=text, article_ids=frozenset(names), key=text)
        for text, names in right.items()
    ]
    return FitSet(passages=once(held), questions=questions, forgotten=FORGOTTEN)


def made_of_news(data: Path, *, copies: bool, rng: random.Random) -> FitSet:
    """Returns a small archive of pieces of news, of a few events or of any, and made questions."""
    if copies:
        events: dict[str, list[dict[str, str]]] = {}
        for line in read_lines(data / "phenikaa_mds_2024/docs.jsonl"):
            events.setdefault(str(line["cluster"]), []).append(line)
        lines = [line for event in rng.sample(sorted(events), _EVENTS) for line in events[event]]
    else:
        lines = list(read_lines(data / "dantri/articles.jsonl"))
        lines += read_lines(data / "multi_outlet_2022/articles.jsonl")
        lines = rng.sample(lines, _ARTICLES)
    held, size = [], rng.choice([1, 1, 2])
    for number, line in enumerate(lines):
        body = line.get("body") or line.get("content") or ""
        pieces = cut(f"d{number}", "", f"{line.get('lead') or ''}\n\n{body}")[:8]
        for at in range(0, len(pieces), size):
            text = "".join(piece.text for piece in pieces[at : at + size]).strip()
            title = f"{line['title']}\n" if rng.random() < 0.3 else ""
            held += [alone(title + text, name=f"d{number}.{at}")] if text else []
    return asked_of(held, 0.0, rng)


def made_of_others(data: Path, rng: random.Random) -> FitSet:
    """Returns a small archive of passages of the encyclopedia and the web, and made questions."""
    held = [p for name in (*_WIKI, _TYPED) for p in _contexts(data / "questions" / name)]
    held = sorted(once(held), key=lambda passage: passage.passage_id)
    return asked_of(rng.sample(held, rng.choice([300, 450, 700])), SOME_FORGOTTEN, rng)


def asked_of(held: list[Passage], forgotten: float, rng: random.Random) -> FitSet:
    """Returns an archive of passages by themselves with questions made of their sentences."""
    same: dict[str, set[str]] = {}
    for passage in held:
        same.setdefault(passage.text, set()).add(passage.article_id)
    asked = []
    for passage in rng.choices(held, k=_PER_ARCHIVE):
        text = made_question(passage.text, rng)
        if text:
            names = frozenset(same[passage.text])
            asked.append(FitQuestion(text=text, article_ids=names, key=passage.article_id))
    return FitSet(passages=held, questions=asked, forgotten=forgotten)


def made_question(text: str, rng: random.Random) -> str | None:
    """Returns a sentence of a text with a figure, name or some words asked for; None if too short.

    The words of asking stand in the gap or at either end; up to a third of the rest is left out.
    """
    found = [words for a, b in sentences(text) if len(words := text[a:b].split()) >= 9]
    if not found:
        return None
    words = _clause(rng.choice(found), rng)
    kind, start, stop = _gap(words, rng)
    dropped = rng.choice([0, 0, 0.1, 0.2, 0.35])
    before = [word for word in words[:start] if rng.random() >= dropped]
    after = [word for word in words[stop:] if rng.random() >= dropped]
    if len(before) + len(after) < 4:
        return None
    asking, place = rng.choice(_ASKING[kind]).split(), rng.random()
    parts = [before, asking, after] if place < 0.35 else [before, after, asking]
    parts = [asking, before, after] if place > 0.8 else parts
    said = re.sub(r'[.,;:"”“()]+', "", " ".join(word for part in parts for word in part)).strip()
    return f"{said[:1].upper()}{said[1:]}?"


def _clause(words: list[str], rng: random.Random) -> list[str]:
    """A sentence of up to 22 words, or some words of a longer one from the start of a clause."""
    if len(words) <= 22:
        return words
    starts = [0, *(n + 1 for n, word in enumerate(words[:-9]) if word[-1] in ",;:")]
    return words[(start := rng.choice(starts)) : start + rng.randint(9, 26)]


def _gap(words: list[str], rng: random.Random) -> tuple[str, int, int]:
    """What is asked for, "number", "date", "name" or "other", and where it stands."""
    figures = [n for n, word in enumerate(words) if word[0].isdigit()]
    names = [n for n, word in enumerate(words) if n and word[0].isupper()]
    draw = rng.random()
    if figures and draw < 0.5:
        at = rng.choice(figures)
        kind = "date" if re.search(r"\d/\d|(19|20)\d\d", words[at]) else "number"
        return kind, at, at + 1 + (rng.random() < 0.4)
    if names and draw < 0.85:
        first = last = rng.choice(names)
        while first - 1 in names:
            first -= 1
        while last + 1 in names:
            last += 1
        return "name", first, last + 1
    at = rng.randrange(1, max(2, len(words) - 3))
    return "other", at, at + rng.randint(1, 4)
