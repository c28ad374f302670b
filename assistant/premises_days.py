"""Whether an article, or a sentence, can be about the day that a question names."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from assistant.checking_days import Date, dates_in
from assistant.checking_words import Said
from assistant.fitting_kinds import years
from assistant.question_kind import ask
from corpus.article import Article

_MONTHS: Final = re.compile(r"(?<!\w)(?:tháng|thang) $")
"""Before "4-6/2021": months from one to another, no day."""
_BESIDE: Final = re.compile(r"(?<!\w)(?:trước|truoc|sau|kể từ|ke tu) (?:ngày|ngay|hôm|hom)(?!\w)")
"""Before a day that is not the one asked about."""
_BACK: Final = re.compile(
    r"[\"“\s]*(?:(?P<count>một|hai|ba|bốn|\d{1,2}) năm trước|năm ngoái|năm trước)(?!\w)",
    re.IGNORECASE,
)
_COUNTS: Final = {"một": "1", "hai": "2", "ba": "3", "bốn": "4"}
REACH: Final = timedelta(days=14)
"""How far from the day it tells of an article is published, at most, if it does not name it."""


def other_day(question: str, article: Article) -> bool:
    """Whether an article neither names a day of the question nor is from about then.

    Articles without a date are left out where they say "hôm qua" or a weekday, for that may be the
    day, and so are questions that name no day with its month.
    """
    asked = _days(question)
    if not asked:
        return False
    held = _dates(article.title, article.text)
    if article.published_at is None and any(d.relative or d.weekday is not None for d in held):
        return False
    published = article.published_at.date() if article.published_at else None
    return not any(
        any(_same(day, other) for other in held) or (published and _about(day, published))
        for day in asked
    )


def another_day(question: str, sentence: str) -> bool:
    """Whether a sentence names days, but none that a question names, nor days on either side of it.

    Of questions that ask when, before a day or after it, nothing is said.
    """
    if _BESIDE.search(question.lower()):
        return False
    asked, told = _days(question), _days(sentence)
    if not asked or not told or ask(question).kind == "date":
        return False
    first, last = min(map(_in_year, told)), max(map(_in_year, told))
    return not any(
        first < _in_year(day) < last or any(_same(day, other) for other in told) for day in asked
    )


@lru_cache(maxsize=64)
def _days(text: str) -> tuple[Date, ...]:
    """The days that a text names with their month."""
    said = Said(text)
    found = [d for d in dates_in(said) if d.day and d.month]
    return tuple(d for d in found if not _MONTHS.search(said.lower[: d.start]))


def years_back(question: str, sentence: str, article: Article) -> bool:
    """Whether a sentence opens with a year before its article, and the question names others.

    "Một năm trước, giải thuộc về …" of an article of 2024 tells of 2023.
    """
    asked, opens = years(question), _BACK.match(sentence)
    if not asked or opens is None or article.published_at is None or years(sentence):
        return False
    back = opens["count"] or "1"
    return str(article.published_at.year - int(_COUNTS.get(back.lower(), back))) not in asked


def _in_year(day: Date) -> tuple[int, int]:
    return day.month, day.day


@lru_cache(maxsize=64)
def _dates(title: str, text: str) -> tuple[Date, ...]:
    """The dates of an article, of which several passages may be found."""
    return tuple(dates_in(Said(f"{title}. {text}")))


def _same(day: Date, other: Date) -> bool:
    """Whether a date of an article, as far as it is written, is the day."""
    return other.day == day.day and other.month in (0, day.month)


def _about(day: Date, published: date) -> bool:
    """Whether a day is near that of publishing; in any year if the question names none."""
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            if day.year in (0, year) and abs(date(year, day.month, day.day) - published) <= REACH:
                return True
        except ValueError:
            continue
    return False
