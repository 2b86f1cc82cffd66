from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from search.corpus import CONF, files
from search.serving import Server, open_browser
from seminar_site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

    from seminar_site import Built


@pytest.fixture
def searched_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1737374400")
    site = Site(tmp_path, files())
    site.configure(CONF)
    return site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1737374400")
        site = Site(tmp_path_factory.mktemp("search"), files())
        site.configure(CONF)
        return site.build()


@pytest.fixture(scope="session")
def browser() -> Iterator[Chrome]:
    yield from open_browser()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], Server]]:
    servers: list[Server] = []

    def start(folder: Path) -> Server:
        servers.append(Server(folder))
        return servers[-1]

    yield start
    for server in servers:
        server.close()
