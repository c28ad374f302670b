"""A yes or a no only where a sentence says it outright."""

from unicodedata import normalize

import pytest

from assistant.answer import Ask
from assistant.composing import Work, compose
from assistant.evidence import Evidence, Reading
from assistant.question_kind import ask
from assistant.times import time_condition
from assistant.writer import Draft
from assistant.yes_no import statement, yes_or_no
from assistant.yes_no_marks import says_no
from corpus.article import Article
from index.analysis import fold

SETTLED = [
    ("Gốm của người Chăm có tráng men không?",
     "Gốm không tráng men và được nung lộ thiên bằng củi.", "Nghề gốm của người Chăm", "Không"),
    ("Có phải Đức là đội châu Âu đầu tiên vô địch World Cup tổ chức ở châu Mỹ?",
     "Họ cũng là đội châu Âu đầu tiên vô địch khi giải được tổ chức ở châu Mỹ.",
     "Đức vô địch World Cup 2014", "Có"),
    ("Cầu Mỹ Thuận 2 đã khánh thành chưa?",
     "Cầu Mỹ Thuận 2 được khánh thành ngày 24/12/2023.", "Cầu Mỹ Thuận 2", "Rồi"),
    ("Chiếc tàu đã được tìm thấy chưa?", "Chiếc tàu vẫn chưa được tìm thấy.", "Tàu", "Chưa"),
    ("Có phải bão làm 53 người chết?", "Bão làm 60 người chết và 3 người mất tích.", "Bão",
     "Không"),
    ("Năm 2020 dân số thế giới có tăng dưới 1% không?",
     "Năm 2020, dân số thế giới tăng chưa đến 1%, lần đầu tiên kể từ năm 1950.", "Dân số", "Có"),
    ("Ông Biden có gặp trực tiếp ông Putin ở hội nghị G20 tại Rome không?",
     "Ông không gặp trực tiếp ông Putin tại hội nghị G20 ở Rome hay hội nghị khí hậu COP26.",
     "Ông Biden và ông Putin bàn về “ổn định chiến lược”", "Không"),
    ("Trường học có mở cửa lại không?", "Trường học chẳng mở cửa lại trong tháng 5.", "Trường",
     "Không"),
]  # fmt: skip
UNSETTLED = [
    ("Đại dịch đã chấm dứt hẳn phải không?",
     "Tuyên bố của WHO không có nghĩa là đại dịch đã chấm dứt hẳn."),
    ("Thủ tướng có từ chức không?", "Thủ tướng phủ nhận tin đồn từ chức."),
    ("Ca sĩ A ly hôn chồng phải không?", "Ca sĩ A bác bỏ tin ly hôn chồng."),
    ("Cầu Mỹ Thuận 2 đã khánh thành chưa?", "Cầu Mỹ Thuận 2 sẽ khánh thành cuối năm 2023."),
    ("Cầu đã thông xe chưa?", "Cầu dự kiến thông xe vào tháng 9."),
    ("Nga có rút quân khỏi Ukraine không?", "Nếu Nga rút quân khỏi Ukraine, Mỹ sẽ dỡ trừng phạt."),
    ("Nga có rút quân khỏi Ukraine không?", "Ông Zelensky kêu gọi Nga rút quân khỏi Ukraine."),
    ("Vắc xin này an toàn phải không?", "Nhiều chuyên gia cho rằng vắc xin này an toàn."),
    ("Ông A có nhận hối lộ không?", "Ông A bị cáo buộc nhận hối lộ."),
    ("Ông A có nhận hối lộ không?", "Có phải ông A đã nhận hối lộ?"),
    ("Cảnh sát có bắt ông A không?", "Ông A suýt bị cảnh sát bắt."),
    ("Việt Nam có vô địch SEA Games 31 không?", "Việt Nam đặt mục tiêu vô địch SEA Games 31."),
    ("Tất cả các đội Anh đã rút lui phải không?", "Các đội Anh đã rút lui sau hai ngày."),
    ("Bà A ly hôn vì ngoại tình phải không?", "Bà A ly hôn năm 2020."),
    ("Bão làm 53 người chết phải không?", "Bão làm 60 người bị thương."),
    ("Loại thuốc này có chữa được ung thư không?", "Loại thuốc này có thể chữa được ung thư."),
    ("Thanh thiếu niên có nên uống cà phê không?",
     "Học viện khuyến cáo trẻ nhỏ kiêng và thanh thiếu niên nên hạn chế uống cà phê."),
    ("Tài xế có bị thương không?", "Tài xế lái xe đi giao hàng cho thương lái."),
    ("Hãng bay của Congo có được bay vào châu Âu không?",
     "Tất cả các hãng bay của Congo bị cấm hoạt động ở châu Âu."),
]  # fmt: skip


def article(text: str, title: str = "Bài") -> Article:
    return Article(article_id="a", title=title, text=f"{title}\n\n{text}")


@pytest.mark.parametrize(("question", "quote", "title", "said"), SETTLED)
@pytest.mark.parametrize("form", ["NFC", "NFD", "bare"])
def test_a_sentence_that_says_it_outright_settles_it(
    question: str, quote: str, title: str, said: str, form: str
) -> None:
    typed = fold(question.lower()) if form == "bare" else normalize(form, question)  # type: ignore[arg-type]
    assert yes_or_no(typed, quote, article(quote, title)) == said


@pytest.mark.parametrize(("question", "quote"), UNSETTLED)
@pytest.mark.parametrize("form", ["NFC", "NFD", "bare"])
def test_denials_hearsay_plans_and_opinions_settle_nothing(
    question: str, quote: str, form: str
) -> None:
    typed = fold(question.lower()) if form == "bare" else normalize(form, question)  # type: ignore[arg-type]
    assert yes_or_no(typed, quote, article(quote)) == ""


def test_what_does_not_mean_it_is_a_no_to_whether_it_means_it() -> None:
    question = "WHO tuyên bố hết khẩn cấp, tức là đại dịch đã chấm dứt hẳn phải không?"
    quote = "Tuyên bố của WHO không có nghĩa là đại dịch đã chấm dứt hẳn."
    for form in ("NFC", "NFD"):
        assert yes_or_no(normalize(form, question), quote, article(quote)) == "Không"


def test_what_is_asked_stands_in_the_sentence_itself_not_in_its_title_or_article() -> None:
    quote = "Kim ngạch xuất khẩu hàng hóa đạt 355,5 tỷ USD, giảm 4,4%."
    held = article(quote, "Kinh tế Việt Nam năm 2023 tăng 5,05%")
    assert yes_or_no("Xuất khẩu năm 2023 có tăng không?", quote, held) == ""
    quote = "Trẻ em từ 12 tuổi cũng được tiêm; TP.HCM là nơi tiêm đầu tiên."
    held = article(f"{quote} Sau đó có vaccine của Pfizer.", "Việt Nam tiêm vaccine")
    question = "Vaccine đầu tiên Việt Nam tiêm có phải của Pfizer không?"
    assert yes_or_no(question, quote, held) == ""


@pytest.mark.parametrize(
    ("title", "said"),
    [("Kinh tế Việt Nam năm 2024", ""), ("Kinh tế Việt Nam năm 2023", "Có")],
)
def test_a_sentence_of_another_year_settles_nothing(title: str, said: str) -> None:
    quote = "Xuất khẩu hàng hóa tăng 14,3%."
    assert yes_or_no("Xuất khẩu năm 2023 có tăng không?", quote, article(quote, title)) == said


@pytest.mark.parametrize(
    ("sentence", "marked", "shown"),
    [
        ("Riêng đội lái xe không hưởng thù lao.", "không hưởng thù lao", "không hưởng thù lao"),
        ("Anh hoàn toàn không cắm sạc.", "cắm sạc", "hoàn toàn không cắm sạc"),
        ("Thái tử phủ nhận liên quan.", "phủ nhận liên quan", "phủ nhận liên quan"),
        ("Hiện vẫn chưa rút được nước.", "chưa rút được", "vẫn chưa rút được nước"),
        ("Mỹ điều máy bay không người lái tới đảo.", "không người lái", None),
        ("Lính Mỹ được cho phép ở lại.", "được cho phép", None),
        ("Ông không nói.", "không", None),
    ],
)
def test_only_words_that_deny_are_marked_under_a_yes_or_no_question(
    sentence: str, marked: str, shown: str | None
) -> None:
    start = sentence.index(marked)
    place = says_no(sentence, start, start + len(marked))
    assert (place and sentence[place[0] : place[1]]) == shown


def test_long_words_that_deny_are_no_short_answer() -> None:
    sentence = "Việc cô không xuất hiện " + "trong buổi ra mắt " * 6 + "gây tin đồn."
    assert says_no(sentence, 7, len(sentence) - 1) is None


def test_a_title_that_denies_it_settles_nothing() -> None:
    quote = "Bà A ly hôn ông B hồi tháng 3."
    question = "Bà A ly hôn ông B phải không?"
    assert yes_or_no(question, quote, article(quote)) == "Có"
    assert yes_or_no(question, quote, article(quote, "Bà A phủ nhận tin đồn")) == ""


def test_a_question_without_marks_makes_a_statement_too() -> None:
    assert statement("co phai Duc la doi dau tien vo dich khong?") == "Duc la doi dau tien vo dich"
    assert statement("nui nao cao nhat the gioi khong") == ""


def answered(quote: str, title: str, question: str, typed: str, marked: str = "") -> str:
    held = article(quote, title)
    start = held.text.find(quote)
    at = start + quote.find(marked) if marked else None
    piece = Evidence(
        text=quote, article_id="a", revision=1, start=start, end=start + len(quote),
        probability=0.9, score=1.0, span_start=at,
        span_end=None if at is None else at + len(marked), span_probability=0.9 if marked else 0.0,
    )  # fmt: skip
    work = Work(ask=Ask(question=typed), query=question, times=time_condition(question))
    reading = Reading(evidence=(piece,), p_answerable=0.9, p_right=0.9, asked=ask(question))
    return compose(
        work, reading, {"a": held}, [Draft(text=quote, numbers=(1,))],
        writer="extractive", copies=lambda _: (),
    ).short_answer  # fmt: skip


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_answer_opens_with_yes_however_its_question_is_encoded(form: str) -> None:
    question = "Cầu Nhật Tân có dài 3.755 m không?"
    typed = normalize(form, question)  # type: ignore[arg-type]
    assert answered("Cầu Nhật Tân dài 3.755 m.", "Cầu Nhật Tân", question, typed) == "Có"


def test_an_answer_shows_the_words_that_deny_where_nothing_settles_it() -> None:
    question = "Tài xế lái xe cấp cứu có được trả công không?"
    quote = "Riêng đội lái xe cấp cứu không hưởng thù lao."
    shown = answered(quote, "Xe cấp cứu", question, question, "không hưởng thù lao")
    assert shown == "không hưởng thù lao"
    assert answered(quote, "Xe cấp cứu", question, question, "đội lái xe") == ""
