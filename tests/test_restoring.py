"""Questions typed without marks or capitals get those of what was found, and are asked alike."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answer import Ask, Turn
from assistant.assistant import Assistant
from assistant.question_ngrams import START, of_news, of_questions, written
from assistant.restoring import as_written, is_bare, with_capitals, with_marks
from assistant.train_marks import count, lines
from corpus.article import Article
from corpus.reading import read_articles
from corpus.samples import sample_paths
from index.analysis import fold
from index.archive import Archive

PASSAGE = "Chiều 29/3/2021, tàu container Ever Given nổi trở lại sau sáu ngày mắc cạn ở kênh Suez."


@pytest.mark.parametrize(
    ("bare", "marked"),
    [
        ("tau ever given mac can may ngay", "Tàu Ever Given mắc cạn mấy ngày"),
        ("Tau nao mac can o kenh Suez?", "Tàu nào mắc cạn ở kênh Suez?"),
        ("ai cuu tau Ever Given", "Ai cứu tàu Ever Given"),
        ("vi sao tau mac can", "Vì sao tàu mắc cạn"),
        ("Tàu nào mac can?", "Tàu nào mac can?"),
        ("zzz qqq", "Zzz qqq"),
    ],
)
def test_marks_and_capitals_come_back(bare: str, marked: str) -> None:
    found = with_marks(bare, [PASSAGE], [PASSAGE])
    assert len(found) == len(bare)
    assert found.lower() == marked.lower()
    if "ever" in bare:
        assert "Ever Given" in found
    assert found == marked or not is_bare(bare)


def test_names_are_written_as_what_was_found_writes_them() -> None:
    text = "Thầy trò huấn luyện viên Park Hang-seo thắng. Nga và Mỹ chúc mừng."
    assert with_marks("park hang seo la ai", [text], []) == "Park Hang-seo là ai"
    assert with_marks("nga chuc mung ai", [text], []) == "Nga chúc mừng ai"
    assert with_marks("huan luyen vien la ai", [text], []) == "Huấn luyện viên là ai"


@pytest.mark.parametrize(
    "typed",
    [
        "AI LÀ HUẤN LUYỆN VIÊN PARK HANG-SEO",
        "ai là huấn luyện viên park hang-seo",
        "ai là huấn luyện viên park hang seo",
    ],
)
def test_capitals_come_back_to_a_question_typed_in_one_case(typed: str) -> None:
    text = "Thầy trò huấn luyện viên Park Hang-seo thắng. Nga và Mỹ chúc mừng."
    assert as_written(typed, [text], []) == "Ai là huấn luyện viên Park Hang-seo"


def test_a_question_written_with_care_stays_as_typed() -> None:
    text = "Cầu Mỹ Thuận 2 thông xe"
    for typed in ("Cầu nào thông xe?", "cầu Mỹ Thuận 2 dài bao nhiêu", ""):
        assert as_written(typed, [text], []) == typed
    assert as_written("AI LÀ AI THẾ NHỈ", [], []) == "AI LÀ AI THẾ NHỈ"
    assert with_capitals("", [text]) == ""


def test_without_anything_found_a_question_stays_as_typed() -> None:
    assert with_marks("tau nao mac can", [], []) == "tau nao mac can"


def test_counts_are_kept_and_read_back() -> None:
    texts = ["Ai là thủ tướng?"] * 3 + ["Ai là chủ tịch?"]
    kept = lines(count(texts))
    assert "ai\t4" in kept
    assert f"{START} \tai:4" in kept
    assert "ai là \tthủ:3" in kept
    assert not any("chủ" in line for line in kept)
    assert of_questions().pairs[START, "ai"] > 0
    assert of_questions().triples["là", "bao", "nhiêu"] > 0
    assert of_news().pairs["việt", "nam"] > 0
    assert {"năm", "nam"} <= written()["nam"]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    read = read_articles([Path(path) for path in sample_paths()])
    with Archive.open(tmp_path_factory.mktemp("kho")) as archive:
        archive.add(article for article in read if isinstance(article, Article))
        yield Assistant(archive)


@pytest.mark.parametrize(
    "question",
    [
        "Số đội dự World Cup 2022 là bao nhiêu?",
        "Vì sao cầu Mỹ Thuận 2 bị sập nhịp dẫn?",
        "Ai đoạt giải Nobel Kinh tế năm 2023?",
        "Nihon Hidankyo là tổ chức gì?",
        "Tàu nào mắc cạn chắn kênh đào Suez năm 2021?",
        "Gốm của người Chăm có tráng men không?",
        "Tóm tắt bài về Sơn Đoòng",
    ],
)
def test_a_question_without_marks_is_answered_as_with_them(
    assistant: Assistant, question: str
) -> None:
    bare = fold(question)
    assert is_bare(bare)
    typed, stripped = assistant.ask(Ask(question=question)), assistant.ask(Ask(question=bare))
    assert stripped.question == bare
    assert (stripped.refused, stripped.short_answer) == (typed.refused, typed.short_answer)
    assert [c.quote for c in stripped.citations] == [c.quote for c in typed.citations]


@pytest.mark.parametrize("typed", [str.upper, str.lower])
@pytest.mark.parametrize(
    "question",
    [
        "Ai đoạt giải Nobel Kinh tế năm 2023",
        "Nihon Hidankyo là tổ chức gì",
        "Huấn luyện viên nào đưa Việt Nam vô địch ASEAN Cup 2024",
    ],
)
def test_a_question_in_one_case_is_answered_like_one_with_capitals(
    assistant: Assistant, question: str, typed: Callable[[str], str]
) -> None:
    careful, plain = (assistant.ask(Ask(question=q)) for q in (question, typed(question)))
    assert (plain.refused, plain.short_answer) == (careful.refused, careful.short_answer)
    assert [c.quote for c in plain.citations] == [c.quote for c in careful.citations]


def test_what_went_before_is_read_in_marks_too(assistant: Assistant) -> None:
    first = assistant.ask(Ask(question="cop26 la gi"))
    said = " ".join(claim.text for claim in first.claims)
    answer = assistant.ask(Ask(question="dien ra o dau", history=(Turn("cop26 la gi", said),)))
    assert answer.searched_for == "Diễn ra ở đâu (COP26)"
    assert "Glasgow" in answer.short_answer


def test_a_question_in_english_is_not_written_in_marks(assistant: Assistant) -> None:
    question = "Who won the football World Cup in 2022?"
    assert assistant.ask(Ask(question=question)).searched_for == question
