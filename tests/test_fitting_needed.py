"""Short answers of the very form a question names."""

import pytest

from assistant.fitting import fitted
from assistant.fitting_lands import lands
from assistant.fitting_needed import needed
from assistant.question_kind import ask
from tests.test_fitting import piece

STUDENT = "Từ năm 2020, ở tuổi 13, Vicky Ngô theo học tại Đại học Auckland với hai chuyên ngành."


def told(question: str, sentence: str, marked: str) -> str | bool:
    """The words that are marked in the end; or what ``needed`` says without moving them."""
    start = sentence.index(marked)
    found = needed(question, ask(question), sentence, start, start + len(marked))
    return sentence[slice(*found)] if isinstance(found, tuple) else found


@pytest.mark.parametrize(
    ("question", "sentence", "marked", "wanted"),
    [
        ("Vicky Ngô vào đại học lúc mấy tuổi?", STUDENT, "2020", "tuổi 13"),
        ("vicky ngo vao dai hoc luc may tuoi", STUDENT, "2020", "tuổi 13"),
        (
            "Ông bao nhiêu tuổi khi đoạt giải?",
            "Năm 1999, ông nhận giải lúc 42 tuổi, sau con trai 18 tuổi của ông.",
            "1999",
            "42 tuổi",
        ),
        (
            "Giải nhất được bao nhiêu đô?",
            "Giải chính lên đến 70 tỷ đồng, tương đương 3 triệu đô la Mỹ.",
            "70 tỷ đồng",
            "3 triệu đô la Mỹ",
        ),
        (
            "HLV mới của CLB Hà Nội là người nước nào?",
            "CLB Hà Nội có HLV mới đến từ Hàn Quốc là ông Park Choong Kyun.",
            "Park Choong Kyun",
            "Hàn Quốc",
        ),
        (
            "Ông Quang bị truy tố tội gì?",
            "Ông Quang, nguyên Trưởng Công an quận, bị truy tố tội Nhận hối lộ theo Điều 354.",
            "nguyên Trưởng Công an quận",
            "tội Nhận hối lộ",
        ),
        (
            "ong Quang bi khoi to toi gi",
            "Ông Quang bị khởi tố về tội “Làm sai lệch hồ sơ, nhận hối lộ” hôm 3/5.",
            "hôm 3/5",
            "tội “Làm sai lệch hồ sơ, nhận hối lộ”",
        ),
        (
            "Việt Nam được bầu vào vị trí gì?",
            "Hôm nay Việt Nam được bầu làm Phó Chủ tịch Đại hội đồng LHQ trong một năm.",
            "một năm",
            "Phó Chủ tịch Đại hội đồng LHQ",
        ),
        (
            "Tàu nước nào chìm?",
            "Anh Nam kể rằng tàu của Anh chìm ở vịnh này.",
            "vịnh này",
            "Anh",
        ),
        (
            "Tỷ số trận Man Utd gặp Roma?",
            "Fernandes ghi 2 bàn trong trận Man Utd thắng Roma 6-2 ngày 29/4.",
            "2 bàn",
            "6-2",
        ),
        (
            "Truy xuất nguồn gốc theo quyết định nào?",
            "Thủ tướng ký Quyết định 100/QĐ-TTg ngày 19/01/2019 về truy xuất nguồn gốc.",
            "Thủ tướng",
            "Quyết định 100",
        ),
        (
            "Lãi suất tăng bao nhiêu phần trăm?",
            "Lãi suất tăng 3 lần trong năm, từ 4,5% lên cao hơn.",
            "3 lần",
            "4,5%",
        ),
        (
            "Nghi phạm là ai?",
            "Công an TP Vũng Tàu bắt ông Phạm Văn Dũng sau đám tang.",
            "Công an TP Vũng Tàu",
            "Phạm Văn Dũng",
        ),
    ],
)
def test_the_form_asked_for_is_marked(
    question: str, sentence: str, marked: str, wanted: str
) -> None:
    assert told(question, sentence, marked) == wanted


@pytest.mark.parametrize(
    ("question", "sentence", "marked"),
    [
        ("Bà qua đời năm nào?", "7 năm sau đó, bà qua đời vì bệnh tật.", "7 năm"),
        ("Cô ấy mấy tuổi?", "Cô học ở đây từ năm 2020.", "2020"),
        (
            "Bộ trưởng Bộ Y tế là ai?",
            "Bộ trưởng Y tế hoan nghênh Bệnh viện Đa khoa Trung ương.",
            "Bệnh viện Đa khoa Trung ương",
        ),
        (
            "Việt Nam được bầu vào vị trí gì?",
            "Việt Nam sẽ đảm nhiệm vị trí này trong vòng một năm.",
            "một năm",
        ),
        (
            "Nhà thờ tọa lạc ở chỗ nào?",
            "Vatican cho hay Giáo hoàng Francis đau buồn về vụ cháy nhà thờ.",
            "Giáo hoàng Francis",
        ),
    ],
)
def test_a_sentence_without_it_tells_nothing(question: str, sentence: str, marked: str) -> None:
    assert told(question, sentence, marked) is False


@pytest.mark.parametrize(
    ("question", "sentence", "marked"),
    [
        ("Bà qua đời năm nào?", "Bà qua đời cách đây 7 năm.", "cách đây 7 năm"),
        ("Bà sinh năm nào?", "Bà sinh ngày 2/9/1945 tại Huế.", "2/9/1945"),
        ("Ông bao nhiêu tuổi?", "Ông sinh năm 1965, quê Huế.", "sinh năm 1965"),
        ("Những nước nào tham gia?", "Tham gia có khối Bắc Âu và Lào.", "khối Bắc Âu"),
        ("Tàu của nước nào?", "Tàu thuộc bang California.", "bang California"),
        ("Vì sao năm nào cũng ngập?", "Mưa lớn làm nước dâng.", "Mưa lớn"),
        ("Diễn viên nam nào đoạt giải?", "Trấn Thành đoạt giải.", "Trấn Thành"),
        ("Khu rừng do ai quản lý?", "Rừng do Công ty Lâm nghiệp quản lý.", "Công ty Lâm nghiệp"),
        ("Ông phạm tội gì?", "Ông bị cáo buộc tham ô tài sản ở quận.", "tham ô tài sản"),
        ("Thư gửi vị lãnh đạo nào?", "Thư gửi Chủ tịch Nguyễn Đức Chung.", "Nguyễn Đức Chung"),
    ],
)
def test_other_words_that_answer_stand(question: str, sentence: str, marked: str) -> None:
    assert told(question, sentence, marked) is True


def test_countries_are_known_by_their_capitals_and_short_names() -> None:
    found = lands().findall(
        "Ý kiến của Mỹ, Ý, Nhật Bản, áo dài ở Áo; Anh Phan gặp Nga My (Anh) ở Hoa Kỳ."
    )
    assert found == ["Mỹ", "Ý", "Nhật Bản", "Áo", "Anh", "Hoa Kỳ"]


def test_a_sentence_of_the_form_does_not_pass_the_one_that_tells_what_happened() -> None:
    died, began = "7 năm sau đó, bà qua đời vì bệnh tật.", "Năm 1980, bà làm đạo diễn phim."
    first, second = fitted(
        "Đạo diễn phim này qua đời năm nào?", [piece(died, "7 năm"), piece(began, "1980")]
    )
    assert (first.text, first.short_answer) == (died, "")
    assert second.text == began


@pytest.mark.parametrize("said", ["1", "1,", "hai ", "năm ", "1 - ", "/1", "$ "])
@pytest.mark.parametrize(
    "question",
    ["Cô ấy mấy tuổi?", "Tăng bao nhiêu phần trăm?", "Giá bao nhiêu đô?", "Tỷ số là mấy?",
     "Sinh năm nào?", "Theo nghị định nào?", "Của nước nào?"],
)  # fmt: skip
@pytest.mark.timeout(60)
def test_a_sentence_of_endless_figures_is_soon_read(question: str, said: str) -> None:
    sentence = "Đây " + said * 50_000
    found = needed(question, ask(question), sentence, 0, 3)
    assert isinstance(found, bool) or sentence[slice(*found)] in said * 2
