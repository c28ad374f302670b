"""Turns what readers marked on the page into draft questions that a maintainer completes."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from eval.question import TO_DO, SetError


def adopt(feedback: Path, known: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """Draft lines of a set out of the page's feedback file, each question once.

    Taken are answers marked as not useful and questions that were refused. A draft carries what
    was said and cited as a note; what is accepted as an answer is for a person to write.

    Args:
        feedback: What the page wrote (JSON Lines).
        known: Texts of questions that need no draft any more.

    Raises:
        SetError: The file cannot be read, or a line is not of the page.
    """
    seen = {_key(text) for text in known}
    for number, line in enumerate(_lines(feedback), 1):
        if not line.strip():
            continue
        try:
            note = json.loads(line)
            question = str(note["question"])
            wanted = not note["useful"] or bool(note.get("refused"))
        except (ValueError, KeyError, TypeError) as error:
            raise SetError(
                f"{feedback}, dòng {number}: không phải ghi nhận của trang ({error})"
            ) from error
        if wanted and _key(question) not in seen:
            seen.add(_key(question))
            yield draft(note)


def texts(path: Path) -> Iterator[str]:
    """The questions of a set, also of drafts in it that nobody has completed."""
    for line in _lines(path) if path.exists() else ():
        try:
            yield str(json.loads(line)["text"])
        except (ValueError, KeyError, TypeError):
            continue


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as error:
        raise SetError(
            f"{path}: chưa có ghi nhận nào; trang ghi vào đây khi bạn đọc chấm một câu trả lời"
        ) from error
    except OSError as error:
        raise SetError(f"{path}: không đọc được ({error.strerror or error})") from error


def draft(note: Mapping[str, Any]) -> dict[str, Any]:
    """The draft line of one note: its evidence is what was cited, its answers are to be written."""
    said = note.get("short_answer") or " ".join(note.get("claims", ()))
    reason = " — ".join(x for x in (note.get("reason", ""), note.get("comment", "")) if x)
    reason = f"bạn đọc: {reason}" if reason else ""
    evidence = [{"article": e["article"], "quote": e["quote"]} for e in note.get("evidence", ())]
    question = str(note["question"])
    if (searched := str(note.get("searched_for", ""))) and _key(searched) != _key(question):
        reason = f"đã hiểu là: {searched}" + (f"; {reason}" if reason else "")
    return {
        "question_id": "draft-" + hashlib.sha256(question.encode()).hexdigest()[:8],
        "text": question,
        "answers": [TO_DO],
        "evidence": evidence[:1] or [{"article": TO_DO, "quote": TO_DO}],
        "answerable": True,
        "tags": ["draft"],
        "note": f"đã đáp: {said or '(từ chối)'}" + (f"; {reason}" if reason else ""),
    }


def _key(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" ?.")
