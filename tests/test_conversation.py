from unicodedata import normalize

import pytest

from assistant.answer import Turn
from assistant.conversation import named_now, search_query
from index.analysis import fold

HISTORY = [Turn("Mourinho dẫn dắt Tottenham được bao lâu thì bị sa thải?", "17 tháng")]


@pytest.mark.parametrize(
    "question",
    [
        "Còn ông ấy thì sao?",
        "con ong ay thi sao",
        "Trong quãng đó ông ấy thắng mấy trận?",
        "Ông nói gì khi ra đi?",
        "Vụ này ai quyết định?",
        "Ở đó có bao nhiêu người?",
        "Thế còn năm ngoái?",
        "Còn Arsenal?",
        "Bằng vũ khí gì?",
        "Nó được hạ thủy năm nào?",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_question_that_leans_gets_the_subject(question: str, form: str) -> None:
    query = search_query(normalize(form, question), HISTORY)
    assert "Mourinho" in query
    assert "Tottenham" in query
    assert query.startswith(normalize(form, question))


@pytest.mark.parametrize(
    "question",
    [
        "Ai đoạt Quả bóng vàng 2021?",
        "Tổng dân số Việt Nam theo tổng điều tra năm 2019 là bao nhiêu?",
        "gdp viet nam nam 2023 tang bao nhieu phan tram",
        "Ông Kirby nói Nga từ chối điều gì?",
        "Cuối tháng 1/2024 ông Trump đã chốt người đứng cùng liên danh chưa?",
        "Người ta xử lý hai container hàng ở Mường Nhé bằng cách nào?",
    ],
)
def test_a_new_subject_does_not_drag_the_old_one_along(question: str) -> None:
    assert search_query(question, HISTORY) == question


def test_without_a_conversation_nothing_changes() -> None:
    assert search_query("Còn ông ấy thì sao?", []) == "Còn ông ấy thì sao?"


def test_question_words_of_the_conversation_are_not_searched_for() -> None:
    added = search_query("Ông ấy thắng mấy trận?", HISTORY).split("(")[1]
    assert "bao lâu" not in added
    assert "?" not in added


def test_the_answer_brings_its_name() -> None:
    history = [Turn("Tàu cứu hộ nào đi tìm tàu ngầm?", "MV Swift Rescue")]
    assert "MV Swift Rescue" in search_query("Nó được hạ thủy năm nào?", history)


def test_of_a_long_answer_only_the_names_are_taken() -> None:
    long = (
        "Vì nhiều lý do khác nhau mà ban lãnh đạo đội bóng cùng ông Daniel Levy đã bàn từ rất lâu."
    )
    query = search_query("Ông ấy nói gì?", [Turn("Vì sao Mourinho bị sa thải?", long)])
    assert "Daniel Levy" in query
    assert "ban lãnh đạo" not in query


def test_ten_turns_keep_the_subject_they_began_with() -> None:
    history = [
        Turn("Ai đoạt Quả bóng vàng 2021?", "Lionel Messi"),
        Turn("Bão Yagi đổ bộ vào tỉnh nào?", "Quảng Ninh"),
        Turn("Ở đó thiệt hại bao nhiêu?", "23.770 tỷ đồng"),
        Turn("Còn Hải Phòng thì sao?", "12.220 tỷ đồng"),
        Turn("Có bao nhiêu người chết?", "30 người"),
        Turn("Thế còn mất tích?", "2 người"),
        Turn("Nó suy yếu khi nào?", "8/9"),
        Turn("Gió giật cấp mấy?", "cấp 17"),
        Turn("Vậy ai chỉ huy chống bão?", "Trần Hồng Hà"),
        Turn("Ông ấy họp ở đâu?", "Hải Phòng"),
    ]
    query = search_query("Họp xong ông ấy yêu cầu gì?", history)
    assert "Trần Hồng Hà" in query or "Yagi" in query
    assert "Hải Phòng" in query
    assert "Messi" not in query
    assert len(query.split()) < 50


def test_what_the_question_says_itself_is_not_added_twice() -> None:
    query = search_query("Còn Mourinho thì sao?", HISTORY)
    assert fold(query).lower().count("mourinho") <= 2


def test_a_word_that_begins_like_a_question_word_stays_whole() -> None:
    history = [Turn("Ngày 23/3 ai nói Nga từ chối điện đàm?", "John Kirby")]
    assert "Nga từ chối điện đàm" in search_query("Ông ấy nói gì?", history)


@pytest.mark.parametrize(
    ("question", "pairs"),
    [
        ("Giá vàng hôm nay bao nhiêu?", ("gia vang",)),
        ("gia vang hom nay bao nhieu", ("gia vang",)),
        ("Ông ấy hiện nay ở đâu?", ()),
        ("Giá vàng bao nhiêu?", ()),
    ],
)
def test_a_question_of_today_names_its_subject(question: str, pairs: tuple[str, ...]) -> None:
    assert named_now(question) == pairs


def test_another_name_in_place_of_the_subject_leaves_the_old_answer_behind() -> None:
    history = [
        Turn("Thủy điện Hòa Bình khởi công khi nào?", "Ngày 6/11/1979"),
        Turn("Nó có mấy tổ máy?", "tám tổ máy"),
    ]
    assert search_query("Còn Sơn La?", history) == (
        "Còn Sơn La? (tổ máy, Thủy điện Hòa Bình khởi công)"
    )
    assert "Mbappé" not in search_query(
        "Còn World Cup 2022 thì sao?", [Turn("Ai hay nhất World Cup 2018?", "Mbappé")]
    )
    assert "Mbappé" in search_query(
        "Còn tuổi thì sao?", [Turn("Ai hay nhất World Cup 2018?", "Mbappé")]
    )
