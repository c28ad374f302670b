"""Tells a greeting or a word of thanks from a question; knows no articles."""

import re

from index.analysis import fold, normalise

GREETED = (
    "Xin chào! Hãy hỏi một điều mà các bài trong kho có thể trả lời: ai, khi nào, ở đâu, "
    "bao nhiêu, vì sao."
)
_COURTESY = re.compile(
    r"(?:(?:xin )?chao(?: (?:ban|anh|chi|em|moi nguoi|buoi \w+|ad|bot))?|hello|hi|hey|alo|"
    r"(?:xin )?cam on(?: (?:ban|nhieu|rat nhieu|anh|chi))*|thanks?|thank you|tam biet|bye|ok|oke|"
    r"ban (?:la ai|ten (?:la )?gi|khoe khong|lam duoc (?:nhung )?gi)|(?:ai|nguoi nao) tao ra ban)"
)


def is_courtesy(text: str) -> bool:
    """Whether a text only greets, thanks or takes leave."""
    plain = " ".join(re.findall(r"\w+", fold(normalise(text))))
    return bool(_COURTESY.fullmatch(plain))
