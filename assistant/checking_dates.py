"""Whether the dates of a claim stand in its source, or follow from the article's own date."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Difference
from assistant.checking_days import Date, dates_in, resolved, weekday_of
from assistant.checking_words import Pair, Said
from corpus.article import Article


def date_differences(
    pair: Pair, ours: Sequence[Date], theirs: Sequence[Date], articles: Sequence[Article]
) -> list[Difference]:
    """Dates of the claim that the source does not give.

    A year may be taken from the article's date, "hôm qua" is a day once that is known; a date
    that only the rest of the article gives counts where the sentence itself has none.
    """
    known = [*theirs, *_from_article(theirs, articles)]
    return [
        _difference(d, theirs, pair)
        for d in ours
        if not _borne(d, known, theirs, articles, ours, _coded(pair.source))
        and not _counted(d, pair)
    ]


def _counted(date: Date, pair: Pair) -> bool:
    """Whether a bare figure is no year but a number that the source groups: "2000" of "2.000"."""
    bare = pair.claim.lower[date.start : date.end]
    if not re.fullmatch(r"\d{4}", bare) or pair.claim.lower.endswith("năm ", 0, date.start):
        return False
    return bool(re.search(rf"(?<![\d.,]){bare[0]}\.{bare[1:]}(?![.,]?\d)", pair.source.lower))


def _coded(said: Said) -> str:
    """What a text writes as codes with a year in them: "86/2015/NĐ-CP"."""
    return " ".join(re.findall(r"\d+/\d{4}/\S+", said.text))


def _from_article(theirs: Sequence[Date], articles: Sequence[Article]) -> list[Date]:
    """What the source's relative days and days without a year mean."""
    found = []
    for article in articles:
        if (published := article.published_at) is None:
            continue
        for date in theirs:
            if date.relative:
                found.append(resolved(date.relative, published))
            elif date.month and not date.year:
                later = date.month > published.month
                found += [replace(date, year=published.year)]
                found += [replace(date, year=published.year - 1)] if later else []
            elif date.day and not date.month:
                found.append(replace(date, month=published.month, year=published.year))
    return found


def _borne(
    date: Date,
    known: Sequence[Date],
    theirs: Sequence[Date],
    articles: Sequence[Article],
    ours: Sequence[Date] = (),
    text: str = "",
) -> bool:
    """Whether a date of the claim follows from what is known, or its year stands in the text."""
    if date.relative:
        return _relative(date, known, theirs, articles) or _year_before(date, ours, theirs)
    if date.weekday is not None:
        return any(date.weekday in (k.weekday, weekday_of(k)) for k in known)
    if any(_fits(date, k) for k in known if k in theirs or not _ousted(date, theirs, ours)):
        return True
    if _pieced(date, theirs) or _pieced(date, known):
        return True
    if _titled(date, theirs, articles, ours):
        return True
    if date.year and re.search(rf"(?<!\d){date.month:02}/{date.year}/", text):
        return True
    if date.year and not date.month and re.search(rf"(?<!\d){date.year}(?!\d)", text):
        return True
    return _of_its_time(date, theirs, articles) or _in_article(date, theirs, articles)


def _year_before(date: Date, ours: Sequence[Date], theirs: Sequence[Date]) -> bool:
    """Whether "năm trước" is the one before the claim's own year, and the source has both."""
    years = {t.year for t in theirs if t.year}
    return date.relative == "-1y" and any(o.year and {o.year, o.year - 1} <= years for o in ours)


def _titled(
    date: Date, theirs: Sequence[Date], articles: Sequence[Article], ours: Sequence[Date]
) -> bool:
    """Whether a year that the claim adds to all the source's dates stands in the title."""
    if date.month or date.day or not date.year:
        return False
    kept = all(any(_fits(o, t) or _fits(t, o) for o in ours) for t in theirs)
    titles = (d for a in articles for d in dates_in(Said(a.title)))
    return kept and any(d.year == date.year for d in titles)


def _ousted(date: Date, theirs: Sequence[Date], ours: Sequence[Date]) -> bool:
    """Whether the source writes a date of this kind that the claim leaves out.

    "Năm 2023 tăng 5,05% so với năm trước" gives 2022 too, but not in place of 2023.
    """
    if date.day or date.month:
        return False
    written = {t.year for t in theirs if t.year}
    return bool(written - {o.year for o in ours})


def _of_its_time(date: Date, theirs: Sequence[Date], articles: Sequence[Article]) -> bool:
    """Whether a month or year is that of the article, and the sentence writes no other year."""
    if date.day or any(t.year and not t.relative for t in theirs):
        return False
    if date.month and any(t.month for t in theirs):
        return False
    stamps = [a.published_at for a in articles if a.published_at]
    return any(date.year in (0, s.year) and date.month in (0, s.month) for s in stamps)


def _fits(date: Date, known: Date) -> bool:
    """Whether every part that the claim writes is the source's."""
    return all(
        ours in (0, theirs)
        for ours, theirs in (
            (date.day, known.day), (date.month, known.month), (date.year, known.year)
        )
    )  # fmt: skip


def _pieced(date: Date, known: Sequence[Date]) -> bool:
    """Whether day and month stand in one place and the year in another."""
    if not date.year or not date.month:
        return False
    head = any(
        k.month == date.month and date.day in (0, k.day) and k.year in (0, date.year) for k in known
    )
    years = {k.year for k in known if k.year}
    return (
        head
        and date.year in years
        and not any(
            k.month == date.month and k.day == date.day and k.year not in (0, date.year)
            for k in known
        )
    )


def _relative(
    date: Date, known: Sequence[Date], theirs: Sequence[Date], articles: Sequence[Article]
) -> bool:
    if any(t.relative == date.relative for t in theirs):
        return True
    if date.relative == "0y" and not any(t.year or t.relative for t in theirs):
        return True
    for article in articles:
        if article.published_at is not None:
            day = resolved(date.relative, article.published_at)
            if (day.day or day.year) and any(_fits(day, k) for k in known):
                return True
    return False


def _in_article(date: Date, theirs: Sequence[Date], articles: Sequence[Article]) -> bool:
    """Whether only the rest of the article gives the date, and the sentence gives no other."""
    own = [t for t in theirs if t.weekday is None]
    fine = "day" if date.day else "month" if date.month else "year"
    if any(getattr(t, fine) or t.relative for t in own):
        return False
    for article in articles:
        published = article.published_at
        if published and _fits(
            date,
            Date(day=published.day, month=published.month, year=published.year, start=0, end=0),
        ):
            return True
        there = dates_in(Said(article.text))
        known = [*there, *_from_article(there, [article])]
        if any(_fits(date, k) for k in known):
            return True
    return False


def _difference(date: Date, theirs: Sequence[Date], pair: Pair) -> Difference:
    """The difference, with the source's date that is nearest in kind and place."""
    place = date.start / max(1, len(pair.claim.text)) * len(pair.source.text)

    def distance(other: Date) -> tuple[int, float]:
        unlike = sum(
            bool(a) != bool(b)
            for a, b in (
                (date.day, other.day), (date.month, other.month), (date.year, other.year),
                (date.relative, other.relative), (date.weekday is None, other.weekday is None),
            )
        )  # fmt: skip
        return unlike, abs(other.start - place)

    best = min(theirs, key=distance, default=None)
    return Difference(
        claim=pair.claim.text[date.start : date.end],
        source=pair.source.text[best.start : best.end] if best else "",
        kind="date",
    )
