"""Opening Chroma as a folder or by URL; knows nothing of articles."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.settings import IndexSettings
from index.store_errors import StoreUnavailable

if TYPE_CHECKING:
    from chromadb.api import ClientAPI


def connect(where: Path | str, settings: IndexSettings) -> "ClientAPI":
    """A Chroma client for a folder (``Path``) or a server (URL).

    Telemetry is off and nothing is downloaded: vectors always come from us.

    Raises:
        StoreUnavailable: The folder cannot be created, or the server does not answer.
    """
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False, allow_reset=False)
    try:
        if isinstance(where, Path):
            where.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(str(where), settings=quiet)
        url = urlsplit(where)
        client = chromadb.HttpClient(
            host=url.hostname or "localhost",
            port=url.port or (443 if url.scheme == "https" else 8000),
            ssl=url.scheme == "https",
            headers={"Authorization": f"Bearer {settings.token}"} if settings.token else {},
            settings=quiet,
            tenant=settings.tenant,
            database=settings.database,
        )
        client.heartbeat()
        return client
    except PermissionError as error:
        raise StoreUnavailable(f"{where}: không có quyền ghi vào thư mục dữ liệu") from error
    except Exception as error:
        raise StoreUnavailable(f"{where}: không mở được kho Chroma ({error})") from error


def failures() -> tuple[type[Exception], ...]:
    """What Chroma raises when it cannot do its work, as a folder or over HTTP."""
    import httpx
    from chromadb.errors import ChromaError

    return (ChromaError, httpx.HTTPError)
