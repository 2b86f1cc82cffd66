"""Which search a site has: the page that holds ``{search}``, and whether Pagefind is to serve it.

Sphinx's own search needs nothing and works from the disk; it stays beside the page, unless
``seminar_search`` says ``pagefind-only``.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.messages import report
from sphinx_seminar.domain.published import publishes_files
from sphinx_seminar.domain.records import ListingKind
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.parsing.engines import parse_engine

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.parsing.engines import EngineSetting

#: Where the index lies below the output folder.
FOLDER = "seminar-search"
#: What leads to all of it, and tells what it was made of.
NOTE = "seminar.json"
WANTED = frozenset({"pagefind", "pagefind-only"})
ONLY = "pagefind-only"
#: The name of Sphinx's own search page.
STOCK = "search"


def has_pagefind() -> bool:
    """Tell whether Pagefind's program seems to be there."""
    if "PAGEFIND_BINARY_PATH" in os.environ:
        return True
    wheels = ("pagefind_bin", "pagefind_bin_extended")
    programs = ("pagefind", "pagefind_extended")
    return any(map(find_spec, wheels)) or any(map(shutil.which, programs))


def search_docname(env: BuildEnvironment) -> str:
    """Return the first document that holds ``{search}``, '' when none does."""
    listings = seminar_domain(env).listings()
    return next((one.docname for one in listings if one.kind is ListingKind.SEARCH), "")


def uses_pagefind(builder: Builder) -> bool:
    """Tell whether the pages of *builder* lead to an index of Pagefind."""
    return is_wanted(builder) and has_pagefind()


def search_engine(config: Config) -> EngineSetting | None:
    """Return the engine outside of the site that the search page asks, if there is one."""
    return parse_engine(config.seminar_search_engine)[0]


def uses_engine(builder: Builder) -> bool:
    """Tell whether the search page of *builder* asks an engine outside of the site."""
    return (
        search_engine(builder.config) is not None
        and publishes_files(builder)
        and bool(search_docname(builder.env))
    )


def has_search_page(builder: Builder) -> bool:
    """Tell whether the page with ``{search}`` has a form: somebody answers it."""
    return uses_pagefind(builder) or uses_engine(builder)


def is_wanted(builder: Builder) -> bool:
    """Tell whether the site asks for an index of Pagefind."""
    return (
        builder.config.seminar_search in WANTED
        and publishes_files(builder)
        and bool(search_docname(builder.env))
    )


def has_stock_search(builder: Builder) -> bool:
    """Tell whether Sphinx's own search is there to fall back on."""
    return not (is_wanted(builder) and has_pagefind() and builder.config.seminar_search == ONLY)


def choose_search(app: Sphinx, _env: BuildEnvironment) -> None:
    """Say once what keeps the search page from working; build no other where none is wanted."""
    builder = app.builder
    asks_engine = uses_engine(builder)
    if not is_wanted(builder) and not asks_engine:
        return
    if not asks_engine and not has_pagefind():
        missing = "pip install 'sphinx-seminar[search]'"
        report(Finding(FindingKind.SEARCH, missing))
    elif app.config.seminar_search == ONLY:
        # What Sphinx's own builders for help formats set.
        builder.search = False  # type: ignore[attr-defined]
