"""A quotation as a newspaper would print it: the words, and in brackets where they stand."""

from datetime import datetime

from assistant.answer import Citation
from ui.markup import date_text, web_address

_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'"})


def quotation(citation: Citation) -> str:
    """The quote between quotation marks, and its source in brackets."""
    source = reference(
        author=citation.author,
        title=citation.title,
        source=citation.source,
        published_at=citation.published_at,
        url=citation.url,
    )
    return f"“{' '.join(citation.quote.split()).translate(_INNER)}” {source}".rstrip()


def reference(
    *, author: str, title: str, source: str, published_at: datetime | None, url: str
) -> str:
    """Author, title, outlet, day and address in brackets, as far as they are known."""
    named = f"“{' '.join(title.split()).translate(_INNER)}”" if title.strip() else ""
    parts = (author.strip(), named, source.strip(), date_text(published_at), web_address(url))
    known = ", ".join(part for part in parts if part)
    return f"({known})" if known else ""
