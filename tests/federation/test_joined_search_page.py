"""The search page of joined archives in a browser: addresses, a facet, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By

from search.serving import Server, open_browser
from search.test_search_page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

    from federation.conftest import Federated


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    yield from open_browser()


@pytest.fixture
def page(browser: Chrome, site: Federated) -> Iterator[Page]:
    built = site.synced(html_title="Own Seminar")
    server = Server(built.outdir)
    browser.get("about:blank")
    yield Page(browser, server)
    server.close()


def links(page: Page) -> dict[str, str]:
    found = page.browser.find_elements(By.CSS_SELECTOR, ".seminar-search-results h3 a")
    return {one.text: str(one.get_attribute("href")) for one in found}


def test_results_of_all_archives_lead_to_their_pages(page: Page, site: Federated) -> None:
    page.open("?q=fluctuations")
    address = f"{site.address}sessions/2025-01-10.html#talk-2025-01-10-1"
    assert links(page) == {
        "Fluctuations revisited": address,
        "Ada Example": links(page)["Ada Example"],
    }
    assert "Other Seminar" in page.browser.find_element(By.CSS_SELECTOR, "#seminar-search ol").text
    page.open("?q=shared")
    assert links(page)["The Shared Work"].startswith(page.server.url)


def test_the_facet_narrows_to_an_archive(page: Page) -> None:
    page.open("?kind=talk")
    assert page.count == "4 results, newest first"
    page.open("?kind=talk&archive=Other+Seminar")
    assert page.count == "2 results, newest first"
    page.wait("return document.querySelectorAll('[data-name=archive] input').length === 2")
