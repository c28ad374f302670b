"""Asks every question of a set, in every column, and keeps a row for each; goes on after a kill."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.answer import Answer
from assistant.answer_json import answer_object
from assistant.assistant import Assistant
from eval.answers import answer_scores
from eval.gold import Gold, gold
from eval.plan import ALL_COLUMNS, Plan, Share
from eval.provenance import make_header
from eval.question import Question
from eval.rankers import BASELINES, Ranker
from eval.run_file import (
    Header,
    Row,
    Run,
    RunError,
    absorb,
    append,
    drop_parts,
    mend,
    read_run,
    write_header,
)
from eval.scoring import Scores, default_scores, score_answer, score_ranking
from eval.twins import twin
from index.archive import Archive
from index.hit import Hit

_FAILURES = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError)
_log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Runner:
    """One run over one assistant."""

    assistant: Assistant
    plan: Plan
    _gold: dict[str, Gold] = field(default_factory=dict)

    @property
    def archive(self) -> Archive:
        """The assistant's archive."""
        return self.assistant.archive

    def run(self, path: Path, *, fresh: bool = False, progress: Progress | None = None) -> Run:
        """The finished run in a file; rows that are there already are not asked again.

        Args:
            path: Written row by row; a killed run goes on where it stopped.
            fresh: Begin anew, whatever the file holds.
            progress: Called with rows done and rows in all.

        Raises:
            RunError: The file holds a run of another set, archive, model or setting.
        """
        self.begin(path, fresh)
        self.ask(path, path, Share(), progress)
        return absorb(path, self.plan.order())

    def ask(self, path: Path, into: Path, share: Share, progress: Progress | None) -> None:
        """Ask a share of what the file of a run lacks; the rows go into a file, as they come."""
        done = {(r.column, r.question_id) for r in read_run(path).rows}
        order = self.plan.order()
        questions = {q.question_id: q for q in self.plan.questions}
        work = [
            (column, questions[name])
            for place, (column, name) in enumerate(order)
            if share.holds(place, column) and (column, name) not in done
        ]
        self._find_gold()
        for count, row in enumerate(self._rows(work), len(done) + 1):
            append(into, [row])
            if progress:
                progress(count, len(order))

    def header(self) -> Header:
        """What a run of this plan over this archive is made from."""
        return make_header(
            self.plan.set_name,
            self.plan.questions,
            self.archive,
            self.assistant,
            columns=self.plan.columns,
            baselines=self.plan.baselines,
        )

    def begin(self, path: Path, fresh: bool = False) -> None:
        """Make the file of a run, or see that the one there is a run of this plan.

        Raises:
            RunError: It holds a run of another set, archive, model or setting.
        """
        header = self.header()
        if not fresh and path.exists():
            mend(path)
        if fresh or not path.exists() or not path.stat().st_size:
            drop_parts(path)
            write_header(path, header)
        elif read_run(path).header.identity != header.identity:
            raise RunError(
                f"{path}: lần chạy trong tệp này dùng bộ câu hỏi, kho, mô hình hoặc cấu hình khác; "
                "hãy chọn tệp khác bằng --out, hoặc chạy lại từ đầu bằng --fresh"
            )
        absorb(path, self.plan.order())

    def _find_gold(self) -> None:
        ids = {e.article_id for q in self.plan.questions for e in q.evidence}
        articles = self.archive.articles(sorted(ids))
        self._gold = {q.question_id: gold(q, articles) for q in self.plan.questions}

    def _rows(self, work: Sequence[tuple[str, Question]]) -> Iterator[Row]:
        rankers: dict[str, Ranker] = {}
        for column, question in work:
            if column in ALL_COLUMNS:
                yield self._asked(column, question)
            else:
                if column not in rankers:
                    rankers[column] = self._ranker(column)
                yield self._ranked(column, question, rankers[column])

    def _asked(self, column: str, original: Question) -> Row:
        """The row of a question asked of the assistant."""
        question, began = twin(original, column), perf_counter()
        try:
            answer = self.assistant.ask(question.ask())
        except _FAILURES as error:
            _log.exception("question %s failed", question.question_id)
            return self._row(column, question, perf_counter() - began, error=repr(error))
        seconds = perf_counter() - began
        hits = self._hits(question, answer)
        found = self._gold[question.question_id]
        scores = score_answer(question, found, answer, self.archive.article)
        passages = [h.passage.passage_id for h in hits]
        articles = [h.passage.article_id for h in hits]
        scores |= score_ranking(question, found, passages, articles)
        retrieved = tuple(_hit(h) for h in hits)
        return self._row(
            column, question, seconds, answer=answer, scores=scores, retrieved=retrieved
        )

    def _hits(self, question: Question, answer: Answer) -> list[Hit]:
        """What the assistant retrieved, retrieved once more: an answer does not carry it."""
        return self.archive.retrieve(
            answer.searched_for,
            since=answer.since or question.since,
            until=answer.until or question.until,
            sources=question.sources,
        )

    def _ranked(self, column: str, question: Question, ranker: Ranker) -> Row:
        """The row of a question given to a baseline, as typed."""
        began = perf_counter()
        ranked = ranker.rank(question.text)
        seconds = perf_counter() - began
        known = ranker.relevant(self._gold[question.question_id])
        names, articles = [r.name for r in ranked], [r.article_id for r in ranked]
        scores = score_ranking(question, known, names, articles)
        if question.answers and (said := ranker.answer(question.text)) is not None:
            scores |= answer_scores("", said, question.answers)
        retrieved = tuple(asdict(r) for r in ranked)
        return self._row(column, question, seconds, scores=scores, retrieved=retrieved)

    def _row(
        self,
        column: str,
        question: Question,
        seconds: float,
        *,
        answer: Answer | None = None,
        scores: Scores | None = None,
        retrieved: tuple[dict[str, Any], ...] = (),
        error: str = "",
    ) -> Row:
        return Row(
            question_id=question.question_id,
            column=column,
            text=question.text,
            answerable=question.answerable,
            tags=question.tags,
            answer=answer_object(answer) if answer else None,
            retrieved=retrieved,
            scores=default_scores(question) if scores is None else scores,
            seconds=round(seconds, 5),
            accepted=question.answers,
            evidence=tuple(asdict(s) for s in self._gold[question.question_id].spans),
            turn=len(question.history) + 1,
            error=error,
        )

    def _ranker(self, name: str) -> Ranker:
        if name in BASELINES:
            return BASELINES[name](self.archive)
        from eval.llama_index_pipeline import LlamaIndexPipeline
        from eval.rankers import every_article

        return LlamaIndexPipeline(every_article(self.archive), self.archive.embedder, self.plan.llm)


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "name": hit.passage.passage_id,
        "article_id": hit.passage.article_id,
        "score": round(hit.score, 5),
        "title": hit.passage.title,
    }
