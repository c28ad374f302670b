"""The project's own held-out questions: what a line says, and that pairs are pairs."""

from collections import Counter

from assistant.question_kind import KINDS
from assistant.train_ranker_data import HELD, lines, part, read_questions
from corpus.article import Article


def test_every_line_names_an_article_a_place_and_a_kind():
    rows = list(lines(HELD))
    assert len(rows) > 4000
    for row in rows:
        assert len(row["sha256"]) == 64
        assert row["kind"] in KINDS
        assert 0 <= row["start"] <= row["end"]
        assert bool(row["answers"]) == (row["end"] > row["start"]) or row["end"] > row["start"]


def test_no_question_is_on_an_article_that_is_never_fitted_on():
    assert all(part(row["article_id"]) != "dev" for row in lines(HELD))


def test_pairs_hold_as_many_unanswerable_questions_as_answerable_ones_of_each_kind():
    count = Counter((r["kind"], r["end"] > r["start"]) for r in lines(HELD) if r.get("paired"))
    assert {kind for kind, _ in count} == set(KINDS)
    for kind in KINDS:
        some, none = count[kind, True], count[kind, False]
        assert none >= 20
        assert abs(some - none) <= 2


def test_what_is_said_of_a_pair_reaches_the_fitting():
    article = Article(article_id="a", title="T", text="Cầu dài 9 m.", published_at=None)
    row = {
        "id": "own-1", "set": "s", "article_id": "a", "kind": "number", "question": "Cầu dài mấy?",
        "answers": ["9 m"], "evidence": "Cầu dài 9 m.", "answerable": True, "held": True,
    }  # fmt: skip
    articles = {("s", "a"): article}
    pair, plain = read_questions([row | {"paired": True}, row], articles)
    assert pair.paired
    assert not plain.paired
    assert pair.gold == (0,)
