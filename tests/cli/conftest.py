from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from loopback import Loopback, loopback
from seminar_site import EPOCH, Site
from sphinx_seminar.cli.program import seminar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

REFS = """\
@book{e2011principles,
  author = {E, Weinan},
  title  = {Principles of Multiscale Modeling},
  year   = {2011},
  isbn   = {978-1-107-09654-7},
  url    = {https://web.math.princeton.edu/~weinan/papers/weinan_book.pdf},
}
"""

SESSION = """\
# Talk

::::{session} 2025-01-17
:::{talk} About
:speaker: Zhu Aiqing
:readings: e2011principles (ch. 1)
:topics: multiscale modelling
:::
::::
"""


@pytest.fixture(scope="session")
def server() -> Iterator[Loopback]:
    with pytest.MonkeyPatch.context() as patch, loopback() as served:
        patch.setenv("NO_PROXY", "127.0.0.1")
        patch.setenv("no_proxy", "127.0.0.1")
        yield served


@pytest.fixture
def site(tmp_path: Path, server: Loopback, monkeypatch: pytest.MonkeyPatch) -> Site:
    """An archive with one book that was read once."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.setenv("SEMINAR_DOI_BASE", server.base)
    monkeypatch.setenv("SEMINAR_OPEN_LIBRARY_BASE", server.base)
    monkeypatch.setenv("SEMINAR_PMC_BASE", server.base)
    return Site(tmp_path, {"refs.bib": REFS, "sessions/a.md": SESSION})


@pytest.fixture
def run(site: Site) -> Callable[..., Result]:
    """Run the program for the archive, from a folder inside it."""

    def call(*arguments: str, stdin: str | bytes = "") -> Result:
        start = str(site.source / "sessions")
        return CliRunner().invoke(
            seminar, ["-C", start, *arguments], input=stdin, catch_exceptions=False
        )

    return call
