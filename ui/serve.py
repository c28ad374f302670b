"""Serving the page: one process, headers, health, a path prefix; knows nothing of answers."""

import ctypes
import ipaddress
import json
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ui.edge import Edge, language_now
from ui.guard import Guard, Rules
from ui.page_settings import PageSettings
from ui.theme import make_i18n, make_theme
from ui.users import UserError, Users

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.assistant import Assistant
    from index.archive import Archive

HOST = "127.0.0.1"
PORT = 7860
SESSIONS = 256
"""Views of the page of which Gradio keeps its own notes, the latest ones: some 200 KB each, also
of each call by a program. All that a reader would miss travels with the browser."""


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
    # Gradio sums up its last 10,000 calls after each one, for a page that is closed here.
    os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "1")
    os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", str(10**9))
    import gradio as gr
    from fastapi import FastAPI

    from ui.page import build_page

    settings = settings or PageSettings()
    app = FastAPI(title="Hỏi Báo", docs_url=None, redoc_url=None, openapi_url=None)
    app.get("/health")(_health(archive))
    page = build_page(assistant, archive, settings)
    page.state_session_capacity = SESSIONS
    users = settings.users if settings.users.names() else None
    gr.mount_gradio_app(
        app, page, path="/", root_path=root_path or None, theme=make_theme(),
        i18n=make_i18n(language_now.get), footer_links=[],
        run_history=False, auth=users.check_aside if users else None, ssr_mode=False,
        show_error=False, mcp_server=True, max_file_size=settings.upload_limit, pwa=False,
    )  # fmt: skip
    _say_json(page.mcp_server_obj)
    _guard(app, page, settings, users)
    return app


def _guard(app: "FastAPI", page: Any, settings: PageSettings, users: Users | None) -> None:
    """Let in only whom and what the settings allow."""
    # Mounted pages never count as launched, and Gradio then takes any file of the machine for
    # one that was uploaded.
    page.has_launched = True
    mounted: Any = app.routes[-1]
    rules = Rules(
        users=users,
        sessions=mounted.app.tokens,
        upload_limit=page.max_file_size,
        names=settings.names,
    )
    app.add_middleware(Guard, rules=rules)
    app.add_middleware(Edge, per_minute=settings.per_minute if users else 0)


def _say_json(tools: Any) -> None:
    """Let MCP tools answer in JSON; Gradio writes what they return as Python would."""

    def content(data: list[Any], root_url: str) -> list[Any]:
        return [
            tools.types.TextContent(type="text", text=json.dumps(item, ensure_ascii=False))
            for item in data
        ]

    tools.postprocess_output_data = content


def _health(archive: "Archive") -> Any:
    from fastapi import Response

    from index.connection import failures

    def health(response: Response) -> dict[str, Any]:
        """Whether the archive can be read, for a supervisor."""
        try:
            articles, passages = archive.count()
        except failures():
            response.status_code = 503
            return {"status": "away"}
        return {"status": "ok", "articles": articles, "passages": passages}

    return health


def check_reach(host: str, settings: PageSettings) -> None:
    """Nothing, where the page may be served on that address.

    Raises:
        UserError: Others could reach it and it has no users.
    """
    try:
        own = ipaddress.ip_address(host).is_loopback
    except ValueError:
        own = host == "localhost"
    if not own and not settings.users.names():
        raise UserError(
            f"{host} là địa chỉ người khác tới được mà trang chưa có người dùng nào; "
            "hãy thêm bằng lệnh: hoibao user add TÊN --role editor"
        )


def share_heaps() -> None:
    """Let all threads share two heaps, where the C library is glibc.

    It gives each thread one of its own, up to eight a processor, and what is free in one is of no
    use to the others: a page that answered fifty readers for ten minutes held 220 MB more.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _HEAPS)


_M_ARENA_MAX = -8  # of malloc.h
_HEAPS = 2


def serve(
    archive: "Archive",
    assistant: "Assistant",
    host: str = HOST,
    port: int = PORT,
    root_path: str = "",
    settings: PageSettings | None = None,
) -> None:
    """Serve the page until interrupted.

    Raises:
        UserError: Others could reach the page and it has no users.
    """
    import uvicorn

    settings = settings or PageSettings()
    check_reach(host, settings)
    uploads = settings.folder / "uploads"
    uploads.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ.setdefault("GRADIO_TEMP_DIR", str(uploads))  # /tmp is everybody's
    app = make_app(assistant, archive, settings, root_path=root_path)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", proxy_headers=True,
        forwarded_allow_ips="127.0.0.1", timeout_graceful_shutdown=3,
    )  # fmt: skip
    uvicorn.Server(config).run()
