"""Reads retrieval test sets (SQuAD JSON, BEIR folders, ViRE CSV and others) into passages.

Knows file formats; knows nothing of how passages are found.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.question import SetError


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One passage of a test set; `article` where what is looked for is an article."""

    passage_id: str
    text: str
    title: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question: the ids of what answers it and, where known, where the answer starts.

    `group` names a kind of question that is measured by itself too. Where a set tells the answer
    but not its place, `answer_at` is every place of the passage that is written so.
    """

    query_id: str
    text: str
    relevant: frozenset[str]
    answer_at: tuple[tuple[str, int], ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalSet:
    """A test set; every relevant id is one of the documents'."""

    name: str
    documents: list[Document]
    queries: list[Query]
    notes: list[str] = field(default_factory=list)


def read_set(path: Path) -> RetrievalSet:
    """Returns the set at a path: a BEIR folder, a SQuAD `.json`, a ViRE `.csv`, or another.

    A folder of `chunks.jsonl` and `qa.jsonl`, and packed articles (`.jsonl.xz`) whose titles and
    leads are the questions, are read by `eval.retrieval_news`.

    Raises:
        SetError: It is none of these, or holds no question with a passage.
    """
    from eval.retrieval_news import read_articles, read_chunks

    try:
        if path.is_dir():
            found = read_chunks(path) if (path / "chunks.jsonl").exists() else read_beir(path)
        elif path.suffix == ".xz":
            found = read_articles(path)
        elif path.suffix == ".csv":
            found = read_vire(path)
        else:
            found = read_squad(path)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise SetError(
            f"{path}: không đọc được bộ thử truy hồi ({error!r}); cần tệp SQuAD .json, tệp .csv "
            "có cột context,question hoặc thư mục BEIR có corpus.jsonl, queries.jsonl, qrels/"
        ) from error
    if not found.queries:
        raise SetError(f"{path}: không có câu hỏi nào có đoạn trả lời")
    return found


def same_text(text: str) -> str:
    """Returns what two copies of a context share: NFKC, lower case, spaces folded (ViRE)."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).lower()).strip()


def _add(documents: dict[str, Document], text: str, title: str) -> str:
    """The id of a context, which becomes a document where it is new."""
    key = same_text(text)
    if key not in documents:
        documents[key] = Document(passage_id=f"p{len(documents)}", text=nfc(text), title=title)
    return documents[key].passage_id


def nfc(text: str) -> str:
    """Returns the text in NFC, as articles are."""
    return unicodedata.normalize("NFC", text)


def standing(text: str, answer: str) -> list[int]:
    """Returns where an answer stands as words of its own, whatever its capitals.

    A figure does not stand within another: "55" is not in "55.000".
    """
    if not answer.strip():
        return []
    written = rf"(?<!\w)(?<!\d[.,]){re.escape(answer.strip())}(?!\w)(?![.,]\d)"
    return [found.start() for found in re.finditer(written, text, re.IGNORECASE)]


def read_squad(path: Path) -> RetrievalSet:
    """Returns a SQuAD file (1.1 or 2): one document a context, answerable questions only."""
    documents: dict[str, Document] = {}
    asked: dict[str, tuple[str, list[tuple[str, int]]]] = {}
    left_out = 0
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            context = paragraph["context"]
            passage_id = _add(documents, context, "")
            for question in paragraph["qas"]:
                if not question.get("answers"):
                    left_out += 1
                    continue
                at = len(nfc(context[: int(question["answers"][0]["answer_start"])]))
                places = asked.setdefault(
                    same_text(question["question"]), (question["question"], [])
                )
                places[1].append((passage_id, at))
    queries = [
        Query(
            query_id=f"q{number}",
            text=text,
            relevant=frozenset(passage_id for passage_id, _ in places),
            answer_at=tuple(places),
        )
        for number, (text, places) in enumerate(asked.values())
    ]
    notes = [f"{left_out} câu không có câu trả lời được bỏ qua"] if left_out else []
    return RetrievalSet(
        name=path.stem, documents=list(documents.values()), queries=queries, notes=notes
    )


def read_vire(path: Path) -> RetrievalSet:
    """Returns a CSV with `context` and `question`, duplicate contexts dropped as in ViRE."""
    documents: dict[str, Document] = {}
    queries = []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for number, line in enumerate(csv.DictReader(lines)):
            passage_id = _add(documents, line["context"], "")
            places = standing(nfc(line["context"]), nfc(line.get("answer") or ""))
            queries.append(
                Query(
                    query_id=f"q{number}",
                    text=line["question"],
                    relevant=frozenset({passage_id}),
                    answer_at=tuple((passage_id, at) for at in places),
                )
            )
    return RetrievalSet(name=path.stem, documents=list(documents.values()), queries=queries)


def read_beir(folder: Path) -> RetrievalSet:
    """Returns a BEIR folder: `corpus.jsonl`, `queries.jsonl`, `qrels/*.tsv`, grades above 0."""
    documents = [
        Document(passage_id=str(d["_id"]), text=nfc(d["text"]), title=nfc(d.get("title") or ""))
        for d in json_lines(folder / "corpus.jsonl")
    ]
    held = {document.passage_id for document in documents}
    relevant: dict[str, set[str]] = {}
    qrels = sorted((folder / "qrels").glob("*.tsv"), key=lambda p: (p.stem != "test", p.stem))
    for line in qrels[0].read_text(encoding="utf-8").splitlines()[1:] if qrels else []:
        query_id, passage_id, grade = line.split("\t")
        if float(grade) > 0 and passage_id in held:
            relevant.setdefault(query_id, set()).add(passage_id)
    queries = [
        Query(query_id=str(q["_id"]), text=q["text"], relevant=frozenset(relevant[str(q["_id"])]))
        for q in json_lines(folder / "queries.jsonl")
        if str(q["_id"]) in relevant
    ]
    return RetrievalSet(name=folder.name, documents=documents, queries=queries)


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yields the objects of a JSON Lines file, packed by xz or not."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
