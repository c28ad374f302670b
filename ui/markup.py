"""Text made safe for a page: the only place where strings from outside become HTML."""

import html
from datetime import datetime, tzinfo
from urllib.parse import urlsplit

_BIDI = dict.fromkeys((*range(8234, 8239), *range(8294, 8298), 8206, 8207))
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "�")
_LONE = dict.fromkeys(range(55296, 57344), "�")
_TEMPLATE = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;"})
_CLEAN = {**_BIDI, **_CONTROL, **_LONE}


def escape(text: object) -> str:
    """Text that is safe between tags and inside a quoted attribute.

    Bidi controls go, so that a title can't turn the rest of a line around; control characters
    and lone surrogates become U+FFFD. Braces, dollar and backtick are written as entities
    because Gradio's HTML component is a template underneath.
    """
    return html.escape(str(text).translate(_CLEAN), quote=True).translate(_TEMPLATE)


def web_address(url: str) -> str:
    """The address when it is plain http or https with a host and no password, else ``""``."""
    stripped = url.strip()
    if not stripped or any(ord(char) <= 32 for char in stripped):
        return ""
    try:
        parts = urlsplit(stripped)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if "@" in parts.netloc or port == 0:
        return ""
    return stripped if parts.scheme.lower() in ("http", "https") and host else ""


def link(url: str, label: str, css_class: str = "hb-link") -> str:
    """A link that opens elsewhere and tells the other site nothing; nothing where unsafe."""
    address = web_address(url)
    if not address:
        return ""
    return (
        f'<a class="{css_class}" href="{escape(address)}" target="_blank" '
        f'rel="noopener noreferrer nofollow">{escape(label)}</a>'
    )


def date_text(moment: datetime | None, zone: tzinfo | None = None) -> str:
    """The day as Vietnamese newspapers write it, such as 23/3/2022; empty for ``None``."""
    if moment is None:
        return ""
    local = moment.astimezone(zone) if zone and moment.tzinfo else moment
    return f"{local.day}/{local.month}/{local.year}"


def time_tag(moment: datetime | None) -> str:
    """The day as a ``<time>`` element that machines can read too; empty for ``None``."""
    if moment is None:
        return ""
    return f'<time datetime="{moment.date().isoformat()}">{date_text(moment)}</time>'


def number_text(count: int, language: str = "vi") -> str:
    """A whole number with the grouping mark of the language: 2.653 or 2,653."""
    grouped = f"{count:,}"
    return grouped.replace(",", ".") if language == "vi" else grouped


def icon(name: str) -> str:
    """A small drawing that screen readers skip; the shapes are in the page's sprite.

    Raises:
        KeyError: There is no drawing of that name.
    """
    return (
        '<svg class="hb-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        f'<path d="{_ICONS[name]}"/></svg>'
    )


_ICONS = {
    "check": "M6.2 12.2 2 8l1.2-1.2 3 3 6.6-6.6L14 4.4z",
    "none": "M2.5 7.2h11v1.6h-11z",
    "equal": "M2.5 5.2h11v1.8h-11zm0 4h11V11h-11z",
    "warn": "M8 1.5 15.2 14H.8zM7.2 6v4h1.6V6zm0 5v1.6h1.6V11z",
    "open": "M2 2.5h5.2c.4 0 .8.4.8.8 0-.4.4-.8.8-.8H14V13H9c-.6 0-1 .3-1 .8 0-.5-.4-.8-1-.8H2zm1.4"
    " 1.4v7.7H7V4zm5.6.1v7.6h3.6V3.9z",
    "out": "M9 2h5v5h-1.6V4.7L7.6 9.5 6.5 8.4l4.8-4.8H9zM3 4h4v1.6H4.6v5.8h5.8V9H12v4H3z",
    "copy": "M5 2h8v9h-1.6V3.6H5zM3 5h7v9H3zm1.6 1.6v5.8h3.8V6.6z",
    "link": "M7 5H4.5a3 3 0 0 0 0 6H7V9.4H4.5a1.4 1.4 0 0 1 0-2.8H7zM9 5v1.6h2.5a1.4 1.4 0 0"
    " 1 0 2.8H9V11h2.5a3 3 0 0 0 0-6zM5.5 7.2h5v1.6h-5z",
    "theme": "M8 1.5a6.5 6.5 0 0 0 0 13zm0 0a6.5 6.5 0 0 1 0 13v-1.6a4.9 4.9 0 0 0 0-9.8z",
    "down": "M7.2 2h1.6v6l2.2-2.2 1.1 1.1L8 11 3.9 6.9 5 5.8 7.2 8zM2.5 12.4h11V14h-11z",
    "again": "M8 2.6a5.4 5.4 0 1 0 5.3 6.4h-1.7A3.8 3.8 0 1 1 8 4.2c1 0 2 .4 2.7 1.1L8.8 7.2H14V2"
    "l-2 2A5.4 5.4 0 0 0 8 2.6z",
    "pen": "m10.9 2 3.1 3.1-8 8L2 14l.9-4zm0 2.3L4.4 10.8l-.3 1.1 1.1-.3 6.5-6.5z",
    "up": "M7 1.6c1.2 0 1.9.9 1.9 2.1v2.1h3.4c1 0 1.7.9 1.5 1.9l-.9 4.6c-.2.9-.9 1.5-1.8 1.5"
    "H5.4V6.9L7 3.4zM2.2 7h2v6.8h-2z",
    "no": "M9 14.4c-1.2 0-1.9-.9-1.9-2.1v-2.1H3.7c-1 0-1.7-.9-1.5-1.9l.9-4.6c.2-.9.9-1.5 1.8-1.5"
    "h5.7v6.9L9 12.6zM13.8 9h-2V2.2h2z",
    "new": "M7.2 2.5h1.6v4.7h4.7v1.6H8.8v4.7H7.2V8.8H2.5V7.2h4.7z",
    "close": "m4 2.9 4 4 4-4L13.1 4l-4 4 4 4-1.1 1.1-4-4-4 4L2.9 12l4-4-4-4z",
    "bin": "M6 1.8h4l.6 1.2H14v1.5H2V3h3.4zM3.2 5.5h9.6L12 14.4H4zm1.7 1.5.5 5.9h5.2l.5-5.9z",
    "find": "M7 1.8a5.2 5.2 0 0 1 4.1 8.4l3.3 3.3-1.1 1.1L10 11.3A5.2 5.2 0 1 1 7 1.8zm0 1.6"
    "a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2z",
}
