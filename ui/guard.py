"""Who may ask what of the served page, before Gradio sees it; ASGI only, knows no answers."""

import ipaddress
import json
import logging
import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from ui.limits import RateLimit, client_of
from ui.logs import request_now
from ui.users import Users

log = logging.getLogger(__name__)
BODY_LIMIT = 16 * 2**20
"""Bytes of a request that is no upload: a pasted article and twenty turns fit."""
UPLOADS = 4
"""Largest uploads that may come in one request."""
LOGINS_PER_MINUTE = 10
_API = "/gradio_api"
_CLOSED = tuple(
    [f"{_API}/{name}" for name in (
        "proxy=", "stream", "dev/", "deep_link", "process_recording", "profiling", "run-history",
        "token", "custom_component", "vibe", "undo-vibe", "monitoring",
    )]
    + ["/monitoring", "/custom_component", "/runs", "/gradio_api/deep_link"]
)  # fmt: skip
"""Routes of Gradio that this page has no use for."""
_OPEN = tuple(f"{_API}/{name}" for name in ("startup-events", "theme.css", "user", "login_check"))
"""What the login form needs of the API."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a page lets in.

    Attributes:
        users: Who may log in; ``None`` for a page without a login, which serves this machine.
        sessions: Gradio's own: tokens of cookies to names.
        upload_limit: Bytes of one uploaded file.
        names: Host names under which a proxy with a login of its own offers an open page.
    """

    users: Users | None
    sessions: MutableMapping[str, str] = field(default_factory=dict)
    upload_limit: int = 200 * 2**20
    names: tuple[str, ...] = ()


class Guard:
    """ASGI: refuses strangers, other sites' requests, closed routes and what is too large."""

    def __init__(self, app: Any, rules: Rules) -> None:
        self._app, self._rules = app, rules
        self._logins = RateLimit(LOGINS_PER_MINUTE)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass the request on, or refuse it in a sentence."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        request_now.set(secrets.token_hex(4))
        if refused := self._refused(scope):
            log.info("%s %s refused: %s", scope.get("method"), scope["path"], refused)
            await _refuse(send, *refused)
            return
        body = _Body(receive, self._limit(scope))
        answer = _Answer(send, body)
        try:
            await self._app(scope, body, answer)
        except Exception:
            if not body.too_large:
                raise
        if body.too_large and not answer.begun:
            await _refuse(send, 413, _TOO_LARGE)

    def _refused(self, scope: Any) -> tuple[int, str] | None:
        """Status and sentence for a request that is not let in."""
        headers = {name.decode("latin-1"): v.decode("latin-1") for name, v in scope["headers"]}
        path, method = scope["path"].rstrip("/") or "/", scope.get("method", "GET")
        if path.startswith(_CLOSED):
            return 404, "không có trang này"
        if method not in ("GET", "HEAD", "OPTIONS") and _from_elsewhere(headers):
            return 403, _ELSEWHERE
        if self._rules.users is None and not self._own(scope, headers):
            return 403, _NO_LOGIN
        if method == "POST" and path == "/login" and not self._logins.allows(client_of(scope)):
            return 429, "thử đăng nhập quá nhiều lần; xin đợi một phút"
        if _length(headers) > self._limit(scope):
            return 413, _TOO_LARGE
        return self._stranger(path, headers) if self._rules.users else None

    def _own(self, scope: Any, headers: Mapping[str, str]) -> bool:
        """Whether an open page is asked from this machine and under a name of this machine.

        A site that points its own name at 127.0.0.1 (DNS rebinding) sends that name.
        """
        name = _name(headers.get("host", ""))
        if name in self._rules.names:
            return True
        client = (scope.get("client") or ("127.0.0.1",))[0]
        return _loopback(name) and _loopback(client)

    def _stranger(self, path: str, headers: Mapping[str, str]) -> tuple[int, str] | None:
        """Refuses the API to who is not logged in, and uploads to who may not add."""
        name = self._user(headers)
        if path.startswith(_API) and not path.startswith(_OPEN) and name is None:
            return 401, "hãy đăng nhập"
        users = self._rules.users
        if path == f"{_API}/upload" and users is not None and not users.may_edit(name):
            return 403, "chỉ biên tập viên được thêm bài"
        return None

    def _user(self, headers: Mapping[str, str]) -> str | None:
        """Who is logged in; sessions of a user who was taken off the list end here."""
        sessions, users = self._rules.sessions, self._rules.users
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return None
        for key, cookie in cookies.items():
            if key.startswith("access-token-") and (name := sessions.get(cookie.value)):
                if users is not None and name in users.names():
                    return name
                sessions.pop(cookie.value, None)
        return None

    def _limit(self, scope: Any) -> int:
        upload = scope["path"].rstrip("/") == f"{_API}/upload"
        return UPLOADS * self._rules.upload_limit if upload else BODY_LIMIT


class _Body:
    """A request's body, cut off where it grows too large."""

    def __init__(self, receive: Any, most: int) -> None:
        self._receive, self._left = receive, most
        self.too_large = False

    async def __call__(self) -> Any:
        """The next piece."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.too_large = True
            return {"type": "http.disconnect"}
        return message


class _Answer:
    """A response, its cookies kept from other sites; none to a request that was cut off."""

    def __init__(self, send: Any, body: _Body) -> None:
        self._send, self._body = send, body
        self.begun = False

    async def __call__(self, message: Any) -> None:
        """Send the next piece on."""
        if self._body.too_large and not self.begun:
            return
        if message["type"] == "http.response.start":
            self.begun = True
            headers = [(name, _lax(name, value)) for name, value in message["headers"]]
            headers.append((b"x-request-id", request_now.get().encode()))
            message = {**message, "headers": headers}
        await self._send(message)


def _lax(name: bytes, value: bytes) -> bytes:
    """Gradio's session cookie would be sent along by every site's requests."""
    return value.replace(b"SameSite=none", b"SameSite=lax") if name == b"set-cookie" else value


def _from_elsewhere(headers: Mapping[str, str]) -> bool:
    """Whether a browser sends this for a page of another site."""
    if headers.get("sec-fetch-site") == "cross-site":
        return True
    origin = headers.get("origin")
    if origin is None:
        return False
    own = [h for h in (headers.get("host"), headers.get("x-forwarded-host")) if h]
    asked = urlsplit(origin).netloc if "://" in origin else origin
    return not any(asked == host or _name(asked) == host for host in own)


def _name(host: str) -> str:
    """A host without its port, in lower case."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def _length(headers: Mapping[str, str]) -> int:
    given = headers.get("content-length", "0")
    return int(given) if given.isascii() and given.isdigit() else 0


async def _refuse(send: Any, status: int, sentence: str) -> None:
    body = json.dumps({"detail": sentence}, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    if status == 429:
        headers.append((b"retry-after", b"60"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


_TOO_LARGE = "yêu cầu quá lớn"
_ELSEWHERE = (
    "yêu cầu đến từ trang khác; nếu trang này đứng sau một máy chủ trung gian, hãy để nó chuyển "
    "nguyên tên máy (nginx: proxy_set_header Host $http_host)"
)
_NO_LOGIN = (
    "trang này chưa có đăng nhập nên chỉ phục vụ trên máy của nó; hãy thêm người dùng "
    "(hoibao user add TÊN --role editor) rồi mở lại, hoặc ghi tên máy vào [ui] names"
)
