"""Which article a text is: one id for all addresses and spellings of it; knows no store."""

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from corpus.text import clean

# Parameters that say where a reader came from, never which article is read.
_TRACKING = re.compile(
    r"(?:utm_.*|_?ga|_gl|gclid|gclsrc|dclid|wbraid|gbraid|fbclid|fb_.*|igshid|igsh|zarsrc|zalo_.*"
    r"|mc_[ce]id|msclkid|yclid|twclid|ttclid|ref|ref_src|ref_url|referrer|source|src|from|share"
    r"|shared?_.*|cmpid|ocid|amp|amp_.*|output|outputtype|vn_.*|mibextid|gidzl|gaa_.*|spm|rss)",
    re.IGNORECASE,
)
_HOST_VARIANT = re.compile(r"^(?:(?:www\d?|m|mobile|wap|amp|touch)\.)+(?=[^.]+\.[^.])")
_AMP_CACHE = re.compile(r"^/(?:amp|c|v|wp)/(?:s/)?(?=[^/]+\.[^/]+/)")
_AMP_TAIL = re.compile(r"(?:/amp|\.amp|[-.]amp(?=\.html?$))(?=/?$|\.html?$)", re.IGNORECASE)
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def canonical_url(url: str) -> str:
    """The one form of all addresses of a page, or ``""`` where there is no web address.

    Scheme, "www.", "m." and AMP variants, default ports, tracking parameters, their order, the
    fragment and a slash at the end make no difference. The result is for comparing; it need not
    answer when fetched. ``canonical_url(canonical_url(x)) == canonical_url(x)``.
    """
    url = "".join(clean(url).split())
    if "//" not in url and re.match(r"[\w-]+(?:\.[\w-]+)+/", url):
        url = "https://" + url
    for _ in range(3):  # A cache address may hold another.
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError:
            return ""
        if parts.scheme not in ("http", "https") or not host:
            return ""
        inner = _amp_cached(host, parts.path)
        if not inner:
            break
        url = f"https://{inner}" + (f"?{parts.query}" if parts.query else "")
    host = _HOST_VARIANT.sub("", host)
    port_text = f":{port}" if port not in (None, 80, 443) else ""
    path = quote(unquote(parts.path, errors="replace"), safe="/:@!$&'()*+,;=~-._")
    path = re.sub(r"/{2,}", "/", path)
    path = re.sub(r"^/amp(?=/)", "", path, flags=re.IGNORECASE)
    while (shorter := _AMP_TAIL.sub("", path).rstrip("/")) != path:
        path = shorter
    kept = sorted(p for p in parse_qsl(parts.query, keep_blank_values=True) if _counts(*p))
    query = f"?{urlencode(kept)}" if kept else ""
    return f"https://{host}{port_text}{path}{query}"


def article_id(url: str, source: str, title: str) -> str:
    """Sixteen hex digits naming an article: by its address or, without one, source and title.

    Case, punctuation, blanks, composed or decomposed letters and the place of the tone mark
    (hòa, hoà) make no difference in source and title.
    """
    canonical = canonical_url(url)
    key = canonical or f"{_folded(source)}\x1f{_folded(title)}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _amp_cached(host: str, path: str) -> str:
    """Host and path of the page that an AMP cache address stands for, or ``""``."""
    cached = host.endswith(".cdn.ampproject.org") or (
        re.search(r"(?:^|\.)google\.[a-z.]+$", host) and path.startswith("/amp/")
    )
    return _AMP_CACHE.sub("", path) if cached and _AMP_CACHE.match(path) else ""


def _counts(name: str, value: str) -> bool:
    """Whether a parameter helps to say which article is meant."""
    return bool(name) and not _TRACKING.fullmatch(name)


def _folded(text: str) -> str:
    """Words of a title in lower case, each with its tone mark moved to its end."""
    words = re.findall(r"[\w]+", unicodedata.normalize("NFC", clean(text)).casefold())
    return " ".join(_tone_last(word) for word in words)


def _tone_last(word: str) -> str:
    """A word decomposed, tone marks behind its letters."""
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if c not in _TONES) + "".join(
        c for c in letters if c in _TONES
    )
