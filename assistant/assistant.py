"""The assistant: a question in, a checked and cited answer or a refusal out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answer import CERTAIN, UNCERTAIN, Answer, Ask, Turn
from assistant.checking_capitals import lowered, shouted
from assistant.comparing import halves
from assistant.composing import Copies, Work, compose, refusal
from assistant.conversation import search_query
from assistant.courtesy import GREETED, is_courtesy
from assistant.english import NEEDED, is_english
from assistant.evidence import Reading, nothing
from assistant.finding import Finding
from assistant.open_request import as_subject
from assistant.plain_words import plainly_asked
from assistant.reader import Reader
from assistant.settings import AssistantSettings
from assistant.times import time_condition
from assistant.writer import Draft, Writer, WriterError
from assistant.writer_extractive import ExtractiveWriter, QuotingWriter
from corpus.article import Article
from corpus.text import clean
from index.archive import Archive
from index.settings import IndexSettings

LONGEST = 2000
"""Characters of a question that are read; the longest of 2,400 written ones has 163."""
RESTORED = 2
"""Turns before a question whose own marks and capitals are put back."""


class Assistant:
    """Answers questions over one archive; one instance serves many readers."""

    def __init__(
        self,
        archive: Archive,
        settings: AssistantSettings | None = None,
        *,
        reader: Reader | None = None,
        writer: Writer | None = None,
    ) -> None:
        """Answer over an archive; nothing large is loaded before the first question.

        Args:
            archive: Where the articles are.
            settings: Table ``[assistant]``.
            reader: In place of the one the settings name.
            writer: In place of the one the settings name.
        """
        self.archive = archive
        self.settings = settings or AssistantSettings()
        self.reader = reader or Reader.open(self.settings)
        self._finding = Finding(archive, self.reader, self.settings)
        self._extractive = ExtractiveWriter(self.settings.claims)
        self._writer: Writer = writer or self._configured_writer()

    def _configured_writer(self) -> Writer:
        if self.settings.writer == "extractive":
            return self._extractive
        from assistant.writer_llm import open_writer

        return open_writer(self.settings)

    @property
    def threshold(self) -> float:
        """Probability below which an answer is refused."""
        return self._finding.threshold

    def ask(self, ask: Ask) -> Answer:
        """The complete answer to a question."""
        *_, answer = self.stream(ask)
        return answer

    def stream(self, ask: Ask) -> Iterator[Answer]:
        """Growing snapshots of the answer; the last one is complete.

        Closing the iterator stops the work.
        """
        work = self._understand(ask)
        if is_courtesy(ask.question):
            work.notices.append(GREETED)
            yield refusal(work, nothing(work.query), {})
            return
        if self.needs_another_model(ask.question):
            work.notices.append(NEEDED)
            yield refusal(work, nothing(work.query), {})
            return
        if (pair := halves(work.query)) and (both := self._finding.compared(work, pair)):
            yield from self._answers(work, *both)
            return
        if whole := self._finding.whole(work):
            yield from self._answers(work, *whole, whole=True)
            return
        reading, articles, told = self._finding.read(work)
        if told is not None:
            yield from self._answers(work, replace(reading, evidence=told), articles)
        elif instead := self._finding.instead(work):
            yield from self._answers(work, *instead, whole=True)
        else:
            yield refusal(work, reading, articles)

    def searched_for(self, ask: Ask) -> str:
        """What a question is understood to ask, and searched for; nothing is answered."""
        return self._understand(ask).query

    def _understand(self, ask: Ask) -> Work:
        question = self._as_meant(ask.question[: 4 * LONGEST])
        history = [as_subject(turn) for turn in self._written_out(ask.history)]
        near = [turn.answer for turn in ask.history[-1:] if turn.answer]
        plain, leans, rest = search_query(question[:LONGEST], history).partition(" (")
        query = self._finding.written(plain, near) + leans + rest
        times = time_condition(query, now=ask.now, since=ask.since, until=ask.until)
        work = Work(ask=ask, query=query, times=times)
        if len(question) > LONGEST:
            work.notices.append(f"Câu hỏi dài quá; chỉ {LONGEST} ký tự đầu được đọc.")
        work.lap("understand")
        return work

    def _as_meant(self, text: str) -> str:
        """A question that is not shouted, by itself, slips of typing undone."""
        text = clean(text)
        text = lowered(text) if shouted(text) else text
        return self.archive.as_meant(text if is_english(text) else plainly_asked(text))

    def _written_out(self, history: Sequence[Turn]) -> list[Turn]:
        """The turns before; the last ones in marks and capitals, as they would be read."""
        turns = [Turn(self._as_meant(t.question), clean(t.answer)) for t in history]
        early, late = turns[:-RESTORED], turns[-RESTORED:]
        said = [Turn(self._finding.written(t.question, [t.answer]), t.answer) for t in late]
        return [*early, *said]

    def needs_another_model(self, text: str) -> bool:
        """Whether a question or claim is English while the shipped model reads Vietnamese only."""
        return self.archive.settings.embedder == IndexSettings().embedder and is_english(text)

    # --- writing ---------------------------------------------------------------------------

    def _answers(
        self, work: Work, reading: Reading, articles: Mapping[str, Article], *, whole: bool = False
    ) -> Iterator[Answer]:
        """Snapshots of the answer by the writer that is set; quoted whole without a model."""
        plain: Writer = QuotingWriter() if whole else self._extractive
        if not whole and reading.p_right < CERTAIN:
            work.notices.append(UNCERTAIN)
        writer = plain if self._writer is self._extractive else self._writer
        known = tuple(e for e in reading.evidence if e.article_id in articles)
        reading = replace(reading, evidence=known)
        try:
            yield from self._written(writer, work, reading, articles)
        except WriterError as error:
            work.notices.append(str(error))
            yield from self._written(plain, work, reading, articles)

    def _written(
        self, writer: Writer, work: Work, reading: Reading, articles: Mapping[str, Article]
    ) -> Iterator[Answer]:
        """Snapshots while a writer writes; the last one is complete."""
        drafts: list[Draft] = []
        for draft in writer.write(work.query, reading.evidence):
            drafts = [d for d in drafts if d.complete] + [draft]
            if len(drafts) == 1 or not draft.complete:
                yield self._composed(writer, work, reading, articles, drafts)
        if not drafts:
            raise WriterError("Mô hình ngôn ngữ không viết được câu nào; dưới đây là trích dẫn.")
        work.lap("write")
        answer = self._composed(writer, work, reading, articles, drafts)
        work.lap("check")
        yield replace(answer, timings=dict(work.timings))

    def _composed(
        self,
        writer: Writer,
        work: Work,
        reading: Reading,
        articles: Mapping[str, Article],
        drafts: Sequence[Draft],
    ) -> Answer:
        drop = self.settings.drop_unsupported and writer.name != self._extractive.name
        return compose(
            work, reading, articles, drafts,
            writer=writer.name, copies=self._copies, drop_unsupported=drop,
        )  # fmt: skip

    def _copies(self, article_id: str) -> Copies:
        """The other articles that carry the same story."""
        return tuple((c.source, c.title, c.article_id) for c in self.archive.copies(article_id))
