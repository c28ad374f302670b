from collections.abc import Callable
from datetime import datetime
from unicodedata import normalize

import pytest

from assistant.answer import Kind, Support
from assistant.checking_rules import check_by_rules as check_claim
from corpus.article import Article
from corpus.dates import HANOI
from eval.claim_checks import CLAIMS, measure_claims, read_claims, sample_articles
from index.analysis import fold

KIRBY = (
    "Phát ngôn viên Lầu Năm Góc John Kirby hôm 23/3 thông báo rằng phía Nga không chấp nhận 5 cuộc "
    "gọi đó."
)


def check(claim: str, quote: str, article: Article | None = None) -> Support:
    return check_claim(claim, [(quote, article)])


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Cầu dài 8700 m.", "Cầu dài 8.700 m."),
        ("Lễ diễn ra ngày 2 tháng 9.", "Lễ diễn ra hôm 2/9."),
        ("Có 1,5 triệu người.", "Có 1.500.000 người."),
        ("Giá tăng 7,09 phần trăm.", "Giá tăng 7,09%."),
        ("Hai người bị thương.", "Vụ việc làm 2 người bị thương."),
        ("Có 2,3 tỷ đồng.", "Có 2 tỷ 300 triệu đồng."),
        ("Giảm 50%.", "Giảm một nửa."),
        ("Cầu dài 1 km.", "Cầu dài 1.000 m."),
        ("Khách mua từ 70 nghìn vé.", "Khách mua 70-80 nghìn vé."),
        ("Khoảng 1.400 điểm bán.", "Chợ có 1.384 điểm bán."),
        ("Moscow phóng tên lửa.", "Mát-xcơ-va phóng tên lửa."),
        ("UBND tỉnh họp.", "Ủy ban nhân dân tỉnh họp."),
        ("WHO nói dịch đã qua.", "Tổ chức Y tế thế giới nói dịch đã qua."),
        ("Mourinho bị Tottenham sa thải.", "Tottenham sa thải Mourinho."),
        ("Theo ông Kirby, Nga từ chối.", "Ông Kirby nói Nga từ chối."),
        ("Hành khách được đi miễn phí.", "Hành khách không phải trả tiền, đi miễn phí."),
        ("Chuyến bay bị hủy.", "Chuyến bay không cất cánh vì bị hủy."),
        ("Họp lúc 17h30.", "Họp lúc 17 giờ 30."),
        ("Cô 29 tuổi.", "Ở tuổi 29, cô vẫn thi đấu."),
        ("Họ bị phạt tù ba mươi năm.", "Họ bị phạt 30 năm tù."),
        ("Anh làm việc mười lăm năm ở đó.", "Anh có 15 năm làm việc ở đó."),
        ("Cô đến lúc 6 giờ tối 18/4.", "Cô đến lúc 18 giờ ngày 18/4."),
        ("Thời hạn tối đa 1 tháng.", "Thời hạn tối đa 30 ngày."),
        ("Mùa ve từ tháng Tư đến tháng Bảy.", "Mùa ve từ tháng 4 đến tháng 7."),
        ("Ông vào trường năm 1992, khi 22 tuổi.", "Ông sinh năm 1970, vào trường năm 1992."),
        ("Hai đợt bán tổng cộng 700 vé.", "Đợt một bán 300 vé, đợt hai bán 400 vé."),
        ("Bộ Giáo dục và Đào tạo họp ở Huế.", "Bộ GD-ĐT họp ở Huế."),
        ("ĐHQG TP.HCM tuyển 83 em.", "ĐH Quốc gia TP.HCM tuyển 83 em."),
        ("Hẻm bị phong tỏa vì BN2910.", "Hẻm bị phong tỏa vì bệnh nhân 2910."),
        ("Ankara không cần Mỹ cho phép.", "Thổ Nhĩ Kỳ không cần Mỹ cho phép."),
        ("Coty mua cổ phần của Kylie.", "Kylie bán cổ phần cho Coty."),
        ("Khoản nợ 10 tỷ đô la Mỹ.", "Khoản nợ 10 tỷ USD."),
        ("Hiệp định được ký ngày 5/4/1995.", "Năm 1995, hiệp định được ký ngày 5 tháng 4."),
    ],
)
def test_the_same_said_otherwise_is_supported(claim: str, quote: str) -> None:
    assert check(claim, quote).level != "unsupported", check(claim, quote)


@pytest.mark.parametrize(
    ("claim", "quote", "kind"),
    [
        ("Cầu dài 8.800 m.", "Cầu dài 8.700 m.", "figure"),
        ("Hơn 40 tỷ đồng.", "Gần 40 tỷ đồng.", "figure"),
        ("Ba người bị thương.", "Hai người bị thương.", "figure"),
        ("2 phút sau, tỷ số là 2-1.", "6 phút sau, tỷ số là 2-1.", "figure"),
        ("Lễ diễn ra ngày 3/9/1945.", "Lễ diễn ra ngày 2/9/1945.", "date"),
        ("Năm 2016 có 30 lò.", "Năm 2017 có 30 lò.", "date"),
        ("Hôm nay có mưa.", "Hôm qua có mưa.", "date"),
        ("Hà Nội có 5 ca mắc.", "Hải Phòng có 5 ca mắc.", "name"),
        ("Ông Nguyễn Văn An đến.", "Ông Nguyễn Văn Bình đến.", "name"),
        ("Tàu F-35 bay qua.", "Tàu F-16 bay qua.", "name"),
        ("Bộ Y tế xác nhận có ca mới.", "Bộ Y tế không xác nhận có ca mới.", "negation"),
        ("Giá xăng tăng 5%.", "Giá xăng giảm 5%.", "negation"),
        ("Ông không đồng ý.", "Ông đồng ý.", "negation"),
        ("Lương 5 tỷ đồng.", "Lương 5 triệu đồng.", "unit"),
        ("Đường dài 8,4 m.", "Đường dài 8,4 km.", "unit"),
        ("Giá 20 USD.", "Giá 20 đồng.", "unit"),
        ("Bị giam 3 tháng.", "Bị giam 3 tuần.", "unit"),
        ("Chiếm 35 điểm.", "Chiếm 35%.", "unit"),
        (
            "Ông Lavrov nói Nga từ chối.",
            "Ông Kirby nói Nga từ chối, ông Lavrov im lặng.",
            "speaker",
        ),
        ("Mourinho sa thải Tottenham.", "Tottenham sa thải Mourinho.", "speaker"),
        ("Chính quyền lật đổ quân đội.", "Quân đội lật đổ chính quyền.", "speaker"),
        ("Cô đi từ Huế ra Hà Nội.", "Cô đi từ Hà Nội vào Huế.", "name"),
        ("Thủ tướng Nguyễn Văn An đến.", "Chủ tịch nước Nguyễn Văn An đến.", "name"),
        ("Có 5 cảng và 2 ga đường sắt.", "Có 2 cảng và 5 ga đường sắt.", "figure"),
        ("Đây là chuyến đi thứ hai của ông.", "Đây là chuyến đi đầu tiên của ông.", "figure"),
        ("Bà bán toàn bộ cổ phần.", "Bà bán một nửa cổ phần.", "figure"),
        ("Cả 4 nạn nhân đã về.", "3 trong số 4 nạn nhân đã về.", "figure"),
        ("Nắng nóng ở miền Nam.", "Nắng nóng ở miền Bắc.", "name"),
        ("Họ thực hiện 3K.", "Họ thực hiện 5K.", "figure"),
        ("Gia đình từ chối nộp thuế.", "Gia đình sẽ nộp thuế.", "negation"),
        ("Việt Nam thắng Thái Lan 2-1.", "Việt Nam thắng Thái Lan 3-2.", "figure"),
        ("Sau hai tháng đàm phán, họ ký.", "Sau hai tuần đàm phán, họ ký.", "unit"),
        ("Ông nói “sẽ đánh đến cùng”.", "Ông nói sẽ cân nhắc thêm.", "speaker"),
    ],
)
def test_what_was_changed_is_named(claim: str, quote: str, kind: Kind) -> None:
    found = check(claim, quote)
    assert found.level == "unsupported"
    assert kind in {d.kind for d in found.differences}


def test_a_sentence_of_the_source_is_verbatim() -> None:
    assert check(KIRBY, KIRBY).level == "verbatim"
    assert check(normalize("NFD", KIRBY), KIRBY).level == "verbatim"
    assert check("Phía Nga không chấp nhận 5 cuộc gọi đó", KIRBY).level == "verbatim"


def test_a_piece_cut_out_from_under_its_denial_is_not_verbatim() -> None:
    found = check("Chấp nhận 5 cuộc gọi đó.", KIRBY)
    assert found.level == "unsupported"
    assert found.differences[0].kind == "negation"


def test_a_piece_of_a_number_is_not_verbatim() -> None:
    assert check("Cầu dài 8", "Cầu dài 8.700 m.").level == "unsupported"


@pytest.mark.parametrize("claim", ["phia Nga khong chap nhan 5 cuoc goi", "John Kirby hom 23/3"])
def test_a_claim_typed_without_marks_is_understood(claim: str) -> None:
    assert check(claim, KIRBY).level == "supported"
    wrong = claim.replace("5", "6").replace("23/3", "24/3")
    assert check(wrong, KIRBY).level == "unsupported"
    assert fold(claim) == claim


@pytest.mark.parametrize(
    ("claim", "level"),
    [
        ("Ông Nguyễn Văn An không đến Hà Nội ngày 2/9.", "unsupported"),
        ("Ông Nguyễn Văn An đến Hà Nội ngày 2 tháng 9.", "supported"),
        ("Ông Nguyễn Văn An đến Hải Phòng ngày 2/9.", "unsupported"),
        ("Ông Nguyễn Văn An đến Hà Nội ngày 3/9.", "unsupported"),
    ],
)
@pytest.mark.parametrize("typed", [fold, str.upper, lambda text: normalize("NFD", text)])
def test_a_claim_is_checked_alike_however_it_is_typed(
    claim: str, level: str, typed: Callable[[str], str]
) -> None:
    quote = "Chiều 2/9, ông Nguyễn Văn An đã đến thăm Hà Nội cùng gia đình."
    found = check(typed(claim), quote)
    assert found.level == level
    assert all(d.claim in normalize("NFC", typed(claim)) for d in found.differences)


def test_without_a_citation_nothing_is_supported() -> None:
    assert check_claim("Trời xanh.", []).level == "unsupported"
    assert check_claim("Trời xanh.", [("  ", None)]).level == "unsupported"


def test_a_sentence_about_something_else_supports_nothing() -> None:
    assert check("Giá vàng đang lên rất nhanh.", KIRBY).level == "unsupported"


def test_an_article_gives_its_pronouns_a_name_and_its_days_a_date() -> None:
    text = "Bà Katalin Karikó sinh ở Hungary. Bà nhận giải hôm qua. Ông Weissman cũng có mặt."
    article = Article(
        article_id="a", title="Nobel", text=text,
        published_at=datetime(2023, 10, 3, tzinfo=HANOI),
    )  # fmt: skip
    quote = "Bà nhận giải hôm qua."
    assert check("Bà Katalin Karikó nhận giải ngày 2/10/2023.", quote, article).level == "supported"
    assert check("Bà Katalin Karikó nhận giải ngày 3/10/2023.", quote, article).differences
    assert check("Ông Weissman nhận giải hôm qua.", quote, article).level == "unsupported"
    assert check("Bà Katalin Karikó nhận giải hôm qua.", quote).level == "unsupported"


def test_two_sentences_may_bear_a_claim_together() -> None:
    cited = [("Cầu dài 3.755 m.", None), ("Cầu rộng 33,2 m.", None)]
    assert check_claim("Cầu dài 3.755 m và rộng 33,2 m.", cited).level == "supported"
    assert check_claim("Cầu dài 3.755 m và rộng 33,3 m.", cited).level == "unsupported"


def test_altered_claims_are_caught_and_true_ones_left_alone() -> None:
    found = measure_claims(read_claims(CLAIMS), sample_articles())
    assert found["altered"] >= 200
    assert found["true"] >= 200
    assert found["caught"] >= 0.97
    assert found["flagged"] <= 0.03
