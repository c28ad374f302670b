"""What a site's robots.txt allows, and how long to wait between requests to it."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from corpus.draft import UnreadableError
from corpus.page import AwayError

if TYPE_CHECKING:
    from protego import Protego

LONGEST_PAUSE = 30.0
"""Seconds of Crawl-delay that are respected."""


class Robots:
    """The rules of the sites that one client asks, each read once."""

    def __init__(self, agent: str, pause: float, read: Callable[[str], bytes | int]) -> None:
        """Nothing is asked yet.

        Args:
            agent: The name that the rules may single out.
            pause: Seconds between two requests to one host, where the site asks for no more.
            read: What an address gives, its bytes or the status that the server answered.
        """
        self._agent, self._pause, self._read = agent, pause, read
        self._rules: dict[str, Protego | None] = {}
        self._last: dict[str, float] = {}

    def ask(self, url: str) -> None:
        """Nothing where the site allows the address; a site without robots.txt forbids nothing.

        Raises:
            AwayError: The rules cannot be had now.
            UnreadableError: It is forbidden.
        """
        site = _site(url)
        if site not in self._rules:
            self._rules[site] = self._rules_of(site)
        rules = self._rules[site]
        if rules is None:
            raise AwayError("robots.txt của trang không đọc được lúc này, nên không tải")
        if not rules.can_fetch(url, self._agent):
            raise UnreadableError("robots.txt của trang không cho tải địa chỉ này")

    def _rules_of(self, site: str) -> "Protego | None":
        """The rules of a site (RFC 9309: 4xx allows all, 5xx forbids all)."""
        from protego import Protego

        found = self._read(f"{site}/robots.txt")
        if isinstance(found, bytes):
            return Protego.parse(found.decode("utf-8", "replace"))
        return Protego.parse("") if found < 500 else None

    def wait(self, url: str) -> float:
        """Let some time pass between two requests to one host; how many seconds that were."""
        rules, host = self._rules.get(_site(url)), urlsplit(url).netloc
        asked = rules.crawl_delay(self._agent) if rules else None
        pause = max(self._pause, min(float(asked or 0), LONGEST_PAUSE))
        began = time.monotonic()
        if (last := self._last.get(host)) is not None:
            time.sleep(max(0.0, last + pause - began))
        self._last[host] = time.monotonic()
        return self._last[host] - began


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
