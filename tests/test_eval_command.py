"""`hoibao eval` from the command line, over the sample articles."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eval.run_file import read_run
from eval.summary import summary
from ui.cli import app

SETS = Path(__file__).parent.parent / "eval" / "sets"


def hoibao(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=True)


@pytest.fixture(scope="module")
def run_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("runs") / "dev.jsonl"
    given = ("--samples", "--limit", 6, "--out", path, "--baselines", "BM25,LlamaIndex", "--report")
    done = hoibao("eval", "run", SETS / "dev.jsonl", *given, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert set(found["columns"]) == {"as typed", "no marks", "nfd"}
    assert {"ndcg@10", "hit@1", "answer_f1"} <= set(found["columns"]["as typed"])
    assert set(found["baselines"]) == {"BM25", "LlamaIndex"}
    assert found["baselines"]["LlamaIndex"]["ndcg@10"] > 0
    assert found["questions"] == 6
    return path


def test_a_run_over_the_samples_writes_its_rows_and_reports(run_path: Path) -> None:
    assert len(run_path.read_text(encoding="utf-8").splitlines()) == 1 + 6 * 5
    assert run_path.with_suffix(".html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "# Đánh giá: dev.jsonl" in run_path.with_suffix(".md").read_text(encoding="utf-8")


def test_report_and_compare_read_a_run(run_path: Path) -> None:
    shown = hoibao("eval", "report", run_path)
    assert shown.exit_code == 0
    assert "Trả lời đúng" in shown.stdout
    assert "F1 trích dẫn" in shown.stdout
    kept = json.loads(hoibao("eval", "report", run_path, "--json").stdout)
    assert kept["columns"] == summary(read_run(run_path))["columns"]
    assert kept["commit"] == read_run(run_path).header.commit
    compared = hoibao("eval", "compare", run_path, run_path, "--json")
    assert json.loads(compared.stdout)["questions"] == []


def test_figures_can_be_published_without_the_questions(run_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "figures.md"
    shown = hoibao("eval", "report", run_path, "--figures-only", "--out", out)
    assert shown.exit_code == 0
    assert "Trả lời đúng" in out.read_text(encoding="utf-8")
    assert not out.with_suffix(".html").exists()
    for text in {r.text for r in read_run(run_path).rows}:
        assert text not in out.read_text(encoding="utf-8")
        assert text not in shown.stdout


def test_the_gate_passes_against_itself_and_fails_after_a_loss(
    run_path: Path, tmp_path: Path
) -> None:
    baseline = tmp_path / "baseline.json"
    assert hoibao("eval", "gate", run_path, "--baseline", baseline).exit_code == 2
    assert hoibao("eval", "gate", run_path, "--baseline", baseline, "--write").exit_code == 0
    assert hoibao("eval", "gate", run_path, "--baseline", baseline).exit_code == 0
    lines = run_path.read_text(encoding="utf-8").splitlines()
    worse = [lines[0]]
    for line in lines[1:]:
        row = json.loads(line)
        if row["scores"].get("citation_verbatim"):
            row["scores"]["citation_verbatim"] = 0.0
        worse.append(json.dumps(row))
    spoiled = tmp_path / "worse.jsonl"
    spoiled.write_text("\n".join(worse) + "\n", encoding="utf-8")
    failed = hoibao("eval", "gate", spoiled, "--baseline", baseline, "--json")
    assert failed.exit_code == 1
    assert not json.loads(failed.stdout)["passed"]
    assert "citation_verbatim" in failed.stderr


def test_retrieval_is_measured_over_an_archive_and_over_a_set_of_passages(tmp_path: Path) -> None:
    lines = (SETS / "dev.jsonl").read_text(encoding="utf-8").splitlines()[:12]
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join(lines), encoding="utf-8")
    done = hoibao("eval", "retrieval", few, "--samples", "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert {"as typed", "no marks", "nfd"} <= set(found["columns"])
    assert found["columns"]["nfd"]["ndcg@10"] == found["columns"]["as typed"]["ndcg@10"] > 0.5
    table = tmp_path / "t.csv"
    table.write_text(
        "context,question,answer\nHuế là cố đô.,Cố đô nào?,Huế\nTrời mưa to.,Trời sao?,mưa\n",
        encoding="utf-8",
    )
    shown = hoibao("eval", "retrieval", table)
    assert shown.exit_code == 0, shown.output
    assert "nDCG@10" in shown.stdout


def test_check_names_the_line_and_ends_with_a_status(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text('{"question_id": "a"}\n', encoding="utf-8")
    done = hoibao("eval", "check", path)
    assert done.exit_code == 1
    assert "dòng 1" in done.stdout
    for name in ("dev.jsonl", "test.jsonl"):
        held = hoibao("eval", "check", SETS / name, "--samples")
        assert held.exit_code == 0, held.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("run", "missing.jsonl", "--samples"), "missing.jsonl"),
        (("run", SETS / "dev.jsonl", "--columns", "upside down"), "upside down"),
        (("report", SETS / "dev.jsonl"), "không phải tệp của một lần chạy"),
        (("import", "xml", "x", "--out", "y"), "squad, beir, csv, news"),
        (("import", "squad", "missing.json", "--out", "y"), "missing.json"),
        (("speed", "--sizes", "many"), "--sizes many"),
        (("adopt", "missing.jsonl"), "missing.jsonl"),
    ],
)
def test_a_wrong_use_is_one_sentence_and_status_two(arguments: tuple, says: str) -> None:
    done = hoibao("eval", *arguments)
    assert done.exit_code == 2
    assert says in done.stderr
    assert "Traceback" not in done.output
