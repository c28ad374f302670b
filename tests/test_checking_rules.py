"""Who did it, alike names, other spellings, moved denials, quarters and multiples."""

import pytest

from assistant.answer import Kind
from assistant.checking_rules import check_by_rules as check_claim
from corpus.article import Article


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Công ty họp quý 3.", "Công ty họp trong quý III."),
        ("Lễ hội kéo dài từ tháng 3 tới tháng 5.", "Lễ hội kéo dài tháng 3-5 hằng năm."),
        ("Giá cao gấp 2 ngày thường.", "Giá cao gấp đôi ngày thường."),
        ("Ông Nazarbaev đến thăm Nga.", "Ông Nazarbayev đến thăm Nga."),
        ("Khán giả đánh giá vở kịch không hay.", "Vở kịch không được khán giả đánh giá hay."),
        ("Xe chở không quá 45 người.", "Xe chở tối đa 45 người."),
        ("Ông Lâm đã làm việc ở đó hai mươi năm nay.", "Ông Lâm làm việc ở đó 20 năm qua."),
        ("Dự án chiếm dưới 1/5 ngân sách.", "Dự án chiếm dưới 1/5 ngân sách của tỉnh."),
        ("Trung Quốc kém Nga hai điểm.", "Nga hơn Trung Quốc 2 điểm."),
        ("Đoàn thăm cả thảy 6 trường công và trường tư.",
         "Đoàn thăm 3 trường công, 3 trường tư trong ngày."),
        ("Trời nóng 39 độ.", "Trời nóng 39 độ C."),
        ("Thiệt hại do mưa đã lên quá 30 tỷ đồng, cao gấp đôi con số trước đó.",
         "Thiệt hại do mưa Yagi đã vượt 30 tỷ đồng, gấp đôi con số trước đó."),
        ("Trung tâm lấy ý kiến hơn 500 người.", "Trung tâm lấy ý kiến 530 người."),
    ],
)  # fmt: skip
def test_a_paraphrase_is_left_alone(claim: str, quote: str) -> None:
    found = check_claim(claim, [(quote, None)])
    assert found.level in ("supported", "verbatim"), found.differences


@pytest.mark.parametrize(
    ("claim", "quote", "kind"),
    [
        ("Lào đề nghị giúp Cuba xây cầu.", "Cuba đề nghị giúp đoàn của Lào xây cầu.", "speaker"),
        ("Cuba tấn công cảng của Iran.",
         "Cuộc tấn công nhằm vào cảng của Cuba được tiến hành bởi tàu chiến Iran.", "speaker"),
        ("Hàng xuất khẩu là trọng điểm, thị trường nội địa là nền tảng.",
         "Thị trường nội địa là trọng điểm, hàng xuất khẩu là nền tảng.", "speaker"),
        ("Bộ Ngoại giao Đức lên tiếng về vụ việc ở Đức và Pháp.",
         "Bộ Ngoại giao Pháp lên tiếng về vụ việc ở Đức và Pháp.", "name"),
        ("Doanh thu tăng trong quý II.", "Doanh thu tăng trong quý I.", "date"),
        ("Lượng khách gấp đôi năm trước.", "Lượng khách gấp ba năm trước.", "figure"),
        ("Lực lượng hải quân Nga không dự cuộc tập trận.",
         "Lực lượng hải quân và không quân Nga dự cuộc tập trận.", "negation"),
        ("Hôm nay danh sách đã được phê duyệt.", "Danh sách đang chờ phê duyệt.", "negation"),
        ("Bác sĩ từ chối điều trị cho bé.", "Bác sĩ điều trị cho bé bằng thuốc mới.", "negation"),
        ("Sự việc xảy ra đầu tuần trước.", "Sự việc xảy ra cuối tuần trước.", "date"),
        ("Quán ăn vắng khách hơn ngày thường.", "Quán ăn đông khách hơn ngày thường.", "negation"),
        ("Nhà máy mở rộng quy mô.", "Nhà máy thu hẹp quy mô.", "negation"),
    ],
)  # fmt: skip
def test_what_is_changed_is_caught_with_its_kind(claim: str, quote: str, kind: Kind) -> None:
    found = check_claim(claim, [(quote, None)])
    assert found.level == "unsupported"
    assert kind in {d.kind for d in found.differences}, found.differences


def test_who_is_meant_by_an_epithet_is_told_by_the_article() -> None:
    text = "Maria Ivanova lên ngôi. Tay vợt người Nga thắng trận thứ 20 trong năm."
    article = Article(article_id="a", title="Quần vợt", text=text)
    quote = "Tay vợt người Nga thắng trận thứ 20 trong năm."
    assert check_claim("Ivanova thắng trận thứ 20.", [(quote, article)]).level == "supported"
    assert check_claim("Halep thắng trận thứ 20.", [(quote, article)]).level == "unsupported"
    altered = "Tay vợt người Đức thắng trận thứ 20 trong năm."
    assert check_claim(altered, [(quote, article)]).level == "unsupported"


def test_a_year_of_the_title_may_be_added_but_not_put_in_anothers_place() -> None:
    quote = "Đây là mức giảm mạnh nhất kể từ năm 2008."
    article = Article(article_id="a", title="Chỉ số giảm năm 2022", text=quote)
    kept = "Năm 2022, chỉ số giảm mạnh nhất kể từ năm 2008."
    assert check_claim(kept, [(quote, article)]).level == "supported"
    changed = "Đây là mức giảm mạnh nhất kể từ năm 2022."
    assert check_claim(changed, [(quote, article)]).level == "unsupported"


@pytest.mark.parametrize(
    ("claim", "quote", "level"),
    [
        ("Chùa có từ thế kỷ 18.", "Chùa có từ thế kỷ XVIII, theo bia đá.", "supported"),
        ("Chùa có từ thế kỷ 19.", "Chùa có từ thế kỷ XVIII, theo bia đá.", "unsupported"),
        ("Tàu chạy từ Huế đến Vinh.", "Tàu chạy từ Vinh (Nghệ An) đến Huế (miền Trung).",
         "unsupported"),
        ("Xe lớn tạm thời không được vào cầu.", "Sở tạm ngưng cho xe lớn và xe khách vào cầu.",
         "supported"),
        ("Lớp A nghỉ bảy ngày, lớp B nghỉ một tháng.",
         "Lớp B nghỉ một tháng, trong khi lớp A nghỉ 7 ngày.", "supported"),
    ],
)  # fmt: skip
def test_centuries_ways_and_clauses(claim: str, quote: str, level: str) -> None:
    found = check_claim(claim, [(quote, None)])
    assert found.level == level, found.differences
