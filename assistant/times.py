"""Time conditions read out of a question; knows nothing of articles or ranking.

What the caller sets is a hard bound. Of the question's own words those that are clearly about the
day of publication ("tin hôm qua", "các bài tuần trước") bound the search on both sides; another
relative time names the event, which no earlier article can tell of; a date names it too, but is
only explained to the reader, since plans are told before they happen.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.times_spans import Span, span_named
from corpus.dates import HANOI
from index.analysis import fold, normalise

_PAPER = (
    r"(?:tin tức|tin|báo|bài báo|bài viết|bài|bản tin|thời sự|tin mới|điểm tin|đăng|đưa "
    r"tin|xuất bản)"
)
_BETWEEN = r"(?: (?:nào|gì|chính|nổi bật|mới|trong|của|ngày|vào|các|về|nóng|đăng|ra|từ)){0,4}"
_PUBLISHED = re.compile(rf"(?<!\w){_PAPER}{_BETWEEN}\s*$")
_AFTER = re.compile(
    r"^\s*(?:có (?:tin|bài|những tin|báo) |báo (?:chí )?(?:đưa|đăng|viết)|có gì mới)"
)
_AS_OF = re.compile(
    r"(?:tính đến|tính tới|đến hết|cho đến|cho tới|tính đến hết|tới) (?:ngày |hết )?\s*$"
)
_NEWEST = re.compile(
    r"(?<!\w)(?:mới nhất|gần đây nhất|hiện nay|hiện tại|hiện giờ|bây giờ|lúc này|đến nay|tới nay|"
    r"cho đến nay|cập nhật|đang là|đương kim|đương nhiệm)(?!\w)"
)
_BARE_NEWEST = re.compile(
    r"(?<!\w)(?:moi nhat|hien nay|hien tai|hien gio|bay gio|den nay|toi nay|cap nhat)(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeCondition:
    """What a question says about time.

    Attributes:
        since: Only articles published from here on; ``None`` for no bound.
        until: Only articles published up to here.
        newest_first: Whether newer articles go before older ones that answer as well.
        as_of: The moment up to which the question asks ("tính đến ngày 20/4"), where it names one.
        explained: One sentence for the reader; empty where the question says nothing of time.
        from_question: Whether a bound is read out of the question and not set by the caller; it
            is to be given up where no article lies within it.
        dated: The question with the year written for "năm ngoái"; empty without such words.
    """

    since: datetime | None = None
    until: datetime | None = None
    newest_first: bool = False
    as_of: datetime | None = None
    explained: str = ""
    from_question: bool = False
    dated: str = ""


def time_condition(
    question: str,
    *,
    now: datetime | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> TimeCondition:
    """The time condition of a question.

    Args:
        question: With or without marks.
        now: What "hôm qua" is counted from; the present where ``None``.
        since: Set by the caller; always kept.
        until: Set by the caller; always kept.
    """
    today = now or datetime.now(HANOI)
    plain = " ".join(normalise(question).split())
    marked = plain != fold(plain)
    newest = bool((_NEWEST if marked else _BARE_NEWEST).search(plain))
    span = span_named(plain, today)
    if span is None:
        return TimeCondition(since=since, until=until, newest_first=newest, as_of=until)
    if span.relative and _about_publishing(plain, span):
        first, last = since or span.first, until or span.last
        said = f"Chỉ tìm bài đăng {_period(first, last)} ({span.text})."
        return TimeCondition(
            since=first,
            until=last,
            newest_first=newest,
            as_of=until,
            explained=said,
            from_question=True,
        )
    if span.relative and since is None:
        return TimeCondition(
            since=span.first, until=until, newest_first=newest, as_of=until, from_question=True,
            explained=f"“{span.text}” được hiểu là {_period(span.first, span.last)}; chỉ tìm "
            "bài từ đó trở đi.", dated=_dated(question, span),
        )  # fmt: skip
    as_of = span.last if _AS_OF.search(plain[: span.start]) else until
    said = f"“{span.text}” được hiểu là {_period(span.first, span.last)}." if span.relative else ""
    return TimeCondition(since=since, until=until, newest_first=newest, as_of=as_of, explained=said)


def _about_publishing(plain: str, span: Span) -> bool:
    """Whether a time is that of the news themselves, not of what they tell."""
    return bool(_PUBLISHED.search(plain[: span.start]) or _AFTER.match(plain[span.end :]))


def _dated(question: str, span: Span) -> str:
    """The question with the year written for the words that name one: "năm 2024"."""
    if not fold(span.text).startswith("nam "):
        return ""
    found = re.search(rf"(?<!\w){re.escape(span.text)}(?!\w)", question, re.IGNORECASE)
    if found is None:
        return ""
    year = f"{'Năm' if found[0][0].isupper() else 'năm'} {span.first.year}"
    return f"{question[: found.start()]}{year}{question[found.end() :]}"


def _period(first: datetime, last: datetime) -> str:
    """A period as a reader says it."""
    if last - first <= timedelta(days=1):
        return f"ngày {first.day}/{first.month}/{first.year}"
    return f"từ {first.day}/{first.month}/{first.year} đến {last.day}/{last.month}/{last.year}"
