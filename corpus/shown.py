"""What a news page shows around its article: heading, date, author and lead; reads no body."""

import re
from itertools import chain
from typing import Any

from corpus.boxes import words
from corpus.dates import parse_date
from corpus.origin import is_people
from corpus.outlets import known_outlet

_DATES = (
    "//time | //*[contains(@class,'date') or contains(@class,'time') or contains(@class,'publish')"
    " or contains(@id,'date')][string-length(normalize-space(.)) < 80]"
)
_FRAME = re.compile(
    r"(?:^|[\s_-])(?:header|footer|nav|menu|sidebar|comments?|weather|clock|today|current|cur|now)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_AUTHORS = (
    "//*[@itemprop='author'] | //a[@rel='author'] | //*[contains(@class,'author')"
    " or contains(@class,'byline')][string-length(normalize-space(.)) < 100]"
)
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:sapo|chapp?eau|lead|summary|description|excerpt|standfirst)(?:$|[\s_-])",
    re.IGNORECASE,
)


def heading_of(page: Any, stated: str) -> Any:
    """The heading that says most of what the page states as its title, else the first of all."""
    headings = [node for node in page.xpath("//h1")[:10] if words(node)]
    lesser = [node for node in page.xpath("//h2")[:20] if words(node)]
    for share, nodes in ((0.5, headings), (0.8, lesser), (0.2, headings)):
        for node in nodes if stated else ():
            if _shared(words(node), stated) >= share:
                return node
    return headings[0] if headings and not stated else None


def title_shown(heading: Any, stated: str) -> str:
    """The title as the heading has it, unless the heading only names the outlet."""
    shown = words(heading) if heading is not None else ""
    return stated if stated and (not shown or known_outlet(shown)) else shown


def drop_other_articles(page: Any, heading: Any) -> None:
    """Take out the articles that a page goes on with, each under a heading of its own."""
    for other in page.xpath("//article[.//h1]")[1:]:
        if heading not in other.iter("h1", "h2") and other.getparent() is not None:
            other.drop_tree()


def _shared(shown: str, stated: str) -> float:
    """The share of a stated title's words that a heading has."""
    wanted, found = (set(re.findall(r"\w+", t.casefold())) for t in (stated, shown))
    return len(wanted & found) / len(wanted) if wanted else 0.0


def date_shown(page: Any, heading: Any) -> str:
    """The date printed nearest to the heading, or ``""``.

    What stands in the frame of the page, such as today's date above the menu, counts only where
    nothing else does.
    """
    places = {node: n for n, node in enumerate(page.iter())}
    middle = places.get(heading, 0)
    found = []
    for node in page.xpath(_DATES)[:200]:
        said = (node.get("datetime") or node.get("content") or words(node))[:200]
        if parse_date(said):
            found.append((_in_frame(node, heading), abs(places[node] - middle), said))
    return min(found)[2] if found else ""


def author_shown(page: Any, heading: Any) -> str:
    """Who signed, as the page shows it beside the article; ``""`` where it names nobody."""
    for node in page.xpath(_AUTHORS)[:40]:
        said = re.sub(r"^(?:Tác giả|Bài|Thực hiện)\b[:,]? *", "", words(node))
        said = re.split(r" *[|/•·] *", said)[0].strip(" -–,;:()")
        if not 3 <= len(said) <= 80 or not is_people(said) or known_outlet(said):
            continue
        if not _in_frame(node, heading) and not _is_credit(node):
            return said
    return ""


def lead_shown(page: Any, heading: Any, body: str) -> str:
    """The lead that the page shows between its heading and its body, ``""`` if that has it."""
    shown, told = words(page), " ".join(body.split())
    top = shown.find(words(heading)) if heading is not None else 0
    lines = [" ".join(line.split()) for line in body.split("\n") if line.strip()][:4]
    first = [at for line in lines if (at := shown.find(line, max(top, 0))) >= 0]
    for node in page.iter("p", "h2", "h3", "div"):
        if not _LEAD.search(node.get("class") or "") or not 30 <= len(text := words(node)) <= 1000:
            continue
        at = shown.find(text, max(top, 0))
        own = not _is_credit(node) and not _in_frame(node, heading)
        if own and 0 <= at <= max(first, default=at) and text.rstrip(" .…") not in told:
            return text
    return ""


def _in_frame(node: Any, heading: Any) -> bool:
    """Whether an element belongs to the page's frame rather than to its article."""
    for part in chain((node,), node.iterancestors()):
        said = f"{part.get('class') or ''} {part.get('id') or ''}"
        framed = part.tag in ("header", "footer", "nav", "aside") or _FRAME.search(said)
        if framed and heading not in part.iter("h1", "h2"):
            return True
    return False


def _is_credit(node: Any) -> bool:
    """Whether a name stands under a picture or a quotation."""
    said = (node.get("class") or "").casefold()
    within = ("figure", "figcaption", "blockquote", "table")
    return "photo" in said or any(part.tag in within for part in node.iterancestors())
