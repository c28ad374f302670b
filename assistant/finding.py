"""Finds what to answer from: sentences for a question, for its parts, or for an open request.

Writes nothing; whether what was found is enough is decided here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from assistant.beginnings import as_read, beginnings
from assistant.comparing import side_by_side
from assistant.composing import Work
from assistant.defining import defined
from assistant.english import is_english
from assistant.evidence import Evidence, Reading
from assistant.fitting import fitted
from assistant.headlines import SURE, told_by_title
from assistant.introducing import introduced, without_names
from assistant.kin import Kin, kin_asked, related
from assistant.neighbours import with_neighbours
from assistant.open_request import NOT_SAID, OPEN, Topic, only_named, topic_of
from assistant.plainly import LEAST, plainly_told
from assistant.premises import grounded
from assistant.reader import Reader
from assistant.restoring import as_written, needs_writing
from assistant.searching import found
from assistant.settings import AssistantSettings
from assistant.several import parts
from assistant.times import TimeCondition, time_condition
from corpus.article import Article
from index.archive import Archive
from index.hit import Hit

Articles = dict[str, Article]
_WORDS: Final = 2
"""Words of a question whose marks and capitals are looked for; one alone may be any."""
_PASSAGES: Final = 4
"""Passages, the best first, whose writing goes before that of the rest of their articles."""


class Finding:
    """What one archive tells, read by one reader; one instance serves many readers."""

    def __init__(self, archive: Archive, reader: Reader, settings: AssistantSettings) -> None:
        """Hold the parts; nothing is loaded."""
        self._archive, self._reader, self._settings = archive, reader, settings

    @property
    def threshold(self) -> float:
        """Probability below which an answer is refused."""
        configured = self._settings.refuse_below
        return configured if configured >= 0 else self._reader.threshold

    def read(
        self, work: Work, *, half: bool = False
    ) -> tuple[Reading, Articles, tuple[Evidence, ...] | None]:
        """What is read for a query or half of one, the articles, what to answer from.

        "Năm ngoái" that nothing answers is read once more as the year it means.
        """
        query, dated = work.query, work.times.dated
        first = self._weighed(work, half=half)
        if first[2] is not None or not dated or work.query != query or not work.times.dated:
            return first
        again = replace(work, query=dated, notices=[])
        second = self._weighed(again, half=half)
        if second[2] is None:
            return first
        work.query = again.query
        return second

    def _weighed(
        self, work: Work, *, half: bool
    ) -> tuple[Reading, Articles, tuple[Evidence, ...] | None]:
        """What is read, and what of it is enough to answer from; nothing of another time is."""
        hits = found(self._archive, work)
        work.lap("retrieve")
        articles = self._articles(hits)
        hits = [h for h in hits if _current(h, articles)]
        work.lap("open")
        meant = self._archive.as_meant(work.query)
        reading = self._reader.read(meant, hits, articles, newest_first=work.times.newest_first)
        work.notices.extend(reading.notices)
        work.lap("read")
        if _of_another_time(work, hits, articles):
            return reading, articles, None
        told = self._told(meant, reading, articles, half=half)
        told = grounded(work.times.dated or meant, told, articles) if told else None
        told = fitted(meant, told) if told else None
        if told:
            told = without_names(meant, with_neighbours(meant, told, articles))
            if reading.p_right < self.threshold and reading.asked.kind == "person":
                told = told if told[0].short_answer else None
        told = told or None
        top = told_by_title(meant, articles.values(), figures=told is None)
        if top is not None and self.threshold <= SURE:
            told = (top, *(told or reading.evidence))
            reading = replace(reading, p_answerable=SURE, p_right=max(SURE, reading.p_right))
        return reading, articles, told

    def written(self, text: str, near: Sequence[str] = ()) -> str:
        """A question without marks or capitals, as the articles found for it write its words.

        Args:
            text: What is written with care, is one word or English is returned as it is.
            near: Answers given before it, which it may lean on.
        """
        if not needs_writing(text) or len(text.split()) < _WORDS or is_english(text):
            return text
        hits = self._archive.retrieve(text)
        articles = [f"{a.title}. {a.text}" for a in self._articles(hits).values()]
        return as_written(text, [*near, *(h.passage.text for h in hits[:_PASSAGES])], articles)

    def whole(self, work: Work) -> tuple[Reading, Articles] | None:
        """What is quoted whole without weighing it: parts, an open request, who somebody is."""
        if (asked := parts(work.query)) and (some := self.compared(work, asked, every=False)):
            return some
        if (topic := topic_of(work.query)) and (begun := self._begun(work, topic, OPEN)):
            return begun
        if (kin := kin_asked(work.query)) and (some := self._related(work, kin)):
            return some
        name = only_named(work.query)
        if name is None or not name.meant:
            return None
        said = self._introduced(work, name)
        return said if said or name.who else self._begun(work, name, NOT_SAID)

    def instead(self, work: Work) -> tuple[Reading, Articles] | None:
        """What is quoted instead of a refusal, where a question only names something."""
        name = only_named(work.query)
        return self._begun(work, name, NOT_SAID) if name else None

    def _begun(self, work: Work, topic: Topic, said: str) -> tuple[Reading, Articles] | None:
        """How the articles on a subject begin, told as such; ``None`` where none is on it."""
        part, ranked, articles = self._on(work, topic)
        evidence = beginnings(topic, ranked, articles, self._settings.claims)
        if not evidence:
            return None
        work.notices.extend([*part.notices, said])
        return as_read(topic, evidence), articles

    def _introduced(self, work: Work, topic: Topic) -> tuple[Reading, Articles] | None:
        """The words that say who somebody is, or what something; ``None`` where none do."""
        part, ranked, articles = self._on(work, topic)
        evidence = (introduced if topic.who else defined)(topic.text, ranked, articles)
        if not evidence:
            return None
        work.notices.extend(part.notices)
        return as_read(topic, evidence), articles

    def _related(self, work: Work, kin: Kin) -> tuple[Reading, Articles] | None:
        """The sentence that names somebody's kin; ``None`` where none does."""
        topic = Topic(text=f"{kin.word} {kin.whose}", who=True)
        part, ranked, articles = self._on(work, topic)
        evidence = related(kin, ranked, articles)
        if not evidence:
            return None
        work.notices.extend(part.notices)
        return as_read(topic, evidence), articles

    def _on(self, work: Work, topic: Topic) -> tuple[Work, list[str], Articles]:
        """What is searched for a subject: the ids of its articles, best first, and those whole."""
        part = replace(work, query=topic.text, notices=[])
        hits = found(self._archive, part)
        work.lap("retrieve")
        return part, [hit.passage.article_id for hit in hits], self._articles(hits)

    def compared(
        self, work: Work, asked: Sequence[str], *, every: bool = True
    ) -> tuple[Reading, Articles] | None:
        """The best sentences for the parts of a question; ``None`` where one or all have none."""
        both: list[Reading] = []
        missing: list[str] = []
        articles: Articles = {}
        for part in asked:
            alone = replace(work, query=part, notices=[])
            alone.times = _times(alone)
            reading, held, told = self.read(alone, half=every)
            if told is not None:
                both.append(replace(reading, evidence=told))
                articles |= held
            elif every:
                return None
            else:
                missing.append(f"“{part}”")
        if not both:
            return None
        if missing:
            work.notices.append(f"Chưa tìm được lời đáp cho {', '.join(missing)}.")
        work.times = replace(work.times, since=work.ask.since, until=work.ask.until, explained="")
        return side_by_side(*both), articles

    def _told(
        self, meant: str, reading: Reading, articles: Articles, *, half: bool
    ) -> tuple[Evidence, ...] | None:
        """The sentences to answer from, the plainest first; ``None`` to refuse.

        Half of a question shares too many words with the other half to order its sentences.
        """
        evidence, enough = reading.evidence, reading.p_right >= self.threshold
        unsure = not enough and (self._settings.refuse_below >= 0 or reading.p_answerable < LEAST)
        if unsure or not evidence:
            return None
        at = None if enough and half else plainly_told(meant, evidence, articles)
        if at is None:
            return evidence if enough else None
        return evidence[at], *evidence[:at], *evidence[at + 1 :]

    def _articles(self, hits: Sequence[Hit]) -> dict[str, Article]:
        """The articles of the best hits, whole and current, read from the store."""
        ids = list(dict.fromkeys(h.passage.article_id for h in hits))
        return self._archive.articles(ids[: self._settings.context_articles])


def _times(work: Work) -> TimeCondition:
    """What the query says about time."""
    ask = work.ask
    return time_condition(work.query, now=ask.now, since=ask.since, until=ask.until)


def _of_another_time(work: Work, hits: Sequence[Hit], articles: Mapping[str, Article]) -> bool:
    """Whether the best article is of a known day while the time asked about holds none."""
    best = articles.get(hits[0].passage.article_id) if work.outside and hits else None
    return best is not None and best.published_at is not None


def _current(hit: Hit, articles: Mapping[str, Article]) -> bool:
    """Whether a hit belongs to the revision that counts."""
    article = articles.get(hit.passage.article_id)
    return article is None or article.revision == hit.passage.revision
