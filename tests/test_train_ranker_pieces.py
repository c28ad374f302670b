"""Single passages of a search engine: only those that no network has seen, each read one way."""

import json
from pathlib import Path

from assistant.train_ranker_hits import hits
from assistant.train_ranker_jobs import held_out, single
from assistant.train_ranker_pieces import FILE, pieces
from assistant.train_reader_data import unseen


def written(tmp_path: Path, count: int) -> Path:
    """A data folder with pairs on one passage, every third of them answered."""
    rows = [
        {
            "id": f"q{i}",
            "question": f"Giá vé {i} là bao nhiêu?",
            "is_impossible": i % 3 > 0,
            "answers": [] if i % 3 else [{"text": "20.000 đồng", "answer_start": 10}],
        }
        for i in range(count)
    ]
    documents = [{"paragraphs": [{"context": "Vé vào cửa 20.000 đồng.", "qas": rows}]}]
    path = tmp_path / FILE
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"data": documents}), encoding="utf-8")
    return tmp_path


def test_only_pairs_that_no_network_learned_from_are_used(tmp_path: Path) -> None:
    asked, articles, found = pieces(written(tmp_path, 90))
    names = {f"mailong25-q{i}" for i in range(90) if unseen(f"q{i}")}
    assert {a.question_id for a in asked} == set(articles) == {name for name, _ in found} == names
    assert 0 < len(names) < 90
    assert {len(a.quotes) for a in asked if a.gold} == {1}


def test_each_is_read_as_one_whole_passage_in_one_way(tmp_path: Path) -> None:
    asked, articles, found = pieces(written(tmp_path, 90))
    assert {way for _, way in single([], asked)} == {"lone", "stray"}
    assert all((way == "lone") == bool(one.gold) for one, way in single([], asked))
    hit = hits(found[asked[0].question_id, False], articles)[0]
    assert hit.passage.text == "Vé vào cửa 20.000 đồng."


def test_some_of_the_answered_are_read_without_their_article(tmp_path: Path) -> None:
    asked, _, _ = pieces(written(tmp_path, 400))
    ways = [(one, way) for one, way in held_out(asked) if way == "removed"]
    assert ways
    assert all(one.gold for one, _ in ways)
