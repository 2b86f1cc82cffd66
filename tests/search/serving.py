"""A loopback web server with a strict Content-Security-Policy, and a browser to visit it."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from localserver import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CSP = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
    # Sphinx's own templates hold inline styles.
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
)


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, remembers what was asked for and how many bytes were sent."""

    requests: list[tuple[str, int]]
    broken: dict[str, tuple[int, bytes]]

    def __init__(self, *args: object, server_state: Server, **kwargs: object) -> None:
        self.state = server_state
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.state.csp)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        for part, (status, content) in self.state.broken.items():
            if part in path:
                self.send_response(status)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
                return
        self.state.requests.append(path)
        super().do_GET()

    def log_message(self, *_args: object) -> None:
        pass


class Server:
    def __init__(self, folder: Path, csp: str = CSP) -> None:
        self.csp = csp
        self.folder = folder
        self.requests: list[str] = []
        self.broken: dict[str, tuple[int, bytes]] = {}
        handler = partial(Handler, server_state=self, directory=str(folder))
        self._running = ExitStack()
        self.url = f"{self._running.enter_context(serving(handler))}/"

    def close(self) -> None:
        self._running.close()


def open_browser() -> Iterator[Chrome]:
    """Yield a browser that reaches no other host; skip without one, but not on CI."""
    programs = [shutil.which(name) for name in ("chromium", "chromedriver")]
    if not all(programs):
        if os.environ.get("CI") == "true":
            pytest.fail("chromium and chromedriver are needed")
        pytest.skip("needs chromium and chromedriver")
    options = ChromeOptions()
    options.binary_location = programs[0] or ""
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--window-size=1280,1000",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = Chrome(options=options, service=Service(programs[1]))
    browser.set_page_load_timeout(60)
    browser.set_script_timeout(60)
    try:
        yield browser
    finally:
        browser.quit()
