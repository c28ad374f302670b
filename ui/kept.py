"""Answers kept under a permanent link; only what this page itself answered can be kept."""

import hashlib
import hmac
import json
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.answer import Answer
from ui.turn import Stored, answer_from_stored, answer_to_stored

_ID = re.compile(r"[0-9a-f]{20}")
_MEASURED = ("timings", "confidence", "p_answerable")
"""Figures with fractions: a browser writes them otherwise, and no reader sees them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder of kept answers and the key that seals what the page answers.

    The conversation lives in the browser, so an answer comes back from there to be kept. Its
    seal shows that it is what this page wrote: nobody can have the page vouch for an answer
    of their own making.

    Attributes:
        folder: Where they lie.
        most: So many are kept, the newest ones; 0: any number.
    """

    folder: Path
    most: int = 0

    def _key(self) -> bytes:
        path = self.folder / "seal.key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(secrets.token_bytes(32))
        return path.read_bytes()

    def seal(self, answer: Answer) -> str:
        """The mark of an answer that this page gave."""
        return hmac.new(self._key(), _canonical(answer), hashlib.sha256).hexdigest()[:32]

    def sealed(self, answer: Answer, seal: str) -> bool:
        """Whether this page gave that answer."""
        return hmac.compare_digest(self.seal(answer).encode(), seal.encode("utf-8", "replace"))

    def keep(self, answer: Answer, seal: str) -> str:
        """Keep an answer; the id under which it can be read.

        Raises:
            ValueError: The seal is not this page's.
        """
        if not self.sealed(answer, seal):
            raise ValueError("this answer was not given by this page")
        name = hashlib.sha256(_canonical(answer)).hexdigest()[:20]
        path = self.folder / f"{name}.json"
        if not path.exists():
            moment = datetime.now(UTC).isoformat()
            text = json.dumps({"kept_at": moment, "answer": answer_to_stored(answer)})
            path.write_text(text, encoding="utf-8")
            self._forget_oldest()
        return name

    def _forget_oldest(self) -> None:
        """Remove what is more than ``most``, the oldest first."""
        paths = list(self.folder.glob("*.json")) if self.most else []
        if len(paths) <= self.most:
            return
        for path in sorted(paths, key=_moment)[: len(paths) - self.most]:
            path.unlink(missing_ok=True)

    def read(self, name: str) -> tuple[Answer, datetime] | None:
        """A kept answer and when it was kept; ``None`` where there is none of that id."""
        if not _ID.fullmatch(name):
            return None
        try:
            stored = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
            return answer_from_stored(stored["answer"]), datetime.fromisoformat(stored["kept_at"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None


def _moment(path: Path) -> float:
    """When a file was written; another thread may just have removed it."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _canonical(answer: Answer) -> bytes:
    """The answer in one form of bytes, whoever wrote it down in between."""
    stored: Stored = answer_to_stored(answer)
    said = {key: value for key, value in stored.items() if key not in _MEASURED}
    return json.dumps(said, ensure_ascii=True, sort_keys=True).encode()
