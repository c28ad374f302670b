"""How often one client may ask something of the page."""

import threading
import time
from collections import OrderedDict

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
