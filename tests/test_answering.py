"""Yes and no, what a refusal names as missing, greetings, and repeated claims."""

from unicodedata import normalize

import pytest

from assistant.answer import Turn
from assistant.conversation import search_query, turned
from assistant.courtesy import is_courtesy
from assistant.evidence import Evidence
from assistant.missing import missing
from assistant.writer_extractive import ExtractiveWriter
from assistant.yes_no import statement, yes_or_no
from corpus.article import Article

QUOTE = "Tàu ngầm KRI Nanggala 402 mất tích cùng với 53 thủy thủ rạng sáng 21/4."


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Tàu ngầm Nanggala mất tích cùng 53 thủy thủ phải không?", "Có"),
        ("Có phải tàu ngầm Nanggala mất tích cùng với 60 thủy thủ?", "Không"),
        ("Có phải tàu ngầm Nanggala do Đức đóng từ những năm 1970?", ""),
        ("Tàu ngầm Nanggala mất tích ở đâu?", ""),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_yes_and_no_are_said_only_where_the_sentence_settles_it(
    question: str, said: str, form: str
) -> None:
    assert yes_or_no(normalize("NFC", normalize(form, question)), QUOTE, None) == said


def test_a_yes_or_no_question_is_turned_into_its_statement() -> None:
    assert statement("Có phải ông Thắng làm tổng giám đốc?") == "Ông Thắng làm tổng giám đốc"
    assert statement("Nga có rút quân khỏi biên giới không?") == "Nga rút quân khỏi biên giới"
    assert statement("Ai làm tổng giám đốc?") == ""


def article(text: str) -> Article:
    return Article(article_id="a", title="Bài", text=text)


def test_a_refusal_names_what_no_article_mentions() -> None:
    held = [article("Elon Musk nói về giá đồng Bitcoin ở Mỹ.")]
    assert missing("Elon Musk mua Twitter với giá bao nhiêu?", held) == ["Twitter"]
    assert missing("elon musk ly hon khi nao", held) == ["ly hon"]
    assert missing("Giá Bitcoin ở Mỹ là bao nhiêu?", held) == []


@pytest.mark.parametrize(
    ("question", "unnamed"),
    [
        ("Huấn luyện viên Park Hang Seo nói gì?", []),
        ("huan luyen vien park hang seo noi gi", []),
        ("UBND quận Gò Vấp nói gì?", []),
        ("Ủy ban nhân dân quận Gò Vấp nói gì?", []),
        ("uy ban nhan dan quan go vap noi gi", []),
        ("Ông Park Hang Seo gặp ai bị chết?", []),
        ("UBND quận Bình Thạnh nói gì?", ["Bình Thạnh"]),
        ("Tổ chức Y tế Thế giới nói gì với HLV?", ["Tổ chức Y tế Thế giới"]),
    ],
)
def test_a_refusal_knows_other_forms_of_a_name(question: str, unnamed: list[str]) -> None:
    held = [article("HLV Park Hang Seo đến gặp ủy ban nhân dân quận Gò Vấp.")]
    assert missing(question, held) == unnamed


@pytest.mark.parametrize("text", ["Xin chào", "chào bạn!", "xin chao", "Cảm ơn nhiều"])
def test_a_greeting_is_no_question(text: str) -> None:
    assert is_courtesy(text)
    assert not is_courtesy(f"{text} ai là tổng thống Mỹ?")


def test_a_new_subject_after_con_is_searched_for_without_the_old_one() -> None:
    history = [Turn("Tàu ngầm Indonesia mất tích ở đâu?", "ngoài khơi Bali")]
    other = turned("Còn Super League thì sao?", history)
    assert other is not None
    assert "Indonesia" not in other.query
    assert other.new == ("Super League",)
    assert turned("Còn Indonesia thì sao?", history) is None


def test_facts_of_turns_midway_do_not_pile_up() -> None:
    history = [
        Turn("Ai là tân tổng giám đốc Hòa Phát?", "Nguyễn Việt Thắng"),
        Turn("Ông ấy sinh năm bao nhiêu?", "1970"),
        Turn("Tốt nghiệp trường nào?", "Đại học Xây dựng"),
    ]
    query = search_query("Trước đó ông ấy làm chức gì?", history)
    assert "Nguyễn Việt Thắng" in query
    assert "1970" not in query


def test_two_sentences_with_the_same_answer_are_quoted_once() -> None:
    def piece(text: str) -> Evidence:
        at = text.find("1 tỷ USD")
        return Evidence(
            text=text, article_id=text[:3], revision=1, start=0, end=len(text), probability=0.9,
            score=1.0, span_start=at, span_end=at + len("1 tỷ USD"), span_probability=0.9,
        )  # fmt: skip

    first = piece("Theo Forbes, khối tài sản của Kim Kardashian là 1 tỷ USD, công ty trị giá hơn.")
    again = piece(
        "Forbes ước khối tài sản của Kim Kardashian ở mức 1 tỷ USD trong khi cô nói khác."
    )
    chosen = ExtractiveWriter().choose("Kim Kardashian có bao nhiêu tài sản?", [first, again])
    assert chosen == [1]


@pytest.mark.parametrize(
    "question",
    [
        "Giá vàng hôm nay", "gia vang hom nay bao nhieu", "Giá vàng mới nhất hiện nay thế nào?",
        "Xin cho biết giá vàng năm ngoái", "Làm ơn kể tên giá vàng tuần trước",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_of_time_asking_and_courtesy_are_not_named_as_missing(
    question: str, form: str
) -> None:
    held = [article("Giá gạo và vàng miếng ở Nhật.")]
    assert missing(normalize(form, question), held) == []  # type: ignore[arg-type]


def test_a_word_that_only_looks_like_asking_is_named() -> None:
    held = [article("Giá gạo ở Nhật.")]
    assert missing("Quốc hội nói gì?", held) == ["Quốc hội"]
    assert missing("Thời tiết ngày mai", held) == ["Thời tiết"]
