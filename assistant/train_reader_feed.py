"""Feeds the neural reader's training: made and hand-written questions as groups and batches."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.neural_views import view, view_question
from assistant.neural_words import Lexicon
from assistant.train_reader_batches import Group, group, words_of
from assistant.train_reader_data import (
    Asked,
    digit,
    news_questions,
    squad_questions,
    training_articles,
)
from assistant.train_reader_groups import Viewer, draw
from assistant.train_reader_made import SYNONYMS, Maker
from assistant.train_reader_own import own_questions
from assistant.train_reader_spoil import Spoiler

log = logging.getLogger("train_reader")
MADE_ROOM = 200  # tokens of a window while learning from made questions
SPOILED = 0.07  # share of the questions that another name or figure makes unanswerable


def made_groups(lexicon: Lexicon, data: Path, articles: int, seed: int) -> Iterator[Group]:
    """Yield one group after another of made questions, without end."""
    maker = Maker(SYNONYMS, lambda text: lexicon.split(text, False).surface, seed)
    r = maker.random
    texts = training_articles(data, articles)
    log.info("%d articles to make questions from", len(texts))
    while True:
        title, lead, sentences = r.choice(texts)
        sentences = sentences[:60]
        if len(sentences) < 5:
            continue
        article = view(lexicon, title if r.random() < 0.9 else "", sentences)
        long = [i for i, s in enumerate(sentences) if s.count(" ") >= 6]
        for at in r.sample(long, min(6, len(long))):
            made = maker.make(title, lead, sentences, at)
            if made is None or made.text.count(" ") < 3:
                continue
            question = view_question(lexicon, made.text)
            span = words_of(article, at, [(made.start, made.end)])
            answer = sentences[at][made.start : made.end]
            same = {i for i, s in enumerate(sentences) if i != at and answer in s}
            if r.random() < 0.1:  # nothing here answers
                far = [i for i in range(len(sentences)) if i > at + 1]
                if len(far) < 4 or same:
                    continue
                yield group(
                    question, article, gold=frozenset(), first=far[0], keep=1, size=MADE_ROOM
                )
                continue
            first = max(0, at - r.randint(0, 8))
            whole = group(
                question,
                article,
                gold=frozenset([at]),
                spans={at: span} if span else {},
                apart=frozenset(same),
                first=first,
                keep=1,
                size=MADE_ROOM,
            )
            if any(at in w.sentences for w in whole.windows):
                yield whole


def read_given(data: Path) -> list[Asked]:
    """Return the given sets' questions that may be fitted, and dev (keys with digits 0, 1, 2)."""
    out = news_questions(data)
    for path in (
        "wiki_reg/train_reg.json",
        "wiki_reg/train_wiki.json",
        "mailong25/train-v2.0.json",
    ):
        out += [q for q in squad_questions(data / "questions" / path) if digit(q.key) not in "012"]
    return out


def read_own(data: Path, paths: Sequence[Path]) -> list[Asked]:
    """Return this project's own questions that may be fitted."""
    return [q for q in own_questions(data, paths) if digit(q.key) not in "012"]


def vary(maker: Maker, text: str) -> str:
    """Return the question as another reader might type it."""
    r = maker.random
    *turns, last = text.split("\n")
    words = last.rstrip("?").split(" ")
    if r.random() < 0.35:
        words = maker.swap(maker.cut(" ".join(words)), 0.12)
    if r.random() < 0.4 and len(words) > 5:
        words = [w for w in words if r.random() > 0.08] or words
    return "\n".join([*turns, maker.dress(" ".join(words))])


def written_groups(
    asked: list[Asked], viewer: Viewer, seed: int, epoch: Callable[[], None]
) -> Iterator[Group]:
    """Yield groups of hand-written questions, shuffled and varied anew in each round."""
    maker = Maker(SYNONYMS, lambda text: viewer.lexicon.split(text, False).surface, seed)
    r = random.Random(seed)
    spoil = Spoiler(asked)
    while True:
        for q in r.sample(asked, len(asked)):
            if r.random() < SPOILED:
                q = spoil(q, r) or q
            text = vary(maker, q.text) if r.random() < 0.75 else q.text
            yield viewer.group(q, text, draw(r), r)
        epoch()


def batches(groups: Iterator[Group], tokens: int) -> Iterator[list[Group]]:
    """Yield lists of groups of similar length with about `tokens` tokens each."""
    pool: list[Group] = []
    while True:
        while len(pool) < 192:
            pool.append(next(groups))
        pool.sort(key=lambda g: max(len(w.marked) for w in g.windows))
        packs: list[list[Group]] = [[]]
        used = 0
        for g in pool:
            size = sum(len(w.marked) for w in g.windows)
            if used + size > tokens and packs[-1]:
                packs.append([])
                used = 0
            packs[-1].append(g)
            used += size
        pool = packs.pop() if len(packs) > 1 and used < tokens // 2 else []
        random.shuffle(packs)
        yield from packs
