"""Faults put in on purpose: each moves the figure that should see it, and the gate fails."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Ask
from assistant.assistant import Assistant
from eval.gate import gate, make_baseline
from eval.plan import Plan
from eval.run_file import Run
from eval.runs import Runner
from eval.summary import summary
from index.analysis import fold
from index.archive import Archive
from index.hit import Hit
from tests.eval_world import (
    SETTINGS,
    InventingWriter,
    assistant,
    open_world,
    questions,
    villages,
)


class Backwards(Archive):
    """An archive that gives what it found worst first."""

    def retrieve(self, question: str, **given: Any) -> list[Hit]:
        """The hits in the wrong order."""
        return super().retrieve(question, **given)[::-1]


class Unmarked(Archive):
    """An archive whose index was made of text without marks; its articles are whole."""

    folded: Archive

    def retrieve(self, question: str, **given: Any) -> list[Hit]:
        """What the index without marks finds, as passages of the true articles."""
        hits = self.folded.retrieve(fold(question), **given)
        own = self.store.passages([h.passage.passage_id for h in hits])
        return [
            replace(h, passage=own[h.passage.passage_id])
            for h in hits
            if h.passage.passage_id in own
        ]


class Shifted(Assistant):
    """An assistant whose citations are one character off."""

    def ask(self, ask: Ask) -> Answer:
        """The answer with all offsets moved by one."""
        answer = super().ask(ask)
        moved = (replace(c, start=c.start + 1, end=c.end + 1) for c in answer.citations)
        return replace(answer, citations=tuple(moved))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="module")
def world(folder: Path):
    archive = open_world(folder / "world")
    yield archive
    archive.close()


@pytest.fixture(scope="module")
def good(world: Archive, folder: Path) -> Run:
    return run(assistant(world), folder / "good.jsonl")


def run(asked: Assistant, path: Path, columns: Sequence[str] = ("as typed",)) -> Run:
    plan = Plan(set_name="villages", questions=questions(), columns=columns)
    return Runner(asked, plan).run(path)


def measured(good: Run, bad: Run) -> tuple[dict[str, Any], dict[str, Any], set[str]]:
    """Figures before and after, and the measures that the gate names."""
    before, after = (summary(r)["columns"]["as typed"] for r in (good, bad))
    return before, after, {loss.measure for loss in gate(bad, make_baseline(good))}


def test_without_a_fault_the_gate_passes(world: Archive, good: Run, tmp_path: Path) -> None:
    again = run(assistant(world), tmp_path / "again.jsonl")
    assert gate(again, make_baseline(good)) == []


def test_broken_retrieval_order_is_seen_by_ndcg(good: Run, tmp_path: Path) -> None:
    with open_world(tmp_path / "data", Backwards) as archive:
        bad = run(assistant(archive), tmp_path / "bad.jsonl")
    before, after, losses = measured(good, bad)
    assert after["ndcg@10"] < before["ndcg@10"] - 0.3
    assert "ndcg@10" in losses


def test_citations_one_character_off_are_seen_by_the_verbatim_rate(
    world: Archive, good: Run, tmp_path: Path
) -> None:
    bad = run(assistant(world, kind=Shifted), tmp_path / "bad.jsonl")
    before, after, losses = measured(good, bad)
    assert before["citation_verbatim"] == 1.0
    assert after["citation_verbatim"] == 0.0
    assert "citation_verbatim" in losses


def test_an_invented_number_is_seen_by_the_figures_supported(
    world: Archive, good: Run, tmp_path: Path
) -> None:
    bad = run(assistant(world, writer=InventingWriter()), tmp_path / "bad.jsonl")
    before, after, losses = measured(good, bad)
    assert before["figures_supported"] == 1.0
    assert after["figures_supported"] <= 0.5
    assert "figures_supported" in losses


def test_never_refusing_is_seen_by_the_false_answers(
    world: Archive, good: Run, tmp_path: Path
) -> None:
    bad = run(assistant(world, replace(SETTINGS, refuse_below=0.0)), tmp_path / "bad.jsonl")
    before, after, losses = measured(good, bad)
    assert before["false_answers"] == 0.0
    assert after["false_answers"] == 1.0
    assert "false_answers" in losses


def test_always_refusing_is_seen_by_the_false_refusals(
    world: Archive, good: Run, tmp_path: Path
) -> None:
    never = replace(SETTINGS)
    object.__setattr__(never, "refuse_below", 2.0)  # No reader can ask for this.
    bad = run(assistant(world, never), tmp_path / "bad.jsonl")
    _, after, losses = measured(good, bad)
    assert after["false_refusals"] == 1.0
    assert {"false_refusals", "correct", "evidence_first"} <= losses


def test_marks_dropped_in_the_index_are_seen_by_the_ranking(good: Run, tmp_path: Path) -> None:
    bare = [replace(a, title=fold(a.title), text=fold(a.text)) for a in villages()]
    with (
        open_world(tmp_path / "data", Unmarked) as archive,
        Archive.open(tmp_path / "folded") as folded,
    ):
        folded.add(bare)
        archive.folded = folded  # type: ignore[attr-defined]
        bad = run(assistant(archive), tmp_path / "bad.jsonl")
    before, after, losses = measured(good, bad)
    assert after["ndcg@10"] < before["ndcg@10"] - 0.2
    assert {"ndcg@10", "article_hit@1"} <= losses


def test_a_made_up_citation_number_is_seen_by_the_phantom_rate(
    world: Archive, good: Run, tmp_path: Path
) -> None:
    class Phantom(Assistant):
        def ask(self, ask: Ask) -> Answer:
            return replace(super().ask(ask), phantoms=(9,))

    bad = run(assistant(world, kind=Phantom), tmp_path / "bad.jsonl")
    before, after, losses = measured(good, bad)
    assert before["citation_phantom"] == 0.0
    assert after["citation_phantom"] == 0.5
    assert "citation_phantom" in losses
