"""A PDF with text in it into a draft; knows nothing of scanned pages."""

import io
import re
import statistics

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
        if len(reader.pages) > pages:
            raise UnreadableError(f"PDF dài hơn {pages} trang")
        lines = [clean(page.extract_text()) for page in reader.pages]
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


def paragraphs(text: str) -> str:
    """Lines of a page joined where a sentence runs on, page numbers left out."""
    lines = [line for line in text.split("\n") if not _PAGE_NUMBER.fullmatch(line)]
    lengths = [len(line) for line in lines if len(line) > 20]
    usual = statistics.quantiles(lengths, n=10)[-2] if len(lengths) > 3 else 60
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        last = before.rpartition("\n")[2]
        runs_on = before and line and not _END.search(last) and _continues(last, line, usual)
        full = before and line and len(last) > 0.85 * usual and line[0].islower()
        if runs_on or full:
            gap = "" if re.search(r"[^\W\d_]-$", last) and line[0].islower() else " "
            joined[-1] = before + gap + line
            continue
        joined.append(line)
    return clean("\n".join(joined))


def _continues(last: str, line: str, usual: float) -> bool:
    """Whether a line without an end mark goes on in the next one."""
    return line[0].islower() or len(last) > 0.7 * usual
