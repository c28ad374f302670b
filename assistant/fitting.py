"""Short answers that fit their question: marked words are mended, or taken away where they do not.

A sentence whose marked words answer something else stays quoted without them, and one close behind
it whose marked words do answer goes first. It knows words and forms, not what is true.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.asked_words import AskedWords
from assistant.checking_name_runs import names
from assistant.checking_words import Said
from assistant.evidence import Evidence
from assistant.fitting_choice import chosen
from assistant.fitting_counted import counted, doer, done
from assistant.fitting_denied import denied, denying, only_repeats
from assistant.fitting_forms import (
    SAYS,
    TELLER,
    asks_by_whom,
    both_days,
    by_whom,
    of_another_measure,
)
from assistant.fitting_kinds import (
    misfits,
    other_edition,
    other_measure,
    other_thing,
    other_year,
)
from assistant.fitting_named import (
    before_home,
    calling,
    dead_alone,
    did_it,
    has_name,
    other_owner,
    other_person,
    owner,
    pointed_at,
    ranged,
)
from assistant.fitting_needed import needed
from assistant.fitting_offices import holder
from assistant.fitting_order import NAMED, further, loses
from assistant.fitting_stretches import (
    before_dots,
    cause,
    enumeration,
    named_reason,
    reason_given,
    whole_words,
)
from assistant.question_kind import Asked, ask

LOOKED_AT: Final = 4
"""Sentences in front, of which one that fits may go first."""
CLOSE: Final = 0.4
"""Share of the best probability from which a sentence that fits passes one that does not."""
MARKED: Final = 0.35
"""A short answer less likely than this does not bring its sentence to the front."""
CHOSEN: Final = 0.9
"""Probability of words marked by the sentence's own form: the one of two named things, a holder."""
_LISTS: Final = re.compile(r"(?<!\w)(?:những|các) (?:\S+ ){1,6}nào(?!\w)", re.IGNORECASE)
"""A list asked for, whatever stands between: "những loại vaccine Covid-19 nào"."""
_SHORT: Final = 6
"""Marked words with a name among them that may stand as they are."""
_FEWEST = 5
"""Words of what somebody says; fewer are only a piece of it."""


def fitted(question: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The same sentences, short answers mended or taken away, one that fits first.

    Empty where the best measures something else than is asked, and none fits.

    Args:
        question: As searched for; what a follow-up leans on stands in brackets.
        evidence: Best first.
    """
    plain = question.split(" (")[0]
    asked = ask(plain)
    if asked.kind == "yesno":
        return tuple(denying(plain, piece) for piece in evidence)
    if not evidence:
        return ()
    if place := chosen(plain, evidence[0].text):
        one = _at(replace(evidence[0], span_probability=CHOSEN), *place)
        within = one.short_answer in evidence[0].short_answer
        return (evidence[0] if within else one, *evidence[1:])
    looked = [_fit(plain, asked, piece) for piece in evidence[:LOOKED_AT]]
    looked = [(_anew(question, asked, piece), fits) for piece, fits in looked]
    looked = _telling(plain, asked, looked)
    front = [piece for piece, _ in looked]
    floor = CLOSE * front[0].probability
    lost = [loses(plain, asked, front[0], p) or other_year(plain, p.text) for p in front]
    able = [fits and not (i and lost[i]) for i, (_, fits) in enumerate(looked)]
    at = next((i for i, p in enumerate(front) if able[i] and p.probability >= floor), 0)
    if looked[0][1] or not front[at].short_answer or front[at].span_probability < MARKED:
        at = 0
    if not looked[0][1] and at == 0:
        at = further(plain, evidence)
        front = [*front, *evidence[LOOKED_AT:]]
    if at == 0 and not front[0].short_answer and _of_another_measure(plain, asked, evidence[0]):
        return ()
    passed = [replace(p, probability=CLOSE * p.probability) for p in front[:at]]
    return (front[at], *passed, *front[at + 1 :], *evidence[max(LOOKED_AT, len(front)) :])


def _anew(question: str, asked: Asked, piece: Evidence) -> Evidence:
    """A sentence whose marked words are the question's own: without them, or the one other name."""
    if asked.kind not in ("person", "place", "fact") or not piece.short_answer:
        return piece
    if not only_repeats(question, piece.short_answer):
        return piece
    said, known = Said(piece.text), set(Said(question).keys)
    other = [name for name in names(said) if not known.issuperset(name.keys)]
    if asked.kind == "person" and len(other) == 1 and said.text == piece.text:
        return _at(piece, other[0].start, other[0].end)
    return piece.unmarked() if only_repeats(question.split(" (")[0], piece.short_answer) else piece


def _of_another_measure(question: str, asked: Asked, piece: Evidence) -> bool:
    """Whether the words the reader marked measure something else: then it tells something else."""
    if piece.span is None:
        return False
    start, end = (offset - piece.start for offset in piece.span)
    return of_another_measure(question, asked, piece.text, start, end)


Fitted = tuple[Evidence, bool]
"""A sentence with the short answer that fits, if any, and whether it can go first."""


def _telling(question: str, asked: Asked, looked: list[Fitted]) -> list[Fitted]:
    """Where one says the very thing ("ai ghi bàn", "mấy di sản"), the others do not go first."""
    did, passive = done(question) if asked.kind == "person" else "", asks_by_whom(question)
    says = [
        by_whom(question, p.text) is not None if passive
        else did in p.text.lower() if did
        else counted(question, asked, p.text) is not None
        for p, _ in looked
    ]  # fmt: skip
    if not any(says):
        return looked
    return [(p, fits and told) for (p, fits), told in zip(looked, says, strict=True)]


def _fit(question: str, asked: Asked, piece: Evidence) -> Fitted:
    """One sentence with the short answer that fits."""
    if other_edition(question, piece.text) or other_person(question, piece.text):
        return piece.unmarked(), False
    if piece.span is None:
        return _marked(question, asked, piece)
    start, end = (offset - piece.start for offset in piece.span)
    if denied(question, piece.text, start) or other_owner(question, asked, piece.text, start):
        return piece.unmarked(), False
    held = holder(question, piece.text)
    if held is False:
        return piece.unmarked(), False
    told = held if isinstance(held, tuple) else by_whom(question, piece.text)
    if told:
        return _at(replace(piece, span_probability=CHOSEN), *told), True
    start, end = whole_words(piece.text, start, end)
    if asked.kind == "why" and only_repeats(question, piece.text[start:end]):
        return piece.unmarked(), False
    if SAYS.search(question):
        whole = len(piece.text[start:end].split()) >= _FEWEST
        return (piece if whole else piece.unmarked()), whole
    if asked.kind in ("fact", "place", "why") and TELLER.search(piece.text[start:end]):
        return piece.unmarked(), False
    of_form = needed(question, asked, piece.text, start, end)
    if of_form is False:
        return piece.unmarked(), False
    if isinstance(of_form, tuple):
        start, end = of_form
        return _at(piece, start, end), True
    if (
        misfits(question, asked, piece.text[start:end])
        or of_another_measure(question, asked, piece.text, start, end)
        or other_measure(question, piece.text, start)
        or other_thing(question, asked, piece.text, start, end)
    ):
        reason = reason_given(piece.text) if asked.kind == "why" else None
        given = reason or counted(question, asked, piece.text) or doer(question, piece.text)
        if given is None:
            return piece.unmarked(), False
        start, end = given
    else:
        start, end = _drawn(question, asked, piece.text, start, end)
        end = before_dots(piece.text, start, end)
    return _at(piece, start, end), True


def _at(piece: Evidence, start: int, end: int) -> Evidence:
    """The sentence with its short answer at other offsets, counted in the sentence."""
    return replace(piece, span_start=piece.start + start, span_end=piece.start + end)


def _marked(question: str, asked: Asked, piece: Evidence) -> Fitted:
    """A sentence with all the words asked, who did it marked where the reader marked nothing."""
    words = AskedWords(question)
    who = did_it(question, piece.text) if asked.kind in ("person", "place", "fact") else None
    if who is None or len(words.named) < NAMED or words.share(piece.text) < 1:
        return piece, False
    start, end = (piece.start + at for at in who)
    return replace(piece, span_start=start, span_end=end, span_probability=MARKED), False


def _drawn(question: str, asked: Asked, text: str, start: int, end: int) -> tuple[int, int]:
    """Marked words of the right kind, cut or drawn out to what is asked for."""
    if asked.kind == "why":
        return named_reason(text, start) or cause(text, start, end) or (start, end)
    if asked.kind == "list" or (asked.kind == "fact" and _LISTS.search(question)):
        return enumeration(text, start, end)
    if asked.kind == "number":
        told = counted(question, asked, text, once=True)
        if told and not (told[0] < end and start < told[1]):
            return told
        start, end = dead_alone(question, text, start, end)
        return ranged(question, text, start, end)
    if asked.kind == "person" and (who := before_home(text, start)):
        return who
    if asked.kind == "date":
        start, end = both_days(text, start, end)
    who = did_it(question, text) if asked.kind in ("person", "place", "fact") else None
    if who and not (who[0] < end and start < who[1]):
        return who
    if what := calling(question, text):
        return what
    plain = len(text[start:end].split()) <= _SHORT and has_name(text[start:end])
    if asked.kind != "date" and not plain and (there := pointed_at(question, text, start)):
        return there
    return owner(question, text, start, end)
