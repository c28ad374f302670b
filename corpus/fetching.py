"""Articles from web pages, feeds and sitemaps, by address; knows no store."""

import codecs
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from corpus.address import join
from corpus.article import Article
from corpus.draft import Draft, Limits, UnreadableError
from corpus.feeds import Entry, Unread, entries
from corpus.identity import canonical_url
from corpus.outlets import publisher
from corpus.page import Page
from corpus.parsing import Parser
from corpus.read_text import read_text
from corpus.reading import Skipped
from corpus.web import Web, WebLimits

__all__ = ["WebLimits", "fetch_articles"]

_LIMITS = WebLimits()
_PAGES = ("text/html", "application/xhtml+xml", "")
_XML = ("xml", "rss", "atom")
_NO_CHARSETS = ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape")
"""Codecs of Python that no page is in; some raise at anything, one takes hours for a megabyte."""


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
            for entry in _of_feed(web, parser, url, limits) if feed else (Entry(url=url),):
                yield entry if isinstance(entry, Skipped) else _article(web, entry, parser, sizes)
    finally:
        parser.close()


def _of_feed(web: Web, parser: Parser, url: str, limits: WebLimits) -> Iterator[Entry | Skipped]:
    """What a feed names, as far as the limit of pages goes."""
    left = limits.pages
    for found in entries(web.get, parser.feed, url, limits.size):
        if isinstance(found, Unread):
            yield Skipped(found.url, str(found.error))
            continue
        if not left:
            yield Skipped(url, f"nguồn này còn bài; mỗi lần chỉ đọc {limits.pages} bài")
            return
        left -= 1
        yield found


def _article(web: Web, entry: Entry, parser: Parser, limits: Limits) -> Article | Skipped:
    """The article of an entry, or why there is none."""
    try:
        return article_of(web.get(entry.url), entry, parser, limits)
    except UnreadableError as error:
        return Skipped(entry.url, str(error))


def article_of(page: Page, entry: Entry, parser: Parser, limits: Limits) -> Article:
    """The article of one page, its gaps filled from the feed.

    Raises:
        UnreadableError: The page holds none.
    """
    draft = _draft(page, parser)
    url = _own_address(draft.url, page.url)
    return replace(
        draft,
        url=url,
        source=publisher(draft.source, url),
        title=draft.title or entry.title,
        date=draft.date or entry.date,
        author=draft.author or entry.author,
    ).article(limits)


def _draft(page: Page, parser: Parser) -> Draft:
    """The draft of a page by its media type."""
    if page.kind in _PAGES:
        return parser.parse("html", _in_utf8(page))
    if page.kind == "application/pdf":
        return parser.parse("pdf", page.data)
    if page.kind == "text/plain":
        return read_text(page.data)
    if any(mark in page.kind for mark in _XML):
        raise UnreadableError("đây là nguồn tin (RSS, Atom hoặc sitemap): thêm với --feed")
    raise UnreadableError(f"không phải trang bài viết ({page.kind[:40]})")


def _in_utf8(page: Page) -> bytes:
    """The bytes of a page, in UTF-8 where the server names another encoding of text."""
    try:
        name = codecs.lookup(page.charset or "utf-8").name
        if name == "utf-8" or name in _NO_CHARSETS:
            return page.data
        return page.data.decode(name, "replace").encode("utf-8", "replace")
    except (LookupError, ValueError):
        return page.data


def _own_address(claimed: str, fetched: str) -> str:
    """The address that a page gives itself, where it is one of its own site.

    A page that claims another site's address would take the place of that site's article.
    """
    claimed = join(fetched, claimed) or fetched
    one, other = canonical_url(claimed), canonical_url(fetched)
    return claimed if one and urlsplit(one).netloc == urlsplit(other).netloc else fetched
