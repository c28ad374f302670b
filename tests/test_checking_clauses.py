"""What the support checker reads from whole clauses: labels, denials, names beside their verbs."""

import pytest

from assistant.answer import Support
from assistant.checking_rules import check_by_rules as check_claim
from corpus.article import Article


def _check(claim: str, quote: str, before: str = "") -> Support:
    article = Article(
        article_id="a", revision="r", title="Tin trong ngày", text=f"{before} {quote}".strip(),
        source="Báo Thử", author="", url="", published_at=None,
    )  # fmt: skip
    return check_claim(claim, [(quote, article)])


@pytest.mark.parametrize(
    ("claim", "quote", "kind"),
    [
        ("Lửa bốc lên từ tầng 9 lúc chín giờ.", "Lúc chín giờ, lửa bốc lên từ tầng bảy.", "figure"),
        ("Theo Điều 14, cửa hàng phải nộp phạt.", "Theo Điều 41, cửa hàng phải nộp phạt.",
         "figure"),
        ("Cô đăng năm bức ảnh chụp vườn cam.", "Cô đăng 4 ảnh chụp vườn cam lên mạng.", "figure"),
        ("Giá bằng một lít nước sạch.", "Giá bằng 1m3 nước sạch.", "unit"),
        ("Lớp 12 có 36 câu, tức 80%, còn lớp 11 có 4 câu.",
         "Lớp 11 có 4 câu (10%), lớp 12 có 36 câu (90%).", "figure"),
        ("Sau ba giờ, đội cứu hộ đã dập tắt được đám cháy.",
         "Sau ba giờ, đội cứu hộ vẫn nỗ lực dập đám cháy.", "negation"),
        ("Đội khảo sát không tìm ra không được lối vào hang.",
         "Đội khảo sát không tìm ra lối vào hang.", "negation"),
        ("Trước câu hỏi của báo chí, ca sĩ đã lên tiếng.",
         "Ca sĩ giữ im lặng trước câu hỏi của báo chí.", "negation"),
        ("Nhiều hộ dân hay biết về dự án.", "Nhiều hộ dân không biết gì về dự án.", "negation"),
        ("Ông Lâm phản ứng dè dặt trong buổi họp.",
         "Trong buổi họp, ông Lâm to tiếng trong khi ông Tuấn phản ứng dè dặt.", "name"),
        ("Sở GD-ĐT Sơn La giao máy cho trường.", "Sở GD-ĐT Hà Giang giao máy cho trường.", "name"),
        ("Chị Lê Thị Hạ được đưa về nhà.", "Chị Lê Thị Hạnh được đưa về nhà.", "name"),
        ("iCloud tự chọn ảnh đẹp nhất cho người dùng.",
         "Google Photos tự chọn ảnh đẹp nhất cho người dùng.", "name"),
    ],
)  # fmt: skip
def test_a_clause_that_says_otherwise_is_told(claim: str, quote: str, kind: str) -> None:
    found = _check(claim, quote)
    assert found.level == "unsupported"
    assert kind in {d.kind for d in found.differences}


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Lửa bốc lên từ tầng 7.", "Lúc chín giờ, lửa bốc lên từ tầng bảy."),
        ("Học sinh lớp 12 được nghỉ.", "Học sinh các lớp 10, 11, 12 được nghỉ."),
        ("Hai mẹ con không qua khỏi.", "Hai mẹ con được đưa đi cấp cứu nhưng đã tử vong."),
        ("Thực khách sẵn sàng cho điểm 10.", "Thực khách không ngại cho điểm 10."),
        ("Ngân hàng lỗ gần một tỷ USD.", "Ngân hàng báo lỗ 911 triệu USD."),
        ("Năm 2017, công ty tăng 15% so với năm trước đó.",
         "Công ty tăng 15% trong năm 2017 so với năm 2016."),
        ("Sở Giáo dục và Đào tạo Sơn La giao máy.", "Sở GD-ĐT Sơn La giao máy cho trường."),
        ("Trưởng khoa Bệnh viện Nhi Trung ương Đỗ Văn Hòa nói về táo bón.",
         "PGS.TS Đỗ Văn Hòa - Trưởng khoa, Bệnh viện Nhi Trung ương, nói về táo bón."),
        ("Anh Tuấn đưa bà về nước hát.", "Anh chính là người đưa bà về nước hát."),
        ("Nguyễn Chí Dương ở Hải Dương.", "Hải DươngNguyễn Chí Dương bị bắt."),
    ],
)  # fmt: skip
def test_a_clause_in_other_words_is_not(claim: str, quote: str) -> None:
    found = _check(claim, quote, "Trước đó anh Tuấn đã nói về việc này.")
    assert found.level != "unsupported", found


def test_a_man_is_no_place() -> None:
    quote = "Các cuộc biểu tình ở New York nhằm chống chính sách của Tổng thống Donald Trump."
    before = "Ông Donald Trump chưa trả lời."
    found = _check("Biểu tình ở Donald Trump nhằm chống chính sách này.", quote, before)
    assert [d.claim for d in found.differences] == ["Donald Trump"]


def test_a_surname_that_sounds_like_an_office_belongs_to_its_name() -> None:
    found = _check(
        "Trương Văn Chi được bà Hoa tiến cử.", "Bà Hoa tiến cử một người tên là Trương Văn Tông."
    )
    assert "Trương Văn Chi" in {d.claim for d in found.differences}


@pytest.mark.parametrize(
    ("claim", "quote", "kind"),
    [
        ("Thợ được trả mỗi năm 6 triệu đồng.", "Thợ được trả 6 triệu đồng/tháng.", "unit"),
        ("Vàng đứng ở mức 1.900 USD mỗi gram.", "Vàng đứng ở mức 1.900 USD/ounce.", "unit"),
        ("Anh kể mình đã bị đuổi việc.", "Anh kể mình suýt bị đuổi việc.", "negation"),
        ("Hải Phòng không yêu cầu tháo tượng.", "Hải Phòng yêu cầu tháo tượng.", "negation"),
        ("Khách sang châu Phi kẹt ở sân bay.", "Khách đi châu Âu kẹt ở sân bay.", "name"),
        ("Làng ở hướng bắc thành phố.", "Làng nằm về phía Nam thành phố.", "name"),
        ("Phục vụ ở quán bất lịch sự.", "Phục vụ ở quán rất lịch sự.", "negation"),
        ("Họp vòng V diễn ra ở Huế.", "Họp vòng VI diễn ra ở Huế.", "figure"),
        ("Việc xong trong vài tháng tới.", "Việc xong trong vài ngày tới.", "unit"),
    ],
)
def test_other_words_of_the_same_row_are_told(claim: str, quote: str, kind: str) -> None:
    found = _check(claim, quote)
    assert kind in {d.kind for d in found.differences}
    assert all(d.claim for d in found.differences)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Thợ được trả mỗi tháng 6 triệu đồng.", "Thợ được trả 6 triệu đồng/tháng."),
        ("Khách không được mua quá 49% vốn.", "Khách được mua tối đa 49% vốn."),
        ("Rác là tác động lớn nhất.", "Có tác động chưa từng thấy, lớn nhất là rác."),
        ("Loài Latimeria sống ở đáy biển.", "Latimeria bơi và sống ở đáy biển."),
        ("Ngân hàng vượt 1% kế hoạch.", "Ngân hàng hoàn thành 101% kế hoạch."),
        ("UEFA từng cảnh báo như vậy.", "LĐBĐ châu Âu từng cảnh báo như vậy."),
        ("250 gam khoai chứa chất xơ.", "Trong 250g khoai có chứa chất xơ."),
        ("Bệnh viện Hoa Sen đang điều trị cho chị Lan.",
         "Chị Lan đang điều trị tại bệnh viện Hoa Sen."),
        ("Vua Lào nói với Thủ tướng Lê Văn Tám về mùa màng.",
         "Vua Lào nói về mùa màng khi gặp Thủ tướng Lê Văn Tám."),
        ("Mỗi ngày thành phố 2 triệu dân cần 1.500 con lợn.",
         "Nhu cầu của thành phố là 1.500 con lợn một ngày cho số dân 2 triệu."),
    ],
)  # fmt: skip
def test_the_same_in_another_form_is_not(claim: str, quote: str) -> None:
    found = _check(claim, quote)
    assert found.level != "unsupported", found
