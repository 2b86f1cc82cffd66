from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loopback import Loopback, loopback
from sphinx_seminar.importers.lookup.client import Client
from sphinx_seminar.importers.lookup.proposing import Network
from sphinx_seminar.importers.lookup.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with pytest.MonkeyPatch.context() as patch, loopback() as served:
        patch.setenv("NO_PROXY", "127.0.0.1")
        patch.setenv("no_proxy", "127.0.0.1")
        yield served


@pytest.fixture(scope="module")
def network(server: Loopback) -> Network:
    return Network(Client(timeout=0.3), Sources(server.base, server.base, server.base))
