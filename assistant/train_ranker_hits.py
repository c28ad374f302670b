"""Searches the archive for every question that the ranker is fitted on, and keeps what it found.

A question is searched for as typed and without marks, as the product does. What was found is kept
in a file named after the retriever's own files, so that only a changed retriever searches again.
"""

import hashlib
import json
import logging
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from assistant.train_ranker_data import Asked
from corpus.article import Article
from index.archive import Archive
from index.hit import Hit
from index.passage import Passage

log = logging.getLogger(__name__)
TOP_K = 16
"""Passages kept; 12 are read, the rest stands in where an article is taken out."""
INDEX = Path(__file__).parents[1] / "index"
Row = tuple[str, int, int, float, float]
Found = dict[tuple[str, bool], list[Row]]


def unmark(text: str) -> str:
    """The text as typed without marks."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


def digest(paths: Iterable[Path], more: str = "") -> str:
    """A short name for the contents of files."""
    found = hashlib.sha256(more.encode())
    for path in sorted(paths):
        if path.is_file():
            found.update(re.sub(rb"\s+", b" ", path.read_bytes()))
    return found.hexdigest()[:12]


def described(asked: Sequence[Asked]) -> str:
    """The questions in one string, for a digest."""
    return " ".join(f"{a.question_id} {a.kind} {a.searched}" for a in asked)


def search(
    work: Path,
    articles: Sequence[Article],
    wanted: Sequence[tuple[Asked, bool]],
) -> Found:
    """What the archive finds for each question, by id and whether marks were taken away.

    Args:
        work: Keeps the archive and what was found.
        articles: The archive's content.
        wanted: Questions, and whether to search without marks.
    """
    files = [p for p in (INDEX / "models").rglob("*") if p.suffix != ".md"]
    content = " ".join(sorted(a.article_id for a in articles))
    name = digest([*files, *INDEX.glob("[!t]*.py")], content)
    path = work / f"hits-{name}.jsonl"
    found = _read(path)
    missing = [(a, bare) for a, bare in wanted if (a.question_id, bare) not in found]
    if not missing:
        return found
    log.info("searching %d times", len(missing))
    with (
        Archive.open(work / f"archive-{name}") as archive,
        path.open("a", encoding="utf-8") as file,
    ):
        archive.add(articles)
        for number, (one, bare) in enumerate(missing):
            text = unmark(one.searched) if bare else one.searched
            rows = [_row(h) for h in archive.retrieve(text, top_k=TOP_K)]
            found[one.question_id, bare] = rows
            line = {"id": one.question_id, "bare": bare, "hits": rows}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            if number % 1000 == 0:
                log.info("searched %d", number)
    return found


def _read(path: Path) -> Found:
    """What was found before."""
    if not path.is_file():
        return {}
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {(line["id"], line["bare"]): [tuple(r) for r in line["hits"]] for line in lines}


def _row(hit: Hit) -> Row:
    p = hit.passage
    return p.article_id, p.start, p.end, round(hit.lexical, 5), round(hit.dense, 5)


def hits(rows: Sequence[Row], articles: Mapping[str, Article]) -> list[Hit]:
    """Hits as the archive gave them; their passages know their article's text."""
    found = []
    for name, start, end, lexical, dense in rows:
        article = articles[name]
        passage = Passage(
            article_id=name,
            revision=article.revision,
            ordinal=start,
            start=start,
            end=end,
            text=article.text[start:end],
            title=article.title,
            published_at=article.published_at,
        )
        found.append(Hit(passage=passage, score=0.0, lexical=lexical, dense=dense))
    return found
