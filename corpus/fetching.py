"""Articles from web pages, feeds and sitemaps, by address; knows no store."""

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from corpus.article import Article
from corpus.draft import Draft, Limits, UnreadableError
from corpus.identity import canonical_url
from corpus.parsing import Parser
from corpus.read_text import read_text
from corpus.reading import Skipped
from corpus.web import Page, Web, WebLimits

__all__ = ["WebLimits", "fetch_articles"]

_LIMITS = WebLimits()
_PAGES = ("text/html", "application/xhtml+xml", "")
_XML = ("xml", "rss", "atom")
_NESTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One line of a feed or sitemap."""

    url: str
    title: str = ""
    date: str = ""
    author: str = ""


def fetch_articles(
    url: str, *, feed: bool = False, allow_private: bool = False, limits: WebLimits = _LIMITS
) -> Iterator[Article | Skipped]:
    """The article at an address or, with ``feed``, those that an RSS, Atom or sitemap names.

    Only http and https; addresses inside a network (private, loopback, link-local) are refused
    unless allowed, after the name is resolved and after each redirect. robots.txt is respected.
    What cannot be had is yielded as ``Skipped`` with its address.
    """
    sizes = Limits(file=limits.size, seconds=limits.seconds)
    parser = Parser(sizes)
    try:
        with Web(limits, allow_private=allow_private) as web:
            for entry in _entries(web, url, limits) if feed else (_Entry(url=url),):
                yield entry if isinstance(entry, Skipped) else _article(web, entry, parser, sizes)
    finally:
        parser.close()


def _article(web: Web, entry: _Entry, parser: Parser, limits: Limits) -> Article | Skipped:
    """The article of one page, its gaps filled from the feed."""
    try:
        page = web.get(entry.url)
        draft = _draft(page, parser)
        return replace(
            draft,
            url=_own_address(draft.url, page.url),
            title=draft.title or entry.title,
            date=draft.date or entry.date,
            author=draft.author or entry.author,
        ).article(limits)
    except UnreadableError as error:
        return Skipped(entry.url, str(error))


def _draft(page: Page, parser: Parser) -> Draft:
    """The draft of a page by its media type."""
    if page.kind in _PAGES:
        data = page.data
        if page.charset and page.charset.casefold() not in ("utf-8", "utf8"):
            try:
                data = data.decode(page.charset, "replace").encode()
            except LookupError:
                data = page.data
        return parser.parse("html", data)
    if page.kind == "application/pdf":
        return parser.parse("pdf", page.data)
    if page.kind == "text/plain":
        return read_text(page.data)
    if any(mark in page.kind for mark in _XML):
        raise UnreadableError("đây là nguồn tin (RSS, Atom hoặc sitemap): thêm với --feed")
    raise UnreadableError(f"không phải trang bài viết ({page.kind[:40]})")


def _own_address(claimed: str, fetched: str) -> str:
    """The address that a page gives itself, where it is one of its own site.

    A page that claims another site's address would take the place of that site's article.
    """
    claimed = urljoin(fetched, claimed) if claimed else fetched
    one, other = canonical_url(claimed), canonical_url(fetched)
    return claimed if one and urlsplit(one).netloc == urlsplit(other).netloc else fetched


def _entries(web: Web, url: str, limits: WebLimits) -> Iterator[_Entry | Skipped]:
    """What a feed, a sitemap or an index of sitemaps names, each once, in its order."""
    waiting, seen, left = [url], {url}, limits.pages
    while waiting:
        address = waiting.pop(0)
        try:
            page = web.get(address)
            sitemaps, entries = _named(_unpacked(page.data, limits.size), page.url)
        except UnreadableError as error:
            yield Skipped(address, str(error))
            continue
        for entry in entries:
            if (key := canonical_url(entry.url) or entry.url) in seen:
                continue
            if not left:
                yield Skipped(url, f"nguồn này còn bài; mỗi lần chỉ đọc {limits.pages} bài")
                return
            seen.add(key)
            left -= 1
            yield entry
        fresh = [s for s in dict.fromkeys(sitemaps) if s not in seen][: _NESTED - len(waiting)]
        seen.update(fresh)
        waiting += fresh
        if not entries and not sitemaps:
            yield Skipped(address, "không thấy bài nào (cần địa chỉ của RSS, Atom hoặc sitemap)")


def _named(data: bytes, base: str) -> tuple[list[str], list[_Entry]]:
    """Sitemaps and articles that an XML file names.

    Raises:
        UnreadableError: It declares entities, of which bombs are made, or is no feed.
    """
    import defusedxml
    from defusedxml import ElementTree

    try:
        root = ElementTree.fromstring(data, forbid_dtd=False, forbid_entities=True)
    except (defusedxml.DefusedXmlException, RecursionError) as error:
        raise UnreadableError("nguồn tin khai báo thực thể XML, bị từ chối") from error
    except (ElementTree.ParseError, ValueError, LookupError):
        if b"<!ENTITY" in data:
            raise UnreadableError("nguồn tin khai báo thực thể XML, bị từ chối") from None
        return [], _feed(data, base)
    kind = root.tag.rpartition("}")[2]
    if kind == "sitemapindex":
        return [urljoin(base, loc) for loc in _locations(root)], []
    if kind == "urlset":
        return [], _sitemap(root, base)
    return [], _feed(data, base)


def _locations(root: Any) -> list[str]:
    """The addresses in a sitemap or an index of sitemaps."""
    return [
        node.text.strip()
        for node in root.iter()
        if node.tag.rpartition("}")[2] == "loc" and node.text and "image" not in node.tag
    ]


def _sitemap(root: Any, base: str) -> list[_Entry]:
    """Pages of a sitemap, with what Google's news extension says of them."""
    entries = []
    for node in root:
        said = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in node.iter()}
        address = next(iter(_locations(node)), "")
        if address:
            date = said.get("publication_date", "")
            entries.append(
                _Entry(url=urljoin(base, address), title=said.get("title", ""), date=date)
            )
    return entries


def _feed(data: bytes, base: str) -> list[_Entry]:
    """Articles of an RSS or Atom feed; feedparser forgives what is not quite XML."""
    import feedparser

    found = feedparser.parse(io.BytesIO(data))
    return [
        _Entry(
            url=urljoin(base, str(entry.link)),
            title=str(entry.get("title", "")),
            date=str(entry.get("published", "") or entry.get("updated", "")),
            author=str(entry.get("author", "")),
        )
        for entry in found.entries
        if entry.get("link")
    ]


def _unpacked(data: bytes, most: int) -> bytes:
    """A sitemap as it is, or out of its GZIP file."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        unpacked = gzip.GzipFile(fileobj=io.BytesIO(data)).read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError("tệp nén hỏng") from error
    if len(unpacked) > most:
        raise UnreadableError(f"nguồn tin lớn hơn {most // 1024:,} KiB")
    return unpacked
