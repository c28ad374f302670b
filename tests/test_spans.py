import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from assistant.spans import candidates, fineness, slots, without_place


def texts(sentence: str, kind: str | None = None) -> set[str]:
    return {sentence[s.start : s.end] for s in candidates(sentence) if kind in (None, s.kind)}


def measures(sentence: str, text: str) -> set[str]:
    return {s.measure for s in slots(sentence) if sentence[s.start : s.end] == text}


def test_figures_come_bare_with_unit_and_with_the_noun_after():
    found = texts("Tên này đã chặt đầu hơn 100 người tại thành phố Raqqa.")
    assert {"100", "100 người", "hơn 100 người"} <= found


def test_units_say_what_is_measured():
    assert measures("Lãi suất tăng lên 7,09% mỗi năm.", "7,09%") == {"percent"}
    assert "money" in measures("Giá vé là 160.000 đồng một lượt.", "160.000 đồng")
    assert "age" in measures("Cụ bà 97 tuổi vẫn khỏe.", "97 tuổi")
    assert "length" in measures("Xác tàu nằm ở độ sâu 838 mét.", "838 mét")


def test_numbers_written_out_are_figures_with_their_noun():
    assert "hai con" in texts("Trương Hằng không thể đưa hai con về nước.", "number")


def test_dates_are_found_in_the_forms_of_the_news():
    assert "tối 16/4" in texts("Giàn hoa bị cưa vào tối 16/4.", "date")
    assert "năm 1951" in texts("Cuộc thi do Eric Morley lập năm 1951.", "date")
    assert "ngày 20 tháng 4 năm 2021" in texts("Họp ngày 20 tháng 4 năm 2021 tại Hà Nội.", "date")
    assert "8h15" in texts("Đến 8h15, hỏa hoạn được dập tắt.", "date")
    assert "tháng 5/2017" in texts("Ảnh xuất hiện từ tháng 5/2017 và là ảnh ghép.") or (
        "từ tháng 5/2017" in texts("Ảnh xuất hiện từ tháng 5/2017 và là ảnh ghép.")
    )


def test_dates_know_how_fine_they_are():
    assert fineness("8h15") == "hour"
    assert fineness("ngày 16/4") == "day"
    assert fineness("tháng 4/2021") == "month"
    assert fineness("năm 1951") == "year"


def test_names_come_bare_and_with_their_title():
    sentence = "Nhiếp ảnh gia Anurag Gawande vô cùng kinh ngạc, ông Trần Văn Nam cũng vậy."
    found = texts(sentence, "name")
    assert {"Anurag Gawande", "Trần Văn Nam", "ông Trần Văn Nam"} <= found
    assert "person" in measures(sentence, "Trần Văn Nam")


def test_a_name_with_initials_and_hyphens_is_one_name():
    assert "Song Hye-kyo" in texts("Nữ diễn viên Song Hye-kyo chia tay.", "name")


def test_quotes_reasons_and_lists_are_candidates():
    assert "giơ cao đánh khẽ" in texts('Thầy cô đành "giơ cao đánh khẽ" cho con lên lớp.', "quote")
    reasons = texts("Tai nạn xảy ra do tài xế ngủ gật, không có người chết.", "reason")
    assert "tài xế ngủ gật" in reasons
    found = texts("Trường có cơ sở tại Hà Nội, Đà Nẵng và Cần Thơ.")
    assert "Hà Nội, Đà Nẵng và Cần Thơ" in found


def test_fractions_and_units_without_a_blank_are_figures():
    assert "1/3" in texts("Số người ủng hộ lên tới 25% toàn châu Âu, 1/3 tại Hà Lan.", "number")
    assert "300Mbps" in texts("Dịch vụ sẽ đạt tốc độ 300Mbps (37,5MB/s).", "number")
    assert "2/3 người" in texts("Có 2/3 người được hỏi đồng ý.", "number")


def test_people_areas_and_volumes_are_measured_apart():
    assert measures("Có 260 người đã chết.", "260 người") >= {"people"}
    assert measures("Dự án cần 1,8 triệu m3 cát.", "1,8 triệu m3") == {"volume"}
    assert measures("Căn hộ rộng 56 m2.", "56 m2") == {"area"}


def test_a_stretch_of_time_is_one_date():
    assert "tháng 3 đến cuối tháng 4" in texts("Từ tháng 3 đến cuối tháng 4 hoa nở rộ.", "date")
    assert "4h30 - 22h" in texts("Quán mở cửa từ 4h30 - 22h nên khách thoải mái.", "date")


def test_last_year_is_not_cut_to_last():
    found = texts("Kênh trao đổi bị đình chỉ vào năm ngoái.")
    assert "năm ngoái" in found
    assert "ngoái" not in texts("Bị đình chỉ vào năm ngoái.", "date")


def test_phrases_between_function_words_are_candidates():
    found = texts("Nghi sử dụng tinh bột than tre tạo màu đen bắt mắt cho bánh.")
    assert "tinh bột than tre" in found
    found = texts("Khả năng chống oxy hóa cao nhất được tìm thấy trong hạt nho, rồi đến vỏ.")
    assert "hạt nho" in found


def test_what_stands_after_la_is_a_candidate():
    assert "một nhà báo" in texts("Ông là một nhà báo.")


@given(st.text(alphabet=st.sampled_from(list('aăđĐNội 12/%,.:()"“”–-\nHà')), max_size=80))
def test_spans_lie_inside_the_sentence_whatever_it_holds(text):
    sentence = unicodedata.normalize("NFC", text)
    for span in candidates(sentence):
        assert 0 <= span.start < span.end <= len(sentence)
        assert sentence[span.start : span.end].strip() == sentence[span.start : span.end]


def test_a_persons_name_does_not_begin_with_the_place_the_person_is_of() -> None:
    sentence = "Đặc phái viên của Mỹ về Iran Robert Malley và bà Anh Thư tham gia."
    start, end = sentence.index("Iran"), sentence.index(" và")
    assert sentence[without_place(sentence, start, end) : end] == "Robert Malley"
    start = sentence.index("Anh Thư")
    assert without_place(sentence, start, start + 7) == start
