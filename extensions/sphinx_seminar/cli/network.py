"""How the command line asks the network, and where tests and mirrors turn it."""

from __future__ import annotations

import os

from sphinx_seminar.importers.lookup.client import Client
from sphinx_seminar.importers.lookup.proposing import Network
from sphinx_seminar.importers.lookup.sources import Sources

#: Environment variables that replace the usual resolvers (``http://127.0.0.1:8000``).
DOI_BASE, OPEN_LIBRARY_BASE = "SEMINAR_DOI_BASE", "SEMINAR_OPEN_LIBRARY_BASE"
PMC_BASE = "SEMINAR_PMC_BASE"


def network_of(timeout: float = 20.0) -> Network:
    """Return the network; *timeout* is in seconds."""
    usual = Sources()
    sources = Sources(
        os.environ.get(DOI_BASE) or usual.doi,
        os.environ.get(OPEN_LIBRARY_BASE) or usual.open_library,
        os.environ.get(PMC_BASE) or usual.pmc,
    )
    return Network(Client(timeout), sources)
