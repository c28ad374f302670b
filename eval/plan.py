"""What a run is to ask: which questions, typed how, beside which baselines, by which process."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eval.question import Question
from eval.twins import AS_TYPED, TWINS

LLAMA_INDEX = "LlamaIndex"
COLUMNS = (AS_TYPED, "no marks", "nfd")
"""Columns of an ordinary run; all of them are ``ALL_COLUMNS``."""
ALL_COLUMNS = (AS_TYPED, *TWINS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to run.

    Attributes:
        columns: How the questions are typed.
        baselines: Names out of ``BASELINES``, or ``LLAMA_INDEX``.
        llm: A LlamaIndex LLM for its ``CitationQueryEngine``, whose answers are scored too.
    """

    set_name: str
    questions: Sequence[Question]
    columns: Sequence[str] = COLUMNS
    baselines: Sequence[str] = ()
    llm: Any = None

    def order(self) -> list[tuple[str, str]]:
        """Column and question id of all rows, in the order in which a run keeps them."""
        columns = (*self.columns, *self.baselines)
        return [(column, q.question_id) for column in columns for q in self.questions]


@dataclass(frozen=True, slots=True)
class Share:
    """What one of several processes asks.

    Attributes:
        number: From 0, the process that was started first.
        of: How many there are.
    """

    number: int = 0
    of: int = 1

    def holds(self, place: int, column: str) -> bool:
        """Whether it asks the question at a place of the order, in a column.

        A baseline is asked whole by one process: the last, but LlamaIndex's by the first.
        """
        if column in ALL_COLUMNS:
            return place % self.of == self.number
        return self.number == (0 if column == LLAMA_INDEX else self.of - 1)
