"""Whether a question asks how to do something or sets a task; knows no articles.

News seldom says how to install a program or bake bread. Such questions carry their subject with
them, so they lean on no conversation either.
"""

import re
from typing import Final

from index.analysis import fold, normalise

_TASK: Final = re.compile(
    r"(?:(?:xin |hay |vui long )?(?:huong dan|chi|cho|giup)(?: (?:toi|minh|em|biet|hoi))* )?"
    r"(?:cach(?! (?:nao|day|xa|bao|ly|mang|nhau|chuc|biet|thuc|tan|dieu)\b)|"
    r"lam (?:the nao|sao|cach nao)(?! ma\b)|phuong phap|cong thuc(?! hoa)|bi quyet|"
    r"meo (?:de|giup|nho|vat|hay)|thu thuat|"
    r"soan (?:bai|van)|viet (?:doan|bai|ham|code|chuong trinh|thu|mail|email)|"
    r"ve (?:hinh|tranh|so do)|"
    r"dich (?:cau|doan|bai)|giai (?:bai|phuong trinh|toan)|van mau|loi bai hat|ta (?:con|cay|canh))"
    r"(?: de| cho)? (?=\w+ \w+)"
)


def is_task(question: str) -> bool:
    """Whether a text asks how to do something, or asks for something to be written."""
    plain = " ".join(re.findall(r"\w+", fold(normalise(question.split(" (")[0]))))
    return bool(_TASK.match(plain))
