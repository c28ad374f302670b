"""Who may open the embedded folder: one process at a time, the others wait or are told."""

from pathlib import Path
from typing import TYPE_CHECKING

from index.connection import connect
from index.settings import IndexSettings
from index.store_errors import StoreBusy, StoreUnavailable

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from filelock import FileLock


class Owner:
    """A Chroma client together with the right to use it.

    Attributes:
        client: The Chroma client.
        derived: Folder for what can be rebuilt from the store.
        exclusive: Whether no other process can be writing now.
    """

    def __init__(
        self, client: "ClientAPI", derived: Path, *, lock: "FileLock | None" = None
    ) -> None:
        """Hold a client, and the lock that goes with it."""
        self.client = client
        self.derived = derived
        self.exclusive = lock is not None
        self._lock = lock

    @classmethod
    def open(cls, data: Path, settings: IndexSettings) -> "Owner":
        """Connect by URL, or lock the folder and open it.

        Raises:
            StoreBusy: Another process owned the folder for all of ``settings.lock_timeout``.
            StoreUnavailable: The folder or the server cannot be opened.
        """
        derived = data / "derived"
        try:
            derived.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(f"{data}: không tạo được thư mục dữ liệu ({error})") from error
        if settings.store_url:
            return cls(connect(settings.store_url, settings), derived)
        lock = acquire(data, settings.lock_timeout)
        try:
            return cls(connect(data / "chroma", settings), derived, lock=lock)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Close the client, then let go of the folder."""
        self.client.close()  # type: ignore[attr-defined]
        if self._lock is not None:
            self._lock.release()


def acquire(data: Path, timeout: float) -> "FileLock":
    """The lock of a data folder, held.

    Raises:
        StoreBusy: It could not be had within ``timeout`` seconds.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(data / "owner.lock")
    try:
        lock.acquire(timeout=timeout)
    except Timeout as error:
        raise StoreBusy(
            f"{data}: một tiến trình khác đang dùng kho này; đã chờ {timeout:g} giây. "
            "Hãy đợi nó xong, hoặc đóng trang/lệnh đang chạy rồi thử lại."
        ) from error
    return lock
