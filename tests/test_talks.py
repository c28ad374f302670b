"""Three talks of ten turns over the sample articles: what is searched for at each turn.

The answers are those of the articles, so that the talks do not hang on what the reader finds.
"""

import pytest

from assistant.answer import Turn
from assistant.conversation import search_query, turned

Line = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""Question, answer, words its query must have, words it must not have."""

YAGI: list[Line] = [
    ("Bão Yagi làm bao nhiêu người chết và mất tích?", "329 người", (), ()),
    ("Thiệt hại kinh tế là bao nhiêu?", "40.000 tỷ đồng", (), ()),
    ("Cầu nào bị sập vì cơn bão này?", "cầu Phong Châu", ("Yagi",), ()),
    ("Nó bắc qua sông nào?", "sông Hồng", ("Phong Châu",), ()),
    ("Ai vô địch World Cup 2022?", "Argentina", (), ("Yagi", "Phong Châu")),
    ("Họ thắng đội nào trong trận chung kết?", "Pháp", ("World Cup 2022",), ("Yagi",)),
    ("Tỷ số luân lưu thế nào?", "4–2", ("World Cup 2022",), ("Yagi", "Phong Châu")),
    ("Trận đó đá trên sân nào?", "sân Lusail", ("World Cup 2022",), ("Yagi",)),
    ("Cầu Nhật Tân dài bao nhiêu mét?", "3.755 m", (), ("World Cup", "Argentina")),
    ("Nó thông xe ngày nào?", "4/1/2015", ("Nhật Tân",), ("World Cup", "Argentina", "Yagi")),
]
NOBEL: list[Line] = [
    ("Ai đoạt Nobel Văn học 2024?", "Han Kang", (), ()),
    ("Bà ấy sinh năm nào?", "1970", ("Han Kang",), ()),
    ("Bà chuyển đến Seoul khi mấy tuổi?", "chín tuổi", ("Han Kang",), ()),
    ("Tổ chức nào nhận Nobel Hòa bình 2024?", "Nihon Hidankyo", (), ("Han Kang",)),
    ("Tổ chức ấy thành lập năm nào?", "1956", ("Nihon Hidankyo",), ("Han Kang",)),
    (
        "Vì sao họ được trao giải?",
        "vì nỗ lực xây dựng một thế giới không có vũ khí hạt nhân",
        ("Nihon Hidankyo",),
        ("Han Kang",),
    ),
    (
        "Thủy điện Hòa Bình khánh thành ngày nào?",
        "20 tháng 12 năm 1994",
        (),
        ("Nihon Hidankyo", "Han Kang"),
    ),
    ("Xây mất bao nhiêu năm?", "15 năm", ("Hòa Bình",), ("Nihon", "Han Kang")),
    ("Công suất của nó là bao nhiêu?", "1.920 MW", ("Hòa Bình",), ("Nihon", "Han Kang")),
    ("Còn thủy điện Sơn La?", "2.400 MW", ("Sơn La",), ("Nihon", "Han Kang")),
]
METRO: list[Line] = [
    ("Tuyến Cát Linh – Hà Đông dài bao nhiêu km?", "13,1 km", (), ()),
    ("Tuyến này có mấy ga?", "12 ga", ("Cát Linh",), ()),
    ("Giá vé lượt cao nhất ở đó là bao nhiêu?", "15.000 đồng", ("Cát Linh",), ()),
    ("Metro Bến Thành – Suối Tiên chở khách từ ngày nào?", "22/12/2024", (), ("Cát Linh",)),
    ("Nó có bao nhiêu ga ngầm?", "ba ga", ("Bến Thành",), ("Cát Linh",)),
    ("Vốn đầu tư của dự án này là bao nhiêu?", "43.700 tỷ đồng", ("Bến Thành",), ("Cát Linh",)),
    ("Ông Hoàng Xuân Vinh giành huy chương gì ở Rio 2016?", "huy chương vàng", (),
     ("Bến Thành", "Cát Linh")),
    ("Anh ấy bắn nội dung nào?", "10 m súng ngắn hơi", ("Hoàng Xuân Vinh",), ("Bến Thành",)),
    ("Bốn ngày sau anh còn giành huy chương gì nữa?", "huy chương bạc", ("Hoàng Xuân Vinh",),
     ("Bến Thành", "Cát Linh")),
    ("Dân số Việt Nam năm 2019 là bao nhiêu?", "96.208.984 người", (),
     ("Hoàng Xuân Vinh", "Bến Thành", "Rio")),
]  # fmt: skip


@pytest.mark.parametrize("talk", [YAGI, NOBEL, METRO], ids=["Yagi", "Nobel", "metro"])
def test_ten_turns_keep_their_subject_and_drop_the_old_one(talk: list[Line]) -> None:
    history: list[Turn] = []
    for question, answer, wanted, unwanted in talk:
        query = search_query(question, history)
        other = turned(question, history)
        searched = f"{query} | {other.query}" if other else query
        assert query.startswith(question)
        assert all(word in searched for word in wanted), searched
        assert not any(word in query for word in unwanted), query
        history.append(Turn(question, answer))
