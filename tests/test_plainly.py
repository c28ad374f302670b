from assistant.evidence import Evidence
from assistant.plainly import plainly_told

SAID = "Thiệt hại do bão số 3 (Yagi) và mưa lũ đã vượt 81.000 tỷ đồng."


def evidence(text: str, marked: str = "81.000 tỷ đồng", title: str = "") -> Evidence:
    start = text.find(marked)
    span = (start, start + len(marked)) if start >= 0 else (None, None)
    return Evidence(
        text=text, article_id="a", revision=1, start=0, end=len(text), probability=0.7, score=1.0,
        span_start=span[0], span_end=span[1],
        title=title,
    )  # fmt: skip


def test_a_sentence_with_every_word_of_the_question_tells_it_plainly() -> None:
    assert plainly_told("Thiệt hại do bão Yagi là bao nhiêu tỷ đồng?", evidence(SAID))
    assert plainly_told("thiet hai do bao yagi la bao nhieu", evidence(SAID))


def test_another_name_or_year_is_not_told() -> None:
    assert not plainly_told("Thiệt hại do bão Sơn Tinh là bao nhiêu tỷ đồng?", evidence(SAID))
    assert not plainly_told("Thiệt hại do bão Yagi năm 2019 là bao nhiêu?", evidence(SAID))


def test_what_only_the_title_says_is_not_told() -> None:
    other = evidence("Xuất khẩu tăng 14,3%.", "14,3%", title="GDP năm 2024 của Việt Nam tăng 7,09%")
    assert not plainly_told("GDP năm 2024 của Việt Nam tăng bao nhiêu phần trăm?", other)


def test_without_a_marked_answer_nothing_is_told() -> None:
    assert not plainly_told("Thiệt hại do bão Yagi là bao nhiêu?", evidence(SAID, "không có"))


def test_two_words_are_too_few_to_tell() -> None:
    assert not plainly_told("Thiệt hại là bao nhiêu?", evidence(SAID))
