"""How little the words of asking ("bao nhiêu", "là ai") tell about where the answer stands.

Knows a small table learned from questions and the passages that answer them; no stop list: a word
that is not in the table counts in full, one that is counts a part, down to nothing.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from index.embedding_errors import ModelUnusable

FIELDS = ("marked", "folded", "folded_pairs")
FOLDER = Path(str(files("index"))) / "models" / "rerank-vi"


@lru_cache(maxsize=1)
def table() -> dict[str, dict[str, float]]:
    """Returns field -> term -> its part, 0 to 1.

    Raises:
        ModelUnusable: The shipped table is missing or cannot be read.
    """
    path = FOLDER / "question_words.json"
    try:
        found: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelUnusable(f"{path}: không đọc được ({error}); hãy cài lại hoibao") from error
    return found


def part(field: str, term: str) -> float:
    """Returns how much a term of a question counts in a field, 0 to 1."""
    return table().get(field, {}).get(term, 1.0)
