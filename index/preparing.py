"""A process that prepares articles while another one writes; knows no store.

Chroma keeps the interpreter's lock for as long as it writes, so that no thread can cut, embed and
analyse the next articles meanwhile; another process can. It is started as
``python -P -m index.preparing``, speaks pickle over its own pipes with the process that started
it, and ends with it.
"""

import logging
import os
import pickle
import select
import signal
import subprocess
import sys
from typing import IO, Any

from index.child import command, environment
from index.embedding import Embedder, StaticEmbedder, open_embedder
from index.intake import Made, Texts, make
from index.settings import IndexSettings

log = logging.getLogger(__name__)


class HelperLost(Exception):
    """The process is gone; what it was asked for must be made here."""


def of_use(embedder: Embedder) -> bool:
    """Whether a second process would help: there is a second processor, and the model is small.

    Only where pipes can be waited for; not so on Windows.
    """
    return os.name == "posix" and processors() > 1 and isinstance(embedder, StaticEmbedder)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Helper:
    """The process, as the one that writes sees it; takes one batch at a time."""

    def __init__(self, settings: IndexSettings) -> None:
        """Start it; it takes a second until it is ``ready``."""
        self._process = subprocess.Popen(
            command("index.preparing"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin, self._process.stdout
        self._greeted = False
        self._say((settings.embedder, settings.batch_size))

    def ready(self) -> bool:
        """Whether it takes work now; does not wait.

        Raises:
            HelperLost: It ended.
        """
        if not self._greeted and select.select([self._out], [], [], 0)[0]:
            self._hear()
            self._greeted = True
        return self._greeted

    def send(self, texts: Texts) -> None:
        """Ask for texts to be made; what was asked for before must have been received.

        Raises:
            HelperLost: It ended.
        """
        self._say(texts)

    def receive(self) -> Made:
        """What was asked for last.

        Raises:
            HelperLost: It ended.
        """
        found = self._hear()
        if not isinstance(found, Made):
            raise HelperLost(f"unexpected reply {type(found).__name__}")
        return found

    def close(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.communicate()

    def _say(self, thing: Any) -> None:
        try:
            _write(self._in, thing)
        except OSError as error:
            raise HelperLost(str(error)) from error

    def _hear(self) -> Any:
        try:
            return pickle.load(self._out)  # from our own child
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise HelperLost(str(error) or type(error).__name__) from error


def _write(pipe: IO[bytes], thing: Any) -> None:
    pickle.dump(thing, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def main() -> None:
    """Make what is asked for until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that writes.
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    try:
        name, batch_size = pickle.load(source)  # from the process that started us
        embedder = open_embedder(IndexSettings(embedder=name, batch_size=batch_size))
        _write(sink, "ready")
        while True:
            _write(sink, make(pickle.load(source), embedder, analyse=True))
    except (EOFError, BrokenPipeError):
        os._exit(0)  # What is left in the pipe's buffer has no reader.


if __name__ == "__main__":
    main()
