"""Serving the page: one process, headers, health, a path prefix; knows nothing of answers."""

import os
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from ui.page_settings import PageSettings
from ui.theme import head, make_i18n, make_theme

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.assistant import Assistant
    from index.archive import Archive

HOST = "127.0.0.1"
PORT = 7860
_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"DENY",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=()",
    b"content-security-policy": (
        b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        b"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        b"connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        b"frame-ancestors 'none'; worker-src 'self' blob:"
    ),
}
"""Gradio starts with inline scripts and builds its HTML component with ``Function``: both
``unsafe`` words are needed. What is left forbids every other host, frames and plug-ins."""
_language: ContextVar[str] = ContextVar("hoibao_language", default="vi")


def make_app(
    assistant: "Assistant",
    archive: "Archive",
    settings: PageSettings | None = None,
    *,
    root_path: str = "",
) -> "FastAPI":
    """The page as an ASGI application.

    Args:
        assistant: Answers the questions.
        archive: What is listed, read and added to.
        settings: Table ``[ui]``.
        root_path: The prefix a reverse proxy puts before the page, such as ``/hoibao``.
    """
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import gradio as gr
    from fastapi import FastAPI

    from ui.page import build_page

    settings = settings or PageSettings()
    app = FastAPI(title="Hỏi Báo", docs_url=None, redoc_url=None, openapi_url=None)
    app.get("/health")(_health(archive))
    page = build_page(assistant, archive, settings)
    gr.mount_gradio_app(
        app, page, path="/", root_path=root_path or None, theme=make_theme(),
        head=head(), i18n=make_i18n(_language.get), footer_links=[],
        run_history=False,
        ssr_mode=False, show_error=False, max_file_size=settings.upload_limit, mcp_server=True,
        pwa=False,
    )  # fmt: skip
    app.add_middleware(Edge)
    return app


def _health(archive: "Archive") -> Any:
    def health() -> dict[str, Any]:
        """Whether the archive can be read, for a supervisor."""
        articles, passages = archive.count()
        return {"status": "ok", "articles": articles, "passages": passages}

    return health


class Edge:
    """ASGI: puts the security headers on every response and notes the reader's language."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        cookies = dict(scope["headers"]).get(b"cookie", b"")
        _language.set("en" if b"hoibao_language=en" in cookies else "vi")

        async def guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                have = {name.lower() for name, _ in message["headers"]}
                extra = [(name, value) for name, value in _HEADERS.items() if name not in have]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        await self._app(scope, receive, guarded)


def serve(
    archive: "Archive",
    assistant: "Assistant",
    host: str = HOST,
    port: int = PORT,
    root_path: str = "",
    settings: PageSettings | None = None,
) -> None:
    """Serve the page until interrupted."""
    import uvicorn

    app = make_app(assistant, archive, settings, root_path=root_path)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", proxy_headers=True,
        forwarded_allow_ips="127.0.0.1", timeout_graceful_shutdown=3,
    )  # fmt: skip
    uvicorn.Server(config).run()
