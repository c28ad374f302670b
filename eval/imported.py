"""What an importer makes: questions of our schema and the articles they are about."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.draft import Draft, Limits, UnreadableError
from corpus.sentences import sentences
from eval.gold import locate

Line = dict[str, Any]


@dataclass(slots=True)
class Imported:
    """Questions and articles as lines to be written, and what could not be brought over.

    Attributes:
        articles: By article id; the first of an id counts.
        skipped: One reason for each question left out.
    """

    source: str
    questions: list[Line] = field(default_factory=list)
    articles: dict[str, Line] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)

    def add_article(self, fields: Mapping[str, str]) -> Article | None:
        """The article that a line of title, lead, body, url, source, author and date makes.

        ``None`` where it has no text. An article of an id that is taken is not written again.
        """
        names = ("title", "lead", "body", "url", "source", "author", "date")
        line = {name: fields[name] for name in names if fields.get(name)}
        try:
            article = Draft(**line).article(Limits())
        except (UnreadableError, ValueError):
            return None
        self.articles.setdefault(article.article_id, line)
        self._texts.setdefault(article.article_id, article.text)
        return article

    def text(self, article_id: str) -> str:
        """The text of an article that was added."""
        return self._texts[article_id]

    def add_context(self, context: str, title: str = "") -> str:
        """The id of the article made of a bare context; contexts of one title stay apart."""
        mark = hashlib.sha256(context.encode()).hexdigest()[:8]
        heading = f"{title or ' '.join(context.split()[:10])} ({mark})"
        article = self.add_article({"title": heading, "body": context, "source": self.source})
        return article.article_id if article else ""

    def join_repeated(self) -> None:
        """Make one question of those in the same words: an archive holds all their passages.

        What one passage does not say may stand in another, so a question that any of them answers
        is answerable, by all the answers and all the places together.
        """
        first: dict[str, Line] = {}
        for line in self.questions:
            kept = first.setdefault(" ".join(line["text"].casefold().split()), line)
            if kept is not line:
                self.skipped.append(
                    f"{line['question_id']}: cùng câu hỏi với {kept['question_id']}"
                )
                kept["answerable"] = kept["answerable"] or line["answerable"]
                for key in ("answers", "evidence"):
                    kept[key] += [item for item in line[key] if item not in kept[key]]
        self.questions = list(first.values())

    def write(self, out: Path) -> Path:
        """Write the set, and beside it its articles; the path of the articles."""
        beside = out.with_name(out.stem + ".articles.jsonl")
        _write(out, self.questions)
        _write(beside, list(self.articles.values()))
        return beside


def _write(path: Path, lines: Sequence[Line]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")


def sentence_around(text: str, answer: str, at: int) -> str:
    """The sentence of a text in which an answer begins, in the text's own characters.

    Args:
        text: An article's.
        answer: As the set gives it; looked for near ``at`` where it is not exactly there.
        at: Where the answer is said to begin.
    """
    if text[at : at + len(answer)] != answer:
        places = [n for n in range(len(text)) if text.startswith(answer, n)] if answer else []
        at = min(places, key=lambda n: abs(n - at), default=-1)
    for start, end in sentences(text):
        if start <= at < end:
            return text[start:end].strip()
    return ""


def exact(text: str, quote: str) -> str:
    """A quote in the text's own characters, blanks as they are there; empty if it is not there."""
    found = locate(text, quote)
    return text[found[0] : found[1]] if found else ""
