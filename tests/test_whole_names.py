import pytest

from assistant.answer import Difference
from assistant.claim_parts import claim_parts
from assistant.whole_names import whole_names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tổng cục Thống kê cho biết GDP tăng", ["Tổng cục Thống kê"]),
        ("Theo Tổng cục Thống kê, giá tăng", ["Tổng cục Thống kê"]),
        ("Bộ Giáo dục và Đào tạo công bố điểm", ["Bộ Giáo dục và Đào tạo"]),
        ("Bộ trưởng Bộ Giáo dục và Đào tạo Nguyễn Kim Sơn nói",
         ["Bộ Giáo dục và Đào tạo", "Nguyễn Kim Sơn"]),
        ("Ngân hàng Nhà nước giảm lãi suất", ["Ngân hàng Nhà nước"]),
        ("Đại học Bách khoa Hà Nội tuyển sinh", ["Đại học Bách khoa Hà Nội"]),
        ("Chủ tịch UBND TP Hà Nội Nguyễn Đức Chung", ["UBND TP Hà Nội", "Nguyễn Đức Chung"]),
        ("Bệnh viện Bạch Mai và Bệnh viện Nhiệt đới Trung ương",
         ["Bệnh viện Bạch Mai", "Bệnh viện Nhiệt đới Trung ương"]),
        ("Ủy ban Thường vụ Quốc hội họp", ["Ủy ban Thường vụ Quốc hội"]),
        ("Hôm nay Hà Nội mưa", ["Hà Nội"]),
        ("Mỹ và Trung Quốc đàm phán", ["Mỹ", "Trung Quốc"]),
        ("Thủ tướng Phạm Minh Chính thăm Nhật Bản", ["Phạm Minh Chính", "Nhật Bản"]),
    ],
)  # fmt: skip
def test_a_name_is_as_long_as_a_reader_reads_it(text: str, found: list[str]) -> None:
    names = [text[start:end] for start, end in whole_names(text)]
    assert [name for name in names if name != "GDP"] == found


def test_a_body_is_one_part_of_a_claim_and_stands_against_the_whole_name() -> None:
    claim, source = "Tổng cục Thuế công bố", "Tổng cục Thống kê công bố"
    differing = [Difference(claim="Thuế", source="Thống", kind="name")]
    (part,) = claim_parts(claim, differing, found=True, source=source)
    assert (part.text, part.verdict, part.source) == (
        "Tổng cục Thuế",
        "differs",
        "Tổng cục Thống kê",
    )
