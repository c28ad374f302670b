"""Exported answers held against the store: is every quote still there, word for word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from index.archive import Archive

State = Literal["unchanged", "superseded", "changed", "removed", "unknown"]


class BundleError(Exception):
    """A file is no exported answer; the message says what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How one citation of an exported answer stands today.

    Attributes:
        state: ``unchanged``; ``superseded`` where the cited revision is whole but a newer one
            counts; ``changed`` where the characters at those offsets are others; ``removed``
            where the article was taken out; ``unknown`` where the store never had it.
        detail: One sentence for the reader.
        kept: Whether the newest revision still has the quoted words, wherever they stand.
    """

    number: int
    article_id: str
    title: str
    state: State
    detail: str
    kept: bool


def verify(archive: Archive, bundle: Mapping[str, Any]) -> list[Verified]:
    """How each citation of an exported answer stands, in the order of its numbers.

    Raises:
        BundleError: There are no citations of the expected form.
    """
    answer = bundle.get("answer", bundle)
    citations = answer.get("citations") if isinstance(answer, Mapping) else None
    if not isinstance(citations, list):
        raise BundleError('không thấy danh sách "citations"; cần tệp do hoibao xuất ra')
    return [_verified(archive, c) for c in citations]


def _verified(archive: Archive, cited: Any) -> Verified:
    try:
        article_id, revision = str(cited["article_id"]), int(cited["revision"])
        start, end, quote = int(cited["start"]), int(cited["end"]), str(cited["quote"])
        number, title = int(cited["number"]), str(cited.get("title", ""))
        stamp = str(cited.get("content_hash") or "")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BundleError(f"một trích dẫn thiếu hoặc sai khóa {error}") from error
    state, detail = _state(archive, article_id, revision, (start, end, quote, stamp))
    current = archive.article(article_id)
    return Verified(
        number=number,
        article_id=article_id,
        title=title,
        state=state,
        detail=detail,
        kept=bool(current and quote in current.text),
    )


def _state(
    archive: Archive, article_id: str, revision: int, cited: tuple[int, int, str, str]
) -> tuple[State, str]:
    start, end, quote, stamp = cited
    record = archive.record(article_id)
    if record is None:
        return "unknown", "Kho này chưa từng có bài được dẫn."
    if record.removed:
        return "removed", "Bài đã bị gỡ khỏi kho."
    article = archive.article(article_id, revision)
    if article is None:
        return "changed", f"Bản {revision} không còn đọc được; bản hiện hành là {record.revision}."
    if article.text[start:end] != quote:
        return "changed", "Chữ ở vị trí đã dẫn nay khác với câu trích."
    if stamp and article.content_hash != stamp:
        return "changed", "Câu trích còn nguyên, nhưng phần khác của bài không như lúc xuất."
    if record.revision != revision:
        return "superseded", f"Câu trích còn nguyên ở bản {revision}; đã có bản {record.revision}."
    return "unchanged", "Câu trích còn nguyên từng chữ."
