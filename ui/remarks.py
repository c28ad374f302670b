"""What the assistant remarks beside an answer, said in the reader's language.

It speaks Vietnamese; on the English page each sentence known here has its English form, and one
that is not known stays as it is.
"""

import re
from datetime import datetime

from assistant.answer import UNCERTAIN
from assistant.courtesy import GREETED
from assistant.english import NEEDED, NEEDED_CLAIM
from assistant.open_request import NOT_SAID, OPEN
from ui.texts import say

_DAY = re.compile(r"\d{1,2}/\d{1,2}/(\d{4})")
_SHORT_DAY = re.compile(r"\d{1,2}/\d{1,2}|ngày \d{1,2}(?:/| tháng )\d{1,2}", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()]+)\)$")
_PLACE = re.compile(r"([<\[])(\d)[>\]]")
_PERIOD = (
    (re.compile(r"từ (\S+) đến (\S+)"), r"from \1 to \2"),
    (re.compile(r"ngày (\S+)"), r"\1"),
)
_ENGLISH = tuple(
    (re.compile(vietnamese, re.DOTALL), english)
    for vietnamese, english in (
        (re.escape(GREETED), "Hello! Ask something that the articles here can answer: who, when, "
         "where, how many, why."),
        (re.escape(OPEN), "An open request: these are sentences on the subject from the nearest "
         "articles. Ask one thing (who, when, how many…) for a short answer."),
        (re.escape(NOT_SAID), "No sentence was found that says briefly what that is; these are "
         "sentences on it from the nearest articles."),
        (re.escape(UNCERTAIN), "Not certain: about three in ten answers like this one are wrong. "
         "Please read the quote."),
        (r"Chưa tìm được lời đáp cho (.+)\.", r"No answer was found to <1>."),
        (r"Câu hỏi dài quá; chỉ (\d+) ký tự đầu được đọc\.",
         r"The question is too long; only its first <1> characters were read."),
        (r"Chỉ tìm bài đăng (.+) \((.+)\)\.",
         r"Only articles published [1] were searched (“<2>”)."),
        (r"“(.+)” được hiểu là (.+); chỉ tìm bài từ đó trở đi\.",
         r"“<1>” was taken to mean [2]; only articles from then on were searched."),
        (r"“(.+)” được hiểu là (.+)\.", r"“<1>” was taken to mean [2]."),
        (r"Kho không có bài đăng trong khoảng thời gian đó; đã tìm mọi bài\.",
         "No article here was published in that period; all articles were searched."),
        (r"Các bài gần nhất không nhắc đến (.+)\.", r"The nearest articles do not mention <1>."),
        (r"Mô hình ngôn ngữ (.+); dưới đây là .+",
         "The language model could not answer; these are word-for-word quotes instead."),
        (r"Không kết nối được với mô hình ngôn ngữ ở (\S+); .+",
         r"The language model at <1> was not reached; these are word-for-word quotes instead."),
        (r"(?:Thư mục|Không tải được mô hình đọc|Mô hình đọc) “([^”]+)” .+",
         "The larger reading model “<1>” could not be used; the built-in reader answered."),
    )
)  # fmt: skip


def remark(sentence: str, language: str) -> str:
    """A sentence of the assistant's for the reader."""
    if language == "vi":
        return sentence
    if sentence in (NEEDED, NEEDED_CLAIM) and (found := _BRACKETED.search(sentence)):
        return found[1]
    for vietnamese, english in _ENGLISH:
        if found := vietnamese.fullmatch(sentence):
            return _PLACE.sub(lambda place: _filled(place, found), english)
    return sentence


def _filled(place: re.Match[str], found: re.Match[str]) -> str:
    """A part of the sentence, as it is for ``<1>``, as a period in English for ``[1]``."""
    part = found[int(place[2])]
    return _period(part) if place[1] == "[" else part


def _period(vietnamese: str) -> str:
    """A period such as "từ 1/3/2022 đến 31/3/2022" in English."""
    for said, english in _PERIOD:
        if found := said.fullmatch(vietnamese):
            return found.expand(english)
    return vietnamese


def note_line(note: str, published: datetime | None, language: str) -> str:
    """A note beside a quote, "23/3 = 23/3/2022; Ông = John Kirby", as a reader says it.

    Args:
        note: Of a citation.
        published: Date of the article, which stands beside the quote: a day that only gets its
            year needs no words.
        language: Of the page.
    """
    said = []
    for piece in note.split("; "):
        words, equals, meant = piece.partition(" = ")
        if not equals:
            said.append(piece)
        elif not _told_by_date(words, meant, published):
            kind = "note_day" if _DAY.fullmatch(meant) else "note_meant"
            said.append(say(language, kind, words=words, meant=meant))
    return "; ".join(said)


def _told_by_date(words: str, meant: str, published: datetime | None) -> bool:
    """Whether a note only adds the year in which the article was published."""
    day = _DAY.fullmatch(meant)
    if day is None or published is None or not _SHORT_DAY.fullmatch(words):
        return False
    return int(day[1]) == published.year
