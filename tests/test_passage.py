import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.sentences import sentences
from corpus.text import clean
from index.passage import MOST_SYLLABLES, passages

PIECES = [*"aàđốưỹ", "Ủy ban", "TP.", " 1.234,5 ", ". ", "? ", "…", '"', "”", "\n", " ", "x" * 50]
NEWS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=400).map("".join).map(clean)


@given(NEWS.filter(str.strip))
def test_passages_tile_the_article(text: str) -> None:
    cut = passages(Article(article_id="a", title="t", text=text))
    assert "".join(p.text for p in cut) == text
    assert [p.ordinal for p in cut] == list(range(len(cut)))
    for p in cut:
        assert p.text == text[p.start : p.end]


def test_a_passage_ends_where_a_sentence_ends() -> None:
    text = clean(
        " ".join(f"Câu số {i} nói về một việc nào đó ở TP.HCM trong năm." for i in range(60))
    )
    starts = {start for start, _ in sentences(text)}
    cut = passages(Article(article_id="a", title="t", text=text))
    assert len(cut) > 3
    assert {p.start for p in cut} <= starts
    assert all(60 <= len(p.text.split()) <= MOST_SYLLABLES for p in cut)


def test_a_sentence_longer_than_a_passage_is_cut_at_a_blank() -> None:
    text = clean("chữ " * 1000)
    cut = passages(Article(article_id="a", title="t", text=text))
    assert all(len(p.text.split()) <= MOST_SYLLABLES for p in cut)
    assert all(p.text.endswith(" ") for p in cut[:-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ông ở TP.HCM. Bà đến.", ["Ông ở TP.HCM.", "Bà đến."]),
        ('GS.TS. Nguyễn Văn A nói: "Tốt." Anh đi.', ['GS.TS. Nguyễn Văn A nói: "Tốt."', "Anh đi."]),
        ("Lỗ 3,5 tỷ USD. Vào lúc đó tăng.", ["Lỗ 3,5 tỷ USD.", "Vào lúc đó tăng."]),
        ("Sang UAE. KTS. Hồ Nam vẽ. Hết.", ["Sang UAE.", "KTS. Hồ Nam vẽ.", "Hết."]),
        ("J.K. Rowling kể. J. K. Rowling kể.", ["J.K. Rowling kể.", "J. K. Rowling kể."]),
        ("Tổng thống Vladimir V. Putin nói. Hết.", ["Tổng thống Vladimir V. Putin nói.", "Hết."]),
        ("Giá 1.234,5 đồng. Ngày 1-2/11 mưa.", ["Giá 1.234,5 đồng.", "Ngày 1-2/11 mưa."]),
        ("Ở Đông Nam Á. Trong khi đó.", ["Ở Đông Nam Á.", "Trong khi đó."]),
        ("Nóng 2.800 độ C. Kiểm tra xong.", ["Nóng 2.800 độ C.", "Kiểm tra xong."]),
        ("Nhà văn J. K. Rowling tới.", ["Nhà văn J. K. Rowling tới."]),
        ("1. Một\n2. Hai", ["1. Một", "2. Hai"]),
        ("nhà tắm và bếp.Lực lượng tới.", ["nhà tắm và bếp.", "Lực lượng tới."]),
        ("Thật ư? Không… Có.", ["Thật ư?", "Không…", "Có."]),
    ],
)
def test_vietnamese_sentences_end_where_a_reader_sees_them_end(
    text: str, expected: list[str]
) -> None:
    assert [text[a:b] for a, b in sentences(text)] == expected
