"""The edge of the served page: headers, the reader's language, the rate limit; ASGI only."""

import secrets
from contextvars import ContextVar
from typing import Any

from ui.document import dress
from ui.limits import RateLimit, client_of
from ui.texts import known_language, say

_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"DENY",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=()",
}
_POLICY = (
    "default-src 'self'; script-src 'self' {scripts}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-src 'none'; frame-ancestors 'none'; worker-src 'self' blob:"
)
"""Inline scripts run only with the response's nonce, handlers in attributes never.
``unsafe-eval`` has to stay: Gradio's HTML component builds its template and its ``js_on_load``
with ``Function``. Styles are inline because Svelte writes them so."""
language_now: ContextVar[str] = ContextVar("hoibao_language", default="vi")
"""The language of the request that is being served."""


class Edge:
    """ASGI: security headers on every response, the reader's language, the rate limit."""

    def __init__(self, app: Any, per_minute: int = 0) -> None:
        self._app = app
        self._limit = RateLimit(per_minute)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        language = _language(scope)
        language_now.set(language)
        answer = _Answer(send, language, whole=scope["method"] == "GET")
        if scope["method"] == "POST" and not self._limit.allows(client_of(scope)):
            await _too_many(answer, language)
            return
        await self._app(_unpacked(scope), receive, answer)


class _Answer:
    """Sends a response on with our headers; a document is held until whole, then dressed."""

    def __init__(self, send: Any, language: str, *, whole: bool) -> None:
        self._send = send
        self._language = language
        self._whole = whole
        self._held: Any = None
        self._body: list[bytes] = []

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            headers = dict(message["headers"])
            if self._whole and headers.get(b"content-type", b"").startswith(b"text/html"):
                self._held = message
                return
            await self._send(_guarded(message, ""))
        elif self._held is None:
            await self._send(message)
        else:
            self._body.append(message.get("body", b""))
            if not message.get("more_body"):
                await self._send_document()

    async def _send_document(self) -> None:
        nonce = secrets.token_urlsafe(18)
        text = b"".join(self._body).decode("utf-8")
        body = dress(text, self._language, nonce).encode("utf-8")
        start = _guarded(self._held, nonce)
        headers = [(k, v) for k, v in start["headers"] if k.lower() != b"content-length"]
        headers += [(b"content-length", str(len(body)).encode())]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _language(scope: Any) -> str:
    """The language that the cookie names."""
    cookies = dict(scope["headers"]).get(b"cookie", b"")
    return known_language("en" if b"hoibao_language=en" in cookies else "vi")


def _unpacked(scope: Any) -> Any:
    """The request without a wish for compression where a document may be the answer."""
    headers = scope["headers"]
    if b"text/html" not in dict(headers).get(b"accept", b""):
        return scope
    return {**scope, "headers": [h for h in headers if h[0].lower() != b"accept-encoding"]}


def _guarded(message: Any, nonce: str) -> Any:
    """The start of a response with the security headers that it lacks."""
    scripts = f"'nonce-{nonce}' 'unsafe-eval'" if nonce else "'unsafe-eval'"
    policy = _POLICY.format(scripts=scripts).encode()
    wanted = {**_HEADERS, b"content-security-policy": policy}
    have = {name.lower() for name, _ in message["headers"]}
    extra = [(name, value) for name, value in wanted.items() if name not in have]
    return {**message, "headers": [*message["headers"], *extra]}


async def _too_many(send: Any, language: str) -> None:
    """Answer that the client asks too often."""
    import json

    headers = [(b"content-type", b"application/json"), (b"retry-after", b"10")]
    await send({"type": "http.response.start", "status": 429, "headers": headers})
    body = json.dumps({"detail": say(language, "too_many")}, ensure_ascii=False).encode()
    await send({"type": "http.response.body", "body": body})
