import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer
from ui import feedback
from ui.feedback import LONGEST_LINE, Feedback, Note

ANSWER = Answer(
    question="Ai thắng?", searched_for="Ai thắng?", claims=(), citations=(), refused=True,
    confidence=0.1, nearest=(),
)  # fmt: skip


def test_an_opinion_is_one_line(tmp_path: Path) -> None:
    kept = Feedback(tmp_path / "new" / "feedback.jsonl")
    assert kept.keep(ANSWER, Note(useful=False, comment="dòng một\ndòng hai \ud800"))
    assert kept.keep(ANSWER, Note(useful=True))
    lines = kept.path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["useful"] for line in lines] == [False, True]


def test_no_reader_can_fill_the_disk_with_opinions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Feedback(tmp_path / "feedback.jsonl")
    assert not kept.keep(replace(ANSWER, question="x" * LONGEST_LINE), Note(useful=True))
    monkeypatch.setattr(feedback, "LARGEST_FILE", 5_000)
    assert sum(kept.keep(ANSWER, Note(useful=True)) for _ in range(100)) > 5
    assert kept.path.stat().st_size <= 5_000
