"""What readers think of answers, one JSON object a line, for the eval to read."""

import json
import logging
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from assistant.answer import Answer

log = logging.getLogger(__name__)
LONGEST_LINE = 100_000
"""Characters of one line; ten times what an answer with all its evidence takes."""
LARGEST_FILE = 256 * 2**20
"""Bytes above which nothing more is written: some 50,000 opinions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One reader's word on one answer."""

    useful: bool
    reason: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """The file that keeps the notes; made when the first one comes."""

    path: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, answer: Answer, note: Note) -> bool:
        """Append one line: the note with the question, what was answered and what was cited.

        ``False`` where the line is longer than any answer makes it, or the file is full: whoever
        may read can send as many as the limit of requests lets through.
        """
        line = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "useful": note.useful,
            "reason": note.reason,
            "comment": note.comment,
            "question": answer.question,
            "searched_for": answer.searched_for,
            "refused": answer.refused,
            "confidence": answer.confidence,
            "short_answer": answer.short_answer,
            "claims": [claim.text for claim in answer.claims],
            "evidence": [
                {"article": c.article_id, "revision": c.revision, "quote": c.quote}
                for c in (*answer.citations, *answer.nearest)
            ],
        }
        text = json.dumps(line, ensure_ascii=False) + "\n"
        if len(text) > LONGEST_LINE:
            return False
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8", errors="replace") as file:
                if file.tell() + len(text) > LARGEST_FILE:
                    log.warning("%s is full; no opinion is kept any more", self.path)
                    return False
                file.write(text)
        return True
