"""Speed: what is measured is what is said, and generated text looks like Vietnamese."""

import itertools
import time
from pathlib import Path

import pytest

from eval.speed import SpeedError, SpeedPlan, measure, page_start, worker
from eval.speed_clock import Lap, Timed, lap, percentiles
from eval.speed_report import speed_html, speed_markdown, speed_tables
from eval.speed_text import OUTLETS, articles, generated
from eval.speed_worker import questions_from
from index.analysis import fold
from index.passage import passages


def test_generated_articles_are_the_same_every_time_and_all_different() -> None:
    first = [generated(n) for n in range(20)]
    assert first == [generated(n) for n in range(20)]
    assert len({a.article_id for a in first}) == 20
    sizes = [len(a.text.split()) for a in first]
    assert 400 < sorted(sizes)[10] < 700
    marked = [w for a in first for w in a.text.split() if fold(w) != w]
    assert len(marked) > 0.5 * sum(sizes)


def test_as_many_passages_are_made_as_asked_for_and_files_come_first(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Bài thật\n\nCó thật ở đây.", encoding="utf-8")
    taken = list(articles(tmp_path, 30))
    assert taken[0].title == "Bài thật"
    assert 30 <= sum(len(passages(a)) for a in taken) < 45
    assert len(questions_from([a.title for a in taken], 3)) == 3


def test_the_time_of_the_source_is_kept_apart_from_the_work() -> None:
    def slow():
        for n in range(3):
            time.sleep(0.02)
            yield n

    stream = Timed(slow())
    for _ in stream:
        time.sleep(0.05)
    assert stream.count == 3
    assert 0.05 < stream.seconds < 0.14


def test_a_small_measurement_gives_all_figures_and_a_report_without_other_hosts() -> None:
    found = measure(SpeedPlan(sizes=(40,), asked=3, startup=False, llama_index=False))
    (row,) = found["sizes"]
    assert row["hoibao"]["passages"] == row["chroma"]["passages"] >= 40
    assert row["add_ratio"] > 0
    assert {"retrieve", "read"} <= set(row["hoibao"]["stages"])
    assert row["hoibao"]["disk_bytes"] > row["chroma"]["disk_bytes"] > 0
    assert len(speed_tables(found)) == 4
    assert row["hoibao"]["week_p50"] > 0
    assert row["week_cpu_ratio"] == pytest.approx(
        row["hoibao"]["week_cpu_p50"] / row["hoibao"]["retrieve_cpu_p50"]
    )
    page = speed_html(found)
    assert "http" not in page
    assert "Chroma trần" in speed_markdown(found)


def test_waiting_costs_no_processor_time() -> None:
    waited, _ = lap(lambda: time.sleep(0.1))
    assert waited.wall >= 0.1
    assert waited.cpu < 0.05
    found = percentiles("x", [Lap(1.0, 0.5), Lap(3.0, 1.5)])
    assert found == pytest.approx({"x_p50": 2.0, "x_p95": 2.9, "x_cpu_p50": 1.0, "x_cpu_p95": 1.45})


def test_articles_without_date_or_outlet_are_given_some_for_measuring() -> None:
    taken = list(articles(None, 400))
    assert all(a.published_at and a.source in OUTLETS for a in taken)
    assert len({a.published_at.date() for a in taken if a.published_at}) > len(taken) // 2
    assert taken == list(articles(None, 400))


def test_a_failed_measurement_says_why() -> None:
    with pytest.raises(SpeedError, match="nowhere"):
        worker("nowhere", SpeedPlan(), 10)
    with pytest.raises(SpeedError, match="mã 3"):
        page_start(["python3", "-c", "raise SystemExit(3)"])


def test_growth_is_drawn_over_sizes() -> None:
    from eval.plots import growth

    plot = growth({"a": [(1e3, 2.0), (1e4, 30.0)], "b": [(1e3, 5.0)]}, x="x", y="y")
    assert plot.count("<circle") == 3
    for tick in ("1k", "10k"):
        assert tick in plot
    xs = [float(p.split('"')[1]) for p in plot.split("<circle")[1:] for p in [p[p.index("cx=") :]]]
    assert all(a != b for a, b in itertools.pairwise(xs))
