"""Passages for a question that may lean on a conversation and on dates; ranks nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from assistant.composing import Work
from assistant.conversation import named_now, turned
from assistant.conversation_found import tells, together
from corpus.text import clean
from index.archive import Archive
from index.hit import Hit


def found(archive: Archive, work: Work) -> Sequence[Hit]:
    """Passages for the query; a bound read from it is dropped where it holds none.

    The work is told what was searched for in the end, and what a reader should know of it.
    """
    ask, times = work.ask, work.times
    search = partial(archive.retrieve, work.query, sources=ask.sources)
    until = times.until
    if until is None and times.from_question and ask.now is not None:
        until = ask.now + timedelta(days=1)
    hits = search(since=times.since, until=until)
    if (other := turned(ask.question, ask.history)) and not together(hits, other):
        work.query = other.query
        search = partial(archive.retrieve, work.query, sources=ask.sources)
        hits = search(since=times.since, until=until)
    own = named_now(ask.question) if work.query != clean(ask.question) else ()
    if own and not tells(hits, own):
        work.query = clean(ask.question)
        search = partial(archive.retrieve, work.query, sources=ask.sources)
        hits = search(since=times.since, until=until)
    if hits or not times.from_question:
        if times.explained:
            work.notices.append(times.explained)
        return hits
    work.times = replace(times, since=ask.since, until=ask.until, explained="", dated="")
    work.outside = True
    work.notices.append("Kho không có bài đăng trong khoảng thời gian đó; đã tìm mọi bài.")
    return search(since=ask.since, until=ask.until)
