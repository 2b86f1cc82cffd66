"""Registers floor 3 with Sphinx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.messages import CATALOG
from sphinx_seminar.domain.rebuild.freshness import FACTS_EVENT
from sphinx_seminar.rendering import calendars, latex, live, math, searching, typst
from sphinx_seminar.rendering.access import SayWhomItIsFor
from sphinx_seminar.rendering.citation.deciding import decide_citing
from sphinx_seminar.rendering.exports import add_copy_words
from sphinx_seminar.rendering.navigation import add_navigation, add_templates, navigation_facts
from sphinx_seminar.rendering.pictures import LeaveRemoteImages
from sphinx_seminar.rendering.placeholders import RenderPlaceholders

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_PACKAGE = Path(__file__).parent.parent
# After the archive is made, before anybody asks what its pages show.
_CITING = 150


def add_static_files(app: Sphinx) -> None:
    """Make the style sheet available to the HTML builders."""
    app.config.html_static_path.append(str(_PACKAGE / "static"))


def register(app: Sphinx) -> None:
    """Register the catalog, the transforms and the style sheet."""
    app.add_message_catalog(CATALOG, str(_PACKAGE / "locale"))
    app.add_post_transform(RenderPlaceholders)
    app.add_post_transform(SayWhomItIsFor)
    app.add_post_transform(LeaveRemoteImages)
    app.connect("env-updated", decide_citing, priority=_CITING)
    app.connect("builder-inited", add_static_files)
    app.connect("config-inited", add_templates)
    app.connect("html-page-context", add_navigation)
    app.connect(FACTS_EVENT, navigation_facts)
    app.add_css_file("seminar.css")
    app.connect("html-page-context", add_copy_words)
    app.add_js_file("seminar-exports.js", loading_method="defer")
    calendars.register(app)
    live.register(app)
    latex.register(app)
    math.register(app)
    searching.register(app)
    typst.register(app)
