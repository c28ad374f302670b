"""A Word document into a draft; knows nothing of the old .doc format."""

import io
import re
import zipfile

from corpus.draft import Draft, UnreadableError
from corpus.text import clean

_UNPACKED = 256 * 2**20
_RATIO = 300


def read_docx(data: bytes) -> Draft:
    """The draft of a .docx file: paragraphs and table cells in order.

    Raises:
        UnreadableError: It is broken, a bomb, or has no text.
    """
    import docx

    _check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = [
            "".join(
                n.text or "" for n in p.iter() if n.tag.endswith("}t") or n.tag.endswith("}tab")
            )
            for p in document.element.body.iter()
            if p.tag.endswith("}p")
        ]
        styles = [(p.style.name if p.style else "", p.text) for p in document.paragraphs[:10]]
        core = document.core_properties
        said_title, author = core.title or "", core.author or ""
    except Exception as error:
        raise UnreadableError(f"DOCX hỏng ({type(error).__name__})") from error
    body = clean("\n".join(blocks))
    if not re.search(r"\w", body):
        raise UnreadableError("DOCX không có chữ")
    styled = (text for style, text in styles if style in ("Title", "Heading 1") and text.strip())
    title = next(styled, said_title)
    return Draft(title=title, body=body, author="" if author == "python-docx" else author)


def _check(data: bytes) -> None:
    """Refuse what unpacks to far more than it is.

    Raises:
        UnreadableError: It is no ZIP file, or a bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableError("DOCX hỏng: không phải tệp ZIP") from error
    size = sum(m.file_size for m in members)
    if size > _UNPACKED or size > _RATIO * max(len(data), 10_000):
        raise UnreadableError(f"DOCX giải nén ra {size // 2**20} MiB, quá lớn")
    if not any(m.filename == "word/document.xml" for m in members):
        raise UnreadableError("DOCX hỏng: không có word/document.xml")
