"""Whether an article can be about the day that a question names; knows dates, nothing else."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from assistant.checking_days import Date, dates_in
from assistant.checking_words import Said
from corpus.article import Article

_MONTHS: Final = re.compile(r"(?<!\w)(?:tháng|thang) $")
"""Before "4-6/2021": months from one to another, no day."""
REACH: Final = timedelta(days=14)
"""How far from the day it tells of an article is published, at most, if it does not name it."""


def other_day(question: str, article: Article) -> bool:
    """Whether an article neither names a day of the question nor is from about then.

    Articles without a date are left out where they say "hôm qua" or a weekday, for that may be the
    day, and so are questions that name no day with its month.
    """
    said = Said(question)
    asked = [
        d for d in dates_in(said)
        if d.day and d.month and not _MONTHS.search(said.lower[: d.start])
    ]  # fmt: skip
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
