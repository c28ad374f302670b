"""Who gets in: users, roles, the rate limit, and the refusal to be reached without a login."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser_fixtures import WAIT, Site, get, post, serious_in_both, served
from tests.conftest import free_port
from ui.limits import RateLimit
from ui.page_settings import PageSettings
from ui.serve import check_reach, make_app
from ui.users import UserError, Users

pytestmark = pytest.mark.timeout(900)
PASSWORDS = {"lan": "mật khẩu của Lan", "minh": "mật khẩu của Minh"}


@pytest.fixture
def users(tmp_path: Path) -> Users:
    kept = Users(tmp_path / "users.json")
    kept.add("lan", PASSWORDS["lan"], "editor")
    kept.add("minh", PASSWORDS["minh"])
    return kept


def test_passwords_are_checked_and_never_kept(users: Users) -> None:
    assert users.check("lan", PASSWORDS["lan"])
    assert not users.check("lan", PASSWORDS["minh"])
    assert not users.check("ai", PASSWORDS["lan"])
    text = users.path.read_text(encoding="utf-8")
    assert not [password for password in PASSWORDS.values() if password in text]
    assert users.path.stat().st_mode & 0o777 == 0o600


def test_only_editors_may_edit_where_there_are_users(users: Users, tmp_path: Path) -> None:
    assert users.may_edit("lan")
    assert not users.may_edit("minh")
    assert not users.may_edit(None)
    assert Users(tmp_path / "none.json").may_edit(None)


@pytest.mark.parametrize(
    ("name", "password", "role"),
    [("", "mười hai chữ", "reader"), ("x", "ngắn", "reader"), ("x", "mười hai chữ", "chủ")],
)
def test_a_user_that_will_not_do_is_refused(
    users: Users, name: str, password: str, role: str
) -> None:
    with pytest.raises(UserError):
        users.add(name, password, role)  # type: ignore[arg-type]


def test_an_address_others_reach_needs_users(tmp_path: Path, users: Users) -> None:
    empty = PageSettings(data=str(tmp_path / "empty"))
    for host in ("127.0.0.1", "::1", "localhost"):
        check_reach(host, empty)
    for host in ("0.0.0.0", "::", "192.168.1.5", "bao.example"):
        with pytest.raises(UserError, match="hoibao user add"):
            check_reach(host, empty)
        check_reach(host, PageSettings(data=str(tmp_path)))


def test_a_client_that_asks_too_often_waits_and_others_do_not() -> None:
    limit = RateLimit(60)
    assert [limit.allows("a", 0.0) for _ in range(61)] == [True] * 60 + [False]
    assert limit.allows("b", 0.0)
    assert not limit.allows("a", 0.5)
    assert limit.allows("a", 1.6)
    assert all(RateLimit(0).allows("a", 0.0) for _ in range(1000))


@pytest.fixture
def guarded(site: Site, users: Users) -> Iterator[str]:
    """The address of a page with users."""
    settings = PageSettings(data=str(users.path.parent), per_minute=600)
    with served(make_app(site.assistant, site.archive, settings), free_port()) as url:
        yield url


def _logged_in(url: str, name: str) -> httpx.Client:
    client = httpx.Client(base_url=url, timeout=150)
    given = {"username": name, "password": PASSWORDS[name]}
    client.post("/login", data=given).raise_for_status()
    return client


def _added(client: httpx.Client) -> str:
    """What the page's stream says after adding an article through the API."""
    data = {"data": ["Một bài thử quyền. Bài này có hai câu.", "Thử quyền", "", "", ""]}
    event = client.post("/gradio_api/call/add", json=data).raise_for_status().json()["event_id"]
    return client.get(f"/gradio_api/call/add/{event}").text


def test_nothing_but_health_is_told_without_a_login(guarded: str) -> None:
    assert get(f"{guarded}/health").status_code == 200
    for path in ("/config", "/gradio_api/info"):
        assert get(guarded + path).status_code == 401, path
    asked = post(f"{guarded}/gradio_api/call/ask", json={"data": ["Geneva?", "", "", ""]})
    assert asked.status_code == 401
    wrong = {"username": "lan", "password": "không phải thế"}
    assert post(f"{guarded}/login", data=wrong).status_code == 400


@pytest.mark.browser
def test_a_reader_logs_in_and_comes_to_the_address_asked_for(
    guarded: str, chromium: Any, users: Users
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN")
    tab = context.new_page()
    tab.set_default_timeout(WAIT)
    tab.goto(f"{guarded}/?a={'0' * 20}")
    tab.get_by_label("Tên người dùng", exact=True).fill("minh")
    tab.get_by_label("Mật khẩu", exact=True).fill("không phải thế")
    tab.get_by_role("button", name="Đăng nhập", exact=True).click()
    tab.get_by_text("Sai tên hoặc mật khẩu.", exact=True).wait_for()
    assert serious_in_both(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.get_by_label("Mật khẩu", exact=True).fill(PASSWORDS["minh"])
    tab.keyboard.press("Enter")
    tab.wait_for_selector("[data-greeted]", state="attached")
    tab.get_by_text("Không có câu trả lời nào được lưu ở địa chỉ này.", exact=True).wait_for()
    users.remove("minh")  # the session ends with its user, at the next question
    tab.fill("#hb-question textarea", "Geneva ở đâu?")
    tab.press("#hb-question textarea", "Enter")
    tab.get_by_role("heading", name="Phiên đăng nhập đã hết", exact=True).wait_for()
    assert serious_in_both(tab) == []
    tab.locator("dialog").get_by_role("button", name="Đăng nhập", exact=True).click()
    users.add("minh", PASSWORDS["minh"])
    tab.get_by_label("Tên người dùng", exact=True).fill("minh")
    tab.get_by_label("Mật khẩu", exact=True).fill(PASSWORDS["minh"])
    tab.keyboard.press("Enter")
    tab.wait_for_function(
        "document.querySelector('#hb-question textarea')?.value === 'Geneva ở đâu?'"
    )
    tab.get_by_role("tab", name="Hệ thống", exact=True).click()
    tab.get_by_text("Bạn đã đăng nhập với tên minh.").wait_for()
    tab.get_by_role("link", name="Đăng xuất", exact=True).click()
    tab.get_by_label("Mật khẩu", exact=True).wait_for()
    context.close()


def test_a_reader_reads_and_an_editor_adds(guarded: str, site: Site) -> None:
    with closing(_logged_in(guarded, "minh")) as reader:
        assert "biên tập viên" in _added(reader) or "error" in _added(reader)
        assert site.archive.list_articles(search="Thử quyền").total == 0
    with closing(_logged_in(guarded, "lan")) as editor:
        assert '"added": 1' in _added(editor)
    assert site.archive.list_articles(search="Thử quyền").total == 1


def test_a_page_with_users_limits_how_often_a_client_asks(site: Site, users: Users) -> None:
    settings = PageSettings(data=str(users.path.parent), per_minute=3)
    with served(make_app(site.assistant, site.archive, settings), free_port()) as url:
        seen = [post(f"{url}/nowhere").status_code for _ in range(12)]
        assert seen[:3].count(429) == 0
        assert 429 in seen
        assert get(f"{url}/health").status_code == 200
