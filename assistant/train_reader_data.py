"""Reads what the neural reader is trained on: articles, hand-written questions and their splits.

It knows the layout of the data folder and which questions may be fitted; nothing of the model.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.neural_words import fold
from corpus.sentences import sentences as sentence_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with the article it was asked about.

    `gold` are the sentences that answer (none: unanswerable), `spans[s]` the answers' characters in
    sentence s; `apart` are sentences that are neither right nor wrong; `rivals` are the numbers of
    similar articles on the shelf.
    """

    key: str
    kind: str
    text: str
    title: str
    sentences: tuple[str, ...]
    gold: frozenset[int]
    spans: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    apart: frozenset[int] = frozenset()
    answers: tuple[str, ...] = ()
    rivals: tuple[int, ...] = ()


def digit(key: str) -> str:
    """Return the first hex digit of an article's sha256, by which splits are cut."""
    return hashlib.sha256(key.encode()).hexdigest()[0]


def unseen(key: str) -> bool:
    """Whether an article is of the parts that nothing is fitted on: dev and held out."""
    return digit(key) in "012f"


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, line by line."""
    return [text[start:end] for start, end in sentence_spans(text)]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file, packed or not."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(unicodedata.normalize("NFC", line))


def locate(sentence: str, answers: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return every place in the sentence where one of the answers stands alone.

    "Có" and "không" count only where nothing longer is found.
    """
    low = sentence.lower()
    out: list[tuple[int, int]] = []
    for answer in sorted(answers, key=len, reverse=True):
        if out and answer.lower().strip(" .") in ("có", "không"):
            continue
        found = [
            (m.start(), m.end())
            for m in re.finditer(re.escape(answer.lower().strip(" .")), low)
            if not (low[m.start() - 1 : m.start()].isalnum() and answer[:1].isalnum())
            and not (low[m.end() : m.end() + 1].isalnum() and answer[-1:].isalnum())
        ]
        if answer.strip(" ."):
            out += found
    return out


def ask(
    *,
    key: str,
    kind: str,
    text: str,
    title: str,
    sentences: list[str],
    gold: set[int],
    answers: list[str],
) -> Asked:
    """Return the question with its spans; other sentences with the same answer are set apart."""
    short = tuple(a for a in answers if a.strip(" ."))
    spans = {s: where for s in gold if (where := locate(sentences[s], short))}
    if spans:
        apart = gold - spans.keys()
        gold = set(spans)
    else:
        apart = set()
    telling = tuple(a for a in short if len(a) >= 4 and kind != "yesno")
    apart |= {s for s, x in enumerate(sentences) if gold and s not in gold and locate(x, telling)}
    return Asked(
        key=key,
        kind=kind,
        text=text,
        title=title,
        sentences=tuple(sentences),
        gold=frozenset(gold),
        spans=spans,
        apart=frozenset(apart),
        answers=short,
    )


def overlapping(sentences: list[str], evidence: str) -> set[int]:
    """Return the sentences that share a piece with the evidence."""
    tight = re.sub(r"\W+", "", evidence)
    found = set()
    for i, sentence in enumerate(sentences):
        bare = re.sub(r"\W+", "", sentence)
        if len(bare) > 3 and (bare in tight or tight in bare):
            found.add(i)
    return found


def news_articles(
    data: Path, wanted: set[tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return title and text (lead, newline, body) of the wanted articles, by set and id."""
    out = {}
    for name, path, key in (
        ("dantri", "dantri/articles.jsonl", "id"),
        ("phenikaa", "phenikaa_mds_2024/docs.jsonl", "url"),
        ("vietnews_train", "vietnews_train.jsonl.xz", "id"),
    ):
        for a in read_lines(data / path):
            if (name, str(a[key])) in wanted:
                out[name, str(a[key])] = (a["title"], (a.get("lead") or "") + "\n" + a["body"])
    return out


def news_questions(data: Path) -> list[Asked]:
    """Return all of `news_train`, dev included: split by `digit(key)`."""
    questions = list(read_lines(data / "questions/news_train/questions.jsonl"))
    articles = news_articles(data, {(q["set"], str(q["article_id"])) for q in questions})
    out = []
    for q in questions:
        if q["set"] is None:
            continue
        title, text = articles[q["set"], str(q["article_id"])]
        sentences = split_sentences(text)
        gold = overlapping(sentences, q["evidence"]) if q["answerable"] else set()
        if q["answerable"] and not gold:
            continue
        turns = [f"{t['question']} {t['answer']}" for t in q.get("history", [])]
        text = "\n".join([*turns, q["question"]])
        out.append(
            ask(
                key=str(q["article_id"]),
                kind=q["kind"],
                text=text,
                title=title,
                sentences=sentences,
                gold=gold,
                answers=q["answers"],
            )
        )
    return out


def squad_questions(path: Path) -> list[Asked]:
    """Return a SQuAD file's questions, one paragraph an article."""
    out = []
    for doc in json.loads(unicodedata.normalize("NFC", path.read_text(encoding="utf-8")))["data"]:
        for paragraph in doc["paragraphs"]:
            sentences = split_sentences(paragraph["context"])
            for qa in paragraph["qas"]:
                answers = [a["text"] for a in qa["answers"]]
                gold: set[int] = set()
                if answers and not qa.get("is_impossible"):
                    at = paragraph["context"].find(answers[0])
                    begin = qa["answers"][0].get("answer_start", at)
                    seen = 0
                    for i, s in enumerate(sentences):
                        seen = paragraph["context"].find(s, seen)
                        if locate(s, tuple(answers)) and seen <= begin + 3 <= seen + len(s) + 6:
                            gold.add(i)
                    if not gold:
                        continue
                out.append(
                    ask(
                        key=str(qa.get("id", doc.get("title"))),
                        kind="fact",
                        text=qa["question"],
                        title=str(doc.get("title", "")).replace("_", " "),
                        sentences=sentences,
                        gold=gold,
                        answers=answers,
                    )
                )
    return out


def training_articles(data: Path, limit: int) -> list[tuple[str, str, list[str]]]:
    """Return `(title, lead, sentences)` of unlabelled articles, none of dev or validation."""
    barred = {fold(a["title"]) for a in read_lines(data / "vietnews_val.jsonl.xz")}
    out = []
    shares = (
        ("dantri/articles.jsonl", "id", 1.0),
        ("phenikaa_mds_2024/docs.jsonl", "url", 1.0),
        ("vietnews_train.jsonl.xz", "id", 0.6),
        ("baomoi_2017.jsonl.xz", "id", 0.25),
        ("viwiki_2017.jsonl.xz", "id", 0.08),
    )
    for name, key, share in shares:
        taken = 0
        for a in read_lines(data / name):
            body = a.get("body") or a.get("text", "")
            title = fold(a["title"])
            if title in barred or digit(str(a.get(key, a["title"]))) in "012":
                continue
            barred.add(title)
            lead = a.get("lead") or ""
            words = body.count(" ")
            if 120 <= words <= 1200:
                out.append((a["title"], lead, (lead + "\n" + body)[:6000]))
                taken += 1
            if taken >= share * limit:
                break
    return [(t, lead, split_sentences(text)) for t, lead, text in out]
