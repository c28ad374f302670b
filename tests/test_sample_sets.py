"""The question sets over the sample articles: every quote stands, every promised kind is there."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.reading import read_articles
from corpus.samples import sample_paths
from eval.answers import PARTS, answer_in_text, is_yes_or_no
from eval.question import Question, read_set
from index.analysis import fold

SETS = Path(__file__).parent.parent / "eval" / "sets"
NAMES = ("dev", "test")
LEAST = {
    **{"who": 25, "when": 20, "where": 10, "how_many": 50, "why": 15, "how": 10, "what": 10},
    **{"yes_no": 14, "list": 20, "comparison": 16, "dated": 10, "follow_up": 25, "no_marks": 20},
    **{"colloquial": 15, "terse": 9, "unanswerable:fact_not_given": 14},
    **{"unanswerable:false_premise": 8, "unanswerable:other_year": 9},
    **{"unanswerable:other_person": 5, "unanswerable:off_subject": 5},
}


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    """The latest revision of each article by its id."""
    return {a.article_id: a for a in read_articles(sample_paths()) if isinstance(a, Article)}


@pytest.fixture(scope="module", params=NAMES)
def questions(request: pytest.FixtureRequest) -> list[Question]:
    return read_set(SETS / f"{request.param}.jsonl")


def test_each_set_has_as_many_of_each_kind_as_promised(questions: list[Question]) -> None:
    counts = Counter(tag for question in questions for tag in question.tags)
    assert len(questions) >= 300
    assert sum(not q.answerable for q in questions) >= 50
    assert {tag: counts[tag] for tag, least in LEAST.items() if counts[tag] < least} == {}


def test_every_quote_stands_in_the_latest_revision_of_its_article(
    questions: list[Question], articles: dict[str, Article]
) -> None:
    for question in questions:
        for evidence in question.evidence:
            assert evidence.quote in articles[evidence.article].text, question.question_id


def test_an_answer_stands_in_the_evidence_and_every_answer_of_parts_does(
    questions: list[Question],
) -> None:
    for question in questions:
        if not question.answerable or is_yes_or_no(question.answers):
            continue
        quotes = "\n".join(e.quote for e in question.evidence)
        assert answer_in_text(quotes, question.answers), question.question_id
        for answer in question.answers:
            if PARTS in answer:
                assert answer_in_text(quotes, [answer]), (question.question_id, answer)


def test_one_of_two_articles_does_not_answer_a_comparison(questions: list[Question]) -> None:
    for question in questions:
        if "comparison" in question.tags and not is_yes_or_no(question.answers):
            halves = [answer_in_text(e.quote, question.answers) for e in question.evidence]
            assert not any(halves), question.question_id


def test_a_comparison_needs_two_articles(questions: list[Question]) -> None:
    for question in questions:
        if "comparison" in question.tags:
            assert len({e.article for e in question.evidence}) == 2, question.question_id


def test_only_follow_ups_have_a_history_and_only_dated_ones_a_date(
    questions: list[Question],
) -> None:
    for question in questions:
        assert bool(question.history) == ("follow_up" in question.tags), question.question_id
        assert len(question.history) <= 3, question.question_id
        dated = any((question.since, question.until, question.now))
        assert dated == ("dated" in question.tags), question.question_id


def test_a_turn_of_a_conversation_goes_on_from_the_question_before_it(
    questions: list[Question],
) -> None:
    for before, question in pairwise(questions):
        if question.history:
            assert question.history[:-1] == before.history, question.question_id
            assert question.history[-1].question == before.text, question.question_id


def test_questions_tagged_so_are_typed_without_marks(questions: list[Question]) -> None:
    for question in questions:
        if "no_marks" in question.tags:
            assert question.text == fold(question.text), question.question_id


def test_unanswerable_questions_say_of_which_kind_they_are(questions: list[Question]) -> None:
    for question in questions:
        kinds = [tag for tag in question.tags if tag.startswith("unanswerable:")]
        assert len(kinds) == (not question.answerable), question.question_id


def test_every_article_is_asked_about_in_both_sets(articles: dict[str, Article]) -> None:
    for name in NAMES:
        asked = {e.article for q in read_set(SETS / f"{name}.jsonl") for e in q.evidence}
        copy = [a.title for key, a in articles.items() if key not in asked]
        assert copy == [], name


def test_no_question_and_no_fact_is_in_both_sets() -> None:
    dev, test = (read_set(SETS / f"{name}.jsonl") for name in NAMES)
    assert not {q.question_id for q in dev} & {q.question_id for q in test}
    singles = [{_words(q.text) for q in s if not q.history} for s in (dev, test)]
    assert not singles[0] & singles[1]
    facts = [{(q.evidence, q.answers[0].casefold()) for q in s if q.answers} for s in (dev, test)]
    assert not facts[0] & facts[1]


def _words(text: str) -> str:
    """A question as one line of bare words."""
    return " ".join(re.findall(r"\w+", fold(text).casefold()))
