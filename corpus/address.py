"""Web addresses that may be connected to: the open internet's only; fetches nothing."""

import ipaddress
import socket
from urllib.parse import SplitResult, urljoin, urlsplit

from corpus.draft import UnreadableError
from corpus.page import AwayError

_OLD_FORMS = tuple(
    ipaddress.ip_network(net)
    for net in ("::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "fec0::/10", "5f00::/16")
)
"""IPv6 forms that no public site uses and that may lead inside: IPv4-compatible and -translated
addresses, a network's own NAT64, site-local addresses, segment identifiers."""


def public_address(url: str, *, allow_private: bool) -> tuple[str, int, str]:
    """Host, port and the IP address to connect to.

    Raises:
        UnreadableError: Another scheme, no such host, or an address inside a network.
    """
    parts = web_parts(url)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AwayError(f"không tìm thấy máy chủ {host}") from error
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not allow_private and not all(map(is_public, addresses)):
        raise UnreadableError(
            f"{host} là địa chỉ trong mạng nội bộ; chỉ đọc khi người quản trị cho phép "
            "(hoibao add --allow-private)"
        )
    return host, port, addresses[0]


def web_parts(url: str) -> SplitResult:
    """The parts of an address of the web.

    Raises:
        UnreadableError: It is broken, carries a password, or is of another scheme.
    """
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and parts.hostname and not parts.username
        (parts.hostname or "").encode("idna")
        good = good and parts.port != 0
    except (ValueError, UnicodeError) as error:
        raise UnreadableError("địa chỉ không hợp lệ") from error
    if not good:
        raise UnreadableError("chỉ đọc được địa chỉ http:// và https:// không kèm mật khẩu")
    return parts


def join(base: str, link: str) -> str:
    """The address that a link leads to, ``""`` where it leads nowhere."""
    try:
        return urljoin(base, link) if link.strip() else ""
    except ValueError:
        return ""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, whatever way it is written."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if any(ip in net for net in _OLD_FORMS):
            return False
    return ip.is_global and not ip.is_multicast
