"""A saved or fetched news page into a draft; knows nothing of where the page came from."""

import json
import re
from collections.abc import Iterator
from typing import Any

from corpus.dates import parse_date
from corpus.decoding import decode
from corpus.draft import Draft, UnreadableError
from corpus.text import clean

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_META = {
    "title": ("og:title", "twitter:title", "title"),
    "lead": ("og:description", "description", "twitter:description"),
    "date": ("article:published_time", "datePublished", "pubdate", "publish-date", "dc.date"),
    "source": ("og:site_name", "application-name", "copyright"),
    "author": ("article:author", "author", "dc.creator"),
    "url": ("og:url",),
}
_DATE_CLASS = (
    "//time[@datetime]/@datetime | //*[contains(@class,'date') or contains(@class,'time')"
    " or contains(@id,'date')][string-length(normalize-space(.)) < 80]"
)


def read_html(data: bytes) -> Draft:
    """The draft of a page: its article without menus, comments and other articles.

    Raises:
        UnreadableError: There is no article on the page.
    """
    import trafilatura
    from lxml import html

    text = _decoded(data)
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=_parser())
    except (ValueError, html.etree.LxmlError, AssertionError) as error:
        raise UnreadableError("HTML rỗng hoặc hỏng") from error
    linked, meta = _from_linked_data(page), _from_meta(page)
    title = _first_text(page, "//h1") or linked.get("title", "") or meta["title"]
    title = title or _first_text(page, "//title")
    date = _date(linked.get("date", ""), meta["date"], page)
    shown = " ".join(page.text_content().split())
    _captions_as_paragraphs(page, html)
    body = trafilatura.extract(page, include_comments=False, with_metadata=False) or ""
    body = clean(body) or clean(linked.get("body", ""))
    if not body:
        raise UnreadableError("không tìm thấy bài viết nào trong trang")
    return Draft(
        title=title,
        lead=_lead(clean(linked.get("lead", "") or meta["lead"]), body, clean(shown)),
        body=body,
        url=_attribute(page, "//link[@rel='canonical']/@href") or meta["url"],
        source=linked.get("source", "") or meta["source"],
        author=linked.get("author", "") or _person(meta["author"]),
        date=date,
    )


def plain_text(fragment: str) -> str:
    """The words of a piece of HTML, a line for each paragraph; for feeds and tables."""
    from lxml import html

    try:
        root = html.fromstring(f"<div>{fragment}</div>", parser=_parser())
    except (ValueError, html.etree.LxmlError, AssertionError):
        return re.sub(r"<[^>]*>", " ", fragment)
    for node in root.xpath("//script | //style"):
        node.drop_tree()
    for node in root.xpath("//p | //div | //li | //h1 | //h2 | //h3 | //h4 | //tr | //br"):
        node.tail = "\n" + (node.tail or "")
    return clean(root.text_content())


def _parser() -> Any:
    from lxml import html

    return html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)


def _decoded(data: bytes) -> str:
    """Text of a page in UTF-8 or the encoding that it names."""
    named = _CHARSET.search(data[:4096])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if named and named[1].lower() not in (b"utf-8", b"utf8"):
            try:
                return data.decode(named[1].decode("ascii"), "replace")
            except LookupError:
                pass
    return decode(data)


def _from_meta(page: Any) -> dict[str, str]:
    """What the page's meta tags say."""
    said: dict[str, str] = {}
    for node in page.xpath("//meta[@content]")[:500]:
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        said.setdefault(name.strip().casefold(), node.get("content"))
    return {
        field: next((said[n.casefold()] for n in names if said.get(n.casefold())), "")
        for field, names in _META.items()
    }


def _from_linked_data(page: Any) -> dict[str, str]:
    """What the page's JSON-LD says of its article (schema.org NewsArticle)."""
    for node in page.xpath("//script[@type='application/ld+json']/text()")[:20]:
        try:
            loaded = json.loads(str(node)[:2_000_000], strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(loaded):
            kind = item.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(k, str) and k.endswith(("Article", "BlogPosting")) for k in kinds):
                return {
                    "title": _name(item.get("headline")),
                    "lead": _name(item.get("description")),
                    "body": _name(item.get("articleBody")),
                    "date": _name(item.get("datePublished")),
                    "source": _name(item.get("publisher")),
                    "author": _name(item.get("author")),
                }
    return {}


def _objects(loaded: object) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD block, those of its graph too."""
    items = loaded if isinstance(loaded, list) else [loaded]
    for item in items[:50]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (
                g for g in (graph if isinstance(graph, list) else [])[:50] if isinstance(g, dict)
            )


def _name(value: object) -> str:
    """A JSON-LD value as text: a string, a named thing, or several of them."""
    if isinstance(value, dict):
        value = value.get("name", "")
    if isinstance(value, list):
        return ", ".join(name for item in value[:10] if (name := _name(item)))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _lead(lead: str, body: str, shown: str) -> str:
    """The described lead where the page shows it and the body lost it; else nothing."""
    core = " ".join(lead.split()).rstrip(" .…")
    if len(lead) < 30 or core in " ".join(body.split()):
        return ""
    return lead if core in shown else ""


def _captions_as_paragraphs(page: Any, html: Any) -> None:
    """Keep what stands under pictures: extraction drops figures with their captions."""
    for caption in page.xpath("//figure//figcaption"):
        figure = next(caption.iterancestors("figure"), None)
        if figure is not None and figure.getparent() is not None and caption.text_content().strip():
            paragraph = html.Element("p")
            paragraph.text = " ".join(caption.text_content().split())
            figure.addnext(paragraph)
            caption.drop_tree()


def _date(linked: str, meta: str, page: Any) -> str:
    """The publication date as the page states it, with its time where it gives one."""
    for said in (linked, meta):
        if parse_date(said):
            return said
    for node in page.xpath(_DATE_CLASS)[:40]:
        said = node if isinstance(node, str) else node.text_content()
        if parse_date(str(said)):
            return str(said)
    return ""


def _person(author: str) -> str:
    """An author that is no address."""
    return "" if author.startswith(("http:", "https:", "www.")) else author


def _first_text(page: Any, path: str) -> str:
    found = page.xpath(path)
    return " ".join(found[0].text_content().split()) if found else ""


def _attribute(page: Any, path: str) -> str:
    found = page.xpath(path)
    return str(found[0]) if found else ""
