"""A whole article as HTML, with one stretch of its characters marked."""

import re

from corpus.article import Article
from corpus.sentences import sentences
from ui.markup import escape, icon, link, time_tag
from ui.quotation import reference
from ui.texts import say

_PARAGRAPH = re.compile(r"[^\n]+")
_NEIGHBOUR = 160
"""Characters shown of the sentence before or after a quote."""


def render_article(
    article: Article,
    language: str,
    *,
    marked: tuple[int, int] | None = None,
    span: tuple[int, int] | None = None,
    revisions: tuple[int, ...] = (),
    copies: tuple[tuple[str, str, str], ...] = (),
) -> str:
    """The article as a reader opens it.

    Args:
        article: The revision to show.
        language: Of the page.
        marked: Offsets of the quoted sentence.
        span: Offsets of the short answer inside it.
        revisions: All revisions that the archive keeps.
        copies: Other articles with the same story: source, title, article_id.
    """
    head = "".join(
        (
            f'<p class="hb-paper-meta" data-article="{escape(article.article_id)}" '
            f'data-revision="{article.revision}" data-cite="{escape(_reference(article))}">',
            f'<span class="hb-outlet">{escape(article.source or say(language, "outlet_unknown"))}'
            f"</span>{time_tag(article.published_at)}</p>",
        )
    )
    paragraphs = list(_PARAGRAPH.finditer(article.text))
    titled = bool(paragraphs) and paragraphs[0].group().strip() == article.title.strip()
    title = "" if titled else f'<h2 class="hb-paper-title">{escape(article.title)}</h2>'
    body = "".join(
        _paragraph(match, marked, span, heading=titled and place == 0)
        for place, match in enumerate(paragraphs)
    )
    author = f'<p class="hb-author">{escape(article.author)}</p>' if article.author else ""
    return (
        f'{head}{title}{_revisions(article, revisions, language)}<div class="hb-paper-text">{body}'
        f"</div>{author}{_copies(copies, language)}"
        f"{link(article.url, say(language, 'original'), 'hb-link hb-out')}"
    )


def _paragraph(
    match: re.Match[str],
    marked: tuple[int, int] | None,
    span: tuple[int, int] | None,
    *,
    heading: bool,
) -> str:
    start, end = match.span()
    text = match.group()
    inside = _overlap(marked, start, end)
    if inside is None:
        inner = escape(text)
    else:
        low, high = inside
        sentence = _with_span(text, start, low, high, span)
        inner = (
            f"{escape(text[: low - start])}"
            f'<mark class="hb-sentence" tabindex="-1">{sentence}</mark>'
            f"{escape(text[high - start :])}"
        )
    at = f'data-at="{start}"'  # where it begins in the article, for a link to words chosen in it
    title = f'<h2 class="hb-paper-title" {at}>{inner}</h2>'
    return title if heading else f"<p {at}>{inner}</p>"


def _reference(article: Article) -> str:
    return reference(
        author=article.author,
        title=article.title,
        source=article.source,
        published_at=article.published_at,
        url=article.url,
    )


def _with_span(text: str, start: int, low: int, high: int, span: tuple[int, int] | None) -> str:
    """The marked sentence with the short answer inside it in bold."""
    inner = _overlap(span, low, high)
    if inner is None:
        return escape(text[low - start : high - start])
    left, right = inner
    return (
        f"{escape(text[low - start : left - start])}"
        f"<strong>{escape(text[left - start : right - start])}</strong>"
        f"{escape(text[right - start : high - start])}"
    )


def _overlap(span: tuple[int, int] | None, start: int, end: int) -> tuple[int, int] | None:
    """The part of the stretch that lies in ``[start, end)``; ``None`` where none does."""
    if span is None:
        return None
    low, high = max(span[0], start), min(span[1], end)
    return (low, high) if low < high else None


def _revisions(article: Article, revisions: tuple[int, ...], language: str) -> str:
    """Says which revision this is and leads to the others."""
    if len(revisions) < 2:
        return ""
    newest = max(revisions)
    key = "revision_newest" if article.revision == newest else "revision_old"
    line = escape(say(language, key, revision=article.revision, newest=newest))
    buttons = "".join(
        f'<button type="button" class="hb-plain" data-open="{escape(article.article_id)}" '
        f'data-revision="{revision}">{escape(say(language, "revision", revision=revision))}'
        "</button>"
        for revision in revisions
        if revision != article.revision
    )
    return f'<p class="hb-note hb-old">{icon("again")}{line} {buttons}</p>'


def _copies(copies: tuple[tuple[str, str, str], ...], language: str) -> str:
    if not copies:
        return ""
    items = "".join(
        f'<li><button type="button" class="hb-plain" data-open="{escape(article_id)}">'
        f"<b>{escape(source)}</b> {escape(title)}</button></li>"
        for source, title, article_id in copies
    )
    line = escape(say(language, "copies", count=len(copies) + 1))
    return f'<details class="hb-copies"><summary>{line}</summary><ul>{items}</ul></details>'


def render_around(
    article: Article, marked: tuple[int, int], span: tuple[int, int] | None = None
) -> str:
    """A quote with the sentence before it and the one after it, of the same paragraph or not."""
    start, end = marked
    whole = sentences(article.text)
    before = [(s, e) for s, e in whole if e <= start][-1:]
    after = [(s, e) for s, e in whole if s >= end][:1]
    quote = article.text[start:end]
    if span and start <= span[0] < span[1] <= end:
        low, high = span[0] - start, span[1] - start
        inner = f"{escape(quote[:low])}<mark>{escape(quote[low:high])}</mark>{escape(quote[high:])}"
    else:
        inner = escape(quote)
    dim = '<span class="hb-dim">{}</span>'
    first = "".join(dim.format(escape(_short(article.text[s:e], tail=True))) for s, e in before)
    last = "".join(dim.format(escape(_short(article.text[s:e]))) for s, e in after)
    return f"{first} {inner} {last}"


def _short(text: str, *, tail: bool = False) -> str:
    """At most so much of a neighbouring sentence as a small card has room for."""
    if len(text) <= _NEIGHBOUR:
        return text
    return f"… {text[-_NEIGHBOUR:]}" if tail else f"{text[:_NEIGHBOUR]} …"
