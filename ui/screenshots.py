"""Pictures of every state of the page, by one command: ``python -m ui.screenshots OUT [URL]``.

Without an address it serves the sample articles from a folder of its own. The questions it asks
are about those articles; nothing on the page is staged.
"""

import argparse
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ui.screenshot_steps import STEPS

SIZES = {"1440": (1440, 900), "390": (390, 844)}
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--no-first-run",
)  # fmt: skip


def main() -> int:
    """Write the pictures; 0 when all were made."""
    parser = argparse.ArgumentParser(description="Pictures of the page, light and dark.")
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("url", nargs="?", help="of a page that is being served")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.url:
        take_all(options.out, options.url)
        return 0
    with _served() as url:
        take_all(options.out, url)
    return 0


def take_all(out: Path, url: str) -> None:
    """Every state in both sizes and both themes."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        for width, (across, down) in SIZES.items():
            for theme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": across, "height": down}, color_scheme=theme,
                    locale="vi-VN", reduced_motion="reduce",
                )  # fmt: skip
                _take(context.new_page(), url, out, f"{width}-{theme}")
                context.close()
        browser.close()


def _take(tab: Any, url: str, out: Path, suffix: str) -> None:
    tab.set_default_timeout(60_000)
    tab.goto(url)
    tab.wait_for_selector("#hb-voice", state="attached")
    tab.wait_for_selector("[data-greeted]", state="attached")
    for name, step in STEPS:
        step(tab)
        tab.screenshot(path=out / f"{name}-{suffix}.png")
        print(out / f"{name}-{suffix}.png", file=sys.stderr)


@contextmanager
def _served() -> Iterator[str]:
    """The address of a page over the sample articles."""
    import uvicorn

    from assistant.assistant import Assistant
    from corpus.article import Article
    from corpus.reading import read_articles
    from corpus.samples import sample_paths
    from index.archive import Archive
    from ui.page_settings import PageSettings
    from ui.serve import make_app

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder)) as archive:
        archive.add(a for a in read_articles(sample_paths()) if isinstance(a, Article))
        app = make_app(Assistant(archive), archive, PageSettings(data=folder, store=folder))
        config = uvicorn.Config(app, port=port, log_level="error", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(20)


if __name__ == "__main__":
    sys.exit(main())
