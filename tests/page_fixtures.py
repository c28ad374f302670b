"""A small assistant with a part to play, so that the page can be seen in every state."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from assistant.answer import Answer, Ask, Citation, Claim, Difference, Support
from assistant.english import is_english
from assistant.settings import AssistantSettings
from corpus.article import Article
from corpus.dates import HANOI
from index.archive import Archive
from index.hit import Hit

SLOW, FAIL, REFUSE, DOUBT, DISAGREE, HOSTILE = "CHẬM", "HỎNG", "KHÔNG CÓ", "NGỜ", "TRÁI", "ĐỘC"


@dataclass
class StagedAssistant:
    """Answers with real passages of the archive; some words in a question choose the ending.

    Attributes:
        go_on: A slow answer waits for it after its first claim.
        closed: Set when a slow answer was stopped by closing the iterator.
        hostile: The answer given to a question with ``ĐỘC``.
    """

    archive: Archive
    go_on: threading.Event = field(default_factory=threading.Event)
    closed: threading.Event = field(default_factory=threading.Event)
    hostile: Answer | None = None
    asked: list[Ask] = field(default_factory=list)
    settings: AssistantSettings = field(default_factory=AssistantSettings)

    def ask(self, ask: Ask) -> Answer:
        """The complete answer; not noted, since the page asks its examples so."""
        *_, last = self._answers(ask)
        return last

    def needs_another_model(self, text: str) -> bool:
        """Whether it is English, as the assistant that ships says."""
        return is_english(text)

    def stream(self, ask: Ask) -> Iterator[Answer]:
        """Growing snapshots."""
        self.asked.append(ask)
        yield from self._answers(ask)

    def _answers(self, ask: Ask) -> Iterator[Answer]:
        if FAIL in ask.question:
            raise RuntimeError("bí mật: /home/ai/key")
        if HOSTILE in ask.question and self.hostile is not None:
            yield replace(self.hostile, question=ask.question)
            return
        full = self._full(ask)
        if full.refused:
            yield full
            return
        yield replace(full, claims=full.claims[:1], citations=full.citations[:1], disagreement=())
        if SLOW in ask.question:
            self._wait()
        yield full

    def _wait(self) -> None:
        try:
            self.go_on.wait(600)
        finally:
            self.closed.set()

    def _full(self, ask: Ask) -> Answer:
        hits = self.archive.retrieve(
            ask.question, since=ask.since, until=ask.until, sources=ask.sources
        )[:3]
        cited = tuple(self._cite(number, hit) for number, hit in enumerate(hits, 1))
        searched = " ".join([*(t.question for t in ask.history[-1:]), ask.question])
        empty = Answer(
            question=ask.question, searched_for=searched, claims=(), citations=(), refused=True,
            confidence=0.1, nearest=cited,
        )  # fmt: skip
        if REFUSE in ask.question or not cited:
            return empty
        level = Support("verbatim")
        if DOUBT in ask.question:
            level = Support(
                "unsupported", (Difference(claim="9,70%", source="7,09%", kind="figure"),)
            )
        claims = tuple(Claim(text=c.quote, citations=(c.number,), support=level) for c in cited)
        moments = [c.published_at for c in cited if c.published_at]
        groups = (tuple(c.number for c in cited),) if DISAGREE in ask.question else ()
        return replace(
            empty, refused=False, claims=claims, citations=cited, nearest=(), confidence=0.9,
            short_answer=cited[0].quote[: cited[0].quote.find(" ", 12)],
            as_of=max(moments, default=None), disagreement=groups,
            phantoms=(9,) if DOUBT in ask.question else (),
        )  # fmt: skip

    def _cite(self, number: int, hit: Hit) -> Citation:
        passage = hit.passage
        article = self.archive.article(passage.article_id)
        assert article is not None
        start, end = _first_sentence_of_longest_paragraph(passage.text)
        start, end = start + passage.start, end + passage.start
        quote = article.text[start:end]
        return Citation(
            number=number, article_id=article.article_id, revision=article.revision, start=start,
            end=end, quote=quote, title=article.title, source=article.source, url=article.url,
            published_at=article.published_at, author=article.author, span=(start, start + 5),
            copies=(("Báo Khác", "Cùng một tin", article.article_id),) if number == 1 else (),
        )  # fmt: skip


def _first_sentence_of_longest_paragraph(text: str) -> tuple[int, int]:
    paragraph = max(re.finditer(r"[^\n]+", text), key=lambda match: len(match.group()))
    stop = text.find(". ", paragraph.start(), paragraph.end())
    return paragraph.start(), stop + 1 if stop > 0 else paragraph.end()


def hostile_answer(strings: tuple[str, ...]) -> Answer:
    """An answer in which every field that can be hostile is."""
    cited = tuple(
        Citation(
            number=number, article_id=text, revision=1, start=0, end=len(text), quote=text,
            title=text, source=text, url=text, author=text, note=text, span=(0, min(3, len(text))),
            published_at=datetime(2024, 1, 1, tzinfo=HANOI), copies=((text, text, text),),
        )
        for number, text in enumerate(strings, 1)
    )  # fmt: skip
    claims = tuple(
        Claim(
            text=c.quote, citations=(c.number,),
            support=Support(
                "unsupported", (Difference(claim=c.quote, source=c.quote, kind="name"),)
            ),
        )
        for c in cited
    )  # fmt: skip
    return Answer(
        question="", searched_for=" ".join(strings)[:20_000], claims=claims, citations=cited,
        refused=False, confidence=0.5, short_answer=strings[0], notices=strings,
        disagreement=(tuple(c.number for c in cited),), as_of=datetime(2024, 1, 1, tzinfo=HANOI),
    )  # fmt: skip


def sample_articles() -> Iterator[Article]:
    """The articles that ship with the project."""
    from corpus.reading import read_articles
    from corpus.samples import sample_paths

    for thing in read_articles([Path(path) for path in sample_paths()]):
        if isinstance(thing, Article):
            yield thing
