"""Questions off the subject of an archive: how to do something, other fields."""

from unicodedata import normalize

import pytest

from assistant.conversation_leaning import leans
from assistant.courtesy import is_courtesy
from assistant.how_to import is_task
from assistant.subject import off_subject
from corpus.article import Article
from index.analysis import fold

COOKING = Article(
    article_id="a", title="Cách nấu cơm để loại bỏ chất độc arsenic trong gạo",
    text="Nấu cơm với nhiều nước loại bỏ được nửa lượng arsenic. Gạo nên ngâm trước khi đồ.",
)  # fmt: skip
METRO = Article(
    article_id="b", title="Metro chở khách",
    text="Mỗi khách ở lại nhà ga 30 phút. Giá vé lượt từ 8.000 đồng. Iran mua hai đoàn tàu. "
    "Làn xe nhanh nhất chạy trong một tuần, ai cũng học được tiếng của bánh xe.",
)  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        "Cách làm bánh mì tại nhà?",
        "cách giảm cân nhanh trong 1 tuần",
        "Làm thế nào để học tiếng Anh giỏi?",
        "Hướng dẫn tôi cách cài đặt windows 11",
        "Viết đoạn mã python đọc file csv",
        "Giá iPhone 15 bao nhiêu?",
        "Tại sao bầu trời màu xanh?",
    ],
)
def test_an_article_on_something_else_does_not_tell_how_to_do_it(question: str) -> None:
    for text in (question, fold(question), question.upper()):
        assert off_subject(text, METRO)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("Cách nấu cơm để loại bỏ arsenic?", COOKING),
        ("Làm sao để loại bỏ arsenic trong gạo?", COOKING),
        ("Giá vé lượt bao nhiêu?", METRO),
        ("Iran sắm bao nhiêu toa?", METRO),
        ("Khách chờ bao lâu?", METRO),
        ("Mất bao lâu?", METRO),
    ],
)
def test_an_article_on_it_is_read(question: str, article: Article) -> None:
    assert not off_subject(question, article)
    assert not off_subject(fold(question), article)


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("Cách làm bánh mì?", True),
        ("lam sao de het mun trung ca", True),
        ("Soạn bài Vợ nhặt", True),
        ("Cách đây bao lâu cầu bị sập?", False),
        ("Cách ly bao nhiêu ngày?", False),
        ("Cách mạng tháng Tám năm nào?", False),
        ("Mèo béo chạy thế nào?", False),
        ("Người Chăm nung gốm bằng cách nào?", False),
        ("Làm sao?", False),
    ],
)
def test_a_question_how_to_do_something_is_known_by_its_opening(text: str, task: bool) -> None:
    assert is_task(text) is task
    assert is_task(normalize("NFD", text)) is task


def test_a_question_how_to_do_something_leans_on_no_conversation() -> None:
    assert not leans("Cách làm bánh mì?")
    assert leans("Cách làm đó có tốt không?")
    assert leans("Làm sao?")


@pytest.mark.parametrize("text", ["Bạn tên là gì?", "Ai tạo ra bạn?", "Bạn làm được những gì?"])
def test_a_question_to_the_program_itself_is_greeted(text: str) -> None:
    assert is_courtesy(text)
