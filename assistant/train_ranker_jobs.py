"""Which questions are read for the ranker's tables, and in which ways; reads nothing itself."""

from collections.abc import Sequence
from typing import Final

from assistant.train_ranker_data import BARE, Asked, bare, share
from assistant.train_ranker_store import Job

TAKEN_OUT: Final = 0.1
"""Share of the questions that are read without their article too."""
SMALL: Final = 0.08
"""Share read as an archive of few articles gives them; twice as many unanswerable ones."""
SINGLE: Final = 0.5
"""Share of the held-out questions of which one passage is read alone."""


def to_fit(fit: Sequence[Asked]) -> list[Job]:
    """What the models without the neural reader are fitted on."""
    jobs = [(a, "typed") for a in fit] + [(a, "bare") for a in fit if bare(a)]
    jobs += [(a, "removed") for a in fit if a.gold and share(a) > 1 - TAKEN_OUT]
    return jobs + [
        (a, "small") for a in fit if share(a, "small") < (SMALL if a.gold else 2 * SMALL)
    ]


def held_out(held: Sequence[Asked]) -> list[Job]:
    """What the models that combine both readers are fitted on, and all is calibrated on."""
    jobs = [(a, "typed") for a in held] + [(a, "bare") for a in held if share(a) < 2 * BARE]
    jobs += [(a, "removed") for a in held if a.gold and share(a) < TAKEN_OUT]
    return jobs + [(a, "small") for a in held if share(a, "small") < 3 * SMALL]


def single(held: Sequence[Asked], pieces: Sequence[Asked]) -> list[Job]:
    """Single passages that answer or do not, of held-out questions and of a search engine's."""
    some = [a for a in held if share(a, "lone") < SINGLE]
    jobs = [(a, "lone") for a in some if a.gold] + [(a, "stray") for a in some]
    return jobs + [(a, "lone" if a.gold else "stray") for a in pieces]
