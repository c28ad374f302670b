"""PDF, DOCX, HTML and feeds parsed in a child process, so that none can hang or fill this one."""

import contextlib
import dataclasses
import importlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from corpus.draft import Draft, Limits, UnreadableError
from corpus.feeds import Entry, Named, named

_MEMORY = 3 * 2**30
_STARTING = 120.0
_LIBRARIES = {"pdf": "pypdf", "docx": "docx", "html": "trafilatura", "feed": "feedparser"}
_CALLED = {"pdf": "PDF", "docx": "DOCX", "html": "HTML", "feed": "nguồn tin"}


class Parser:
    """A child process started at the first file and again after one that it did not survive."""

    def __init__(self, limits: Limits) -> None:
        """Nothing is started yet."""
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._ready: set[str] = set()

    def parse(self, kind: str, data: bytes) -> Draft:
        """The draft of a file.

        Args:
            kind: ``"pdf"``, ``"docx"`` or ``"html"``.
            data: The whole file.

        Raises:
            UnreadableError: It cannot be parsed, or not within the limits of time and memory.
        """
        return Draft(**self._read(kind, data))

    def feed(self, data: bytes, base: str) -> Named:
        """What a feed or sitemap names (``corpus.feeds.named``).

        Args:
            data: The whole file.
            base: Its address.

        Raises:
            UnreadableError: It is none, or cannot be parsed within the limits.
        """
        reply = self._read("feed", data, base)
        return Named(reply["sitemaps"], [Entry(**entry) for entry in reply["entries"]])

    def _read(self, kind: str, data: bytes, base: str = "") -> dict[str, Any]:
        if kind not in self._ready:  # Importing a parser is not the file's time.
            self._ask({"kind": kind, "load": True}, b"", _STARTING)
            self._ready.add(kind)
        order = {"kind": kind, "load": False, "pages": self._limits.pages, "base": base}
        reply = self._ask(order, data, self._limits.seconds)
        if "reason" in reply:
            raise UnreadableError(str(reply["reason"]))
        return reply

    def _ask(self, order: dict[str, object], data: bytes, seconds: float) -> dict[str, Any]:
        """The child's reply; a child that does not give one is ended."""
        child = self._child = self._child or _start()
        order = {**order, "size": len(data)}
        timer = threading.Timer(seconds, child.kill)
        timer.start()
        try:
            reply = _exchange(child, order, data)
        finally:
            timed_out = not timer.is_alive()
            timer.cancel()
        if reply is None:
            self.close()
            why = f"quá {seconds:g} giây" if timed_out else "bộ đọc bị dừng"
            raise UnreadableError(f"không đọc xong {_CALLED[str(order['kind'])]}: {why}")
        return reply

    def close(self) -> None:
        """End the child process, if there is one."""
        if self._child:
            self._child.kill()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe:
                    with contextlib.suppress(OSError):
                        pipe.close()
            self._child.wait()
        self._child = None
        self._ready.clear()


def serve() -> None:
    """The child's loop: one file after another, until the parent closes the pipe."""
    replies = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)  # Whatever the parsers print is not ours to print.
    os.dup2(silence, 2)
    _limit_memory()
    while line := sys.stdin.buffer.readline():
        order = json.loads(line)
        data = sys.stdin.buffer.read(order["size"])
        try:
            if order["load"]:
                reply = _load(order["kind"])
            elif order["kind"] == "feed":
                reply = dataclasses.asdict(named(data, order["base"]))
            else:
                reply = dataclasses.asdict(_parse(order["kind"], data, order["pages"]))
        except UnreadableError as error:
            reply = {"reason": str(error)}
        except MemoryError:
            reply = {"reason": "cần quá nhiều bộ nhớ"}
        except Exception as error:  # noqa: BLE001 - parsers raise nearly anything on a broken file
            reply = {"reason": f"tệp hỏng ({type(error).__name__})"}
        replies.write(json.dumps(reply).encode() + b"\n")
        replies.flush()


def _load(kind: str) -> dict[str, Any]:
    """Import what a kind of file needs; nothing to say when done."""
    importlib.import_module(_LIBRARIES[kind])
    return {}


def _parse(kind: str, data: bytes, pages: int) -> Draft:
    """The draft of a file, in this process."""
    if kind == "pdf":
        from corpus.read_pdf import read_pdf

        return read_pdf(data, pages)
    if kind == "docx":
        from corpus.read_docx import read_docx

        return read_docx(data)
    from corpus.read_html import read_html

    return read_html(data)


def _start() -> subprocess.Popen[bytes]:
    """A child that can import what this process can."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(p or str(Path.cwd()) for p in sys.path),
    }
    return subprocess.Popen(
        [sys.executable, "-c", "from corpus.parsing import serve; serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    )


def _exchange(
    child: subprocess.Popen[bytes], order: dict[str, object], data: bytes
) -> dict[str, Any] | None:
    """The child's answer, or ``None`` where it died."""
    sink, source = _pipe(child.stdin), _pipe(child.stdout)
    try:
        sink.write(json.dumps(order).encode() + b"\n" + data)
        sink.flush()
        line = source.readline()
    except OSError:
        return None
    if not line.endswith(b"\n"):
        return None
    reply: dict[str, Any] = json.loads(line)
    return reply


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError("no pipe to the parsing process")
    return pipe


def _limit_memory() -> None:
    """Cap the child's address space where the system knows how to."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        return
