"""The calibration of what refusal goes by: read as the product reads, by models of other folds."""

from pathlib import Path

import pytest

from assistant.evidence import Evidence, agreeing
from assistant.reader_ranking import MODEL, standing
from assistant.train_ranker_data import FOLDS, Asked, share
from assistant.train_ranker_right import READ, Library, calibrate_right, fold_folders
from corpus.article import Article

TEXT = "Huyện Sơn Hà mở trường mới. Cây cầu khánh thành sáng 5/3. Cầu dài 312 m, rộng 9 m."
ARTICLE = Article(article_id="a", title="Sơn Hà có cầu mới", text=TEXT)


def piece(text: str, answer: str, probability: float) -> Evidence:
    start = text.find(answer) if answer else None
    return Evidence(
        text=text, article_id="a", revision=1, start=0, end=len(text), probability=probability,
        score=probability, span_start=start,
        span_end=None if start is None else start + len(answer),
    )  # fmt: skip


def test_outlets_that_tell_the_same_are_no_rivals() -> None:
    first = piece("Cầu dài 312 m.", "312 m", 0.4)
    same = piece("Cây cầu mới này dài tới 312 m.", "312 m", 0.3)
    other = piece("Cầu rộng 9 m.", "9 m", 0.2)
    assert agreeing([first, same, other]) == pytest.approx(0.7)
    assert agreeing([first, other]) == agreeing([other, first]) == pytest.approx(0.4)


def test_sentences_without_short_answers_agree_where_they_say_nearly_the_same_words() -> None:
    first = piece("Mưa lớn làm sạt lở đường vào bản.", "", 0.4)
    copy = piece("Mưa lớn đã làm sạt lở đường vào bản.", "", 0.2)
    assert agreeing([first, copy]) == pytest.approx(0.6)
    assert agreeing([first, piece("Đường vào bản đã thông.", "", 0.2)]) == pytest.approx(0.4)


def test_a_sentence_stands_by_the_odds_and_its_share() -> None:
    assert standing(0.5, 1) == pytest.approx(0)
    assert standing(0.9, 0.5) < standing(0.9, 0.9) < standing(0.95, 0.9)


def asked(number: int, *, answerable: bool) -> Asked:
    text = "Cây cầu ở Sơn Hà dài bao nhiêu mét?" if answerable else "Vì sao cầu ở Sơn Hà bị sập?"
    return Asked(
        question_id=f"q{number}", kind="number", text=text, article_id="a",
        gold=(2,) if answerable else (), quotes=("Cầu dài 312 m, rộng 9 m.",) if answerable else (),
        answers=("312 m",) if answerable else (), turns=(), part="held",
    )  # fmt: skip


def test_what_answers_stands_higher_and_the_thresholds_lie_between(tmp_path: Path) -> None:
    held = [asked(n, answerable=n % 2 == 0) for n in range(60)]
    read = [a for a in held if share(a, "right") < READ]
    assert {bool(a.gold) for a in read} == {True, False}
    found = {(a.question_id, False): [("a", 0, len(TEXT), 9.0, 0.6)] for a in held}
    archive = Library(found=found, articles={"a": ARTICLE}, neural=None)
    folders = fold_folders(tmp_path)
    table = calibrate_right(held, archive, MODEL, folders, workers=1)
    assert len(table["right"]) == 2
    assert len(folders) == FOLDS
    assert all((folder / "sentences-neural.txt").is_file() for folder in folders)
    for points in table["right"]:
        assert points[1][0] < 0.5 < points[1][-1]
    assert set(table["threshold"]) == {"5", "10", "20", "30", "default"}
    assert all(0 < t < 1 for pair in table["threshold"].values() for t in pair)
