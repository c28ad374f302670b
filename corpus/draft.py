"""An article as a file gives it, made into an Article; knows nothing of file formats."""

import re
from dataclasses import dataclass
from datetime import datetime

from corpus.article import Article
from corpus.dates import HANOI, parse_date
from corpus.headline import headline, is_headline, trim_outlet
from corpus.identity import article_id, canonical_url
from corpus.origin import byline, printed_date, url_date
from corpus.outlets import outlet, outlet_name
from corpus.text import clean

_TITLE_LIMIT = 180


class UnreadableError(Exception):
    """A file, line or page gives no article; the message is the reason, for a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read before a file is given up; sizes in bytes.

    Attributes:
        file: Of a file that is read as one article, and of one row of a table.
        table: Of a JSON Lines or CSV file, which is read piece by piece, after unpacking.
        archive: Of all files of a ZIP or TAR together, after unpacking.
        members: Files in an archive.
        ratio: Unpacked to packed size above which an archive counts as a bomb.
        article: Characters of one article.
        pages: Of a PDF.
        seconds: For one PDF, DOCX or HTML file.
    """

    file: int = 32 * 2**20
    table: int = 16 * 2**30
    archive: int = 4 * 2**30
    members: int = 200_000
    ratio: int = 200
    article: int = 1_000_000
    pages: int = 2_000
    seconds: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a file says of one article, as it says it; ``""`` where it says nothing."""

    title: str = ""
    lead: str = ""
    body: str = ""
    url: str = ""
    source: str = ""
    author: str = ""
    date: str = ""

    def article(self, limits: Limits) -> Article:
        """The article, its gaps filled from its own text and address.

        Raises:
            UnreadableError: There is no text, or far too much.
        """
        if len(self.body) + len(self.lead) + len(self.title) > limits.article:
            raise UnreadableError(
                f"bài dài hơn {limits.article:,} ký tự; hãy tách thành nhiều bài".replace(",", ".")
            )
        given, lead, body = (clean(t) for t in (self.title, self.lead, self.body))
        lead = trim_outlet(lead)
        given = trim_outlet(" ".join(given[:2000].split()))
        if not re.search(r"\w", lead + body):
            raise UnreadableError("không có nội dung bài")
        text = joined(given, lead, body)
        url, author = _web_address(self.url), _line(self.author)
        stated = self._date(author, url, text)
        # One clock for all: the day of an article is its day in Vietnam (DECISIONS.md, 2026-11-22).
        published = stated.astimezone(HANOI) if stated else None
        author = _without_date(author) or byline(text)
        source = outlet_name(_line(self.source)) or outlet(url)
        title = given if is_headline(given, _TITLE_LIMIT) else headline(f"{lead}\n{body}".strip())
        return Article(
            article_id=article_id(url, source, title),
            title=title,
            text=text,
            source=source,
            author=author,
            url=url,
            published_at=published,
        )

    def _date(self, author: str, url: str, text: str) -> datetime | None:
        """When it was published: as given, beside the author, in the address, in the text."""
        if given := parse_date(clean(self.date[:400])):
            return given
        return (parse_date(author) if author else None) or url_date(url) or printed_date(text)


def joined(title: str, lead: str, body: str) -> str:
    """Title, lead and body with blank lines between, without what the rest repeats."""
    if title and (rest := _after(title, body)) is not None:
        if not lead or _repeats(lead, rest):
            return body
        return "\n\n".join(part for part in (title, lead, rest) if part)
    text = body if not lead or _repeats(lead, body) else f"{lead}\n\n{body}".strip("\n")
    return f"{title}\n\n{text}" if title and _after(title, text) is None else text


def _web_address(url: str) -> str:
    """An address that a reader can open, or ``""``: no other scheme gets into the archive."""
    url = "".join(clean(url[:2001]).split())
    if len(url) > 2000 or not canonical_url(url):
        return ""
    return url if re.match(r"https?://", url, re.IGNORECASE) else f"https://{url}"


def _line(text: str) -> str:
    """A name on one line, at most 200 characters."""
    return " ".join(clean(text[:1000]).split())[:200].strip()


def _after(title: str, text: str) -> str | None:
    """What follows a title that stands on a line of its own at the start; else ``None``."""
    if not text.casefold().startswith(title.casefold()):
        return None
    rest = text[len(title) :]
    return rest.lstrip("\n .") if not rest or rest.lstrip(" .")[:1] in ("\n", "") else None


def _repeats(lead: str, text: str) -> bool:
    """Whether a text starts with its lead, give or take the marks at the end."""
    return text.casefold().startswith(lead.casefold().rstrip(" .…"))


def _without_date(author: str) -> str:
    """An author without the date that some pages print behind the name."""
    if parse_date(author) is None:
        return author
    cut = re.split(r"[-–,|]?\s*(?:(?:Thứ|Chủ nhật|ngày)\b|\d{1,2}[/:-]\d)", author, maxsplit=1)
    return cut[0].strip(" -–,|")
