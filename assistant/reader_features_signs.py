"""Signs of a sentence that depend on no question: reasons, speech, negation, pronouns, captions."""

import re

from assistant.reader_features_text import Tokens

SIGNS = (
    "f_reason", "f_reason_first", "f_speech", "f_negation", "f_pronoun", "f_link", "f_is",
    "f_comma", "f_paren", "f_caption", "f_colon", "f_question", "f_how", "f_capital",
)  # fmt: skip

_REASON = re.compile(
    r"(?<!\w)(?:vì|do|để|nhằm|bởi|nhờ|nguyên nhân|lý do|lí do|khiến|nên|dẫn đến|xuất phát từ|"
    r"tránh|giúp|mục đích)(?!\w)",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|nói|chia sẻ|khẳng định|tuyên bố|nhận định|cho rằng|bày tỏ|kể|"
    r"trả lời|"
    r"phát biểu|nhấn mạnh|thừa nhận|tiết lộ|cảnh báo|thông báo|đánh giá|giải thích|lý giải)(?!\w)",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"(?<!\w)(?:không|chưa|chẳng|chả|phủ nhận|bác bỏ|từ chối)(?!\w)", re.IGNORECASE
)
_PRONOUN = re.compile(
    r"^[\"“]?(?:anh|ông|bà|cô|chị|họ|nó|em|hắn|người này|ông này|bà này|cặp đôi|đây|đó|việc này|vụ|"
    r"chiếc|con|loài|cô gái|nam|nữ|các|những|hai|cả hai|nhóm|theo đó|tại đây|ở đây)\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"^[\"“]?(?:tuy nhiên|ngoài ra|bên cạnh|trong khi|do đó|vì vậy|vì thế|qua|sau đó|trước đó|"
    r"đồng thời|"
    r"theo|cụ thể|trong đó|đáng chú ý|được biết|hiện|như vậy|mặc dù|điều này)\b",
    re.IGNORECASE,
)
_IS = re.compile(r"(?<!\w)(?:là|gồm|gọi là|mang tên|có tên|tên là)(?!\w)", re.IGNORECASE)
_HOW = re.compile(
    r"(?<!\w)(?:bằng cách|bằng|thông qua|theo cách|sử dụng|dùng|rồi|sau đó)(?!\w)", re.IGNORECASE
)
_CAPTION = re.compile(r"\((?:Ảnh|Nguồn|ảnh)\s*:|Ảnh\s*:|^Ảnh\b|Video\s*:|\(Ảnh", re.IGNORECASE)


def signs(text: str, found: Tokens) -> tuple[float, ...]:
    """The values of ``SIGNS``."""
    return (
        len(_REASON.findall(text)), float(bool(_REASON.match(text))),
        float(bool(_SPEECH.search(text))), float(bool(_NEGATION.search(text))),
        float(bool(_PRONOUN.match(text))), float(bool(_LINK.match(text))),
        float(bool(_IS.search(text))), text.count(","), text.count("("),
        float(bool(_CAPTION.search(text))), float(text.endswith(":")), float(text.endswith("?")),
        len(_HOW.findall(text)), sum(found.capital) / (len(found) + 1),
    )  # fmt: skip
