"""A passage found for a question, with the scores that brought it up."""

from dataclasses import dataclass

from index.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One retrieved passage.

    Attributes:
        score: Higher is better; comparable within one query only.
        lexical: Normalised score of the lexical side, 0 where it did not find the passage.
        dense: Cosine similarity of the dense side, 0 where it did not find the passage.
    """

    passage: Passage
    score: float
    lexical: float
    dense: float
