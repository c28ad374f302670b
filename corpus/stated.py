"""What a news page states of its article for machines: JSON-LD, meta tags and microdata."""

import json
from collections.abc import Iterator
from html import unescape
from typing import Any

_META = {
    "title": ("og:title", "twitter:title", "title"),
    "lead": ("og:description", "description", "twitter:description"),
    "date": (
        "article:published_time",
        "og:published_time",
        "datePublished",
        "pubdate",
        "publish-date",
        "dc.date",
        "dc.date.issued",
    ),
    "source": ("og:site_name", "application-name", "copyright"),
    "author": ("article:author", "author", "dc.creator"),
    "url": ("og:url",),
}


def from_meta(page: Any) -> dict[str, str]:
    """What the page's meta tags say, a text for each field."""
    said: dict[str, str] = {}
    for node in page.xpath("//meta[@content]")[:500]:
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        said.setdefault(name.strip().casefold(), node.get("content"))
    return {
        field: next((said[n.casefold()] for n in names if said.get(n.casefold())), "")
        for field, names in _META.items()
    }


def from_linked_data(page: Any) -> dict[str, str]:
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


def date_marked(page: Any) -> str:
    """The date that microdata marks as that of publication, or ``""``."""
    for node in page.xpath("//*[@itemprop='datePublished']")[:5]:
        if said := node.get("content") or node.get("datetime") or node.text_content().strip():
            return str(said)
    return ""


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
    """A JSON-LD value as text: a string, a named thing, or several of them.

    Many outlets write its letters as HTML does ("Gi&#225; v&#224;ng").
    """
    if isinstance(value, dict):
        value = value.get("name", "")
    if isinstance(value, list):
        return ", ".join(name for item in value[:10] if (name := _name(item)))
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""
