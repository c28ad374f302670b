import unicodedata

import pytest

from assistant.question_kind import ask
from assistant.question_kind_model import KindModel
from assistant.reader_ranking import MODEL

ASKED = [
    ("Có bao nhiêu người bị thương trong vụ cháy?", "number"),
    ("Vé tháng xe buýt giá mấy đồng?", "number"),
    ("Cầu Cát Lái khởi công khi nào?", "date"),
    ("Ông ấy sinh năm nào?", "date"),
    ("Ai là người sáng lập công ty này?", "person"),
    ("Lễ khai mạc diễn ra ở đâu?", "place"),
    ("Trận đấu tổ chức ở tỉnh nào?", "place"),
    ("Vì sao chuyến bay bị hoãn?", "why"),
    ("Do đâu mà giá thép tăng?", "why"),
    ("Người dân nộp hồ sơ như thế nào?", "how"),
    ("Đoàn gồm những gì?", "list"),
    ("Thành phố có cấm xe máy không?", "yesno"),
]


def bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c))


@pytest.mark.parametrize(("question", "kind"), ASKED)
def test_the_kind_follows_from_the_question_words(question, kind):
    assert ask(question).kind == kind


@pytest.mark.parametrize(("question", "kind"), ASKED)
def test_the_kind_is_the_same_without_marks_and_decomposed(question, kind):
    assert ask(bare(question)).kind == kind
    assert ask(unicodedata.normalize("NFC", unicodedata.normalize("NFD", question))).kind == kind


def test_a_number_question_knows_what_is_measured():
    assert ask("Lợi nhuận tăng bao nhiêu phần trăm?").measure == "percent"
    assert ask("Con đường dài bao nhiêu km?").measure == "length"
    assert ask("Chuyến bay kéo dài bao lâu?").measure == "time"
    assert ask("Dự án tốn bao nhiêu tiền?").measure == "money"
    assert ask("Có bao nhiêu học sinh dự thi?").measure == "people"
    assert ask("Công viên rộng bao nhiêu héc ta?").measure == "area"
    assert ask("Làm đường cần bao nhiêu khối cát?").measure == "volume"
    assert ask("Có bao nhiêu chiếc xe bị cháy?").measure == ""


def test_it_is_known_whether_the_thing_counted_is_named():
    assert ask("Có bao nhiêu chiếc xe bị cháy?").counted
    assert not ask("Tổng lượng dầu là bao nhiêu?").counted


def test_a_date_question_knows_how_fine_a_date_is_wanted():
    assert ask("Công ty thành lập năm nào?").measure == "year"
    assert ask("Hội nghị khai mạc ngày nào?").measure == "day"
    assert ask("Vụ cháy xảy ra lúc mấy giờ?").measure == "hour"


def test_an_age_is_no_time_of_day():
    asked = ask("Cô vào đại học lúc mấy tuổi?")
    assert (asked.kind, asked.measure) == ("number", "age")


def test_machines_are_not_how_many():
    assert ask("may bay cua hang nao roi xuong bien").kind != "number"
    assert ask("Máy bay của hãng nào rơi xuống biển?").kind != "number"


def test_the_noun_asked_about_is_kept():
    assert "nguoi" in ask("Có bao nhiêu người bị thương?").focus
    assert "tinh" in ask("Trận đấu tổ chức ở tỉnh nào?").focus


def test_an_empty_question_asks_for_a_fact():
    assert ask("").kind == "fact"
    assert ask("???").kind == "fact"


def test_the_shipped_model_tells_persons_that_no_rule_names():
    model = KindModel.load(MODEL / "kinds.json")
    asked, shares = model.ask("Vị phó khoa nào ở Bệnh viện Da liễu giải thích chuyện hói đầu?")
    assert asked.kind == "person"
    assert sum(shares) == pytest.approx(1.0)
