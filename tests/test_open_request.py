"""Requests that ask nothing in particular, and names: what the articles on them say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

import pytest

from assistant.answer import Ask, Turn
from assistant.assistant import Assistant
from assistant.beginnings import beginnings
from assistant.introducing import introduced, without_names
from assistant.open_request import NOT_SAID, OPEN, as_subject, only_named, topic_of
from corpus.article import Article
from corpus.dates import HANOI
from index.analysis import fold
from index.archive import Archive

REQUESTS = [
    ("Tóm tắt bài về Sơn Đoòng", "Sơn Đoòng"),
    ("Có tin gì mới về metro?", "metro"),
    ("Tin mới nhất về bão Yagi", "bão Yagi"),
    ("cho tôi biết về hồ Tonle Sap", "hồ Tonle Sap"),
    ("Diễn biến vụ Ever Given", "vụ Ever Given"),
    ("Bạn hãy kể về gốm Chăm cho tôi nhé", "gốm Chăm"),
    ("Metro số 1 có gì mới không?", "Metro số 1"),
]
QUESTIONS = [
    "Vệ tinh của SpaceX phát internet cách mặt đất bao xa?",
    "Vé BOT Cai Lậy in sẵn giá cũ được sửa lại giá mới ra sao?",
    "ve cau ben thuy xe 16 cho",
    "Ve tinh MicroDragon cua Viet Nam nang may ky",
    "Lễ khai mạc Olympic Paris 2024 có gì lạ, các đoàn diễu hành thế nào?",
    "Mùa Noel này ở Nhà thờ Thánh đản có gì mới cho khách xem?",
    "Tin về ai được đăng đầu tiên?",
    "Tóm tắt bài đó",
    "Diễn biến ra sao?",
    "Thông tin về số ca nhiễm do ai công bố?",
]


@pytest.mark.parametrize(("request_", "subject"), REQUESTS)
@pytest.mark.parametrize("form", ["NFC", "NFD", "bare", "capitals"])
def test_an_open_request_names_its_subject(request_: str, subject: str, form: str) -> None:
    forms = {"bare": fold(request_.lower()), "capitals": request_.upper()}
    typed = forms.get(form) or normalize(form, request_)  # type: ignore[arg-type]
    found = topic_of(typed)
    assert found is not None
    assert fold(found.text.lower()) == fold(subject.lower())


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_no_open_request(question: str) -> None:
    assert topic_of(question) is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Lionel Messi", "Lionel Messi"),
        ("COP26 là gì?", "COP26"),
        ("Ông Park Hang-seo là ai?", "Park Hang-seo"),
        ("giá vé metro", None),
        ("Messi", "Messi"),
        ("starlink", "starlink"),
        ("Vàng", None),
        ("vàng", None),
        ("Thủ tướng là ai?", None),
        ("AI LÀ CHỦ TỊCH", None),
    ],
)
def test_a_name_alone_or_what_it_means_is_known(question: str, name: str | None) -> None:
    found = only_named(question)
    assert (found.text if found else None) == name


def article(name: str, title: str, text: str, day: int = 1) -> Article:
    return Article(
        article_id=name, title=title, text=f"{title}\n\n{text}",
        published_at=datetime(2024, 9, day, tzinfo=HANOI),
    )  # fmt: skip


FIRST = article("a", "Bão Yagi đổ bộ Quảng Ninh",
                "Chiều 7/9, bão Yagi đổ bộ vào tỉnh Quảng Ninh. Gió giật cấp 17. Ở Quảng Ninh, "
                "nhiều tàu thuyền bị chìm trong vịnh.", 7)  # fmt: skip
LAST = article("b", "Thiệt hại do bão Yagi vượt 81.000 tỷ đồng",
               "Thiệt hại do bão Yagi và mưa lũ đã vượt 81.000 tỷ đồng. Con số này gấp đôi ước "
               "tính hồi giữa tháng.", 27)  # fmt: skip
OTHER = article("c", "Giá gạo tăng", "Giá gạo xuất khẩu tăng mạnh sau khi bão Yagi đi qua.", 20)
ALL = {a.article_id: a for a in (FIRST, LAST, OTHER)}


def quotes(request: str, most: int = 3) -> list[str]:
    topic = topic_of(request)
    assert topic is not None
    pieces = beginnings(topic, ["a", "b", "c", "gone"], ALL, most)
    assert all(ALL[p.article_id].text[p.start : p.end] == p.text for p in pieces)
    return [p.text for p in pieces]


def test_each_article_on_the_subject_gives_its_beginning() -> None:
    begins = ["Chiều 7/9, bão Yagi đổ bộ vào tỉnh Quảng Ninh.",
              "Thiệt hại do bão Yagi và mưa lũ đã vượt 81.000 tỷ đồng."]  # fmt: skip
    assert quotes("Kể về bão Yagi") == begins
    assert quotes("Tin mới nhất về bão Yagi") == begins[::-1]
    assert quotes("Kể về bão Yagi", most=1) == begins[:1]


def test_one_article_is_summed_up_by_its_first_sentences() -> None:
    assert quotes("Tóm tắt bài về bão Yagi đổ bộ Quảng Ninh") == [
        "Chiều 7/9, bão Yagi đổ bộ vào tỉnh Quảng Ninh.",
        "Ở Quảng Ninh, nhiều tàu thuyền bị chìm trong vịnh.",
    ]


def test_nothing_is_quoted_of_what_no_article_is_about() -> None:
    assert quotes("Kể về núi lửa ở Iceland") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Đội của huấn luyện viên Park Hang-seo thắng với tỷ số 3–0.", "huấn luyện viên"),
        ("Park Hang-seo, người Hàn Quốc, đến Hà Nội hôm qua.", "người Hàn Quốc"),
        ("Hôm ấy Park Hang-seo là một cầu thủ trẻ của đội, báo chí nhớ lại.",
         "một cầu thủ trẻ của đội"),
        ("Có Park Hang-seo, HLV Gong sẽ bớt lo lắng về hàng thủ.", None),
        ("Gặp Park Hang-seo là một điều tuyệt vời, ông nói.", None),
        ("Khán giả yêu mến Park Hang-seo từ ngày đầu.", None),
    ],
)  # fmt: skip
def test_a_name_is_introduced_by_words_before_or_behind_it(text: str, said: str | None) -> None:
    held = article("a", "Bóng đá", text)
    found = introduced("Park Hang-seo", ["a"], {"a": held})
    assert [piece.short_answer for piece in found] == ([said] if said else [])


def test_pieces_of_sentences_and_other_subjects_do_not_stand_for_an_article() -> None:
    held = article("a", "Ông Thaksin được ân xá",
                   "... nhà tù Bangkok về việc ân xá cho ông Thaksin. Ảnh chụp ở sân bay xem toàn "
                   "màn ...\n\nGiới chức Thái Lan hôm nay họp báo ở thủ đô. Ông Thaksin rời bệnh "
                   "viện sáng nay cùng con gái.")  # fmt: skip
    other = article("b", "Ông Thaksin về nhà", "Ông Thaksin về dinh thự của gia đình ở Bangkok.")
    topic = topic_of("Tin về Thaksin")
    assert topic is not None
    pieces = beginnings(topic, ["a", "b"], {"a": held, "b": other}, 3)
    assert [piece.text for piece in pieces] == [
        "Ông Thaksin rời bệnh viện sáng nay cùng con gái.",
        "Ông Thaksin về dinh thự của gia đình ở Bangkok.",
    ]


def test_who_somebody_is_is_told_by_no_other_name() -> None:
    text = "Vương Phi kết hôn với Lý Á Bằng, một diễn viên."
    held = Article(article_id="a", title="Cưới", text=text)
    piece = replace(introduced("Lý Á Bằng", ["a"], {"a": held})[0],
                    span_start=text.index("Lý"), span_end=text.index(","))  # fmt: skip
    assert without_names("Vương Phi là ai?", [piece])[0].short_answer == ""
    assert without_names("Ai kết hôn với Vương Phi?", [piece])[0] == piece


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with Archive.open(tmp_path) as archive:
        archive.add([FIRST, LAST, OTHER])
        yield Assistant(archive)


def test_an_open_request_is_answered_with_checked_quotes_and_a_word_on_it(
    assistant: Assistant,
) -> None:
    answer = assistant.ask(Ask(question="Tin mới nhất về bão Yagi"))
    assert not answer.refused
    assert answer.short_answer == ""
    assert OPEN in answer.notices
    assert [c.article_id for c in answer.citations] == ["b", "a"]
    assert {claim.support.level for claim in answer.claims} == {"verbatim"}


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Tóm tắt bài về bão Yagi", "bão Yagi"),
        ("Ông Park Hang-seo là ai?", "Park Hang-seo"),
        ("COP26 là gì?", "COP26"),
    ],
)
def test_later_questions_lean_on_the_subject_not_on_all_that_was_quoted(
    question: str, subject: str
) -> None:
    assert as_subject(Turn(question, "Một câu dài ở Quảng Ninh.")) == Turn(subject, "")
    asked = Turn("Bão Yagi làm bao nhiêu người chết?", "329 người")
    assert as_subject(asked) == asked


def test_what_is_asked_the_meaning_of_and_not_defined_is_quoted_with_a_word_on_it(
    assistant: Assistant,
) -> None:
    answer = assistant.ask(Ask(question="Bão Yagi là gì?"))
    assert not answer.refused
    assert NOT_SAID in answer.notices
    assert assistant.ask(Ask(question="Kể về núi lửa ở Iceland")).refused
