"""Reads retrieval sets of news: chunks with questions, and articles asked by title and lead.

Knows these two file formats; knows nothing of how passages are found.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from corpus.article import Article
from corpus.text import clean
from eval.retrieval_sets import Document, Query, RetrievalSet, json_lines, nfc, standing
from index.passage import passages

ASKED, SEED, LEAST_WORDS = 1500, 7, 5
"""Titles, and as many leads, that are drawn; words that a lead must have beside the title's."""


def read_chunks(folder: Path) -> RetrievalSet:
    """Returns a folder of `chunks.jsonl` (title, lead, body) and `qa.jsonl`.

    Questions whose answer does not stand in their chunk are left out. Which of several places
    that are written like the answer is meant, the set does not tell: each counts.
    """
    texts = {
        f"c{line['chunk_id']}": nfc(
            line.get("text") or "\n".join(p for p in map(line.get, ("title", "lead", "body")) if p)
        )
        for line in json_lines(folder / "chunks.jsonl")
    }
    queries, left_out = [], 0
    for line in json_lines(folder / "qa.jsonl"):
        name = f"c{line['gold_chunk_id']}"
        if not line["answer_in_chunk"]:
            left_out += 1
            continue
        places = {at for answer in line["answers"] for at in standing(texts[name], nfc(answer))}
        queries.append(
            Query(
                query_id=f"q{line['id']}",
                text=line["question"],
                relevant=frozenset({name}),
                answer_at=tuple((name, at) for at in sorted(places)),
            )
        )
    return RetrievalSet(
        name=folder.name,
        documents=[Document(passage_id=name, text=text) for name, text in texts.items()],
        queries=queries,
        notes=[f"{left_out} câu có câu trả lời không nằm trong đoạn của nó được bỏ qua"],
    )


def read_articles(path: Path) -> RetrievalSet:
    """Returns packed articles (title, lead, body): the article is sought by its body alone.

    Asked are titles, and leads without the words of their titles, drawn by chance.
    """
    documents, heads = [], []
    for line in json_lines(path):
        name = str(line["id"])
        article = Article(article_id=name, revision=1, title="", text=clean(line["body"]))
        documents += [
            Document(passage_id=p.passage_id, text=p.text, article=name) for p in passages(article)
        ]
        heads.append((name, line["title"], line.get("lead") or ""))
    drawn = random.Random(SEED).sample(heads, min(ASKED, len(heads)))
    queries = []
    for name, title, lead in drawn:
        rest = without_words(lead, title)
        for group, text in (("title", title), ("lead", rest)):
            if group == "title" or len(rest.split()) >= LEAST_WORDS:
                queries.append(
                    Query(
                        query_id=f"{group}:{name}",
                        text=text,
                        relevant=frozenset({name}),
                        group=group,
                    )
                )
    return RetrievalSet(
        name=path.name.split(".")[0], documents=documents, queries=queries, notes=[]
    )


def without_words(text: str, others: str) -> str:
    """Returns a text without the words that occur in another."""
    known = set(re.findall(r"\w+", others.lower()))
    return " ".join(word for word in text.split() if re.sub(r"\W", "", word.lower()) not in known)
