"""Unanswerable questions made of answerable ones ask about what the article does not know."""

import random

from assistant.train_reader_data import Asked, ask
from assistant.train_reader_spoil import Spoiler

ARTICLE = ["Rafael Nadal thắng 62 trận ở Barcelona năm 2021.", "Anh gặp Andrey Rublev hôm 18/4."]
OTHER = ["Novak Djokovic thua ở Belgrade trước Aslan Karatsev."]


def question(text: str, sentences: list[str], answer: str) -> Asked:
    return ask(
        key="k", kind="number", text=text, title="Quần vợt", sentences=sentences, gold={0},
        answers=[answer],
    )  # fmt: skip


ASKED = question("Tay vợt Rafael Nadal thắng mấy trận năm 2021?", ARTICLE, "62")
POOL = [ASKED, question("Vì sao Novak Djokovic thua ở Belgrade?", OTHER, "Aslan Karatsev")]


def test_one_name_or_figure_is_exchanged_for_one_the_article_does_not_hold() -> None:
    spoil, r = Spoiler(POOL), random.Random(7)
    made = {one.text for _ in range(60) if (one := spoil(ASKED, r))}
    assert "Tay vợt Novak Djokovic thắng mấy trận năm 2021?" in made
    assert any(text.startswith("Tay vợt Rafael Nadal") and "2021" not in text for text in made)
    assert ASKED.text not in made


def test_nothing_answers_it_any_more() -> None:
    one = Spoiler(POOL)(ASKED, random.Random(1))
    assert one is not None
    assert not one.gold
    assert not one.spans
    assert not one.answers
    assert one.sentences == ASKED.sentences


def test_a_question_without_names_or_figures_stays_as_it_is() -> None:
    plain = question("Ai thắng nhiều trận nhất?", ARTICLE, "Rafael Nadal")
    assert Spoiler(POOL)(plain, random.Random(1)) is None


def test_the_first_word_is_no_name_for_being_capitalised() -> None:
    asked = question("Sao tay vợt ấy thua 62 trận?", ARTICLE, "Barcelona")
    spoil, r = Spoiler(POOL), random.Random(3)
    assert all(one.text.startswith("Sao ") for _ in range(30) if (one := spoil(asked, r)))


def test_a_question_typed_without_marks_gets_a_name_without_marks() -> None:
    pool = [*POOL, question("Có phải Đỗ Ánh thua ở Belgrade?", OTHER, "Belgrade")]
    bare = question("Vi sao Nadal den Barcelona?", ARTICLE, "62")
    spoil, r = Spoiler(pool), random.Random(5)
    made = [one.text for _ in range(40) if (one := spoil(bare, r))]
    assert made
    assert all(text.isascii() for text in made)


def test_earlier_turns_are_left_alone() -> None:
    turns = question("Ai vô địch? Rafael Nadal\nNăm 2021 thắng mấy trận?", ARTICLE, "62")
    one = Spoiler(POOL)(turns, random.Random(2))
    assert one is not None
    assert one.text.startswith("Ai vô địch? Rafael Nadal\n")
