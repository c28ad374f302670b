"""Everything that is wrong with a question set, by line; with an archive, its quotes too."""

from pathlib import Path

from eval.gold import evidence_problems
from eval.question import Problem, parse_set
from index.archive import Archive


def check_set(path: Path, archive: Archive | None = None) -> tuple[int, list[Problem]]:
    """How many questions are well formed, and all problems in order of lines.

    Raises:
        SetError: The file cannot be read.
    """
    problems: list[Problem] = []
    questions = list(parse_set(path, problems))
    if not questions and not problems:
        problems.append(Problem(0, "không có câu hỏi nào"))
    if archive is not None:
        ids = sorted({e.article_id for _, q in questions for e in q.evidence})
        problems += evidence_problems(questions, archive.articles(ids))
    return len(questions), sorted(problems, key=lambda p: p.line)
