"""Fixtures that many tests share; everything real: Chroma, lexical index, model, browser."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.archive import Archive
from index.server import answers
from index.settings import IndexSettings
from tests.browser_fixtures import chromium, site, visitor  # noqa: F401


@dataclass
class ChromaServer:
    """A real ``chroma run`` of the tests, that can be stopped and started again."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        program = Path(sys.executable).with_name("chroma")
        command = [program, "run", "--path", self.folder, "--host", "127.0.0.1"]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while not answers(self.url):
            assert time.monotonic() < deadline, "chroma run does not answer"
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
            self.process = None


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    server = ChromaServer(tmp_path_factory.mktemp("server"), free_port())
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["folder", "server"])
def archive(
    request: pytest.FixtureRequest, tmp_path: Path, chroma_server: ChromaServer
) -> Iterator[Archive]:
    """An empty archive, once in an embedded folder and once at a real Chroma server."""
    settings = IndexSettings()
    if request.param == "server":
        settings = IndexSettings(
            store_url=chroma_server.url, database=new_database(chroma_server, tmp_path.name)
        )
    with Archive.open(tmp_path, settings) as opened:
        yield opened


def new_database(server: ChromaServer, name: str) -> str:
    """An empty database on the server, for one test."""
    import uuid

    import chromadb
    from chromadb.config import Settings

    database = f"{name[:20]}-{uuid.uuid4().hex[:8]}"
    quiet = Settings(
        anonymized_telemetry=False,
        chroma_api_impl="chromadb.api.fastapi.FastAPI",
        chroma_server_host="127.0.0.1",
        chroma_server_http_port=server.port,
    )
    chromadb.AdminClient(quiet).create_database(database)
    return database
