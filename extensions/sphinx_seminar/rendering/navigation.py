"""The sidebar's list of pages: home and the whole listings, never the sessions themselves.

A theme that puts the tree of all pages into every page makes a site grow with the
square of its sessions; this list does not grow.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.records import ListingKind
from sphinx_seminar.rendering.labels import pages as labels

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_TEMPLATES = str(Path(__file__).parent.parent / "templates")
_LISTED = (
    ListingKind.SESSIONS,
    ListingKind.SPEAKERS,
    ListingKind.READINGS,
    ListingKind.TOPICS,
    ListingKind.SEARCH,
)


def navigation(env: BuildEnvironment) -> list[tuple[str, str]]:
    """Return docname and title of the pages in the sidebar."""
    listed: dict[ListingKind, str] = {}
    for listing in seminar_domain(env).listings():
        if listing.is_whole:
            listed.setdefault(listing.kind, listing.docname)
    docnames = [env.config.root_doc, *(listed[kind] for kind in _LISTED if kind in listed)]
    return [
        (docname, env.titles[docname].astext())
        for docname in dict.fromkeys(docnames)
        if docname in env.titles
    ]


def add_navigation(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Give the template ``seminar-nav.html`` what it lists."""
    context["seminar_navigation"] = navigation(app.env)
    context["seminar_navigation_label"] = str(labels.NAVIGATION)


def add_templates(_app: Sphinx, config: Config) -> None:
    """Make ``seminar-nav.html`` available to ``html_sidebars``."""
    # A new list: the default one is shared by all applications of a process.
    config.templates_path = [*config.templates_path, _TEMPLATES]


def navigation_facts(_app: Sphinx, env: BuildEnvironment, builder: Builder) -> dict[str, str]:
    """Return what every HTML page shows in its sidebar."""
    if builder.format != "html":
        return {}
    return dict.fromkeys(env.found_docs, repr(navigation(env)))
