"""One turn of the conversation as HTML; everything that comes from outside is escaped."""

from assistant.answer import Answer, Citation, Claim
from ui.markup import date_text, escape
from ui.remarks import remark
from ui.render_actions import actions, state_line
from ui.render_nearest import render_nearest
from ui.render_refusal import refusal_heading, render_refusal, was_searched
from ui.render_sides import disputed, render_sides, stands_beside
from ui.render_sources import check_word, chip, render_sources
from ui.texts import say
from ui.turn import Stored, answer_from_stored, pack

_LONGEST_TIED = 24


def render_turns(turns: list[Stored], language: str, first: int = 0) -> str:
    """Turns one under the other, numbered from ``first``."""
    return "".join(render_turn(turn, first + place, language) for place, turn in enumerate(turns))


def render_turn(
    turn: Stored, number: int, language: str, *, last: bool = False, ahead: int | None = None
) -> str:
    """The question, the answer as far as it has come, and its sources beside it.

    Args:
        turn: As the browser keeps it.
        number: Its place in the conversation.
        language: Of the reader.
        last: Whether it may be asked again or changed.
        ahead: How many questions are answered before it; ``None`` once it is its turn.
    """
    answer = answer_from_stored(turn["answer"]) if turn["answer"] else None
    state = turn["state"]
    refused = bool(answer and answer.refused)
    sources = _sources(answer, number, language) if answer else ""
    kinds = f"hb-turn hb-{state}" + (" hb-refused" if refused else "")
    kept = pack(turn["answer"]) if state in ("done", "kept") else ""
    return (
        f'<article class="{kinds}" data-turn="{number}" data-answer="{kept}" '
        f'data-seal="{escape(turn.get("seal", ""))}" '
        f'data-said="{_said(answer, language)}" '
        f'aria-labelledby="question-{number}" aria-busy="{str(state == "busy").lower()}">'
        f'<h2 class="hb-question" id="question-{number}">{escape(turn["question"])}</h2>'
        f'<div class="hb-columns"><div class="hb-answer">'
        f"{_line(ahead, language)}{_body(answer, state, number, language)}"
        f"{state_line(state, language)}"
        f"{actions(answer, state, language, last)}</div>{sources}</div></article>"
    )


def _sources(answer: Answer, number: int, language: str) -> str:
    if answer.refused:
        return render_nearest(answer.nearest, number, language)
    return render_sources(answer, number, language)


def _line(ahead: int | None, language: str) -> str:
    """What a reader is told whose turn it is not yet."""
    if ahead is None:
        return ""
    words = say(language, "line_next" if not ahead else "line_ahead", number=ahead)
    return f'<p class="hb-line" role="status">{escape(words)}</p>'


def _said(answer: Answer | None, language: str) -> str:
    """What a screen reader hears when the answer has come."""
    if answer is None:
        return ""
    if answer.refused:
        heading = refusal_heading(answer, language)
        return escape(heading if heading.endswith("!") else f"{heading}.")
    text = answer.short_answer or " ".join(claim.text for claim in answer.claims)
    if answer.disagreement:
        text = f"{say(language, 'disagree')}: {' '.join(claim.text for claim in answer.claims)}"
    return escape(say(language, "said_answer", text=text))


def _body(answer: Answer | None, state: str, number: int, language: str) -> str:
    if answer is None:
        return _waiting(language) if state == "busy" else ""
    if answer.refused:
        return f"{render_refusal(answer, language)}{_facts(answer, language)}"
    if not answer.claims and state == "busy":
        return _waiting(language)
    cited = {citation.number: citation for citation in answer.citations}
    claims = "".join(
        _claim(claim, cited, answer, number, language)
        for claim in answer.claims
        if not stands_beside(claim, answer, cited)
    )
    return (
        f"{_short(answer, cited)}{render_sides(answer, cited, number, language)}"
        f'<div class="hb-claims">{claims}</div>{_notices(answer, language)}'
        f"{_facts(answer, language)}"
    )


def _short(answer: Answer, cited: dict[int, Citation]) -> str:
    """The answer in large letters; not where sides show their own, marked where it is doubtful."""
    if not answer.short_answer or disputed(answer, cited):
        return ""
    doubtful = bool(answer.claims) and all(
        claim.support.level == "unsupported" for claim in answer.claims
    )
    kind = "hb-short hb-doubtful" if doubtful else "hb-short"
    return f'<p class="{kind}">{escape(answer.short_answer)}</p>'


def _waiting(language: str) -> str:
    return (
        f'<p class="hb-waiting"><span class="hb-dots" aria-hidden="true"></span>'
        f"{escape(say(language, 'searching'))}</p>"
    )


def _claim(
    claim: Claim, cited: dict[int, Citation], answer: Answer, turn: int, language: str
) -> str:
    chips = "".join(
        chip(cited[number], turn, language) for number in claim.citations if number in cited
    )
    doubt = "" if claim.support.level != "unsupported" else _doubt(claim, language)
    kind = f"hb-claim hb-is-{claim.support.level}"
    text, short = claim.text.rstrip(), answer.short_answer
    tied = _tied_from(text)
    end = f'<span class="hb-chips">{_marked(text, short, tied, len(text))}{chips}</span>'
    return f'<p class="{kind}">{_marked(text, short, 0, tied)}{end}</p>{doubt}'


def _tied_from(text: str) -> int:
    """Where the last word begins, which the numbers stay on one line with; a long one is not."""
    start = text.rfind(" ") + 1
    return start if start and len(text) - start <= _LONGEST_TIED else len(text)


def _marked(text: str, short: str, start: int, end: int) -> str:
    """That stretch of the claim, with what belongs to the short answer in bold."""
    at = text.casefold().find(short.casefold()) if short else -1
    if at < 0 or len(text.casefold()) != len(text):
        return escape(text[start:end])
    low, high = (min(max(place, start), end) for place in (at, at + len(short)))
    bold = f"<strong>{escape(text[low:high])}</strong>" if low < high else ""
    return f"{escape(text[start:low])}{bold}{escape(text[high:end])}"


def _doubt(claim: Claim, language: str) -> str:
    """Why the checker does not stand behind a claim, in plain words."""
    lines = "".join(
        "<li>"
        + escape(
            say(
                language,
                "difference" if item.source else "difference_absent",
                kind=say(language, f"kind_{item.kind}"),
                claim=item.claim,
                source=item.source,
            )
        )
        + "</li>"
        for item in claim.support.differences
    )
    if claim.denied_as_a_whole:
        lines = f"<li>{escape(say(language, 'not_borne_out'))}</li>"
    listed = f"<ul>{lines}</ul>" if lines else ""
    return f'<div class="hb-doubt">{check_word("unsupported", language)}{listed}</div>'


def _notices(answer: Answer, language: str) -> str:
    lines = [remark(line, language) for line in answer.notices]
    if answer.phantoms:
        numbers = ", ".join(f"[{number}]" for number in answer.phantoms)
        lines.append(say(language, "phantoms", numbers=numbers))
    return "".join(f'<p class="hb-notice">{escape(line)}</p>' for line in lines)


def _searched(answer: Answer, language: str) -> str:
    """What was searched for; words taken from the conversation are told by themselves."""
    if answer.searched_for == answer.question:
        return say(language, "searched_as_asked")
    asked, _, added = answer.searched_for.rpartition(" (")
    if asked == answer.question.strip() and added.endswith(")"):
        return say(language, "searched_with", words=added[:-1])
    return say(language, "searched_for", query=answer.searched_for)


def _facts(answer: Answer, language: str) -> str:
    """What the answer rests on: how recent it is and what was searched for."""
    facts = []
    if answer.as_of:
        facts.append(say(language, "as_of", date=date_text(answer.as_of)))
    if answer.searched_for and was_searched(answer):
        facts.append(_searched(answer, language))
    if answer.since or answer.until:
        facts.append(
            say(
                language,
                "period",
                since=date_text(answer.since) or "…",
                until=date_text(answer.until) or "…",
            )
        )
    items = "".join(f"<li>{escape(fact)}</li>" for fact in facts)
    return f'<ul class="hb-facts">{items}</ul>' if items else ""
