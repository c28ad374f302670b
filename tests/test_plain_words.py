"""What addresses somebody and chat spellings are not part of what is asked."""

from pathlib import Path

import pytest

from assistant.answer import Ask
from assistant.assistant import Assistant
from assistant.plain_words import plainly_asked
from corpus.article import Article
from corpus.reading import read_articles
from corpus.samples import sample_paths
from index.archive import Archive


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("cho mình hỏi GDP 2024 tăng bao nhiêu vậy ạ", "GDP 2024 tăng bao nhiêu"),
        ("Bạn ơi, cho em hỏi ai vô địch vậy?", "Ai vô địch?"),
        ("Hãy cho tôi biết cầu nào dài nhất?", "Cầu nào dài nhất?"),
        ("Mọi người cho mình hỏi với, giá vàng bao nhiêu nhỉ", "Giá vàng bao nhiêu"),
        ("xin hỏi anh chị, GDP tăng mấy %?", "GDP tăng mấy %?"),
        ("Em muốn biết ai là chủ tịch nước ạ?", "Ai là chủ tịch nước?"),
        ("Bạn có biết cầu dài bao nhiêu không?", "Cầu dài bao nhiêu"),
        ("ko biết cầu thông xe khi nào nhỉ", "cầu thông xe khi nào"),
        ("GDP tăng bao nhiêu ạ? Cảm ơn ad nhiều", "GDP tăng bao nhiêu?"),
        ("cho minh hoi gdp vn tang bn % vay a?", "gdp viet nam tang bao nhieu %?"),
        ("bão làm bn ng chết", "bão làm bao nhiêu người chết"),
        ("bn ơi, mấy h bắt đầu", "mấy giờ bắt đầu"),
        ("linh vật là j", "linh vật là gì"),
        ("GDP của vn", "GDP của Việt Nam"),
    ],
)
def test_only_what_is_asked_is_left(typed: str, asked: str) -> None:
    assert plainly_asked(typed) == asked
    assert plainly_asked(asked) == asked


@pytest.mark.parametrize(
    "typed",
    [
        "Vì sao lại như vậy?",
        "Vì sao giá lại tăng đến vậy?",
        "Tây Ban Nha?",
        "ha noi co bao nhieu nha",
        "ngan hang dong a",
        "Anh cho biết sẽ làm gì?",
        "Dạ dày là gì?",
        "vé 5 k hay 10k",
        "bác sĩ k. Quảng Nam",
        "Sân bay K ở đâu, BN 91 là ai?",
        "Ông ấy nói gì về lúc cảm ơn Trump?",
        "Không biết nghĩa từ thì có mấy cách đoán?",
        "Ai biết bí mật ấy?",
        "vn-index hôm nay",
        "vì sao vậy",
        "cảm ơn bạn",
        "",
    ],
)
def test_what_may_be_meant_is_left_alone(typed: str) -> None:
    left = {"vì sao vậy": "vì sao"}
    assert plainly_asked(typed) == left.get(typed, typed)


def test_a_question_asked_politely_gets_the_same_answer(tmp_path: Path) -> None:
    read = read_articles([Path(path) for path in sample_paths()])
    with Archive.open(tmp_path) as archive:
        archive.add(article for article in read if isinstance(article, Article))
        assistant = Assistant(archive)
        plain = assistant.ask(Ask(question="Cầu Mỹ Thuận 2 khánh thành ngày nào?"))
        for typed in (
            "Cho tôi biết cầu Mỹ Thuận 2 khánh thành ngày nào?",
            "ad ơi cho e hỏi cầu Mỹ Thuận 2 khánh thành ngày nào ạ?",
            "CHO MÌNH HỎI CẦU MỸ THUẬN 2 KHÁNH THÀNH NGÀY NÀO VẬY Ạ?",
        ):
            polite = assistant.ask(Ask(question=typed))
            assert polite.question == typed
            assert polite.short_answer == plain.short_answer == "Sáng 24/12/2023"
            assert polite.citations[0].quote == plain.citations[0].quote
        chatted = assistant.ask(Ask(question="cầu mỹ thuận 2 dài bn km"))
        assert chatted.short_answer == "6,61 km"
