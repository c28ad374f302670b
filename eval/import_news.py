"""Questions over news articles that are kept in files of their own, with the articles around them.

A question names a file (``set``) and an article in it by id or URL; fitted and held-out questions
are told apart by the article, never by the question.
"""

import hashlib
import heapq
import json
import lzma
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from eval.imported import Imported, exact
from eval.question import SetError
from index.analysis import fold

Part = Literal["dev", "fit", "all"]
DEV_DIGITS = "012"
"""Questions of articles whose id hashes to these first hex digits are never fitted on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFile:
    """Articles as JSON Lines, packed by xz or not.

    Attributes:
        name: What questions call it in ``set``.
        others: Articles taken beside those asked about; ``None`` for all.
    """

    name: str
    path: Path
    others: int | None = None

    @classmethod
    def parse(cls, text: str) -> "ArticleFile":
        """The file of ``NAME=PATH`` (all its articles) or ``NAME=PATH@N`` (N beside those asked).

        Raises:
            SetError: It is written otherwise.
        """
        name, _, rest = text.partition("=")
        path, _, count = rest.partition("@")
        if not name or not path or (count and not count.isdigit()):
            raise SetError(f"{text!r}: cần TÊN=TỆP hoặc TÊN=TỆP@SỐ_BÀI_KHÁC")
        return cls(name=name, path=Path(path), others=int(count) if count else None)

    def lines(self) -> Iterator[dict[str, Any]]:
        """Its articles, streamed.

        Raises:
            SetError: It cannot be read.
        """
        try:
            opened = lzma.open if self.path.suffix == ".xz" else open
            with opened(self.path, "rt", encoding="utf-8") as file:
                yield from (json.loads(line) for line in file)
        except (OSError, ValueError, lzma.LZMAError) as error:
            raise SetError(f"{self.path}: không đọc được ({error})") from error

    def chosen(self, asked: set[str]) -> Iterator[dict[str, Any]]:
        """The articles asked about, first, then the others; the choice is the same every time."""
        if self.others is None:
            lines = list(self.lines())
            yield from sorted(lines, key=lambda line: not _keys(line) & asked)
            return
        rest: list[tuple[str, int, dict[str, Any]]] = []
        for number, line in enumerate(self.lines()):
            if _keys(line) & asked:
                yield line
            elif self.others:
                key = _digest(str(line.get("id") or line.get("url") or number))
                rest.append((key, number, line))
                if len(rest) > 4 * self.others:
                    rest = heapq.nsmallest(self.others, rest)
        yield from (line for _, _, line in heapq.nsmallest(self.others, rest))


def _keys(line: Mapping[str, Any]) -> set[str]:
    return {str(line[k]) for k in ("id", "url") if line.get(k)}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def part_of(article_id: str | None) -> Part:
    """Whether questions on an article may be fitted on."""
    return "dev" if _digest(str(article_id))[0] in DEV_DIGITS else "fit"


def import_news(
    path: Path, files: Sequence[ArticleFile], part: Part = "dev", *, kept: Part = "all"
) -> Imported:
    """The questions of a part with the articles of all files.

    Args:
        path: Questions as JSON Lines: ``id, kind, question, answers, set, article_id, evidence,
            answerable`` and perhaps ``history`` and ``note``.
        files: Where their articles are.
        part: Which questions to bring over.
        kept: Articles asked about by the questions of this part are taken for sure.

    Raises:
        SetError: A file cannot be read or a question names a file that is not given.
    """
    lines = _questions(path)
    asked: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.get("set") and kept in ("all", part_of(line.get("article_id"))):
            asked[line["set"]].add(str(line["article_id"]))
    found = Imported(path.stem)
    ids: dict[tuple[str, str], str] = {}
    for file in files:
        for line in file.chosen(asked[file.name]):
            article = found.add_article({k: str(v) for k, v in line.items() if v})
            for key in _keys(line) if article else ():
                ids.setdefault((file.name, key), article.article_id if article else "")
    for line in lines:
        if part in ("all", part_of(line.get("article_id"))):
            _take(found, line, ids)
    return found


def _questions(path: Path) -> list[dict[str, Any]]:
    return list(ArticleFile(name="questions", path=path).lines())


def _take(found: Imported, line: Mapping[str, Any], ids: Mapping[tuple[str, str], str]) -> None:
    name, evidence = str(line["id"]), []
    if line["answerable"]:
        article_id = ids.get((str(line["set"]), str(line["article_id"])), "")
        quote = exact(found.text(article_id), str(line["evidence"])) if article_id else ""
        if not quote:
            found.skipped.append(f"{name}: bằng chứng không có trong bài {line['article_id']!r}")
            return
        evidence = [{"article": article_id, "quote": quote}]
    found.questions.append(
        {
            "question_id": name,
            "text": line["question"],
            "history": line.get("history") or [],
            "answers": line["answers"] if line["answerable"] else [],
            "evidence": evidence,
            "answerable": bool(line["answerable"]),
            "tags": _tags(line),
            "note": line.get("note", ""),
        }
    )


def _tags(line: Mapping[str, Any]) -> list[str]:
    tags = [str(line["kind"])]
    if line.get("history"):
        tags.append("follow-up")
    if not line["answerable"]:
        tags.append("unanswerable")
    if fold(str(line["question"])) == line["question"]:
        tags.append("typed without marks")
    return tags
