"""Opening Chroma as a folder or by URL; knows nothing of articles."""

import logging
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from index.settings import IndexSettings
from index.store_errors import StoreError, StoreUnavailable

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

log = logging.getLogger(__name__)
GREETING = 10.0
"""Seconds a server may take to say that it is there."""
WORKING = 300.0
"""Seconds a server may take for one request; without a bound a dead line waits for ever."""
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def connect(where: Path | str, settings: IndexSettings) -> "ClientAPI":
    """A Chroma client for a folder (``Path``) or a server (URL).

    Telemetry is off and nothing is downloaded: vectors always come from us.

    Raises:
        StoreUnavailable: The folder cannot be created, or the server does not answer, does not
            take the token, or shows a certificate that is not trusted.
    """
    try:
        return _folder(where) if isinstance(where, Path) else _server(where, settings)
    except StoreError:
        raise
    except PermissionError as error:
        raise StoreUnavailable(f"{where}: không có quyền ghi vào thư mục dữ liệu") from error
    except Exception as error:
        shown = where if isinstance(where, Path) else _shown(urlsplit(where))
        raise StoreUnavailable(f"{shown}: {_reason(error)}") from error


def _folder(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    folder.mkdir(parents=True, exist_ok=True)
    quiet = Settings(anonymized_telemetry=False, allow_reset=False)
    return chromadb.PersistentClient(str(folder), settings=quiet)


def _server(address: str, settings: IndexSettings) -> "ClientAPI":
    import chromadb
    import httpx
    from chromadb.config import Settings

    url = _parts(address)
    _greet(url, settings)
    quiet = Settings(anonymized_telemetry=False, allow_reset=False)
    if settings.ca_file:
        quiet.chroma_server_ssl_verify = settings.ca_file
    client = chromadb.HttpClient(
        host=_shown(url) if url.path.strip("/") else _host(url),
        port=url.port or (443 if url.scheme == "https" else 8000),
        ssl=url.scheme == "https",
        headers=_headers(settings),
        settings=quiet,
        tenant=settings.tenant,
        database=settings.database,
    )
    session = getattr(getattr(client, "_server", None), "_session", None)
    if isinstance(session, httpx.Client):
        session.timeout = httpx.Timeout(WORKING, connect=GREETING)
    return client


def _parts(address: str) -> SplitResult:
    """The parts of a server's address.

    Raises:
        StoreUnavailable: It is none, or it carries a password.
    """
    try:
        url = urlsplit(address)
        good = url.scheme in ("http", "https") and url.hostname and url.port != 0
    except ValueError:
        good = False
    if not good:
        raise StoreUnavailable("địa chỉ của kho phải có dạng http://máy:cổng hoặc https://máy:cổng")
    if url.username or url.password:
        raise StoreUnavailable(
            f"{_shown(url)}: đừng ghi mật khẩu trong địa chỉ của kho; hãy đặt token vào biến "
            "HOIBAO_STORE_TOKEN"
        )
    return url


def _greet(url: SplitResult, settings: IndexSettings) -> None:
    """Nothing, where a Chroma server answers there and takes the token.

    Raises:
        StoreUnavailable: Something else answers, or the token is refused.
        Exception: Nobody answers.
    """
    import httpx

    if settings.token and url.scheme == "http" and url.hostname not in _LOOPBACK:
        log.warning("the token goes to %s unencrypted; use https", url.hostname)
    if settings.ca_file and not Path(settings.ca_file).is_file():
        raise StoreUnavailable(f"[index] ca_file = {settings.ca_file!r}: không có tệp này")
    trusted: ssl.SSLContext | bool = True
    if url.scheme == "https" and settings.ca_file:
        trusted = ssl.create_default_context(cafile=settings.ca_file)
    base = _shown(url).rstrip("/")
    with httpx.Client(verify=trusted, timeout=GREETING, headers=_headers(settings)) as client:
        reply = client.get(f"{base}/api/v2/auth/identity")
    if reply.status_code in (401, 403):
        raise StoreUnavailable(f"{base}: {_NOT_LET_IN}")
    if reply.status_code != 200:
        raise StoreUnavailable(
            f"{base}: máy chủ trả lời {reply.status_code}, không như một máy chủ Chroma; "
            "hãy xem lại địa chỉ và cổng"
        )


def _headers(settings: IndexSettings) -> dict[str, str]:
    return {"Authorization": f"Bearer {settings.token}"} if settings.token else {}


def _host(url: SplitResult) -> str:
    host = url.hostname or "localhost"
    return f"[{host}]" if ":" in host else host


def _shown(url: SplitResult) -> str:
    """The address without a password."""
    port = f":{url.port}" if url.port else (":8000" if url.scheme == "http" else "")
    return f"{url.scheme}://{_host(url)}{port}{url.path}"


_NOT_LET_IN = (
    "máy chủ không nhận token này; hãy đặt đúng token vào biến HOIBAO_STORE_TOKEN "
    "(hoặc [index] token)"
)


def _reason(error: BaseException) -> str:
    """Why a store could not be opened, in a sentence."""
    import httpx

    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY" in str(cause):
            why = getattr(cause, "verify_message", "") or "certificate verify failed"
            return (
                f"chứng chỉ TLS của máy chủ không được tin ({why}); nếu là chứng chỉ tự làm, hãy "
                'đặt [index] ca_file = "tệp chứng chỉ CA"'
            )
        if isinstance(cause, ssl.SSLError):
            return "không bắt tay TLS được; máy chủ có nói https ở cổng này không?"
        if isinstance(cause, httpx.HTTPStatusError) and cause.response.status_code in (401, 403):
            return _NOT_LET_IN
        if isinstance(cause, httpx.TransportError):
            return (
                "máy chủ Chroma không trả lời; nó còn chạy không, địa chỉ và cổng có đúng không? "
                f"({type(cause).__name__})"
            )
    return f"không mở được kho Chroma ({error})"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what led to it, the first cause first; a TLS error hides below others."""
    chain: list[BaseException] = []
    found: BaseException | None = error
    while found is not None and found not in chain:
        chain.append(found)
        found = found.__cause__ or found.__context__
    return reversed(chain)


def failures() -> tuple[type[Exception], ...]:
    """What Chroma raises when it cannot do its work, as a folder or over HTTP."""
    import httpx
    from chromadb.errors import ChromaError

    return (ChromaError, httpx.HTTPError)


def built_with(client: "ClientAPI") -> tuple[str, int] | None:
    """Model and dimension that a store was built with; ``None`` where there is no store yet."""
    for collection in client.list_collections():
        if collection.name == "hoibao-passages":
            built = collection.metadata or {}
            return str(built.get("embedder")), int(built.get("dim", 0))
    return None


def drop_all(client: "ClientAPI") -> None:
    """Delete every collection of ours; for building a store anew from a backup."""
    for collection in client.list_collections():
        if collection.name.startswith("hoibao-"):
            client.delete_collection(collection.name)
