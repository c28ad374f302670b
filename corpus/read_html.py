"""A saved or fetched news page into a draft; knows nothing of where the page came from."""

import re
from typing import Any

from corpus.boxes import leads_elsewhere, spread, tidy, without_notices, words
from corpus.dates import parse_date
from corpus.decoding import decode
from corpus.draft import Draft, UnreadableError
from corpus.origin import is_date_line
from corpus.outlets import known_outlet, publisher
from corpus.shown import (
    author_shown,
    date_shown,
    drop_other_articles,
    heading_of,
    lead_shown,
    title_shown,
)
from corpus.stated import date_marked, from_linked_data, from_meta
from corpus.text import clean

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)


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
    linked, meta, marked = from_linked_data(page), from_meta(page), date_marked(page)
    stated = linked.get("title", "") or meta["title"]
    tidy(page)
    heading = heading_of(page, stated)
    drop_other_articles(page, heading)
    title = title_shown(heading, stated) or _first_text(page, "//title")
    date = _date((linked.get("date", ""), meta["date"], marked), date_shown(page, heading))
    url = _attribute(page, "//link[@rel='canonical']/@href") or meta["url"]
    source = publisher(linked.get("source", "") or meta["source"], url)
    author = _person(linked.get("author", ""), source, meta) or author_shown(page, heading)
    author = author or _person(meta["author"], source, meta)
    spread(page)
    shown = page.text_content()
    body = trafilatura.extract(page, include_comments=False, with_metadata=False) or ""
    body = without_notices(_without_date(clean(body), date)) or clean(linked.get("body", ""))
    if not body:
        raise UnreadableError("không tìm thấy bài viết nào trong trang")
    if leads_elsewhere(page, body, title):
        raise UnreadableError("trang này là danh sách liên kết, không phải một bài viết")
    lead = lead_shown(page, heading, body) or linked.get("lead", "") or meta["lead"]
    return Draft(
        title=title,
        lead=_lead(clean(lead), body, " ".join(clean(shown).split())),
        body=body,
        url=url,
        source=source,
        author=author,
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


def _lead(lead: str, body: str, shown: str) -> str:
    """The described lead where the page shows it and the body lost it; else nothing."""
    core = " ".join(lead.split()).rstrip(" .…")
    if len(lead) < 30 or core in " ".join(body.split()):
        return ""
    return lead if core in shown else ""


def _date(stated: tuple[str, ...], shown: str) -> str:
    """The publication date as the page states it, with its time where it gives one.

    Where the clock that it shows reads the same and the stated zone is not Vietnam's, the zone is
    a slip of the program that wrote the page.
    """
    printed = parse_date(shown)
    for said in stated:
        if moment := parse_date(said):
            clock = moment.replace(second=0, tzinfo=None)
            timed = printed and (printed.hour or printed.minute)
            slip = printed and timed and printed.replace(second=0, tzinfo=None) == clock
            return shown if slip and printed != moment.replace(second=0) else said
    return shown


def _without_date(body: str, date: str) -> str:
    """A body without the line near its top that only prints when it was published."""
    lines = body.split("\n")
    head = [line for line in lines[:3] if not (line and is_date_line(line) and date)]
    return "\n".join(head + lines[3:])


def _person(author: str, source: str, meta: dict[str, str]) -> str:
    """An author that is neither an address nor the outlet itself."""
    if author.startswith(("http:", "https:", "www.")) or known_outlet(author):
        return ""
    return "" if author.casefold() in (source.casefold(), meta["source"].casefold()) else author


def _first_text(page: Any, path: str) -> str:
    found = page.xpath(path)
    return words(found[0]) if found else ""


def _attribute(page: Any, path: str) -> str:
    found = page.xpath(path)
    return str(found[0]) if found else ""
