"""How often one client may ask something of the page, and who is one client."""

import ipaddress
import threading
import time
from collections import OrderedDict
from typing import Any

CLIENTS_KEPT = 10_000


class RateLimit:
    """A bucket for each client that fills evenly; ``per_minute`` 0 limits nothing."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, client: str, now: float | None = None) -> bool:
        """Whether the client may ask once more, and counts that.

        Args:
            client: Its address.
            now: Seconds of a clock that never goes back; the present where ``None``.
        """
        if not self._per_minute:
            return True
        now = time.monotonic() if now is None else now
        with self._lock:
            left, at = self._buckets.pop(client, (float(self._per_minute), now))
            left = min(self._per_minute, left + (now - at) * self._per_minute / 60)
            self._buckets[client] = (max(left - 1, 0), now) if left >= 1 else (left, now)
            while len(self._buckets) > CLIENTS_KEPT:
                self._buckets.popitem(last=False)
        return left >= 1


def client_of(scope: Any) -> str:
    """Whom a limit counts: an IPv4 address, or the /64 that one IPv6 household has."""
    client = str((scope.get("client") or ("",))[0])
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if isinstance(address, ipaddress.IPv6Address) and not address.ipv4_mapped:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
