"""What a question of an eval set is, and the reading of a set with its errors by line."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.answer import Ask, Turn
from assistant.answer_json import moment
from corpus.identity import article_id

KEYS = frozenset(
    {
        *("question_id", "text", "history", "answers", "evidence", "answerable"),
        *("since", "until", "now", "source", "tags", "answered_by", "note"),
    }
)
"""Keys a line may have (eval/sets/README.md)."""


RETRIEVAL_ONLY = "retrieval only"
"""Tag of a question without accepted answers: only what is found for it is scored."""
TO_DO = "VIẾT"
"""Stands in a draft where a maintainer has to write; no set may hold it."""


class SetError(Exception):
    """A question set cannot be used; the message names file, line and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a set; line 0 is the file as a whole."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an answer stands.

    Attributes:
        article: An article id or a URL.
        quote: The article's exact characters.
    """

    article: str
    quote: str

    @property
    def article_id(self) -> str:
        """The id of the article, also where it is given by URL."""
        if self.article.startswith(("http://", "https://")):
            return article_id(self.article, "", "")
        return self.article


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, what is accepted as its answer and where that stands.

    Attributes:
        answers: Accepted answers, all meaning the same.
        evidence: Any of it is enough for the answer, all of it is what a full answer cites.
        answerable: Whether the articles hold an answer; without one, no evidence either.
        now: What "hôm qua" is counted from.
    """

    question_id: str
    text: str
    answers: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    answerable: bool = True
    tags: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    now: datetime | None = None
    sources: tuple[str, ...] = ()

    def ask(self) -> Ask:
        """The question as the assistant takes it."""
        return Ask(
            question=self.text,
            history=self.history,
            since=self.since,
            until=self.until,
            sources=self.sources,
            now=self.now,
        )


def read_set(path: Path) -> list[Question]:
    """The questions of a set, in order.

    Raises:
        SetError: It cannot be read, or a line is wrong; all wrong lines are named.
    """
    problems: list[Problem] = []
    questions = [question for _, question in parse_set(path, problems)]
    if not questions and not problems:
        problems.append(Problem(0, "không có câu hỏi nào"))
    if problems:
        raise SetError("\n".join(f"{path}, dòng {p.line}: {p.message}" for p in problems))
    return questions


def parse_set(path: Path, problems: list[Problem]) -> Iterator[tuple[int, Question]]:
    """The right questions with their line numbers; what is wrong goes into ``problems``.

    Raises:
        SetError: The file cannot be read.
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            question = parse_question(json.loads(line))
        except json.JSONDecodeError as error:
            problems.append(Problem(number, f"không phải JSON (cột {error.colno}: {error.msg})"))
            continue
        except ValueError as error:
            problems.append(Problem(number, str(error)))
            continue
        if (first := seen.setdefault(question.question_id, number)) != number:
            problems.append(Problem(number, f"question_id trùng với dòng {first}"))
        yield number, question


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise SetError(f"{path}: không có tệp này") from error
    except OSError as error:
        raise SetError(f"{path}: không đọc được ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise SetError(f"{path}: không phải UTF-8 (byte {error.start})") from error


def parse_question(line: Any) -> Question:
    """The question of one line.

    Raises:
        ValueError: A key is missing, unknown or has a value of another type.
    """
    if not isinstance(line, dict):
        raise ValueError("cần một đối tượng JSON")
    if unknown := sorted(set(line) - KEYS):
        raise ValueError(f"khóa lạ {unknown[0]!r}; các khóa được dùng: {', '.join(sorted(KEYS))}")
    answerable = line.get("answerable")
    if not isinstance(answerable, bool):
        raise ValueError('cần khóa "answerable" là true hoặc false')
    question = Question(
        question_id=_text(line, "question_id"),
        text=_text(line, "text"),
        answers=_texts(line, "answers"),
        evidence=tuple(_evidence(e) for e in _list(line, "evidence")),
        answerable=answerable,
        tags=_texts(line, "tags"),
        history=tuple(_turn(t) for t in _list(line, "history")),
        since=moment(line.get("since")),
        until=moment(line.get("until"), end=True),
        now=moment(line.get("now")),
        sources=_texts(line, "source"),
    )
    if TO_DO in question.answers or any(TO_DO in (e.article, e.quote) for e in question.evidence):
        raise ValueError(f"còn chỗ chưa viết ({TO_DO})")
    if answerable and not (
        question.evidence and (question.answers or RETRIEVAL_ONLY in question.tags)
    ):
        raise ValueError('câu trả lời được cần cả "answers" lẫn "evidence"')
    if not answerable and question.answers:
        raise ValueError('câu không trả lời được ("answerable": false) mà lại có "answers"')
    return question


def _text(line: dict[str, Any], key: str) -> str:
    value = line.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"cần khóa {key!r} là chuỗi có nội dung")
    return value


def _list(line: dict[str, Any], key: str) -> list[Any]:
    value = line.get(key) or []
    if not isinstance(value, list):
        raise ValueError(f"{key!r} phải là danh sách")
    return value


def _texts(line: dict[str, Any], key: str) -> tuple[str, ...]:
    values = [line[key]] if isinstance(line.get(key), str) else _list(line, key)
    for value in values:
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"{key!r} phải là danh sách chuỗi có nội dung, gặp {value!r}")
    return tuple(values)


def _evidence(value: Any) -> Evidence:
    if not isinstance(value, dict) or set(value) != {"article", "quote"}:
        raise ValueError('mỗi mục của "evidence" phải là {"article", "quote"}')
    return Evidence(_text(value, "article"), _text(value, "quote"))


def _turn(value: Any) -> Turn:
    if not isinstance(value, dict) or not isinstance(value.get("question"), str):
        raise ValueError('mỗi lượt của "history" phải là {"question", "answer"}')
    return Turn(value["question"], str(value.get("answer", "")))


def fingerprint(questions: Sequence[Question]) -> str:
    """Sixteen hex digits over all that a set says; equal means the same questions."""
    said = repr([(q.ask(), q.question_id, q.answers, q.evidence, q.answerable) for q in questions])
    return hashlib.sha256(said.encode()).hexdigest()[:16]
