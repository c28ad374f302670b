import pytest

from ui.archive_view import _is_asked_for
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
    text = "Vịnh Hạ Long đón khách\nVịnh Hạ Long đón 3,5 triệu lượt khách trong năm 2024."
    assert list(questions_of("Vịnh Hạ Long đón khách", text)) == [
        "Vịnh Hạ Long đón bao nhiêu triệu lượt khách trong năm 2024?"
    ]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "CPI bình quân tăng 3,63%, thấp hơn mức trần 4–4,5% của Quốc hội.",
            "CPI bình quân tăng bao nhiêu phần trăm?",
        ),
        (
            "Lào hiện có 511 ca Covid-19 và đã phong tỏa một số thành phố.",
            "Lào hiện có bao nhiêu ca Covid-19?",
        ),
        (
            "Bão làm 318 người chết, mất tích ở các tỉnh.",  # a list is not cut
            "",
        ),
        ("SEA Games bế mạc, chủ nhà lập kỷ lục 205 huy chương vàng.", ""),
        ("Cầu được thiết kế dây văng, nhịp chính dài 350 m.", ""),
        ("Công bố danh sách 496 người trúng cử đại biểu Quốc hội.", ""),
        ("Toàn cảnh nút giao khổng lồ 400 tỷ đồng ở Quảng Ninh.", ""),
    ],
)
def test_a_question_asks_one_thing_in_plain_words(sentence: str, question: str) -> None:
    assert list(questions_of(sentence, "")) == [question] * bool(question)


def test_a_question_for_who_has_not_read_the_article_names_what_it_is_about() -> None:
    title = "Olympic Paris 2024: Mỹ và Trung Quốc cùng dẫn đầu"
    text = f"{title}\nMỹ và Trung Quốc cùng có 40 huy chương vàng."
    assert list(questions_of(title, text)) == []
    text = f"{title}\nĐoàn Mỹ đến Olympic Paris với 592 người."
    assert list(questions_of(title, text)) == ["Đoàn Mỹ đến Olympic Paris với bao nhiêu người?"]


def test_an_example_is_kept_only_where_the_answer_is_the_figure_asked_for() -> None:
    said = "VN-Index tăng hơn 12% trong năm 2023\nCon số bù lại mức giảm gần 33%."
    question = "VN-Index tăng bao nhiêu phần trăm trong năm 2023?"
    assert _is_asked_for("hơn 12%", question, said)
    assert not _is_asked_for("gần 33%", question, said)
    assert not _is_asked_for("nhiều", question, said)
    assert not _is_asked_for("12%", "Chỉ số khác tăng bao nhiêu phần trăm?", said)
