"""JSON, JSON Lines and CSV into drafts, row by row; knows nothing of single-article files."""

import codecs
import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import IO, Any

from corpus.decoding import decode, encoding_of
from corpus.draft import Draft, Limits, UnreadableError
from corpus.lines import chunks_of, lines_of

_NAMES = {
    "title": "title tieude headline tit tuade tenbai",
    "lead": "lead sapo description summary tomtat mota abstract excerpt chapeau",
    "body": "body content text noidung maintext fulltext articlebody article contents paragraphs",
    "url": "url link href canonicalurl sourceurl lienket duongdan diachi permalink",
    "date": "date datepublished published publishedat publisheddate publishdate publishtime pubdate"
    " publishedtime datetime ngay ngaydang ngayxuatban thoigian time created createdat postedat",
    "source": "source outlet bao nguon publisher site sitename newspaper press toasoan",
    "author": "author authors tacgia byline writer creator nguoiviet butdanh",
}
_FIELD_OF = {
    name: (field, n) for field, names in _NAMES.items() for n, name in enumerate(names.split())
}
_LISTS = ("articles", "data", "items", "docs", "documents", "results", "records", "rows", "news")

Row = tuple[str, Draft | UnreadableError]


def draft_of(fields: Mapping[str, Any]) -> Draft:
    """The draft of one row or object, its fields found by their usual names in two languages."""
    found: dict[str, tuple[int, str]] = {}
    for key, value in fields.items():
        field, rank = _FIELD_OF.get(_plain_name(key), ("", 0))
        text = _as_text(value, "\n\n" if field == "body" else ", ") if field else ""
        if text.strip() and (field not in found or rank < found[field][0]):
            found[field] = (rank, text)
    return Draft(**{field: text for field, (_, text) in found.items()})


def read_json(data: bytes) -> Iterator[Row]:
    """Drafts of a JSON file: one object, a list of them, or an object that holds the list."""
    try:
        loaded = json.loads(decode(data).removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise UnreadableError(f"JSON hỏng ở dòng {error.lineno}, cột {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError("JSON lồng quá sâu hoặc có số quá dài") from error
    if isinstance(loaded, dict):
        held = next((loaded[k] for k in _LISTS if isinstance(loaded.get(k), list)), None)
        loaded = [loaded] if held is None or draft_of(loaded).body else held
    if not isinstance(loaded, list):
        raise UnreadableError(
            "JSON không chứa bài nào (cần một đối tượng hoặc danh sách đối tượng)"
        )
    if not loaded:
        raise UnreadableError("JSON không chứa bài nào")
    for number, item in enumerate(loaded, 1):
        yield f"mục {number}", _row(item)


def read_json_lines(stream: IO[bytes], packed: str, limits: Limits) -> Iterator[Row]:
    """Drafts of a JSON Lines file, read line by line.

    Args:
        stream: The bytes as they lie in the file.
        packed: ``""``, ``"gz"`` or ``"xz"``.
        limits: For one line and for the whole.
    """
    some = False
    for number, line in enumerate(lines_of(chunks_of(stream, packed, limits), limits), 1):
        if isinstance(line, UnreadableError):
            yield f"dòng {number}", line
        elif line.strip():
            yield f"dòng {number}", _json_line(line)
        else:
            continue
        some = True
    if not some:
        raise UnreadableError("tệp rỗng")


def read_csv(stream: IO[bytes], limits: Limits) -> Iterator[Row]:
    """Drafts of a CSV file with a line of column names; comma, semicolon, tab or bar."""
    sample = stream.read(1 << 16)
    if not sample.strip():
        raise UnreadableError("tệp rỗng")
    rows = csv.reader(*_csv_source(sample, stream, limits))
    csv.field_size_limit(limits.file)
    try:
        header = [cell.strip().removeprefix("\ufeff") for cell in next(rows, [])]
        known = {_FIELD_OF[name][0] for cell in header if (name := _plain_name(cell)) in _FIELD_OF}
        if not known & {"body", "lead"}:
            raise UnreadableError(
                "không thấy cột nội dung (cần một dòng tên cột, ví dụ title, content, url, date)"
            )
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield f"dòng {rows.line_num}", draft_of(dict(zip(header, cells, strict=False)))
    except (csv.Error, UnicodeDecodeError) as error:
        raise UnreadableError(f"CSV hỏng gần dòng {rows.line_num}: {error}") from error


def _csv_source(
    sample: bytes, stream: IO[bytes], limits: Limits
) -> tuple[Iterator[str], type[csv.Dialect]]:
    """Decoded lines of a CSV file, read as needed where the encoding allows, and its dialect."""
    codec = encoding_of(sample)
    chunks = chunks_of(stream, "", limits)
    if codec is None:
        text = decode(sample + b"".join(chunks))
        return io.StringIO(text, newline=""), _dialect(text[:20_000])
    decoder = codecs.getincrementaldecoder(codec)()
    if sample[:4] in (b"PK\x03\x04", b"%PDF") or (codec == "utf-8" and sample.count(0) > 100):
        decode(sample)
    first = decoder.decode(sample)

    def lines() -> Iterator[str]:
        rest = first
        for chunk in chunks:
            *whole, rest = (rest + decoder.decode(chunk)).split("\n")
            yield from (line + "\n" for line in whole)
            if len(rest) > limits.file:
                raise UnreadableError("CSV có một dòng quá dài")
        yield from io.StringIO(rest + decoder.decode(b"", True), newline="\n")

    return lines(), _dialect(first[:20_000])


def _dialect(sample: str) -> type[csv.Dialect]:
    """Commas unless another mark parts the column names more often; quotes are doubled."""
    header = sample.lstrip("\ufeff\r\n").partition("\n")[0]
    mark = max(",;\t|", key=header.count)

    class Found(csv.excel):
        delimiter = mark

    return Found


def _json_line(line: bytes) -> Draft | UnreadableError:
    """The draft of one line, or why there is none."""
    try:
        return _row(json.loads(decode(line)))
    except json.JSONDecodeError as error:
        return UnreadableError(f"không phải JSON, hỏng ở cột {error.colno}")
    except (RecursionError, ValueError):
        return UnreadableError("JSON lồng quá sâu hoặc có số quá dài")
    except UnreadableError as error:
        return error


def _row(item: object) -> Draft | UnreadableError:
    if not isinstance(item, dict):
        return UnreadableError("không phải một đối tượng JSON có title, body…")
    return draft_of(item)


def _plain_name(key: object) -> str:
    """A column name in lower-case letters without marks ("Tiêu đề" → "tieude")."""
    folded = unicodedata.normalize("NFD", str(key).casefold().replace("đ", "d"))
    return re.sub(r"[^a-z]", "", folded)


def _as_text(value: object, between: str, depth: int = 3) -> str:
    """A value as text: names of people and organisations, lists joined, numbers as printed."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        held = value.get("name") or value.get("title") or value.get("text")
        return _as_text(held, between, depth - 1) if depth else ""
    if isinstance(value, list):
        parts = (_as_text(item, between, depth - 1) for item in value[:10_000] if depth)
        return between.join(part for part in parts if part)
    return "" if value is None or isinstance(value, bool) else str(value)
