import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import analyse, dates, fold, folded_terms, normalise, numbers, terms, tokens
from index.telex import is_syllable, repair_typing, untelex


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà thuỷ khoẻ", "hòa thủy khỏe"),
        ("lý Mỹ kỳ quý", "lí Mĩ kì quí"),
        ("8.700 đồng", "8700 đồng"),
        ("HÀ NỘI", "hà nội"),
        ("ngày 02/09", "ngày 2/9"),
    ],
)
def test_two_spellings_of_one_thing_have_the_same_terms(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("ngày 2 tháng 9 năm 2024", "hôm 2/9/2024", "=2/9"),
        ("tháng 9 năm 2024", "tháng 9/2024", "=9/2024"),
        ("1,5 triệu đồng", "giá 1.500.000", "1500000"),
        ("7,09%", "7,09 phần trăm", "7.09%"),
        ("ở Mát-xcơ-va", "thủ đô Moscow", "=moskva"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh", "=ubnd"),
    ],
)
def test_dates_figures_and_names_meet_across_their_forms(one: str, other: str, shared: str) -> None:
    assert shared in terms(one)
    assert shared in terms(other)


def test_a_question_without_marks_has_the_folded_terms_of_the_question_with_marks() -> None:
    marked = "Đường Hoà Bình dài 1,5 nghìn mét khánh thành ngày 2 tháng 9?"
    assert folded_terms(fold(marked)) == folded_terms(marked)


def test_capitals_and_decomposed_text_have_the_same_terms() -> None:
    text = "Thủ tướng thăm Mát-xcơ-va ngày 2 tháng 9, chi 1,5 tỷ đồng"
    assert terms(text.upper()) == terms(text)
    assert terms(unicodedata.normalize("NFD", text)) == terms(text)


def test_d_with_stroke_folds_to_d() -> None:
    assert fold("Đà Nẵng đẹp") == "Da Nang dep"


def test_numbers_and_dates_stay_whole_and_offsets_point_at_them() -> None:
    text = "Tăng 7,09% hôm 2/9/2024 lên 1.234,5 tỷ"
    found = [text[token.start : token.end] for token in tokens(text)]
    assert found == ["Tăng", "7,09%", "hôm", "2/9/2024", "lên", "1.234,5", "tỷ"]


def test_a_sentence_end_after_a_number_is_not_part_of_it() -> None:
    assert [token.text for token in tokens("Có 25. Và 3, 4.")] == ["có", "25", "và", "3", "4"]


def test_numbers_have_values_and_units() -> None:
    found = [
        (str(n.value.normalize()), n.unit, n.text) for n in numbers("1,5 triệu USD và 8.700 kg")
    ]
    assert found == [("1.5E+6", "usd", "1,5 triệu"), ("8.7E+3", "kg", "8.700")]


def test_a_comma_parts_and_a_dot_groups_but_english_thousands_are_read_too() -> None:
    values = [
        int(n.value * 1000) for n in numbers("7,125 tấn; 7.125 tấn; 10,000 tấn; 1,234,567 tấn")
    ]
    assert values == [7125, 7125000, 10000000, 1234567000]


def test_figures_of_a_date_are_not_numbers() -> None:
    assert numbers("ngày 2 tháng 9 năm 2024") == []
    assert [(d.day, d.month, d.year) for d in dates("ngày 2 tháng 9 năm 2024")] == [(2, 9, 2024)]


def test_a_score_is_not_a_date() -> None:
    assert dates("thắng 2-1, tỷ lệ 13/45") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tieengs", "tiếng"),
        ("ddaaf", "đầ"),
        ("dduwowngf", "đường"),
        ("thuyr", "thủy"),
        ("quyeets", "quyết"),
        ("truwowcs", "trước"),
    ],
)
def test_telex_keys_give_the_syllable_they_stand_for(typed: str, meant: str) -> None:
    assert untelex(typed) == meant


def times(**written: int) -> Callable[[str], int]:
    return lambda word: written.get(word, 0)


def test_only_unknown_words_are_mended() -> None:
    known = times(bus=1, thủ=5)
    assert repair_typing("Thur tuwowngs ddi xe bus", known) == "Thủ tướng đi xe bus"
    assert repair_typing("Thủ tướng di an trua", times()) == "Thủ tướng di an trua"


def test_a_word_that_may_be_foreign_is_mended_only_into_one_that_is_written() -> None:
    assert repair_typing("xe bus", times()) == "xe bus"
    assert repair_typing("gias vangf", times(giá=2, vàng=2)) == "giá vàng"
    assert repair_typing("nồi soong", times()) == "nồi soong"
    assert repair_typing("soong Hoongf", times(sông=3, hồng=1)) == "sông Hồng"


def test_beside_a_sure_slip_what_is_written_far_less_often_is_one_too() -> None:
    known = times(gif=2, gì=90, this=3, thí=20, bus=1, bú=9)
    assert repair_typing("file gif", known) == "file gif"
    assert repair_typing("ngafy nafo xem gif", known) == "ngày nào xem gì"
    assert repair_typing("ngafy nafo this di bus", known) == "ngày nào this di bus"
    assert repair_typing("ngafy nafo Max lais xe", known) == "ngày nào Max lái xe"


def test_syllables_are_told_from_foreign_words() -> None:
    assert is_syllable("nghiêng")
    assert not is_syllable("news")


@given(st.text())
def test_normalising_keeps_the_length_of_the_nfc_and_twice_is_once(text: str) -> None:
    once = normalise(text)
    assert len(once) == len(unicodedata.normalize("NFC", text))
    found = analyse(text)
    assert len(found.marked) == len(found.folded)
