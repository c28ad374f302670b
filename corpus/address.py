"""Web addresses that may be connected to: the open internet's only; fetches nothing."""

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from corpus.draft import UnreadableError


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
        raise UnreadableError(f"không tìm thấy máy chủ {host}") from error
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not allow_private and not all(map(is_public, addresses)):
        raise UnreadableError(
            f"{host} là địa chỉ trong mạng nội bộ; chỉ đọc khi người quản trị cho phép"
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


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, whatever way it is written."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast
