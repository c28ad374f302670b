"""A Chroma server on loopback over an embedded folder, so that several processes may use it."""

import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from index.store_errors import StoreUnavailable

STARTS_WITHIN = 120.0
"""Seconds a server may take to answer: 2 on an idle machine, 35 at twelve times the load."""
LOG_LIMIT = 5_000_000
"""Bytes of the server's log above which it is begun anew."""
_FRUGAL = {"RUST_LOG": "warn", "MALLOC_ARENA_MAX": "2"}
"""Else it writes two kilobytes a request for as long as the page runs, and its threads hold a
hundred megabytes that none of them uses."""
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux' prctl(2)


class Server:
    """A running ``chroma run``; ends with the process that started it.

    The child inherits the lock of the folder: even if its parent is killed, nobody else opens
    the folder before the server is gone too.
    """

    def __init__(self, folder: Path, address: Path, lock_descriptor: int) -> None:
        """Start the server and write down where it listens.

        Args:
            folder: Of the embedded store.
            address: File that tells other processes where to connect.
            lock_descriptor: Open file that holds the lock of the folder.

        Raises:
            StoreUnavailable: It did not answer within ``STARTS_WITHIN`` seconds.
        """
        self._address = address
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        log = folder.parent / "server.log"
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.unlink()
        # A copy: the lock library closes its own descriptor in a forked child.
        inherited = os.dup(lock_descriptor)
        with log.open("ab") as sink:
            self._process = subprocess.Popen(
                [_program(), "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
                stdout=sink,
                stderr=sink,
                stdin=subprocess.DEVNULL,
                pass_fds=(inherited,),
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
                env={**_FRUGAL, **os.environ, "ANONYMIZED_TELEMETRY": "False"},
            )
        os.close(inherited)
        self._await(log)
        address.touch(mode=0o600)
        address.write_text(json.dumps({"url": self.url, "pid": self._process.pid}))

    def _await(self, log: Path) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline and self._process.poll() is None:
            if answers(self.url):
                return
            time.sleep(0.05)
        self._process.kill()
        raise StoreUnavailable(f"Máy chủ Chroma cục bộ không khởi động được; xem {log}")

    def close(self) -> None:
        """End the server; what it had acknowledged is on disk."""
        self._address.unlink(missing_ok=True)
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def answers(url: str) -> bool:
    """Whether a Chroma server answers there now."""
    try:
        with urlopen(f"{url}/api/v2/heartbeat", timeout=2) as reply:
            return bool(reply.status == 200)
    except (URLError, OSError, ValueError):
        return False


def address_of(file: Path) -> str | None:
    """Where a server of another process listens, ``None`` where none answers."""
    try:
        url = json.loads(file.read_text())["url"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return url if isinstance(url, str) and answers(url) else None


def vacuum(folder: Path, lock_descriptor: int) -> None:
    """Shrink what deleting left behind in an embedded folder that nobody has open.

    Like a server, the child holds the lock of the folder and ends with its parent: nobody opens
    the folder while it still works.

    Raises:
        StoreUnavailable: Chroma's own command failed.
    """
    command = [_program(), "vacuum", "--path", str(folder), "--force"]
    inherited = os.dup(lock_descriptor)
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            pass_fds=(inherited,),
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )
    finally:
        os.close(inherited)
    if done.returncode:
        raise StoreUnavailable(f"chroma vacuum thất bại: {done.stderr.strip() or done.stdout}")


def _program() -> str:
    """Chroma's command, which is installed beside the Python that runs us."""
    beside = Path(sys.executable).with_name("chroma")
    found = str(beside) if beside.exists() else shutil.which("chroma")
    if found is None:
        raise StoreUnavailable("Không tìm thấy lệnh `chroma`; hãy cài lại gói chromadb.")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end_with_parent() -> None:
    """Run in the child: be told to end when the parent does, however it ends."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
