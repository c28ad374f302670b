"""How the program logs: one readable line each, with the request it belongs to."""

import logging
import sys
from contextvars import ContextVar

from ui.failures import one_line

request_now: ContextVar[str] = ContextVar("hoibao_request", default="-")
"""Names the request, or the reader's view of the page, that is being served."""


class Line(logging.Formatter):
    """A line in which nobody's words can begin another line or command a terminal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s [%(request)s] %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line without a traceback, which keeps its lines."""
        record.request = request_now.get()
        record.message = one_line(record.message)
        return super().formatMessage(record)


def set_up(*, verbose: bool) -> None:
    """Log to stderr: warnings, or with ``verbose`` what is done as well.

    Libraries that would log every address they ask, parameters included, stay at warnings.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line())
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[handler])
    for name in ("httpx", "httpcore", "chromadb.telemetry"):
        logging.getLogger(name).setLevel(logging.WARNING)
