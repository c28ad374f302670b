"""Questions that ask several things of one subject: "… diễn ra khi nào và tỷ số bao nhiêu?".

Each part is made a question that stands alone; what is found for them is quoted side by side. It
knows words only.
"""

import re
from typing import Final

from corpus.text import clean
from index.analysis import fold

_TIME: Final = (
    r"bao giờ|mấy giờ|(?:khi|lúc|ngày|năm|tháng|hôm|giờ) nào|(?:hôm|ngày|tháng|năm|thứ) mấy"
)
_ASKING: Final = re.compile(
    rf"(?<!\w)(?:{_TIME}|ai|vì sao|tại sao|bao nhiêu|bao lâu|bao xa|mấy|ở đâu|đâu|như thế nào|"
    r"thế nào|ra sao|(?:nơi|nước|tỉnh|đội|người|hãng|nhà|công ty|ông|bà|thành phố|quốc gia) nào|"
    r"(?:là|tên|làm|nói|bị|được|mang) gì)(?!\w)"
)
_WHEN: Final = re.compile(rf"(?<!\w)(?:{_TIME})(?!\w)")
_AND: Final = re.compile(r"\s*(?:,\s*|\s)(?:và|còn)\s+|\s*;\s+")
_COMMAS: Final = re.compile(r"\s*(?:,\s*(?:và )?|\svà\s+)")
_LEANS: Final = re.compile(
    r"^(?:(?:ông|bà|anh|chị|cô|người|đội|vụ|việc|nơi|nước|trận|giải) (?:ấy|này|đó|ta)|họ|nó)\s+"
)
_DANGLING: Final = re.compile(r"\s+(?:do|bởi|là|vào|ở|tại|từ|được)?\s{2,}|\s{2,}")
"""What a question word leaves behind."""
MOST: Final = 3
"""Parts at most; more are left together."""
_FEWEST: Final = 2
"""Words of a subject."""


def parts(question: str) -> tuple[str, ...]:
    """The questions in one, in order; empty where there is one only.

    Args:
        question: With its marks; without them look-alikes ("hai", "hải") part nothing.
    """
    text = " ".join(clean(question).split()).strip(" ?.!")
    if "(" in text or "?" in text or fold(text.lower()) == text.lower():
        return ()
    pieces = _COMMAS.split(text)
    if len(pieces) < MOST or not _all_ask(pieces):
        pieces = _AND.split(text)
    if not _all_ask(pieces):
        return ()
    subject = _subject(pieces[0])
    if len(subject.split()) < _FEWEST:
        return ()
    rest = [_whole(p, pieces[0], subject) for p in pieces[1:]]
    return tuple(f"{p[:1].upper()}{p[1:]}?" for p in (pieces[0], *rest))


def _all_ask(pieces: list[str]) -> bool:
    """Whether each of two or three parts asks something, and not all of them when."""
    asks = [_ASKING.search(piece.lower()) for piece in pieces]
    if not 1 < len(pieces) <= MOST or not all(asks):
        return False
    return not all(_WHEN.search(piece.lower()) for piece in pieces)


def _subject(piece: str) -> str:
    """What a part asks about: its words up to the last name before what is asked, if any."""
    match = _ASKING.search(piece.lower())
    words = piece[: match.start()].split() if match else []
    last = max((i for i, w in enumerate(words) if _named(w)), default=-1)
    return " ".join(words[: last + 1])


def _named(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit()


def _whole(piece: str, first: str, subject: str) -> str:
    """A further part as a question of its own."""
    if any(map(_named, piece.split())):
        return piece
    said = _LEANS.sub("", piece)
    bare = not _ASKING.sub(" ", said.lower()).split()
    return f"{_DANGLING.sub(' ', _ASKING.sub('', first)).strip() if bare else subject} {said}"
