"""Makes unanswerable questions of answerable ones: another name, year or figure in the question.

The article then tells of somebody or something else, as in a question with a false premise. It
changes questions typed with capitals only, and knows no model.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from assistant.train_reader_data import Asked

WORD: Final = re.compile(r"\w[\w.-]*")
FIGURE: Final = re.compile(r"(?<![\w/.,])\d{1,4}(?![\w,.]\d)")
LONGEST, TRIES = 4, 8


class Spoiler:
    """Puts other names and figures into questions; draws names from the questions it is given."""

    def __init__(self, asked: Iterable[Asked]) -> None:
        """Collect the questions' names by their number of words."""
        names: dict[int, set[str]] = {}
        for one in asked:
            line = one.text.rsplit("\n", 1)[-1]
            for a, z in name_places(line):
                names.setdefault(line[a:z].count(" "), set()).add(line[a:z])
        self.names = {n: sorted(some) for n, some in names.items()}

    def __call__(self, asked: Asked, r: random.Random) -> Asked | None:
        """Return the question with one name or figure exchanged, answered by nothing.

        None: it has neither, or it is unanswerable already.
        """
        *turns, last = asked.text.split("\n")
        places = [*name_places(last), *(m.span() for m in FIGURE.finditer(last))]
        if not asked.gold or not places:
            return None
        a, z = r.choice(places)
        known = " ".join((asked.title, *asked.sentences, last))
        other = self._other(last[a:z], known, last.isascii(), r)
        if other is None:
            return None
        text = "\n".join([*turns, last[:a] + other + last[z:]])
        return replace(asked, text=text, gold=frozenset(), spans={}, apart=frozenset(), answers=())

    def _other(self, said: str, known: str, bare: bool, r: random.Random) -> str | None:
        """Return what may stand in its place and does not occur in what is known."""
        for _ in range(TRIES):
            if said.isdigit():
                step = r.randint(1, 4) if len(said) == 4 else r.randint(1, 9)
                other = str(abs(int(said) + r.choice((-1, 1)) * step))
            else:
                other = r.choice(self.names[said.count(" ")])
            if bare and not other.isascii():
                continue
            if not re.search(rf"(?<!\w){re.escape(other)}(?!\w)", known, re.IGNORECASE):
                return other
        return None


def name_places(line: str) -> list[tuple[int, int]]:
    """Return where runs of one to four capitalised words stand; the first word begins the line."""
    runs: list[tuple[int, int]] = []
    size = 0
    for m in list(WORD.finditer(line))[1:]:
        if not m.group()[0].isupper():
            size = 0
        elif size and size < LONGEST and line[runs[-1][1] : m.start()] == " ":
            runs[-1] = runs[-1][0], m.end()
            size += 1
        else:
            runs.append(m.span())
            size = 1
    return runs
