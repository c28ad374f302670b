"""A served page and a real Chromium, one of each for all tests; nothing is patched."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from index.archive import Archive
from tests.page_fixtures import StagedAssistant, sample_articles

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--no-first-run",
)  # fmt: skip
WAIT = 150_000
"""Milliseconds; long because the machine may be busy, never slept through."""
get = partial(httpx.get, timeout=WAIT / 1000)
post = partial(httpx.post, timeout=WAIT / 1000)


@dataclass(frozen=True)
class Site:
    """A page that is being served."""

    url: str
    archive: Archive
    assistant: StagedAssistant
    feedback: Path
    port: int


@contextmanager
def served(app: Any, port: int) -> Iterator[str]:
    """The address of an ASGI application while it is served from a thread."""
    import uvicorn

    config = uvicorn.Config(app, "127.0.0.1", port, log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + WAIT / 1000
    while not server.started:
        assert time.monotonic() < deadline, "the page is not served in time"
        time.sleep(0.02)
    get(f"{url}/health").raise_for_status()
    yield url
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The page over the sample articles."""
    from tests.conftest import free_port
    from ui.page_settings import PageSettings
    from ui.serve import make_app

    folder = tmp_path_factory.mktemp("site")
    with Archive.open(folder / "data") as archive:
        archive.add(sample_articles())
        assistant = StagedAssistant(archive)
        feedback = folder / "feedback.jsonl"
        settings = PageSettings(data=str(folder), allow_private=True, store="thử", suggestions=0)
        app = make_app(assistant, archive, settings)
        port = free_port()
        with served(app, port) as url:
            yield Site(url, archive, assistant, feedback, port)
            assistant.go_on.set()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One real Chromium."""
    from playwright.sync_api import Error, sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        except Error as error:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip(f"no Chromium here: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@dataclass
class Visitor:
    """A reader with a browser profile of their own; notes what must not happen."""

    site: Site
    context: Any
    elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def visit(self, path: str = "/") -> Any:
        """A new tab with the page, ready to type."""
        tab = self.context.new_page()
        tab.set_default_timeout(WAIT)
        tab.on("request", self._note_request)
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        tab.on("dialog", lambda dialog: (self.errors.append(dialog.message), dialog.dismiss()))
        tab.goto(self.site.url + path)
        tab.wait_for_selector("#hb-question textarea")
        tab.wait_for_selector("#hb-voice", state="attached")
        tab.wait_for_selector("[data-greeted]", state="attached")
        return tab

    def _note_request(self, request: Any) -> None:
        if not request.url.startswith((self.site.url, "data:", "blob:")):
            self.elsewhere.append(request.url)


@pytest.fixture
def visitor(site: Site, chromium: Any) -> Iterator[Callable[..., Visitor]]:
    """Makes readers; afterwards no request went elsewhere and no script failed."""
    made: list[Visitor] = []

    def make(width: int = 1440, height: int = 900, **options: Any) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            **{"locale": "vi-VN", "reduced_motion": "reduce", **options},
        )
        made.append(Visitor(site, context))
        return made[-1]

    yield make
    for one in made:
        one.context.close()
    assert [url for one in made for url in one.elsewhere] == []
    assert [error for one in made for error in one.errors] == []


def ask(tab: Any, question: str, *, wait: bool = True) -> None:
    """Type a question and send it; ``wait`` for the whole answer."""
    tab.fill("#hb-question textarea", question)
    tab.press("#hb-question textarea", "Enter")
    shown = question.strip().split("\n")[0].split(": ")[0][:40]
    turn = tab.locator("#hb-current .hb-turn", has_text=shown)
    turn.wait_for()
    if wait:
        tab.locator("#hb-current .hb-turn:not(.hb-busy)", has_text=shown).wait_for()


def serious_in_both(tab: Any) -> list[str]:
    """``serious`` in light and in dark; the page is light again afterwards."""
    found: list[str] = []
    for theme in ("dark", "light"):
        tab.emulate_media(color_scheme=theme)
        found += [f"{theme}: {line}" for line in serious(tab)]
    return found


def serious(tab: Any) -> list[str]:
    """What axe calls serious or critical, each with the first element it names."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(tab).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:120]}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
