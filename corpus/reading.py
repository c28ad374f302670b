"""Articles from files and folders, one after another; knows no store and no network."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from corpus.archive import BROKEN, is_archive, read_archive
from corpus.article import Article
from corpus.draft import Draft, Limits, UnreadableError
from corpus.parsing import Parser
from corpus.read_table import Row, read_csv, read_json, read_json_lines
from corpus.read_text import read_markdown, read_text

__all__ = ["SUFFIXES", "Limits", "Skipped", "read_articles"]

_WHOLE = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".json": "json",
}
_PIECEWISE = {
    ".jsonl": "",
    ".ndjson": "",
    ".jsonl.gz": "gz",
    ".jsonl.xz": "xz",
    ".csv": "",
    ".tsv": "",
}
SUFFIXES = (*_WHOLE, *_PIECEWISE, ".zip", ".tar", ".tar.gz", ".tgz")
_SAVED_AS = {
    ".docx": (".doc", ".rtf", ".odt", ".pages", ".wps"),
    ".csv": (".xls", ".xlsx", ".ods", ".numbers"),
    ".html": (".mht", ".mhtml", ".epub", ".webarchive"),
    ".zip": (".rar", ".7z", ".tar.xz", ".tar.bz2"),
}
"""Kinds that are not read, by the kind that their own programs can save them as."""
_HTML = re.compile(
    rb"\s*(?:<\?xml.{0,200}?\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
_REPORTED = 20
_DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or a part of one that gave no article, and why, in a sentence for a reader.

    Attributes:
        path: The file, or the place in an archive.
        reason: Why.
        count: How many articles it would have been.
    """

    path: str
    reason: str
    count: int = 1


def read_articles(
    paths: Iterable[Path], *, limits: Limits = _DEFAULT
) -> Iterator[Article | Skipped]:
    """Articles of files, folders (recursively, sorted by name) and archives, as they are read.

    What cannot be read is yielded as ``Skipped`` and the rest goes on. Memory stays bounded by
    the limits; hidden files in folders are passed over.
    """
    parser = Parser(limits)
    try:
        for path in paths:
            for file in _files(Path(path)):
                yield from (file,) if isinstance(file, Skipped) else _told(file, limits, parser)
    finally:
        parser.close()


def _told(file: Path, limits: Limits, parser: Parser) -> Iterator[Article | Skipped]:
    """What a file gives, never nothing."""
    silent = True
    for item in _of_file(file, limits, parser):
        silent = False
        yield item
    if silent:
        yield Skipped(_shown(file), "không có bài nào trong tệp")


def _files(path: Path, within: Path | None = None) -> Iterator[Path | Skipped]:
    """Files at or below a path, in a stable order.

    Args:
        path: A file or folder.
        within: The folder that was asked for; links lead to files in it, or are passed over.
    """
    try:
        if not path.is_dir():
            yield path
            return
        entries = sorted(path.iterdir(), key=lambda p: os.fsencode(p.name))
    except (OSError, ValueError) as error:
        yield Skipped(_shown(path), _os_reason(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and entry.is_dir():
            yield Skipped(_shown(entry), "liên kết tới một thư mục; hãy đưa thẳng thư mục đó")
        elif entry.is_symlink() and not _inside(entry, within or path):
            yield Skipped(_shown(entry), "liên kết ra ngoài thư mục; hãy đưa thẳng tệp đó")
        else:
            yield from _files(entry, within or path)


def _inside(link: Path, folder: Path) -> bool:
    """Whether a link leads to something in the folder, or nowhere at all."""
    try:
        return not link.exists() or link.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _of_file(file: Path, limits: Limits, parser: Parser) -> Iterator[Article | Skipped]:
    """Articles of one file, or why there are none."""
    shown = _shown(file)
    try:
        if not file.exists():
            raise UnreadableError("không có tệp này")
        if not file.is_file():
            raise UnreadableError("không phải tệp thường")
        if is_archive(file.name):
            for name, member in read_archive(file, SUFFIXES, limits):
                inside = f"{shown}/{name}"
                if isinstance(member, UnreadableError):
                    yield Skipped(inside, str(member))
                else:
                    yield from _of_stream(inside, member, limits, parser)
            return
        with file.open("rb") as stream:
            yield from _of_stream(shown, stream, limits, parser)
    except UnreadableError as error:
        yield Skipped(shown, str(error))
    except (OSError, ValueError) as error:
        yield Skipped(shown, _os_reason(error))


def _of_stream(
    shown: str, stream: IO[bytes], limits: Limits, parser: Parser
) -> Iterator[Article | Skipped]:
    """Articles of one open file, named by its path; at most 20 bad rows are told one by one."""
    bad = 0
    try:
        for where, draft in _rows(shown, stream, limits, parser):
            try:
                if isinstance(draft, UnreadableError):
                    raise draft
                yield draft.article(limits)
            except UnreadableError as error:
                bad += 1
                if bad <= _REPORTED:
                    yield Skipped(shown, f"{where}: {error}" if where else str(error))
    except UnreadableError as error:
        yield Skipped(shown, str(error))
    except BROKEN as error:
        yield Skipped(shown, f"phần nén bị hỏng ({error})")
    except MemoryError:
        yield Skipped(shown, "cần quá nhiều bộ nhớ")
    if bad > _REPORTED:
        more = bad - _REPORTED
        yield Skipped(shown, f"và {more} mục khác cũng không đọc được", more)


def _rows(shown: str, stream: IO[bytes], limits: Limits, parser: Parser) -> Iterator[Row]:
    """Drafts of an open file by its suffix, each with its place in the file."""
    name = shown.casefold()
    piecewise = next((s for s in sorted(_PIECEWISE, key=len, reverse=True) if name.endswith(s)), "")
    if piecewise in (".csv", ".tsv"):
        yield from read_csv(stream, limits)
    elif piecewise:
        yield from read_json_lines(stream, _PIECEWISE[piecewise], limits)
    elif kind := next((k for suffix, k in _WHOLE.items() if name.endswith(suffix)), ""):
        data = stream.read(limits.file + 1)
        if len(data) > limits.file:
            raise UnreadableError(f"lớn hơn {limits.file // 2**20} MiB, giới hạn cho một tệp")
        if not data.strip():
            raise UnreadableError("tệp rỗng")
        if kind == "json":
            yield from read_json(data)
        else:
            yield "", _whole(kind, data, parser)
    else:
        raise UnreadableError(_unknown(name))


def _unknown(name: str) -> str:
    """Why a file of another kind is not read, and what would be."""
    for instead, suffixes in _SAVED_AS.items():
        if name.endswith(suffixes):
            return f"không đọc được loại tệp này; hãy lưu nó thành {instead} rồi nạp lại"
    return f"không đọc được loại tệp này (đọc được: {', '.join(SUFFIXES)})"


def _whole(kind: str, data: bytes, parser: Parser) -> Draft:
    """The draft of a file that is one article."""
    if kind in ("txt", "md") and _HTML.match(data[:2000].removeprefix(b"\xef\xbb\xbf")):
        kind = "html"
    if kind in ("pdf", "docx", "html"):
        return parser.parse(kind, data)
    return read_markdown(data) if kind == "md" else read_text(data)


def _shown(path: Path) -> str:
    """A path as text that can be printed, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def _os_reason(error: Exception) -> str:
    """A system's refusal in plain words."""
    if isinstance(error, PermissionError):
        return "không có quyền đọc"
    if isinstance(error, FileNotFoundError):
        return "không có tệp này"
    return f"không đọc được ({getattr(error, 'strerror', None) or type(error).__name__})"
