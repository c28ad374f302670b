"""Whose husband, mother or daughter is who: what is asked, and where an article names them."""

import pytest

from assistant.kin import kin_asked, related
from assistant.open_request import only_named
from corpus.article import Article


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Chồng Ham So Won là ai?", ("chồng", "Ham So Won")),
        ("Mẹ của cô Trinh Phan tên gì?", ("mẹ", "Trinh Phan")),
        ("Cha nuôi của diễn viên Lưu Diệc Phi là ai vậy?", ("cha nuôi", "Lưu Diệc Phi")),
        ("Chồng cô ấy là ai?", None),
        ("Chủ tịch Quốc hội là ai?", None),
        ("Vợ Công Phượng sinh năm nào?", None),
    ],
)
def test_a_question_for_kin_names_somebody_else(
    question: str, asked: tuple[str, str] | None
) -> None:
    assert kin_asked(question) == asked
    if asked:
        assert only_named(question) is None


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("Chồng Ham So Won là ai?",
         "Năm 2018, Ham So Won và người chồng Trung Quốc - Trần Hoa tổ chức hôn lễ.", "Trần Hoa"),
        ("Cha nuôi của Lưu Diệc Phi là ai?",
         "Lưu Diệc Phi thường đi cùng người cha nuôi, tỷ phú Trần Kim Phi.", "Trần Kim Phi"),
        ("Chồng Triệu Lệ Dĩnh là ai?",
         "Hai vợ chồng Triệu Lệ Dĩnh và Phùng Thiệu Phong đi ăn tối.", "Phùng Thiệu Phong"),
        ("Vợ Phùng Thiệu Phong là ai?",
         "Hai vợ chồng Triệu Lệ Dĩnh và Phùng Thiệu Phong đi ăn tối.", "Triệu Lệ Dĩnh"),
        ("Vợ Trần Hoa là ai?", "Có mặt ở đó là Ham So Won, vợ Trần Hoa.", "Ham So Won"),
        ("Chồng Ham So Won là ai?",
         "Ham So Won đến cùng bạn là Lý Na và chồng Lưu Khải.", None),
        ("Chồng Ham So Won là ai?", "Ham So Won và chồng sống ở Trung Quốc.", None),
        ("Mẹ Ham So Won là ai?", "Ham So Won không đi cùng mẹ của Trần Hoa.", None),
        ("Chồng Ham So Won là ai?", "Vợ chồng Ham So Won nói dối, Trần Hoa không đáp.", None),
    ],
)  # fmt: skip
def test_the_name_beside_the_word_for_the_kin_is_marked(
    question: str, text: str, said: str | None
) -> None:
    kin = kin_asked(question)
    assert kin is not None
    article = Article(article_id="a", title="Chuyện nhà", text=f"Chuyện nhà\n\n{text} Trời mưa.")
    found = related(kin, ["a", "b"], {"a": article})
    assert [e.short_answer for e in found] == ([said] if said else [])
    assert all(article.text[e.start : e.end] == e.text for e in found)
