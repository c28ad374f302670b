"""The default writer: the sentences that answer, quoted; knows nothing of language models."""

import re
from collections.abc import Iterator, Sequence

from assistant.asked_words import AskedWords, asks_for_two
from assistant.evidence import Evidence
from assistant.neighbours import LONG_KINDS, may_need, names_cause, needs
from assistant.question_kind import Kind, ask
from assistant.writer import Draft
from index.analysis import fold, terms

SHARE = 0.5
"""A further sentence must reach this share of the best one's probability."""
SAME = 0.6
"""Two sentences that share this much of their words (Jaccard) say the same."""
SAME_ANSWER = 0.4
"""The same for two that mark the same short answer, of the shorter one's words."""
SURE = 0.5
"""A short answer likelier than this answers; what follows must answer the same question."""
NAMED = 0.6
"""Share of the question's words that a further answer has in its sentence or title."""
AS_NEAR = 0.8
"""Without a sure answer: share of the best one's named words that a further sentence has."""
_SECOND = 2
"""Where the evidence has what the best sentence needs."""

_ASIDE = re.compile(
    r"(?:để so sánh|ngoài ra|trong khi đó|tuy nhiên|bên cạnh đó|mặt khác|còn)(?!\w)", re.IGNORECASE
)
"""A sentence that opens so leaves the point, unless its words say that it is needed."""


class ExtractiveWriter:
    """Answers with the sentences themselves, best first."""

    name = "extractive"

    def __init__(self, claims: int = 3) -> None:
        """Write at most ``claims`` sentences."""
        self._claims = claims

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterator[Draft]:
        """The best sentence, then those nearly as sure that add something."""
        for number in self.choose(question, evidence):
            yield Draft(text=evidence[number - 1].text, numbers=(number,))

    def choose(self, question: str, evidence: Sequence[Evidence]) -> list[int]:
        """Numbers (from 1) of the evidence to quote, best first."""
        if not evidence:
            return []
        best = evidence[0]
        kind, words = ask(question.split(" (")[0]).kind, AskedWords(question)
        chosen = [1, *_beside(kind, evidence)][: self._claims]
        for number, piece in enumerate(evidence[1:], 2):
            if len(chosen) >= self._claims:
                break
            sure = piece.probability >= SHARE * best.probability
            if not sure or number in chosen:
                continue
            if _said(piece, evidence, chosen) and not asks_for_two(question):
                continue
            if _adds(question, kind, words, best, piece):
                chosen.append(number)
        return chosen


class QuotingWriter:
    """Quotes all that it is given, in order."""

    name = ExtractiveWriter.name

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterator[Draft]:
        """Every sentence, a claim each."""
        for number, piece in enumerate(evidence, 1):
            yield Draft(text=piece.text, numbers=(number,))


def _beside(kind: Kind, evidence: Sequence[Evidence]) -> list[int]:
    """The sentences beside the best one that a list, a reason or a way of doing needs."""
    best, found = evidence[0], []
    if not may_need(kind, best.text):
        return []
    last = best
    for number, piece in enumerate(evidence[1:], 2):
        if piece.article_id != best.article_id:
            continue
        follows = 0 <= piece.start - last.end <= 3
        likely = piece.probability >= SHARE / 2 * best.probability
        needed = needs(kind, last.text, "", piece.text)[1]
        caused = kind == "why" and number == _SECOND and names_cause(piece.text)
        before = 0 <= best.start - piece.end <= 3 and needs(kind, best.text, piece.text, "")[0]
        if (
            before
            or caused
            or (follows and (needed or (likely and last is best and not _ASIDE.match(piece.text))))
        ):
            found.append(number)
            last = last if before else piece
    return found


def _adds(question: str, kind: Kind, words: AskedWords, best: Evidence, piece: Evidence) -> bool:
    """Whether a further sentence answers the question too, rather than stand beside the point."""
    same = piece.article_id == best.article_id
    ours, theirs = (words.share(e.text if same else f"{e.text} {e.title}") for e in (best, piece))
    unsure = not best.short_answer or best.span_probability < SURE
    if asks_for_two(question):
        return theirs >= SHARE * ours
    if unsure or kind in LONG_KINDS:
        return theirs >= AS_NEAR * ours and theirs > 0
    if same or not piece.short_answer or piece.span_probability < SURE or theirs < NAMED:
        return False
    return fold(piece.short_answer.lower()) != fold(best.short_answer.lower())


def _said(piece: Evidence, evidence: Sequence[Evidence], chosen: Sequence[int]) -> bool:
    """Whether a chosen sentence already says this one."""
    words = set(terms(piece.text))
    for number in chosen:
        other = evidence[number - 1]
        others = set(terms(other.text))
        same = fold(piece.short_answer.lower()) == fold(other.short_answer.lower()) != ""
        if same and len(words & others) >= SAME_ANSWER * min(len(words), len(others)):
            return True
        if len(words & others) >= SAME * len(words | others):
            return True
    return False
