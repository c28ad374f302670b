"""Strangers at the door of a served page: other sites, forged uploads, guesses, floods."""

import asyncio
import json
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser_fixtures import Site, get, post, served
from tests.conftest import free_port
from tests.test_page_users import PASSWORDS, _logged_in, users  # noqa: F401
from ui.edge import Edge
from ui.guard import BODY_LIMIT, LOGINS_PER_MINUTE
from ui.limits import client_of
from ui.page_settings import PageSettings
from ui.serve import make_app
from ui.users import UserError, Users

pytestmark = pytest.mark.timeout(900)
CALL = "/gradio_api/call/add"
STRANGE = {"data": ["Xylophon lạ thêm bài này. Bài có hai câu.", "Xylophon", "", "", ""]}
MCP = {"accept": "application/json, text/event-stream"}


@pytest.fixture
def guarded(site: Site, users: Users) -> Iterator[str]:  # noqa: F811
    """The address of a page with users."""
    settings = PageSettings(data=str(users.path.parent), per_minute=6000)
    with served(make_app(site.assistant, site.archive, settings), free_port()) as url:
        yield url


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_requests_that_another_site_makes_are_refused(site: Site, headers: dict[str, str]) -> None:
    refused = post(site.url + CALL, json=STRANGE, headers=headers)
    assert refused.status_code == 403
    upload = {"files": ("a.txt", b"x")}
    assert post(f"{site.url}/gradio_api/upload", files=upload, headers=headers).is_error
    assert site.archive.list_articles(search="Xylophon").total == 0


def test_requests_of_the_page_itself_and_of_programs_are_taken(site: Site) -> None:
    for headers in (
        {},
        {"origin": site.url},
        {"origin": site.url, "sec-fetch-site": "same-origin"},
    ):
        data = {"data": ["geneva", 1, "", ""]}
        answer = post(f"{site.url}/gradio_api/call/search", json=data, headers=headers)
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:7860", "10.0.0.1", "", "[::", "a b"]
)
def test_an_open_page_answers_only_under_names_of_its_own_machine(site: Site, host: str) -> None:
    assert get(f"{site.url}/config", headers={"host": host}).status_code in (400, 403)
    assert get(f"{site.url}/config", headers={"host": "localhost:1"}).status_code == 200


def test_an_open_page_is_not_served_to_others_through_a_proxy(site: Site, tmp_path: Path) -> None:
    others = {"x-forwarded-for": "203.0.113.9"}
    assert get(f"{site.url}/config", headers=others).status_code == 403
    named = PageSettings(data=str(tmp_path), names=("bao.example",))
    with served(make_app(site.assistant, site.archive, named), free_port()) as url:
        through = {**others, "host": "bao.example"}
        assert get(f"{url}/config", headers=through).status_code == 200


def _forged(url: str, path: Path | str, client: httpx.Client) -> str:
    """What the page says when a file of the machine is given as one that was uploaded."""
    config = client.get(f"{url}/config").json()
    kinds = {part["id"]: part["type"] for part in config["components"]}
    [call] = [
        d["id"]
        for d in config["dependencies"]
        if [kinds[i] for i in d["inputs"]] == ["uploadbutton"]
    ]
    session = uuid.uuid4().hex
    file = {"path": str(path), "orig_name": "a.txt", "meta": {"_type": "gradio.FileData"}}
    asked: dict[str, Any] = {"data": [[file]], "fn_index": call, "session_hash": session}
    client.post(f"{url}/gradio_api/queue/join", json=asked).raise_for_status()
    told = ""
    with client.stream("GET", f"{url}/gradio_api/queue/data?session_hash={session}") as lines:
        for line in lines.iter_lines():
            told += line
            if "process_completed" in line:
                return told
    return told


def test_a_file_of_the_machine_cannot_be_passed_off_as_an_upload(
    site: Site, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Mật khẩu của tòa soạn là hoa sen. Không ai được biết.")
    with httpx.Client(timeout=150) as client:
        for path in (secret, Path("README.md").resolve(), "README.md", "/etc/hostname.txt"):
            told = _forged(site.url, path, client)
            assert '"success":false' in told.replace(" ", ""), path
        assert site.archive.list_articles(search="tòa soạn hoa sen").total == 0
        upload = {"files": ("bai.txt", "Bài tải lên hẳn hoi. Bài có hai câu.".encode())}
        [kept] = client.post(f"{site.url}/gradio_api/upload", files=upload).json()
        assert '"success":true' in _forged(site.url, kept, client).replace(" ", "")


def test_nothing_of_the_api_is_told_without_a_login(guarded: str) -> None:
    listing = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    assert post(f"{guarded}/gradio_api/mcp/", json=listing, headers=MCP).status_code == 401
    for path in ("mcp/schema", "heartbeat/abc", "openapi.json", "info", "app_id", "file=x"):
        assert get(f"{guarded}/gradio_api/{path}").status_code == 401, path
    for path in ("cancel", "reset", "queue/join", "component_server", "upload", "call/ask"):
        assert post(f"{guarded}/gradio_api/{path}", json={}).status_code == 401, path
    assert get(guarded).status_code == 200


def test_a_session_cannot_be_chosen_and_ends_with_its_user(guarded: str, users: Users) -> None:  # noqa: F811
    with closing(_logged_in(guarded, "lan")) as client:
        assert client.get("/config").status_code == 200
        [name] = {c.name for c in client.cookies.jar if "unsecure" in c.name}
        fixed = {name: "chosen-by-the-attacker"}
        assert get(f"{guarded}/gradio_api/info", cookies=fixed).status_code == 401
        again = post(
            f"{guarded}/login",
            data={"username": "lan", "password": PASSWORDS["lan"]},
            cookies=fixed,
        )
        assert "chosen-by-the-attacker" not in str(again.headers)
        assert "samesite=none" not in str(again.headers).lower()
        users.remove("lan")
        assert client.get("/gradio_api/info").status_code == 401
        users.add("lan", PASSWORDS["lan"], "editor")
        assert client.get("/gradio_api/info").status_code == 401


def test_removing_the_last_user_opens_nothing(guarded: str, users: Users) -> None:  # noqa: F811
    with closing(_logged_in(guarded, "minh")) as client:
        users.remove("lan")
        users.remove("minh")
        assert client.post(CALL, json=STRANGE).status_code == 401
    assert post(guarded + CALL, json=STRANGE).status_code == 401


def test_passwords_cannot_be_guessed_quickly(guarded: str) -> None:
    wrong = {"username": "lan", "password": "đoán mò thôi"}

    def guess(_: int) -> int:
        return post(f"{guarded}/login", data=wrong, timeout=300).status_code

    began = time.monotonic()
    with ThreadPoolExecutor(10) as threads:
        seen = list(threads.map(guess, range(40)))
    minutes = (time.monotonic() - began) / 60
    assert seen.count(400) <= LOGINS_PER_MINUTE * (1 + minutes) + 1
    assert 429 in seen
    assert get(f"{guarded}/health").status_code == 200


def test_readers_cannot_fill_the_disk_with_uploads(guarded: str) -> None:
    upload = {"files": ("a.txt", b"x")}
    for name, wanted in (("minh", 403), ("lan", 200)):
        with closing(_logged_in(guarded, name)) as client:
            assert client.post("/gradio_api/upload", files=upload).status_code == wanted


def test_a_request_that_is_too_large_is_cut_off(site: Site, guarded: str) -> None:
    def endless() -> Iterator[bytes]:
        yield b'{"data": ["'
        for _ in range(BODY_LIMIT // 2**20 + 4):
            yield b"a" * 2**20

    for url in (site.url, guarded):
        large = b'{"data": ["' + b"a" * (BODY_LIMIT + 1) + b'"]}'
        kind = {"content-type": "application/json"}
        refused = post(url + CALL, content=large, headers=kind, timeout=150)
        assert refused.status_code in (401, 413)
    try:
        cut = post(site.url + CALL, content=endless(), headers=kind, timeout=150).status_code
    except httpx.WriteError:  # The answer may come before all was sent.
        cut = 413
    assert cut == 413
    assert get(f"{site.url}/health").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/monitoring", "/monitoring/x", "/gradio_api/vibe-code", "/gradio_api/token", "/runs",
     "/gradio_api/proxy=http://127.0.0.1:1/", "/gradio_api/stream/a/1/1/playlist.m3u8",
     "/gradio_api/dev/reload", "/gradio_api/deep_link", "/custom_component/a/client/b/c.js"],
)  # fmt: skip
def test_routes_of_gradio_without_a_use_are_closed(site: Site, path: str) -> None:
    assert get(site.url + path).status_code == 404


def test_one_ipv6_household_counts_as_one_client() -> None:
    assert client_of({"client": ("2001:db8:1:2::9", 1)}) == client_of(
        {"client": ("2001:db8:1:2:3::", 1)}
    )
    assert client_of({"client": ("203.0.113.9", 1)}) == "203.0.113.9"


def test_one_ipv6_household_has_one_allowance() -> None:
    async def asked(edge: Edge, client: str) -> int:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "headers": [], "client": (client, 1)}
        await edge(scope, None, send)
        return int(sent[0]["status"])

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    edge = Edge(app, per_minute=2)
    neighbours = ("2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2::3", "2001:db8:1:3::1")
    with ThreadPoolExecutor(1) as thread:  # A browser's own loop may be running in this one.
        told = [thread.submit(asyncio.run, asked(edge, c)).result() for c in neighbours]
    assert told == [200, 200, 429, 200]


@pytest.mark.parametrize(
    "text",
    ["[]", '{"lan": 5}', '{"lan": {"hash": 1, "role": "editor"}}', "{", '{"lan": {"role": "x"}}'],
)
def test_a_spoiled_file_of_users_lets_nobody_in(text: str, tmp_path: Path) -> None:
    users = Users(tmp_path / "users.json")  # noqa: F811
    users.path.write_text(text)
    with pytest.raises(UserError, match=r"users\.json"):
        users.names()
    with pytest.raises(UserError, match=r"users\.json"):
        users.check("lan", "bất kỳ mật khẩu nào")


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a\x1b[2J", "x" * 101])
def test_names_that_could_spoil_a_log_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        Users(tmp_path / "users.json").add(name, "mười hai chữ cái")


def test_a_refusal_is_json_with_the_security_headers(site: Site) -> None:
    refused = post(site.url + CALL, json=STRANGE, headers={"origin": "http://evil.example"})
    assert "trang khác" in json.loads(refused.text)["detail"]
    assert refused.headers["x-content-type-options"] == "nosniff"
