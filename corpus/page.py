"""What a web server gave, and how it failed to; connects to nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.draft import UnreadableError

LONGEST_WAIT = 86400.0
"""Seconds of a Retry-After that are respected."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what a server recognises an answer it gave before: ETag and Last-Modified."""

    etag: str = ""
    modified: str = ""

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> "Stamp":
        """The stamp of an answer; the words of a hostile server are kept short."""
        return cls(headers.get("etag", "")[:200], headers.get("last-modified", "")[:200])

    def conditions(self) -> dict[str, str]:
        """The headers that ask for the page only if it changed since."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value and value.isascii()}


NEVER_SEEN = Stamp()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address gave.

    Attributes:
        url: Where it was found in the end.
        kind: Its media type.
        charset: As the server names it.
        data: Its bytes; none where it is ``unchanged``.
        stamp: To ask with the next time.
        unchanged: Whether the server says that it is what it was.
    """

    url: str
    kind: str
    charset: str
    data: bytes
    stamp: Stamp = NEVER_SEEN
    unchanged: bool = False


class AwayError(UnreadableError):
    """The server does not answer, or says that it cannot now; another time it may.

    Attributes:
        wait: Seconds that the server asks to be left alone; 0 where it asks nothing.
    """

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class StatusError(UnreadableError):
    """The server answered, but not with a page.

    Attributes:
        status: Of HTTP.
        wait: Seconds that the server asks to be left alone.
    """

    def __init__(self, status: int, headers: Mapping[str, str]) -> None:
        super().__init__(f"máy chủ trả lời {status}")
        self.status = status
        asked = headers.get("retry-after", "")
        self.wait = min(float(asked), LONGEST_WAIT) if asked.isascii() and asked.isdigit() else 0.0

    @property
    def passing(self) -> bool:
        """Whether it is the server's trouble of the moment, rather than this address's fault."""
        return self.status == 429 or self.status >= 500
