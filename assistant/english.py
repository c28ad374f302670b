"""Tells an English question from a Vietnamese one typed without marks; knows no models."""

import re

NEEDED = (
    "Câu hỏi bằng tiếng Anh cần một mô hình đa ngữ: đặt [index] embedder trong hoibao.toml (ví dụ "
    "BGE-M3 hay multilingual-e5 có sẵn trên máy), chạy hoibao rebuild, rồi hỏi lại; hoặc hỏi bằng "
    "tiếng Việt. (This archive's default model reads Vietnamese only: ask in Vietnamese, or "
    "configure a multilingual embedding model.)"
)
_ENGLISH = frozenset(
    "what who whom whose when where which why how did does was were is are of with from by after "
    "before many much his her their has have had and for this that been will would could should "
    "said according about between into during against than it its as at be".split()
)
_VIETNAMESE = frozenset(
    "ai gi nao dau bao nhieu khi la cua co khong nguoi may nam ngay thang sao nhu tai vi duoc bi "
    "trong va cac nhung mot ong ba tinh nuoc viet chi noi".split()
)


def is_english(question: str) -> bool:
    """Whether a question is written in English.

    Words that unmarked Vietnamese has too (to, the, in, an, do, no, can, me) count for neither.
    """
    words = re.findall(r"[^\W\d_]+", question.lower())
    if not words or any(not word.isascii() for word in words):
        return False
    english = sum(w in _ENGLISH for w in words)
    vietnamese = sum(w in _VIETNAMESE for w in words)
    return english >= 2 and english > vietnamese
