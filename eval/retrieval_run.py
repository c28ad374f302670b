"""Retrieval alone over a question set of ours and an archive; no question is answered."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

import numpy as np

from assistant.assistant import Assistant
from assistant.rereading import search
from eval.gold import Gold, gold
from eval.question import Question
from eval.rankers import SEARCHES, Ranker
from eval.scoring import score_ranking
from eval.twins import AS_TYPED, TWINS, twin
from index.archive import Archive

Figures = dict[str, float]
_Row = tuple[Question, dict[str, float | None], float]
Progress = Callable[[int, int], None]


def measure_retrieval(
    questions: Sequence[Question],
    archive: Archive,
    *,
    columns: Sequence[str] = (AS_TYPED, *TWINS),
    baselines: Sequence[str] = tuple(SEARCHES),
    progress: Progress = lambda done, total: None,
) -> dict[str, Any]:
    """The figures of a search of the archive, the answerable questions typed in each column.

    ``columns``, ``tags`` and ``questions`` are as those of a run; ``baselines`` are asked as typed.
    """
    assistant = Assistant(archive)
    asked = [q for q in questions if q.answerable]
    articles = archive.articles(sorted({e.article_id for q in asked for e in q.evidence}))
    golds = {q.question_id: gold(q, articles) for q in asked}
    total, done = len(columns) + len(baselines), 0
    found: dict[str, dict[str, Figures]] = {"columns": {}, "baselines": {}}
    tags: dict[str, list[_Row]] = defaultdict(list)
    for column in columns:
        rows = [_retrieved(assistant, twin(q, column), golds[q.question_id]) for q in asked]
        found["columns"][column] = _means(rows)
        for row in rows if column == AS_TYPED else ():
            for tag in row[0].tags:
                tags[tag].append(row)
        done += 1
        progress(done, total)
    for name in baselines:
        ranker = SEARCHES[name](archive)
        rows = [_ranked(ranker, q, golds[q.question_id]) for q in asked]
        found["baselines"][name] = _means(rows)
        done += 1
        progress(done, total)
    by_tag = {tag: _means(rows) for tag, rows in sorted(tags.items())}
    return {**found, "tags": by_tag, "questions": len(asked)}


def _retrieved(assistant: Assistant, question: Question, known: Gold) -> _Row:
    began = perf_counter()
    hits = search(
        assistant.archive,
        assistant.searched_for(question.ask()),
        since=question.since,
        until=question.until,
        sources=question.sources,
    )
    seconds = perf_counter() - began
    names = [h.passage.passage_id for h in hits]
    return (
        question,
        score_ranking(question, known, names, [n.rsplit(".", 2)[0] for n in names]),
        seconds,
    )


def _ranked(ranker: Ranker, question: Question, known: Gold) -> _Row:
    began = perf_counter()
    ranked = ranker.rank(question.text)
    seconds = perf_counter() - began
    names, articles = [r.name for r in ranked], [r.article_id for r in ranked]
    return question, score_ranking(question, ranker.relevant(known), names, articles), seconds


def _means(rows: Sequence[_Row]) -> Figures:
    """Means over questions, and the median of the seconds."""
    values: dict[str, list[float]] = defaultdict(list)
    for _, scores, _ in rows:
        for name, score in scores.items():
            values[name].append(float(score or 0.0))
    means = {name: round(float(np.mean(v)), 5) for name, v in values.items()}
    times = [seconds for _, _, seconds in rows]
    return means | ({"seconds_p50": round(float(np.median(times)), 5)} if times else {})
