"""What the assistant remarks, as the page says it in either language."""

import inspect
import re
from datetime import datetime

import pytest

from assistant import assistant as asking
from assistant import composing, finding, searching, writer_llm_failures
from assistant.courtesy import GREETED
from assistant.english import NEEDED, NEEDED_CLAIM
from assistant.open_request import NOT_SAID, OPEN
from assistant.settings import AssistantSettings
from assistant.times import time_condition
from corpus.dates import HANOI
from ui.remarks import note_line, remark

NOW = datetime(2022, 3, 24, tzinfo=HANOI)
MARKED = re.compile("[àáạảãăâđèéẹẻẽêìíịỉĩòóọỏõôơùúụủũưỳýỵỷỹ]")
WRITTEN = "\n".join(inspect.getsource(module) for module in (asking, composing, finding, searching))


@pytest.mark.parametrize("sentence", [GREETED, NEEDED, NEEDED_CLAIM, OPEN, NOT_SAID])
def test_sentences_of_the_assistant_are_english_on_the_english_page(sentence: str) -> None:
    assert remark(sentence, "vi") == sentence
    assert not MARKED.search(remark(sentence, "en"))


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("Hôm qua ai nói Nga từ chối điện đàm?", "“Hôm qua” was taken to mean 23/3/2022"),
        ("Tin tuần trước về Ukraine?", "Only articles published from "),
    ],
)
def test_a_time_that_is_explained_is_explained_in_english(question: str, english: str) -> None:
    told = remark(time_condition(question, now=NOW).explained, "en")
    assert told.casefold().startswith(english.casefold()), told
    assert "được hiểu" not in told
    assert "Chỉ tìm" not in told


@pytest.mark.parametrize(
    ("vietnamese", "words"),
    [
        ("Kho không có bài đăng trong khoảng thời gian đó; đã tìm mọi bài.", "all articles"),
        ("Các bài gần nhất không nhắc đến “vàng”, “SJC”.", "do not mention “vàng”, “SJC”."),
        ("Chưa tìm được lời đáp cho “Ai ghi bàn?”.", "No answer was found to “Ai ghi bàn?”."),
        ("Câu hỏi dài quá; chỉ 2000 ký tự đầu được đọc.", "first 2000 characters"),
    ],
)
def test_what_was_searched_is_told_in_english(vietnamese: str, words: str) -> None:
    assert vietnamese.split(" “")[0].split(" 2000")[0] in WRITTEN  # the assistant still says so
    assert words in remark(vietnamese, "en")


def test_a_language_model_that_fails_is_told_in_english() -> None:
    settings = AssistantSettings(writer="openai", llm_url="http://llm.example:8000/v1")
    for failure in (TimeoutError(), ConnectionRefusedError(), ValueError()):
        told = writer_llm_failures.failure_sentence(failure, settings)
        assert "word-for-word quotes instead" in remark(told, "en"), told


def test_a_sentence_that_is_not_known_stays() -> None:
    assert remark("Điều chưa ai biết <1> [1].", "en") == "Điều chưa ai biết <1> [1]."


@pytest.mark.parametrize(
    ("note", "vietnamese", "english"),
    [
        ("23/3 = 23/3/2022", "", ""),  # the year stands beside the quote
        ("23/12 = 23/12/2021", "“23/12” là ngày 23/12/2021", "“23/12” is 23/12/2021"),
        ("hôm qua = 23/3/2022", "“hôm qua” là ngày 23/3/2022", "“hôm qua” is 23/3/2022"),
        ("Ông = John Kirby", "“Ông” là John Kirby", "“Ông” means John Kirby"),
        ("Bà = Han Kang; năm ngoái = 2021", "“Bà” là Han Kang; “năm ngoái” là 2021",
         "“Bà” means Han Kang; “năm ngoái” means 2021"),
        ("Con số của Bộ Nông nghiệp.", "Con số của Bộ Nông nghiệp.", "Con số của Bộ Nông nghiệp."),
    ],
)  # fmt: skip
def test_a_note_is_a_sentence(note: str, vietnamese: str, english: str) -> None:
    assert note_line(note, NOW, "vi") == vietnamese
    assert note_line(note, NOW, "en") == english
