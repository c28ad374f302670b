"""The default writer: the sentences that answer, quoted; knows nothing of language models."""

from collections.abc import Iterator, Sequence

from assistant.evidence import Evidence
from assistant.question_kind import ask
from assistant.writer import Draft
from index.analysis import fold, terms

SHARE = 0.5
"""A further sentence must reach this share of the best one's probability."""
SAME = 0.6
"""Two sentences that share this much of their words (Jaccard) say the same."""
SAME_ANSWER = 0.4
"""The same for two that mark the same short answer, of the shorter one's words."""
LONG_KINDS = frozenset({"list", "why", "how"})
"""Kinds of question whose answer may need the sentence after."""


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
        chosen = [1]
        best = evidence[0]
        if ask(question).kind in LONG_KINDS:
            chosen += _next_sentence(best, evidence)
        for number, piece in enumerate(evidence[1:], 2):
            if len(chosen) >= self._claims:
                break
            sure = piece.probability >= SHARE * best.probability
            if sure and number not in chosen and not _said(piece, evidence, chosen):
                chosen.append(number)
        return chosen


def _next_sentence(best: Evidence, evidence: Sequence[Evidence]) -> list[int]:
    """The sentence right after the best one where it is among the evidence and likely."""
    for number, piece in enumerate(evidence[1:], 2):
        near = piece.article_id == best.article_id and 0 <= piece.start - best.end <= 3
        if near and piece.probability >= SHARE / 2 * best.probability:
            return [number]
    return []


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
