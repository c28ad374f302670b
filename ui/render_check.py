"""Checked sentences as HTML: the verdict, each thing that was compared, the sources."""

from collections import Counter
from collections.abc import Sequence

from assistant.answer import Citation
from assistant.claim_check import ClaimCheck
from assistant.claim_parts import Part
from corpus.text import clean
from ui.markup import date_text, escape, icon
from ui.plain_text import sources_text
from ui.remarks import remark
from ui.render_nearest import near_cards
from ui.render_sources import chip, render_card
from ui.texts import say

_SIGNS = {"supported": "check", "differs": "warn", "not_found": "find", "unread": "none"}
_PART_SIGNS = {"matches": "check", "differs": "warn", "absent": "find"}


def render_checks(
    checks: Sequence[ClaimCheck],
    language: str,
    *,
    doing: str = "",
    of: int = 0,
    failed: bool = False,
    cut: bool = False,
) -> str:
    """All that was checked so far.

    Args:
        checks: In the order of the text.
        language: Of the page.
        doing: The sentence that is being checked.
        of: How many there are in all.
        failed: Something went wrong after these.
        cut: There was more text than is checked at once.
    """
    shown = "".join(_check(check, place, language) for place, check in enumerate(checks))
    busy = _busy(doing, len(checks), of, language) if doing else ""
    notices = [name for name, holds in (("check_failed", failed), ("check_cut", cut)) if holds]
    if not (checks or doing or failed):
        notices.append("check_nothing")
    told = "".join(f'<p class="hb-notice">{escape(say(language, key))}</p>' for key in notices)
    sum_up = _sum(checks, language) if len(checks) > 1 and not doing else ""
    state = f'aria-busy="{str(bool(doing)).lower()}"'
    return f'<div class="hb-checks" {state}>{sum_up}{shown}{busy}{told}</div>'


def _busy(doing: str, done: int, of: int, language: str) -> str:
    line = escape(say(language, "check_running", at=done + 1, of=of))
    meter = (
        f'<progress class="hb-progress" max="{of}" value="{done}" aria-label="{line}"></progress>'
        if of > 1
        else ""
    )
    return (
        f'<p class="hb-waiting" role="status"><span class="hb-dots" aria-hidden="true"></span>'
        f'{line}</p>{meter}<p class="hb-check-next">{escape(doing)}</p>'
    )


def _sum(checks: Sequence[ClaimCheck], language: str) -> str:
    """How many of each kind, in one line."""
    counts = Counter(_outcome(check) for check in checks)
    parts = [
        f'<span class="hb-verdict hb-{name}">{icon(_SIGNS[name])}'
        f"{escape(say(language, f'check_count_{name}', count=counts[name]))}</span>"
        for name in _SIGNS
        if counts[name]
    ]
    head = escape(say(language, "check_sum", count=len(checks)))
    return f'<p class="hb-check-sum" role="status"><b>{head}</b> {"".join(parts)}</p>'


def _outcome(check: ClaimCheck) -> str:
    """What was found, or ``unread`` where the model cannot read the sentence."""
    return "unread" if check.notices and not check.citations else check.outcome


def _check(check: ClaimCheck, place: int, language: str) -> str:
    """One sentence with its verdict, its parts and its sources beside it."""
    turn = f"check-{place}"
    outcome = _outcome(check)
    missing = check.outcome == "not_found"
    numbered = "" if missing else "".join(chip(c, turn, language) for c in check.citations)
    heading = escape(say(language, f"outcome_{outcome}"))
    chips = f'&#8288;<span class="hb-chips">{numbered}</span>' if numbered else ""
    return (
        f'<article class="hb-turn hb-checked" aria-labelledby="verdict-{turn}">'
        f'<h2 class="hb-verdict hb-{outcome}" id="verdict-{turn}">'
        f"{icon(_SIGNS[outcome])}{heading}</h2>"
        f'<div class="hb-columns"><div class="hb-answer">'
        f'<p class="hb-claim">{_marked(check)}{chips}</p>'
        f"{_table(check, language)}{_why(check, language)}{_facts(check, language)}"
        f"{_actions(check, language)}</div>{_cards(check, turn, language)}</div></article>"
    )


def _marked(check: ClaimCheck) -> str:
    """The sentence with each thing that was compared marked by how it fares."""
    text = " ".join(clean(check.claim).split())
    out, done = [], 0
    for part in check.parts:
        if part.start < done or text[part.start : part.end] != part.text:
            continue
        instead = f" <ins>{escape(part.source)}</ins>" if part.source else ""
        out.append(escape(text[done : part.start]))
        out.append(f'<span class="hb-part hb-{part.verdict}">{escape(part.text)}</span>{instead}')
        done = part.end
    return "".join([*out, escape(text[done:])])


def _table(check: ClaimCheck, language: str) -> str:
    """Every figure, date, name and quoted word with what the source says to it."""
    if not check.parts:
        return ""
    rows = "".join(_row(part, language) for part in check.parts)
    heads = "".join(
        f'<th scope="col">{escape(say(language, key))}</th>'
        for key in ("check_part", "check_verdict", "check_source")
    )
    name = escape(say(language, "check_parts"))
    kind = "hb-parts" if any(part.source for part in check.parts) else "hb-parts hb-brief"
    return (
        f'<table class="{kind}"><caption class="hb-hidden">{name}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(part: Part, language: str) -> str:
    kind = escape(say(language, f"part_{part.kind}"))
    word = escape(say(language, f"verdict_{part.verdict}"))
    return (
        f"<tr><td><small>{kind}</small> <b>{escape(part.text)}</b></td>"
        f'<td class="hb-{part.verdict}">{icon(_PART_SIGNS[part.verdict])}{word}</td>'
        f"{_said(part, language)}</tr>"
    )


def _said(part: Part, language: str) -> str:
    """What the source says instead; a dash where it says the same or nothing."""
    if not part.source:
        return '<td class="hb-same">–</td>'
    label = escape(say(language, "check_source"))
    return f'<td data-label="{label}: ">{escape(part.source)}</td>'


def _why(check: ClaimCheck, language: str) -> str:
    """Differences that no marked part shows, and what it means that nothing was found."""
    shown = {part.text for part in check.parts if part.verdict != "matches"}
    lines = [
        say(
            language,
            "difference" if d.source else "difference_absent",
            kind=say(language, f"kind_{d.kind}"), claim=d.claim, source=d.source,
        )
        for d in check.support.differences
        if not any(d.claim in text or text in d.claim for text in shown)
    ]  # fmt: skip
    if check.notices:
        lines += [remark(line, language) for line in check.notices]
    elif check.outcome == "not_found":
        lines.append(say(language, "check_missing"))
    elif check.outcome == "supported" and check.against:
        lines.append(say(language, "check_against"))
    return "".join(f'<p class="hb-notice">{escape(line)}</p>' for line in lines)


def _facts(check: ClaimCheck, language: str) -> str:
    if check.as_of is None or check.outcome == "not_found":
        return ""
    line = escape(say(language, "as_of", date=date_text(check.as_of)))
    return f'<ul class="hb-facts"><li>{line}</li></ul>'


def _actions(check: ClaimCheck, language: str) -> str:
    words = escape(say(language, "do_copy"))
    return (
        f'<div class="hb-actions"><button type="button" class="hb-act" data-do="copy" '
        f'data-copy="{escape(check_text_of(check, language))}" title="{words}">'
        f"{icon('copy')}<span>{words}</span></button></div>"
    )


def _cards(check: ClaimCheck, turn: str, language: str) -> str:
    if not check.citations:
        return ""
    missing = check.outcome == "not_found"
    key = "nearest" if missing else "sources_heading"
    heading = escape(say(language, key, count=len(check.citations)))
    cards = (
        near_cards(check.citations, turn, language)
        if missing
        else "".join(_card(check, c, turn, language) for c in check.citations)
    )
    return (
        f'<div class="hb-sources" role="group" aria-label="{heading}">'
        f'<h3 class="hb-label">{heading}</h3>{cards}</div>'
    )


def _card(check: ClaimCheck, citation: Citation, turn: str, language: str) -> str:
    against = citation.number in check.against
    level = "unsupported" if against else check.support.level
    word = say(language, "level_against") if against else ""
    return render_card(citation, turn, language, level=level, word=word)


def check_text_of(check: ClaimCheck, language: str) -> str:
    """The check as plain text to paste elsewhere: verdict, parts, sources with addresses."""
    told = [remark(line, language) for line in check.notices]
    lines = [check.claim, "", say(language, f"outcome_{_outcome(check)}"), *told]
    for part in check.parts:
        word = say(language, f"verdict_{part.verdict}")
        instead = f": “{part.source}”" if part.source else ""
        lines.append(f"- “{part.text}”: {word}{instead}")
    if check.outcome != "not_found":
        lines += ["", *sources_text(check.citations, language)]
    return "\n".join(lines)
