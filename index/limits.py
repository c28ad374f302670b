"""What a passage must be to be found at all; knows no engine."""

from __future__ import annotations

from dataclasses import dataclass

NO_DAY = -(10**6)
"""The day of a passage without a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """First and last day, counted from 1970-01-01, and outlets, any of which will do.

    Undated passages are within no days; no outlets means all.
    """

    since: int | None = None
    until: int | None = None
    sources: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is limited."""
        return self.since is not None or self.until is not None or bool(self.sources)


NONE = Limits()
