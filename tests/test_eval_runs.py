"""Runs: every question gets a row, a killed run goes on, reports say what the rows say."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from eval.compare import changed_questions, compare
from eval.gate import gate, make_baseline, read_baseline
from eval.outcomes import counted, misses, outcome, reached
from eval.plan import Plan
from eval.report import lead, markdown, tables
from eval.report_html import html
from eval.run_file import Row, Run, RunError, read_run
from eval.runs import Runner
from eval.summary import summary
from tests.eval_world import assistant, open_world, questions


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory):
    archive = open_world(tmp_path_factory.mktemp("world"))
    yield archive
    archive.close()


@pytest.fixture(scope="module")
def good(world, tmp_path_factory: pytest.TempPathFactory) -> Run:
    path = tmp_path_factory.mktemp("run") / "good.jsonl"
    columns = ("as typed", "no marks", "nfd", "capitals")
    plan = Plan(
        set_name="villages.jsonl",
        questions=questions(),
        columns=columns,
        baselines=("BM25", "dense", "fusion"),
    )
    return Runner(assistant(world), plan).run(path)


def test_every_question_has_a_row_in_every_column(good: Run) -> None:
    for column in (*good.header.columns, *good.header.baselines):
        assert list(good.column(column)) == [q.question_id for q in questions()]
    assert good.header.corpus["articles"] == 12


def test_the_figures_have_the_promised_shape_and_are_right(good: Run) -> None:
    found = summary(good)
    assert set(found["columns"]) == {"as typed", "no marks", "nfd", "capitals"}
    typed = found["columns"]["as typed"]
    assert typed["correct"] == typed["evidence_first"] == typed["citation_verbatim"] == 1.0
    assert typed["answer_f1"] == 1.0
    assert typed["false_answers"] == typed["false_refusals"] == 0.0
    assert typed["auroc"] == 1.0
    assert typed["citation_phantom"] == 0.0
    assert typed["figures_supported"] == 1.0
    assert found["columns"]["nfd"]["same_answer"] == 1.0
    assert set(found["baselines"]) == {"BM25", "dense", "fusion"}
    assert found["tags"]["unanswerable"]["questions"] == 12
    assert found["questions"] == 24
    json.dumps(found)


def test_a_finished_run_asks_nothing_again(world, good: Run) -> None:
    before = good.path.read_bytes()
    plan = Plan(
        set_name="villages.jsonl",
        questions=questions(),
        columns=good.header.columns,
        baselines=good.header.baselines,
    )
    again = Runner(assistant(world), plan).run(good.path)
    assert good.path.read_bytes() == before
    assert again.rows == good.rows


def test_a_run_of_other_questions_is_not_gone_on_with(world, good: Run) -> None:
    plan = Plan(set_name="other", questions=questions()[:3], columns=("as typed",))
    with pytest.raises(RunError, match="--fresh"):
        Runner(assistant(world), plan).run(good.path)


def test_a_question_that_fails_keeps_its_row_with_the_worst_scores(world, tmp_path: Path) -> None:
    class Failing(type(assistant(world))):  # type: ignore[misc]
        def ask(self, ask):  # type: ignore[no-untyped-def]
            if "Mà" in ask.question:
                raise ValueError("broken")
            return super().ask(ask)

    plan = Plan(set_name="v", questions=questions(), columns=("as typed",))
    run = Runner(assistant(world, kind=Failing), plan).run(tmp_path / "r.jsonl")
    typed = summary(run)["columns"]["as typed"]
    assert typed["failed"] == 4
    assert typed["questions"] == 24
    assert typed["correct"] == pytest.approx(10 / 12, abs=1e-4)
    assert typed["ndcg@10"] < 1
    assert typed["false_answers"] == pytest.approx(2 / 12, abs=1e-4)


def test_missing_gold_articles_count_against_the_run(world, tmp_path: Path) -> None:
    lost = replace(questions()[0], evidence=(replace(questions()[0].evidence[0], article="gone"),))
    plan = Plan(set_name="v", questions=[lost], columns=("as typed",))
    run = Runner(assistant(world), plan).run(tmp_path / "r.jsonl")
    assert summary(run)["columns"]["as typed"]["ndcg@10"] == 0.0


_ASK = """
import sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from tests.eval_world import assistant, open_world, questions
from eval.plan import Plan
from eval.runs import Runner
archive = open_world(Path(sys.argv[1]))
plan = Plan(set_name="v", questions=questions(), columns=("as typed", "nfd"))
run = Runner(assistant(archive), plan).run(
    Path(sys.argv[2]), progress=lambda done, total: time.sleep(float(sys.argv[3]))
)
print(len(run.rows))
"""


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    here = Path(__file__).parent
    code = _ASK.format(root=str(here.parent))
    data, path = tmp_path / "data", tmp_path / "run.jsonl"

    def start(pause: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", code, str(data), str(path), pause]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    first = start("0.2")
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and (not path.exists() or path.read_bytes().count(b"\n") < 6):
        time.sleep(0.05)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    with path.open("ab") as file:
        file.write(b'{"question_id": "half')
    kept = read_run(path).rows
    assert 5 <= len(kept) < 48
    out, _ = start("0").communicate(timeout=120)
    assert out.strip() == "48"
    whole = read_run(path)
    assert whole.rows[: len(kept)] == kept
    assert len({(r.column, r.question_id) for r in whole.rows}) == 48


def test_the_report_shows_accuracy_beside_citations_and_every_question(good: Run) -> None:
    text = markdown(good)
    first = tables(good)[0]
    names = [row[0] for row in first.rows]
    assert "↑ Trả lời đúng" in names
    assert "↑ F1 trích dẫn" in names
    assert "Hỏi Báo" in text
    assert "BM25" in text
    page = html(good)
    for question in questions():
        assert question.text in page
    assert "<svg" in page


def test_the_html_report_asks_no_other_host_and_escapes_what_it_shows(good: Run) -> None:
    spiked = replace(good.rows[0], text="<script>alert(1)</script>")
    page = html(Run(good.path, good.header, (spiked, *good.rows[1:])))
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page
    assert "src=" not in page
    assert "<link" not in page
    assert "<script>alert" not in page


def test_the_same_run_compared_with_itself_shows_no_change(good: Run) -> None:
    changes = compare(good, good)
    assert changes
    assert not any(c.worse or c.interval.beyond_noise for c in changes)
    assert changed_questions(good, good) == []


def test_two_sets_are_not_compared(good: Run) -> None:
    other = Run(good.path, replace(good.header, set_fingerprint="x"), good.rows)
    with pytest.raises(RunError, match="khác nhau"):
        compare(good, other)


def test_the_gate_lets_the_same_run_through_and_refuses_another_set(
    good: Run, tmp_path: Path
) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps(make_baseline(good)))
    assert gate(good, read_baseline(path)) == []
    other = Run(good.path, replace(good.header, set_fingerprint="x"), good.rows)
    with pytest.raises(RunError, match="khác"):
        gate(other, read_baseline(path))
    with pytest.raises(RunError, match="--write"):
        read_baseline(tmp_path / "none.json")


def test_questions_that_vanish_from_a_run_fail_the_gate(good: Run) -> None:
    fewer = Run(good.path, good.header, good.rows[12:])
    assert gate(fewer, make_baseline(good))


def test_misses_name_what_went_wrong(good: Run) -> None:
    wrong = [r for r in good.rows if r.answer and outcome(r) != "đúng"]
    assert misses(good) == []
    assert all(
        outcome(r) in {"sai", "trả lời bừa", "từ chối oan", "đúng chỗ, sai lời"} for r in wrong
    )


def test_a_report_opens_with_what_came_of_the_questions(good: Run) -> None:
    said = "12 câu có đáp án trong kho: 12 đúng. 12 câu kho không cho biết: 12 từ chối đúng."
    assert lead(good) == said
    assert said in markdown(good)
    assert said in html(good)


def test_an_answer_is_lost_at_the_first_step_that_fails(good: Run) -> None:
    row = next(r for r in good.rows if r.answerable and r.answer)
    refused = replace(row, answer={**(row.answer or {}), "refused": True})

    def came(one: Row, **scores: float) -> str:
        return reached(replace(one, scores={**one.scores, **scores}))

    assert came(row) == "đúng"
    assert came(row, correct=0.0) == "đúng chỗ, sai lời"
    assert came(refused) == "đúng câu, nhưng từ chối"
    wrong = {"correct": 0.0, "evidence_first": 0.0, "found_first": 0.0}
    assert came(row, **wrong) == "câu đúng đứng thứ hai hay thứ ba"
    wrong["found_top3"] = 0.0
    assert came(row, **wrong) == "có đoạn đúng, không chọn được câu"
    wrong["hit@10"] = 0.0
    assert came(row, **wrong) == "có bài đúng, không có đoạn trong 10"
    assert came(row, **wrong, **{"article_hit@10": 0.0}) == "không tìm thấy bài"
    assert reached(replace(row, error="broken")) == "lỗi"
    assert counted([row, row, refused]) == [("đúng", 2), ("đúng câu, nhưng từ chối", 1)]
