"""Search queries made from a conversation by rules; knows nothing of articles."""

import re
from collections.abc import Sequence

from assistant.answer import Turn
from index.analysis import fold, normalise

_LEANING = re.compile(
    r"\b(?:(?:ông|bà|anh|chị|cô|cậu|em|chú|bác|hắn|người|kẻ|vụ|việc|chuyện|bên|đội|tàu|gói|giải|"
    r"chỗ|nơi|hôm|lúc|khi|dịp|ở|tại|trong|trước|sau|cái|con|nhóm|số) (?:ấy|ta|này|đó|nọ|kia)"
    r"|nó|họ|đó|ấy|này|kia|nọ)\b"
)
_OPENING = re.compile(r"^(?:còn|thế|vậy|rồi|ngoài ra|the|con|vay|roi)\b")
_ASKING = re.compile(
    r"\b(?:bao nhiêu|bao lâu|bao xa|bao giờ|khi nào|thế nào|như thế nào|vì sao|tại sao|ở đâu|đâu|"
    r"là ai|ai|là gì|gì|nào|mấy|không|thì sao|ra sao|hồi|vậy)\b"
)


def search_query(question: str, history: Sequence[Turn]) -> str:
    """What to search for: the question, with the subject of the conversation where it leans on it.

    Args:
        question: As asked.
        history: Earlier turns, oldest first.
    """
    if not history or not _leans(question):
        return question
    last = history[-1]
    subject = " ".join(_ASKING.sub(" ", normalise(last.question)).replace("?", " ").split())
    return f"{question.strip()} ({subject}; {last.answer.strip()})"


def _leans(question: str) -> bool:
    """Whether a question cannot be understood alone."""
    plain = normalise(question).strip()
    if _OPENING.search(plain) or _LEANING.search(plain):
        return True
    named = any(w[:1].isupper() for w in question.split()[1:])
    return not named and len(fold(plain).split()) <= 7
