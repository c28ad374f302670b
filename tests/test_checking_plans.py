"""Plans told as done, some told as all, words that deny nothing, and who heads an office."""

import pytest

from assistant.answer import Kind
from assistant.checking_rules import check_by_rules as check_claim
from corpus.article import Article

WRONG = [
    ("Sở Xây dựng đã khởi công cầu vượt mới hồi tháng 5.",
     "Sở Xây dựng dự kiến khởi công cầu vượt mới vào tháng 5.", "negation"),
    ("Bộ Y tế đã phê duyệt đề án tăng viện phí.",
     "Bộ Y tế sẽ xem xét, phê duyệt đề án tăng viện phí trong quý sau.", "negation"),
    ("Toàn bộ các trường trong quận phải đóng cửa.",
     "Một số trường trong quận phải đóng cửa vì ngập.", "figure"),
    ("Chỉ một số ít tín đồ đến đền được ăn miễn phí.",
     "Điều ngạc nhiên là tất cả các tín đồ đến đền đều được ăn miễn phí.", "figure"),
]  # fmt: skip
RIGHT = [
    ("Sở Xây dựng khẳng định liên danh đã khởi công cầu vượt.",
     "Theo Sở Xây dựng, khẳng định liên danh đã khởi công cầu vượt."),
    ("Thành phố yêu cầu giữ an toàn ở đoạn đường đã mở rào.",
     "Thành phố yêu cầu, tại đoạn đường mở rào phải giữ an toàn."),
    ("Ông Najib bị bắt sau tổng tuyển cử.",
     "Ông Najib bị bắt giữ không lâu sau cuộc tổng tuyển cử."),
    ("Netflix mời nhiều cây hài, chẳng hạn Amy Schumer.",
     "Netflix đã mời nhiều cây hài như Amy Schumer và Tracy Morgan."),
    ("Sau đó Mùa A Chớ bị công an tạm giữ.",
     "Sau đó, công an đã tạm giữ đối với Mùa A Chớ."),
    ("Cảnh sát định nhờ UAE kiểm tra xem bà có ở đó không, ông Apichart nói.",
     "Ông Apichart cho hay cảnh sát sẽ nhờ UAE kiểm tra bà có ở đó."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "quote", "kind"), WRONG)
def test_a_plan_or_a_part_told_as_the_whole_is_named(claim: str, quote: str, kind: Kind) -> None:
    support = check_claim(claim, [(quote, None)])
    assert support.level == "unsupported"
    assert kind in {d.kind for d in support.differences}


@pytest.mark.parametrize(("claim", "quote"), RIGHT)
def test_what_only_looks_like_a_denial_or_a_plan_is_none(claim: str, quote: str) -> None:
    support = check_claim(claim, [(quote, None)])
    assert support.level != "unsupported", support.differences


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Phó Chủ tịch xã La Đức Thoại nói tường đổ vì không có móng.",
         "Ông La Đức Thoại, Phó Chủ tịch UBND xã Chiêu Lưu, cho biết tường đổ vì không có móng."),
        ("Theo Phó chánh thanh tra Sở Du lịch Nguyễn Thanh Hòa, bản đồ đã được sửa.",
         "Ông Nguyễn Thanh Hòa, Phó chánh thanh tra Sở Du lịch Huế, cho biết bản đồ đã được sửa."),
        ("Bốn điểm thu gom bán rễ tiêu lại cho Công ty Ân Nga.",
         "Bốn điểm thu gom bán rễ tiêu lại cho Công ty TNHH thương mại xuất nhập khẩu Ân Nga."),
    ],
)  # fmt: skip
def test_who_heads_an_office_is_not_its_place(claim: str, quote: str) -> None:
    article = Article(article_id="a", title="Tin trong ngày", text=quote, source="báo", url="")
    support = check_claim(claim, [(quote, article)])
    assert support.level == "supported", support.differences
