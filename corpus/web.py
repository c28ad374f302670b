"""Pages fetched from the public web and from nowhere else; knows nothing of articles."""

import contextlib
import socket
import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from corpus.address import public_address, web_parts
from corpus.draft import UnreadableError

if TYPE_CHECKING:
    import httpx
    from protego import Protego

_AGENT = "HoiBao"
_REDIRECTS = (301, 302, 303, 307, 308)
_ROBOTS_SIZE = 512 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class WebLimits:
    """What one fetch may cost.

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address gave: where it was found in the end, its media type and its bytes."""

    url: str
    kind: str
    charset: str
    data: bytes


class Web:
    """A polite and wary client: to be used in a ``with`` block, for one feed or page."""

    def __init__(self, limits: WebLimits, *, allow_private: bool) -> None:
        """Nothing is connected yet."""
        self._limits, self._private = limits, allow_private
        self._client: httpx.Client | None = None
        self._robots: dict[str, Protego | None] = {}
        self._last: dict[str, float] = {}
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

    def get(self, url: str) -> Page:
        """What an address gives, redirects followed, robots.txt respected.

        Raises:
            UnreadableError: It is refused or cannot be had; the message says why.
        """
        deadline = time.monotonic() + self._limits.seconds
        for _ in range(self._limits.redirects + 1):
            web_parts(url)
            self._ask_robots(url, deadline)
            self._wait(url)
            found = self._request(url, deadline, self._limits.size)
            if isinstance(found, Page):
                return found
            url = urljoin(url, found)
        raise UnreadableError(f"chuyển hướng quá {self._limits.redirects} lần")

    def _request(self, url: str, deadline: float, size: int) -> Page | str:
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
                headers={"Host": named if port in (80, 443) else f"{named}:{port}"},
                extensions={"sni_hostname": host, "trace": self._note_connection},
            ) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return str(response.headers["location"])
                if response.status_code != 200:
                    raise _StatusError(response.status_code)
                data = self._body(response, deadline, size)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            late = time.monotonic() >= deadline
            raise UnreadableError("máy chủ trả lời quá chậm" if late else _reason(error)) from error
        finally:
            ending.cancel()
        kind = response.headers.get("content-type", "").partition(";")[0].strip().casefold()
        return Page(url=url, kind=kind, charset=response.charset_encoding or "", data=data)

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

    def _ask_robots(self, url: str, deadline: float) -> None:
        """Refuse what the site's robots.txt forbids; a site without one forbids nothing."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site, deadline)
        rules = self._robots[site]
        if rules is None:
            raise UnreadableError("robots.txt của trang không đọc được lúc này, nên không tải")
        if not rules.can_fetch(url, _AGENT):
            raise UnreadableError("robots.txt của trang không cho tải địa chỉ này")

    def _read_robots(self, site: str, deadline: float) -> "Protego | None":
        """The rules of a site (RFC 9309: 4xx allows all, 5xx and no answer forbid all)."""
        from protego import Protego

        url = f"{site}/robots.txt"
        try:
            for _ in range(self._limits.redirects + 1):
                found = self._request(url, deadline, _ROBOTS_SIZE)
                if isinstance(found, Page):
                    return Protego.parse(found.data.decode("utf-8", "replace"))
                url = urljoin(url, found)
        except _StatusError as error:
            return Protego.parse("") if 400 <= error.status < 500 else None
        return Protego.parse("")

    def _wait(self, url: str) -> None:
        """Let some time pass between two requests to one host."""
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        asked = rules.crawl_delay(_AGENT) if rules else None
        pause = max(self._limits.pause, min(float(asked or 0), 30.0))
        if (last := self._last.get(parts.netloc)) is not None:
            time.sleep(max(0.0, last + pause - time.monotonic()))
        self._last[parts.netloc] = time.monotonic()

    def _open(self) -> "httpx.Client":
        if self._client is None:
            raise RuntimeError("Web is used in a with block")
        return self._client


class _StatusError(UnreadableError):
    """The server answered, but not with a page."""

    def __init__(self, status: int) -> None:
        super().__init__(f"máy chủ trả lời {status}")
        self.status = status


def _reason(error: Exception) -> str:
    """A failed connection in plain words."""
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return "máy chủ không trả lời kịp"
    if isinstance(error, httpx.ConnectError):
        return "không kết nối được tới máy chủ"
    return f"không tải được ({type(error).__name__})"
