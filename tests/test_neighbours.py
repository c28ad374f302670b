"""Sentences beside the best one: lists over several lines, reasons and ways of doing."""

import pytest

from assistant.evidence import Evidence
from assistant.neighbours import with_neighbours
from assistant.writer_extractive import ExtractiveWriter
from corpus.article import Article


def told(question: str, text: str, best: str) -> list[str]:
    article = Article(article_id="a", title="Bài", text=text)
    start = text.index(best)
    first = Evidence(
        text=best, article_id="a", revision=article.revision, start=start, end=start + len(best),
        probability=0.6, score=1.0,
    )  # fmt: skip
    evidence = with_neighbours(question, [first], {"a": article})
    assert all(text[e.start : e.end] == e.text for e in evidence)
    return [evidence[n - 1].text for n in ExtractiveWriter().choose(question, evidence)]


@pytest.mark.parametrize(
    ("question", "text", "best", "others"),
    [
        ("Hồ sơ gồm những gì?", "Hồ sơ gồm:\n- Đơn xin học\n- Giấy khai sinh\nNộp tại trường.",
         "Hồ sơ gồm:", ["- Đơn xin học", "- Giấy khai sinh"]),
        ("Có những lý do nào?", "Thứ nhất, giá cao. Thứ hai, ít người mua. Trời mưa.",
         "Thứ nhất, giá cao.", ["Thứ hai, ít người mua."]),
        ("Vì sao giá cát tăng?", "Giá cát tăng mạnh. Nguyên nhân là mỏ bị đóng. Trời mưa.",
         "Giá cát tăng mạnh.", ["Nguyên nhân là mỏ bị đóng."]),
        ("Vì sao giá cát tăng?", "Nhiều mỏ bị đóng. Do đó, giá cát tăng mạnh. Trời mưa.",
         "Do đó, giá cát tăng mạnh.", ["Nhiều mỏ bị đóng."]),
        ("Vì sao giá cát tăng?", "Giá cát tăng vì mỏ bị đóng. Cụ thể, mỏ A đóng hôm qua.",
         "Giá cát tăng vì mỏ bị đóng.", []),
        ("Nặn gốm như thế nào?", "Thợ không dùng bàn xoay. Thay vào đó, họ đi quanh khối đất.",
         "Thợ không dùng bàn xoay.", ["Thay vào đó, họ đi quanh khối đất."]),
        ("Nặn gốm ở đâu?", "Họ nặn ở làng Bàu Trúc. Sau đó, gốm được nung.",
         "Họ nặn ở làng Bàu Trúc.", []),
        ("Vì sao giá cát tăng?", "Giá cát tăng mạnh. Trời mưa mãi.", "Giá cát tăng mạnh.", []),
        ("Vì sao giá cát tăng?", "Giá cát tăng mạnh. Thợ xây lo. Nguyên nhân là mỏ bị đóng.",
         "Giá cát tăng mạnh.", ["Nguyên nhân là mỏ bị đóng."]),
        ("Vì sao giá cát tăng?", "Giá cát tăng mạnh. Thợ lo.\nNguyên nhân vụ cháy là chập điện.",
         "Giá cát tăng mạnh.", []),
        ("Nga có muốn đánh không?", "Nga có muốn đánh không? Bộ Quốc phòng nói là không. Trời mưa.",
         "Nga có muốn đánh không?", ["Bộ Quốc phòng nói là không."]),
    ],
)  # fmt: skip
def test_a_sentence_brings_the_neighbours_its_answer_needs(
    question: str, text: str, best: str, others: list[str]
) -> None:
    assert told(question, text, best) == [best, *others]
