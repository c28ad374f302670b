"""An answer as evidence to take away: Markdown, JSON and HTML to print, all of it escaped.

The JSON form is what ``assistant.verifying`` reads back; the others say the same for people.
"""

import html
import json
import re
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from assistant.answer import Answer, Citation, Claim
from assistant.answer_json import answer_object

Form = Literal["markdown", "json", "html"]
FORMAT = "hoibao-answer-1"
SUPPORT = {
    "verbatim": "khớp nguyên văn",
    "supported": "có trong nguồn",
    "unsupported": "chưa khớp nguồn",
}
NOT_BORNE_OUT = "Đọc cả câu thì nguồn không nói như vậy."
_REFUSED = "Các bài trong kho không cho biết điều này."
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|!~$&^])")
_LINE_START = re.compile(r"^(\s*)(?=[-+=:]|\d+[.)])")


def export(answer: Answer, form: Form) -> str:
    """The text of the file.

    Args:
        answer: A complete answer.
        form: For people (``markdown``, ``html``) or for `hoibao verify` (``json``).
    """
    return {"markdown": to_markdown, "json": to_json, "html": to_html}[form](answer)


def to_json(answer: Answer) -> str:
    """The answer with every citation's offsets and article hash, for later verification."""
    bundle: dict[str, Any] = {"format": FORMAT, "answer": answer_object(answer)}
    return json.dumps(bundle, ensure_ascii=False, indent=2) + "\n"


# --- Markdown ------------------------------------------------------------------------------


def to_markdown(answer: Answer) -> str:
    """The answer with numbered footnotes: quote, outlet, author, date, address, place, hash."""
    lines = [f"# {_md(answer.question)}", ""]
    if answer.searched_for != answer.question:
        lines += [f"Đã tìm: {_md(answer.searched_for)}", ""]
    lines += [text for notice in answer.notices for text in (_md(notice), "")]
    if answer.refused:
        lines += [_REFUSED, ""]
    if answer.short_answer:
        lines += [f"**{_md(answer.short_answer)}**", ""]
    for claim in answer.claims:
        marks = "".join(f"[^{n}]" for n in claim.citations)
        lines += [f"{_md(claim.text)}{marks} ({SUPPORT[claim.support.level]})", ""]
        lines += [text for d in _differences(claim) for text in (f"> {_md(d)}", "")]
    lines += [text for said in _remarks(answer) for text in (_md(said), "")]
    lines += [_footnote(c) for c in answer.citations]
    return "\n".join(lines).rstrip() + "\n"


def _md(text: str) -> str:
    """One line in which Markdown finds nothing to do."""
    flat = _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(r"\1\\", flat)


def _footnote(c: Citation) -> str:
    told = ". ".join(_md(part) for part in _provenance(c))
    address = web_address(c.url)
    where = f" <{address}>" if address and not re.search(r"[<>\s]", address) else ""
    note = f" ({_md(c.note)})" if c.note else ""
    return f"[^{c.number}]: “{_md(c.quote)}”{note} {told}{where}"


# --- HTML ----------------------------------------------------------------------------------

_STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em;color:#111}"
    "blockquote{margin:.4em 0;padding-left:.8em;border-left:3px solid #888}"
    "li{margin-bottom:1em}small{color:#444}mark{background:#fff3b0}"
    "@media print{body{margin:0;max-width:none}a{color:inherit}li{break-inside:avoid}}"
)


def to_html(answer: Answer) -> str:
    """A page to print that loads nothing and runs nothing."""
    said = _REFUSED if answer.refused else answer.short_answer
    parts = [f"<h1>{_h(answer.question)}</h1>"]
    if answer.searched_for != answer.question:
        parts.append(f"<p>Đã tìm: {_h(answer.searched_for)}</p>")
    parts += [f"<p>{_h(notice)}</p>" for notice in answer.notices]
    parts += [f"<p><strong>{_h(said)}</strong></p>"] if said else []
    parts += [_claim_html(claim) for claim in answer.claims]
    parts += [f"<p>{_h(text)}</p>" for text in _remarks(answer)]
    parts.append(f"<ol>{''.join(_source_html(c) for c in answer.citations)}</ol>")
    return (
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{_h(answer.question)}</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _h(text: str) -> str:
    return html.escape(text, quote=True)


def _claim_html(claim: Claim) -> str:
    marks = "".join(f'<a href="#s{n}">[{n}]</a>' for n in claim.citations)
    wrong = "".join(f"<br><small>{_h(d)}</small>" for d in _differences(claim))
    level = SUPPORT[claim.support.level]
    return f"<p>{_h(claim.text)} {marks} <small>({level})</small>{wrong}</p>"


def _source_html(c: Citation) -> str:
    address = web_address(c.url)
    link = f'<br><a rel="noreferrer" href="{_h(address)}">{_h(address)}</a>' if address else ""
    note = f"<small>{_h(c.note)}</small><br>" if c.note else ""
    told = " · ".join(_h(part) for part in _provenance(c))
    return (
        f'<li id="s{c.number}" value="{c.number}"><blockquote>{_marked(c)}</blockquote>{note}'
        f"<small>{told}{link}</small></li>"
    )


def _marked(c: Citation) -> str:
    """The quote with the short answer marked in it."""
    if c.span is None:
        return _h(c.quote)
    start, end = c.span[0] - c.start, c.span[1] - c.start
    return f"{_h(c.quote[:start])}<mark>{_h(c.quote[start:end])}</mark>{_h(c.quote[end:])}"


# --- what both say -------------------------------------------------------------------------


def _provenance(c: Citation) -> list[str]:
    """Title, outlet, author, date, copies and place of a citation, each a phrase."""
    parts = [c.title, c.source, c.author, _day(c.published_at)]
    if c.copies:
        outlets = ", ".join(dict.fromkeys(source or title for source, title, _ in c.copies))
        parts.append(f"cùng một bản tin gốc với: {outlets}")
    parts.append(
        f"bài {c.article_id}, bản {c.revision}, ký tự {c.start}–{c.end}, mã băm {c.content_hash}"
    )
    if c.superseded:
        parts.append("đã có bản mới hơn")
    return [part for part in parts if part]


def _remarks(answer: Answer) -> list[str]:
    """The date of the newest source, disagreement, and numbers that were made up."""
    found = []
    for group in answer.disagreement:
        found.append(f"Các nguồn {', '.join(f'[{n}]' for n in group)} nói khác nhau.")
    if answer.phantoms:
        made = ", ".join(f"[{n}]" for n in answer.phantoms)
        found.append(f"Số trích dẫn không có thật, đã bỏ: {made}.")
    if answer.as_of:
        found.append(f"Tính đến {_day(answer.as_of)}.")
    return found


def _differences(claim: Claim) -> list[str]:
    """Why the checker does not stand behind a claim, in plain words."""
    if claim.denied_as_a_whole:
        return [NOT_BORNE_OUT]
    return [
        f"Khác nguồn: “{d.claim}”, nguồn ghi “{d.source}”."
        if d.source
        else f"Không thấy trong nguồn: “{d.claim}”."
        for d in claim.support.differences
    ]


def _day(when: datetime | None) -> str:
    return f"{when.day}/{when.month}/{when.year}" if when else ""


def web_address(url: str) -> str:
    """The address where it is one of the web; ``""`` for script, file and data addresses."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.hostname else ""
