"""Claims told in other words, and claims about something else."""

import pytest

from assistant.checking_meaning import nearness
from assistant.checking_rules import check_by_rules

RAIN = "Dự báo đêm nay Tây Nguyên và Nam Bộ có mưa rào, nhiều nơi ngập."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Giá vàng miếng tiếp tục leo thang.", "Mỗi lượng vàng miếng SJC lại tăng 2 triệu đồng."),
        ("Thầy giáo bị kỷ luật vì đánh học trò.", "Nhà trường khiển trách giáo viên tát học sinh."),
        ("Đội chủ nhà giành chiến thắng.", "Câu lạc bộ Hà Nội thắng trên sân nhà Hàng Đẫy."),
    ],
)
def test_free_retelling_is_borne_out(claim: str, source: str) -> None:
    assert check_by_rules(claim, [(source, None)]).level == "supported"
    assert nearness(claim, [source]) > nearness(claim, [RAIN])
    assert check_by_rules(claim, [(RAIN, None)]).level == "unsupported"


def test_the_nearest_of_several_quotes_counts() -> None:
    claim = "Giá vàng tiếp tục leo thang."
    gold = "Mỗi lượng vàng miếng SJC lại tăng 2 triệu đồng."
    alone, both = nearness(claim, [gold]), nearness(claim, [RAIN, gold])
    assert both == pytest.approx(alone)
