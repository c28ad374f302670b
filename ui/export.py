"""An answer as a file to keep: Markdown, HTML or JSON, quotes and addresses with it."""

import json

from assistant.answer import Answer, Citation
from ui.markup import date_text, escape, link, web_address
from ui.render_sources import quote_markup
from ui.texts import say
from ui.turn import answer_to_stored

_KINDS = {"markdown": ("md", "text/markdown"), "html": ("html", "text/html")}


def export_answer(answer: Answer, form: str, language: str) -> dict[str, str]:
    """Name, media type and text of the file; ``form`` is markdown, html or json."""
    if form == "json":
        text = json.dumps(answer_to_stored(answer), ensure_ascii=False, indent=2)
        return {"name": "hoibao.json", "type": "application/json", "text": text}
    ending, kind = _KINDS[form]
    text = _markdown(answer, language) if form == "markdown" else _html(answer, language)
    return {"name": f"hoibao.{ending}", "type": f"{kind};charset=utf-8", "text": text}


def _markdown(answer: Answer, language: str) -> str:
    if answer.refused:
        return f"# {_flat(answer.question)}\n\n{say(language, 'refused')}\n"
    lines = [f"# {_flat(answer.question)}", ""]
    if answer.short_answer:
        lines += [f"**{_flat(answer.short_answer)}**", ""]
    for claim in answer.claims:
        marks = "".join(f"[^{number}]" for number in claim.citations)
        lines += [f"{_flat(claim.text)}{marks}", ""]
    if answer.as_of:
        lines += [say(language, "as_of", date=date_text(answer.as_of)), ""]
    lines += [_footnote(citation) for citation in answer.citations]
    return "\n".join(lines) + "\n"


def _flat(text: str) -> str:
    """One line in which Markdown finds nothing to do."""
    flat = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|!" else char for char in flat)


def _footnote(citation: Citation) -> str:
    head = ", ".join(
        _flat(part)
        for part in (citation.source, citation.title, date_text(citation.published_at))
        if part
    )
    address = web_address(citation.url)
    where = f" <{address}>" if address and ">" not in address else ""
    return f"[^{citation.number}]: {head}: “{_flat(citation.quote)}”{where}"


def _html(answer: Answer, language: str) -> str:
    claims = "".join(
        f"<p>{escape(claim.text)} "
        + "".join(f'<a href="#s{n}">[{n}]</a>' for n in claim.citations)
        + "</p>"
        for claim in answer.claims
    )
    sources = "".join(
        f'<li id="s{c.number}" value="{c.number}"><b>{escape(c.source)}</b>, {escape(c.title)}, '
        f"{date_text(c.published_at)}<blockquote>{quote_markup(c)}</blockquote>"
        f"{link(c.url, c.url)}</li>"
        for c in answer.citations
    )
    said = say(language, "refused") if answer.refused else answer.short_answer
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f"<title>{escape(answer.question)}</title><h1>{escape(answer.question)}</h1>"
        f"<p><strong>{escape(said)}</strong></p>{claims}<ol>{sources}</ol></html>"
    )
