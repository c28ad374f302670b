"""Pages fetched from the public web and from nowhere else; knows nothing of articles."""

import contextlib
import socket
import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from corpus.address import join, public_address, web_parts
from corpus.draft import UnreadableError
from corpus.page import NEVER_SEEN, AwayError, Page, Stamp, StatusError
from corpus.robots import Robots

if TYPE_CHECKING:
    import httpx

_AGENT = "HoiBao"
_REDIRECTS = (301, 302, 303, 307, 308)
_ROBOTS_SIZE = 512 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class WebLimits:
    """What one fetch may cost: table ``[corpus]`` of hoibao.toml.

    Attributes:
        size: Bytes of one page, after decompression.
        seconds: For one page, redirects included.
        redirects: Followed at most, each checked like the first address.
        pages: Fetched at most for one feed or sitemap.
        pause: Seconds between two requests to one host; robots.txt may ask for up to 30.
        contact: Mail or web address that a site's owner can complain to; sent with each request.
    """

    size: int = 16 * 2**20
    seconds: float = 30.0
    redirects: int = 5
    pages: int = 200
    pause: float = 1.0
    contact: str = ""

    def __post_init__(self) -> None:
        """Refuse limits with which nothing could be fetched.

        Raises:
            ValueError: A number is too small; the message is for the user.
        """
        for name in ("size", "seconds", "pages"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} = {getattr(self, name)}: cần một số lớn hơn 0")
        for name in ("redirects", "pause"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} = {getattr(self, name)}: cần một số không âm")


class Web:
    """A polite and wary client: to be used in a ``with`` block, for one feed or page."""

    def __init__(self, limits: WebLimits, *, allow_private: bool) -> None:
        """Nothing is connected yet."""
        self._limits, self._private = limits, allow_private
        self._client: httpx.Client | None = None
        self._robots = Robots(_AGENT, limits.pause, self._read_robots)
        self._connections: list[Any] = []

    def __enter__(self) -> "Web":
        """Proxies and credentials of the environment are not used: they would evade the checks."""
        import httpx

        contact = self._limits.contact.encode("ascii", "ignore").decode()
        contact = "".join(c for c in contact if c.isprintable()) or "contact not set by operator"
        self._client = httpx.Client(
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(min(10.0, self._limits.seconds)),
            headers={
                "User-Agent": f"{_AGENT}/0.1 (news archive; {contact})",
                "Accept-Encoding": "gzip",
            },
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        if self._client:
            self._client.close()

    def get(self, url: str, seen: Stamp = NEVER_SEEN) -> Page:
        """What an address gives, redirects followed, robots.txt respected.

        Args:
            url: The address.
            seen: The stamp of an earlier answer; if nothing changed since, the page is
                ``unchanged`` and has no data.

        Raises:
            AwayError: The server does not answer, or not now; another time it may.
            UnreadableError: It is refused or cannot be had; the message says why.
        """
        deadline = time.monotonic() + self._limits.seconds
        for _ in range(self._limits.redirects + 1):
            web_parts(url)
            self._robots.ask(url)
            deadline += self._robots.wait(url)
            try:
                found = self._request(url, deadline, self._limits.size, seen)
            except StatusError as error:
                if error.passing:
                    raise AwayError(str(error), error.wait) from error
                raise
            if isinstance(found, Page):
                return found
            url = join(url, found)
        raise UnreadableError(f"chuyển hướng quá {self._limits.redirects} lần")

    def _request(
        self, url: str, deadline: float, size: int, seen: Stamp = NEVER_SEEN
    ) -> Page | str:
        """A page, or the address that it redirects to."""
        import httpx

        host, port, address = public_address(url, allow_private=self._private)
        shown = f"[{address}]" if ":" in address else address
        target = urlsplit(url)._replace(netloc=f"{shown}:{port}", fragment="").geturl()
        named = f"[{host}]" if ":" in host else host
        ending = threading.Timer(max(0.0, deadline - time.monotonic()), self._hang_up)
        ending.start()
        try:
            with self._open().stream(
                "GET",
                target,
                headers={
                    "Host": named if port in (80, 443) else f"{named}:{port}",
                    **seen.conditions(),
                },
                extensions={"sni_hostname": host, "trace": self._note_connection},
            ) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return str(response.headers["location"])
                unchanged = response.status_code == 304 and seen != NEVER_SEEN
                if response.status_code != 200 and not unchanged:
                    raise StatusError(response.status_code, response.headers)
                data = b"" if unchanged else self._body(response, deadline, size)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            late = time.monotonic() >= deadline
            raise AwayError("máy chủ trả lời quá chậm" if late else _reason(error)) from error
        finally:
            ending.cancel()
        kind = response.headers.get("content-type", "").partition(";")[0].strip().casefold()
        return Page(
            url=url,
            kind=kind,
            charset=response.charset_encoding or "",
            data=data,
            stamp=seen if unchanged else Stamp.of(response.headers),
            unchanged=unchanged,
        )

    def _note_connection(self, event: str, about: dict[str, Any]) -> None:
        """Remember each connection as it is made, so that a slow one can be ended."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._connections.append(about["return_value"])

    def _hang_up(self) -> None:
        """End every connection; a read that waits for one byte a second ends with it."""
        for connection in self._connections:
            with contextlib.suppress(OSError):
                connection.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    def _body(self, response: "httpx.Response", deadline: float, size: int) -> bytes:
        """The bytes of a page, as long as neither size nor time runs out."""
        if response.headers.get("content-encoding", "gzip") not in ("gzip", "deflate", "identity"):
            raise UnreadableError("trang được nén theo kiểu lạ")
        data = bytearray()
        for chunk in response.iter_bytes(1 << 16):
            data += chunk
            if len(data) > size:
                raise UnreadableError(f"trang lớn hơn {size // 1024:,} KiB")
            if time.monotonic() > deadline:
                raise UnreadableError(f"không tải xong sau {self._limits.seconds:g} giây")
        return bytes(data)

    def _read_robots(self, url: str) -> bytes | int:
        """The bytes of a robots.txt, redirects followed, or the status of the answer."""
        deadline = time.monotonic() + self._limits.seconds
        try:
            for _ in range(self._limits.redirects + 1):
                found = self._request(url, deadline, _ROBOTS_SIZE)
                if isinstance(found, Page):
                    return found.data
                url = join(url, found)
        except StatusError as error:
            return error.status
        return b""

    def _open(self) -> "httpx.Client":
        if self._client is None:
            raise RuntimeError("Web is used in a with block")
        return self._client


def _reason(error: Exception) -> str:
    """A failed connection in plain words."""
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return "máy chủ không trả lời kịp"
    if isinstance(error, httpx.ConnectError):
        return "không kết nối được tới máy chủ"
    return f"không tải được ({type(error).__name__})"
