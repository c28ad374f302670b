"""A PDF with text in it into a draft; knows nothing of scanned pages."""

import io
import re
import statistics
from typing import Any

from corpus.draft import Draft, UnreadableError
from corpus.text import clean

_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_PAGE_NUMBER = re.compile(r"(?:trang|page)?\s*\d{1,4}(?:\s*/\s*\d{1,4})?", re.IGNORECASE)


def read_pdf(data: bytes, pages: int) -> Draft:
    """The draft of a PDF: the text of its pages, lines joined to paragraphs again.

    Raises:
        UnreadableError: It is broken, locked with a password, too long, or has no text.
    """
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("PDF có mật khẩu")
        if reader.get_num_pages() > pages:
            raise UnreadableError(f"PDF dài hơn {pages} trang")
        lines = [_page_text(page) for page in reader.pages]
        said = {k: str(v) for k, v in (reader.metadata or {}).items() if isinstance(v, str)}
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(f"PDF hỏng ({type(error).__name__})") from error
    body = paragraphs("\n".join(lines))
    if not re.search(r"\w{2}", body):
        raise UnreadableError("PDF không có chữ (có thể là bản quét)")
    title, author = clean(said.get("/Title", "")), clean(said.get("/Author", ""))
    shown = " ".join(body.split()).casefold()
    if " ".join(title.split()).casefold() not in shown:
        title = ""
    return Draft(title=title, body=body, author=author if author.casefold() in shown else "")


def _page_text(page: Any) -> str:
    """Text of one page; laid out by position where the reading order tears words apart.

    A page printed with two fonts for one word ("V ụ nhà máy n ướ c") reads well only by position,
    which in turn mixes up columns: so it is used only where single letters abound.
    """
    text = clean(page.extract_text())
    words = text.split()
    if sum(len(word) == 1 and word.isalpha() for word in words) <= 0.12 * len(words):
        return text
    return clean(page.extract_text(extraction_mode="layout"))


def paragraphs(text: str) -> str:
    """Lines of a page joined where a sentence runs on, page numbers left out."""
    lines = [line for line in text.split("\n") if not _PAGE_NUMBER.fullmatch(line)]
    lengths = [len(line) for line in lines if len(line) > 20]
    usual = statistics.quantiles(lengths, n=10)[-2] if len(lengths) > 3 else 60
    joined: list[str] = []
    last = ""
    for line in lines:
        if last and line and _continues(last, line, usual):
            gap = "" if re.search(r"[^\W\d_]-$", last) and line[0].islower() else " "
            joined[-1] += gap + line
        else:
            joined.append(line)
        last = line
    return clean("\n".join(joined))


def _continues(last: str, line: str, usual: float) -> bool:
    """Whether a line of usual length goes on in the next one."""
    if _END.search(last):
        return len(last) > 0.85 * usual and line[0].islower()
    return line[0].islower() or len(last) > 0.7 * usual
