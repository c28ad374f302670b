"""An answer as plain text whose citations survive being pasted elsewhere."""

from collections.abc import Sequence

from assistant.answer import Answer, Citation
from ui.markup import date_text, web_address
from ui.render_refusal import refusal_heading
from ui.texts import say


def plain_text(answer: Answer, language: str) -> str:
    """Question, answer with its numbers, and under it the sources with quote and address."""
    lines = [answer.question, ""]
    if answer.refused:
        return "\n".join([*lines, refusal_heading(answer, language)])
    if answer.disagreement:
        lines += [f"{say(language, 'disagree')}:"]
    elif answer.short_answer:
        lines += [answer.short_answer, ""]
    lines += [_sentence(claim.text, claim.citations) for claim in answer.claims]
    lines += ["", *sources_text(answer.citations, language)]
    if answer.as_of:
        lines += ["", say(language, "as_of", date=date_text(answer.as_of))]
    return "\n".join(lines)


def sources_text(citations: Sequence[Citation], language: str) -> list[str]:
    """A heading and a line for each source."""
    heading = say(language, "sources_heading", count=len(citations))
    return [heading, *(_source(citation) for citation in citations)]


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
