"""Who may open the embedded folder: one process at a time; the others share its server or wait."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from index.connection import connect
from index.graph import drop, graphs
from index.graph_map import keep_maps
from index.server import Server, address_of
from index.settings import IndexSettings
from index.store_errors import StoreBusy, StoreUnavailable
from index.store_probe import answers, mended

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from filelock import FileLock

UNFINISHED = "reembed*"
"""Files in the data folder while a store is built anew (``index.reembed``)."""
TORN = "reembed.torn"
"""One of them: the graph of vectors was torn and is gone, so the store has to be filled anew."""
OPEN = "owner.open"
"""File in the data folder while a process owns it; one that is found tells of a killed owner."""


class Owner:
    """A Chroma client together with the right to use it.

    Attributes:
        client: The Chroma client.
        derived: Folder for what can be rebuilt from the store.
        exclusive: Whether no other process can be writing now.
    """

    def __init__(
        self,
        client: "ClientAPI",
        data: Path,
        *,
        lock: "FileLock | None" = None,
        server: Server | None = None,
    ) -> None:
        """Hold a client, with the lock and the server that go with it."""
        self.client = client
        self.data = data
        self.derived = data / "derived"
        self.exclusive = lock is not None and server is None
        self._lock = lock
        self._server = server

    @classmethod
    def open(
        cls, data: Path, settings: IndexSettings, *, serve: bool = False, resuming: bool = False
    ) -> "Owner":
        """Connect by URL; or own the folder; or share the server of the process that owns it.

        Args:
            data: The data folder.
            settings: Where the store is and how long to wait for another owner.
            serve: Whether other processes shall be able to work on the folder meanwhile.
            resuming: Whether to open a store whose building anew was interrupted, to go on.

        Raises:
            StoreBusy: Another process owned the folder for all of ``settings.lock_timeout``.
            StoreUnavailable: The folder or the server cannot be opened, or its building anew was
                interrupted and must be gone on with first.
        """
        try:
            if not data.exists():
                data.mkdir(mode=0o700, parents=True)
            (data / "derived").mkdir(exist_ok=True)
            lock = _lock(data / "owner.lock")
        except OSError as error:
            raise StoreUnavailable(f"{data}: không dùng được thư mục dữ liệu ({error})") from error
        if not resuming and any(f.suffix != ".part" for f in data.glob(UNFINISHED)):
            raise StoreUnavailable(
                f"{data}: việc lập lại kho bằng mô hình khác bị ngắt giữa chừng, chưa mất gì; "
                "hãy chạy tiếp: hoibao rebuild --embedder"
            )
        if settings.store_url:
            return cls(connect(settings.store_url, settings), data)
        url = _own_or_find(lock, data / "owner.json", settings.lock_timeout)
        if url is not None:
            return cls(connect(url, settings), data)
        return cls._opened(data, settings, lock, serve=serve, resuming=resuming)

    @classmethod
    def _opened(
        cls,
        data: Path,
        settings: IndexSettings,
        lock: "FileLock",
        *,
        serve: bool,
        resuming: bool,
    ) -> "Owner":
        """The folder opened by this process, which holds the lock."""
        server = None
        try:
            _whole(data, resuming=resuming)
            if not serve:
                return cls(connect(data / "chroma", settings), data, lock=lock)
            server = Server(data / "chroma", data / "owner.json", _descriptor(lock))
            return cls(connect(server.url, settings), data, lock=lock, server=server)
        except BaseException:
            if server is not None:
                server.close()
            lock.release()
            raise

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other processes on this machine from writing articles at the same moment."""
        if self.exclusive:
            yield
            return
        with _lock(self.data / "writer.lock"):
            yield

    @contextmanager
    def deriving(self) -> Iterator[bool]:
        """Keep other processes from writing what is derived; whether we may write it now."""
        from filelock import Timeout

        lock = _lock(self.derived / "derived.lock")
        try:
            lock.acquire(timeout=10 if self.exclusive else 1)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def keep_maps(self) -> None:
        """Copy what a kill in the next write could tear; a store at a URL has nothing here."""
        keep_maps(self.data / "chroma")

    def close(self) -> None:
        """Close the client and the server, then let go of the folder."""
        self.client.close()  # type: ignore[attr-defined]
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            with suppress(OSError):
                (self.data / OPEN).unlink(missing_ok=True)
            self._lock.release()


def _whole(data: Path, *, resuming: bool) -> None:
    """Look whether a killed owner left a graph of vectors that can be asked.

    One that cannot is mended. One that cannot be mended is deleted before the store is built anew:
    Chroma would walk it to add what its log still holds, and end this process.

    Raises:
        StoreUnavailable: It cannot be mended; texts and records are whole all the same.
    """
    chroma, mark = data / "chroma", data / OPEN
    if mark.exists() and not answers(chroma) and not mended(chroma):
        if not resuming:
            raise StoreUnavailable(
                f"{data}: một lệnh trước bị ngắt giữa lúc ghi làm hỏng chỉ mục vec-tơ của Chroma; "
                "bài và đoạn còn nguyên. Hãy lập lại vec-tơ: hoibao rebuild --embedder"
            )
        (data / TORN).touch()
        for graph in graphs(chroma):
            drop(graph)
    with suppress(OSError):  # A full disk is told by what has to be written.
        mark.touch()


@contextmanager
def lock_of(data: Path, patience: float) -> Iterator[int]:
    """Own the folder without opening it; the descriptor of the lock, for a child to inherit.

    Raises:
        StoreBusy: Another process owns it, or its server does.
    """
    lock = _lock(data / "owner.lock")
    if _own_or_find(lock, data / "owner.json", patience) is not None:
        raise StoreBusy(f"{data}: trang hoặc lệnh khác đang dùng kho; hãy đóng rồi chạy lại.")
    try:
        yield _descriptor(lock)
    finally:
        lock.release()


def _own_or_find(lock: "FileLock", address: Path, patience: float) -> str | None:
    """The URL of another process's server, or ``None`` once the lock is ours.

    Raises:
        StoreBusy: Neither within ``patience`` seconds.
    """
    from filelock import Timeout

    deadline = time.monotonic() + patience
    while True:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if url := address_of(address):
                return url
        else:
            address.unlink(missing_ok=True)
            return None
        if time.monotonic() > deadline:
            raise StoreBusy(
                f"{address.parent}: một tiến trình khác đang dùng kho này; đã chờ {patience:g} "
                "giây. Hãy đợi nó xong rồi chạy lại, hoặc tăng [index] lock_timeout."
            )
        time.sleep(0.05)


def _lock(path: Path) -> "FileLock":
    from filelock import FileLock

    return FileLock(path, thread_local=False)


def _descriptor(lock: "FileLock") -> int:
    """The open file that holds the lock, to be inherited by a server."""
    descriptor = lock._context.lock_file_fd
    if descriptor is None:
        raise StoreUnavailable("Khóa của thư mục dữ liệu đã bị nhả.")
    return int(descriptor)
