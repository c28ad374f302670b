"""What feeds and sitemaps name: addresses of articles, from XML; fetches and parses by others."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from corpus.address import join
from corpus.draft import UnreadableError
from corpus.identity import canonical_url
from corpus.page import Page

_NESTED = 50
_NAMED = 50_000
"""Articles that one file may name, as the protocol of sitemaps has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a feed or sitemap; ``key`` is the one form of its address."""

    url: str
    title: str = ""
    date: str = ""
    changed: str = ""
    author: str = ""

    @property
    def key(self) -> str:
        """What tells it from other entries."""
        return canonical_url(self.url) or self.url


@dataclass(frozen=True, slots=True)
class Unread:
    """A feed, or a sitemap of an index, that could not be read."""

    url: str
    error: UnreadableError


@dataclass(frozen=True, slots=True)
class Named:
    """What one file names: further sitemaps, or articles."""

    sitemaps: list[str]
    entries: list[Entry]


def entries(
    get: Callable[[str], Page], parse: Callable[[bytes, str], Named], url: str, size: int
) -> Iterator[Entry | Unread]:
    """What a feed, a sitemap or an index of sitemaps names, each once, in its order.

    Args:
        get: Fetches a page; one that is ``unchanged`` names nothing new.
        parse: Reads a file that was fetched from an address, as ``named`` does.
        url: Of the feed.
        size: Bytes of one feed at most, unpacked.
    """
    waiting, seen = [url], {url}
    while waiting:
        address = waiting.pop(0)
        try:
            page = get(address)
            if page.unchanged:
                continue
            found = parse(_unpacked(page.data, size), page.url)
            if not found.sitemaps and not found.entries:
                raise UnreadableError("không thấy bài nào (cần địa chỉ của RSS, Atom hoặc sitemap)")
        except UnreadableError as error:
            yield Unread(address, error)
            continue
        for entry in found.entries:
            if (key := entry.key) not in seen:
                seen.add(key)
                yield entry
        fresh = [s for s in dict.fromkeys(found.sitemaps) if s not in seen]
        fresh = fresh[: _NESTED - len(waiting)]
        seen.update(fresh)
        waiting += fresh


def named(data: bytes, base: str) -> Named:
    """Sitemaps and articles that an XML file names; what is not quite XML can take minutes.

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
        return Named([], _feed(data, base))
    kind = root.tag.rpartition("}")[2]
    if kind == "sitemapindex":
        return Named([a for loc in _locations(root) if (a := join(base, loc))][:_NAMED], [])
    if kind == "urlset":
        return Named([], _sitemap(root, base))
    return Named([], _feed(data, base))


def _locations(root: Any) -> list[str]:
    """The addresses in a sitemap or an index of sitemaps."""
    return [
        node.text.strip()
        for node in root.iter()
        if node.tag.rpartition("}")[2] == "loc" and node.text and "image" not in node.tag
    ]


def _sitemap(root: Any, base: str) -> list[Entry]:
    """Pages of a sitemap, with what Google's news extension says of them."""
    found: list[Entry] = []
    for node in islice(root, _NAMED):
        said = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in node.iter()}
        if address := join(base, next(iter(_locations(node)), "")):
            found.append(
                Entry(
                    url=address,
                    title=said.get("title", ""),
                    date=said.get("publication_date", ""),
                    changed=said.get("lastmod", ""),
                )
            )
    return found


def _feed(data: bytes, base: str) -> list[Entry]:
    """Articles of an RSS or Atom feed; feedparser forgives what is not quite XML."""
    import feedparser

    found = feedparser.parse(io.BytesIO(data))
    return [
        Entry(
            url=address,
            title=str(entry.get("title", "")),
            date=str(entry.get("published", "") or entry.get("updated", "")),
            changed=str(entry.get("updated", "")),
            author=str(entry.get("author", "")),
        )
        for entry in found.entries[:_NAMED]
        if (address := join(base, str(entry.get("link", ""))))
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
