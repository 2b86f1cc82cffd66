"""Pages in Chromium, served from a loopback address under a strict policy, on a chosen day."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from typing import TYPE_CHECKING

import pytest

from localserver import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
DRIVER = shutil.which("chromedriver") or ""
#: On a machine that runs the whole check nothing may be left out.
needs_browser = pytest.mark.skipif(
    not (CHROMIUM and DRIVER) and not os.environ.get("CI"), reason="chromium is missing"
)

#: facts-security's policy P: no inline script, no foreign host.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
#: The clock of a page, set before its scripts run.
_CLOCK = """
(() => {
  const shift = Date.parse("%s") - Date.now();
  const now = Date.now.bind(Date);
  Date.now = () => now() + shift;
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) => {
    window.violations.push(event.violatedDirective + " " + event.blockedURI);
  });
})();
"""


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve *folder* and yield its address."""
    with serving(partial(_Handler, directory=str(folder))) as address:
        yield f"{address}/"


@contextmanager
def browser(*, scripts: bool = True) -> Iterator[Chrome]:
    """Yield a browser without a window."""
    from selenium import webdriver  # noqa: PLC0415 (an extra of the tests)

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=en-US"):
        options.add_argument(argument)
    if not scripts:
        options.add_experimental_option(
            "prefs", {"profile.managed_default_content_settings.javascript": 2}
        )
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


class Reader:
    """Somebody who reads pages on a day, in a zone."""

    def __init__(self, driver: Chrome, address: str) -> None:
        self._driver = driver
        self._address = address
        self._clock = ""

    def open(self, page: str, instant: str, zone: str = "Asia/Singapore") -> None:
        driver = self._driver
        if self._clock:
            known = {"identifier": self._clock}
            driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", known)
        source = {"source": _CLOCK % instant}
        added = driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", source)
        self._clock = added["identifier"]
        driver.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": zone})
        driver.get(self._address + page)

    def texts(self, selector: str) -> list[str]:
        """Return the visible texts of the elements that match *selector*."""
        found = self._driver.find_elements("css selector", selector)
        return [one.text for one in found if one.is_displayed()]

    def click(self, selector: str) -> None:
        self._driver.find_element("css selector", selector).click()

    def run(self, script: str) -> object:
        return self._driver.execute_script(script)
