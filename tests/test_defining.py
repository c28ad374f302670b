"""What a name means, where an article says so, and nothing where it does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Ask
from assistant.assistant import Assistant
from assistant.defining import defined
from assistant.introducing import introduced
from assistant.open_request import NOT_SAID
from corpus.article import Article
from index.archive import Archive


def said(name: str, text: str) -> str | None:
    article = Article(article_id="a", title="Bài", text=f"Bài\n\n{text} Trời mưa suốt ngày.")
    found = defined(name, ["x", "a"], {"a": article})
    assert all(article.text[e.start : e.end] == e.text for e in found)
    return found[0].short_answer if found else None


@pytest.mark.parametrize(
    ("name", "text", "meaning"),
    [
        ("Starlink", "Starlink là dự án của hãng SpaceX (do Elon Musk sáng lập), dùng vệ tinh.",
         "dự án của hãng SpaceX"),
        ("VinFuture", "Bà Lan nói: \"Giải thưởng VinFuture là giải khoa học đầu tiên ở đây.",
         "giải khoa học đầu tiên ở đây"),
        ("Nihon Hidankyo", "Nihon Hidankyo, tổ chức của người sống sót, được trao giải.",
         "tổ chức của người sống sót"),
        ("JCPOA", "Mỹ rời thỏa thuận hạt nhân Iran năm 2015, hay còn được gọi là JCPOA, năm 2018.",
         "thỏa thuận hạt nhân Iran năm 2015"),
        ("Blackout", "Đó là trò \"Blackout\" (Thử thách mất ý thức tạm thời) trên mạng.",
         "Thử thách mất ý thức tạm thời"),
        ("CPI", "Chỉ số giá tiêu dùng (CPI) tăng 3,25%.", "Chỉ số giá tiêu dùng"),
        ("Starlink", "Ưu điểm của Starlink là một mạng vệ tinh phủ khắp nơi.", None),
        ("Starlink", "Khách hỏi mua Starlink (ảnh: Lan Anh) ở cửa hàng.", None),
        ("Starlink", "Starlink (Mỹ) mở bán.", None),
        ("CPI", "Ông Lam (CPI) phát biểu.", None),
        ("Starlink", "Starlink là của ông Musk.", None),
    ],
)  # fmt: skip
def test_words_that_define_a_name_are_marked(name: str, text: str, meaning: str | None) -> None:
    assert said(name, text) == meaning


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Bùi Sỹ Lợi", "Ông Bùi Sỹ Lợi, đại biểu Quốc hội khóa XIV nhấn mạnh, con người là quý.",
         "đại biểu Quốc hội khóa XIV"),
        ("Nina Tandon", "CNN kể về Nina Tandon - nhà sáng lập và CEO của Epibone (Mỹ) - hôm qua.",
         "nhà sáng lập và CEO của Epibone"),
    ],
)  # fmt: skip
def test_offices_behind_a_name_end_before_what_was_said(name: str, text: str, words: str) -> None:
    article = Article(article_id="a", title="Bài", text=f"Bài\n\n{text} Trời mưa.")
    assert [e.short_answer for e in introduced(name, ["a"], {"a": article})] == [words]


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    text = "Starlink là dự án của hãng SpaceX, dùng vệ tinh. Khách đặt cọc Starlink 99 USD."
    later = "Messi ở lại Barcelona thêm hai mùa. Hợp đồng của Messi hết hạn năm 2021."
    with Archive.open(tmp_path) as archive:
        archive.add(
            Article(article_id=name, title=title, text=f"{title}\n\n{body}")
            for name, title, body in (
                ("a", "Starlink nhận đặt cọc ở Việt Nam", text),
                ("b", "Messi gia hạn hợp đồng với Barcelona", later),
            )
        )
        yield Assistant(archive)


def test_what_a_name_means_is_answered_or_said_to_be_missing(assistant: Assistant) -> None:
    known = assistant.ask(Ask(question="Starlink là gì?"))
    assert (known.refused, known.short_answer) == (False, "dự án của hãng SpaceX")
    assert {claim.support.level for claim in known.claims} == {"verbatim"}
    alone = assistant.ask(Ask(question="Messi"))
    assert not alone.refused
    assert (alone.short_answer, NOT_SAID in alone.notices) == ("", True)
