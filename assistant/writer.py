"""The seam between evidence and words: what every answer writer takes and gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One sentence of an answer as a writer made it, before it is checked.

    Attributes:
        numbers: Citation numbers the writer put under it, from 1 into the evidence given to
            it; numbers that do not exist are kept, counted and shown.
        complete: Whether the sentence is finished; an unfinished one is replaced by the next.
    """

    text: str
    numbers: tuple[int, ...]
    complete: bool = True


class WriterError(Exception):
    """A writer could not write; the message is one sentence for the reader."""


class Writer(Protocol):
    """Writes an answer from numbered evidence."""

    name: str

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterator[Draft]:
        """Sentences of the answer, streamed, each with the numbers of its evidence.

        Raises:
            WriterError: The answer could not be written or was cut off.
        """
        ...
