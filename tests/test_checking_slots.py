"""What a name is called by, other names of the same, and denials that only a claim makes."""

import pytest

from assistant.answer import Support
from assistant.checking_rules import check_by_rules as check_claim
from corpus.article import Article
from corpus.identity import article_id

TEXT = (
    "Ga Cái Lân vắng khách\n\nGa Cái Lân thuộc tuyến Yên Viên - Hạ Long qua tỉnh Quảng Ninh. "
    "Ông Trần Văn Bảy ở huyện Vân Đồn cho biết hằng ngày có 4 nhân viên trông nhà ga. "
    "Thủ tướng Nhật Bản Shinzo Abe từng đến thăm tỉnh Quảng Ninh."
)
URL = "https://bao.vn/ga"
ARTICLE = Article(
    article_id=article_id(URL, "", ""), title="Ga Cái Lân vắng khách", text=TEXT, url=URL
)
FOUR = "Ông Trần Văn Bảy ở huyện Vân Đồn cho biết hằng ngày có 4 nhân viên trông nhà ga."
ABE = "Thủ tướng Nhật Bản Shinzo Abe từng đến thăm tỉnh Quảng Ninh."


def check(claim: str, quote: str, article: Article | None = None) -> Support:
    return check_claim(claim, [(quote, article)])


@pytest.mark.parametrize(
    ("claim", "quote", "name"),
    [
        ("Mỗi ngày bốn nhân viên trông nhà ga Yên Viên.", FOUR, "Yên Viên"),
        ("Bà Quảng Ninh nói có 4 nhân viên trông nhà ga.", FOUR, "Quảng Ninh"),
        ("Ông Bảy ở huyện Quảng Ninh nói có 4 nhân viên trông ga.", FOUR, "Quảng Ninh"),
        ("Ông Abe từng thăm tỉnh Trần Văn Bảy.", ABE, "Trần Văn Bảy"),
    ],
)
def test_a_name_is_not_called_what_its_article_never_calls_it(
    claim: str, quote: str, name: str
) -> None:
    found = check(claim, quote, ARTICLE)
    assert found.level == "unsupported"
    assert name in {d.claim for d in found.differences}


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Theo ông Bảy, mỗi ngày có bốn nhân viên trông nhà ga Cái Lân.", FOUR),
        ("Ông Shinzo Abe từng thăm tỉnh Quảng Ninh.", ABE),
        ("Ông Abe từng thăm Quảng Ninh.", ABE),
    ],
)
def test_titles_that_fit_are_no_difference(claim: str, quote: str) -> None:
    assert check(claim, quote, ARTICLE).level == "supported"


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "Thầy Quân nhận xét Dung ngoan và tích cực.",
            "Thầy Lê Ngọc Quân - Bí thư Đoàn trường THPT Hương Khê cho biết, Dung ngoan, tích cực.",
        ),
        (
            "Bắc Kinh tố máy bay Mỹ giả làm máy bay dân dụng.",
            "Trung Quốc cáo buộc máy bay Mỹ đã giả dạng máy bay dân dụng.",
        ),
        (
            "Bà Hằng làm kế toán ở Phòng giao dịch Trà Cổ của Agribank.",
            "Bà Hằng là kế toán Phòng giao dịch Trà Cổ, Ngân hàng Nông nghiệp và phát triển "
            "nông thôn.",
        ),
        (
            "Mỹ ngừng giao F-35 cho Ankara.",
            "Lầu Năm Góc tuyên bố đình chỉ việc giao F-35 cho Thổ Nhĩ Kỳ.",
        ),
        (
            "Còn Liên minh châu Âu sửa quy định về hóa chất.",
            "Trong khi đó, EU đang thay đổi các quy định về hóa chất.",
        ),
        (
            "Dịp Tết, người Hàn thường chơi cờ bàn.",
            "Người Hàn Quốc dành thời gian chơi cờ bàn trong kỳ nghỉ Tết.",
        ),
        ("Dinh có 16 đồng sở hữu.", "Dinh nhà Vương có 16 người đồng chủ sở hữu."),
        ("Đường dây bị chặn trên QL1A.", "Đường dây bị chặn trên quốc lộ 1."),
        (
            "Hãng bị phạt hơn 200 triệu USD.",
            "Hãng đối mặt với án phạt 229,8 triệu USD.",
        ),
        (
            "Những hình ảnh chưa từng công bố của nghệ sĩ.",
            "Những hình ảnh lần đầu tiên được công bố của nghệ sĩ.",
        ),
        (
            "Vàng cao hơn tuần trước 37,6 USD, tức tăng 2,87%.",
            "Vàng tăng 37,6 USD (tương đương tăng 2,87%) so với tuần trước.",
        ),
        (
            "Phải cách ly ngay để dịch không lan rộng.",
            "Phải cách ly ngay, kiên quyết không để dịch lây lan trên diện rộng.",
        ),
        (
            "Bắc Cực chứa 30% trữ lượng khí đốt và 15% lượng dầu của thế giới.",
            "Bắc Cực nắm giữ 15% trữ lượng dầu còn lại của thế giới và 30% trữ lượng khí đốt.",
        ),
        ("Học phí tăng tối đa 10% một năm.", "Học phí tăng không vượt quá 10%/năm."),
        ("Chiếc Exciter đâm vào dải phân cách.", "Xe môtô Exciter tự đâm vào dải phân cách."),
        ("Trò chơi ra đời đầu thế kỷ 20.", "Trò chơi xuất hiện từ đầu những năm 1900."),
        ("Một phần ba người trưởng thành mắc bệnh.", "Cứ 3 người trưởng thành thì có 1 mắc bệnh."),
    ],
)
def test_other_words_for_the_same_are_no_difference(claim: str, quote: str) -> None:
    assert check(claim, quote).level == "supported"


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "Việc này không bị coi là thiếu gương mẫu.",
            "Việc làm đó là thiếu gương mẫu, vi phạm quy định.",
        ),
        (
            "Bắc Cực chứa 15% trữ lượng khí đốt và 30% lượng dầu của thế giới.",
            "Bắc Cực nắm giữ 15% trữ lượng dầu còn lại của thế giới và 30% trữ lượng khí đốt.",
        ),
        ("Học phí tăng tối thiểu 10% một năm.", "Học phí tăng không vượt quá 10%/năm."),
        ("Trò chơi ra đời đầu thế kỷ 21.", "Trò chơi xuất hiện từ đầu những năm 1900."),
        ("Nước này có hơn 17,2 triệu ca.", "Nước này có hơn 17,3 triệu ca."),
        ("Hãng bị phạt hơn 300 triệu USD.", "Hãng đối mặt với án phạt 229,8 triệu USD."),
        ("Đường dây bị chặn trên quốc lộ 5.", "Đường dây bị chặn trên QL1A."),
    ],
)
def test_what_only_sounds_alike_is_a_difference(claim: str, quote: str) -> None:
    assert check(claim, quote).level == "unsupported"


def test_a_country_beside_another_is_not_taken_for_it() -> None:
    found = check("Quan hệ Nga - Mỹ xấu đi.", "Quan hệ Nga - Trung Quốc xấu đi nhiều.")
    assert found.level == "unsupported"
