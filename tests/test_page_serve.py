"""Serving: a reverse proxy with a prefix, headers, health, no file of the machine."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser_fixtures import Site, Visitor, ask, get, post, served
from tests.conftest import free_port

pytestmark = pytest.mark.timeout(900)
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port};
    location /hoibao/ {{
      proxy_pass http://127.0.0.1:{inner}/;
      proxy_http_version 1.1; proxy_buffering off; proxy_read_timeout 300s;
      proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-Host $http_host; proxy_set_header X-Forwarded-For $remote_addr;
    }}
    location / {{ return 404; }}
  }}
}}
"""


@pytest.fixture
def behind_nginx(site: Site, tmp_path: Path) -> Iterator[Site]:
    """The page served under /hoibao by a real nginx."""
    from ui.page_settings import PageSettings
    from ui.serve import make_app

    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not nginx:
        pytest.skip("nginx is not installed")
    inner, port = free_port(), free_port()
    app = make_app(
        site.assistant, site.archive, PageSettings(data=str(tmp_path)), root_path="/hoibao"
    )
    conf = tmp_path / "nginx.conf"
    conf.write_text(NGINX.format(folder=tmp_path, port=port, inner=inner))
    with served(app, inner):
        process = subprocess.Popen([nginx, "-c", str(conf), "-p", str(tmp_path)])
        url = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 150
        while _status(f"{url}/hoibao/health") != 200:
            assert time.monotonic() < deadline
            assert process.poll() is None
        yield Site(url, site.archive, site.assistant, site.feedback, port)
        process.terminate()
        process.wait(10)


def _status(url: str) -> int:
    try:
        return get(url, timeout=5).status_code
    except httpx.HTTPError:
        return 0


@pytest.mark.browser
def test_all_works_under_a_prefix_behind_nginx(behind_nginx: Site, chromium: Any) -> None:
    context = chromium.new_context(locale="vi-VN", reduced_motion="reduce")
    reader = Visitor(behind_nginx, context)
    tab = reader.visit("/hoibao/")
    ask(tab, "Nga từ chối điện đàm với Mỹ khi nào?")
    tab.locator("#hb-current .hb-claim .hb-chip").first.click()
    tab.wait_for_selector("#hb-reader .hb-sentence")
    tab.keyboard.press("Escape")
    tab.get_by_role("tab", name="Kho bài", exact=True).click()
    tab.get_by_label("Tìm trong kho", exact=True).fill("geneva")
    tab.wait_for_function("document.querySelectorAll('.hb-table tbody tr').length < 20")
    context.close()
    assert reader.errors == []
    assert reader.elsewhere == []


def test_every_answer_carries_the_security_headers(site: Site) -> None:
    for path in ("/", "/health", "/gradio_api/info", "/nowhere"):
        headers = get(site.url + path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert "object-src 'none'" in headers["content-security-policy"], path
        assert headers["referrer-policy"] == "no-referrer", path


def test_what_is_remembered_of_readers_is_bounded(site: Site, tmp_path: Path) -> None:
    from ui.page_settings import PageSettings
    from ui.serve import SESSIONS, make_app

    app = make_app(site.assistant, site.archive, PageSettings(data=str(tmp_path)))
    mounted: Any = app.routes[-1]
    remembered = mounted.app.state_holder
    with served(app, free_port()) as url:
        assert _stats(url) == _stats(url)
        for number in range(SESSIONS + 5):
            assert remembered[f"view {number}"]
        assert _stats(url) == _stats(url)
        summed_up = get(f"{url}/gradio_api/monitoring/summary")
    assert len(remembered.session_data) == SESSIONS
    calls = mounted.app.get_blocks()._queue
    assert len(calls.event_analytics) <= 1
    assert calls.cached_event_analytics_summary == {"functions": {}}
    assert summed_up.status_code == 404


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be told")
def test_the_threads_of_the_page_share_their_heaps(tmp_path: Path) -> None:
    counted = tmp_path / "heaps.xml"
    script = """
import ctypes, sys, threading
from ui.serve import share_heaps
share_heaps()
held, ready, done = [], threading.Barrier(17), threading.Event()
def work():
    held.append([bytearray(2000) for _ in range(100)])
    ready.wait()
    done.wait()
threads = [threading.Thread(target=work) for _ in range(16)]
for thread in threads:
    thread.start()
ready.wait()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
file = libc.fopen(sys.argv[1].encode(), b"w")
libc.malloc_info(0, ctypes.c_void_p(file))
libc.fclose(ctypes.c_void_p(file))
done.set()
"""
    subprocess.run([sys.executable, "-c", script, str(counted)], check=True, timeout=300)
    assert 1 <= counted.read_text().count("<heap nr=") <= 2


def _stats(url: str) -> str:
    """What a program is told of the archive, each time as a stranger."""
    event = post(f"{url}/gradio_api/call/stats", json={"data": []}).json()["event_id"]
    told = get(f"{url}/gradio_api/call/stats/{event}").text
    assert "passages" in told
    return told


def test_health_counts_the_articles(site: Site) -> None:
    articles, passages = site.archive.count()
    assert get(f"{site.url}/health").json() == {
        "status": "ok",
        "articles": articles,
        "passages": passages,
    }


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=../../../../etc/passwd",
        "/gradio_api/file=..%2f..%2f..%2fetc%2fpasswd",
        "/gradio_api/file=%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/gradio_api/file=....//....//etc/passwd",
        "/gradio_api/file=file:///etc/passwd",
        "/gradio_api/file=http://127.0.0.1:1/x",
        "/gradio_api/file=/proc/self/environ",
        "/gradio_api/file=pyproject.toml",
        "/gradio_api/proxy=http://127.0.0.1:1/x",
        "/static/..%2f..%2f..%2f..%2fetc/passwd",
        "/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%2f..%2f..%2f..%2f..%2fetc/passwd",
        "/assets/..%5c..%5cetc%5cpasswd",
        "/custom_component/x/client/../../etc/passwd",
        "/gradio_api/stream/../../../etc/passwd",
    ],
)
def test_no_file_of_the_machine_can_be_read(site: Site, path: str) -> None:
    answer = get(site.url + path, follow_redirects=False)
    assert answer.status_code >= 400, answer.status_code
    assert "root:" not in answer.text
    assert "[project]" not in answer.text


def test_the_articles_and_opinions_of_the_archive_are_not_served_as_files(site: Site) -> None:
    for path in (site.feedback, site.feedback.parent / "data"):
        assert get(f"{site.url}/gradio_api/file={path}").status_code >= 400


def test_an_upload_over_the_limit_is_refused(site: Site, tmp_path: Path) -> None:
    from ui.page_settings import PageSettings
    from ui.serve import make_app

    settings = PageSettings(data=str(tmp_path), upload_limit="1kb")
    with served(make_app(site.assistant, site.archive, settings), free_port()) as url:
        for size, wanted in ((500, 200), (5000, 413)):
            answer = post(f"{url}/gradio_api/upload", files={"files": ("a.txt", b"x" * size)})
            assert answer.status_code == wanted
