"""Candidate short answers in a sentence: figures, dates, names, quotes, reasons, phrases.

All offsets count characters of the sentence. It does not know the question; what is likely is
decided elsewhere.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from assistant.spans_patterns import (
    BODY,
    BREAK,
    CASELESS,
    DATES,
    FUNCTION,
    GLUED,
    IS,
    LOOSE,
    NAME,
    NOUN,
    NUMBER,
    PERSON,
    PLACE,
    PLACE_BEFORE_NAME,
    QUOTE,
    REASON,
    UNIT,
    UNTIL,
)

SpanKind = Literal[
    "number", "date", "name", "quote", "reason", "is", "list", "clause", "chunk", "phrase"
]

SpanSort = Literal["person", "place", "body", ""]
SORTS: tuple[tuple[SpanSort, frozenset[str]], ...] = (
    ("person", PERSON),
    ("place", PLACE),
    ("body", BODY),
)
WORD = re.compile(r"\S+")
LONGEST_PHRASE = 9
"""Words of a phrase, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of a sentence that could be an answer.

    Attributes:
        measure: For a number what it measures and for a date how fine it is (as in
            ``question_kind``); for a name whether the word before it makes it a ``person``,
            ``place`` or ``body``; else empty.
    """

    start: int
    end: int
    kind: SpanKind
    measure: str = ""


def slots(sentence: str) -> list[Span]:
    """Figures, dates, names and quotes of a sentence, in no special order, overlaps included."""
    dates = []
    for pattern in DATES:
        for m in pattern.finditer(sentence):
            dates.append(_clip(sentence, m.start(), m.end(), "date", fineness(m[0])))
            if loose := LOOSE.match(m[0]):
                start = m.start() + loose.end()
                dates.append(_clip(sentence, start, m.end(), "date", fineness(m[0])))
    dates += _stretches(sentence, dates)
    return [*dates, *_numbers(sentence), *_names(sentence), *_quotes(sentence)]


def _stretches(sentence: str, dates: list[Span]) -> list[Span]:
    """Pairs of dates with "đến" or a dash between them, the first one's "từ" left out."""
    starts: dict[int, int] = {}
    for d in dates:
        starts[d.start] = max(starts.get(d.start, 0), d.end)
    found = []
    for d in dates:
        between = UNTIL.match(sentence, d.end)
        if between and between.end() in starts:
            found.append(_clip(sentence, d.start, starts[between.end()], "date", d.measure))
    return found


def fineness(date: str) -> str:
    """How fine a date is: ``hour``, ``day``, ``month``, ``year`` or empty."""
    if re.search(r"\d(?:h|:\d)|giờ", date):
        return "hour"
    if re.search(r"\d{1,2}\s?[/-]\s?\d{1,2}(?!\d)|ngày|hôm|thứ|chủ nhật", date, CASELESS):
        return "day"
    if re.search(r"tháng", date, CASELESS):
        return "month"
    return "year" if re.search(r"\d{4}|năm", date) else ""


def candidates(sentence: str) -> list[Span]:
    """All that could be a short answer, each piece of text once, or as a date and a fraction."""
    found = [
        *slots(sentence),
        *_trimmed(sentence),
        *_clauses(sentence),
        *_lists(sentence),
        *_phrases(sentence),
    ]
    unique: dict[tuple[int, int, bool], Span] = {}
    for span in found:
        if span.end > span.start:
            unique.setdefault((span.start, span.end, span.kind == "date"), span)
    return list(unique.values())


def _clip(sentence: str, start: int, end: int, kind: SpanKind, measure: str = "") -> Span:
    """A span without blanks and loose punctuation at its edges."""
    while start < end and sentence[start] in ' \n,;:.–-"“”()':
        start += 1
    while end > start and (
        sentence[end - 1] in ' \n,;:.!?…–-"“”('
        or (sentence[end - 1] == ")" and "(" not in sentence[start:end])
    ):
        end -= 1
    return Span(start=start, end=end, kind=kind, measure=measure)


def _numbers(sentence: str) -> list[Span]:
    """Every figure bare, with its unit, and with the one or two nouns that follow."""
    spans = []
    for m in NUMBER.finditer(sentence):
        spelled = not m["num"][0].isdigit()
        unit = UNIT.match(sentence, m.end())
        measure = "money" if m["money"] else (unit.lastgroup or "") if unit else ""
        bare = (m.start("money") if m["money"] else m.start("num")), m.end()
        ends = [unit.end()] if unit else []
        if glued := GLUED.match(sentence, m.end()):
            ends.append(glued.end())
        if noun := NOUN.match(sentence, unit.end() if unit else m.end()):
            ends += [noun.end(1)] + ([noun.end(2)] if noun[2] else [])
        if not (spelled and not ends):
            ends = ends if spelled else [bare[1], *ends]
        for start in {bare[0], m.start("about") if m["about"] else bare[0]}:
            spans += [_clip(sentence, start, end, "number", measure) for end in ends]
    return spans


def _names(sentence: str) -> list[Span]:
    """Runs of capitalised words, bare and with the noun or title before them."""
    spans: list[Span] = []
    words = list(WORD.finditer(sentence))
    starts = [w.start() for w in words]
    for m in NAME.finditer(sentence):
        before = words[max(0, bisect_left(starts, m.start()) - 4) : bisect_left(starts, m.start())]
        sort = _sort([w[0].lower() for w in before[-3:]])
        spans.append(_clip(sentence, m.start(), m.end(), "name", sort))
        spans += [_clip(sentence, w.start(), m.end(), "name", sort) for w in before if _plain(w[0])]
        if " - " in m[0] or " – " in m[0]:
            cut = m.start() + re.split(r"\s[-–]\s", m[0])[0].__len__()
            spans.append(_clip(sentence, m.start(), cut, "name", sort))
    return spans


def _sort(before: list[str]) -> SpanSort:
    """What the words before a name make it."""
    for name, words in SORTS:
        if any(" ".join(before[-k:]) in words for k in (1, 2, 3)):
            return name
    return ""


def _plain(word: str) -> bool:
    """Whether a word before a name may belong to it: letters only, no punctuation."""
    return word.isalpha()


def _quotes(sentence: str) -> list[Span]:
    """What stands between quotation marks."""
    return [_clip(sentence, m.start(1), m.end(1), "quote") for m in QUOTE.finditer(sentence)]


def _trimmed(sentence: str) -> list[Span]:
    """Reasons and predicates, from the word that opens them to the next breaks and the end."""
    spans = []
    for kind, pattern in (("reason", REASON), ("is", IS)):
        for m in pattern.finditer(sentence):
            stops = [b.start() for b in BREAK.finditer(sentence, m.end()) if b.start() > m.end()]
            for stop in {*stops[:2], stops[-1] if stops else len(sentence)}:
                spans.append(_clip(sentence, m.end(), stop, kind))  # type: ignore[arg-type]
                if kind == "reason":
                    spans.append(_clip(sentence, m.start(), stop, "reason"))
    return spans


def _clauses(sentence: str) -> list[Span]:
    """The pieces between punctuation, pairs of neighbours, and the whole."""
    cuts = [(0, 0), *((b.start(), b.end()) for b in BREAK.finditer(sentence))]
    cuts.append((len(sentence), len(sentence)))
    spans = [_clip(sentence, 0, len(sentence), "clause")]
    for i, (_, start) in enumerate(cuts[:-1]):
        for end, _ in cuts[i + 1 : i + 3]:
            spans.append(_clip(sentence, start, end, "clause"))
    return spans


def _phrases(sentence: str) -> list[Span]:
    """What stands between function words and punctuation, and pairs of such pieces."""
    cuts = sorted(
        [(m.start(), m.end()) for m in BREAK.finditer(sentence)]
        + [(m.start(), m.end()) for m in FUNCTION.finditer(sentence)]
    )
    cuts = [(0, 0), *cuts, (len(sentence), len(sentence))]
    spans = []
    for i, (_, start) in enumerate(cuts[:-1]):
        for end, _ in cuts[i + 1 : i + 3]:
            words = sentence[start:end].count(" ") if end > start else LONGEST_PHRASE
            if words < LONGEST_PHRASE:
                spans.append(_clip(sentence, start, end, "phrase"))
    return spans


def _lists(sentence: str) -> list[Span]:
    """Enumerations "A, B, C và D": from each name or word before a comma to after "và"."""
    spans = []
    for m in re.finditer(r"(?:\s|,)(?:và|hoặc|cùng)\s+", sentence):
        after = NAME.match(sentence, m.end()) or re.match(r"\S+(?: \S+){0,2}", sentence[m.end() :])
        if after is None:
            continue
        end = (
            after.end() if after.string is sentence and after.re is NAME else m.end() + after.end()
        )
        head = sentence[: m.start()]
        starts = [n.start() for n in NAME.finditer(head)][-5:]
        starts += [n.end() for n in re.finditer(r"[:,]\s*|(?:là|gồm|các|như|với|cả|có)\s+", head)][
            -5:
        ]
        spans += [_clip(sentence, s, end, "list") for s in starts]
    return spans


def without_place(sentence: str, start: int, end: int) -> int:
    """Where a person's name begins in a span that opens with the place the person is of.

    "đặc phái viên Mỹ về **Iran** Robert Malley" writes the two names with nothing between them.
    """
    found = PLACE_BEFORE_NAME.match(sentence, start, end)
    return found.end() if found else start
