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
from eval.provenance import make_header
from eval.question import Question
from eval.rankers import BASELINES, Ranker
from eval.run_file import Row, Run, RunError, append, mend, read_run, write_header
from eval.scoring import Scores, default_scores, score_answer, score_ranking
from eval.twins import AS_TYPED, TWINS, twin
from index.archive import Archive
from index.hit import Hit

LLAMA_INDEX = "LlamaIndex"
COLUMNS = (AS_TYPED, "no marks", "nfd")
"""Columns of an ordinary run; all of them are ``ALL_COLUMNS``."""
ALL_COLUMNS = (AS_TYPED, *TWINS)
_FAILURES = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError)
_log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to run.

    Attributes:
        columns: How the questions are typed.
        baselines: Names out of ``BASELINES``, or ``LLAMA_INDEX``.
        llm: A LlamaIndex LLM for its ``CitationQueryEngine``, whose answers are scored too.
    """

    set_name: str
    questions: Sequence[Question]
    columns: Sequence[str] = COLUMNS
    baselines: Sequence[str] = ()
    llm: Any = None


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
        done = self._begin(path, fresh)
        work = [(c, q) for c in self.plan.columns for q in self.plan.questions]
        work += [(b, q) for b in self.plan.baselines for q in self.plan.questions]
        total, count = len(work), len(done)
        self._find_gold()
        for row in self._rows([w for w in work if (w[0], w[1].question_id) not in done]):
            append(path, [row])
            count += 1
            if progress:
                progress(count, total)
        return read_run(path)

    def _begin(self, path: Path, fresh: bool) -> set[tuple[str, str]]:
        header = make_header(
            self.plan.set_name,
            self.plan.questions,
            self.archive,
            self.assistant,
            columns=self.plan.columns,
            baselines=self.plan.baselines,
        )
        if fresh or not path.exists() or not path.stat().st_size:
            write_header(path, header)
            return set()
        mend(path)
        if not path.stat().st_size:
            write_header(path, header)
            return set()
        old = read_run(path)
        if old.header.identity != header.identity:
            raise RunError(
                f"{path}: lần chạy trong tệp này dùng bộ câu hỏi, kho, mô hình hoặc cấu hình khác; "
                "hãy chọn tệp khác bằng --out, hoặc chạy lại từ đầu bằng --fresh"
            )
        return {(r.column, r.question_id) for r in old.rows}

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
