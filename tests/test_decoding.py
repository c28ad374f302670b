"""Text files in every usual encoding."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.reading import Skipped, read_articles

TEXT = """Sáng 5/6, UBND tỉnh Hòa Bình khởi công cây cầu mới bắc qua sông Đà, dài 1.234,5 m.
Ban quản lý cho biết cầu có vốn 1.200 tỷ đồng, là cầu thứ tư của thành phố.
Người dân hai bên bờ được đi lại thuận tiện hơn, không phải qua phà như trước."""
# As the ABC fonts of the 1990s stored it, and what they showed.
ABC = "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc. "
ABC += "Nh÷ng ng\xadêi ®\xadîc mêi ®Õn."
SHOWN = "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc. Những người được mời đến."


def windows_1258(text: str) -> bytes:
    tones, out = "\u0300\u0301\u0303\u0309\u0323", ""
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        out += base + "".join(p for p in parts if p in tones)
    return out.encode("cp1258")


def write(tmp_path: Path, data: bytes) -> Article | Skipped:
    (tmp_path / "a.txt").write_bytes(data)
    [found] = read_articles([tmp_path / "a.txt"])
    return found


@pytest.mark.parametrize(
    "encode",
    [
        windows_1258,
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("utf-32"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.encode()[:-1] + "ờ".encode()[:1],
    ],
)
def test_every_usual_encoding_gives_the_same_text(
    tmp_path: Path, encode: Callable[[str], bytes]
) -> None:
    article = write(tmp_path, encode(TEXT + "."))
    assert isinstance(article, Article)
    assert article.text.rstrip(".") == TEXT.rstrip(".")


def test_tcvn3_is_told_from_its_letters(tmp_path: Path) -> None:
    article = write(tmp_path, ABC.encode("latin-1"))
    assert isinstance(article, Article)
    assert article.text == SHOWN


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "tệp rỗng"),
        (b"  \n\t ", "tệp rỗng"),
        (b"%PDF-1.7 x", "nội dung là PDF"),
        (b"\x89PNG\r\n\x1a\n", "nội dung là ảnh PNG"),
        (bytes(range(256)) * 8, "tệp nhị phân"),
        (b"\0" * 4096, "tệp nhị phân"),
        (TEXT.encode()[:60] + b"\xff\xfe\xfd" + TEXT.encode()[61:], "UTF-8 hỏng ở byte"),
        (b"\xef\xbb\xbf", "không có nội dung bài"),
        (b"... --- ...", "không có nội dung bài"),
    ],
)
def test_what_is_no_text_is_skipped_with_its_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    skipped = write(tmp_path, data)
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith(reason)


def test_nul_bytes_and_lone_surrogates_leave_no_trace(tmp_path: Path) -> None:
    article = write(tmp_path, (TEXT + "\0").encode() + b"\xed\xa0\x80")
    if isinstance(article, Article):
        assert "\0" not in article.text
