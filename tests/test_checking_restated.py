"""Denials that only say again what a source says, in its own or other words."""

import pytest

from assistant.checking_rules import check_by_rules

MOST = "Ấn Độ hiện là quốc gia vận hành nhiều xe tăng T-90S nhất thế giới."
FOREST = "Khu biệt thự nằm trên đồi Hòn Nghê, vốn là đất rừng tại TP Nha Trang."
SHARED = "Kanye West yêu cầu quyền giám hộ chung đối với bốn đứa con của anh và Kim."
CALM = "Cô tuyên bố mình vẫn hoàn toàn bình thường."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Không nước nào vận hành nhiều xe tăng T-90S hơn Ấn Độ.", MOST),
        ("Quả đồi vốn không phải đất ở mà là đất rừng.", FOREST),
        ("Quả đồi vốn là đất rừng, không phải đất ở.", FOREST),
        ("Kanye West muốn giám hộ chung các con chứ không giành riêng.", SHARED),
        ("Theo lời cô gái thì cô bình thường, chẳng ốm đau gì đến nỗi phải chữa.", CALM),
    ],
)
def test_a_denial_that_restates_its_source_is_borne_out(claim: str, source: str) -> None:
    assert check_by_rules(claim, [(source, None)]).level == "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Ấn Độ không vận hành xe tăng T-90S.", MOST),
        ("Quả đồi vốn không phải đất rừng mà là đất ở.", FOREST),
        ("Quả đồi vốn là đất ở, không phải đất rừng.", FOREST),
        ("Kanye West không yêu cầu quyền giám hộ chung.", SHARED),
        ("Cô tuyên bố mình không hoàn toàn bình thường.", CALM),
    ],
)
def test_a_denial_of_what_the_source_says_is_not(claim: str, source: str) -> None:
    found = check_by_rules(claim, [(source, None)])
    assert [d.kind for d in found.differences] == ["negation"]
