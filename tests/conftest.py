from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from sphinx.search import languages

from seminar_site import EPOCH, Site

# The same examples on every run, and no clock: a busy machine must not fail a test.
settings.register_profile("seminar", deadline=None, derandomize=True, database=None)
settings.load_profile("seminar")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def stock_languages() -> Iterator[None]:
    """Put Sphinx's search languages back: a build in this process replaces one by its own."""
    known = dict(languages)
    yield
    languages.clear()
    languages.update(known)


@pytest.fixture
def make_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Site]:
    """Return a function that makes a site of these files, built on one fixed day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)

    def make(files: dict[str, str | bytes] | None = None) -> Site:
        return Site(tmp_path, files)

    return make


@pytest.fixture(scope="module")
def fixed_day() -> Iterator[pytest.MonkeyPatch]:
    """Fix the day of the builds that a whole module shares."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield patch
