"""Bytes of a text file into text, whatever the encoding; knows nothing of formats."""

import codecs
import re
import unicodedata

from corpus.draft import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP hoặc DOCX",
    b"\x89PNG": "ảnh PNG",
    b"\xff\xd8\xff": "ảnh JPEG",
    b"GIF8": "ảnh GIF",
    b"\x1f\x8b": "GZIP",
    b"\xfd7zXZ": "XZ",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
    b"\x7fELF": "chương trình",
    b"\xd0\xcf\x11\xe0": "Word/Excel đời cũ (.doc, .xls)",
    b"SQLite format 3": "cơ sở dữ liệu SQLite",
}
# The TCVN 5712 (ABC) fonts of the 1990s: their bytes as Latin-1, and the letters they show.
_TCVN3 = str.maketrans(
    "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ¡¢§£¤¥¦",
    "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ",
)
_COMMON = re.compile(
    r"(?<!\w)(?:và|của|là|được|không|người|trong|những|với|một|này|các|đã|để|cũng|năm|ngày|tại"
    r"|từ|đến|về|sau|khi|việc|như|ở|ông|bà|nước|nhà|hơn|đồng|thể|tháng)(?!\w)"
)


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16, UTF-32, windows-1258, TCVN3 or what can be told.

    Raises:
        UnreadableError: It is no text, or in an encoding that cannot be told.
    """
    for start, name in _SIGNATURES.items():
        if data.startswith(start):
            raise UnreadableError(f"nội dung là {name}, không phải văn bản như tên tệp")
    for bom, marked in _BOMS:
        if data.startswith(bom):
            return _strict(data, marked)
    if codec := _wide(data[:4096]):
        return _strict(data, codec)
    if data[:65536].count(0) * 100 > len(data[:65536]) or _controls(data[:65536]) > 0.1:
        raise UnreadableError("tệp nhị phân, không phải văn bản")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.start > 0:  # Cut off within a character.
            return data[: error.start].decode("utf-8")
        return _eight_bit(data, error.start)


def encoding_of(sample: bytes) -> str | None:
    """The codec to stream a file with, told from its first bytes; ``None``: read it whole."""
    for bom, marked in _BOMS:
        if sample.startswith(bom):
            return marked
    if codec := _wide(sample[:4096]):
        return codec
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _strict(data: bytes, codec: str) -> str:
    """Text in a codec that the first bytes name."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4 and error.start > 4:
            return data[: error.start].decode(codec)
        raise UnreadableError(f"hỏng ở byte {error.start}: không phải {codec} hợp lệ") from error


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a byte order mark, told by where the zero bytes of ASCII stand."""
    pairs = len(sample) // 2
    if pairs < 8:
        return None
    even, odd = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if odd > pairs * 0.3 and even < pairs * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > pairs * 0.3 and odd < pairs * 0.05 else None


def _controls(sample: bytes) -> float:
    """Share of bytes that no text has."""
    bad = sum(sample.count(b) for b in range(32) if b not in b"\t\n\r\f\x1b\0")
    return bad / max(1, len(sample))


def _eight_bit(data: bytes, broken_at: int) -> str:
    """The most Vietnamese of the readings of a file that is not UTF-8."""
    sample = data[:200_000]
    readings = {"cp1258": sample.decode("cp1258", "replace"), "tcvn3": _tcvn3(sample)}
    if guess := _guess(sample):
        readings.setdefault(guess, sample.decode(guess, "replace"))
    scores = {codec: _vietnamese(text) for codec, text in readings.items()}
    best = max(scores, key=lambda codec: scores[codec])
    if scores[best] < 0.02 and _mostly_utf8(sample):
        raise UnreadableError(f"UTF-8 hỏng ở byte {broken_at:,}".replace(",", "."))
    if scores[best] < 0.02 and (not guess or readings[guess].count("\ufffd")):
        raise UnreadableError("không nhận ra bảng mã (cần UTF-8, UTF-16, windows-1258 hoặc TCVN3)")
    best = best if scores[best] >= 0.02 or not guess else guess
    return _tcvn3(data) if best == "tcvn3" else data.decode(best, "replace")


def _tcvn3(data: bytes) -> str:
    return data.decode("latin-1").translate(_TCVN3)


def _guess(sample: bytes) -> str | None:
    """What charset-normalizer takes the encoding for."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:50_000]).best()
    return best.encoding if best and best.encoding != "utf_8" else None


def _vietnamese(text: str) -> float:
    """Common Vietnamese words per word, less what betrays a wrong reading."""
    text = unicodedata.normalize("NFC", text).casefold()
    words = len(re.findall(r"\w+", text))
    wrong = len(re.findall(r"áº|á»|ã€|ä‘|[\x80-\x9f]|�|(?<=\w)[¡-¿×÷](?=\w)", text))
    return (len(_COMMON.findall(text)) - wrong) / max(1, words)


def _mostly_utf8(sample: bytes) -> bool:
    """Whether only a few bytes are not UTF-8."""
    text = sample.decode("utf-8", "replace")
    return bool(re.search(r"[ạ-ỹăđơư]", text)) and text.count("\ufffd") * 20 < len(text)
