"""A Chroma server behind TLS and a token: a real nginx before a real `chroma run`."""

import json
import multiprocessing
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from index.archive import Archive
from index.connection import connect
from index.settings import IndexSettings
from index.store_errors import StoreUnavailable
from tests.conftest import ChromaServer, free_port, new_database
from tests.killing import article
from tests.test_owner import hoibao

TOKEN = "bi-mat-cua-toa-soan"
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  client_max_body_size 64m;
  server {{
    listen 127.0.0.1:{port} ssl;
    listen 127.0.0.2:{port} ssl;
    ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.key;
    location / {{
      if ($http_authorization != "Bearer {token}") {{ return 401; }}
      proxy_pass http://127.0.0.1:{inner}; proxy_read_timeout 300s;
    }}
  }}
}}
"""


@dataclass(frozen=True)
class Guarded:
    """Where the guarded server listens, and the certificate that vouches for it."""

    url: str
    authority: Path

    @property
    def settings(self) -> IndexSettings:
        return IndexSettings(store_url=self.url, token=TOKEN, ca_file=str(self.authority))


def certificates(folder: Path) -> Path:
    """An authority of our own and a certificate for localhost that it signed."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    named = folder / "names"
    named.write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n")
    key = ["-newkey", "rsa:2048", "-nodes"]
    for command in (
        ["req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj",
         "/CN=Toa soan thu", "-addext", "keyUsage=critical,keyCertSign,cRLSign"],
        ["req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost"],
        ["x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-out",
         "server.pem", "-days", "2", "-CAcreateserial", "-extfile", "names"],
    ):  # fmt: skip
        subprocess.run([openssl, *command], cwd=folder, check=True, capture_output=True)
    return folder / "ca.pem"


@pytest.fixture(scope="module")
def guarded(
    chroma_server: ChromaServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Guarded]:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("nginx is not installed")
    folder, port = tmp_path_factory.mktemp("guarded"), free_port()
    authority = certificates(folder)
    conf = folder / "nginx.conf"
    conf.write_text(NGINX.format(folder=folder, port=port, inner=chroma_server.port, token=TOKEN))
    process = subprocess.Popen([nginx, "-c", str(conf), "-p", str(folder)])
    at = Guarded(f"https://localhost:{port}", authority)
    deadline = time.monotonic() + 30
    while True:
        try:
            httpx.get(at.url, verify=False)
            break
        except httpx.HTTPError:
            assert time.monotonic() < deadline
            assert process.poll() is None
            time.sleep(0.05)
    yield at
    process.terminate()
    process.wait(10)


def test_an_archive_works_through_tls_with_its_token(
    guarded: Guarded, chroma_server: ChromaServer, tmp_path: Path
) -> None:
    settings = replace(guarded.settings, database=new_database(chroma_server, "tls"))
    with Archive.open(tmp_path, settings) as archive:
        archive.add(article(n, 0) for n in range(3))
        archive.add([article(1, 1)])
        assert archive.count()[0] == 3
        assert archive.article("bai01", 1) is not None
        assert archive.retrieve("Bài số 2")[0].passage.article_id == "bai02"


@pytest.mark.parametrize("token", ["", "sai"])
def test_a_missing_or_wrong_token_is_told_without_repeating_it(
    guarded: Guarded, token: str
) -> None:
    with pytest.raises(StoreUnavailable, match="không nhận token") as caught:
        connect(guarded.url, replace(guarded.settings, token=token))
    assert TOKEN not in str(caught.value)


def test_a_certificate_that_is_not_trusted_is_told_with_the_way_out(guarded: Guarded) -> None:
    with pytest.raises(StoreUnavailable, match="ca_file"):
        connect(guarded.url, replace(guarded.settings, ca_file=""))
    with pytest.raises(StoreUnavailable, match="không có tệp này"):
        connect(guarded.url, replace(guarded.settings, ca_file="/nowhere/ca.pem"))


def test_a_certificate_for_another_name_is_told(guarded: Guarded) -> None:
    elsewhere = guarded.url.replace("localhost", "127.0.0.2")
    with pytest.raises(StoreUnavailable, match="chứng chỉ TLS"):
        connect(elsewhere, guarded.settings)


def test_plain_http_to_a_tls_port_and_tls_to_a_plain_one_are_told(
    guarded: Guarded, chroma_server: ChromaServer
) -> None:
    with pytest.raises(StoreUnavailable, match="400"):
        connect(guarded.url.replace("https", "http"), guarded.settings)
    with pytest.raises(StoreUnavailable, match="bắt tay TLS"):
        connect(chroma_server.url.replace("http", "https"), guarded.settings)


@pytest.mark.parametrize(
    "url", ["chroma:8000", "ftp://chroma", "http://", "http://[", "http://chroma:99999"]
)
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(StoreUnavailable, match="http://máy:cổng"):
        connect(url, IndexSettings())


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(StoreUnavailable, match="HOIBAO_STORE_TOKEN") as caught:
        connect("https://toa:bi-mat@chroma.example", IndexSettings())
    assert "bi-mat" not in str(caught.value)


def test_a_server_that_never_answers_is_given_up(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as deaf:
        began = time.monotonic()
        with pytest.raises(StoreUnavailable, match="không trả lời"):
            connect(f"http://127.0.0.1:{deaf.getsockname()[1]}", IndexSettings())
        assert time.monotonic() - began < 30


def test_the_command_takes_the_token_from_the_environment(
    guarded: Guarded,
    chroma_server: ChromaServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    config = tmp_path / "hoibao.toml"
    database = new_database(chroma_server, "command")
    config.write_text(f'[index]\nca_file = "{guarded.authority}"\ndatabase = "{database}"\n')
    monkeypatch.setenv("HOIBAO_STORE_TOKEN", TOKEN)
    given = ("--config", str(config), "--store", guarded.url)
    out, err = hoibao(tmp_path, *given, "stats", "--json").communicate(timeout=120)
    assert json.loads(out)["articles"] == 0, err
    monkeypatch.setenv("HOIBAO_STORE_TOKEN", "sai")
    process = hoibao(tmp_path, *given, "--verbose", "stats")
    out, err = process.communicate(timeout=120)
    assert process.returncode == 3
    assert "không nhận token" in err
    assert TOKEN not in out + err


def _wait_for(data: Path, settings: IndexSettings, found: "multiprocessing.Queue[float]") -> None:
    """In a process of its own: say that it is there, then when the article could be found."""
    with Archive.open(data, settings) as reading:
        found.put(0.0)
        while not any(h.passage.article_id == "bai07" for h in reading.retrieve("Bài số 7")):
            time.sleep(0.1)
        found.put(time.time())


def test_pages_that_share_a_server_see_an_added_article_within_five_seconds(
    guarded: Guarded, chroma_server: ChromaServer, tmp_path: Path
) -> None:
    settings = replace(guarded.settings, database=new_database(chroma_server, "pages"))
    processes = multiprocessing.get_context("forkserver")
    found: multiprocessing.Queue[float] = processes.Queue()
    with Archive.open(tmp_path / "writer", settings) as writing:
        writing.add([article(1, 0)])
        pages = [
            processes.Process(target=_wait_for, args=(tmp_path / f"page{n}", settings, found))
            for n in range(3)
        ]
        for page in pages:
            page.start()
        for _ in pages:
            found.get(timeout=120)
        writing.add([article(7, 0)])
        added = time.time()
        waited = [found.get(timeout=120) - added for _ in pages]
        for page in pages:
            page.join(60)
    assert max(waited) < 5, waited
