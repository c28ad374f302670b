import pytest

from ui.examples import questions_of


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "GDP năm 2024 của Việt Nam tăng 7,09%",
            "GDP năm 2024 của Việt Nam tăng bao nhiêu phần trăm?",
        ),
        (
            "Thiệt hại do bão Yagi tăng lên hơn 81.000 tỷ đồng",
            "Thiệt hại do bão Yagi tăng lên bao nhiêu tỷ đồng?",
        ),
        (
            "Mỹ và Trung Quốc cùng có 40 huy chương vàng.",
            "Mỹ và Trung Quốc cùng có bao nhiêu huy chương vàng?",
        ),
    ],
)
def test_a_figure_is_asked_for_where_it_stands(sentence: str, question: str) -> None:
    assert list(questions_of(sentence, "")) == [question]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thế vận hội Tokyo 2020 khép lại tại Nhật Bản",
        "Khánh thành cầu Mỹ Thuận 2 nối Tiền Giang và Vĩnh Long",
        "Ông cho biết đã có 300 người được sơ tán",
        "Con số này bù lại mức giảm 33% của năm trước",
        "Hội nghị diễn ra tháng 9 tại Hà Nội",
        "Trận đấu kết thúc với 3 bàn thắng và 2 thẻ đỏ",
        "Đội tuyển thắng cả hai lượt",
    ],
)
def test_a_sentence_that_makes_no_good_question_makes_none(sentence: str) -> None:
    assert list(questions_of(sentence, "")) == []


def test_the_first_sentences_of_an_article_are_asked_about_too() -> None:
    text = "Vịnh đón khách\nVịnh Hạ Long đón 3,5 triệu lượt khách trong năm 2024."
    assert list(questions_of("Vịnh đón khách", text)) == [
        "Vịnh Hạ Long đón bao nhiêu triệu lượt khách trong năm 2024?"
    ]
