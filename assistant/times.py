"""Time conditions read out of a question; knows nothing of articles or ranking."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from corpus.dates import HANOI
from index.analysis import normalise

_NEWEST = re.compile(r"\b(?:mới nhất|hiện nay|hiện tại|bây giờ|cập nhật|đến nay|tới nay)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeCondition:
    """What a question says about time.

    Attributes:
        since: Only articles published from here on; ``None`` for no bound.
        until: Only articles published up to here.
        newest_first: Whether newer articles go before older ones that answer as well.
        as_of: The moment the question asks about, where it names one.
        explained: One sentence for the reader; empty where the question says nothing of time.
    """

    since: datetime | None = None
    until: datetime | None = None
    newest_first: bool = False
    as_of: datetime | None = None
    explained: str = ""


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
    plain = normalise(question)
    if "tin hôm qua" in plain:
        day = (today - timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        since, until = since or day, until or day + timedelta(days=1, seconds=-1)
    return TimeCondition(
        since=since, until=until, newest_first=bool(_NEWEST.search(plain)), as_of=until
    )
