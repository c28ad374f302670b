"""The door through which text enters, and the sentences found in it."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentences
from corpus.text import clean

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạĂÂĐÊÔƠƯÁ"
NEWS = st.text(
    st.sampled_from(LETTERS + LETTERS.upper() + ' .,!?…\n"”“()0123456789-/;:\t') | st.characters(),
    max_size=300,
)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@given(NEWS)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(NEWS)
def test_clean_text_is_composed_and_has_nothing_invisible(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert "  " not in cleaned
    assert "\n\n\n" not in cleaned


@given(NEWS)
def test_composed_and_decomposed_text_clean_to_the_same(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", text)) == clean(unicodedata.normalize("NFC", text))


@given(NEWS)
def test_sentences_cover_all_that_is_not_blank_in_order(text: str) -> None:
    text = clean(text)
    spans = sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(text[s:e].strip() == text[s:e] != "" for s, e in spans)


def test_invisible_characters_go_and_typographic_quotes_stay() -> None:
    assert clean("“Hà\u00ad Nội”\u200b\ufeff – \u202e2021\x00") == "“Hà Nội” – 2021"


def test_lone_surrogates_go() -> None:
    assert clean("a\ud800b") == "ab"


@pytest.mark.parametrize(
    "text",
    [
        "Tại TP.HCM, GS.TS. Nguyễn Văn An nói về Tổng thống Nga Vladimir V. Putin.",
        "Giá là 1.234,5 đồng vào ngày 1-2/11.",
        'Ông nói: "Rất tốt và thành thật".',
        "TS. Lê An và PGS. Trần Bình cùng tham dự.",
    ],
)
def test_abbreviations_numbers_and_initials_end_no_sentence(text: str) -> None:
    assert split(text) == [text]
    assert split(clean(unicodedata.normalize("NFD", text))) == [text]


def test_a_sentence_ends_at_its_mark_with_the_closing_quote() -> None:
    text = 'Bà nói "đã xong." Hôm sau mưa to! Có ai hỏi không? Có.'
    assert split(text) == ['Bà nói "đã xong."', "Hôm sau mưa to!", "Có ai hỏi không?", "Có."]


def test_a_line_break_always_ends_a_sentence() -> None:
    assert split("Tựa bài không có dấu chấm\nCâu đầu.") == ["Tựa bài không có dấu chấm", "Câu đầu."]
