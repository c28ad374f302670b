"""An answer as plain text whose citations survive being pasted elsewhere."""

from assistant.answer import Answer, Citation
from ui.markup import date_text, web_address
from ui.texts import say


def plain_text(answer: Answer, language: str) -> str:
    """Question, answer with its numbers, and under it the sources with quote and address."""
    lines = [answer.question, ""]
    if answer.refused:
        return "\n".join([*lines, say(language, "refused")])
    if answer.short_answer:
        lines += [answer.short_answer, ""]
    lines += [_sentence(claim.text, claim.citations) for claim in answer.claims]
    lines += ["", say(language, "sources_heading", count=len(answer.citations))]
    lines += [_source(citation) for citation in answer.citations]
    if answer.as_of:
        lines += ["", say(language, "as_of", date=date_text(answer.as_of))]
    return "\n".join(lines)


def _sentence(text: str, numbers: tuple[int, ...]) -> str:
    marks = "".join(f"[{number}]" for number in numbers)
    return f"{text} {marks}".rstrip()


def _source(citation: Citation) -> str:
    head = ", ".join(
        part for part in (citation.source, citation.title, date_text(citation.published_at)) if part
    )
    return " ".join(
        part
        for part in (
            f"[{citation.number}] {head}:",
            f"“{citation.quote}”",
            web_address(citation.url),
        )
        if part
    )
